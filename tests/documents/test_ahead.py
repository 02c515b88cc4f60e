"""One document is opened while the one before it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest

from pourparler.documents import Gathered, ahead
from pourparler.errors import DocumentError

LONG = 20.0
"""Seconds after which a test gives up."""


def names(texts: Iterator[Gathered]) -> list[str]:
    return [text.name for text in texts]


def test_all_come_in_their_order() -> None:
    with ahead(Gathered(str(k)) for k in range(20)) as upcoming:
        assert names(upcoming) == [str(k) for k in range(20)]
    with ahead([]) as upcoming:
        assert names(upcoming) == []


def test_the_first_is_made_at_once_and_one_more_while_one_is_in_hand() -> None:
    made = [Event() for _ in range(4)]

    def texts() -> Iterator[Gathered]:
        for k, event in enumerate(made):
            event.set()
            yield Gathered(str(k))

    with ahead(texts()) as upcoming:
        assert made[0].wait(LONG)
        assert next(upcoming).name == "0"
        assert made[1].wait(LONG)
        assert not made[2].wait(0.05)  # no more than one: of large documents few are held
        assert names(upcoming) == ["1", "2", "3"]


def test_what_is_raised_comes_after_what_was_made_before() -> None:
    def texts() -> Iterator[Gathered]:
        yield Gathered("good")
        raise DocumentError("the folder is empty")

    with ahead(texts()) as upcoming:
        assert next(upcoming).name == "good"
        with pytest.raises(DocumentError, match="the folder is empty"):
            next(upcoming)


def test_whoever_leaves_does_not_wait_and_what_opens_is_put_back() -> None:
    going_on, left = Event(), Event()

    def texts() -> Iterator[Gathered]:
        try:
            yield Gathered("first")
            going_on.wait(LONG)
            yield Gathered("second")
        finally:
            left.set()

    with ahead(texts()) as upcoming:
        assert next(upcoming).name == "first"
    assert not left.is_set()  # it is still being made
    going_on.set()
    assert left.wait(LONG)
