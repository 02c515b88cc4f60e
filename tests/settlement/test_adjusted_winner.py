"""Adjusted Winner: the example of the book, and what it promises."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.errors import PourparlerError
from pourparler.settlement.adjusted_winner import adjusted_winner, divide
from pourparler.settlement.numeric_case import Bargain, bargain_of

from .negotiations import talks


def test_adjusted_winner_of_the_book():
    """Brams and Taylor's divorce of Donald and Ivana Trump (1996, ch. 5): 10 and 38, 40 and 20, 10 and 30, 38 and 10, 2 and 2."""
    found = adjusted_winner([10, 40, 10, 38, 2], [38, 20, 30, 10, 2])
    assert found.points[0] == found.points[1]
    assert found.envy_free
    assert found.share[0] == found.share[2] == 0


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6))
def test_adjusted_winner_is_equitable_envy_free_and_efficient(worth):
    a, b = zip(*worth, strict=True)
    if not sum(a) or not sum(b):
        with pytest.raises(PourparlerError):
            adjusted_winner(a, b)
        return
    found = adjusted_winner(a, b)
    assert sum(0 < s < 1 for s in found.share) <= 1
    assert found.envy_free
    points = [[Fraction(100 * x, sum(side)) for x in side] for side in (a, b)]
    assert found.points[0] == found.points[1] or all(x == 0 or y == 0 for x, y in worth)
    # No way to give whole issues, the split one left as it is, is better for one and no worse for the other.
    for taken in product((0, 1), repeat=len(worth)):
        mine = sum(p * t for p, t in zip(points[0], taken, strict=True))
        theirs = sum(p * (1 - t) for p, t in zip(points[1], taken, strict=True))
        assert not (mine >= found.points[0] and theirs >= found.points[1] and (mine, theirs) != found.points)


def test_division_needs_two_parties():
    with pytest.raises(PourparlerError, match="there are 3"):
        divide(Bargain.of([np.ones((3, 2))]))
    n = talks(
        values={
            "A": {"x": {"yes": 1, "no": 0}, "y": {"yes": 1, "no": 0}},
            "B": {"x": {"yes": 1, "no": 0}, "y": {"yes": 0, "no": 1}},
        }
    )
    found = divide(bargain_of(n))
    assert (found.share, found.points, found.envy_free) == ((0, 1), (50, 50), True)
