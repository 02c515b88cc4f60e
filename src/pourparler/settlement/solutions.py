"""Which settlement is fair: bargaining solutions on a finite frontier, decided in whole numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, prod

import numpy as np

from pourparler.settlement.frontier import Frontier
from pourparler.settlement.numeric_case import Floats, Ints

NEAR = 1e-9
"""Relative difference below which floats only shortlist."""
STEPS = 64
"""The most steps towards the ideals; the point then moves by less than a part in 2^64."""


@dataclass(frozen=True, slots=True)
class Solution:
    """An answer: ``value`` is the ``measure`` made largest, in the numbers that were given.

    ``places`` in the frontier: all that are equal.
    """

    measure: str
    value: float
    places: tuple[int, ...]

    @property
    def place(self) -> int:
        """The one that is shown: of equal ones that which gives the first party least (then the second, and so on)."""
        return self.places[-1]


def nash(frontier: Frontier, disagreement: Ints) -> Solution | None:
    """The largest product of gains over disagreement (Nash 1950, Econometrica 18: 155-162).

    ``disagreement``: (parties,) times the bargain's scale. None where every vector gives somebody less than that.
    """
    kept, gains = _gains(frontier, disagreement)
    unit = frontier.bargain.scale
    rough = np.prod(gains / float(unit), axis=1)
    return _best("product", kept, gains, rough, lambda g: Fraction(prod(g)) / unit ** len(g))


def utilitarian(frontier: Frontier) -> Solution | None:
    """The largest sum of utilities (Harsanyi 1955, Journal of Political Economy 63: 309-321). None on an empty frontier."""
    rows, unit = frontier.vectors, frontier.bargain.scale
    everything = np.arange(len(rows))
    return _best("sum", everything, rows, rows.sum(axis=1).astype(np.float64), lambda u: Fraction(sum(u)) / unit)


def egalitarian(frontier: Frontier, disagreement: Ints) -> Solution | None:
    """The largest smallest gain (Kalai 1977, Econometrica 45: 1623-1630); among equal ones the largest next smallest, and so on.

    None where every vector gives somebody less than disagreement.
    """
    kept, gains = _gains(frontier, disagreement)
    if not len(kept):
        return None
    rows = np.sort(gains, axis=1)
    best = max(map(tuple, rows.tolist()))
    places = kept[(rows == best).all(axis=1)]
    return Solution("min_gain", float(best[0] / frontier.bargain.scale), tuple(places.tolist()))


def kalai_smorodinsky(frontier: Frontier, disagreement: Ints) -> Solution | None:
    """The largest smallest ratio of gain to ideal gain (Kalai, Smorodinsky 1975, Econometrica 43: 513-518), in its maximin form.

    On a finite set no settlement need give all the same ratio. Ideals are over the vectors that give nobody less than disagreement; a
    party that cannot gain counts for nothing. None where no party can gain.
    """
    kept, gains = _gains(frontier, disagreement)
    if not len(kept) or not gains.any():
        return None
    ideal = gains.max(axis=0)
    able = np.flatnonzero(ideal)
    rough = (gains[:, able] / ideal[able]).min(axis=1)
    most = ideal.tolist()
    return _best("min_ratio", kept, gains, rough, lambda g: min(Fraction(g[k], most[k]) for k in able.tolist()))


def equal_gain(frontier: Frontier, disagreement: Ints) -> Solution | None:
    """The smallest difference between the largest and the smallest gain; of equal ones the largest sum of gains.

    The equal-gain solution of the laboratory (Nydegger, Owen 1974, International Journal of Game Theory 3: 239-249) on a finite set.
    None where every vector gives somebody less than disagreement.
    """
    kept, gains = _gains(frontier, disagreement)
    if not len(kept):
        return None
    apart = gains.max(axis=1) - gains.min(axis=1)
    sums = gains.sum(axis=1)
    near = apart == apart.min()
    best = near & (sums == sums[near].max())
    return Solution(
        "difference", float(int(apart.min()) / frontier.bargain.scale), tuple(kept[np.flatnonzero(best)].tolist())
    )


def raiffa(frontier: Frontier, disagreement: Ints) -> Solution | None:
    """Raiffa's sequential solution (Raiffa 1953, Annals of Mathematics Studies 28: 361-387) on a finite set.

    From disagreement everybody is given an equal part of the way to its ideal, ideals are taken anew among what is left, and so on while
    some vector gives everybody that much; among the last ones left the Kalai-Smorodinsky solution from there. ``value``: the number of
    steps. None where every vector gives somebody less than disagreement.
    """
    kept, rows = _gains(frontier, disagreement)
    if not len(kept):
        return None
    point = [Fraction(0)] * frontier.bargain.parties
    steps = 0
    while len(kept) > 1 and steps < STEPS:
        ideal = rows.max(axis=0).tolist()
        further = [p + (i - p) / len(point) for p, i in zip(point, ideal, strict=True)]
        left = (rows >= np.array([ceil(x) for x in further], dtype=np.int64)).all(axis=1)
        if not left.any():
            break
        kept, rows, point, steps = kept[left], rows[left], further, steps + 1
    if len(kept) == 1:
        return Solution("steps", steps, (int(kept[0]),))
    ideal = rows.max(axis=0).tolist()

    def least(row: list[int]) -> Fraction:
        return min(((x - p) / (i - p) for x, p, i in zip(row, point, ideal, strict=True) if i > p), default=Fraction(0))

    ratios = [least(row) for row in rows.tolist()]
    best = max(ratios)
    return Solution("steps", steps, tuple(int(k) for k, r in zip(kept, ratios, strict=True) if r == best))


def solutions_of(frontier: Frontier, disagreement: Ints) -> dict[str, Solution | None]:
    """All of them by name."""
    return {
        "nash": nash(frontier, disagreement),
        "utilitarian": utilitarian(frontier),
        "egalitarian": egalitarian(frontier, disagreement),
        "kalai_smorodinsky": kalai_smorodinsky(frontier, disagreement),
        "equal_gain": equal_gain(frontier, disagreement),
        "raiffa": raiffa(frontier, disagreement),
    }


def _gains(frontier: Frontier, disagreement: Ints) -> tuple[Ints, Ints]:
    """Places of the vectors that give no party less than disagreement, and their gains."""
    gains = frontier.vectors - disagreement
    kept = np.flatnonzero((gains >= 0).all(axis=1))
    return kept, gains[kept]


def _best(
    measure: str, kept: Ints, rows: Ints, rough: Floats, exactly: Callable[[list[int]], Fraction]
) -> Solution | None:
    if not len(kept):
        return None
    near = np.flatnonzero(rough >= rough.max() - NEAR * abs(rough.max()))
    values = [exactly(rows[k].tolist()) for k in near]
    best = max(values)
    places = tuple(int(kept[k]) for k, value in zip(near, values, strict=True) if value == best)
    return Solution(measure, float(best), places)
