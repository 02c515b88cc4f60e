"""Tags and pointers → attributions, on scores made by hand and against brute force."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.reading.decoding import TAGS, best_tags, decode, spans_of
from pourparler.reading.encoding import Window
from pourparler.reading.model import Pointer, Scores, bucket

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


def scores(tags, heads, window=None):
    """Certain scores: the tags, and for each word the cue that it points to."""
    logits = np.full((len(tags), 7), -9.0, dtype=np.float32)
    logits[np.arange(len(tags)), [TAGS.index(t) for t in tags]] = 9
    rows, columns = np.zeros((len(tags), len(tags)), dtype=np.float32), np.eye(len(tags), dtype=np.float32)
    for word, head in heads.items():
        rows[word, head] = 50
    pointer = Pointer(rows, columns, np.zeros(32, dtype=np.float32))
    size = len(tags)
    return Scores(
        window or Window(0, size, 0, size),
        logits,
        pointer,
        pointer,
        np.zeros((size, 384), dtype=np.float16),
    )


def test_spans_hang_on_the_cue_they_point_to():
    tags = ["B-source", "B-cue", "B-content", "I-content", "O", "B-cue", "B-content", "B-source"]
    first, second = decode([scores(tags, {0: 1, 2: 1, 3: 1, 6: 5, 7: 5})], NONE)
    assert (first.source, first.cue, first.content) == (((0, 1),), (1, 2), ((2, 4),))
    assert (second.source, second.cue, second.content) == (((7, 8),), (5, 6), ((6, 7),))
    assert first.score > 0.99


def test_content_on_both_sides_of_its_cue_is_one_attribution():
    (found,) = decode([scores(["B-content", "B-source", "B-cue", "B-content"], {0: 2, 1: 2, 3: 2})], NONE)
    assert found.content == ((0, 1), (3, 4))


def test_a_cue_without_content_is_nothing():
    assert decode([scores(["B-source", "B-cue"], {0: 1})], NONE) == []
    assert decode([], NONE) == []


def test_a_span_cut_by_two_windows_is_one():
    tags = ["B-source", "B-cue", "B-content", "I-content", "I-content", "I-content"]
    whole = scores(tags, {0: 1, 2: 1, 3: 1, 4: 1, 5: 1})
    parts = [
        scores(tags[:5], {0: 1, 2: 1, 3: 1, 4: 1}, Window(0, 5, 0, 4)),
        scores(tags[1:], {1: 0, 2: 0, 3: 0, 4: 0}, Window(1, 6, 4, 6)),
    ]
    assert [f.content for f in decode(parts, NONE)] == [f.content for f in decode([whole], NONE)] == [((2, 6),)]


def test_runs():
    assert spans_of(np.array([5, 6, 5, 0, 1, 2, 6])) == [(3, 0, 2), (3, 2, 3), (1, 4, 6), (3, 6, 7)]


def test_distances_are_told_apart_near_and_in_powers_far():
    at = bucket(np.array([-300, -9, -1, 0, 1, 9, 300, 3000]), 32)
    before, after = at[:3].tolist(), at[3:].tolist()
    assert before == sorted(before, reverse=True)
    assert after == sorted(after)
    assert len(set(at[:7].tolist())) == 7  # before and after are never mixed up
    assert at[6] == at[7] == 31
    assert at.min() >= 0
