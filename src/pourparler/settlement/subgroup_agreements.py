"""Agreements of some without the others: how many there are, what the others lose by them, and what bringing one in would take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from pourparler.monitor import Monitor
from pourparler.settlement.acceptability import Acceptance, Judges, refused
from pourparler.settlement.blocking import Feasibility, PositionSet, cheapest, members
from pourparler.settlement.commitment_strength import Firmness
from pourparler.settlement.counting import STATES
from pourparler.settlement.counts import Count, middle
from pourparler.settlement.estimation import measure
from pourparler.settlement.hard_constraints import broken
from pourparler.settlement.value_thresholds import Bools
from pourparler.settlement.zopa import few_enough, lost_to

ALL_GROUPS = 6
"""Up to this many parties every group of two or more is looked at; beyond, those with one party left out and those at the table."""


@dataclass(frozen=True, slots=True)
class Outsider:
    """What the agreements of a group mean to a party outside: of ``size`` settlements it surely refuses and surely accepts so many.

    ``price``: the smallest sets of hard positions, its own or the group's, that would have to go so that a settlement with the party breaks
    none; one empty set where none has to.
    """

    party: str
    refuses: Count
    accepts: Count
    price: tuple[PositionSet, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Parties that might settle among themselves; ``size``: how many settlements none of them necessarily refuses."""

    parties: tuple[str, ...]
    size: Count
    outsiders: tuple[Outsider, ...]


def find_groups(judges: Judges, monitor: Monitor = Monitor()) -> tuple[Group, ...]:
    """The groups that have a settlement without the others, the largest first, then by how many settlements they have."""
    names, table = judges.parties, judges.negotiation.at_table
    if len(names) <= ALL_GROUPS:
        groups = [g for size in range(len(names) - 1, 1, -1) for g in combinations(names, size)]
    else:
        groups = [tuple(n for n in names if n != left_out) for left_out in names]
        if 1 < len(table) < len(names):
            groups.append(table)
    looked_at = list(dict.fromkeys(groups))
    sizes = _sizes(judges, monitor)
    feasible, firmness = Feasibility(judges.rules), Firmness.of(judges.negotiation)
    found = []
    for done, group in enumerate(looked_at):
        if not monitor.step(done, len(looked_at)):
            break
        if sizes.agreed(group):
            found.append(_group(judges, group, sizes, feasible, firmness))
    return tuple(sorted(found, key=lambda g: (-len(g.parties), -middle(g.size))))


def group_of(judges: Judges, parties: Sequence[str], monitor: Monitor = Monitor()) -> Group:
    """One group, whether it has a settlement or not."""
    sizes = _sizes(judges, monitor)
    return _group(judges, parties, sizes, Feasibility(judges.rules), Firmness.of(judges.negotiation))


class _Sizes(Protocol):
    """How many settlements a group agrees on, and what somebody outside says to them."""

    def agreed(self, group: Sequence[str]) -> Count:
        """Settlements that nobody in the group refuses."""

    def refused(self, group: Sequence[str], name: str) -> Count:
        """Those of them that the outsider refuses."""

    def accepted(self, group: Sequence[str], name: str) -> Count:
        """Those of them that it surely accepts."""


def _sizes(judges: Judges, monitor: Monitor) -> _Sizes:
    """As the zone of all is measured, so that the two agree: by judging where settlements are few enough, else by counting."""
    return _Judged(judges) if few_enough(judges) else _Counted(judges, monitor)


class _Judged:
    """Every settlement judged by everything that is known."""

    def __init__(self, judges: Judges) -> None:
        everything = judges.rules.space.everything()
        answers = {j.party: j.answers(everything) for j in judges}
        self._allowed = ~broken(judges.rules.linkages, everything)
        self._refuses = {p: refused(row) for p, row in answers.items()}
        self._accepts = {p: row == Acceptance.ACCEPTABLE for p, row in answers.items()}

    def _zone(self, group: Sequence[str]) -> Bools:
        inside = self._allowed.copy()
        for name in group:
            inside &= ~self._refuses[name]
        return inside

    def agreed(self, group: Sequence[str]) -> Count:
        return int(self._zone(group).sum())

    def refused(self, group: Sequence[str], name: str) -> Count:
        return int((self._zone(group) & self._refuses[name]).sum())

    def accepted(self, group: Sequence[str], name: str) -> Count:
        return int((self._zone(group) & self._accepts[name]).sum())


class _Counted:
    """Too many to be judged: of a party whose positions need the linear program, hard positions alone count."""

    def __init__(self, judges: Judges, monitor: Monitor) -> None:
        self._judges, self._monitor = judges, monitor

    def agreed(self, group: Sequence[str]) -> Count:
        return measure(self._judges.diagram(group), self._judges.needs(group), monitor=self._monitor)

    def refused(self, group: Sequence[str], name: str) -> Count:
        return lost_to(self._judges, group, name, STATES, self._monitor)

    def accepted(self, group: Sequence[str], name: str) -> Count:
        (mine,) = (j.verdicts for j in self._judges if j.party == name)
        if not mine:
            return 0
        needs = [*self._judges.needs(group), mine.sure]
        return measure(self._judges.diagram([*group, name]), needs, monitor=self._monitor)


def _group(judges: Judges, parties: Sequence[str], sizes: _Sizes, feasible: Feasibility, firmness: Firmness) -> Group:
    outside = [j.party for j in judges if j.party not in parties]
    told = tuple(_outsider(judges, parties, name, sizes, feasible, firmness) for name in outside)
    return Group(tuple(parties), sizes.agreed(parties), told)


def _outsider(
    judges: Judges, group: Sequence[str], name: str, sizes: _Sizes, feasible: Feasibility, firmness: Firmness
) -> Outsider:
    held = judges.rules.places_of([*group, name])
    price: tuple[PositionSet, ...] = ((),)
    if feasible.core(held) is not None:
        smallest = cheapest(feasible, held, [])
        least = min(map(len, smallest), default=0)
        sets = [members(judges.rules, s) for s in smallest if len(s) == least]
        price = tuple(sorted(sets, key=firmness.rank))
    return Outsider(name, sizes.refused(group, name), sizes.accepted(group, name), price)
