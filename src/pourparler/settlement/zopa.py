"""The zone of possible agreement: the settlements that no party necessarily refuses.

Up to ``FULL_LIMIT`` settlements each is judged by the full definition. Beyond, the sizes are exact counts of the settlements
that break no hard position and no linkage (an upper bound of the zone, said so by ``basis``), and the linear program judges
those settlements that are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from pourparler.model import Negotiation
from pourparler.settlement.acceptability import Acceptance, Judgement, PartyJudge
from pourparler.settlement.hard import HardRules, Rule

FULL_LIMIT = 10_000
"""The most settlements that are judged one by one."""

LOOKED_AT = 300
"""How many settlements are judged to find examples where the space is too large to judge all."""

EXAMPLES = 12
"""How many settlements a result spells out."""


class Basis(StrEnum):
    """What the sizes count."""

    FULL = "full definition"
    HARD = "hard positions and linkages"


@dataclass(frozen=True, slots=True)
class Judged:
    """One settlement and what each party says to it."""

    settlement: Mapping[str, str]
    judgements: tuple[Judgement, ...]

    @property
    def agreed(self) -> bool:
        """Whether every party would accept."""
        return all(j.acceptance is Acceptance.ACCEPTABLE for j in self.judgements)


@dataclass(frozen=True, slots=True)
class Zopa:
    """The zone by who is counted. ``agreed`` counts what everybody necessarily accepts; None where only hard positions count."""

    basis: Basis
    settlements: int
    allowed: int
    size: int
    agreed: int | None
    without_party: Mapping[str, int]
    at_table: int
    lost_to_absent: Mapping[str, int]
    acceptability: Mapping[str, str] | None
    examples: tuple[Judged, ...]
    table_examples: tuple[Judged, ...]
    without_issue: Mapping[str, int]
    looked_at: int


def measure_zopa(negotiation: Negotiation, rules: HardRules, judges: Sequence[PartyJudge]) -> Zopa:
    """Measure the zone, by party left out and for the parties at the table, and pick examples."""
    full = negotiation.size <= FULL_LIMIT
    without_issue = {issue.id: rules.count(without_issue=k) for k, issue in enumerate(negotiation.issues)}
    if full:
        return _by_full_definition(negotiation, rules, judges, without_issue)
    return _by_hard_positions(negotiation, rules, judges, without_issue)


def _by_full_definition(
    negotiation: Negotiation, rules: HardRules, judges: Sequence[PartyJudge], without_issue: Mapping[str, int]
) -> Zopa:
    everything = list(product(*map(range, rules.space.sizes)))
    letters = {j.party: [j.acceptance(codes) for codes in everything] for j in judges}
    allowed = [not any(r.is_broken(codes) for r in rules.linkages) for codes in everything]

    def zone(parties: Sequence[str]) -> list[int]:
        columns = [letters[p] for p in parties]
        return [k for k, ok in enumerate(allowed) if ok and not any(c[k].refused for c in columns)]

    names = [j.party for j in judges]
    inside = zone(names)
    table = zone(negotiation.at_table)
    agreed = sum(all(letters[p][k] is Acceptance.ACCEPTABLE for p in names) for k in inside)

    def examples(zone: Sequence[int]) -> tuple[Judged, ...]:
        ranked = sorted(zone, key=lambda k: (_rank([letters[p][k] for p in names]), k))
        return _judge(rules, judges, (everything[k] for k in ranked[:EXAMPLES]))

    return Zopa(
        basis=Basis.FULL,
        settlements=len(everything),
        allowed=sum(allowed),
        size=len(inside),
        agreed=agreed,
        without_party={p: len(zone([q for q in names if q != p])) for p in names},
        at_table=len(table),
        lost_to_absent={p: sum(letters[p][k].refused for k in table) for p in negotiation.absent},
        acceptability={p: "".join(letters[p]) for p in names},
        examples=examples(inside),
        table_examples=examples(table),
        without_issue=without_issue,
        looked_at=len(everything),
    )


def _by_hard_positions(
    negotiation: Negotiation, rules: HardRules, judges: Sequence[PartyJudge], without_issue: Mapping[str, int]
) -> Zopa:
    names = [j.party for j in judges]
    table_rules = rules.held_by(negotiation.at_table)
    at_table = rules.count(table_rules)
    inside = list(_unbroken(rules, rules.positions, LOOKED_AT))
    at_the_table = list(_unbroken(rules, table_rules, LOOKED_AT))

    def pick(found: Sequence[tuple[int, ...]], counted: Callable[[Judgement], bool]) -> tuple[Judged, ...]:
        judged = _judge(rules, judges, found)
        kept = [g for g in judged if not any(j.acceptance.refused for j in g.judgements if counted(j))]
        return tuple(sorted(kept, key=lambda g: _rank([j.acceptance for j in g.judgements]))[:EXAMPLES])

    return Zopa(
        basis=Basis.HARD,
        settlements=negotiation.size,
        allowed=rules.count(()),
        size=rules.count(),
        agreed=None,
        without_party={p: rules.count(rules.held_by(q for q in names if q != p)) for p in names},
        at_table=at_table,
        lost_to_absent={p: at_table - rules.count((*table_rules, *rules.held_by([p]))) for p in negotiation.absent},
        acceptability=None,
        examples=pick(inside, lambda j: True),
        table_examples=pick(at_the_table, lambda j: j.party in negotiation.at_table),
        without_issue=without_issue,
        looked_at=len(set(inside) | set(at_the_table)),
    )


def _rank(letters: Sequence[Acceptance]) -> tuple[int, int]:
    """Fewest refusals first, then fewest open answers."""
    return sum(a.refused for a in letters), sum(a is Acceptance.OPEN for a in letters)


def _judge(
    rules: HardRules,
    judges: Sequence[PartyJudge],
    chosen: Iterator[tuple[int, ...]] | Sequence[tuple[int, ...]],
) -> tuple[Judged, ...]:
    return tuple(Judged(rules.space.settlement(codes), tuple(j.judge(codes) for j in judges)) for codes in chosen)


def _unbroken(rules: HardRules, positions: Sequence[Rule], limit: int) -> Iterator[tuple[int, ...]]:
    """Settlements that break none of the positions and no linkage, spread over the space, at most ``limit``.

    Depth first; a rule is checked as soon as its last issue is chosen. The options of each issue are tried in an order that
    turns with the choices made before, so that the first ones found differ in every issue.
    """
    sizes = rules.space.sizes
    due: list[list[Rule]] = [[] for _ in sizes]
    for r in (*positions, *rules.linkages):
        due[r.scope[-1]].append(r)
    budget = 200_000
    found = 0
    stack: list[tuple[int, ...]] = [()]
    while stack and budget and found < limit:
        budget -= 1
        codes = stack.pop()
        depth = len(codes)
        if depth == len(sizes):
            found += 1
            yield codes
            continue
        turn = sum(codes) + found
        for step in range(sizes[depth]):
            longer = (*codes, (turn + step) % sizes[depth])
            padded = longer + (0,) * (len(sizes) - depth - 1)
            if not any(r.is_broken(padded) for r in due[depth]):
                stack.append(longer)
