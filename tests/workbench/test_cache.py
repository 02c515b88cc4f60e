"""What was made lately is kept, no more of it than was said, and made once."""

import threading

import pytest

from pourparler.workbench.cache import Cache


def test_the_values_asked_for_last_are_kept():
    made = []
    cache = Cache(2)

    def ask(key):
        return cache.get(key, lambda: made.append(key) or key)

    ask("a"), ask("b"), ask("a"), ask("c")
    assert len(cache) == 2
    assert made == ["a", "b", "c"]
    ask("a")
    assert made == ["a", "b", "c"]
    ask("b")
    assert made == ["a", "b", "c", "b"]


def test_a_value_is_made_once_from_several_threads():
    begin, made = threading.Barrier(8), []
    cache = Cache(3)
    found = []

    def ask():
        begin.wait(10)
        found.append(cache.get("key", lambda: made.append(1) or object()))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join(10)
    assert len(made) == 1
    assert len(found) == 8
    assert len(set(map(id, found))) == 1


def test_one_value_may_need_another_and_a_fault_is_not_kept():
    cache = Cache(3)
    assert cache.get("sum", lambda: cache.get("part", lambda: 1) + 1) == 2
    with pytest.raises(ZeroDivisionError):
        cache.get("fault", lambda: 1 / 0)
    assert cache.get("fault", lambda: 5) == 5
