"""Agreements of some without the others: how many there are, what the others lose by them, and what bringing one in would take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from pourparler.monitor import Monitor
from pourparler.settlement.acceptability import Judges, PartyJudge
from pourparler.settlement.blocking import Feasibility, PositionSet, cheapest, members
from pourparler.settlement.commitment_strength import Firmness
from pourparler.settlement.counting import STATES
from pourparler.settlement.counts import Count, middle
from pourparler.settlement.estimation import measure
from pourparler.settlement.zopa import lost_to

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
    feasible, firmness = Feasibility(judges.rules), Firmness.of(judges.negotiation)
    found = []
    for done, group in enumerate(looked_at):
        if not monitor.step(done, len(looked_at)):
            break
        if size := _size(judges, group, monitor):
            found.append(_group(judges, group, size, feasible, firmness, monitor))
    return tuple(sorted(found, key=lambda g: (-len(g.parties), -middle(g.size))))


def group_of(judges: Judges, parties: Sequence[str], monitor: Monitor = Monitor()) -> Group:
    """One group, whether it has a settlement or not."""
    size = _size(judges, parties, monitor)
    return _group(judges, parties, size, Feasibility(judges.rules), Firmness.of(judges.negotiation), monitor)


def _size(judges: Judges, group: Sequence[str], monitor: Monitor) -> Count:
    return measure(judges.diagram(group), judges.needs(group), monitor=monitor)


def _group(
    judges: Judges, parties: Sequence[str], size: Count, feasible: Feasibility, firmness: Firmness, monitor: Monitor
) -> Group:
    outside = [j for j in judges if j.party not in parties]
    return Group(
        tuple(parties), size, tuple(_outsider(judges, parties, j, feasible, firmness, monitor) for j in outside)
    )


def _outsider(
    judges: Judges,
    group: Sequence[str],
    outsider: PartyJudge,
    feasible: Feasibility,
    firmness: Firmness,
    monitor: Monitor,
) -> Outsider:
    name, mine = outsider.party, outsider.verdicts
    accepts: Count = 0
    if mine:
        accepts = measure(judges.diagram([*group, name]), [*judges.needs(group), mine.sure], monitor=monitor)
    held = judges.rules.places_of([*group, name])
    price: tuple[PositionSet, ...] = ((),)
    if feasible.core(held) is not None:
        smallest = cheapest(feasible, held, [])
        least = min(map(len, smallest), default=0)
        sets = [members(judges.rules, s) for s in smallest if len(s) == least]
        price = tuple(sorted(sets, key=firmness.rank))
    return Outsider(name, lost_to(judges, group, name, STATES, monitor), accepts, price)
