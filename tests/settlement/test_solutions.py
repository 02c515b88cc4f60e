"""Bargaining solutions against their definitions."""

from fractions import Fraction

from hypothesis import given, settings

from pourparler.settlement import find_frontier
from pourparler.settlement.solutions import equal_gain, raiffa

from .test_numeric_case import bargains


@settings(max_examples=80, deadline=None, derandomize=True)
@given(bargains())
def test_equal_gain_and_raiffa_of_the_list(bargain):
    frontier, low = find_frontier(bargain), bargain.worst
    gains = frontier.vectors - low
    found = equal_gain(frontier, low)
    apart = gains.max(axis=1) - gains.min(axis=1)
    best = [k for k in range(len(gains)) if apart[k] == apart.min()]
    most = max(int(gains[k].sum()) for k in best)
    assert sorted(found.places) == [k for k in best if gains[k].sum() == most]
    steps = raiffa(frontier, low)
    # From the definition, in fractions.
    point, left, n = [Fraction(0)] * bargain.parties, list(range(len(gains))), 0
    while len(left) > 1 and n < 64:
        ideal = [max(int(gains[k][p]) for k in left) for p in range(bargain.parties)]
        further = [a + (i - a) / bargain.parties for a, i in zip(point, ideal, strict=True)]
        kept = [k for k in left if all(int(g) >= f for g, f in zip(gains[k], further, strict=True))]
        if not kept:
            break
        left, point, n = kept, further, n + 1
    assert set(steps.places) <= set(left)
    assert steps.value == n
