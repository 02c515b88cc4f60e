"""Weights of ties: against the worked example of DNA's manual, and against its equations summed one by one."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.networks.taken import Sides
from pourparler.networks.weights import Aggregation, Normalisation, between_actors, divisors, each_between_actors
from tests.networks.dna_sample import TAKEN

SAMPLE = Sides.of(sorted(TAKEN, key=lambda t: t.actor))
X = SAMPLE.counts()
AT = {name: k for k, name in enumerate(SAMPLE.actors)}


def test_the_sample_of_dna_holds_40_statements():
    assert X.sum() == 40
    assert between_actors(X, Aggregation.IGNORE).sum() == 276  # rDNA/tests/testthat/test-network.R


@pytest.mark.parametrize(("aggregation", "tie"), [("ignore", 7), ("congruence", 2), ("conflict", 5), ("subtract", -3)])
def test_senate_and_sierra_club_are_tied_as_the_manual_says(aggregation, tie):
    weights = between_actors(X, Aggregation(aggregation))
    assert weights[AT["E"], AT["F"]] == weights[AT["F"], AT["E"]] == tie
    assert not weights.diagonal().any()


def test_two_more_ties_as_the_tests_of_rdna_print_them():
    weights = between_actors(X, Aggregation.IGNORE)
    assert (weights[AT["C"], AT["A"]], weights[AT["C"], AT["B"]]) == (10, 2)


counts = st.lists(st.lists(st.integers(0, 3), min_size=6, max_size=6), min_size=1, max_size=5)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(counts)
def test_weights_and_divisors_are_what_the_equations_sum(rows):
    x = np.array(rows, dtype=float).reshape(len(rows), 3, 2)
    for i in range(len(x)):
        for other in range(len(x)):
            if i == other:
                continue
            same = sum(x[i, j, k] * x[other, j, k] for j in range(3) for k in range(2))
            opposite = sum(x[i, j, k] * x[other, j, 1 - k] for j in range(3) for k in range(2))
            any_ = sum(x[i, j].sum() * x[other, j].sum() for j in range(3))
            expected = {"congruence": same, "conflict": opposite, "subtract": same - opposite, "ignore": any_}
            alone = sum(x[i, j, k] for j in range(3) for k in range(2) if x[other, j, k] == 0)
            alone += sum(x[other, j, k] for j in range(3) for k in range(2) if x[i, j, k] == 0)
            by = {
                "none": 1,
                "average": (x[i].sum() + x[other].sum()) / 2,
                "jaccard": alone + same,
                "cosine": sqrt(x[i].sum() ** 2) * sqrt(x[other].sum() ** 2),
            }
            for aggregation in Aggregation:
                for normalisation in Normalisation:
                    assert divisors(x, normalisation)[i, other] == pytest.approx(by[normalisation])
                    found = between_actors(x, aggregation, normalisation)[i, other]
                    divisor = by[normalisation]
                    assert found == pytest.approx(expected[aggregation] / divisor if divisor else 0)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(counts)
def test_where_each_counts_once_average_and_jaccard_of_agreement_are_shares(rows):
    x = np.minimum(np.array(rows, dtype=float).reshape(len(rows), 3, 2), 1)
    for normalisation in (Normalisation.AVERAGE, Normalisation.JACCARD, Normalisation.COSINE):
        weights = between_actors(x, Aggregation.CONGRUENCE, normalisation)
        assert (weights >= 0).all()
        assert (weights <= 1).all()
        assert (weights == weights.T).all()


@settings(max_examples=30, deadline=None, derandomize=True)
@given(counts)
def test_several_at_once_are_each_alone(rows):
    x = np.array(rows, dtype=float).reshape(len(rows), 3, 2)
    for normalisation in Normalisation:
        for found, aggregation in zip(each_between_actors(x, Aggregation, normalisation), Aggregation, strict=True):
            assert (found == between_actors(x, aggregation, normalisation)).all()


def test_nobody_has_no_ties():
    assert between_actors(np.zeros((0, 0, 2)), Aggregation.SUBTRACT, Normalisation.JACCARD).shape == (0, 0)
