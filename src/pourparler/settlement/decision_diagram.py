"""The settlements that break no rule, as a layered decision diagram: what counts, samples, ranks and merges without listing.

Rules are clauses: combinations of options that cannot be. Issue by issue, all partial settlements for which the same clauses may still
come true are one node (multivalued decision diagrams: Bergman, Cire, van Hoeve, Hooker 2016, "Decision Diagrams for Optimization", ch. 4).
A rule about one issue costs nothing, one about several as long as some of its issues are still to come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from pourparler.errors import TooManyError

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

Clause = tuple[tuple[int, tuple[bool, ...]], ...]
"""(issue number, for each option whether it is meant) for each issue that a forbidden combination speaks of."""

NODES = 200_000
"""The most nodes in a layer."""


def clause(parts: Mapping[int, Sequence[bool]]) -> Clause:
    """In the order of the issues."""
    return tuple(sorted((issue, tuple(options)) for issue, options in parts.items()))


@dataclass(frozen=True)
class Diagram:
    """``steps[k]`` is (nodes before, options of issue ``order[k]``): the node that comes next, -1 where a rule is broken.

    The first layer has one node, and so has the last where any settlement is left. ``sizes`` and ``order`` speak of issues as numbered
    by the caller.
    """

    sizes: tuple[int, ...]
    order: tuple[int, ...]
    steps: tuple[Ints, ...]

    @classmethod
    def of(cls, sizes: Sequence[int], clauses: Iterable[Clause]) -> Diagram:
        """Build it.

        Raises:
            TooManyError: a layer would need more than ``NODES`` nodes.
        """
        wanted = sorted({c for c in clauses if all(any(options) for _, options in c)})
        if not wanted:
            everything = tuple(np.zeros((1, size), dtype=np.int64) for size in sizes)
            return cls(tuple(sizes), tuple(range(len(sizes))), everything)
        order = _order(len(sizes), wanted)
        place = {issue: k for k, issue in enumerate(order)}
        # A clause is known by the parts that are still to come true, earliest issue first.
        ahead: dict[int, list[Clause]] = {k: [] for k in range(len(order))}
        for c in wanted:
            inner = tuple(sorted(c, key=lambda part: place[part[0]]))
            if inner:
                ahead[place[inner[0][0]]].append(inner)
        live: list[Clause] = []
        nodes = np.zeros((1, 0), dtype=bool)
        steps = []
        dead = () in wanted
        for k, issue in enumerate(order):
            live = live + ahead[k]
            nodes = np.concatenate([nodes, np.ones((len(nodes), len(ahead[k])), dtype=bool)], axis=1)
            nodes, live, step = _advance(nodes, live, issue, sizes[issue])
            steps.append(np.full_like(step, -1) if dead else step)
        return cls(tuple(sizes), tuple(order), tuple(steps))._reduced()

    def _reduced(self) -> Diagram:
        """Without nodes from which no settlement can be completed, and with nodes of equal futures made one."""
        steps: list[Ints] = []
        after = np.zeros(1, dtype=np.int64)  # where the nodes of the layer behind went; -1: nowhere
        for step in reversed(self.steps):
            led = np.where(step < 0, -1, after[np.maximum(step, 0)]) if len(after) else np.full_like(step, -1)
            kept = np.flatnonzero((led >= 0).any(axis=1))
            after = np.full(len(step), -1, dtype=np.int64)
            if len(kept):
                rows, same = np.unique(led[kept], axis=0, return_inverse=True)
                after[kept] = same.reshape(-1)
            else:
                rows = np.zeros((0, step.shape[1]), dtype=np.int64)
            steps.append(rows)
        return Diagram(self.sizes, self.order, tuple(reversed(steps)))

    @property
    def empty(self) -> bool:
        """Whether no settlement is left."""
        return not len(self.steps[0]) if self.steps else False

    @property
    def widths(self) -> tuple[int, ...]:
        """Nodes in each layer but the last."""
        return tuple(len(step) for step in self.steps)

    def count(self) -> int:
        """How many settlements are left, exactly."""
        if self.empty:
            return 0
        ways = np.ones(1, dtype=object)
        large = prod(self.sizes) >= 2**62
        for step in reversed(self.steps):
            kept = step >= 0
            ahead = np.where(kept, ways[np.maximum(step, 0)], 0)
            ways = ahead.sum(axis=1).astype(object if large else np.int64)
        return int(ways[0])

    def allows(self, codes: Ints) -> NDArray[np.bool_]:
        """(settlements,) which of them are left, for (settlements, issues) option numbers."""
        codes = np.asarray(codes, dtype=np.int64)
        if self.empty:
            return np.zeros(len(codes), dtype=bool)
        node = np.zeros(len(codes), dtype=np.int64)
        for issue, step in zip(self.order, self.steps, strict=True):
            node = np.where(node < 0, -1, step[np.maximum(node, 0), codes[:, issue]])
        return np.asarray(node >= 0)

    def completions(self, worth: Sequence[Floats]) -> list[Floats]:
        """For each layer and node the log of the sum, over all completions, of exp(sum of ``worth[issue][option]``)."""
        layers = [np.zeros(1)]
        for issue, step in zip(reversed(self.order), reversed(self.steps), strict=True):
            ahead = np.where(step >= 0, layers[-1][np.maximum(step, 0)], -np.inf) + worth[issue]
            most = ahead.max(axis=1)
            layers.append(most + np.log(np.exp(ahead - most[:, None]).sum(axis=1)))
        return layers[::-1]

    def sample(self, worth: Sequence[Floats], many: int, random: np.random.Generator) -> tuple[Ints, float]:
        """Settlements drawn with probability proportional to exp(sum of worth), independently; and the log of the sum of all.

        ``worth``: for each issue (options,). Returns (many, issues) option numbers. Raises ValueError where no settlement is left.
        """
        if self.empty:
            raise ValueError("no settlement is left to draw from")
        layers = self.completions(worth)
        codes = np.zeros((many, len(self.sizes)), dtype=np.int64)
        node = np.zeros(many, dtype=np.int64)
        for k, (issue, step) in enumerate(zip(self.order, self.steps, strict=True)):
            ahead = np.where(step >= 0, layers[k + 1][np.maximum(step, 0)], -np.inf) + worth[issue]
            chance = np.exp(ahead - layers[k][:, None]).cumsum(axis=1)
            drawn = (random.random(many)[:, None] * chance[node, -1:] >= chance[node]).sum(axis=1)
            codes[:, issue] = drawn
            node = step[node, drawn]
        return codes, float(layers[0][0])


def _advance(
    nodes: NDArray[np.bool_], live: Sequence[Clause], issue: int, options: int
) -> tuple[NDArray[np.bool_], list[Clause], Ints]:
    """One layer: the nodes that come next, what their columns stand for, and where each option leads."""
    due = [c[0][0] == issue for c in live]
    tails = [c[1:] if d else c for c, d in zip(live, due, strict=True)]
    columns = {c: j for j, c in enumerate(dict.fromkeys(t for t in tails if t))}
    rows = []
    broken = np.zeros((len(nodes), options), dtype=bool)
    for option in range(options):
        after = np.zeros((len(nodes), len(columns)), dtype=bool)
        for j, (c, d, tail) in enumerate(zip(live, due, tails, strict=True)):
            if d and not c[0][1][option]:
                continue
            if tail:
                after[:, columns[tail]] |= nodes[:, j]
            else:
                broken[:, option] |= nodes[:, j]
        rows.append(after)
    flat = np.stack(rows, axis=1).reshape(len(nodes) * options, len(columns))
    packed = np.packbits(flat, axis=1) if len(columns) else np.zeros((len(flat), 1), dtype=np.uint8)
    kept = np.flatnonzero(~broken.reshape(-1))
    if not len(kept):
        return (
            np.zeros((0, len(columns)), dtype=bool),
            list(columns),
            np.full((len(nodes), options), -1, dtype=np.int64),
        )
    _, first, same = np.unique(packed[kept], axis=0, return_index=True, return_inverse=True)
    if len(first) > NODES:
        raise TooManyError(
            f"positions and linkages tie so many issues together that a layer needs over {NODES:,} nodes"
        )
    step = np.full(len(flat), -1, dtype=np.int64)
    step[kept] = same.reshape(-1)
    return flat[kept[first]], list(columns), step.reshape(len(nodes), options)


def _order(issues: int, clauses: Sequence[Clause]) -> list[int]:
    """An order of the issues in which few clauses are begun and not done at any time.

    Issues that no clause ties to another first; of the others greedily the one that leaves fewest begun.
    """
    scopes = list(dict.fromkeys(frozenset(issue for issue, _ in c) for c in clauses if len(c) > 1))
    tied = {issue for s in scopes for issue in s}
    touching = {issue: [s for s in scopes if issue in s] for issue in tied}
    order = [issue for issue in range(issues) if issue not in tied]
    done: set[int] = set()
    while tied:

        def cost(issue: int) -> tuple[int, int, int]:
            # What changes in the number of clauses begun and not done if this issue comes next.
            begins = sum(s.isdisjoint(done) for s in touching[issue])
            ends = sum(s <= done | {issue} for s in touching[issue])
            return begins - ends, -len(touching[issue]), issue

        best = min(tied, key=cost)
        order.append(best)
        done.add(best)
        tied.discard(best)
    return order
