"""A conflict as moves: who can do what, what cannot be, and what each prefers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np
from numpy.typing import NDArray

from pourparler.model.text import Evidence

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Direction(StrEnum):
    """How an option may change."""

    BOTH = "both"
    FORWARD = "fwd"
    """Once taken never undone."""
    BACK = "back"
    """Once dropped never taken again."""


class Role(StrEnum):
    """What a move is in talks; a conflict that is no negotiation has only others."""

    ACCEPT = "accept"
    """Accepts the settlement."""
    STOP = "stop"
    """Stops the talks."""
    GIVE_UP = "give_up"
    """Gives up positions."""
    OFFER = "offer"
    CONTEST = "contest"
    """Acts against a settlement that others made."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Move:
    """Something that a decision maker (its place in the conflict) can do or leave: in a state it is taken or not.

    ``id``: the word by which preference statements name it. ``gives_up``: the ids of positions that the party no longer holds where
    the move is taken; ``rests_on`` those that suggested the move.
    """

    name: str
    owner: int
    direction: Direction = Direction.BOTH
    id: str = ""
    role: Role = Role.OTHER
    gives_up: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


Pattern = tuple[tuple[int, bool], ...]
"""(move, taken or not): the states in which all of these hold."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A preference statement: its decision maker would rather have a state that fits any of the patterns than one that does not.

    ``known`` is False where it is only known that this may matter to it, not which way. ``rests_on``: the ids of the positions that say
    so; ``evidence``: or sentences.
    """

    words: str
    patterns: tuple[Pattern, ...]
    known: bool = True
    rests_on: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def holds(self, states: Ints) -> Bools:
        """(states,) where it does."""
        found = np.zeros(len(states), dtype=bool)
        for pattern in self.patterns:
            found |= fits(pattern, states)
        return found


def fits(pattern: Pattern, states: Ints) -> Bools:
    """(states,) those in which every move of the pattern is as it says."""
    taken = sum({1 << k for k, is_taken in pattern if is_taken})
    left = sum({1 << k for k, is_taken in pattern if not is_taken})
    return np.asarray(((states & taken) == taken) & ((states & left) == 0))


@dataclass(frozen=True, eq=False)
class Order:
    """How one decision maker ranks the states, perhaps only partly known.

    The first of ``tiers`` on which two states differ decides between them: (criteria, states), of which the better state is at least as
    high on each criterion; where each is higher on one, the preference is not known. ``much``: a difference in so many of the first
    tiers is a strong preference. ``wishes``: the preference statements that the tiers were made from, where they were.
    """

    tiers: tuple[Ints, ...]
    wishes: tuple[tuple[Wish, ...], ...] = ()
    much: int = 0

    @classmethod
    def by_level(cls, levels: Sequence[int] | Ints) -> Order:
        """Higher is better, equal is indifferent."""
        return cls((np.asarray(levels, dtype=np.int64)[None],))

    @classmethod
    def by_wishes(cls, wishes: Iterable[Sequence[Wish]], states: Ints, much: int = 0) -> Order:
        """By preference statements in order of priority; within one tier the order is not known.

        Each statement counts more than all later ones together (Peng, Hipel, Kilgour 1997, "A fast preference ranking algorithm for
        the graph model"). With one statement a tier, all of them known, the order is complete.
        """
        told = tuple(tuple(tier) for tier in wishes if tier)
        rows = [[row for w in tier for row in _rows(w, states)] for tier in told]
        return cls(tuple(map(np.stack, rows)), told, much)

    @classmethod
    def by_weights(cls, weights: Sequence[tuple[Wish, Fraction]], states: Ints) -> Order:
        """By the sum of the weights of the statements that hold; somebody gave the numbers."""
        units = lcm(*(weight.denominator for _, weight in weights))
        whole = [int(weight * units) for _, weight in weights]
        score = np.zeros(len(states), dtype=np.int64 if sum(map(abs, whole)) < 1 << 62 else object)
        for (wish, _), number in zip(weights, whole, strict=True):
            score[wish.holds(states)] += number
        return cls.by_level(np.unique(score, return_inverse=True)[1].reshape(-1))

    @classmethod
    def unknown(cls, states: Ints) -> Order:
        """Nothing is known of what it prefers."""
        row = np.arange(len(states), dtype=np.int64)
        return cls((np.stack([row, -row]),))

    @property
    def complete(self) -> bool:
        """Whether every preference is known."""
        return all(len(tier) == 1 for tier in self.tiers)

    def levels(self, states: int) -> Ints:
        """(states,) 0, 1, 2, …, higher is better; of a complete order."""
        level = np.zeros(states, dtype=np.int64)
        for tier in self.tiers:
            low = tier[0].min()
            level = level * (tier[0].max() - low + 1) + tier[0] - low
            level = np.unique(level, return_inverse=True)[1].reshape(-1)
        return level


