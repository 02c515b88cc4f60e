"""What is not known, and how much hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pourparler.model import Negotiation, Position
from pourparler.settlement.zopa import Zopa


class Gap(StrEnum):
    """Why something cannot be told."""

    NOTHING_SAID = "nothing said on the issue"
    NO_AGREEMENT = "what the issue comes to without a settlement is not known"
    NO_PRIORITIES = "how the party weighs the issues is not known"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One thing to ask. ``open_settlements``: how many settlements of the zone are open for the parties concerned.

    None where the settlements were not judged one by one. ``rests_on``: the positions that the answer would add to.
    """

    gap: Gap
    parties: tuple[str, ...]
    issue: str | None
    open_settlements: int | None
    rests_on: tuple[Position, ...]

    @property
    def id(self) -> str:
        """``question:`` and what it is about."""
        about = self.issue or "priorities"
        who = "all" if self.gap is Gap.NO_AGREEMENT else "+".join(self.parties)
        return f"question:{who}:{about}" + (":no-agreement" if self.gap is Gap.NO_AGREEMENT else "")


def open_questions(negotiation: Negotiation, zopa: Zopa) -> tuple[OpenQuestion, ...]:
    """The gaps, those that leave most of the zone open first; parties at the table before others."""
    still_open = _open_by_party(negotiation, zopa)
    questions: list[OpenQuestion] = []
    for party in negotiation.parties:
        mine = [q for q in negotiation.in_force if q.party == party.name]
        count = None if still_open is None else still_open[party.name]
        if count == 0:
            continue
        if party.name in negotiation.values:
            continue
        said = {issue for q in mine for issue in q.issues}
        for issue in negotiation.issues:
            if issue.id not in said:
                questions.append(OpenQuestion(Gap.NOTHING_SAID, (party.name,), issue.id, count, ()))
        ranked = {issue for group in negotiation.priorities.get(party.name, ()) for issue in group}
        if len(ranked) < len(negotiation.issues) and len(negotiation.issues) > 1:
            questions.append(OpenQuestion(Gap.NO_PRIORITIES, (party.name,), None, count, tuple(mine)))
    names = tuple(p.name for p in negotiation.parties if p.name not in negotiation.no_agreement.values)
    total = None if still_open is None else max((still_open[n] for n in names), default=0)
    if names and total != 0:
        for issue in negotiation.issues:
            if issue.id not in negotiation.no_agreement.options:
                questions.append(OpenQuestion(Gap.NO_AGREEMENT, names, issue.id, total, ()))
    at_table = set(negotiation.at_table)

    def urgency(q: OpenQuestion) -> tuple[int, int, int]:
        kind = (Gap.NO_AGREEMENT, Gap.NOTHING_SAID, Gap.NO_PRIORITIES).index(q.gap)
        return kind, -(q.open_settlements or 0), 0 if at_table & set(q.parties) else 1

    return tuple(sorted(questions, key=urgency))


def _open_by_party(negotiation: Negotiation, zopa: Zopa) -> dict[str, int] | None:
    """For each party, how many settlements are open for it that no other party refuses.

    Where every settlement is refused by somebody, only the others at the table count; where that leaves nothing either, all
    settlements that are open for the party.
    """
    if zopa.acceptability is None:
        return None
    letters = zopa.acceptability
    refused = {p: [c in "RU" for c in row] for p, row in letters.items()}
    counted = list(letters) if zopa.size else [p for p in negotiation.at_table if zopa.at_table]

    def count(party: str) -> int:
        others: Sequence[list[bool]] = [refused[p] for p in counted if p != party]
        return sum(c == "O" and not any(r[k] for r in others) for k, c in enumerate(letters[party]))

    return {party: count(party) for party in letters}
