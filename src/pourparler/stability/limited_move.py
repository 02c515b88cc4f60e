"""Limited-move and non-myopic stability: a decision maker looks some moves ahead and reckons with answers made likewise.

With horizon h a mover at s reckons backwards from h moves on: it moves where that ends better than s does, and to where it ends best; a
state is limited-move stable for it where it stays (Zagare 1984, "Limited-move equilibria in 2x2 games", Theory and Decision 16: 1-19;
Fang, Hipel, Kilgour 1993, section 3.3). With three and more, any other may make the next move, and the mover reckons with the one that
suits it least. Where two moves end equally well for the mover, others reckon with the one that suits them less. Non-myopic is what is
limited-move stable for every horizon from some on (Brams, Wittman 1981; Kilgour 1984).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pourparler.model.conflict import Bools, Conflict, Ints
from pourparler.stability.graph import FAR
from pourparler.stability.relations import Relations, some

FARTHEST = 40
"""The longest horizon that is looked at for one after which nothing new comes."""


@dataclass(frozen=True)
class Foresight:
    """``limited[h - 1]``: (decision makers, states) stable with horizon h; ``non_myopic`` the same, None where no horizon settles it."""

    limited: tuple[Bools, ...]
    non_myopic: Bools | None

    def equilibria(self, horizon: int | None = None) -> list[int]:
        """Places of the states stable for everybody with that horizon, or (None) non-myopically."""
        rows = self.non_myopic if horizon is None else self.limited[horizon - 1]
        return [] if rows is None else np.flatnonzero(rows.all(axis=0)).tolist()


def foresight(conflict: Conflict, horizon: int, relations: Relations | None = None) -> Foresight:
    """Up to that horizon (at least 1), and beyond it as far as non-myopic stability needs.

    Raises TooManyError or PourparlerError as ``Relations.of`` does; ValueError where preferences are not all known.
    """
    if not conflict.complete:
        raise ValueError("limited-move stability needs fully known preferences")
    moves = (relations or Relations.of(conflict)).moves
    levels = conflict.levels
    makers = range(len(moves))
    ends = tuple(
        np.eye(len(conflict.states), dtype=bool) for _ in makers
    )  # (states, where it may end) by who moves first
    found: list[Bools] = []
    seen = {_key(ends): 0}
    first: int | None = None
    while len(found) < max(horizon, FARTHEST):
        told = [_look(moves[d], levels[d], [ends[j] for j in makers if j != d]) for d in makers]
        found.append(np.stack([stays for stays, _ in told]))
        ends = tuple(where for _, where in told)
        if first is None and _key(ends) in seen:
            first = seen[_key(ends)]  # from here on the horizons repeat
            period = found[first:]
        seen[_key(ends)] = len(found)
        if first is not None and len(found) >= horizon:
            break
    non_myopic = np.logical_and.reduce(period) if first is not None else None
    return Foresight(tuple(found[:horizon]), non_myopic)


def _look(moves: Bools, level: Ints, answers: Sequence[Bools]) -> tuple[Bools, Bools]:
    """(states,) where the mover stays; (states, states) where it may end from each.

    ``answers``: for each other, where it may end once that one has the move.
    """
    if answers:
        after = np.logical_or.reduce(answers)
        worst = np.where(after, level[None], FAR).min(axis=1)
    else:
        after, worst = np.eye(len(level), dtype=bool), level
    reckoned = np.where(moves, worst[None], -FAR)
    best = reckoned.max(axis=1)
    stays = best <= level
    chosen = moves & (reckoned == best[:, None]) & ~stays[:, None]
    return stays, some(chosen, after) | (np.eye(len(level), dtype=bool) & stays[:, None])


def _key(ends: Sequence[Bools]) -> bytes:
    return b"".join(np.packbits(e).tobytes() for e in ends)
