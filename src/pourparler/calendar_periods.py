"""Periods of the calendar over a span: days over three weeks, years over two decades."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST = 26
"""Periods that a span has at most, as long as they need not be longer than years."""


class Length(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both included; a week begins on Monday (ISO 8601)."""

    first: date
    last: date
    length: Length


def periods(first: date, last: date, length: Length | None = None) -> tuple[Period, ...]:
    """The periods of the calendar that hold the days from ``first`` to ``last``, in order.

    ``length``: None for the shortest of which there are no more than MOST; of years there may be more.
    """
    if length is None:
        length = next((n for n in Length if _many(first, last, n) <= MOST), Length.YEAR)
    return tuple(each_period(first, last, length))


def each_period(first: date, last: date, length: Length) -> Iterator[Period]:
    """The periods of a length, one by one: of days a calendar holds millions."""
    begin: date | None = _begin(first, length)
    while begin is not None and begin <= last:
        following = _next(begin, length)
        yield Period(begin, following - timedelta(days=1) if following else date.max, length)
        begin = following


def _many(first: date, last: date, length: Length) -> int:
    if length is Length.DAY:
        return (last - first).days + 1
    if length is Length.WEEK:
        return (_begin(last, length) - _begin(first, length)).days // 7 + 1
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if length is Length.MONTH:
        return months
    if length is Length.QUARTER:
        return (last.year - first.year) * 4 + (last.month - 1) // 3 - (first.month - 1) // 3 + 1
    return last.year - first.year + 1


def _begin(day: date, length: Length) -> date:
    if length is Length.DAY:
        return day
    if length is Length.WEEK:
        return date.fromordinal(max(day.toordinal() - day.weekday(), 1))
    month = {Length.MONTH: day.month, Length.QUARTER: day.month - (day.month - 1) % 3, Length.YEAR: 1}[length]
    return date(day.year, month, 1)


def _next(begin: date, length: Length) -> date | None:
    """The first day of the period after; None at the end of the calendar."""
    try:
        if length in (Length.DAY, Length.WEEK):
            return begin + timedelta(days=1 if length is Length.DAY else 7)
        months = begin.month - 1 + {Length.MONTH: 1, Length.QUARTER: 3, Length.YEAR: 12}[length]
        return date(begin.year + months // 12, months % 12 + 1, 1)
    except (OverflowError, ValueError):
        return None
