"""Which changes of preference would make a wanted state an equilibrium, the smallest first; and how much an equilibrium bears.

Inverse analysis (Kinsara, Petersons, Hipel, Kilgour 2015, "Advanced decision support for the graph model for conflict resolution", Journal
of Decision Systems 24: 117-145). A state that its decision maker ranks higher has fewer improvements for it and is a worse outcome for it
less often, so that the least rise is found by halving, each decision maker by itself. Only simultaneous stability may be lost to a rise
of another's, who then spoils less: there rises are added until everybody stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

import numpy as np

from pourparler.model.conflict import Bools, Conflict, Ints, Order
from pourparler.stability.attitudes import Stable, sure, with_orders
from pourparler.stability.concepts import CONCEPTS, analyse, judge_one
from pourparler.stability.graph import Graph
from pourparler.stability.revisions import Revision, Swap, revisions, swaps

TOGETHER = 20
"""How many choices of changes are tried together."""


@dataclass(frozen=True)
class Rise:
    """A decision maker would have to rank the wanted state no lower than those at ``past`` (places), which it now prefers."""

    maker: int
    past: tuple[int, ...]
    levels: Ints
    """(states,) its ranking so changed."""


@dataclass(frozen=True)
class Wanted:
    """What it takes to make a state an equilibrium in the sense of ``concept``; nothing where it is one.

    ``statements``: for each decision maker that has to change, the single changes of one of its preference statements that do, the least
    first; None where one has no such change, or ranks states without statements.
    """

    concept: str
    rises: tuple[Rise, ...]
    statements: Mapping[int, tuple[Revision, ...]] | None = None

    @property
    def places(self) -> int:
        """Over all decision makers, how many states the wanted one has to pass."""
        return sum(len(r.past) for r in self.rises)


def inverse(conflict: Conflict, state: int) -> tuple[Wanted, ...]:
    """For every concept, the one that asks for least first. ``state``: a place in the conflict's states.

    With preferences partly unknown, rises are not told (there is no ranking), and statements are those that make the state surely stable.

    Raises TooManyError or PourparlerError as ``analyse`` and ``forms`` do.
    """
    now = sure(conflict)
    changes = {d: changed(conflict, d) for d in range(len(conflict.decision_makers))}
    found = []
    for concept in CONCEPTS:
        lacking = _lacking(now, concept, state)
        rises = _rises(conflict, concept, state, lacking) if conflict.complete else ()
        found.append(Wanted(concept, rises, _statements(concept, state, lacking, changes)))
    return tuple(sorted(found, key=lambda w: w.places))


def easiest(conflict: Conflict, states: Iterable[int]) -> dict[int, tuple[str, tuple[Revision, ...]]]:
    """For each of the states that single changes of preference statements, one for each decision maker that lacks stability, would make
    surely an equilibrium: in which sense, by which changes. Of the senses the one that asks the fewest decision makers to change.
    """
    now = sure(conflict)
    changes = {d: changed(conflict, d) for d in range(len(conflict.decision_makers))}
    found: dict[int, tuple[str, tuple[Revision, ...]]] = {}
    for state in states:
        ways = []
        for concept in CONCEPTS:
            lacking = _lacking(now, concept, state)
            if (told := _statements(concept, state, lacking, changes)) is not None:
                ways.append((len(lacking), sum(r[0].cost for r in told.values()), concept, told))
        for _, _, concept, told in sorted(ways, key=lambda way: way[:2]):
            if (together := _together(conflict, concept, state, told)) is not None:
                found[state] = (concept, together)
                break
    return found


def _together(
    conflict: Conflict, concept: str, state: int, told: Mapping[int, Sequence[Revision]]
) -> tuple[Revision, ...] | None:
    """The first choice of one change each that, made together, does it: each was judged with the others as they are."""
    for chosen in islice(product(*told.values()), TOGETHER):
        after = conflict
        for revision in chosen:
            after = revision.of(after)
        if sure(after)[concept][:, state].all():
            return chosen
    return None


def _lacking(now: Stable, concept: str, state: int) -> list[int]:
    return np.flatnonzero(~now[concept][:, state]).tolist()


def _rises(conflict: Conflict, concept: str, state: int, lacking: list[int]) -> tuple[Rise, ...]:
    rises: dict[int, Rise] = {}
    raised = conflict
    while lacking:
        for d in lacking:
            level, levels = conflict.levels[d], raised.levels[d].copy()
            levels[state] = _needed(raised, concept, state, d)
            past = (level > level[state]) & (level <= levels[state])
            rises[d] = Rise(d, tuple(np.flatnonzero(past).tolist()), levels)
        raised = with_rises(conflict, tuple(rises.values()))
        stable = analyse(raised).stable[concept]
        lacking = [d for d in range(len(stable)) if not stable[d, state]]
    return tuple(rises[d] for d in sorted(rises))


def _statements(
    concept: str, state: int, lacking: Iterable[int], changes: Mapping[int, Sequence[Changed]]
) -> dict[int, tuple[Revision, ...]] | None:
    found = {d: tuple(c.revision for c in changes[d] if c.stable[concept][state]) for d in lacking}
    return found if all(found.values()) else None


@dataclass(frozen=True)
class Changed:
    """A change of what one decision maker prefers, and for each concept (states,) where it would then be surely stable for it."""

    revision: Revision
    stable: Mapping[str, Bools]


def changed(conflict: Conflict, d: int) -> tuple[Changed, ...]:
    """All single changes of a preference statement of d. Raises TooManyError or PourparlerError as ``sure``."""
    made = revisions(conflict, d)
    return tuple(map(Changed, made, with_orders(conflict, d, (r.order for r in made))))


def _needed(conflict: Conflict, concept: str, state: int, d: int) -> int:
    """The least level at which d would have to rank the state, for which it is not stable, to make it so."""
    level = conflict.levels[d]
    above = np.unique(level[level > level[state]])
    return int(above[_first(len(above), lambda k: _stable_at(conflict, concept, state, d, int(above[k])))])


def _stable_at(conflict: Conflict, concept: str, state: int, d: int, level: int) -> bool:
    """Whether the state is stable for d where d ranks it at that level."""
    graph = Graph.of(conflict)
    levels = graph.levels.copy()
    levels[d, state] = level
    return bool(judge_one(replace(graph, levels=levels), d, [concept])[concept][state])


def _first(many: int, holds: Callable[[int], bool]) -> int:
    """The first of so many places from which on it holds; it holds at the last."""
    low, high = 0, many - 1
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def falls(conflict: Conflict, concept: str, state: int) -> dict[int, int | None]:
    """For each decision maker, past how many groups of states that it ranks alike the state may fall in its ranking and stay stable for it.

    None: it is stable for it however low. Of a complete conflict, for a state that is stable.
    """
    found: dict[int, int | None] = {}
    for d in range(len(conflict.decision_makers)):
        level = conflict.levels[d]
        below = np.unique(level[level < level[state]])[::-1]

        def breaks(k: int, d: int = d, below: Ints = below) -> bool:
            return not _stable_at(conflict, concept, state, d, int(below[k]) if k < len(below) else -1)

        found[d] = _first(len(below) + 1, breaks) if breaks(len(below)) else None
    return found


def undone_by(conflict: Conflict, concept: str) -> dict[int, tuple[Swap, ...]]:
    """For each equilibrium the exchanges of two neighbours in somebody's order after which it is none.

    Raises TooManyError or PourparlerError as ``analyse`` and ``forms`` do.
    """
    equilibria = np.flatnonzero(sure(conflict)[concept].all(axis=0)).tolist()
    found: dict[int, list[Swap]] = {s: [] for s in equilibria}
    for d in range(len(conflict.decision_makers)):
        for swap in swaps(conflict, d):
            still = np.asarray(sure(swap.of(conflict))[concept].all(axis=0))
            for s in equilibria:
                if not still[s]:
                    found[s].append(swap)
    return {s: tuple(r) for s, r in found.items()}


def with_rises(conflict: Conflict, rises: tuple[Rise, ...]) -> Conflict:
    """The conflict with rankings so changed."""
    for r in rises:
        conflict = conflict.with_order(r.maker, Order.by_level(r.levels))
    return conflict
