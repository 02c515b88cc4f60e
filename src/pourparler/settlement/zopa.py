"""The zone of possible agreement: the settlements that no party necessarily refuses.

A small space is judged settlement by settlement. A large one is counted: exactly where equal partial results are few enough, else by an
estimate whose 95 % interval is kept. A party whose positions need the linear program (packages, numbers for some options only) is in a
large space counted by its hard positions alone, and named in ``only_hard``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from pourparler.errors import TooManyError
from pourparler.monitor import Monitor
from pourparler.settlement.acceptability import Acceptance, Answers, Judged, Judges, refused
from pourparler.settlement.counts import Count
from pourparler.settlement.estimation import draw_evenly, measure, measure_lost
from pourparler.settlement.hard_constraints import Codes, broken
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
class Zopa:
    """The zone by who is counted. ``agreed`` counts what everybody necessarily accepts; None where only hard positions count.

    Counts are exact or carry their interval. ``lost_to_absent``: of the settlements of those at the table, those that a party not there
    refuses. ``only_hard``: parties counted by their hard positions alone. ``acceptability``: an answer a settlement for each party; None
    where they are too many to be judged one by one.
    """

    basis: Basis
    settlements: int
    allowed: int
    size: Count
    agreed: Count | None
    without_party: Mapping[str, Count]
    at_table: Count
    lost_to_absent: Mapping[str, Count]
    acceptability: Mapping[str, Answers] | None
    examples: tuple[Judged, ...]
    table_examples: tuple[Judged, ...]
    without_issue: Mapping[str, int]
    looked_at: int
    only_hard: tuple[str, ...] = ()


def measure_zopa(judges: Judges, monitor: Monitor = Monitor()) -> Zopa:
    """Measure the zone, by party left out and for the parties at the table, and pick examples."""
    return _by_judging(judges) if few_enough(judges) else _by_counting(judges, monitor)


def few_enough(judges: Judges) -> bool:
    """Whether the settlements are judged one by one."""
    return judges.negotiation.size <= (CLOSED_LIMIT if all(j.verdicts for j in judges) else FULL_LIMIT)


def _without_issue(judges: Judges) -> dict[str, int]:
    return {issue.id: judges.rules.count(without_issue=k) for k, issue in enumerate(judges.negotiation.issues)}


def _by_judging(judges: Judges) -> Zopa:
    rules, negotiation = judges.rules, judges.negotiation
    everything = rules.space.everything()
    answers = {j.party: j.answers(everything) for j in judges}
    refuses = {p: refused(row) for p, row in answers.items()}
    allowed = ~broken(rules.linkages, everything)

    def zone(parties: Iterable[str]) -> Bools:
        inside = allowed.copy()
        for p in parties:
            inside &= ~refuses[p]
        return inside

    names = judges.parties
    inside, table = zone(names), zone(negotiation.at_table)
    accepted = inside.copy()
    for p in names:
        accepted &= answers[p] == Acceptance.ACCEPTABLE

    def examples(zone: Bools) -> tuple[Judged, ...]:
        places = np.flatnonzero(zone)
        return _nearest(judges, everything[places], [row[places] for row in answers.values()])

    nearest = examples(inside)
    return Zopa(
        basis=Basis.FULL,
        settlements=len(everything),
        allowed=int(allowed.sum()),
        size=int(inside.sum()),
        agreed=int(accepted.sum()),
        without_party={p: int(zone(q for q in names if q != p).sum()) for p in names},
        at_table=int(table.sum()),
        lost_to_absent={p: int((table & refuses[p]).sum()) for p in negotiation.absent},
        acceptability=answers,
        examples=nearest,
        # Where nobody is absent, or nobody absent refuses anything, these are the same.
        table_examples=nearest if np.array_equal(inside, table) else examples(table),
        without_issue=_without_issue(judges),
        looked_at=len(everything),
    )


def _by_counting(judges: Judges, monitor: Monitor) -> Zopa:
    negotiation, names = judges.negotiation, judges.parties
    only_hard = tuple(j.party for j in judges if not j.verdicts and not j.contradicted)
    sure = [j.verdicts.sure for j in judges if j.verdicts]

    def zone(parties: Sequence[str]) -> Count:
        return measure(judges.diagram(parties), judges.needs(parties), STATES, monitor)

    agreed = measure(judges.diagram(names), sure, STATES, monitor) if len(sure) == len(judges) else None
    best = [sure] if agreed else []
    size, examples = zone(names), _drawn_examples(judges, names, [*best, judges.needs(names)])
    # Where everybody is at the table, it is the same again, which is half of all the work.
    if tuple(names) == negotiation.at_table:
        at_table, table_examples = size, examples
    else:
        at_table = zone(negotiation.at_table)
        table_examples = _drawn_examples(judges, negotiation.at_table, [*best, judges.needs(negotiation.at_table)])
    return Zopa(
        basis=Basis.HARD if only_hard else Basis.FULL,
        settlements=negotiation.size,
        allowed=judges.rules.count(()),
        size=size,
        agreed=agreed,
        without_party={p: zone([q for q in names if q != p]) for p in names},
        at_table=at_table,
        lost_to_absent={p: lost_to(judges, negotiation.at_table, p, STATES, monitor) for p in negotiation.absent},
        acceptability=None,
        examples=examples,
        table_examples=table_examples,
        without_issue=_without_issue(judges),
        looked_at=LOOKED_AT,
        only_hard=only_hard,
    )


def lost_to(judges: Judges, group: Sequence[str], party: str, most: int, monitor: Monitor = Monitor()) -> Count:
    """Of the settlements that nobody in the group refuses, how many the party refuses."""
    (judge,) = judges.among([party])
    if not judge.rules and not judge.verdicts:
        return 0

    def lost(codes: Codes) -> Bools:
        no = broken(judge.rules, codes)
        return no | ~judge.verdicts.possible.met(codes) if judge.verdicts else no

    together = [*group, party]
    kept = judges.diagram(together), judges.needs(together)
    return measure_lost(judges.diagram(group), judges.needs(group), kept, lost, most, monitor)


def _drawn_examples(judges: Judges, parties: Sequence[str], needs: Sequence[Sequence[Need]]) -> tuple[Judged, ...]:
    """Of settlements drawn evenly from those that meet the first of these lists of needs that can be drawn from."""
    diagram = judges.diagram(parties)
    for needed in needs:
        try:
            drawn = np.unique(draw_evenly(diagram, needed, LOOKED_AT, draws=10 * LOOKED_AT), axis=0)
        except TooManyError:
            continue
        return _nearest(judges, drawn, [j.answers(drawn) for j in judges if j.verdicts])
    return ()


def _nearest(judges: Judges, codes: Codes, answers: Sequence[Answers]) -> tuple[Judged, ...]:
    """Those nearest to agreement: fewest refusals first, then fewest open answers."""
    refusals = sum((refused(row) for row in answers), np.zeros(len(codes), dtype=int))
    unknown = sum((row == Acceptance.OPEN for row in answers), np.zeros(len(codes), dtype=int))
    chosen = np.lexsort((np.arange(len(codes)), unknown, refusals))[:EXAMPLES]
    return tuple(judges.judge(judges.rules.space.settlement(row)) for row in codes[chosen].tolist())
