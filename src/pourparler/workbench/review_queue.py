"""What to review first: the statements that matter most for the analysis, each with the reason why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pourparler import wording
from pourparler.model import Position
from pourparler.provenance.citations import Citations
from pourparler.record import Entry, Heading, Record, Standing
from pourparler.settlement.analysis import ToAsk
from pourparler.settlement.gaps import Gap
from pourparler.wording.deciding import deciding_words
from pourparler.wording.questions import asked_words
from pourparler.workbench.sheet import Sheet

LENGTH = 40
"""Statements in the queue."""
EACH = 6
"""Statements that one question, gap or filter brings in at most."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A statement to review, and why it matters."""

    entry: Entry
    reason: str
    title: str


def queue(sheet: Sheet, record: Record, headings: Sequence[Heading], standing: Standing) -> list[Waiting]:
    """Unreviewed statements: those behind the verdict and behind contradictions, then those that may answer what to ask next, then
    those behind other positions, then where nothing is known, then the rest. What to ask next is left out as long as it is being computed.
    What several statements tell stands in the queue once.
    """
    titles = {h.id: h.title for h in headings}
    decided = standing.decided()
    first = standing.first_waiting(decided, titles, LENGTH)
    found: dict[str, Waiting] = {}
    for entry, reason in _in_turn(sheet, record, first):
        told = standing.telling(entry.statement.document, entry.statement.id)
        if told is not None and told not in decided and told not in found:
            found[told] = Waiting(entry, reason, titles.get(entry.statement.document, ""))
        if len(found) >= LENGTH:
            break
    return list(found.values())


def _in_turn(
    sheet: Sheet, record: Record, first: Mapping[tuple[str, str | None], Sequence[str]]
) -> Iterator[tuple[Entry, str]]:
    """``first``: by party and issue the first statements that nobody decided on."""
    negotiation, analysis = sheet.negotiation, sheet.analysis
    citations = Citations(record)

    def behind(positions: tuple[Position, ...], why: str) -> Iterator[tuple[Entry, str]]:
        for p in positions:
            for citation in citations.cite_all(p.evidence):
                if citation.entry is not None:
                    yield citation.entry, f"{why}: {wording.position_words(negotiation, p)}"

    def about(party: str, issue: str | None, why: str, most: int = EACH) -> Iterator[tuple[Entry, str]]:
        if ids := first.get((party, issue), ())[:most]:
            yield from ((entry, why) for entry in record.statements(ids=ids))

    for group in analysis.blocking.blocking_sets:
        yield from behind(tuple(group), "the verdict rests on it")
    for c in analysis.contradictions:
        yield from behind(tuple(c.positions), "reports contradict each other")
    ask = analysis.to_ask() if analysis.knows_what_to_ask else ToAsk((), ())
    for d in ask.deciding:
        yield from about(d.party, d.answer.issue, f"may change the verdict. {deciding_words(negotiation, [d])}")
    for q in ask.narrowing:
        for issue in (q.issue,) if q.issue else (q.first, q.second or ""):
            yield from about(q.party, issue, f"may answer a question worth asking: {asked_words(negotiation, q)}")
    yield from behind(negotiation.in_force, "a position rests on it")
    for gap in (q for q in analysis.gaps if q.gap is Gap.NOTHING_SAID):
        for party in gap.parties:
            for issue in gap.issues:
                yield from about(party, issue, f"{party} has no position on {wording.issue_name(issue)} yet")
    for issue_ in negotiation.issues:
        yield from about("", issue_.id, f"is about {wording.issue_name(issue_.id)}")
    yield from about("", None, "not reviewed yet", LENGTH)
