"""Everything that is asked of a conflict, in one result: what holds surely and possibly, how it comes about, what would make more hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pourparler.lazy import computed_once
from pourparler.model.conflict import Bools, Conflict, Ints, Role
from pourparler.stability.attitudes import Forms, Stable, forms
from pourparler.stability.concepts import analyse
from pourparler.stability.graph import Graph
from pourparler.stability.inverse import easiest
from pourparler.stability.paths import Reach, reach, reach_known
from pourparler.stability.relations import MOST_STATES, Relations
from pourparler.stability.revisions import Revision

MOST_SOUGHT = 64
"""The most settled states for which changes of preference are looked for."""

MOST_CHANGED = 2
"""The most decision makers who would have to change for a settlement that is shown as within reach."""


@dataclass(frozen=True)
class StabilityAnalysis:
    """``surely[concept]``: (decision makers, states) stable whatever is not known; ``forms`` where something is not known."""

    conflict: Conflict
    surely: Stable
    forms: Forms | None

    @classmethod
    def of(cls, conflict: Conflict) -> StabilityAnalysis:
        """Analyse. Raises TooManyError or PourparlerError as ``analyse`` and ``forms`` do."""
        if conflict.complete and not any(order.much for order in conflict.orders):
            return cls(conflict, analyse(conflict).stable, None)
        found = forms(conflict)
        return cls(conflict, found.stable["surely"], found)

    @property
    def possibly(self) -> Stable:
        """The same for some way in which what is not known may turn out."""
        return self.surely if self.forms is None else self.forms.stable["possibly"]

    @computed_once
    def strength(self) -> tuple[Ints, Ints]:
        """(states,) each: in how many concepts it is an equilibrium surely, and possibly."""
        return _concepts(self.surely), _concepts(self.possibly)

    @property
    def equilibria(self) -> tuple[int, ...]:
        """Places of the states that are possibly an equilibrium in some sense: the surest and those in most senses first."""
        surely, possibly = self.strength
        some = np.flatnonzero(possibly)
        order = np.lexsort((some, -possibly[some], -surely[some]))
        return tuple(some[order].tolist())

    @property
    def sure(self) -> tuple[int, ...]:
        """Those of them that surely are."""
        return tuple(s for s in self.equilibria if self.strength[0][s])

    def shown(self, most: int) -> list[int]:
        """Places of how things stand, then of the equilibria, the surest first; no more than so many."""
        first = [] if self.conflict.now is None else [self.conflict.now]
        return list(dict.fromkeys([*first, *self.equilibria]))[:most]

    def on_the_way(self, most: int) -> list[int]:
        """Places of the other states on the shortest ways from how things stand to the states ``shown``; none where there are too many
        states to compare.
        """
        if len(self.conflict.states) > MOST_STATES or (reached := self.evolution()) is None:
            return []
        shown = self.shown(most)
        return list(dict.fromkeys(s for k in shown for _, s in reached.path(k) or () if s not in shown))

    def rank(self, d: int, place: int) -> int | None:
        """How high a decision maker ranks a state among all, 1 highest; None where its order is not fully known."""
        order = self.conflict.orders[d]
        if not order.complete:
            return None
        level = order.levels(len(self.conflict.states))
        return int((level > level[place]).sum()) + 1

    def evolution(self, start: int | None = None, *, improving: bool = True) -> Reach | None:
        """What comes of a state (default: of how things stand) by moves that their movers surely prefer; None where that is not known."""
        begin = self.conflict.now if start is None else start
        if begin is None:
            return None
        if self.conflict.complete:
            return reach(Graph.of(self.conflict), begin, improving=improving)
        return reach_known(self.relations, begin, improving=improving)

    @computed_once
    def relations(self) -> Relations:
        """The conflict as matrices. Raises TooManyError as ``Relations.of``."""
        return Relations.of(self.conflict)

    @computed_once
    def settled(self) -> tuple[int, ...]:
        """Places of the states in which everybody who can accepts, nobody stops the talks and nobody acts against it."""
        moves = self.conflict.moves
        if not any(m.role is Role.ACCEPT for m in moves):
            return ()
        wanted = sum(1 << k for k, m in enumerate(moves) if m.role is Role.ACCEPT)
        watched = wanted | sum(1 << k for k, m in enumerate(moves) if m.role in (Role.STOP, Role.CONTEST))
        return tuple(np.flatnonzero((self.conflict.states & watched) == wanted).tolist())

    @computed_once
    def within_reach(self) -> Mapping[int, tuple[str, tuple[Revision, ...]]]:
        """Settled states that do not surely hold but would after single changes of preference statements: in which sense, by which changes.

        Those that ask the fewest to change first; none that ask more than ``MOST_CHANGED``.
        """
        small = len(self.conflict.states) <= MOST_STATES and len(self.settled) <= MOST_SOUGHT
        sought = [s for s in self.settled if not self.strength[0][s]] if small else []
        found = easiest(self.conflict, sought) if sought else {}
        few = {s: way for s, way in found.items() if len(way[1]) <= MOST_CHANGED}
        return dict(sorted(few.items(), key=lambda pair: len(pair[1][1])))

    def reasons(self, state: int) -> Mapping[int, tuple[int, ...]]:
        """For each decision maker the places that it would surely rather move to from there; only those that have some."""
        found = {}
        for d in range(len(self.conflict.decision_makers)):
            better: Bools = self.relations.moves[d][state] & self.relations.better[d][state]
            if better.any():
                found[d] = tuple(np.flatnonzero(better).tolist())
        return found


def _concepts(stable: Stable) -> Ints:
    return np.asarray(np.sum([rows.all(axis=0) for rows in stable.values()], axis=0))
