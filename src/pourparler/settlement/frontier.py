"""The frontier: all Pareto-efficient utility vectors, and their settlements.

Utilities are sums over issues, so a settlement that is efficient is efficient on the first k issues too: merge issue by issue and keep,
after each, the vectors that no other dominates (Nemhauser, Ullmann 1969, "Discrete dynamic programming and capital allocation",
Management Science 15: 494-505). Which vectors are dominated is found by moocore (López-Ibáñez and others).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from pourparler.monitor import Monitor
from pourparler.settlement.decision_diagram import Diagram
from pourparler.settlement.numeric_case import Bargain, Ints, Whole

BATCH = 2_000_000
"""Vectors that are compared at once."""
MOST = 200_000
"""Vectors kept after an issue; beyond, near ones stand for each other and the gap is told."""
HURRIED = 1_000
"""The same once the caller wants an end."""


@dataclass(frozen=True)
class Frontier:
    """The distinct efficient vectors of a bargain, largest first for the first party, then the second, and so on.

    ``vectors`` (n, parties) times the bargain's scale; ``codes`` (n, issues): one settlement for each, in option numbers. ``gap``
    (parties,): every settlement is matched by a vector here that gives no party less by more than this; zero where all were found.
    """

    bargain: Bargain
    diagram: Diagram
    vectors: Ints
    codes: Ints
    gap: Ints
    layers: tuple[tuple[Ints, Whole], ...]
    """After the first 0, 1, 2, … issues of the diagram's order: (n,) nodes and (n, parties) the efficient vectors there, in the
    bargain's ``fine`` units where it has them."""

    def __len__(self) -> int:
        return len(self.vectors)

    def settlements(self, number: int) -> Iterator[tuple[int, ...]]:
        """All settlements that give this vector, as option numbers. Where ``gap`` is not zero, or a ceiling cuts, perhaps not all."""
        known = [
            {(n, tuple(row)) for n, row in zip(*map(np.ndarray.tolist, layer), strict=True)} for layer in self.layers
        ]
        steps, order = self.diagram.steps, self.diagram.order
        sums_of = self.bargain.sums

        def back(place: int, node: int, rest: Whole) -> Iterator[tuple[int, ...]]:
            if place < 0:
                yield ()
                return
            table = sums_of.tables[order[place]]
            for before, option in np.argwhere(steps[place] == node).tolist():
                sums = rest - table[option]
                if (before, tuple(sums.tolist())) in known[place]:
                    for first in back(place - 1, before, sums):
                        yield (*first, option)

        back_to = np.argsort(order)
        for found in back(len(order) - 1, 0, sums_of.of(self.codes[[number]])[0]):
            yield tuple(found[k] for k in back_to.tolist())

    def rational(self) -> Frontier:
        """Only what every party accepts: whatever dominates a settlement that all accept is accepted by all too."""
        kept = (self.vectors >= self.bargain.reservation).all(axis=1)
        return replace(self, vectors=self.vectors[kept], codes=self.codes[kept])


def efficient(vectors: Whole) -> Ints:
    """(kept,) places of the vectors that no other dominates, of equal ones the first."""
    import moocore  # what only asks for a verdict needs no frontier

    # Which vectors dominate which is a matter of their ranks, and ranks fit.
    vectors = _ranks(vectors) if vectors.dtype == object else vectors
    return np.flatnonzero(moocore.is_nondominated(vectors.astype(np.float64), maximise=True, keep_weakly=False))


def _ranks(vectors: Whole) -> Ints:
    """(n, parties) the places of each party's numbers in their order."""
    if not len(vectors):
        return vectors.astype(np.int64)
    return np.column_stack([np.unique(column, return_inverse=True)[1] for column in vectors.T])


