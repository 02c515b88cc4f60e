"""Which settlement is fair: bargaining solutions on a finite frontier, decided in whole numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import prod

import numpy as np

from pourparler.settlement.bargain import Floats, Ints
from pourparler.settlement.frontier import Frontier

NEAR = 1e-9
"""Relative difference below which floats only shortlist."""


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


def solutions_of(frontier: Frontier, disagreement: Ints) -> dict[str, Solution | None]:
    """All of them by name."""
    return {
        "nash": nash(frontier, disagreement),
        "utilitarian": utilitarian(frontier),
        "egalitarian": egalitarian(frontier, disagreement),
        "kalai_smorodinsky": kalai_smorodinsky(frontier, disagreement),
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
