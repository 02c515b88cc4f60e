"""What a count is: a whole number where it is exact, else an estimate that carries its interval wherever it goes."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf


@dataclass(frozen=True, slots=True)
class Estimate:
    """``count`` with its 95 % interval; ``drawn`` settlements, ``met`` of them were of the kind that is counted.

    Where no draw was of that kind ``count`` and ``low`` are 0, and ``high`` is the upper end of the exact 95 % interval.
    """

    count: float
    low: float
    high: float
    drawn: int
    met: int

    def __bool__(self) -> bool:
        """Whether there is any: one that was drawn is one, however few they are. As with numbers, none is false."""
        return self.met > 0

    def as_json(self) -> dict[str, float]:
        """What ``--json`` shows in the place of an exact number."""
        return {"count": self.count, "low": self.low, "high": self.high}

    @property
    def within(self) -> float:
        """Half the interval as a share of the count; infinite where nothing was found."""
        return (self.high - self.low) / 2 / self.count if self.count else inf


Count = int | Estimate
"""How many there are."""


def middle(count: Count) -> float:
    """The number itself, or the middle of an estimate: to put counts in an order, not to show them."""
    return count.count if isinstance(count, Estimate) else count
