"""The frontier: all Pareto-efficient utility vectors, and their settlements.

Utilities are sums over issues, so a settlement that is efficient is efficient on the first k issues too: merge issue by issue and keep,
after each, the vectors that no other dominates (Nemhauser, Ullmann 1969, "Discrete dynamic programming and capital allocation",
Management Science 15: 494-505). Which vectors are dominated is found by moocore (López-Ibáñez and others).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import moocore
import numpy as np

from pourparler.settlement.bargain import Bargain, Ints

BATCH = 2_000_000
"""Vectors that are compared at once."""
MOST = 200_000
"""Vectors kept after an issue; beyond, near ones stand for each other and the gap is told."""


@dataclass(frozen=True)
class Frontier:
    """The distinct efficient vectors of a bargain, largest first for the first party, then the second, and so on.

    ``vectors`` (n, parties) times the bargain's scale; ``codes`` (n, issues): one settlement for each, in option numbers. ``gap``
    (parties,): every settlement is matched by a vector here that gives no party less by more than this; zero where all were found.
    """

    bargain: Bargain
    vectors: Ints
    codes: Ints
    gap: Ints
    steps: tuple[Ints, ...]
    """The efficient vectors of the first 0, 1, 2, … issues."""

    def __len__(self) -> int:
        return len(self.vectors)

    def settlements(self, number: int) -> Iterator[tuple[int, ...]]:
        """All settlements that give this vector, as option numbers. Where ``gap`` is not zero perhaps not all."""
        known = [{row.tobytes() for row in step} for step in self.steps]

        def back(issue: int, rest: Ints) -> Iterator[tuple[int, ...]]:
            if issue < 0:
                yield ()
                return
            for option, worth in enumerate(self.bargain.tables[issue]):
                before = rest - worth
                if before.tobytes() in known[issue]:
                    for first in back(issue - 1, before):
                        yield (*first, option)

        yield from back(len(self.bargain.tables) - 1, self.vectors[number].copy())

    def rational(self) -> Frontier:
        """Only what every party accepts: whatever dominates a settlement that all accept is accepted by all too."""
        kept = (self.vectors >= self.bargain.reservation).all(axis=1)
        return Frontier(self.bargain, self.vectors[kept], self.codes[kept], self.gap, self.steps)


def efficient(vectors: Ints) -> Ints:
    """(kept,) places of the vectors that no other dominates, of equal ones the first."""
    return np.flatnonzero(moocore.is_nondominated(vectors.astype(np.float64), maximise=True, keep_weakly=False))


def find_frontier(bargain: Bargain, most: int = MOST) -> Frontier:
    """The frontier over all settlements. Exact unless more than ``most`` vectors are efficient on the way.

    Time grows with the number of efficient vectors times options, not with the number of settlements.
    """
    vectors = bargain.base[None]
    codes = np.zeros((1, 0), dtype=np.int16)
    gap = np.zeros(bargain.parties, dtype=np.int64)
    steps = [vectors]
    for table in bargain.tables:
        useful = efficient(table)
        found, before, chosen = _merge(vectors, table, useful)
        if len(found) > most:
            kept, wider = _thin(found, most)
            found, before, chosen, gap = found[kept], before[kept], chosen[kept], gap + wider
        vectors, codes = found, np.column_stack([codes[before], chosen.astype(np.int16)])
        steps.append(vectors)
    order = np.lexsort(tuple(-vectors[:, k] for k in reversed(range(bargain.parties))))
    return Frontier(bargain, vectors[order], codes[order].astype(np.int64), gap, tuple(steps))


def _merge(vectors: Ints, table: Ints, useful: Ints) -> tuple[Ints, Ints, Ints]:
    """Efficient sums, and from which vector and option each comes; batch by batch, so that memory stays bounded."""
    size = max(1, BATCH // len(vectors))
    found, before, chosen = (np.zeros((0, *shape), dtype=np.int64) for shape in (vectors.shape[1:], (), ()))
    for first in range(0, len(useful), size):
        options = useful[first : first + size]
        sums = (vectors[:, None] + table[options][None]).reshape(-1, vectors.shape[1])
        found = np.concatenate([found, sums])
        before = np.concatenate([before, np.repeat(np.arange(len(vectors)), len(options))])
        chosen = np.concatenate([chosen, np.tile(options, len(vectors))])
        kept = efficient(found)
        found, before, chosen = found[kept], before[kept], chosen[kept]
    return found, before, chosen


def _thin(vectors: Ints, most: int) -> tuple[Ints, Ints]:
    """Places of at most ``most`` vectors, one in each occupied cell of a grid, and the grid's step (parties,).

    Vectors of one cell differ by less than a step for every party.
    """
    low, high = vectors.min(axis=0), vectors.max(axis=0)
    step = np.maximum((high - low) // 4096, 1)
    while True:
        _, kept = np.unique((vectors - low) // step, axis=0, return_index=True)
        if len(kept) <= most:
            return kept, step - 1
        step = step * 2
