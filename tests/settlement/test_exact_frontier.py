"""Exact fractions in, the exact frontier out, whether they fit 64 bits or not; with and without a ceiling."""

from fractions import Fraction
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.settlement.frontier import find_frontier
from pourparler.settlement.numeric_case import Bargain

LONG = [Fraction(k, d) for d in (3, 7, 10**17 + 3, 2**61 - 1) for k in (1, 2, d - 1)]
"""Fractions whose common denominator is far beyond 64 bits; the last of each is nearly 1, so that rounding makes ties."""
NUMBERS = st.one_of(
    st.fractions(0, 1, max_denominator=12),
    st.sampled_from(LONG),
    st.sampled_from([Fraction(0), Fraction(1, 10), Fraction(2, 10), Fraction(3, 10)]),
)


@st.composite
def bargains(draw):
    parties = draw(st.integers(1, 3))
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    tables = [[[draw(NUMBERS) for _ in range(size)] for _ in range(parties)] for size in sizes]
    ceiling = draw(st.none() | st.lists(st.fractions(0, 2, max_denominator=6), min_size=parties, max_size=parties))
    return tables, ceiling


def brute(tables, ceiling):
    """The efficient vectors, in fractions."""
    parties = len(tables[0])
    vectors = set()
    for codes in product(*(range(len(t[0])) for t in tables)):
        sums = [sum((t[p][o] for t, o in zip(tables, codes, strict=True)), Fraction(0)) for p in range(parties)]
        vectors.add(tuple(sums if ceiling is None else map(min, sums, ceiling)))
    return {v for v in vectors if not any(w != v and all(a >= b for a, b in zip(w, v, strict=True)) for w in vectors)}


@given(bargains())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_the_frontier_of_fractions_is_exact(told):
    tables, ceiling = told
    low = [sum((min(t[p]) for t in tables), Fraction(0)) for p in range(len(tables[0]))]
    least = low if ceiling is None else list(map(min, low, ceiling))
    values = [np.array(t, dtype=object) for t in tables]
    top = None if ceiling is None else np.array(ceiling, dtype=object)
    bargain = Bargain.of(values, reservation=np.array(least, dtype=object), ceiling=top)
    frontier = find_frontier(bargain)
    found = [
        tuple(sum((t[p][o] for t, o in zip(tables, codes, strict=True)), Fraction(0)) for p in range(len(least)))
        for codes in frontier.codes.tolist()
    ]
    cut = [v if ceiling is None else tuple(map(min, v, ceiling)) for v in found]
    assert set(cut) == brute(tables, ceiling)
    assert len(cut) == len(set(cut))
    assert not frontier.gap.any()
    # What is shown are these vectors, rounded if at all.
    for shown, exact in zip(bargain.plain(frontier.vectors), cut, strict=True):
        assert np.allclose(shown, [float(x) for x in exact], rtol=0, atol=1e-12)
    assert bargain.exact == (bargain.fine is None)


def test_ties_beyond_64_bits_are_ties():
    # Three parts of one whole on the one side, the whole on the other: as good for the first party, worse for the second.
    third = Fraction(1, 3 * (10**17 + 3))
    first = [[Fraction(0), third], [Fraction(0), third], [Fraction(0), 3 * third, third]]
    second = [[Fraction(1), Fraction(0)], [Fraction(1), Fraction(0)], [Fraction(1), Fraction(1), Fraction(0)]]
    bargain = Bargain.of([np.array(pair, dtype=object) for pair in zip(first, second, strict=True)])
    assert not bargain.exact
    frontier = find_frontier(bargain)
    # 0, 1 or 2 of the small parts beside the whole; one of them is either of the two.
    assert [len(list(frontier.settlements(number))) for number in range(len(frontier))] == [1, 2, 1]
    assert [frontier.codes[k].tolist() for k in (0, 2)] == [[1, 1, 1], [0, 0, 1]]
