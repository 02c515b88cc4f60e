"""The next document is opened while the one in hand is kept: one is work of another process, the other of this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Thread

from pourparler.documents.gathered import Gathered

_Made = Gathered | BaseException | None
"""What came next, what was raised in its place, or that there is no more."""


@contextmanager
def ahead(texts: Iterable[Gathered]) -> Iterator[Iterator[Gathered]]:
    """The texts in their order, one of them made beforehand, the first at once; what making one raises is raised when it is its turn.

    Whoever leaves early does not wait for the one that is being made: a page may be long in coming.
    """
    asked: SimpleQueue[bool] = SimpleQueue()
    made: SimpleQueue[_Made] = SimpleQueue()
    asked.put(True)
    Thread(target=_make, args=(texts, asked, made), name="opening", daemon=True).start()
    try:
        yield _taken(asked, made)
    finally:
        asked.put(False)


def _taken(asked: SimpleQueue[bool], made: SimpleQueue[_Made]) -> Iterator[Gathered]:
    """What was made, the next one asked for before it is given away."""
    while (text := made.get()) is not None:
        if isinstance(text, BaseException):
            raise text
        asked.put(True)
        yield text


def _make(texts: Iterable[Gathered], asked: SimpleQueue[bool], made: SimpleQueue[_Made]) -> None:
    """Make one whenever one is asked for. When nobody asks any more ``texts`` is left, and the process that opens is put back."""
    upcoming = iter(texts)
    while asked.get():
        try:
            made.put(next(upcoming, None))
        except BaseException as error:  # raised where it is waited for
            made.put(error)
            return
