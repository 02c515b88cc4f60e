"""Scores → the best allowed row of tags, against brute force."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.reading.decoding import best_tags, spans_of
from pourparler.reading.model import bucket

NONE = np.zeros((7, 7), dtype=np.float32)


def allowed(row):
    before = 0
    for tag in row:
        if tag and tag % 2 == 0 and before not in (tag, tag - 1):
            return False
        before = tag
    return True


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.integers(1, 4))
def test_the_best_allowed_row_is_found(seed, length):
    rng = np.random.default_rng(seed)
    logits = rng.normal(size=(length, 7)).astype(np.float32)
    transitions = rng.normal(size=(7, 7)).astype(np.float32)

    def value(row):
        return sum(logits[k, t] for k, t in enumerate(row)) + sum(transitions[a, b] for a, b in itertools.pairwise(row))

    best = max(filter(allowed, itertools.product(range(7), repeat=length)), key=value)
    # Windows of other lengths beside it change nothing.
    (found, _) = best_tags([logits, rng.normal(size=(length + 3, 7)).astype(np.float32)], transitions)
    assert tuple(found) == best


@pytest.mark.parametrize(
    ("tags", "runs"),
    [
        ([5, 6, 5, 0, 1, 2, 6], [(3, 0, 2), (3, 2, 3), (1, 4, 6), (3, 6, 7)]),
        ([1, 3, 4, 4], [(1, 0, 1), (2, 1, 4)]),
        ([0, 0], []),
        ([], []),
    ],
)
def test_runs(tags, runs):
    assert spans_of(np.array(tags, dtype=np.int64)) == runs


def test_windows_of_several_lengths_each_have_their_row():
    sure = np.full((3, 7), -9, dtype=np.float32)
    sure[[0, 1, 2], [1, 2, 5]] = 9
    assert [row.tolist() for row in best_tags([sure, sure[:1]], NONE)] == [[1, 2, 5], [1]]


def test_an_inside_never_begins_a_run():
    logits = np.zeros((2, 7), dtype=np.float32)
    logits[:, 4] = 5  # the inside of a cue is the likeliest, but nothing has begun
    assert best_tags([logits], NONE)[0].tolist() == [3, 4]


def test_distances_are_told_apart_near_and_in_powers_far():
    at = bucket(np.array([-300, -9, -1, 0, 1, 9, 300, 3000]), 32)
    before, after = at[:3].tolist(), at[3:].tolist()
    assert before == sorted(before, reverse=True)
    assert after == sorted(after)
    assert len(set(at[:7].tolist())) == 7  # before and after are never mixed up
    assert at[6] == at[7] == 31
    assert at.min() >= 0
