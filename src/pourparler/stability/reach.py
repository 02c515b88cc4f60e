"""How a conflict gets from one state to another: by whose moves, and on which shortest way.

Status quo analysis (Li, Kilgour, Hipel 2005, "Status quo analysis in the graph model for conflict resolution", Journal of the Operational
Research Society 56: 699-707): breadth first, in which nobody moves twice in a row because two moves of one are one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pourparler.model.conflict import Bools, Direction, Ints
from pourparler.stability.graph import FAR, Graph


@dataclass(frozen=True)
class Reach:
    """From ``start`` (a place in the states): ``steps`` (states,) the fewest moves, -1 where there is no way.

    ``before`` and ``mover`` (states,): the last state on one shortest way, and who moved.
    """

    start: int
    steps: Ints
    before: Ints
    mover: Ints

    def path(self, target: int) -> tuple[tuple[int, int], ...] | None:
        """(who moves, the place of the state that comes of it), one after the other; None where there is no way."""
        if self.steps[target] < 0:
            return None
        way: list[tuple[int, int]] = []
        here = target
        while here != self.start:
            way.append((int(self.mover[here]), here))
            here = int(self.before[here])
        return tuple(reversed(way))


def changes_from(graph: Graph, d: int, places: Ints, *, improving: bool) -> tuple[Ints, Bools]:
    """(changes,) which bits a move of d turns, none first; (places, changes) whether d may make that move there.

    ``improving``: only moves to states that d prefers.
    """
    own = graph.own(d)
    changes = np.zeros(1, dtype=np.int64)
    for k in own:
        changes = np.concatenate([changes, changes ^ (1 << k)])
    states = graph.states[places]
    level = graph.spread(graph.levels[d], -FAR)
    reached = level[states[:, None] ^ changes[None]]
    allowed: Bools = reached > graph.levels[d][places][:, None] if improving else reached > -FAR
    for k in own:
        turned = (changes >> k & 1).astype(bool)[None]
        taken = (states >> k & 1).astype(bool)[:, None]
        if graph.directions[k] is Direction.FORWARD:
            allowed &= ~(turned & taken)
        elif graph.directions[k] is Direction.BACK:
            allowed &= ~(turned & ~taken)
    return changes, allowed


def reach(graph: Graph, start: int, *, improving: bool = True) -> Reach:
    """All that can come of a state by moves (``improving``: by moves each of which its mover prefers)."""
    many = len(graph.states)
    steps, before, mover = (np.full(many, -1, dtype=np.int64) for _ in range(3))
    place = graph.spread(np.arange(many), -1)
    steps[start] = 0
    edge = np.array([start], dtype=np.int64)
    while len(edge):
        found: list[Ints] = []
        for d in range(graph.decision_makers):
            changes, allowed = changes_from(graph, d, edge, improving=improving)
            rows, columns = np.nonzero(allowed)
            targets = place[graph.states[edge[rows]] ^ changes[columns]]
            targets, first = np.unique(targets, return_index=True)
            new = steps[targets] < 0
            targets, sources = targets[new], edge[rows[first[new]]]
            steps[targets] = steps[sources] + 1
            before[targets], mover[targets] = sources, d
            found.append(targets)
        edge = np.concatenate(found)
    return Reach(start, steps, before, mover)
