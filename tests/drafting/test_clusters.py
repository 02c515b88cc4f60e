"""Average linkage over the pairs that were compared."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pourparler.drafting.clusters import FAR, clusters


def naive(many: int, odds: np.ndarray, least: float) -> list[list[int]]:
    """Average linkage by comparing every two clusters anew each time."""
    found = [[k] for k in range(many)]
    while len(found) > 1:
        best, a, b = max(
            (float(np.mean(odds[np.ix_(x, y)])), -i, -j)
            for i, x in enumerate(found)
            for j, y in enumerate(found)
            if i < j
        )
        if best <= least:
            break
        found[-a] = sorted(found[-a] + found[-b])
        del found[-b]
    return sorted(found)


@given(st.integers(2, 9), st.integers(0, 1000))
def test_clusters_are_those_of_average_linkage(many: int, seed: int) -> None:
    odds = np.full((many, many), FAR)
    first, second = np.triu_indices(many, 1)
    values = np.random.default_rng(seed).normal(-0.5, 2.0, len(first))
    compared = np.random.default_rng(seed + 1).random(len(first)) < 0.8
    odds[first[compared], second[compared]] = odds[second[compared], first[compared]] = values[compared]
    pairs = zip(first[compared].tolist(), second[compared].tolist(), values[compared].tolist(), strict=True)
    assert clusters(many, pairs, -0.3) == naive(many, odds, -0.3)


def test_what_is_together_stays_together_and_two_such_are_never_joined() -> None:
    pairs = [(0, 1, -9.0), (2, 3, 9.0), (0, 2, 9.0), (1, 2, 9.0), (3, 4, 9.0)]
    assert clusters(5, pairs, 0.0, [[0, 1], [2]]) == [[0, 1], [2, 3, 4]]


def test_pairs_that_were_not_compared_count_as_far() -> None:
    assert clusters(3, [(0, 1, 5.0), (1, 2, 5.0)], 0.0) == [[0, 1], [2]]
    assert clusters(3, [(0, 1, 5.0), (1, 2, 5.0)], -1.0, far=-6.0) == [[0, 1, 2]]