def _rows(wish: Wish, states: Ints) -> list[Ints]:
    held = wish.holds(states).astype(np.int64)
    return [held] if wish.known else [held, 1 - held]


@dataclass(frozen=True, eq=False)
class Conflict:
    """Decision makers, their moves, infeasible patterns, and preferences.

    ``states``: (states,) whole numbers, ascending or as a file has them, whose bit k says that move k is taken. ``orders``: one for each
    decision maker. ``now``: the place of the state that things are in, where that is known. ``terms``: names for conditions, which the
    words of preference statements use.
    """

    title: str
    decision_makers: tuple[str, ...]
    moves: tuple[Move, ...]
    states: Ints
    orders: tuple[Order, ...]
    infeasible: tuple[Pattern, ...] = field(default=())
    now: int | None = None
    terms: tuple[tuple[str, str], ...] = ()

    @classmethod
    def with_levels(
        cls,
        title: str,
        decision_makers: tuple[str, ...],
        moves: tuple[Move, ...],
        states: Sequence[int] | Ints,
        levels: Sequence[Sequence[int] | Ints],
        infeasible: tuple[Pattern, ...] = (),
    ) -> Conflict:
        """From a level for every decision maker and state."""
        orders = tuple(map(Order.by_level, levels))
        return cls(title, decision_makers, moves, np.asarray(states, dtype=np.int64), orders, infeasible)

    @property
    def complete(self) -> bool:
        """Whether every preference is known."""
        return all(order.complete for order in self.orders)

    @cached_property
    def levels(self) -> Ints:
        """(decision makers, states) how high each ranks each state; of a complete conflict."""
        rows = [order.levels(len(self.states)) for order in self.orders]
        return np.stack(rows) if rows else np.zeros((0, len(self.states)), dtype=np.int64)

    def with_order(self, maker: int, order: Order) -> Conflict:
        """The same, one decision maker's order changed."""
        return replace(self, orders=(*self.orders[:maker], order, *self.orders[maker + 1 :]))

    def without(self, positions: Collection[str], evidence: Collection[Evidence] = ()) -> Conflict:
        """The same without what rested on these positions (ids) and sentences alone; moves stay, because states are made of them."""
        if not positions and not evidence:
            return self

        def left(ids: Iterable[str]) -> tuple[str, ...]:
            return tuple(id for id in ids if id not in positions)

        def seen(told: Iterable[Evidence]) -> tuple[Evidence, ...]:
            return tuple(e for e in told if e not in evidence)

        def stays(claim: Wish) -> bool:
            rests = (*claim.evidence, *claim.rests_on)
            return not rests or bool(seen(claim.evidence)) or bool(left(claim.rests_on))

        def wish(claim: Wish) -> Wish:
            return replace(claim, rests_on=left(claim.rests_on), evidence=seen(claim.evidence))

        def order(told: Order) -> Order:
            if all(wish(w) == w for tier in told.wishes for w in tier):
                return told
            tiers = [[wish(w) for w in tier if stays(w)] for tier in told.wishes]
            if not any(tiers):
                return Order.unknown(self.states)
            return Order.by_wishes(tiers, self.states, told.much)

        def move(told: Move) -> Move:
            gives_up, rests_on = left(told.gives_up), left(told.rests_on)
            return replace(told, gives_up=gives_up, rests_on=rests_on, evidence=seen(told.evidence))

        return replace(self, moves=tuple(map(move, self.moves)), orders=tuple(map(order, self.orders)))

    def place(self, state: int) -> int | None:
        """Where the state stands in ``states``; None where it is infeasible."""
        found = np.flatnonzero(self.states == state)
        return int(found[0]) if len(found) else None

    def taken(self, place: int) -> tuple[Move, ...]:
        """The moves taken in the state at that place."""
        return tuple(m for k, m in enumerate(self.moves) if self.states[place] >> k & 1)


def feasible(moves: int, infeasible: Iterable[Pattern]) -> Ints:
    """All states, ascending, that fit none of the patterns. The cost is two to the number of moves."""
    states = np.arange(1 << moves, dtype=np.int64)
    out = np.zeros(len(states), dtype=bool)
    for pattern in infeasible:
        out |= fits(pattern, states)
    return np.asarray(states[~out])


def ranked(ranking: Sequence[Sequence[int]], states: Sequence[int] | Ints) -> tuple[int, ...]:
    """Levels from a ranking of states with ties, best group first.

    Raises:
        ValueError: a state is ranked twice, not ranked, or not among the states.
    """
    level: dict[int, int] = {}
    for k, group in enumerate(ranking):
        for state in group:
            if state in level:
                raise ValueError(f"state {state} is ranked twice")
            level[state] = len(ranking) - k
    known = [int(s) for s in states]
    if missing := [s for s in known if s not in level]:
        raise ValueError(f"state {missing[0]} is not ranked")
    if extra := set(level) - set(known):
        raise ValueError(f"state {min(extra)} is ranked but not feasible")
    return tuple(level[s] for s in known)
