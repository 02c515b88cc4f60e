"""Which positions stand in the way together, and which have to give way.

A blocking set is a minimal set of hard positions that no settlement satisfies together; a concession set is a minimal set whose
withdrawal leaves a settlement. Both families are found together, each new set by asking a SAT solver for what the sets found so far leave
open (MARCO: Liffiton, Previti, Malik, Marques-Silva 2016, "Fast, flexible MUS enumeration", Constraints 21: 223-250); the first is the
family of minimal hitting sets of the second and the other way round (Reiter 1987, Artificial Intelligence 32: 57-95, theorem 4.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod

import numpy as np
import pycryptosat
from numpy.typing import NDArray

from pourparler.model import Position
from pourparler.monitor import Monitor
from pourparler.settlement.commitment_strength import Firmness
from pourparler.settlement.hard_constraints import HardRules

PositionSet = tuple[Position, ...]
Row = NDArray[np.float64]
Places = frozenset[int]
"""Places in ``HardRules.positions``."""

MOST = 1_000
"""The most sets of one kind that are looked for in a group of positions that hang together."""
WAYS = 12_000
"""The most concession sets that are looked for in such a group on the way to the blocking sets."""
JOINED = 3_000
"""The most concession sets that are put together from the groups."""
CHEAPEST = 12
"""How many concession sets are found where not all can be: the smallest."""


@dataclass(frozen=True, slots=True)
class Blocking:
    """All minimal blocking sets and concession sets, the smallest first, then those whose positions were stated less firmly.

    ``concessions`` is None where there are more than can be listed; ``concession_parts`` then still says, for each group of positions
    that share no issue with the others, what has to give way there: one choice from every part. ``complete`` is False where blocking
    sets are missing, too; the parts then hold the smallest concession sets of their group.
    """

    blocking_sets: tuple[PositionSet, ...]
    concession_parts: tuple[tuple[PositionSet, ...], ...]
    concessions: tuple[PositionSet, ...] | None
    linkages_alone_block: bool = False
    complete: bool = True


def members(rules: HardRules, places: Places) -> PositionSet:
    """The positions at these places, in the order of the dossier."""
    return tuple(p for k in sorted(places) if isinstance(p := rules.positions[k].source, Position))


class Feasibility:
    """Whether some settlement satisfies all linkages and given hard positions; the solver keeps what it learns."""

    def __init__(self, rules: HardRules) -> None:
        self._solver = pycryptosat.Solver(threads=1)
        first, number = [], 1
        for size in rules.space.sizes:
            first.append(number)
            number += size
        self._first, self._sizes, self._selector = first, rules.space.sizes, number
        for begin, size in zip(first, rules.space.sizes, strict=True):
            self._solver.add_clause(list(range(begin, begin + size)))
            for a, b in combinations(range(begin, begin + size), 2):
                self._solver.add_clause([-a, -b])
        for r in rules.linkages:
            for c in r.clauses:
                self._add([], c)
        for k, r in enumerate(rules.positions):
            for c in r.clauses:
                self._add([-(number + k)], c)

    def _add(self, unless: list[int], parts: Iterable[tuple[int, tuple[bool, ...]]]) -> None:
        others = [self._first[i] + o for i, options in parts for o, meant in enumerate(options) if not meant]
        self._solver.add_clause(unless + others)

    def settlement(self, chosen: Iterable[int]) -> tuple[int, ...] | None:
        """Option numbers of a settlement that satisfies these positions; None where there is none."""
        found, model = self._solver.solve([self._selector + k for k in chosen])
        if not found:
            return None
        return tuple(next(o for o in range(n) if model[f + o]) for f, n in zip(self._first, self._sizes, strict=True))

    def core(self, chosen: Iterable[int]) -> Places | None:
        """Some of these positions that no settlement satisfies together; None where one satisfies them all."""
        found, _ = self._solver.solve([self._selector + k for k in chosen])
        return None if found else frozenset(abs(x) - self._selector for x in self._solver.get_conflict())

    def shrink(self, blocked: Places) -> Places:
        """A minimal blocking set among them."""
        kept = blocked
        for k in sorted(blocked):
            if k in kept and (smaller := self.core(kept - {k})) is not None:
                kept = smaller
        return kept


def explore(
    feasible: Feasibility, group: Sequence[int], most: int, monitor: Monitor
) -> tuple[list[Places], list[Places], bool]:
    """Minimal blocking sets and minimal concession sets of these positions, and whether they are all."""
    place = {k: j for j, k in enumerate(group, start=1)}
    unexplored = pycryptosat.Solver(threads=1)
    unexplored.add_clause([*place.values(), len(place) + 1])  # so that every variable is known to it
    blocking: list[Places] = []
    concessions: list[Places] = []
    containing: dict[int, list[Places]] = {k: [] for k in group}
    while monitor.step(len(blocking) + len(concessions)) and len(blocking) < most and len(concessions) < WAYS:
        found, model = unexplored.solve()
        if not found:
            return blocking, concessions, True
        chosen = {k for k, j in place.items() if model[j]}
        for k, j in place.items():
            # Adding a position leaves the unexplored only where that completes a blocking set.
            if not model[j] and not any(s - chosen == {k} for s in containing[k]):
                chosen.add(k)
        core = feasible.core(chosen)
        if core is None:
            # Nothing that is still unexplored holds more: what is left out is a minimal concession set.
            left = frozenset(group) - chosen
            concessions.append(left)
            if not left:
                return blocking, concessions, True
            unexplored.add_clause([place[k] for k in left])
        else:
            smallest = feasible.shrink(core)
            blocking.append(smallest)
            for k in smallest:
                containing[k].append(smallest)
            unexplored.add_clause([-place[k] for k in smallest])
    return blocking, concessions, not unexplored.solve()[0]


def cheapest(feasible: Feasibility, group: Sequence[int], known: Sequence[Places]) -> list[Places]:
    """The smallest concession sets, smallest first: hit every blocking set known, ask for one that is missed, and again.

    Implicit hitting sets (Davies, Bacchus 2011, "Solving MAXSAT by solving a sequence of simpler SAT instances", CP 2011).
    """
    place = {k: j for j, k in enumerate(group)}

    def row(members: Places) -> Row:
        line = np.zeros(len(place))
        line[[place[k] for k in members]] = 1
        return line

    rows, least, most = [row(s) for s in known], [1.0] * len(known), [np.inf] * len(known)
    found: list[Places] = []
    while len(found) < CHEAPEST:
        from scipy.optimize import LinearConstraint, milp  # slow to load: only who has many blocking sets pays for it

        limits = [LinearConstraint(np.array(rows), least, most)] if rows else []
        solved = milp(np.ones(len(place)), integrality=np.ones(len(place)), bounds=(0, 1), constraints=limits)
        if solved.x is None:
            break
        hit = frozenset(k for k, j in place.items() if solved.x[j] > 0.5)
        rest = frozenset(group) - hit
        missed = feasible.core(rest)
        if missed is not None:
            while missed is not None:  # all that share no position with one another, so that few programs are solved
                rest -= (smallest := feasible.shrink(missed))
                rows.append(row(smallest))
                least.append(1.0)
                most.append(np.inf)
                missed = feasible.core(rest)
            continue
        found.append(hit)
        rows.append(row(hit))
        least.append(0.0)
        most.append(len(hit) - 1.0)
    return found


def find_blocking(rules: HardRules, firmness: Firmness, *, most: int = MOST, monitor: Monitor = Monitor()) -> Blocking:
    """All minimal blocking and concession sets of the hard positions under the linkages.

    At most ``most`` of each kind in each group of positions that share no issue with others. ``monitor`` is asked between sets and ends the
    search with what was found. ``firmness``: by which sets of one size are put in order.
    """
    feasible = Feasibility(rules)
    if feasible.settlement(()) is None:
        return Blocking(((),), (), (), linkages_alone_block=True)

    def worded(sets: Iterable[Places]) -> tuple[PositionSet, ...]:
        return tuple(sorted((members(rules, s) for s in sets), key=firmness.rank))

    parts: list[tuple[PositionSet, ...]] = []
    pieces: list[list[Places]] = []
    blocking: list[Places] = []
    complete = True
    for group in rules.components():
        if feasible.core(group) is None:
            continue
        found, giving_way, whole = explore(feasible, group, most, monitor)
        if not whole:
            giving_way = cheapest(feasible, group, found)
        complete &= whole
        blocking += found
        pieces.append(giving_way)
        parts.append(worded(giving_way))
    sets = worded(blocking)
    if not complete or prod(map(len, pieces)) > JOINED:
        return Blocking(sets, tuple(parts), None, complete=complete)
    joined = [frozenset().union(*choice) for choice in product(*pieces)]
    return Blocking(sets, tuple(parts), worded(joined))
