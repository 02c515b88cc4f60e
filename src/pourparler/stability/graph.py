"""The movement graph of a conflict, implicit: whole functions over states are pushed along all moves at once.

A decision maker changes any of its own moves in one step, so what it can reach from a state is a cube over its own bits, cut by direction
and feasibility. The least or greatest of a function over such a cube comes bit by bit, without listing an edge; over improvements from
sorted groups. (Graph model: Fang, Hipel, Kilgour 1993, "Interactive Decision Making: The Graph Model for Conflict Resolution".)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pourparler.errors import PourparlerError, TooManyError
from pourparler.model.conflict import Conflict, Direction, Ints

MOST_MOVES = 24
"""Functions are kept over all combinations of moves: two to this."""
FAR = 2**30
"""More than any level."""


def combinations(bits: Iterable[int]) -> Ints:
    """(2 ** bits,) all combinations of the bits, none first; the place of an exclusive or is the exclusive or of the places."""
    found = np.zeros(1, dtype=np.int64)
    for k in bits:
        found = np.concatenate([found, found ^ (1 << k)])
    return found


def check(conflict: Conflict) -> None:
    """Raises PourparlerError: no feasible state, or orders that do not fit the states."""
    if not len(conflict.states):
        raise PourparlerError("the conflict has no feasible state", mend="Remove an infeasible pattern")
    sizes = {tier.shape[1] for order in conflict.orders for tier in order.tiers}
    if len(conflict.orders) != len(conflict.decision_makers) or sizes - {len(conflict.states)}:
        raise PourparlerError("every decision maker needs a level for every state")


@dataclass(frozen=True)
class Graph:
    """Functions over states are (2 ** moves,) arrays; where a state is infeasible they hold ``FAR`` or ``-FAR``."""

    moves: int
    owners: tuple[int, ...]
    directions: tuple[Direction, ...]
    states: Ints
    levels: Ints
    """(decision makers, states)."""

    @classmethod
    def of(cls, conflict: Conflict) -> Graph:
        """From a conflict.

        Raises:
            TooManyError: more than ``MOST_MOVES`` moves.
            PourparlerError: no feasible state, preferences that are partly unknown or do not fit the states.
        """
        if len(conflict.moves) > MOST_MOVES:
            raise TooManyError(f"there are {len(conflict.moves)} moves; at most {MOST_MOVES} can be analysed")
        check(conflict)
        if not conflict.complete:
            raise PourparlerError(
                "some preferences are not known", mend="Ask for what is surely and what is possibly stable"
            )
        return cls(
            len(conflict.moves),
            tuple(m.owner for m in conflict.moves),
            tuple(m.direction for m in conflict.moves),
            conflict.states,
            conflict.levels,
        )

    @property
    def decision_makers(self) -> int:
        """How many there are."""
        return len(self.levels)

    def spread(self, values: Ints, elsewhere: int) -> Ints:
        """From (states,) to (2 ** moves,)."""
        result = np.full(1 << self.moves, elsewhere, dtype=np.int64)
        result[self.states] = values
        return result

    def own(self, d: int) -> list[int]:
        """The moves of a decision maker."""
        return [k for k, owner in enumerate(self.owners) if owner == d]

    def changes(self, d: int) -> Ints:
        """(2 ** own moves,) which bits each change of d's moves turns, none first."""
        return combinations(self.own(d))

    def over_moves(self, d: int, function: Ints, take: np.ufunc) -> Ints:
        """For each combination the least (``np.minimum``) or greatest of the function over staying and all moves of d."""
        result = function.copy()
        for k in self.own(d):
            halves = result.reshape(-1, 2, 1 << k)
            off, on = halves[:, 0], halves[:, 1]
            both = take(off, on)
            if self.directions[k] is not Direction.FORWARD:  # may be dropped
                on[...] = both
            if self.directions[k] is not Direction.BACK:  # may be taken
                off[...] = both
        return result

    def over_improvements(self, d: int, function: Ints) -> Ints:
        """For each combination the least of the function over all improvements of d; ``FAR`` where there is none."""
        result = np.full(len(function), FAR, dtype=np.int64)
        for sources, targets, starts, ends, segments in self._improvements[d]:
            values = function[targets]
            # The least from a place to the end of its group: groups, read from the end, are kept apart by an offset.
            apart = values[::-1] - segments[::-1] * (4 * FAR)
            least = np.minimum.accumulate(apart)[::-1] + segments * (4 * FAR)
            some = starts < ends
            found = np.where(some, least[np.minimum(starts, len(least) - 1)], FAR)
            result[sources] = np.minimum(result[sources], found)
        return result

    @cached_property
    def _improvements(self) -> list[list[tuple[Ints, Ints, Ints, Ints, Ints]]]:
        """For each decision maker and pair of patterns of its moves that go one way only.

        (sources, targets sorted by group and level, where in targets each source's improvements begin and end, each target's group counted
        from the last).
        """
        return [list(self._pairs(d)) for d in range(self.decision_makers)]

    def _pairs(self, d: int) -> Iterable[tuple[Ints, Ints, Ints, Ints, Ints]]:
        mask = sum(1 << k for k in self.own(d))
        one_way = [k for k in self.own(d) if self.directions[k] is not Direction.BOTH]
        fixed = sum(1 << k for k in one_way)
        level = self.levels[d]
        patterns = np.unique(self.states & fixed)
        _, group = np.unique(self.states & ~mask, return_inverse=True)
        group = group.reshape(-1)
        dense = np.unique(level, return_inverse=True)[1].reshape(-1)
        key = group * (dense.max() + 1) + dense
        for b in patterns.tolist():
            inside = np.flatnonzero((self.states & fixed) == b)
            order = inside[np.argsort(key[inside], kind="stable")]
            keys, targets, groups = key[order], self.states[order], group[order]
            _, first = np.unique(groups, return_index=True)
            segments = np.zeros(len(groups), dtype=np.int64)
            segments[first[1:]] = 1
            segments = segments.cumsum()
            from_last = segments.max() - segments
            for a in patterns.tolist():
                if not self.may(a, b, one_way):
                    continue
                sources = np.flatnonzero((self.states & fixed) == a)
                starts = np.searchsorted(keys, key[sources], side="right")
                ends = np.searchsorted(groups, group[sources], side="right")
                yield self.states[sources], targets, starts, ends, from_last

    def may(self, a: int, b: int, one_way: list[int]) -> bool:
        """Whether moves that go one way only may get from one combination to another."""
        for k in one_way:
            before, after = a >> k & 1, b >> k & 1
            if before != after and (after == 1) != (self.directions[k] is Direction.FORWARD):
                return False
        return True

    def least_by_others(self, d: int, function: Ints, *, improving: bool) -> Ints:
        """The least of the function over staying and all that the others can reach by moves one after the other.

        Moves of one decision maker one after the other are one move, so that nobody moves twice in a row asks for nothing. ``improving``:
        each step improves on the state it leaves, for its mover.
        """
        result = function.copy()
        while True:
            before = result
            for j in range(self.decision_makers):
                if j == d:
                    continue
                reached = self.over_improvements(j, result) if improving else self.over_moves(j, result, np.minimum)
                result = self.spread(np.minimum(result, reached)[self.states], FAR)
            if (result == before).all():
                return result
