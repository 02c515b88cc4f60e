"""Tags and pointers → attributions, on scores made by hand."""

from itertools import groupby, pairwise, product

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pourparler.reading.decoding import TAGS
from pourparler.reading.encoding import Window
from pourparler.reading.linking import SWITCH, _split, decode
from pourparler.reading.model import Pointer, Scores

NONE = np.zeros((7, 7), dtype=np.float32)


def pointer(size, heads):
    """From each word to the one given, for certain; to itself where none is given."""
    rows, columns = np.zeros((size, size), dtype=np.float32), np.eye(size, dtype=np.float32)
    for word in range(size):
        rows[word, heads.get(word, word)] = 50
    return Pointer(rows, columns, np.zeros(32, dtype=np.float32))


def scores(tags, heads, window=None, sources=None):
    """Certain scores: the tags, for each word the cue that it points to, and for each cue its source's first word."""
    logits = np.full((len(tags), 7), -9.0, dtype=np.float32)
    logits[np.arange(len(tags)), [TAGS.index(t) for t in tags]] = 9
    size = len(tags)
    back = {head: word for word, head in heads.items() if tags[word] == "B-source"} if sources is None else sources
    return Scores(
        window or Window(0, size, 0, size),
        logits,
        pointer(size, heads),
        pointer(size, back),
        pointer(size, {}),
        np.zeros((size, 384), dtype=np.float16),
        np.zeros((size, 12), dtype=np.float32),
        pointer(size, {}),
        0.0,
        np.zeros((size, 9), dtype=np.float32),
        pointer(size, {}),
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


def test_a_run_whose_words_point_to_two_cues_is_two():
    tags = ["B-cue", "B-content", "I-content", "I-content", "I-content", "B-cue"]
    first, second = decode([scores(tags, {1: 0, 2: 0, 3: 5, 4: 5})], NONE)
    assert (first.content, second.content) == (((1, 3),), ((3, 5),))


def test_a_cue_has_one_source_the_one_it_points_to():
    tags = ["B-source", "O", "B-source", "B-cue", "B-content"]
    (found,) = decode([scores(tags, {0: 3, 2: 3, 4: 3}, sources={3: 2})], NONE)
    assert found.source == ((2, 3),)


def test_two_cues_may_share_a_source():
    tags = ["B-content", "B-source", "B-cue", "B-cue", "B-content"]
    found = decode([scores(tags, {0: 2, 1: 3, 4: 3}, sources={2: 1, 3: 1})], NONE)
    assert [f.source for f in found] == [((1, 2),)] * 2


def test_words_without_a_tag_are_a_source_where_the_cue_points_to_them():
    tags = ["O", "O", "B-cue", "B-content"]
    (found,) = decode([scores(tags, {3: 2}, sources={2: 0})], NONE)
    assert found.source == ((0, 1),)
    (found,) = decode([scores(tags, {3: 2})], NONE)  # a cue that points to itself has none
    assert found.source == ()


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.integers(1, 5), st.integers(1, 3), st.integers(0, 10**6), st.sampled_from([0.5, 4.0, 12.0]))
def test_a_run_is_cut_where_the_best_of_all_ways_to_hang_its_words_changes_cues(words, cues, seed, spread):
    logits = np.random.default_rng(seed).normal(scale=spread, size=(words, cues))
    odds = (np.exp(logits) / np.exp(logits).sum(1, keepdims=True)).astype(np.float32)
    logs = np.log(odds + 1e-6)
    ways = list(product(range(cues), repeat=words))
    worth = [
        sum(logs[k, c] for k, c in enumerate(way)) - SWITCH * sum(a != b for a, b in pairwise(way)) for way in ways
    ]
    first, *others = np.argsort(worth)[::-1].tolist()
    assume(not others or worth[first] - worth[others[0]] > 1e-3)
    ends = np.cumsum([len(list(run)) for _, run in groupby(ways[first])]).tolist()
    assert _split(odds) == list(pairwise([0, *ends]))
