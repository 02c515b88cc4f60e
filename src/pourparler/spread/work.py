"""What is spread: a function over items that do not depend on each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pourparler.errors import ClusterError

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

Work = Callable[[S, T], R]
"""From what is the same for all and one item to that item's result: the same in any process and any order."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T, R]):
    """An item with its result."""

    item: T
    result: R


@dataclass(frozen=True, slots=True)
class Lost(Generic[T]):
    """An item without a result: ``deaths`` processes ended while they worked on it, the last of them on nothing else."""

    item: T
    deaths: int


class Spread(Protocol):
    """Where work is done."""

    def map(self, work: Work[S, T, R], shared: S, items: Iterable[T]) -> Iterator[Done[T, R] | Lost[T]]:
        """The result of each item as it comes, in any order.

        Items are asked for one by one, and no more of them are held than are worked on or come next. What ``work`` raises is raised here.
        A caller that stops early, by an interrupt too, has had all results that it was given; what is open then is called off.

        Raises ClusterError where nobody is left who works.
        """
        ...


class Here:
    """In this process, one item after the other, in their order."""

    def map(self, work: Work[S, T, R], shared: S, items: Iterable[T]) -> Iterator[Done[T, R] | Lost[T]]:
        """See ``Spread.map``; none is lost."""
        for item in items:
            yield Done(item, work(shared, item))


HERE = Here()


def in_order(spread: Spread, work: Work[S, T, R], shared: S, items: Iterable[T]) -> list[R]:
    """The results of all items in the items' order. Raises ClusterError also where one is lost."""
    found: dict[int, R] = {}
    for done in spread.map(_numbered, (work, shared), enumerate(items)):
        if isinstance(done, Lost):
            mend = "Run it again, or without --workers and --scheduler"
            raise ClusterError(f"{done.deaths} processes ended while they worked on one and the same part", mend=mend)
        number, result = done.result
        found[number] = result
    return [found[number] for number in sorted(found)]


def _numbered(shared: tuple[Work[S, T, R], S], item: tuple[int, T]) -> tuple[int, R]:
    work, own = shared
    return item[0], work(own, item[1])
