"""A conflict as matrices: who can move where, and what each is known to prefer.

Matrix form of the graph model (Xu, Li, Hipel, Kilgour 2009, "A matrix approach to status quo analysis in the graph model for conflict
resolution", Applied Mathematics and Computation 212: 470-480). For preferences that are partly unknown, strong preference and coalitions,
where one level a state is not enough; the cost is the square of the number of states, and its cube where sequences are followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from pourparler.errors import TooManyError
from pourparler.model.conflict import Bools, Conflict, Direction, Ints, Order
from pourparler.stability.graph import check

MOST_STATES = 2**11
"""The most states of a conflict whose matrices are kept."""


@dataclass(frozen=True)
class Relations:
    """(states, states) for each decision maker, rows where it stands, columns where it would get.

    ``moves``: it can go there by itself; ``better``: it surely prefers it; ``unknown``: not known which of the two it prefers, if any;
    ``much``: it strongly prefers it.
    """

    states: Ints
    moves: tuple[Bools, ...]
    better: tuple[Bools, ...]
    unknown: tuple[Bools, ...]
    much: tuple[Bools, ...]

    @classmethod
    def of(cls, conflict: Conflict) -> Relations:
        """From a conflict.

        Raises:
            TooManyError: more than ``MOST_STATES`` states.
            PourparlerError: no feasible state, or orders that do not fit the states.
        """
        check(conflict)
        if len(conflict.states) > MOST_STATES:
            raise TooManyError(
                f"there are {len(conflict.states):,} states; at most {MOST_STATES:,} can be compared pair by pair"
            )
        compared = [compare(order, len(conflict.states)) for order in conflict.orders]
        return cls(
            conflict.states,
            tuple(_moves(conflict, d) for d in range(len(conflict.decision_makers))),
            *(tuple(part) for part in zip(*compared, strict=True)),
        )

    def by_others(self, d: int, steps: Sequence[Bools]) -> Bools:
        """(states, states) where sequences of steps of everybody but d lead; ``steps``: of each decision maker."""
        return joint([step for j, step in enumerate(steps) if j != d], len(self.states))


def compare(order: Order, states: int) -> tuple[Bools, Bools, Bools]:
    """(states, states) each: the column is surely better than the row, not known which is better, strongly preferred."""
    better, unknown, much = (np.zeros((states, states), dtype=bool) for _ in range(3))
    undecided = np.ones((states, states), dtype=bool)
    for k, tier in enumerate(order.tiers):
        up = np.ones((states, states), dtype=bool)
        down = np.ones((states, states), dtype=bool)
        for row in tier:
            up &= row[None] >= row[:, None]
            down &= row[None] <= row[:, None]
        better |= undecided & up & ~down
        unknown |= undecided & ~up & ~down
        undecided &= up & down
        if k < order.much:
            much |= better
    return better, unknown, much


def _moves(conflict: Conflict, d: int) -> Bools:
    """No decision maker stays by a move."""
    states = conflict.states
    turned = states[:, None] ^ states[None]
    may = turned & ~sum(1 << k for k, m in enumerate(conflict.moves) if m.owner == d) == 0
    for k, m in enumerate(conflict.moves):
        if m.owner == d and m.direction is not Direction.BOTH:
            wrong = (states >> k & 1) == (m.direction is Direction.FORWARD)
            may &= ~((turned >> k & 1 == 1) & wrong[:, None])
    np.fill_diagonal(may, False)
    return np.asarray(may)


def joint(steps: Sequence[Bools], states: int) -> Bools:
    """(states, states) where sequences of steps lead in which nobody steps twice in a row; ``steps``: of each who may take part."""
    reached = [s.copy() for s in steps]  # by who stepped last
    while True:
        before = sum(int(r.sum()) for r in reached)
        for j, step in enumerate(steps):
            others = [r for k, r in enumerate(reached) if k != j]
            if others:
                reached[j] |= some(np.logical_or.reduce(others), step)
        if sum(int(r.sum()) for r in reached) == before:
            break
    return np.asarray(np.logical_or.reduce([np.zeros((states, states), dtype=bool), *reached]))


def some(first: Bools, then: Bools) -> Bools:
    """Whether a middle state leads from row to column: the Boolean product of two matrices."""
    return np.asarray(first.astype(np.float32) @ then.astype(np.float32) > 0.5)


def every(parts: Iterable[Bools]) -> Bools:
    """Where all of them hold."""
    return np.asarray(np.logical_and.reduce(list(parts)))
