"""Power in weighted games of hundreds of voters, by generating functions.

Coalitions are counted by weight (Mann, Shapley 1962, RAND RM-3158; Brams, Affuso 1976), and a voter is taken out of the count again by
division, so that the cost is voters times total weight. Shapley-Shubik is the integral over p of the chance that a voter is decisive where
each of the others joins with probability p (Owen 1972, Management Science 18: P64-P79): a polynomial in p, so that a Gauss-Legendre rule of
half as many points as voters gives it without error but for rounding.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def banzhaf_swings(weights: Sequence[int], quota: int) -> tuple[int, ...]:
    """For each voter the number of coalitions of the others that it turns into winning ones, exactly."""
    total = sum(weights)
    counts = np.zeros(total + 1, dtype=object)
    counts[0] = 1
    reached = 0
    for w in weights:
        reached += w
        counts[w : reached + 1] = counts[w : reached + 1] + counts[: reached + 1 - w].copy()
    by_weight: dict[int, int] = {}
    for w in set(weights):
        if w == 0:
            by_weight[w] = 0
            continue
        # Division by 1 + x^w, block by block.
        rest = counts.copy()
        for first in range(w, quota, w):
            last = min(first + w, quota)
            rest[first:last] = rest[first:last] - rest[first - w : last - w]
        by_weight[w] = int(rest[max(quota - w, 0) : quota].sum())
    return tuple(by_weight[w] for w in weights)


def shapley_by_quadrature(weights: Sequence[int], quota: int) -> tuple[float, ...]:
    """For each voter its Shapley-Shubik index."""
    nodes, shares = np.polynomial.legendre.leggauss(len(weights) // 2 + 1)
    p = (nodes + 1) / 2
    total = sum(weights)
    chance = np.zeros((total + 1, len(p)))
    chance[0] = 1.0
    reached = 0
    for w in weights:
        before = chance[: reached + 1].copy()
        chance[: reached + 1] *= 1 - p
        chance[w : w + reached + 1] += before * p
        reached += w
    by_weight = {w: float(shares @ _decisive(chance, w, quota, p) / 2) for w in set(weights)}
    return tuple(by_weight[w] for w in weights)


def _decisive(chance: Floats, w: int, quota: int, p: Floats) -> Floats:
    """(nodes,) the chance that the others come to the quota less w or more, but not to the quota.

    The voter is divided out from below where p is small and from above where it is large: each is stable there.
    """
    if w == 0:
        return np.zeros(len(p))
    top = len(chance) - 1 - w  # the most that the others can have
    found = np.zeros(len(p))
    low = p <= 0.5
    rest = chance[:quota, low].copy()
    factor, share = p[low] / (1 - p[low]), 1 - p[low]
    rest /= share
    for first in range(w, quota, w):
        last = min(first + w, quota)
        rest[first:last] -= factor * rest[first - w : last - w]
    found[low] = rest[max(quota - w, 0) : min(quota, top + 1)].sum(axis=0)
    # From above: chance[v + w] = (1 - p) rest[v + w] + p rest[v].
    begin = max(quota - w, 0)
    upper = chance[begin + w :, ~low] / p[~low]  # place v - begin, for v in begin..top
    back = (1 - p[~low]) / p[~low]
    length = len(upper)
    for last in range(length - w, 0, -w):
        first = max(last - w, 0)
        upper[first:last] -= back * upper[first + w : last + w]
    found[~low] = upper[: quota - begin].sum(axis=0)
    return found
