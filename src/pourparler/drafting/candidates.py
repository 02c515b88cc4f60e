"""Which pairs of positions are worth comparing: all of few, and of many those that are near each other in meaning, in rare words or in the text."""

from __future__ import annotations

import numpy as np

from pourparler.drafting.kept_work import KeptWork
from pourparler.drafting.likeness import Ints, Positions
from pourparler.drafting.nearest import Nearest, nearest, on_grid, tokens_of
from pourparler.spread import HERE, Spread

ALL = 400
"""Positions of which every pair is compared."""
NAME = "nearest"
"""Of what is kept of them."""
RARE = 8
"""Positions that have a word at the most, for the word to bring them together."""
BESIDE = 6
"""Positions before and after in the same document."""


def candidates(positions: Positions, on: Spread = HERE, kept: KeptWork | None = None) -> tuple[Ints, Ints]:
    """Pairs (first, second) with first < second, in order, each once. ``on``: where the nearest are looked for.

    ``kept``: where the nearest of an earlier draft are, and these are put; the result is the same.
    """
    if positions.many <= ALL:
        return positions.pairs()
    found = [
        _near(positions, on, kept or KeptWork()),
        _beside(positions),
        _sharing(positions),
    ]
    a = np.concatenate([first for first, _ in found])
    b = np.concatenate([second for _, second in found])
    keys = np.unique(np.minimum(a, b) * positions.many + np.maximum(a, b))
    return keys // positions.many, keys % positions.many


def _near(positions: Positions, on: Spread, kept: KeptWork) -> tuple[Ints, Ints]:
    """Each with those nearest to it in meaning."""
    grid = on_grid(positions.vectors, positions.contents)
    before = kept.found.get(NAME)
    found = nearest(grid, tokens_of(positions.ids, grid), Nearest.unpacked(before) if before else None, on)
    kept.made[NAME] = found.packed()
    return np.repeat(np.arange(positions.many), found.of.shape[1]), found.of.astype(np.int64).ravel()


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
