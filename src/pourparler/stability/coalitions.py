"""Stability against coalitions: their joint moves tempt where all members gain, and what one member does not prefer deters.

Kilgour, Hipel, Fang, Peng 2001, "Coalition analysis in group decision support", Group Decision and Negotiation 10: 159-175; Inohara, Hipel
2008, "Coalition analysis in the graph model for conflict resolution", Systems Engineering 11: 343-359.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from pourparler.errors import TooManyError
from pourparler.model.conflict import Bools, Conflict
from pourparler.stability.attitudes import Others, Stable, View
from pourparler.stability.concepts import CONCEPTS
from pourparler.stability.relations import Relations, every, joint

MOST_MAKERS = 8
"""The most decision makers all of whose coalitions are looked at."""


@dataclass(frozen=True)
class Coalitions:
    """``groups``: decision makers' places, from two on; ``stable[concept]``: (groups, states) against each group's joint moves.

    ``equilibria`` of a concept are stable for every single one and every coalition.
    """

    groups: tuple[tuple[int, ...], ...]
    stable: Stable
    single: Stable

    def equilibria(self, concept: str) -> list[int]:
        """Places of the states that no single one and no coalition has a reason to leave."""
        return np.flatnonzero(self.stable[concept].all(axis=0) & self.single[concept].all(axis=0)).tolist()


def coalitions(conflict: Conflict, relations: Relations | None = None) -> Coalitions:
    """Stability against all coalitions of two and more: Nash, both metarational concepts and sequential.

    A coalition answers by improvements where all its members gain; the others answer by those of each of their coalitions. What is not
    known does not tempt.

    Raises:
        TooManyError: more than ``MOST_MAKERS`` decision makers, or states than fit.
        PourparlerError: as ``Relations.of``.
    """
    told = relations or Relations.of(conflict)
    many = len(told.moves)
    if many > MOST_MAKERS:
        raise TooManyError(f"there are {many} decision makers; coalitions can be analysed for at most {MOST_MAKERS}")
    every_group = [g for size in range(1, many + 1) for g in combinations(range(many), size)]
    states = len(told.states)
    moves = {g: _without_staying(joint([told.moves[d] for d in g], states)) for g in every_group}
    gains = {g: every(told.better[d] for d in g) for g in every_group}
    rows: dict[str, dict[tuple[int, ...], Bools]] = {c: {} for c in CONCEPTS if c != "sim"}
    for g in every_group:
        rest = [d for d in range(many) if d not in g]
        anything = joint([told.moves[d] for d in rest], states)
        answers = [moves[h] & gains[h] for size in range(1, len(rest) + 1) for h in combinations(rest, size)]
        others = Others(anything, joint(answers, states), answers)
        view = View(told.states, moves[g], moves[g] & gains[g], ~gains[g], others)
        for concept, row in view.stable():
            if concept == "sim":
                break  # the last, and not defined for coalitions
            rows[concept][g] = row
    larger = tuple(g for g in every_group if len(g) > 1)
    return Coalitions(
        larger,
        {c: np.stack([r[g] for g in larger]) if larger else np.ones((0, states), dtype=bool) for c, r in rows.items()},
        {c: np.stack([r[(d,)] for d in range(many)]) for c, r in rows.items()},
    )


def _without_staying(moves: Bools) -> Bools:
    kept = moves.copy()
    np.fill_diagonal(kept, False)
    return kept
