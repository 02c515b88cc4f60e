"""What a party might answer when it is asked about an option: that it would accept it after all, or that it refuses it for good."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pourparler.model import Issue, Kind, Negotiation, Position


@dataclass(frozen=True, slots=True)
class SupposedAnswer:
    """One answer and what it changes: the positions ``drop`` no longer hold, the positions ``add`` do.

    ``accepts``: the party would accept the option, although a hard position of it rules the option out; else it refuses the option for
    good. Of a party that required another option, the option and that other one are then both left, and nothing else.
    """

    party: str
    issue: str
    option: str
    accepts: bool
    drop: tuple[Position, ...]
    add: tuple[Position, ...]

    @property
    def refused(self) -> tuple[str, ...]:
        """The options of the issue that it rules out and that were not ruled out by a rejection before."""
        return tuple(p.option or "" for p in self.add if p.kind is Kind.REJECTS)


def possible_acceptances(negotiation: Negotiation, hard: Collection[Position]) -> Iterator[SupposedAnswer]:
    """For every option that one of these hard positions rules out: that its party would accept it."""
    asked = set()
    for position in negotiation.in_force:
        if position not in hard:
            continue
        issue = negotiation.issue[position.issue or ""]
        for option in issue.options:
            cell = (position.party, issue.id, option)
            if rules_out(position, option) and cell not in asked:
                asked.add(cell)
                yield _acceptance(negotiation, position.party, issue, option)


def possible_refusals(negotiation: Negotiation) -> Iterator[SupposedAnswer]:
    """For every option that a party neither speaks for nor rules out: that it refuses it; parties at the table before the others.

    Left out where the party would then have ruled out every option of the issue by itself.
    """
    for party in (*negotiation.at_table, *negotiation.absent):
        for issue in negotiation.issues:
            mine = [p for p in negotiation.in_force if p.party == party and p.issue == issue.id]
            left = [o for o in issue.options if not any(rules_out(p, o) and not p.condition for p in mine)]
            if len(left) < 2:
                continue
            for option in left:
                if not any(_speaks_for(p, option) for p in mine):
                    yield SupposedAnswer(party, issue.id, option, False, (), (_rejection(party, issue.id, option),))


def rules_out(position: Position, option: str) -> bool:
    """Whether a hard position rules this option of its issue out, be it on a condition."""
    if not position.hard:
        return False
    return position.option != option if position.kind is Kind.REQUIRES else position.option == option


def _speaks_for(position: Position, option: str) -> bool:
    if position.kind is Kind.PREFERS:
        return option in position.ranking[0]
    return position.option == option and position.kind in (Kind.ACCEPTS, Kind.OFFERS, Kind.DEMANDS, Kind.REQUIRES)


def _rejection(party: str, issue: str, option: str) -> Position:
    return Position(f"supposed:{party}:{issue}:{option}", party, Kind.REJECTS, issue, option)


def _acceptance(negotiation: Negotiation, party: str, issue: Issue, option: str) -> SupposedAnswer:
    mine = [p for p in negotiation.in_force if p.party == party and p.issue == issue.id]
    drop = tuple(p for p in mine if rules_out(p, option))
    required = {p.option for p in drop if p.kind is Kind.REQUIRES}
    kept = [p for p in mine if p not in drop]
    still_out = [
        o
        for o in issue.options
        if required and o != option and o not in required and not any(rules_out(p, o) and not p.condition for p in kept)
    ]
    added = Position(f"supposed:{party}:{issue.id}:{option}", party, Kind.ACCEPTS, issue.id, option)
    return SupposedAnswer(
        party, issue.id, option, True, drop, (added, *(_rejection(party, issue.id, o) for o in still_out))
    )
