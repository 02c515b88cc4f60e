"""Frontier, solutions and counts of random bargains against listing every settlement."""

from fractions import Fraction
from itertools import product
from math import comb, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.errors import PourparlerError, TooManyError
from pourparler.settlement.counting import count_accepted
from pourparler.settlement.frontier import find_frontier
from pourparler.settlement.numeric_case import Bargain
from pourparler.settlement.solutions import egalitarian, kalai_smorodinsky, nash, utilitarian


@st.composite
def bargains(draw):
    parties = draw(st.integers(2, 5))
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    unit = draw(st.sampled_from([1, 0.1, 0.25]))
    number = st.integers(-3, 6).map(lambda x: round(x * unit, 2))
    values = [
        draw(st.lists(st.lists(number, min_size=s, max_size=s), min_size=parties, max_size=parties)) for s in sizes
    ]
    reservation = draw(
        st.lists(st.integers(-4, 8).map(lambda x: round(x * unit, 2)), min_size=parties, max_size=parties)
    )
    return Bargain.of(values, reservation=reservation)


def listed(bargain):
    return [
        tuple(map(int, bargain.utilities([codes])[0])) for codes in product(*(range(len(t)) for t in bargain.tables))
    ]


def undominated(vectors):
    return {v for v in vectors if not any(w != v and all(a >= b for a, b in zip(w, v, strict=True)) for w in vectors)}


@settings(max_examples=150, deadline=None, derandomize=True)
@given(bargains())
def test_frontier_and_count_are_those_of_the_list(bargain):
    everything = listed(bargain)
    frontier = find_frontier(bargain)
    assert bargain.exact
    assert sorted(map(tuple, frontier.vectors.tolist())) == sorted(undominated(set(everything)))
    accepted = [v for v in everything if all(v >= bargain.reservation)]
    assert count_accepted(bargain) == len(accepted)
    assert {tuple(v) for v in frontier.rational().vectors.tolist()} == undominated(set(accepted))
    for k, vector in enumerate(frontier.vectors.tolist()):
        found = list(frontier.settlements(k))
        assert len(set(found)) == len(found) == everything.count(tuple(vector))
        assert (bargain.utilities(found) == vector).all()


@settings(max_examples=150, deadline=None, derandomize=True)
@given(bargains())
def test_solutions_are_the_best_of_the_list(bargain):
    frontier, low = find_frontier(bargain), bargain.worst
    gains = [[a - int(b) for a, b in zip(v, low, strict=True)] for v in listed(bargain)]
    scale = bargain.scale
    assert nash(frontier, low).value == float(max(Fraction(prod(g)) for g in gains) / scale**bargain.parties)
    assert egalitarian(frontier, low).value == float(max(map(min, gains)) / scale)
    assert utilitarian(frontier).value == float(max(map(sum, listed(bargain))) / scale)
    ideal = [max(column) for column in zip(*gains, strict=True)]
    ratios = [min([Fraction(g, i) for g, i in zip(row, ideal, strict=True) if i], default=None) for row in gains]
    found = kalai_smorodinsky(frontier, low)
    assert (found.value if found else None) == (float(max(ratios)) if ratios[0] is not None else None)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(bargains(), st.integers(1, 3))
def test_a_thinned_frontier_keeps_its_gap(bargain, most):
    exact, thin = find_frontier(bargain), find_frontier(bargain, most=most)
    assert len(thin) <= max(most, 1)
    for vector in exact.vectors:
        assert any((kept >= vector - thin.gap).all() for kept in thin.vectors)


def test_counts_beyond_64_bits():
    bargain = Bargain.of([[[0, 1, 2, 3, 4, 5, 6, 7], [7, 6, 5, 4, 3, 2, 1, 0]]] * 30, reservation=[0, 0])
    assert count_accepted(bargain) == 8**30
    middle = Bargain.of([[[0, 1], [1, 0]]] * 200, reservation=[100, 100])
    assert count_accepted(middle) == comb(200, 100)


def test_too_many_states_is_said():
    with pytest.raises(TooManyError):
        count_accepted(Bargain.of([[[0, 3**k], [3**k, 0]] for k in range(12)], reservation=[200_000, 60_000]), most=5)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([], "needs an issue"),
        ([[[1, 2], [1, float("nan")]]], "not a finite number"),
        ([[[], []]], "one row a party"),
        ([[[1], [2]], [[1]]], "one row a party"),
    ],
)
def test_bad_numbers_are_named(values, message):
    with pytest.raises(PourparlerError, match=message):
        Bargain.of(values)


def test_decimals_are_exact_and_what_does_not_fit_is_said():
    assert Bargain.of([[[0.1, 0.2], [0.3, 0.3]]]).exact
    rounded = Bargain.of([[[1 / 3, 0.2], [1e-17, 0.3]]], weights=[[np.pi], [np.e]])
    assert not rounded.exact
    assert np.allclose(rounded.plain(rounded.utilities([[0]])), [[np.pi / 3, 0]], atol=1e-14)
