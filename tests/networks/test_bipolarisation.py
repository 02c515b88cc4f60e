"""Two camps: known ones are found, and no division is better than the one that is given."""

from itertools import product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.networks import bipolarisation as module
from pourparler.networks.bipolarisation import bipolarisation


def camps(sizes, *, inside=1.0, across=1.0):
    group = np.repeat(range(len(sizes)), sizes)
    same = np.equal.outer(group, group)
    congruence, conflict = np.where(same, inside, 0.0), np.where(same, 0.0, across)
    np.fill_diagonal(congruence, 0.0)
    return congruence, conflict


def signed_modularity(congruence, conflict, groups):
    """Gómez, Jensen and Arenas (2009), equation 11, summed one by one."""
    plus, minus = congruence.sum(), conflict.sum()
    total = 0.0
    for group in groups:
        for i, j in product(group, group):
            expected = congruence[i].sum() * congruence[j].sum() / plus if plus else 0.0
            less = conflict[i].sum() * conflict[j].sum() / minus if minus else 0.0
            total += congruence[i, j] - conflict[i, j] - (expected - less)
    return total / (plus + minus)


def test_two_camps_that_agree_within_and_oppose_across():
    found = bipolarisation(*camps([3, 3]))
    assert found.groups == ((0, 1, 2), (3, 4, 5))
    assert (found.modularity, found.within, found.across, found.exact) == (0.5, 1.0, 1.0, True)


def test_two_who_are_only_opposed_are_two_camps():
    found = bipolarisation(np.zeros((3, 3)), np.array([[0, 2.0, 0], [2.0, 0, 0], [0, 0, 0]]))
    assert found.groups == ((0,), (1,))
    assert (found.modularity, found.within, found.across) == (0.5, None, 1.0)


def test_where_all_agree_nobody_is_apart():
    found = bipolarisation(*camps([5]))
    assert found.groups == ((0, 1, 2, 3, 4), ())
    assert (found.modularity, found.within, found.across) == (0.0, 1.0, None)


def test_without_a_tie_there_are_no_camps():
    assert bipolarisation(np.zeros((4, 4)), np.zeros((4, 4))) is None
    assert bipolarisation(np.zeros((0, 0)), np.zeros((0, 0))) is None


def test_large_camps_are_found_too():
    congruence, conflict = camps([14, 9], inside=0.8, across=0.6)
    order = np.random.default_rng(3).permutation(23)
    found = bipolarisation(congruence[np.ix_(order, order)], conflict[np.ix_(order, order)])
    assert not found.exact
    assert {frozenset(group) for group in found.groups} == {
        frozenset(np.flatnonzero(order < 14).tolist()), frozenset(np.flatnonzero(order >= 14).tolist()),
    }  # fmt: skip


@st.composite
def networks(draw, most=7):
    many = draw(st.integers(2, most))
    cells = st.lists(st.integers(0, 3), min_size=many * many, max_size=many * many)
    made = []
    for _ in range(2):
        upper = np.triu(np.array(draw(cells), dtype=float).reshape(many, many), 1)
        made.append(upper + upper.T)
    return made


@settings(max_examples=60, deadline=None, derandomize=True)
@given(networks())
def test_no_division_is_better(pair):
    congruence, conflict = pair
    found = bipolarisation(congruence, conflict)
    if found is None:
        assert not (congruence + conflict).any()
        return
    tied = sorted([*found.groups[0], *found.groups[1]])
    best = max(
        signed_modularity(congruence, conflict, ([a for a, s in zip(tied, signs, strict=True) if s], [a for a, s in zip(tied, signs, strict=True) if not s]))
        for signs in product((True, False), repeat=len(tied))
    )  # fmt: skip
    assert found.modularity == pytest.approx(best, abs=1e-5)
    assert signed_modularity(congruence, conflict, found.groups) == pytest.approx(found.modularity, abs=1e-5)
    assert -1e-9 <= found.modularity <= 0.5


@settings(max_examples=40, deadline=None, derandomize=True)
@given(networks(most=9))
def test_moving_single_actors_reaches_nearly_the_best(pair):
    exact = bipolarisation(*pair)
    if exact is None:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "EXACT", 0)
        found = bipolarisation(*pair)
    assert not found.exact
    assert exact.modularity - 0.02 <= found.modularity <= exact.modularity + 1e-6


def test_without_conflict_it_is_the_modularity_of_networkx():
    graph = nx.karate_club_graph()
    weights = nx.to_numpy_array(graph, weight="weight")
    found = bipolarisation(weights, np.zeros_like(weights))
    assert found.modularity == pytest.approx(nx.community.modularity(graph, found.groups, weight="weight"), abs=1e-6)
    newman = nx.community.modularity(graph, nx.community.kernighan_lin_bisection(graph, seed=1), weight="weight")
    assert found.modularity >= newman
