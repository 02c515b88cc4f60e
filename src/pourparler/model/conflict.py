"""A conflict as moves: who can do what, what cannot be, and what each prefers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Direction(StrEnum):
    """How an option may change."""

    BOTH = "both"
    FORWARD = "fwd"
    """Once taken never undone."""
    BACK = "back"
    """Once dropped never taken again."""


@dataclass(frozen=True, slots=True)
class Move:
    """Something that a decision maker (its place in the conflict) can do or leave: in a state it is taken or not."""

    name: str
    owner: int
    direction: Direction = Direction.BOTH


Pattern = tuple[tuple[int, bool], ...]
"""(move, taken or not): the states in which all of these hold."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Decision makers, their moves, infeasible patterns, and preferences.

    A state is a whole number whose bit k says that move k is taken. ``levels[d][s]``: how high decision maker d ranks the s-th of
    ``states`` (equal numbers: indifferent).
    """

    title: str
    decision_makers: tuple[str, ...]
    moves: tuple[Move, ...]
    states: tuple[int, ...]
    levels: tuple[tuple[int, ...], ...]
    infeasible: tuple[Pattern, ...] = field(default=())

    def words(self, state: int) -> tuple[str, ...]:
        """The names of the moves taken in a state."""
        return tuple(m.name for k, m in enumerate(self.moves) if state >> k & 1)


def ranked(ranking: Sequence[Sequence[int]], states: Sequence[int]) -> tuple[int, ...]:
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
    if missing := [s for s in states if s not in level]:
        raise ValueError(f"state {missing[0]} is not ranked")
    if extra := set(level) - set(states):
        raise ValueError(f"state {min(extra)} is ranked but not feasible")
    return tuple(level[s] for s in states)


def prioritised(statements: Sequence[Sequence[Pattern]], states: Sequence[int]) -> tuple[int, ...]:
    """Levels from preference statements in order of priority, the most important first (Peng, Hipel, Kilgour 1997).

    A statement holds in a state that fits any of its patterns; the k-th counts more than all later ones together. The levels are dense:
    0, 1, 2, …
    """
    scores = []
    for state in states:
        score = 0
        for patterns in statements:
            holds = any(all((state >> k & 1) == taken for k, taken in pattern) for pattern in patterns)
            score = 2 * score + holds
        scores.append(score)
    order = {score: k for k, score in enumerate(sorted(set(scores)))}
    return tuple(order[score] for score in scores)
