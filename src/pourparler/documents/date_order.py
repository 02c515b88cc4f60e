"""Rows of a table whose dates break the order that all others keep: a wrong year shows there, even where no text tells its own date."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

FEWEST = 20
"""Dates from which an order is told from chance."""
MOST_OUT = 0.1
"""Of the dates, the share that may break an order: a table with more has none."""
SMALL = timedelta(days=31)
"""Breaks up to here are no slips: the summary of a session is often filed before its last day."""


@dataclass(frozen=True, slots=True)
class OutOfOrder:
    """Neighbours that break the order: the numbers of the ``first`` and ``last``, and the dates that hold ``before`` and ``after``."""

    first: int
    last: int
    before: date | None
    after: date | None


def out_of_order(dates: Sequence[date]) -> list[OutOfOrder]:
    """The neighbours that break an order in which all other dates rise, or all fall; none where the dates have no order."""
    if len(dates) < FEWEST:
        return []
    return max((_out_of_rising(dates, sign) for sign in (1, -1)), key=lambda found: found[0])[1]


def _out_of_rising(dates: Sequence[date], sign: int) -> tuple[int, list[OutOfOrder]]:
    """How many dates rise (fall, where the sign is -1), and which others break it; none where these are too many."""
    kept = _longest_rise([sign * d.toordinal() for d in dates])
    if len(dates) - len(kept) > MOST_OUT * len(dates):
        return len(kept), []
    edges = [-1, *kept, len(dates)]
    found = []
    for left, right in pairwise(edges):
        before, after = (dates[k] if 0 <= k < len(dates) else None for k in (left, right))
        found += [
            OutOfOrder(first, last, before, after)
            for first, last in _runs(k for k in range(left + 1, right) if _far(dates[k], before, after))
        ]
    return len(kept), found


def _longest_rise(days: Sequence[int]) -> list[int]:
    """The numbers of the longest series of days none of which is less than the one before."""
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for number, day in enumerate(days):
        place = bisect_right(ends, day)
        previous.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [day]
        last[place : place + 1] = [number]
    found, number = [], last[-1] if last else -1
    while number >= 0:
        found.append(number)
        number = previous[number]
    return found[::-1]


def _far(day: date, before: date | None, after: date | None) -> bool:
    """Whether a day lies far outside of those between which it stands."""
    ends = [d for d in (before, after) if d is not None]
    return day < min(ends) - SMALL or day > max(ends) + SMALL


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """(first, last) of neighbouring numbers."""
    # Of neighbours, the number and its place differ by the same.
    for _, run in groupby(enumerate(numbers), key=lambda placed: placed[1] - placed[0]):
        those = [number for _, number in run]
        yield those[0], those[-1]
