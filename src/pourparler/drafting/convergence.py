"""Whether parties come closer on an issue: how many pairs of them hold the same option, and how many options are held, by period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from pourparler.calendar_periods import Period
from pourparler.drafting.lives import Life
from pourparler.model.stances import Side


@dataclass(frozen=True, slots=True)
class Closeness:
    """How close parties are at the end of a period.

    ``parties``: those that hold an option then, whenever they took it. ``pairs`` of them; of these ``same`` hold at least one option in
    common. ``options``: how many different ones are held.
    """

    parties: tuple[str, ...]
    pairs: int
    same: int
    options: int

    @property
    def share(self) -> float | None:
        """Of pairs that agree, 0..1 (the complement of Rae's fractionalization where each holds one option: Rae 1967, The Political
        Consequences of Electoral Laws, ch. 3; Taylor, Herman 1971); None with fewer than two parties."""
        return self.same / self.pairs if self.pairs else None


class Trend(StrEnum):
    """How the parties that held an option both at the beginning and at the end stand to each other."""

    CLOSER = "closer"
    APART = "further apart"
    SAME = "as close as before"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Convergence:
    """An issue over the periods, one ``Closeness`` each.

    ``before`` and ``after``: the first period in which two parties held an option and the last one, among the parties of that first period
    that still hold one at the end, so that who joins or leaves changes nothing.
    """

    issue: str
    by_period: tuple[Closeness, ...]
    before: Closeness | None = None
    after: Closeness | None = None
    begun: int | None = None
    """The place of the first period with two parties."""

    @property
    def trend(self) -> Trend:
        """From ``before`` to ``after``."""
        if self.before is None or self.after is None or self.before.share is None or self.after.share is None:
            return Trend.UNKNOWN
        if self.after.share == self.before.share:
            return Trend.SAME
        return Trend.CLOSER if self.after.share > self.before.share else Trend.APART


Held = Mapping[str, frozenset[str]]
"""Party to the options that it holds; only those that hold any."""


def held_on(lives: Iterable[Life], day: date) -> dict[str, frozenset[str]]:
    """What each party is for at the end of a day, of lives on one issue.

    Not what it also rejects then, without a hedge or a condition: which of the two holds nobody can tell.
    """
    holding = [life for life in lives if life.holds(day)]
    against = {(f.party, f.option) for f in holding if f.side is Side.AGAINST and not f.said_last(day).softened}
    found: dict[str, frozenset[str]] = {}
    for life in holding:
        if life.side is Side.FOR and (life.party, life.option) not in against:
            found[life.party] = found.get(life.party, frozenset()) | {life.option}
    return found


def closeness(held: Held) -> Closeness:
    """How close parties are that hold these options."""
    pairs = list(combinations(held.values(), 2))
    options = frozenset[str]().union(*held.values())
    return Closeness(tuple(held), len(pairs), sum(not a.isdisjoint(b) for a, b in pairs), len(options))


def convergence(issue: str, lives: Iterable[Life], periods: Sequence[Period]) -> Convergence:
    """Of the lives on one issue, at the end of each period."""
    own = [life for life in lives if life.issue == issue]
    held = [held_on(own, p.last) for p in periods]
    by_period = tuple(map(closeness, held))
    begun = next((k for k, c in enumerate(by_period) if c.pairs), None)
    if begun is None:
        return Convergence(issue, by_period)
    both = [p for p in held[begun] if p in held[-1]]
    before, after = (closeness({p: held[k][p] for p in both}) for k in (begun, -1))
    return Convergence(issue, by_period, before, after, begun)
