"""Simultaneous stability: whether others who improve at the same moment can spoil every improvement.

From a state each other decision maker has its own improvements; any choice of them (or none), joined with the focal one's move, makes a
state. To look at all choices costs the states times all combinations of moves. Most improvements are spoilt by one other alone, and the
worst that one other can bring about is a running least along its ranking; only what that leaves is looked at choice by choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pourparler.model.conflict import Bools, Direction, Ints
from pourparler.stability.graph import FAR, Graph, combinations
from pourparler.stability.paths import changes_from

CELLS = 2**20
"""Combinations of a state and moves looked at at once."""
FEW = (6, 12, 24, 48, FAR)
"""How many improvements of each other are tried together: a few first, then all."""

Short = NDArray[np.int32]


def simultaneous(graph: Graph, d: int) -> Bools:
    """(states,) stable for d."""
    changes = graph.changes(d)
    size = max(1, CELLS // len(changes))
    everywhere = np.arange(len(graph.states))
    tempting = np.concatenate(
        [
            changes_from(graph, d, everywhere[first : first + size], improving=True)[1]
            for first in range(0, len(everywhere), size)
        ]
    )
    others = [j for j in range(graph.decision_makers) if j != d and graph.own(j)]
    for j in others:
        _spoil(graph, d, j, tempting)
    if len(others) > 1:
        return _choice_by_choice(graph, d, others, changes, tempting)
    return np.asarray(~tempting.any(axis=1))


def _spoil(graph: Graph, d: int, j: int, tempting: Bools) -> None:
    """Take from ``tempting`` (states, changes of d) what an improvement of j alone, made at the same time, spoils."""
    mine, theirs = graph.changes(d), graph.changes(j)
    rest = combinations([k for k in range(graph.moves) if graph.owners[k] not in (d, j)])
    level = graph.spread(graph.levels[d], FAR).astype(np.int32)
    of_j = graph.spread(graph.levels[j], -FAR)
    place = graph.spread(np.arange(len(graph.states)), -1)
    one_way = [k for k in graph.own(j) if graph.directions[k] is not Direction.BOTH]
    pattern = theirs & sum(1 << k for k in one_way)
    size = max(1, CELLS // (len(mine) * len(theirs)))
    for first in range(0, len(rest), size):
        r = rest[first : first + size]
        levels: Short = level[r[:, None, None] | mine[None, :, None] | theirs[None, None, :]]
        for f, here in enumerate(mine):
            starts = r[:, None] | here | theirs[None, :]
            ranks = of_j[starts]
            worst = np.full(levels.shape, FAR, dtype=np.int32)
            for b in np.unique(pattern).tolist():
                inside = np.flatnonzero(pattern == b)
                may = np.array([graph.may(a, b, one_way) for a in pattern.tolist()])
                np.minimum(worst, _least_above(levels, ranks, inside, may), out=worst)
            rows, columns = np.nonzero(ranks > -FAR)
            spoilt = worst[rows, :, columns] <= levels[rows, f, columns][:, None]
            # The change from one combination of d's moves to another is, as a place in the list of changes, the exclusive or of both.
            tempting[place[starts[rows, columns]]] &= ~spoilt[:, np.arange(len(mine)) ^ f]


def _least_above(levels: Short, ranks: Ints, inside: Ints, may: Bools) -> Short:
    """(rest, d's, j's) the least of ``levels`` over those of j's combinations ``inside`` that j ranks above where it stands.

    ``FAR`` where there is none, or where j may not get there (``may``: (j's,)).
    """
    among = ranks[:, inside]
    order = np.argsort(-among, axis=1, kind="stable")
    running = np.minimum.accumulate(np.take_along_axis(levels[:, :, inside], order[:, None, :], axis=2), axis=2)
    apart = np.arange(len(ranks))[:, None] * (4 * FAR)
    ascending = np.sort(among, axis=1) + apart
    not_above = np.searchsorted(ascending.ravel(), (ranks + apart).ravel(), side="right").reshape(ranks.shape)
    above = (np.arange(len(ranks))[:, None] + 1) * len(inside) - not_above
    found = np.take_along_axis(running, np.maximum(above - 1, 0)[:, None, :], axis=2)
    found[np.broadcast_to((above == 0)[:, None, :] | ~may, found.shape)] = FAR
    return found


def _choice_by_choice(graph: Graph, d: int, others: list[int], changes: Ints, tempting: Bools) -> Bools:
    """Stable is a state all of whose improvements, those that no single other spoils, are spoilt by some choice of several.

    Of each state the first such improvement is looked at, then of those still stable the second, until one proves safe.
    """
    level = graph.spread(graph.levels[d], FAR).astype(np.int32)
    stable = np.ones(len(graph.states), dtype=bool)
    undecided = np.flatnonzero(tempting.any(axis=1))
    size = CELLS // max(1 << len(graph.own(j)) for j in others)
    for first in range(0, len(undecided), size):
        some = undecided[first : first + size]
        replies = [Replies.of(graph, j, some) for j in others]
        bar = graph.levels[d][some]
        left = np.arange(len(some))
        while len(left):
            move = tempting[some[left]].argmax(axis=1)
            tempting[some[left], move] = False
            ends = graph.states[some[left]] ^ changes[move]
            safe = np.arange(len(left))
            for most in FEW:  # a choice among few improvements of each spoils most moves
                safe = safe[~_spoilt(replies, left[safe], ends[safe], level, bar, most)]
            stable[some[left[safe]]] = False
            left = left[stable[some[left]] & tempting[some[left]].any(axis=1)]
    return stable


@dataclass(frozen=True)
class Replies:
    """The improvements of one decision maker from some states, none among them: one list, where each state's begin, how many."""

    changes: Ints
    starts: Ints
    counts: Ints

    @classmethod
    def of(cls, graph: Graph, j: int, places: Ints) -> Replies:
        """From the states at these places."""
        changes, good = changes_from(graph, j, places, improving=True)
        good[:, 0] = True  # or stay
        counts = good.sum(axis=1)
        return cls(changes[np.nonzero(good)[1]], counts.cumsum() - counts, counts)


def _spoilt(replies: Sequence[Replies], state: Ints, ends: Ints, level: Short, bar: Ints, most: int) -> Bools:
    """(moves,) whether some choice of the others' improvements, among the first ``most`` of each, spoils it.

    Args:
        replies: of each other.
        state: (moves,) the place of the state in ``replies`` in which each move is made.
        ends: (moves,) where it ends if nobody else moves.
        level: over all combinations, how high the focal one ranks them.
        bar: (states,) how high it ranks the state itself.
        most: of each other so many improvements.
    """
    spoilt = np.zeros(len(state), dtype=bool)
    counts = [np.minimum(r.counts[state], most + 1) for r in replies]
    for rows in _groups(np.prod(counts, axis=0)):
        targets = ends[rows]
        for reply, count in zip(replies, counts, strict=True):
            times = count[rows]
            nth = np.arange(times.sum()) - np.repeat(times.cumsum() - times, times)
            change = reply.changes[np.repeat(reply.starts[state[rows]], times) + nth]
            rows, targets = np.repeat(rows, times), np.repeat(targets, times) ^ change
        spoilt[rows[level[targets] <= bar[state[rows]]]] = True
    return spoilt


def _groups(sizes: Ints) -> Iterator[Ints]:
    """Places one after the other, in groups whose sizes come to about ``CELLS``."""
    group = sizes.cumsum() // CELLS
    for g in np.unique(group):
        yield np.flatnonzero(group == g)
