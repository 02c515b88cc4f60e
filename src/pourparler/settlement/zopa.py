"""The zone of possible agreement: the settlements that no party necessarily refuses.

A small space is judged settlement by settlement. A large one is counted: exactly where equal partial results are few enough, else by an
estimate whose 95 % interval is kept. A party whose positions need the linear program (packages, numbers for some options only) is in a
large space counted by its hard positions alone, and named in ``only_hard``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from pourparler.errors import TooManyError
from pourparler.model import Negotiation
from pourparler.settlement.acceptability import Acceptance, Judgement, Letters, PartyJudge
from pourparler.settlement.counting import count
from pourparler.settlement.estimation import draw_evenly, estimate
from pourparler.settlement.hard_constraints import Codes, HardRules, broken
from pourparler.settlement.value_thresholds import Bools, Need

FULL_LIMIT = 10_000
"""The most settlements that are judged one by one where a linear program is needed."""

CLOSED_LIMIT = 200_000
"""The same where orders or complete numbers are all there is."""

STATES = 300_000
"""How many different partial results are kept before a count gives way to an estimate."""

LOOKED_AT = 2_000
"""How many settlements are drawn from a counted zone to find examples."""

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
    """The zone by who is counted. ``agreed`` counts what everybody necessarily accepts; None where only hard positions count.

    ``only_hard``: parties counted by their hard positions alone. ``intervals``: the 95 % interval of each size that is an estimate, by
    ``size``, ``agreed``, ``at table``, ``without PARTY``. ``acceptability``: a letter a settlement for each party, where all were judged.
    """

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
    only_hard: tuple[str, ...] = ()
    intervals: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def measure_zopa(
    negotiation: Negotiation,
    rules: HardRules,
    judges: Sequence[PartyJudge],
    go_on: Callable[[], bool] = lambda: True,
) -> Zopa:
    """Measure the zone, by party left out and for the parties at the table, and pick examples."""
    without_issue = {issue.id: rules.count(without_issue=k) for k, issue in enumerate(negotiation.issues)}
    if few_enough(negotiation, judges):
        return _by_judging(negotiation, rules, judges, without_issue)
    return _by_counting(negotiation, rules, judges, without_issue, go_on)


def few_enough(negotiation: Negotiation, judges: Sequence[PartyJudge]) -> bool:
    """Whether the settlements are judged one by one."""
    return negotiation.size <= (CLOSED_LIMIT if all(j.verdicts for j in judges) else FULL_LIMIT)


def _by_judging(
    negotiation: Negotiation, rules: HardRules, judges: Sequence[PartyJudge], without_issue: Mapping[str, int]
) -> Zopa:
    everything = rules.space.everything()
    letters = {j.party: j.letters(everything) for j in judges}
    refuses = {p: (row == "R") | (row == "U") for p, row in letters.items()}
    allowed = ~broken(rules.linkages, everything)

    def zone(parties: Iterable[str]) -> Bools:
        inside = allowed.copy()
        for p in parties:
            inside &= ~refuses[p]
        return inside

    names = [j.party for j in judges]
    inside, table = zone(names), zone(negotiation.at_table)
    accepted = inside.copy()
    for p in names:
        accepted &= letters[p] == "A"

    def examples(zone: Bools) -> tuple[Judged, ...]:
        places = np.flatnonzero(zone)
        return _nearest(rules, judges, everything[places], {p: row[places] for p, row in letters.items()})

    return Zopa(
        basis=Basis.FULL,
        settlements=len(everything),
        allowed=int(allowed.sum()),
        size=int(inside.sum()),
        agreed=int(accepted.sum()),
        without_party={p: int(zone(q for q in names if q != p).sum()) for p in names},
        at_table=int(table.sum()),
        lost_to_absent={p: int((table & refuses[p]).sum()) for p in negotiation.absent},
        acceptability={p: "".join(row) for p, row in letters.items()},
        examples=examples(inside),
        table_examples=examples(table),
        without_issue=without_issue,
        looked_at=len(everything),
    )


def _by_counting(
    negotiation: Negotiation,
    rules: HardRules,
    judges: Sequence[PartyJudge],
    without_issue: Mapping[str, int],
    go_on: Callable[[], bool],
) -> Zopa:
    names = [j.party for j in judges]
    intervals: dict[str, tuple[float, float]] = {}

    def needs(parties: Iterable[str]) -> list[Need]:
        wanted = set(parties)
        return [j.verdicts.possible for j in judges if j.party in wanted and j.verdicts]

    def size(what: str, parties: Sequence[str], needed: Sequence[Need]) -> int:
        diagram = rules.diagram(rules.held_by(parties))
        try:
            return count(diagram, needed, STATES)
        except TooManyError:
            found = estimate(diagram, needed, go_on=go_on)
            intervals[what] = (found.low, found.high)
            return round(found.count)

    def zone(what: str, parties: Sequence[str]) -> int:
        return size(what, parties, needs(parties))

    at_table = zone("at table", negotiation.at_table)
    only_hard = tuple(j.party for j in judges if not j.verdicts and not j.contradicted)
    sure = [j.verdicts.sure for j in judges if j.verdicts]
    agreed = size("agreed", names, sure) if len(sure) == len(judges) else None

    def examples(parties: Sequence[str]) -> tuple[Judged, ...]:
        diagram = rules.diagram(rules.held_by(parties))
        chosen = [sure, needs(parties)] if agreed else [needs(parties)]
        for needed in chosen:
            try:
                drawn = np.unique(draw_evenly(diagram, needed, LOOKED_AT, draws=10 * LOOKED_AT), axis=0)
            except TooManyError:
                continue
            letters = {j.party: j.letters(drawn) for j in judges if j.verdicts}
            return _nearest(rules, judges, drawn, letters)
        return ()

    return Zopa(
        basis=Basis.HARD if only_hard else Basis.FULL,
        settlements=negotiation.size,
        allowed=rules.count(()),
        size=zone("size", names),
        agreed=agreed,
        without_party={p: zone(f"without {p}", [q for q in names if q != p]) for p in names},
        at_table=at_table,
        lost_to_absent={
            p: max(at_table - zone(f"with {p}", [*negotiation.at_table, p]), 0) for p in negotiation.absent
        },
        acceptability=None,
        examples=examples(names),
        table_examples=examples(negotiation.at_table),
        without_issue=without_issue,
        looked_at=LOOKED_AT,
        only_hard=only_hard,
        intervals=intervals,
    )


def _nearest(
    rules: HardRules,
    judges: Sequence[PartyJudge],
    codes: Codes,
    letters: Mapping[str, Letters],
) -> tuple[Judged, ...]:
    """Those nearest to agreement: fewest refusals first, then fewest open answers."""
    refusals = sum(((row == "R") | (row == "U") for row in letters.values()), np.zeros(len(codes), dtype=int))
    unknown = sum(((row == "O") for row in letters.values()), np.zeros(len(codes), dtype=int))
    chosen = np.lexsort((np.arange(len(codes)), unknown, refusals))[:EXAMPLES]
    return tuple(
        Judged(rules.space.settlement(row), tuple(j.judge(row) for j in judges)) for row in codes[chosen].tolist()
    )
