"""Stretches of time that networks are made of: calendar years, months, weeks or days, and windows of any length that move on by any step.

As in Discourse Network Analyzer (Leifeld, Gruber, Bossner 2019; ``computeTimeWindowMatrices`` in github.com/leifeld/dna at 2adbf786,
dna/src/main/java/dna/export/Exporter.java), where a window of an odd number w of days stands around each day of the time: the same
windows are those of length w days and step 1 day. Its windows of "events" draw lots among statements of one day; as its manual
says, here all of that day count.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from pourparler import calendar_periods
from pourparler.errors import PourparlerError, unknown

MOST_WINDOWS = 2000
"""Networks that are made at once."""


class Unit(StrEnum):
    """What a length counts. Events are statements."""

    DAYS = "d"
    WEEKS = "w"
    MONTHS = "m"
    YEARS = "y"
    EVENTS = "e"


class Length(NamedTuple):
    """So many days, weeks, months, years or events."""

    many: int
    unit: Unit


CALENDAR = ("day", "week", "month", "year")
"""Periods that begin with the calendar's."""
ALL = "all"
"""In place of a length: one window, all the time."""
WRITTEN = "as 365d, 26w, 6m, 2y, or 100e for 100 statements"


class Window(NamedTuple):
    """From one day to another, both included; ``calendar``: the calendar's name of it (year, month …), None for any other."""

    first: date
    last: date
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class Windows:
    """Which windows: calendar periods (``by``), or windows of a ``length`` that begin a ``step`` after one another.

    Neither: one window, from the first day to the last.
    """

    by: str | None = None
    length: Length | None = None
    step: Length | None = None

    def over(self, first: date, last: date, days: list[int] | None = None) -> list[Window]:
        """The windows of a time, in order. Calendar periods cover it whole; others lie wholly within it, as in DNA.

        ``days``: of the statements, ascending, as ``date.toordinal``; for lengths in events.

        Raises:
            PourparlerError: there are more than MOST_WINDOWS.
        """
        found: list[Window] = []
        for window in self._all(first, last, days or []):
            found.append(window)
            if len(found) > MOST_WINDOWS:
                raise PourparlerError(
                    f"from {first.isoformat()} to {last.isoformat()} there are more than {MOST_WINDOWS:,} windows",
                    mend="Take a longer step, or fewer days",
                )
        return found

    def _all(self, first: date, last: date, days: list[int]) -> Iterator[Window]:
        if self.by is not None:
            yield from (
                Window(p.first, p.last, self.by)
                for p in calendar_periods.each_period(first, last, calendar_periods.Length(self.by))
            )
        elif self.length is None:
            yield Window(first, last)
        elif self.length.unit is Unit.EVENTS:
            yield from _events(self.length.many, (self.step or self.length).many, days)
        else:
            yield from _moving(self.length, self.step or self.length, first, last)


def read_windows(by: str | None = None, window: str | None = None, step: str | None = None) -> Windows:
    """From what a person wrote: ``by`` year, month, week or day; ``window`` and ``step`` as ``read_length`` reads them; or ALL.

    Raises:
        PourparlerError: there is no such period or length, both are given, or they do not fit together.
    """
    if window == ALL and not (by or step):
        return Windows()
    if by and by not in CALENDAR:
        raise unknown("period", by, CALENDAR)
    if by and (window or step):
        raise PourparlerError(
            "both a calendar period and a window are given", mend="Leave out --by, or --window and --step"
        )
    if step and not window:
        raise PourparlerError("a step needs a window", mend=f"Add --window, {WRITTEN}")
    length, onward = read_length(window) if window else None, read_length(step) if step else None
    if length and onward and (length.unit is Unit.EVENTS) != (onward.unit is Unit.EVENTS):
        raise PourparlerError(
            "the window counts statements and the step days, or the other way round", mend="Count both alike"
        )
    return Windows(by or None, length, onward)


def read_length(text: str) -> Length:
    """A length, as 365d. Raises PourparlerError where it is none, or longer than a calendar holds."""
    found = re.fullmatch(r"\s*(\d{1,6})\s*([dwmye])[a-z]*\s*", text.lower())
    if found is None or not int(found[1]):
        raise PourparlerError(f"{text!r} is no length of time", mend=f"Write it {WRITTEN}")
    length = Length(int(found[1]), Unit(found[2]))
    if length.unit is not Unit.EVENTS and later(date(1, 1, 1), length) is None:
        raise PourparlerError(f"{text!r} is longer than any calendar", mend=f"Write it {WRITTEN}")
    return length


def later(day: date, length: Length) -> date | None:
    """The day so much later; the last of a month where it has no such day; None after the year 9999."""
    try:
        if length.unit in _DAYS:
            return day + timedelta(days=length.many * _DAYS[length.unit])
        months = day.year * 12 + day.month - 1 + length.many * _MONTHS[length.unit]
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        return None


def _moving(length: Length, step: Length, first: date, last: date) -> Iterator[Window]:
    """Each reckoned from the first day, so that windows of months begin on its day of the month wherever there is one."""
    times = 0
    while (at := _moved(first, (step, times))) is not None and (
        end := _moved(first, (step, times), (length, 1))
    ) is not None:
        if end - timedelta(days=1) > last:
            break
        yield Window(at, end - timedelta(days=1))
        times += 1
    if not times:
        yield Window(first, last)


def _moved(day: date, *by: tuple[Length, int]) -> date | None:
    """The day moved by several lengths, each so many times: months first, then days."""
    months = sum(of.many * times * _MONTHS[of.unit] for of, times in by if of.unit in _MONTHS)
    days = sum(of.many * times * _DAYS[of.unit] for of, times in by if of.unit in _DAYS)
    moved = later(day, Length(months, Unit.MONTHS))
    return moved and later(moved, Length(days, Unit.DAYS))


_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}
_DAYS = {Unit.DAYS: 1, Unit.WEEKS: 7}


def _events(many: int, step: int, days: list[int]) -> Iterator[Window]:
    """Windows that hold so many statements, and all of the first and the last day; none twice."""
    told: tuple[int, int] | None = None
    for at in range(0, max(len(days) - many, 0) + 1, step) if days else ():
        window = days[at], days[min(at + many, len(days)) - 1]
        if window != told:
            told = window
            yield Window(date.fromordinal(window[0]), date.fromordinal(window[1]))
