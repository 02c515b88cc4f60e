"""Agreements of some without the others: how many there are, what the others lose by them, and what bringing one in would take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from pourparler.errors import TooManyError
from pourparler.model import Negotiation
from pourparler.settlement.acceptability import PartyJudge
from pourparler.settlement.blocking import Feasibility, PositionSet, cheapest, members
from pourparler.settlement.commitment_strength import Firmness
from pourparler.settlement.counting import count
from pourparler.settlement.estimation import estimate
from pourparler.settlement.hard_constraints import HardRules
from pourparler.settlement.value_thresholds import Need

ALL_GROUPS = 6
"""Up to this many parties every group of two or more is looked at; beyond, those with one party left out and those at the table."""


@dataclass(frozen=True, slots=True)
class Outsider:
    """What the agreements of a group mean to a party outside: of ``size`` settlements it surely refuses and surely accepts so many.

    ``price``: the smallest sets of hard positions, its own or the group's, that would have to go so that a settlement with the party breaks
    none; one empty set where none has to.
    """

    party: str
    refuses: int
    accepts: int
    price: tuple[PositionSet, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Parties that might settle among themselves; ``size``: how many settlements none of them necessarily refuses."""

    parties: tuple[str, ...]
    size: int
    outsiders: tuple[Outsider, ...]


def find_groups(
    negotiation: Negotiation,
    rules: HardRules,
    judges: Sequence[PartyJudge],
    go_on: Callable[[], bool] = lambda: True,
) -> tuple[Group, ...]:
    """The groups that have a settlement without the others, the largest first, then by how many settlements they have."""
    names = [p.name for p in negotiation.parties]
    if len(names) <= ALL_GROUPS:
        groups = [g for size in range(len(names) - 1, 1, -1) for g in combinations(names, size)]
    else:
        groups = [tuple(n for n in names if n != left_out) for left_out in names]
        if 1 < len(negotiation.at_table) < len(names):
            groups.append(negotiation.at_table)
    feasible, firmness = Feasibility(rules), Firmness.of(negotiation)
    found = []
    for group in dict.fromkeys(groups):
        if not go_on():
            break
        size = _size(rules, judges, group)
        if size:
            found.append(_group(rules, judges, group, size, feasible, firmness))
    return tuple(sorted(found, key=lambda g: (-len(g.parties), -g.size)))


def group_of(negotiation: Negotiation, rules: HardRules, judges: Sequence[PartyJudge], parties: Sequence[str]) -> Group:
    """One group, whether it has a settlement or not."""
    size = _size(rules, judges, parties)
    return _group(rules, judges, parties, size, Feasibility(rules), Firmness.of(negotiation))


def _group(
    rules: HardRules,
    judges: Sequence[PartyJudge],
    parties: Sequence[str],
    size: int,
    feasible: Feasibility,
    firmness: Firmness,
) -> Group:
    outside = [j for j in judges if j.party not in parties]
    return Group(
        tuple(parties), size, tuple(_outsider(rules, judges, parties, size, j, feasible, firmness) for j in outside)
    )


def _size(
    rules: HardRules,
    judges: Sequence[PartyJudge],
    group: Sequence[str],
    held_too: Sequence[str] = (),
    also: Sequence[Need] = (),
) -> int:
    diagram = rules.diagram(rules.held_by([*group, *held_too]))
    needs = [j.verdicts.possible for j in judges if j.party in group and j.verdicts]
    try:
        return count(diagram, [*needs, *also])
    except TooManyError:
        return round(estimate(diagram, [*needs, *also]).count)


def _outsider(
    rules: HardRules,
    judges: Sequence[PartyJudge],
    group: Sequence[str],
    size: int,
    outsider: PartyJudge,
    feasible: Feasibility,
    firmness: Firmness,
) -> Outsider:
    name, mine = outsider.party, outsider.verdicts
    with_it = _size(rules, judges, group, [name], [mine.possible] if mine else [])
    accepts = _size(rules, judges, group, [name], [mine.sure]) if mine else 0
    held = rules.places_of([*group, name])
    price: tuple[PositionSet, ...] = ((),)
    if feasible.core(held) is not None:
        smallest = cheapest(feasible, held, [])
        least = min(map(len, smallest), default=0)
        sets = [members(rules, s) for s in smallest if len(s) == least]
        price = tuple(sorted(sets, key=firmness.rank))
    return Outsider(name, size - with_it, accepts, price)
