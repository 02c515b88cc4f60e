"""Stability of every state for every decision maker, and equilibria.

Definitions in Fang, Hipel, Kilgour (1993), ch. 3 and 4: Nash (1950), general and symmetric metarational (Howard 1971), sequential (Fraser,
Hipel 1979), simultaneous. A state at level L is unstable for the focal decision maker where some improvement goes unpunished: where the
worst that the others can bring about from there is above L. So each concept is a greatest over moves of a least over replies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from pourparler.model.conflict import Conflict
from pourparler.stability.graph import FAR, Bools, Graph, Ints
from pourparler.stability.reach import changes_from

CONCEPTS: Mapping[str, str] = {
    "nash": "Nash: no improvement",
    "gmr": "general metarational: every improvement can be answered by something no better",
    "smr": "symmetric metarational: and the answer cannot be escaped",
    "seq": "sequential: every improvement can be answered by others who improve",
    "sim": "simultaneous: every improvement can be spoilt by others who improve at the same time",
}
"""In the order in which people in the field name them."""
WORK = 2**30
"""The most combinations of a state and simultaneous moves that are looked at for one decision maker."""
CELLS = 250_000
"""Of these at once: what stays in the processor's cache."""


@dataclass(frozen=True)
class Stability:
    """``stable[concept]``: (decision makers, states). A state is an equilibrium where it is stable for everybody."""

    conflict: Conflict
    stable: Mapping[str, Bools]

    def equilibria(self, concept: str) -> Ints:
        """Places in the conflict's states."""
        return np.flatnonzero(self.stable[concept].all(axis=0))


def analyse(conflict: Conflict) -> Stability:
    """All five concepts; without ``sim`` where that would look at more than ``WORK`` combinations.

    Raises TooManyError or PourparlerError as ``Graph.of`` does.
    """
    graph = Graph.of(conflict)
    names = [n for n in CONCEPTS if n != "sim" or len(graph.states) << graph.moves <= WORK]
    stable = {name: np.zeros((graph.decision_makers, len(graph.states)), dtype=bool) for name in names}
    for d in range(graph.decision_makers):
        for name, row in _for(graph, d):
            stable[name][d] = row
        if "sim" in names:
            stable["sim"][d] = simultaneous(graph, d)
    return Stability(conflict, stable)


def _for(graph: Graph, d: int) -> Iterator[tuple[str, Bools]]:
    level = graph.spread(graph.levels[d], -FAR)
    best = graph.over_moves(d, level, np.maximum)  # what the focal one can get from a state, staying included
    yield "nash", _at(graph, best <= level)
    plain = graph.spread(graph.levels[d], FAR)
    escape = np.full(len(level), FAR, dtype=np.int64)
    escape[graph.states] = best[graph.states]
    for name, punished, improving in (("gmr", plain, False), ("smr", escape, False), ("seq", plain, True)):
        worst = graph.least_by_others(d, punished, improving=improving)
        held = np.where(worst == FAR, -FAR, np.minimum(worst, level))
        yield name, _at(graph, graph.over_moves(d, held, np.maximum) <= level)


def _at(graph: Graph, over_all: Bools) -> Bools:
    return np.asarray(over_all[graph.states])


def simultaneous(graph: Graph, d: int) -> Bools:
    """(states,) stable for d where others who improve at the same time can spoil every improvement.

    From a state each other decision maker has its own improvements; any choice of them, joined with the focal one's, makes a state. All
    choices are looked at, many states at once: the work is the number of states times that of all combinations of moves.
    """
    level = graph.spread(graph.levels[d], FAR)
    everywhere = np.arange(len(graph.states))
    mine, allowed = changes_from(graph, d, everywhere, improving=True)
    together = np.zeros(1, dtype=np.int64)
    possible = np.ones((len(graph.states), 1), dtype=bool)
    for j in range(graph.decision_makers):
        if j != d:
            changes, good = changes_from(graph, j, everywhere, improving=True)
            good[:, 0] = True  # or stay
            together = (together[:, None] ^ changes[None]).reshape(-1)
            possible = (possible[:, :, None] & good[:, None, :]).reshape(len(graph.states), -1)
    stable = np.ones(len(graph.states), dtype=bool)
    size = max(1, CELLS // (len(mine) * len(together)))
    for first in range(0, len(graph.states), size):
        part = slice(first, first + size)
        states = graph.states[part]
        ends = states[:, None, None] ^ mine[None, :, None] ^ together[None, None, :]
        spoilt = ((level[ends] <= level[states][:, None, None]) & possible[part][:, None, :]).any(axis=2)
        stable[part] = (spoilt | ~allowed[part]).all(axis=1)
    return stable
