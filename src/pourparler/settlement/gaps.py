"""What is not known, and how many settlements that leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from pourparler.model import Negotiation, Position
from pourparler.settlement.acceptability import Acceptance, refused
from pourparler.settlement.cells import CellState, Spoken, cell_state
from pourparler.settlement.zopa import Zopa


class Gap(StrEnum):
    """Why something cannot be told."""

    NOTHING_SAID = "nothing said on the issue"
    NOT_SETTLED = "said, but no position yet"
    NO_AGREEMENT = "what the issue comes to without a settlement is not known"
    NO_PRIORITIES = "how the party weighs the issues is not known"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One thing to ask. ``open_settlements``: how many settlements of the zone are open for the parties concerned.

    None where the settlements were not judged one by one. ``rests_on``: the positions that the answer would add to. ``statements``: of
    what is said and not settled, how many there are on each of the issues.
    """

    gap: Gap
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    open_settlements: int | None
    rests_on: tuple[Position, ...]
    statements: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """``question:`` with whom it concerns and what it is about; ``said:`` with the party of what is said and not settled."""
        if self.gap is Gap.NOT_SETTLED:
            return f"said:{self.parties[0]}"
        if self.gap is Gap.NO_AGREEMENT:
            return "question:no-agreement"
        return "question:priorities" if self.gap is Gap.NO_PRIORITIES else f"question:{self.parties[0]}"


def open_questions(negotiation: Negotiation, zopa: Zopa) -> tuple[OpenQuestion, ...]:
    """The gaps, those that leave most of the zone open first; parties at the table before others.

    A party that gave numbers, or for which no settlement of the zone is open, has nothing to be asked.
    """
    still_open = _open_by_party(negotiation, zopa)
    questions: list[OpenQuestion] = []
    asked: list[tuple[str, int | None]] = []
    unweighed: list[tuple[str, int | None]] = []
    for party in negotiation.parties:
        count = None if still_open is None else still_open[party.name]
        if count == 0 or party.name in negotiation.values:
            continue
        asked.append((party.name, count))
        mine = tuple(q for q in negotiation.in_force if q.party == party.name)
        said = {issue for q in mine for issue in q.issues}
        silent = tuple(issue.id for issue in negotiation.issues if issue.id not in said)
        if silent:
            questions.append(OpenQuestion(Gap.NOTHING_SAID, (party.name,), silent, count, mine))
        ranked = {issue for group in negotiation.priorities.get(party.name, ()) for issue in group}
        if len(ranked) < len(negotiation.issues) and len(negotiation.issues) > 1:
            unweighed.append((party.name, count))
    if unweighed:
        names = tuple(name for name, _ in unweighed)
        ranking = tuple(q for q in negotiation.in_force if q.party in names and not q.hard)
        everything = tuple(issue.id for issue in negotiation.issues)
        questions.append(OpenQuestion(Gap.NO_PRIORITIES, names, everything, _most(unweighed), ranking))
    unknown = tuple(issue.id for issue in negotiation.issues if issue.id not in negotiation.no_agreement.options)
    without_value = tuple(name for name, _ in asked if name not in negotiation.no_agreement.values)
    if unknown and without_value:
        concerned = [(name, count) for name, count in asked if name in without_value]
        questions.append(OpenQuestion(Gap.NO_AGREEMENT, without_value, unknown, _most(concerned), ()))
    at_table = set(negotiation.at_table)

    def urgency(q: OpenQuestion) -> tuple[int, int, int]:
        kind = (Gap.NO_AGREEMENT, Gap.NOTHING_SAID, Gap.NO_PRIORITIES).index(q.gap)
        return kind, 0 if at_table & set(q.parties) else 1, -(q.open_settlements or 0)

    return tuple(sorted(questions, key=urgency))


def told_apart(
    negotiation: Negotiation, questions: Sequence[OpenQuestion], spoken: Spoken | None
) -> tuple[OpenQuestion, ...]:
    """The questions, those on silence divided: where the record has statements, the party is not asked; somebody has to say what they mean.

    ``spoken``: None where there is no record, and then nothing is divided.
    """
    found: list[OpenQuestion] = []
    for q in questions:
        party = q.parties[0] if q.gap is Gap.NOTHING_SAID else ""
        unsettled = tuple(
            i for i in q.issues if party and cell_state(negotiation, party, i, spoken) is CellState.NOT_SETTLED
        )
        if unsettled and spoken is not None:
            many = tuple(spoken[party, i] for i in unsettled)
            found.append(replace(q, gap=Gap.NOT_SETTLED, issues=unsettled, statements=many))
        if rest := tuple(i for i in q.issues if i not in unsettled):
            found.append(replace(q, issues=rest))
    return tuple(found)


def _most(counts: Sequence[tuple[str, int | None]]) -> int | None:
    return max((count for _, count in counts if count is not None), default=None)


def _open_by_party(negotiation: Negotiation, zopa: Zopa) -> dict[str, int] | None:
    """For each party, how many settlements are open for it that no other party refuses.

    Where every settlement is refused by somebody, only the others at the table count; where the party itself refuses all that these
    leave, all settlements that are open for it.
    """
    if zopa.acceptability is None:
        return None
    answers = zopa.acceptability
    no = {p: refused(row) for p, row in answers.items()}
    counted = list(answers) if zopa.size else [p for p in negotiation.at_table if zopa.at_table]

    def count(party: str) -> int:
        left = np.ones(zopa.settlements, dtype=bool)
        for p in counted:
            if p != party:
                left &= ~no[p]
        unknown = answers[party] == Acceptance.OPEN
        return int((unknown & left).sum() if (left & ~no[party]).any() else unknown.sum())

    return {party: count(party) for party in answers}
