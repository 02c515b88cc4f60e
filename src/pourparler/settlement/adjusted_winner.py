"""Dividing the issues between two parties: Adjusted Winner.

Brams, Taylor 1996, "Fair Division: From Cake-Cutting to Dispute Resolution", ch. 4. Each party has 100 points to spread over the issues; an
issue goes to whom it is worth more, and then issues, or a part of one, change hands until both have the same number of points. The result
is efficient, envy-free and equitable if points add up over issues and the one issue that is split can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pourparler.errors import PourparlerError
from pourparler.settlement.numeric_case import Bargain


@dataclass(frozen=True, slots=True)
class Division:
    """``share[i]``: the part of issue i that the first party gets its way on, 0..1; at most one lies between.

    ``points``: what each party has of its 100. ``envy_free``: neither would rather have what the other got.
    """

    share: tuple[Fraction, ...]
    points: tuple[Fraction, Fraction]
    envy_free: bool

    @property
    def split(self) -> int | None:
        """The issue that is divided, if one is."""
        return next((k for k, x in enumerate(self.share) if 0 < x < 1), None)


def adjusted_winner(first: Sequence[Fraction | int | float], second: Sequence[Fraction | int | float]) -> Division:
    """Divide issues that are worth ``first`` and ``second`` to the two parties (not negative; brought to 100 points each).

    Raises:
        PourparlerError: different numbers of issues, a negative worth, or nothing that a party values.
    """
    if len(first) != len(second) or not first:
        raise PourparlerError("both parties value the same issues, at least one")
    points = []
    for told in (first, second):
        exact = [Fraction(str(x)) if isinstance(x, float) else Fraction(x) for x in told]
        if min(exact) < 0 or not sum(exact):
            raise PourparlerError("the worth of issues must not be negative, and not all zero")
        points.append([100 * x / sum(exact) for x in exact])
    a, b = points
    share = [Fraction(int(x > y or (x == y and x > 0))) for x, y in zip(a, b, strict=True)]
    totals = _totals(a, b, share)
    ahead = 0 if totals[0] >= totals[1] else 1
    richer, poorer = (a, b) if ahead == 0 else (b, a)
    mine = [k for k, s in enumerate(share) if s == 1 - ahead]
    # What costs the richer least for what it brings the poorer changes hands first.
    for k in sorted(mine, key=lambda k: (richer[k] / poorer[k] if poorer[k] else Fraction(10**9), k)):
        lead = _totals(a, b, share)[ahead] - _totals(a, b, share)[1 - ahead]
        if lead <= 0:
            break
        both = richer[k] + poorer[k]
        moved = min(Fraction(1), lead / both) if both else Fraction(0)
        share[k] = share[k] - moved if ahead == 0 else share[k] + moved
    totals = _totals(a, b, share)
    return Division(tuple(share), totals, min(totals) >= 50)


def divide(bargain: Bargain) -> Division:
    """The issues of a bargain of two parties, each worth the difference between its best and worst option.

    Raises PourparlerError where there are not two parties, or one of them cares for no issue.
    """
    if bargain.parties != 2:
        raise PourparlerError(f"Adjusted Winner divides issues between two parties; there are {bargain.parties}")
    ranges = [t.max(axis=0) - t.min(axis=0) for t in bargain.tables]
    return adjusted_winner([int(r[0]) for r in ranges], [int(r[1]) for r in ranges])


def _totals(a: Sequence[Fraction], b: Sequence[Fraction], share: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    mine = sum((x * s for x, s in zip(a, share, strict=True)), Fraction(0))
    return mine, sum((y * (1 - s) for y, s in zip(b, share, strict=True)), Fraction(0))
