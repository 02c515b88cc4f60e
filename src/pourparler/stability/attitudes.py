"""Stability where preferences are partly unknown or of different strength.

Every form is the same question put with other relations: which moves tempt, which outcomes deter, and what the others would do.

* Surely and possibly stable: whatever the unknown preferences turn out to be, and for some way in which they may. Exact for Nash and both
  metarational concepts (the worst case puts the state below, the best case above all that it is not compared with); where others answer
  by improvements of their own, a state called surely stable is, and one that is not called possibly stable is not.
* ``a`` to ``d``: the four attitudes of Li, Hipel, Kilgour, Wang 2004 ("Preference uncertainty in the graph model for conflict resolution",
  IEEE Transactions on Systems, Man, and Cybernetics A 34: 507-520).
* Strongly stable: each answer leads to a state that is much worse (Hamouda, Kilgour, Hipel 2006, "Strength of preference in graph models
  for multiple-decision-maker conflicts", Applied Mathematics and Computation 179: 314-327).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from pourparler.model.conflict import Bools, Conflict, Ints, Order
from pourparler.stability.concepts import CONCEPTS, analyse, judge_one
from pourparler.stability.graph import Graph
from pourparler.stability.relations import Relations, compare, some

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


def forms(conflict: Conflict, relations: Relations | None = None, only: Sequence[str] = ()) -> Forms:
    """These forms, or all that say something: ``strongly`` only where strength is told, of the others only two where all is known.

    Raises TooManyError or PourparlerError as ``Relations.of`` does.
    """
    told = relations or Relations.of(conflict)
    names = ["surely", "possibly"] if conflict.complete else ["surely", "possibly", "a", "b", "c", "d"]
    if any(order.much for order in conflict.orders):
        names.append("strongly")
    names = list(only) or names
    makers = range(len(told.moves))
    may = [b | u for b, u in zip(told.better, told.unknown, strict=True)]
    anything = [told.by_others(d, told.moves) for d in makers]
    others = {
        name: [_others(told, d, replies, anything[d]) for d in makers]
        for name, replies in (("surely", told.better), ("maybe", may))
        if name == "surely" or not conflict.complete
    }
    found: dict[str, Stable] = {}
    for name in names:
        tempting = may if name in ("surely", "a", "c") else told.better
        spared = may if name in ("surely", "a", "b") else told.better
        deterring = [m.T for m in told.much] if name == "strongly" else [~x for x in spared]
        answering = others["surely" if name in ("surely", "strongly") or conflict.complete else "maybe"]
        views = [
            View(told.states, told.moves[d], told.moves[d] & tempting[d], deterring[d], answering[d]) for d in makers
        ]
        rows = [dict(view.stable()) for view in views]
        found[name] = {concept: np.stack([row[concept] for row in rows]) for concept in CONCEPTS}
    return Forms(conflict, found)


@dataclass(frozen=True)
class Others:
    """What the others can do: (states, states) where sequences of any moves and of improvements lead, and the improvements of each."""

    anything: Bools
    improved: Bools
    improving: Sequence[Bools]
    _at_once: dict[int, Ints] = field(default_factory=dict, init=False, repr=False, compare=False)

    def at_once(self, states: Ints, place: int) -> Ints:
        """(ways,) what improvements of any of them, made at once in the state at that place, turn in it; worked out once for each state."""
        if place not in self._at_once:
            together = np.zeros(1, dtype=np.int64)
            for improving in self.improving:
                changes = np.concatenate([[0], states[improving[place]] ^ states[place]])
                together = np.unique((together[:, None] ^ changes[None]).ravel())
            self._at_once[place] = together
        return self._at_once[place]


def _others(told: Relations, d: int, replies: Sequence[Bools], anything: Bools) -> Others:
    """What the others of d can do, where ``replies`` (of each decision maker) is where it would move."""
    improving = [m & r for m, r in zip(told.moves, replies, strict=True)]
    return Others(anything, told.by_others(d, improving), [step for j, step in enumerate(improving) if j != d])


@dataclass(frozen=True)
class View:
    """What a focal decision maker or coalition sees; (states, states), rows where it stands.

    ``moves``: what it can do; ``tempting``: those of its moves that draw it; ``deterring``: outcomes that keep it where it is.
    """

    states: Ints
    moves: Bools
    tempting: Bools
    deterring: Bools
    others: Others

    def stable(self) -> Iterator[tuple[str, Bools]]:
        """(states,) for each concept."""
        yield "nash", np.asarray(~self.tempting.any(axis=1))
        # [state, where it moved]: the others can bring about an outcome that deters.
        yield "gmr", self._held(some(self.others.anything, self.deterring.T).T)
        escape = some(self.moves, ~self.deterring.T)  # [outcome, state]: a way out to something that does not deter
        yield "smr", self._held(some(self.others.anything, self.deterring.T & ~escape).T)
        yield "seq", self._held(some(self.others.improved, self.deterring.T).T)
        yield "sim", self._at_once()

    def _held(self, answered: Bools) -> Bools:
        return np.asarray((answered | ~self.tempting).all(axis=1))

    def _at_once(self) -> Bools:
        order = np.argsort(self.states)
        held = np.ones(len(self.states), dtype=bool)
        for s in np.flatnonzero(self.tempting.any(axis=1)).tolist():
            ends = self.states[self.tempting[s]][:, None] ^ self.others.at_once(self.states, s)[None]
            place = np.minimum(np.searchsorted(self.states, ends, sorter=order), len(self.states) - 1)
            there = order[place]
            held[s] = ((self.states[there] == ends) & self.deterring[s][there]).any(axis=1).all()
        return held


def sure(conflict: Conflict) -> Stable:
    """Plain stability where all preferences are known, else what is stable surely.

    Raises TooManyError or PourparlerError as ``analyse`` and ``forms`` do.
    """
    return analyse(conflict).stable if conflict.complete else forms(conflict, only=["surely"]).stable["surely"]


def with_orders(conflict: Conflict, d: int, orders: Iterable[Order]) -> Iterator[Mapping[str, Bools]]:
    """For each order that d might have in place of its own: (states,) for each concept, where d is surely stable.

    Raises TooManyError or PourparlerError as ``sure``.
    """
    if conflict.complete:
        graph = Graph.of(conflict)
        for order in orders:
            levels = graph.levels.copy()
            levels[d] = order.levels(len(conflict.states))
            yield judge_one(replace(graph, levels=levels), d)
        return
    told = Relations.of(conflict)
    others = _others(told, d, told.better, told.by_others(d, told.moves))
    for order in orders:
        better, unknown, _ = compare(order, len(conflict.states))
        may = better | unknown
        yield dict(View(told.states, told.moves[d], told.moves[d] & may, ~may, others).stable())
