"""Days from left to right, and the dates that stand below them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from pourparler.calendar_periods import Length, periods
from pourparler.figures.drawing import MIDDLE, wide
from pourparler.figures.svg import SIZE, line, text

DATE = 95
"""Pixels that a date and the space to the next one take at most."""
DAYS = {Length.DAY: 1, Length.WEEK: 7, Length.MONTH: 30, Length.QUARTER: 91}
"""About how many days a length has; more than twice as many as have room are too short to be named."""
STEPS = (1, 2, 4, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
"""Of years and of shorter lengths, each so-manieth is named."""
OVER = 20
"""Pixels that a date may reach beyond the ends of the axis."""


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """``width`` pixels from the first day to the last."""

    first: date
    last: date
    width: float
    tall: float = 24
    """Pixels below the lanes."""

    def at(self, day: date) -> float:
        """Where a day lies, in pixels from the left."""
        return (day - self.first).days / max((self.last - self.first).days, 1) * self.width

    def dates(self) -> list[date]:
        """The days that are named: first days of days, weeks, months, quarters or years, as many as have room."""
        room = max(int(self.width // DATE), 1)
        span = (self.last - self.first).days + 1
        length = next((n for n, days in DAYS.items() if span <= 2 * room * days), Length.YEAR)
        begun = [p.first for p in periods(self.first, self.last, length) if p.first >= self.first]
        step = next(n for n in STEPS if len(begun) <= n * room)
        if length is Length.YEAR:
            return [d for d in begun if d.year % step == 0]
        return begun[::step]

    def draw(self, area: ET.Element, y: float) -> None:
        """The axis and its dates, those at the ends within the figure."""
        line(area, 0, y, self.width, y, stroke=MIDDLE)
        for day in self.dates():
            x, words = self.at(day), f"{day.day} {day:%b %Y}"
            half = wide(words) / 2
            line(area, x, y, x, y + 5, stroke=MIDDLE)
            text(area, min(max(x, half - OVER), self.width + OVER - half), y + 8 + SIZE, words, text_anchor="middle")
