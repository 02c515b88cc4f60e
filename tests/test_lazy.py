"""Properties that are computed once, whoever asks for them and when."""

import importlib
import threading

import pytest

from pourparler.lazy import computed_once, loaded_when_asked, names_of


class Sum:
    """The sum of two numbers, and how often it was computed."""

    def __init__(self):
        self.computed = 0
        self.fail = False
        self.wait = threading.Event()

    @computed_once
    def total(self):
        """Three."""
        self.computed += 1
        self.wait.wait(5)
        if self.fail:
            raise ValueError("not now")
        return 1 + 2

    @computed_once
    def double(self):
        return 2 * self.total


def test_it_is_computed_once_from_several_threads():
    s = Sum()
    found = []
    threads = [threading.Thread(target=lambda: found.append((s.total, s.double))) for _ in range(8)]
    for t in threads:
        t.start()
    s.wait.set()
    for t in threads:
        t.join(10)
    assert found == [(3, 6)] * 8
    assert s.computed == 1


def test_what_raised_an_error_is_tried_again():
    s = Sum()
    s.wait.set()
    s.fail = True
    with pytest.raises(ValueError, match="not now"):
        _ = s.total
    assert not Sum.total.is_computed(s)
    s.fail = False
    assert (s.total, s.computed) == (3, 2)


def test_whether_it_is_computed_can_be_asked():
    first, second = Sum(), Sum()
    first.wait.set()
    assert not Sum.total.is_computed(first)
    assert first.double == 6
    assert Sum.total.is_computed(first)
    assert not Sum.total.is_computed(second)
    assert names_of(Sum) == ("total", "double")
    assert Sum.total.__doc__ == "Three."


def test_what_is_known_already_is_not_computed():
    s = Sum()
    Sum.total.know(s, 7)
    assert (Sum.total.is_computed(s), s.total, s.computed) == (True, 7, 0)


def test_names_of_a_package_come_from_their_modules_when_asked():
    found = loaded_when_asked("pourparler.drafting", {"draft": "draft", "Step": "next_steps"})
    assert found("draft") is importlib.import_module("pourparler.drafting.draft").draft
    assert found("Step") is importlib.import_module("pourparler.drafting.next_steps").Step
    with pytest.raises(AttributeError, match=r"'pourparler\.drafting' has no attribute 'other'"):
        found("other")
