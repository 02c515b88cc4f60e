"""Which pairs of positions are worth comparing: all of few, and of many those that are near each other in meaning, in rare words or in the text."""

from __future__ import annotations

import numpy as np

from pourparler.drafting.likeness import Floats, Ints, Positions

ALL = 400
"""Positions of which every pair is compared."""
NEAREST = 16
"""Of more, the positions nearest in meaning with which one is compared."""
RARE = 8
"""Positions that have a word at the most, for the word to bring them together."""
BESIDE = 6
"""Positions before and after in the same document."""
_CHUNK = 256


def candidates(positions: Positions) -> tuple[Ints, Ints]:
    """Pairs (first, second) with first < second, in order, each once."""
    if positions.many <= ALL:
        return positions.pairs()
    found = [
        _nearest(positions.centred + positions.contents_centred),
        _beside(positions),
        _sharing(positions),
    ]
    a = np.concatenate([first for first, _ in found])
    b = np.concatenate([second for _, second in found])
    keys = np.unique(np.minimum(a, b) * positions.many + np.maximum(a, b))
    return keys // positions.many, keys % positions.many


def _nearest(vectors: Floats) -> tuple[Ints, Ints]:
    """Each with those nearest to it, part by part, so that memory stays small."""
    many = len(vectors)
    first: list[Ints] = []
    second: list[Ints] = []
    for start in range(0, many, _CHUNK):
        likeness = vectors[start : start + _CHUNK] @ vectors.T
        rows = np.arange(len(likeness))
        likeness[rows, rows + start] = -np.inf
        near = np.argpartition(-likeness, NEAREST, axis=1)[:, :NEAREST]
        first.append(np.repeat(rows + start, NEAREST))
        second.append(near.ravel())
    return np.concatenate(first), np.concatenate(second)


def _beside(positions: Positions) -> tuple[Ints, Ints]:
    """Those that stand near each other in one document."""
    in_order = np.argsort(positions.order)
    first: list[Ints] = []
    second: list[Ints] = []
    for step in range(1, BESIDE + 1):
        a, b = in_order[:-step], in_order[step:]
        same = positions.document[a] == positions.document[b]
        first.append(a[same])
        second.append(b[same])
    return np.concatenate(first), np.concatenate(second)


def _sharing(positions: Positions) -> tuple[Ints, Ints]:
    """Those that have a rare word in common."""
    having: dict[str, list[int]] = {}
    for k, words in enumerate(positions.stems):
        for word in words:
            having.setdefault(word, []).append(k)
    pairs = [
        (a, b) for rows in having.values() if 1 < len(rows) <= RARE for n, a in enumerate(rows) for b in rows[n + 1 :]
    ]
    made = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)
    return made[:, 0], made[:, 1]
