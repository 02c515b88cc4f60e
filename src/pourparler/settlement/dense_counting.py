"""Counting where the sums lie in small windows: an array over them for each node of the diagram, shifted for each option.

The same recursion as in ``counting`` (Horowitz, Sahni 1974), for whole numbers of moderate size: a shift costs a nanosecond or so a cell,
a state in a sorted list a hundred.
"""

from __future__ import annotations

from math import prod

import numpy as np

from pourparler.settlement.decision_diagram import Diagram, Ints
from pourparler.settlement.value_thresholds import Needs

CELLS = 25_000_000
"""The largest layer, in cells."""
SUMS = 3
"""The most sums at once."""


def fits(diagram: Diagram, needs: Needs) -> bool:
    """Whether every layer is small enough."""
    if needs.width > SUMS or not all(n.plain for n in needs.needs):
        return False
    windows = (prod(int(x) for x in needs.window(k)) for k in range(len(diagram.order)))
    return all(nodes * cells <= CELLS for nodes, cells in zip(diagram.widths, windows, strict=True))


def count_modulo(diagram: Diagram, needs: Needs, prime: int) -> int:
    """How many settlements meet all needs, modulo a prime below 2^31."""
    # Cell j of an axis: the sum is j above the least from which the line can still be reached; the last cell: it is met in any case.
    corner = needs.start + needs.most(0)
    if (corner < 0).any():
        return 0
    layer = np.zeros((1, *needs.window(0)), dtype=np.int64)
    layer[(0, *np.minimum(corner, needs.window(0) - 1))] = 1
    for place, (issue, step) in enumerate(zip(diagram.order, diagram.steps, strict=True), start=1):
        table = needs.table(issue)
        short = table.max(axis=0) - table  # how far an option falls short of the best, for each sum
        after = np.zeros((step.max() + 1, *needs.window(place)), dtype=np.int64)
        for node, leads in enumerate(step.tolist()):
            beyond = _sums_beyond(layer[node])
            for option, next_node in enumerate(leads):
                if next_node >= 0:
                    _add(after[next_node], beyond, short[option].tolist())
        layer = after % prime
    return int(layer.sum() % prime)


def _sums_beyond(cells: Ints) -> dict[tuple[int, ...], Ints]:
    """For each set of axes, the cells with all that lies beyond along those axes added to each."""
    found: dict[tuple[int, ...], Ints] = {(): cells}
    for axis in range(cells.ndim):
        for axes, sums in list(found.items()):
            found[(*axes, axis)] = np.flip(np.cumsum(np.flip(sums, axis), axis=axis), axis)
    return found


def _add(after: Ints, beyond: dict[tuple[int, ...], Ints], short: list[int]) -> None:
    """Add the cells moved down by ``short`` along each axis: what moves below is dropped, what lies beyond the last goes into the last."""
    for axes, cells in beyond.items():
        source: list[slice] = []
        target: list[slice] = []
        for axis, (down, size, given) in enumerate(zip(short, after.shape, cells.shape, strict=True)):
            first, last = (down + size, down + size + 1) if axis in axes else (down, down + size)
            source.append(slice(first, min(last, given)))
            many = max(min(last, given) - first, 0)
            target.append(slice(size - 1, size) if axis in axes else slice(0, many))
        if all(s.start < s.stop for s in source):
            after[tuple(target)] += cells[tuple(source)]