def find_frontier(
    bargain: Bargain, diagram: Diagram | None = None, most: int = MOST, monitor: Monitor = Monitor()
) -> Frontier:
    """The frontier over all settlements, or over those of a diagram. Exact unless more than ``most`` vectors are efficient on the way.

    Time grows with the number of efficient vectors times options, not with the number of settlements. Under rules the vectors are kept
    apart by node: what is dominated at a node stays so. ``monitor`` is asked before each issue; once it says no, the rest is done with a
    thousand vectors, and the gap says how far that is off.
    """
    whole = diagram or Diagram.of([len(t) for t in bargain.tables], ())
    nodes = np.zeros(0 if whole.empty else 1, dtype=np.int64)
    tables = bargain.sums.tables
    vectors = np.repeat(bargain.sums.base[None], len(nodes), axis=0)
    codes = np.zeros((len(nodes), 0), dtype=np.int16)
    gap = np.zeros(bargain.parties, dtype=np.int64)
    layers = [(nodes, vectors)]
    for done, (issue, step) in enumerate(zip(whole.order, whole.steps, strict=True)):
        if not monitor.step(done, len(whole.order)):
            most = min(most, HURRIED)
        found, before, chosen, led = [], [], [], []
        for rows, options, after in _ways(nodes, tables[issue], step):
            sums, from_row, option = _merge(vectors[rows], tables[issue][options])
            found.append(sums)
            before.append(rows[from_row])
            chosen.append(options[option])
            led.append(np.full(len(sums), after))
        if not found:
            nodes, vectors, codes = nodes[:0], vectors[:0], np.zeros((0, len(whole.order)), dtype=np.int16)
            layers.append((nodes, vectors))
            break
        once = len({int(after[0]) for after in led}) == len(led)
        nodes, vectors, before_row, option = map(np.concatenate, (led, found, before, chosen))
        if not once:
            nodes, vectors, before_row, option = _per_node(nodes, vectors, before_row, option)
        codes = np.column_stack([codes[before_row], option.astype(np.int16)])
        if len(vectors) > most:
            rounded = sum(bargain.tables[i][codes[:, k]] for k, i in enumerate(whole.order[: done + 1]))
            kept, wider = _thin(nodes, np.asarray(rounded), most)
            nodes, vectors, codes = nodes[kept], vectors[kept], codes[kept]
            gap = gap + wider
        layers.append((nodes, vectors))
    numbers = codes.astype(np.int64)[:, np.argsort(whole.order)]
    counted = bargain.sums.capped(bargain.sums.of(numbers))
    if bargain.ceiling is not None:
        # What is efficient where sums are cut is among what is efficient before.
        kept = efficient(counted)
        numbers, counted = numbers[kept], counted[kept]
    places = _ranks(counted) if counted.dtype == object else counted
    numbers = numbers[np.lexsort(tuple(-places[:, k] for k in reversed(range(bargain.parties))))]
    return Frontier(bargain, whole, bargain.utilities(numbers), numbers, gap, tuple(layers))


def _ways(nodes: Ints, table: Whole, step: Ints) -> Iterator[tuple[Ints, Ints, int]]:
    """Rows of one node, options that lead from it to one next node and are efficient among these, and that node."""
    for node in sorted(set(nodes.tolist())):
        rows = np.flatnonzero(nodes == node)
        for after in sorted(set(step[node].tolist())):
            if after >= 0:
                options = np.flatnonzero(step[node] == after)
                yield rows, options[efficient(table[options])], after


def _per_node(nodes: Ints, vectors: Whole, *others: Ints) -> tuple[Ints, Whole, Ints, Ints]:
    """Only what no vector of the same node dominates."""
    kept = np.concatenate([p[efficient(vectors[p])] for n in np.unique(nodes) for p in [np.flatnonzero(nodes == n)]])
    return nodes[kept], vectors[kept], others[0][kept], others[1][kept]


def _merge(vectors: Whole, worth: Whole) -> tuple[Whole, Ints, Ints]:
    """Efficient sums, and from which vector and option each comes; batch by batch, so that memory stays bounded."""
    size = max(1, BATCH // len(vectors))
    found, before, chosen = (np.zeros((0, *shape), dtype=np.int64) for shape in (vectors.shape[1:], (), ()))
    for first in range(0, len(worth), size):
        part = worth[first : first + size]
        sums = (vectors[:, None] + part[None]).reshape(-1, vectors.shape[1])
        found = np.concatenate([found, sums])
        before = np.concatenate([before, np.repeat(np.arange(len(vectors)), len(part))])
        chosen = np.concatenate([chosen, np.tile(np.arange(first, first + len(part)), len(vectors))])
        kept = efficient(found)
        found, before, chosen = found[kept], before[kept], chosen[kept]
    return found, before, chosen


def _thin(nodes: Ints, vectors: Ints, most: int) -> tuple[Ints, Ints]:
    """Places of vectors, one in each occupied cell of a grid at each node, and the grid's step less one (parties,).

    Vectors of one cell differ by less than a step for every party. At most ``most``, where the nodes are fewer.
    """
    low, high = vectors.min(axis=0), vectors.max(axis=0)
    step = np.maximum((high - low) // 4096, 1)
    while True:
        cells = np.column_stack([nodes, (vectors - low) // step])
        _, kept = np.unique(cells, axis=0, return_index=True)
        if len(kept) <= most or (step > high - low).all():
            return kept, step - 1
        step = step * 2
