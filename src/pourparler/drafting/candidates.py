"""Which pairs of positions are worth comparing: all of few, and of many those that are near each other in meaning, in rare words or in the text."""

from __future__ import annotations

import numpy as np

from pourparler.drafting.likeness import Floats, Ints, Positions
from pourparler.spread import HERE, Spread, in_order

ALL = 400
"""Positions of which every pair is compared."""
NEAREST = 16
"""Of more, the positions nearest in meaning with which one is compared."""
RARE = 8
"""Positions that have a word at the most, for the word to bring them together."""
BESIDE = 6
"""Positions before and after in the same document."""
_CHUNK = 256
"""Positions that are compared with all others together."""
_SENT = 8 * _CHUNK
"""Positions whose nearest another process looks for at once."""
_PIECES = 8
"""Times as many pieces as nearest ones are looked for: the more there are, the fewer values are left to compare."""


def candidates(positions: Positions, on: Spread = HERE) -> tuple[Ints, Ints]:
    """Pairs (first, second) with first < second, in order, each once. ``on``: where the nearest are looked for."""
    if positions.many <= ALL:
        return positions.pairs()
    found = [
        _nearest(positions.centred + positions.contents_centred, on),
        _beside(positions),
        _sharing(positions),
    ]
    a = np.concatenate([first for first, _ in found])
    b = np.concatenate([second for _, second in found])
    keys = np.unique(np.minimum(a, b) * positions.many + np.maximum(a, b))
    return keys // positions.many, keys % positions.many


def _nearest(vectors: Floats, on: Spread = HERE) -> tuple[Ints, Ints]:
    """Each with those nearest to it; more than ``NEAREST`` vectors, of several equally near any."""
    parts = [(start, start + _SENT) for start in range(0, len(vectors), _SENT)]
    found = in_order(on, _nearest_of, vectors, parts)
    return np.repeat(np.arange(len(vectors)), NEAREST), np.concatenate(found).ravel()


def _nearest_of(vectors: Floats, part: tuple[int, int]) -> Ints:
    """(rows of the part, NEAREST) those nearest to each, chunk by chunk, so that memory stays small."""
    found = []
    first, last = part[0], min(part[1], len(vectors))
    for start in range(first, last, _CHUNK):
        likeness = vectors[start : min(start + _CHUNK, last)] @ vectors.T
        rows = np.arange(len(likeness))
        likeness[rows, rows + start] = -np.inf
        found.append(_largest(likeness))
    return np.concatenate(found)


def _largest(likeness: Floats) -> Ints:
    """(rows, NEAREST) the columns of the largest values of each row.

    Of as many pieces of a row as are looked for, each has one value that is not smaller than the least of their largest: only values from that
    on are compared with each other, a few of many thousands.
    """
    rows, many = likeness.shape
    pieces = min(many, _PIECES * NEAREST)
    width = many // pieces
    largest = likeness[:, : width * pieces].reshape(rows, pieces, width).max(2)
    least = np.partition(largest, -NEAREST, axis=1)[:, -NEAREST]
    row, column = np.nonzero(likeness >= least[:, np.newaxis])
    order = np.lexsort((column, -likeness[row, column], row))
    row, column = row[order], column[order]
    begins = np.searchsorted(row, np.arange(rows))
    return np.asarray(column[begins[:, np.newaxis] + np.arange(NEAREST)], dtype=np.int64)


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
