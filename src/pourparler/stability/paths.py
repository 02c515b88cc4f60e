"""How a conflict gets from one state to another: by whose moves, on which ways, and what bars it.

Status quo analysis (Li, Kilgour, Hipel 2005, "Status quo analysis in the graph model for conflict resolution", Journal of the Operational
Research Society 56: 699-707): breadth first, in which nobody moves twice in a row because two moves of one are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from pourparler.model.conflict import Bools, Conflict, Direction, Ints
from pourparler.stability.graph import FAR, Graph
from pourparler.stability.relations import Relations


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
    changes = graph.changes(d)
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


Steps = Callable[[int, Ints], tuple[Ints, Ints]]
"""From a decision maker and places: for each move the place in that list where it begins, and the place in the states where it ends."""


def reach(graph: Graph, start: int, *, improving: bool = True) -> Reach:
    """All that can come of a state by moves (``improving``: by moves each of which its mover prefers)."""
    found = _nowhere(len(graph.states), start)
    _spread(found, graph.decision_makers, _by_levels(graph, improving=improving), np.array([start]))
    return found


def reach_known(relations: Relations, start: int, *, improving: bool = True) -> Reach:
    """As ``reach``, by moves that their movers surely prefer."""
    steps = [m & b if improving else m for m, b in zip(relations.moves, relations.better, strict=True)]
    found = _nowhere(len(relations.states), start)

    def by_matrices(d: int, edge: Ints) -> tuple[Ints, Ints]:
        rows, targets = np.nonzero(steps[d][edge])
        return rows, targets

    _spread(found, len(steps), by_matrices, np.array([start]))
    return found


def easiest(graph: Graph, start: int) -> tuple[Reach, Ints]:
    """The ways with the fewest moves that their movers do not prefer; (states,) how many such moves each takes, or -1."""
    found = _nowhere(len(graph.states), start)
    against = np.full(len(graph.states), -1, dtype=np.int64)
    edge = np.array([start])
    times = 0
    while len(edge):
        reached = np.concatenate([edge, _spread(found, graph.decision_makers, _by_levels(graph, improving=True), edge)])
        against[reached] = times
        edge = _step(found, graph.decision_makers, _by_levels(graph, improving=False), reached)
        times += 1
    return found, against


def _by_levels(graph: Graph, *, improving: bool) -> Steps:
    place = graph.spread(np.arange(len(graph.states)), -1)

    def steps(d: int, edge: Ints) -> tuple[Ints, Ints]:
        changes, allowed = changes_from(graph, d, edge, improving=improving)
        rows, columns = np.nonzero(allowed)
        return rows, place[graph.states[edge[rows]] ^ changes[columns]]

    return steps


def _nowhere(states: int, start: int) -> Reach:
    steps, before, mover = (np.full(states, -1, dtype=np.int64) for _ in range(3))
    steps[start] = 0
    return Reach(start, steps, before, mover)


def _spread(found: Reach, makers: int, steps: Steps, edge: Ints) -> Ints:
    """Go on from the edge as far as it goes; returns the places newly reached."""
    new = [np.zeros(0, dtype=np.int64)]
    while len(edge):
        edge = _step(found, makers, steps, edge)
        new.append(edge)
    return np.concatenate(new)


def _step(found: Reach, makers: int, steps: Steps, edge: Ints) -> Ints:
    new: list[Ints] = []
    for d in range(makers):
        rows, targets = steps(d, edge)
        targets, first = np.unique(targets, return_index=True)
        fresh = found.steps[targets] < 0
        targets, sources = targets[fresh], edge[rows[first[fresh]]]
        found.steps[targets] = found.steps[sources] + 1
        found.before[targets], found.mover[targets] = sources, d
        new.append(targets)
    return np.concatenate(new)


def bars(conflict: Conflict, start: int, target: int) -> tuple[int, ...]:
    """The moves that would have to be undone, or taken again, on every way to the target although they cannot be."""
    here, there = int(conflict.states[start]), int(conflict.states[target])
    return tuple(
        k
        for k, m in enumerate(conflict.moves)
        if (here ^ there) >> k & 1
        and m.direction is not Direction.BOTH
        and (m.direction is Direction.FORWARD) == bool(here >> k & 1)
    )


def all_ways(
    relations: Relations, start: int, target: int, longest: int, *, improving: bool = True
) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every way of at most so many moves that comes to no state twice and in which nobody moves twice in a row, the shortest first.

    Each as (who moves, the place of the state that comes of it). ``improving``: by moves that their movers surely prefer.
    """
    steps = [m & b if improving else m for m, b in zip(relations.moves, relations.better, strict=True)]
    anybody = np.logical_or.reduce(steps)
    away = np.full(len(relations.states), FAR, dtype=np.int64)  # the fewest moves from each state to the target
    edge, distance = np.zeros(len(away), dtype=bool), 0
    edge[target] = True
    while edge.any():
        away[edge] = distance
        edge, distance = anybody[:, edge].any(axis=1) & (away == FAR), distance + 1

    def go_on(way: list[tuple[int, int]], left: int) -> Iterator[tuple[tuple[int, int], ...]]:
        here = way[-1][1] if way else start
        if here == target:
            if left == 0:
                yield tuple(way)
            return
        visited = {start, *(s for _, s in way)}
        for d, step in enumerate(steps):
            if way and way[-1][0] == d:
                continue
            for then in np.flatnonzero(step[here] & (away < left)).tolist():
                if then not in visited:
                    yield from go_on([*way, (d, then)], left - 1)

    for length in range(longest + 1):
        yield from go_on([], length)
