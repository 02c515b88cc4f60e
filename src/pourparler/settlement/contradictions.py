"""Statements of one party that cannot all be true: found and named, never averaged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pourparler.model import Kind, Negotiation, Position, Ranking
from pourparler.settlement.comparisons import comparisons, stated_order
from pourparler.settlement.polytope import Polytope, explain_empty


class Clash(StrEnum):
    """Why positions contradict one another."""

    TAKES_AND_REJECTS = "takes and rejects one option"
    REQUIRES_TWO = "requires two options of one issue"
    REQUIRES_AND_REJECTS = "requires and rejects one option"
    CIRCULAR = "prefers in a circle"
    CIRCULAR_PRIORITIES = "ranks issues in a circle"
    NO_VALUES = "no value function fits"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A minimal set of one party's positions that contradict one another."""

    party: str
    clash: Clash
    positions: tuple[Position, ...]
    issue: str | None = None
    option: str | None = None


def find_contradictions(negotiation: Negotiation, polytopes: Sequence[Polytope]) -> tuple[Contradiction, ...]:
    """Every contradiction among the positions in force, party by party."""
    found: list[Contradiction] = []
    for p in polytopes:
        mine = [q for q in negotiation.in_force if q.party == p.party]
        for issue in negotiation.issues:
            here = [q for q in mine if q.issue == issue.id]
            found += _pairs(p.party, issue.id, here)
            found += _circles(p.party, issue.id, tuple(issue.options), here)
        found += _circular_priorities(p.party, negotiation.priorities.get(p.party, ()))
        if not p.feasible():
            found.append(Contradiction(p.party, Clash.NO_VALUES, explain_empty(p)))
    return tuple(found)


def _pairs(party: str, issue: str, positions: Sequence[Position]) -> Iterator[Contradiction]:
    taking = (Kind.ACCEPTS, Kind.OFFERS, Kind.DEMANDS)
    for k, a in enumerate(positions):
        for b in positions[k + 1 :]:
            kinds = {a.kind, b.kind}
            if a.option != b.option:
                if kinds == {Kind.REQUIRES}:
                    yield Contradiction(party, Clash.REQUIRES_TWO, (a, b), issue)
                continue
            # A rejection with an "unless" and an acceptance with an "if" can both hold.
            plain = all(not q.condition for q in (a, b))
            if Kind.REJECTS in kinds and plain and kinds & set(taking):
                yield Contradiction(party, Clash.TAKES_AND_REJECTS, (a, b), issue, a.option)
            if kinds == {Kind.REJECTS, Kind.REQUIRES}:
                rejection = a if a.kind is Kind.REJECTS else b
                if not rejection.condition:
                    yield Contradiction(party, Clash.REQUIRES_AND_REJECTS, (a, b), issue, a.option)


def _circles(
    party: str, issue: str, options: tuple[str, ...], positions: Sequence[Position]
) -> Iterator[Contradiction]:
    ordering = [q for q in positions if any(comparisons(q, options))]

    def circular(chosen: Sequence[Position]) -> bool:
        order = stated_order(options, chosen)
        return any(order.get((o, o), False) for o in options)

    if not circular(ordering):
        return
    needed = list(ordering)
    for position in ordering:
        rest = [q for q in needed if q is not position]
        if circular(rest):
            needed = rest
    yield Contradiction(party, Clash.CIRCULAR, tuple(needed), issue)


def _circular_priorities(party: str, ranking: Ranking) -> Iterator[Contradiction]:
    named = [issue for group in ranking for issue in group]
    for issue in dict.fromkeys(named):
        if named.count(issue) > 1:
            yield Contradiction(party, Clash.CIRCULAR_PRIORITIES, (), issue)
