"""Stability where preferences are partly unknown or of different strength, and against coalitions.

Every form is the same question put with other relations: which moves tempt, which outcomes deter, and what the others would do.

* Surely and possibly stable: whatever the unknown preferences turn out to be, and for some way in which they may. Exact for Nash and both
  metarational concepts (the worst case puts the state below, the best case above all that it is not compared with); where others answer
  by improvements of their own, a state called surely stable is, and one that is not called possibly stable is not.
* ``a`` to ``d``: the four attitudes of Li, Hipel, Kilgour, Wang 2004 ("Preference uncertainty in the graph model for conflict resolution",
  IEEE Transactions on Systems, Man, and Cybernetics A 34: 507-520).
* Strongly stable: each answer leads to a state that is much worse (Hamouda, Kilgour, Hipel 2006, "Strength of preference in graph models
  for multiple-decision-maker conflicts", Applied Mathematics and Computation 179: 314-327).
* Coalitions: their joint moves tempt where all members gain, and what one member does not prefer deters (Kilgour, Hipel, Fang, Peng 2001,
  "Coalition analysis in group decision support", Group Decision and Negotiation 10: 159-175; Inohara, Hipel 2008).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from pourparler.errors import TooManyError
from pourparler.model.conflict import Bools, Conflict
from pourparler.stability.concepts import CONCEPTS, analyse
from pourparler.stability.relations import Relations, every, joint, some

FORMS: Mapping[str, str] = {
    "surely": "whatever the unknown preferences are",
    "possibly": "for some way in which the unknown preferences may turn out",
    "a": "drawn by what may be better, deterred only by what is surely no better",
    "b": "drawn only by what is surely better, deterred only by what is surely no better",
    "c": "drawn by what may be better, deterred by what may be no better",
    "d": "drawn only by what is surely better, deterred by what may be no better",
    "strongly": "every answer leads to something much worse",
}
"""How a state may be stable beside the plain way."""
MOST_MAKERS = 8
"""The most decision makers all of whose coalitions are looked at."""

Stable = Mapping[str, Bools]
"""For each concept (focal ones, states)."""


@dataclass(frozen=True)
class Forms:
    """``stable[form][concept]``: (decision makers, states)."""

    conflict: Conflict
    stable: Mapping[str, Stable]

    def equilibria(self, form: str, concept: str) -> list[int]:
        """Places of the states that are stable for everybody in that form."""
        return np.flatnonzero(self.stable[form][concept].all(axis=0)).tolist()


def forms(conflict: Conflict, relations: Relations | None = None) -> Forms:
    """All forms that say something for this conflict: ``strongly`` only where strength is told, of the others only two where all is known.

    Raises TooManyError or PourparlerError as ``Relations.of`` does.
    """
    told = relations or Relations.of(conflict)
    names = ["surely", "possibly"] if conflict.complete else ["surely", "possibly", "a", "b", "c", "d"]
    if any(order.much for order in conflict.orders):
        names.append("strongly")
    makers = range(len(told.moves))
    may = [b | u for b, u in zip(told.better, told.unknown, strict=True)]
    found: dict[str, Stable] = {}
    many = len(told.states)
    anything = {d: joint([told.moves[j] for j in makers if j != d], many) for d in makers}
    for name in names:
        tempting = may if name in ("surely", "a", "c") else told.better
        spared = may if name in ("surely", "a", "b") else told.better
        deterring = [m.T for m in told.much] if name == "strongly" else [~x for x in spared]
        replies = told.better if name in ("surely", "strongly") else may
        improving = [m & r for m, r in zip(told.moves, replies, strict=True)]
        rows: dict[str, list[Bools]] = {concept: [] for concept in CONCEPTS}
        for d in makers:
            others = [improving[j] for j in makers if j != d]
            view = View(told, told.moves[d], told.moves[d] & tempting[d], deterring[d], anything[d], others)
            for concept, row in view.stable():
                rows[concept].append(row)
        found[name] = {concept: np.stack(r) for concept, r in rows.items()}
    return Forms(conflict, found)


@dataclass(frozen=True)
class View:
    """What a focal decision maker or coalition sees; all (states, states), rows where it stands.

    ``moves``: what it can do; ``tempting``: those of its moves that draw it; ``deterring``: outcomes that keep it where it is;
    ``anything``: where the others' sequences of moves lead; ``others``: the improvements of each of them.
    """

    relations: Relations
    moves: Bools
    tempting: Bools
    deterring: Bools
    anything: Bools
    others: Sequence[Bools]

    def stable(self) -> Iterator[tuple[str, Bools]]:
        """(states,) for each concept."""
        yield "nash", np.asarray(~self.tempting.any(axis=1))
        # [state, where it moved]: the others can bring about an outcome that deters.
        yield "gmr", self._held(some(self.anything, self.deterring.T).T)
        escape = some(
            self.moves, ~self.deterring.T
        )  # [outcome, state]: a way out of it to something that does not deter
        yield "smr", self._held(some(self.anything, self.deterring.T & ~escape).T)
        improved = joint(self.others, len(self.moves))
        yield "seq", self._held(some(improved, self.deterring.T).T)
        yield "sim", self._at_once()

    def _held(self, answered: Bools) -> Bools:
        return np.asarray((answered | ~self.tempting).all(axis=1))

    def _at_once(self) -> Bools:
        states = self.relations.states
        order = np.argsort(states)
        held = np.ones(len(states), dtype=bool)
        for s in np.flatnonzero(self.tempting.any(axis=1)):
            together = np.zeros(1, dtype=np.int64)
            for improving in self.others:
                changes = np.concatenate([[0], states[improving[s]] ^ states[s]])
                together = np.unique((together[:, None] ^ changes[None]).ravel())
            ends = (states[self.tempting[s]][:, None]) ^ together[None]
            place = np.minimum(np.searchsorted(states, ends, sorter=order), len(states) - 1)
            there = order[place]
            held[s] = ((states[there] == ends) & self.deterring[s][there]).any(axis=1).all()
        return held


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
        raise TooManyError(
            f"the coalitions of {many} decision makers are more than are looked at ({MOST_MAKERS} decision makers)"
        )
    every_group = [g for size in range(1, many + 1) for g in combinations(range(many), size)]
    states = len(told.states)
    moves = {g: _without_staying(joint([told.moves[d] for d in g], states)) for g in every_group}
    gains = {g: every(told.better[d] for d in g) for g in every_group}
    rows: dict[str, dict[tuple[int, ...], Bools]] = {c: {} for c in CONCEPTS if c != "sim"}
    for g in every_group:
        rest = [d for d in range(many) if d not in g]
        anything = joint([told.moves[d] for d in rest], states)
        answers = [moves[h] & gains[h] for size in range(1, len(rest) + 1) for h in combinations(rest, size)]
        view = View(told, moves[g], moves[g] & gains[g], ~gains[g], anything, answers)
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


def sure(conflict: Conflict) -> Stable:
    """Plain stability where all preferences are known, else what is stable surely.

    Raises TooManyError or PourparlerError as ``analyse`` and ``forms`` do.
    """
    return analyse(conflict).stable if conflict.complete else forms(conflict).stable["surely"]
