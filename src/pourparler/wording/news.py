"""What is new, in sentences of counted facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from pourparler.drafting.news import Heard, NewlyHeard, Sort
from pourparler.drafting.step_ends import End
from pourparler.model import Negotiation, Position, StepStatus
from pourparler.settlement.asked_before import AskedBefore, Became
from pourparler.settlement.what_changed import Changed
from pourparler.wording.deciding import deciding_words, grouped
from pourparler.wording.english import capital, named
from pourparler.wording.positions import position_words
from pourparler.wording.questions import asked_words
from pourparler.wording.terms import day, issue_words, issues_words, joined, plural
from pourparler.wording.verdict import answer_words

NAMED = 6
"""Parties with their issues, or names, that a line of the summary tells; of more the number of the rest."""

SORT = {
    Sort.MOVED: "moved",
    Sort.CONTRADICTS: "contradicts what was known",
    Sort.NEW: "new",
    Sort.EARLIER: "new",
    Sort.REPEATED: "said again",
}
"""What a position is beside what was known, in a word or two."""

STATUS = {
    StepStatus.KEPT: "kept",
    StepStatus.BROKEN: "broken",
    StepStatus.OVERDUE: "overdue",
    StepStatus.OPEN: "open",
}


def since_words(begins: date, *, said: bool, briefing: datetime | None = None, by: str | None = None) -> str:
    """From when on something counts as new, to follow "Since". ``briefing``: its moment where the reader is."""
    if briefing is not None:
        return f"the last briefing ({day(briefing.date())}, {briefing:%H:%M}, by {by})"
    return f"{day(begins)}, by {'the day of the documents' if said else 'when documents came in'}"


def nothing_words(since: str) -> str:
    """The whole report, where nothing is new."""
    return f"Nothing new since {since}."


def others_words(others: int, *, said: bool) -> str | None:
    """What the other measure would tell; None where it would tell no more."""
    if not others:
        return None
    many = plural(others, "more document")
    if said:
        verb = "is of an earlier day and" if others == 1 else "are of earlier days and"
        return f"{many} {verb} came into the record since then: --by added tells what is new in them."
    verb = "is not counted: it was" if others == 1 else "are not counted: they were"
    return f"{many} of these days {verb} in the record before. --by said counts by the day of the documents."


def documents_words(days: Sequence[date], many: int, sources: int, statements: int, again: int) -> str:
    """How many documents, from how many sources, of which days, with how many statements."""
    if not many:
        return "No new document."
    when = f", of {day(min(days))}" + (f" to {day(max(days))}" if min(days) != max(days) else "") if days else ""
    from_ = f" from {plural(sources, 'source')}" if sources else ""
    told = f"{plural(statements, 'statement')}"
    more = f", {again:,} of which an earlier document tells in the same words" if again else ""
    return f"{plural(many, 'new document')}{from_}{when}; {told}{more}."


def unread_words(unread: int) -> str | None:
    """That documents wait to be read; None where none does."""
    if not unread:
        return None
    many = plural(unread, "new document")
    return f"{many} {'is' if unread == 1 else 'are'} not read yet and not counted in what follows: pourparler read."


def positions_words(found: Sequence[NewlyHeard], confirmed: int) -> str:
    """How many positions of each sort, and how many of all a person confirmed."""
    if not found:
        return "No party took a position on an option of the dossier."
    counts = {sort: sum(n.sort is sort for n in found) for sort in Sort}
    told = [
        (counts[Sort.NEW] + counts[Sort.EARLIER], "new"),
        (counts[Sort.REPEATED], "said again"),
        (counts[Sort.MOVED], "moved"),
        (counts[Sort.CONTRADICTS], "against what was known"),
    ]
    left = len(found) - confirmed
    doubt = (
        ""
        if not left
        else " Nobody has confirmed any of them."
        if left == len(found)
        else f" Nobody has confirmed {left:,} of them."
    )
    return f"{plural(len(found), 'position')}: {joined(f'{many:,} {what}' for many, what in told if many)}.{doubt}"


def who_words(found: Sequence[NewlyHeard], sort: Sort) -> str | None:
    """Who moved, or contradicts what was known, on what; None where nobody does."""
    cells: dict[str, list[str]] = {}
    for n in found:
        if n.sort is sort:
            cells.setdefault(n.heard.position.party, []).append(n.heard.position.issue or "")
    if not cells:
        return None
    told = [f"{named(party)} on {issues_words(dict.fromkeys(issues))}" for party, issues in list(cells.items())[:NAMED]]
    more = len(cells) - len(told)
    rest = [f"{more:,} more"] if more > 0 else []
    lead = "Moved" if sort is Sort.MOVED else "Against what was known"
    return f"{lead}: {'; '.join((*told, *rest))}."


def heard_words(negotiation: Negotiation, heard: Heard) -> str:
    """A position that was known, with the day on which it was last said."""
    when = f"last said {day(heard.position.as_of)}" if heard.position.as_of else "of no known day"
    return f"{position_words(negotiation, heard.position, with_party=False)} ({when})"


def days_words(first: date | None, last: date | None) -> str:
    """When something was said: one day, or from one to another."""
    return day(last) if first == last or first is None else f"{day(first)} to {day(last)}"


def proposed_words(parties: Sequence[str], issues: Sequence[str], positions: int) -> str | None:
    """New parties and issues that are proposed, and how many positions; None where there are none."""
    told = []
    for names, one, more in ((parties, "party", "parties"), (issues, "issue", "issues")):
        if names:
            some = [*names[:NAMED], *([f"{len(names) - NAMED:,} more"] if len(names) > NAMED else [])]
            told.append(f"{plural(len(names), f'new {one}', f'new {more}')} ({joined(some)})")
    told += [plural(positions, "position")] if positions else []
    return f"Proposed for the dossier, and confirmed by nobody: {joined(told)}." if told else None


def steps_words(counts: Mapping[str, int], proposed: int) -> str | None:
    """What became of next steps: how many came up, are kept, broken, overdue; None where there is nothing to tell."""
    told = [f"{many:,} {what}" for what, many in counts.items() if many]
    told += [f"{proposed:,} proposed from new documents"] if proposed else []
    return f"Next steps: {joined(told)}." if told else None


def seem_words(became: StepStatus) -> str:
    """Of steps of which a new statement seems to tell what became of them, to follow their number."""
    return f"that may be {STATUS[became]}, not confirmed"


def seems_words(end: End) -> str:
    """What a statement seems to tell of a step."""
    return f"A document of {day(end.day)} seems to say that this was {STATUS[end.became]}"


def verdict_words(changed: Changed) -> str | None:
    """Whether what could be agreed is as it was; None where it cannot be told."""
    if changed.after is None:
        return None
    now = answer_words(changed.after)
    if changed.before is None:
        return f"What could be agreed can be told for the first time: {now}"
    if not changed.changed:
        return f"What could be agreed is as it was: {now}"
    return f"What could be agreed changed. Before: {answer_words(changed.before)} Now: {now}"


def came_words(negotiation: Negotiation, position: Position, *, came: bool) -> str:
    """A position that the dossier holds now and did not hold before, or the other way round."""
    words = capital(position_words(negotiation, position))
    return f"{words}." if came else f"No longer held: {position_words(negotiation, position)}."


def decisive_words(changed: Changed) -> str:
    """Which of the changed positions made the difference."""
    if not changed.tried:
        return "Which change makes the difference was not worked out: there are too many, or it took too long."
    many = len(changed.decisive)
    if not many:
        return "No single change makes the difference: several together do."
    lead = "This change alone makes" if many == 1 else "Each of these changes alone makes"
    return f"{lead} the difference: had it not come, the answer would be as before."


def asked_before_words(negotiation: Negotiation, asked: AskedBefore) -> str:
    """The question as it was to be asked."""
    if asked.narrowing is not None:
        return asked_words(negotiation, asked.narrowing)
    return " ".join(deciding_words(negotiation, group) for group in grouped(asked.deciding))


def became_words(negotiation: Negotiation, asked: AskedBefore) -> str:
    """What became of it."""
    told = joined(position_words(negotiation, p) for p in asked.by)
    if asked.became is Became.ANSWERED:
        return f"Answered: {told}."
    if asked.became is Became.SAID:
        return f"New statements tell a position, not in the dossier yet: {told}."
    return "Not answered yet."


def questions_words(asked: Sequence[AskedBefore]) -> str | None:
    """How many of the questions were answered; None where there were none."""
    if not asked:
        return None
    answered, said = (sum(a.became is became for a in asked) for became in (Became.ANSWERED, Became.SAID))
    told = [f"{answered:,} answered"] if answered else []
    told += [f"{said:,} spoken of in new statements"] if said else []
    rest = len(asked) - answered - said
    told += [f"{rest:,} not answered"] if rest else []
    return f"Of the {plural(len(asked), 'question')} to ask next, {joined(told)}."


def spoke_words(party: str, statements: int, confirmed: int, on: Sequence[tuple[str, int]], elsewhere: int) -> str:
    """How many new statements are a party's, on which issues: 12 statements, 3 of them confirmed; 5 on dues, 7 on no issue."""
    sure = f", {confirmed:,} of them confirmed" if confirmed else ""
    parts = [f"{many:,} on {issue_words(issue)}" for issue, many in on]
    parts += [f"{elsewhere:,} on no issue of the dossier"] if elsewhere else []
    return f"{capital(named(party))}: {plural(statements, 'statement')}{sure}; {joined(parts)}."
