"""The whole answer to "what could they agree on?", as one object that carries its reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pourparler.model import Negotiation, Position
from pourparler.settlement.acceptability import Acceptance, judges_of
from pourparler.settlement.blocking import Blocking, find_blocking
from pourparler.settlement.contradictions import Contradiction, find_contradictions
from pourparler.settlement.gaps import OpenQuestion, open_questions
from pourparler.settlement.polytope import build_polytope
from pourparler.settlement.zopa import Judged, Zopa, measure_zopa


class Verdict(StrEnum):
    """Where the talks stand."""

    AGREED = "agreed"
    """A settlement that every party would accept, whatever is not known."""
    POSSIBLE = "possible"
    """Settlements that nobody necessarily refuses, none that all would surely accept."""
    NONE = "none"
    """Every settlement is refused by somebody."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What could be agreed, who stands in the way, what is not known."""

    negotiation: Negotiation
    verdict: Verdict
    zopa: Zopa
    blocking: Blocking
    contradictions: tuple[Contradiction, ...]
    questions: tuple[OpenQuestion, ...]
    at_table_verdict: Verdict

    @property
    def blockers(self) -> Mapping[str, tuple[Position, ...]]:
        """For each party in a blocking set, its positions there, in the order of the dossier."""
        named = {p.id for group in self.blocking.blocking_sets for p in group}
        result: dict[str, tuple[Position, ...]] = {}
        for party in self.negotiation.parties:
            mine = tuple(p for p in self.negotiation.positions if p.party == party.name and p.id in named)
            if mine:
                result[party.name] = mine
        return result

    @property
    def pivotal(self) -> tuple[Position, ...]:
        """Positions each of which, given up alone, would leave a settlement that breaks no hard position."""
        return tuple(group[0] for group in self.blocking.concessions or () if len(group) == 1)


def analyse(negotiation: Negotiation, go_on: Callable[[], bool] = lambda: True) -> Analysis:
    """Judge, count, find who blocks and what is open.

    Exact: no sampling, no made-up number; definitions in DESIGN section 5. Raises KeyError where a position names an issue
    or option that the negotiation lacks (a validated dossier never does).
    """
    rules, judges = judges_of(negotiation)
    zopa = measure_zopa(negotiation, rules, judges, go_on)
    if zopa.size == 0:
        verdict = Verdict.NONE
    elif zopa.agreed:
        verdict = Verdict.AGREED
    else:
        verdict = Verdict.POSSIBLE
    table = Verdict.POSSIBLE if zopa.at_table else Verdict.NONE
    return Analysis(
        negotiation=negotiation,
        verdict=verdict,
        zopa=zopa,
        blocking=find_blocking(rules, negotiation, go_on=go_on),
        contradictions=find_contradictions(negotiation, [j.polytope for j in judges]),
        questions=open_questions(negotiation, zopa),
        at_table_verdict=table,
    )


def contradictions_in(negotiation: Negotiation) -> tuple[Contradiction, ...]:
    """The contradictions among each party's positions, without the rest of the analysis."""
    return find_contradictions(negotiation, [build_polytope(negotiation, p.name) for p in negotiation.parties])


def judge(negotiation: Negotiation, settlement: Mapping[str, str]) -> Judged:
    """What each party says to one settlement, with the positions it rests on, and shares where that is open.

    Raises KeyError where the settlement names an unknown option or leaves an issue out.
    """
    rules, judges = judges_of(negotiation)
    codes = rules.space.codes(settlement)
    answers = []
    for j in judges:
        answer = j.judge(codes)
        known = answer.acceptance is not Acceptance.OPEN or j.contradicted
        answers.append(answer if known else replace(answer, share=j.share(codes)))
    return Judged(dict(settlement), tuple(answers))
