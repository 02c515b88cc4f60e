"""Stability of every state for every decision maker, and equilibria.

Definitions in Fang, Hipel, Kilgour (1993), ch. 3 and 4: Nash (1950), general and symmetric metarational (Howard 1971), sequential (Fraser,
Hipel 1979), simultaneous. A state at level L is unstable for the focal decision maker where some improvement goes unpunished: where the
worst that the others can bring about from there is above L. So each concept is a greatest over moves of a least over replies.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from pourparler.model.conflict import Bools, Conflict, Ints
from pourparler.stability.graph import FAR, Graph
from pourparler.stability.simultaneous import simultaneous

CONCEPTS: Mapping[str, str] = {
    "nash": "Nash: no improvement",
    "gmr": "general metarational: every improvement can be answered by something no better",
    "smr": "symmetric metarational: and the answer cannot be escaped",
    "seq": "sequential: every improvement can be answered by others who improve",
    "sim": "simultaneous: every improvement can be spoilt by others who improve at the same time",
}
"""In the order in which people in the field name them."""


@dataclass(frozen=True)
class Stability:
    """``stable[concept]``: (decision makers, states). A state is an equilibrium where it is stable for everybody."""

    conflict: Conflict
    stable: Mapping[str, Bools]

    def equilibria(self, concept: str) -> Ints:
        """Places in the conflict's states."""
        return np.flatnonzero(self.stable[concept].all(axis=0))


def analyse(conflict: Conflict) -> Stability:
    """All five concepts. Raises TooManyError or PourparlerError as ``Graph.of`` does."""
    graph = Graph.of(conflict)
    # The work is in NumPy, which lets other threads run.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        rows = list(pool.map(lambda d: judge_one(graph, d), range(graph.decision_makers)))
    return Stability(conflict, {name: np.stack([row[name] for row in rows]) for name in CONCEPTS})


def judge_one(graph: Graph, d: int, concepts: Iterable[str] = tuple(CONCEPTS)) -> dict[str, Bools]:
    """(states,) for each of these concepts, where d has no reason to leave."""
    wanted = set(concepts)
    rows = dict(_plain(graph, d)) if wanted - {"sim"} else {}
    if "sim" in wanted:
        rows["sim"] = simultaneous(graph, d)
    return {name: rows[name] for name in CONCEPTS if name in wanted}


def _plain(graph: Graph, d: int) -> Iterator[tuple[str, Bools]]:
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
