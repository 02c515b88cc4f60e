"""The best settlements in order, one after the other, without listing the others.

A best-first search over the diagram in which the bound is exact: what the issues to come can add at most is known for every node from one
pass backwards (A*: Hart, Nilsson, Raphael 1968, IEEE Transactions on Systems Science and Cybernetics 4: 100-107). The next best costs one
walk through the issues, however many settlements there are.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pourparler.settlement.decision_diagram import Diagram
from pourparler.settlement.value_thresholds import Need, Needs

Ints = NDArray[np.int64]


def best_settlements(
    diagram: Diagram, worth: Sequence[Ints], needs: Sequence[Need] = ()
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """(worth, option numbers) of the settlements of the diagram that meet all needs, the largest sum of ``worth`` first.

    ``worth``: for each issue (options,) whole numbers. Equal ones come in the order of their option numbers along the diagram's order.
    """
    if diagram.empty:
        return
    ahead = [np.zeros(1, dtype=np.int64)]
    lowest = np.iinfo(np.int64).min // 4
    for issue, step in zip(reversed(diagram.order), reversed(diagram.steps), strict=True):
        reach = np.where(step >= 0, ahead[-1][np.maximum(step, 0)], lowest) + worth[issue]
        ahead.append(reach.max(axis=1))
    ahead.reverse()
    together = Needs.of(needs, diagram.order)
    start, alive = together.canonical(together.start[None], 0)
    if not alive[0]:
        return
    # An entry: minus what it can come to at most, the options so far, the node, what it has, what the needs' sums are.
    waiting: list[tuple[int, tuple[int, ...], int, int, tuple[int, ...]]] = [
        (-int(ahead[0][0]), (), 0, 0, tuple(start[0].tolist()))
    ]
    back = np.argsort(diagram.order).tolist()
    while waiting:
        _, chosen, node, has, sums = heapq.heappop(waiting)
        place = len(chosen)
        if place == len(diagram.order):
            yield has, tuple(chosen[k] for k in back)
            continue
        issue, step = diagram.order[place], diagram.steps[place]
        options = np.flatnonzero(step[node] >= 0)
        table = together.table(issue)[options] if needs else np.zeros((len(options), 0), dtype=np.int64)
        after, possible = together.canonical(np.array(sums, dtype=np.int64) + table, place + 1)
        for option, row, ok in zip(options.tolist(), after.tolist(), possible.tolist(), strict=True):
            if ok:
                led, now = int(step[node, option]), has + int(worth[issue][option])
                bound = now + int(ahead[place + 1][led])
                heapq.heappush(waiting, (-bound, (*chosen, option), led, now, tuple(row)))
