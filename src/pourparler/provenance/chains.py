"""From a conclusion back to the sentences: what `pourparler why` walks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pourparler import wording
from pourparler.errors import NotFoundError
from pourparler.model import Negotiation, Position
from pourparler.provenance.citations import Citation, Citations
from pourparler.settlement import Analysis, cell_state
from pourparler.settlement.gaps import told_apart
from pourparler.stability import StabilityAnalysis
from pourparler.wording.confirmation import conflict_words
from pourparler.wording.preferences import preference_words
from pourparler.wording.stability import lead_words
from pourparler.wording.tellings import told_words
from pourparler.wording.verdict import verdict_basis

STABILITY = "stability"
"""The id of the conclusion on what would hold."""


@dataclass(frozen=True, slots=True)
class Link:
    """One claim and what it rests on. ``id`` is what `why` takes; ``kind`` says what it is; ``suggested``: nobody has confirmed it."""

    id: str
    kind: str
    words: str
    rests_on: tuple[Link, ...] = field(default=())
    citation: Citation | None = None
    suggested: bool = False


def conclusions(analysis: Analysis, citations: Citations) -> dict[str, Link]:
    """Every conclusion of an analysis by its id, each with its chain."""
    negotiation = analysis.negotiation
    found: dict[str, Link] = {}

    def position_links(positions: Sequence[Position]) -> tuple[Link, ...]:
        return tuple(position_link(negotiation, p, citations) for p in positions)

    blocking = []
    for k, group in enumerate(analysis.blocking.blocking_sets, start=1):
        link = Link(f"block:{k}", "blocking set", wording.blocking_words(negotiation, group), position_links(group))
        blocking.append(link)
        found[link.id] = link
    hard = [p for p in negotiation.in_force if p.hard]
    reasons = tuple(blocking) or position_links(verdict_basis(analysis))
    found["verdict"] = Link("verdict", "verdict", wording.verdict_words(analysis), reasons)
    table = wording.table_words(analysis)
    if table:
        mine = [p for p in hard if p.party in negotiation.at_table]
        found["table"] = Link("table", "among those at the table", table, position_links(mine))
    for k, contradiction in enumerate(analysis.contradictions, start=1):
        words = wording.contradiction_words(negotiation, contradiction)
        found[f"contradiction:{k}"] = Link(
            f"contradiction:{k}", "contradiction", words, position_links(contradiction.positions)
        )
    for question in told_apart(negotiation, analysis.gaps, citations.spoken):
        words = wording.question_words(negotiation, question)
        found[question.id] = Link(question.id, "open question", words, position_links(question.rests_on))
    for position in negotiation.positions:
        found[position.id] = position_link(negotiation, position, citations)
    for party in negotiation.parties:
        for issue in negotiation.issues:
            said = [p for p in negotiation.positions if p.party == party.name and issue.id in p.issues]
            words = f"{party.name} on {wording.issue_name(issue.id)}"
            if not said:
                many = (citations.spoken or {}).get((party.name, issue.id), 0)
                state = cell_state(negotiation, party.name, issue.id, citations.spoken)
                words += f": {wording.cell_words(state, many)}"
            key = f"{party.name}:{issue.id}"
            found[key] = Link(key, "cell of the matrix", words, position_links(said))
    return found


def position_link(negotiation: Negotiation, position: Position, citations: Citations) -> Link:
    """A position and the sentences behind it."""
    words = wording.sentence(negotiation, position)
    notes = [wording.source_words(position), f"given up {wording.day(position.until)}" if position.until else ""]
    extra = "; ".join(note for note in notes if note)
    evidence = tuple(citation_link(c) for c in citations.told(citations.cite_all(position.evidence)))
    told = f"{words} ({extra})" if extra else words
    return Link(position.id, "position", told, evidence, suggested=position.suggested)


def citation_link(citation: Citation) -> Link:
    """A sentence and its document, or a judgement."""
    if citation.evidence.judgement is not None:
        words = f"{wording.judge_words(citation.evidence)}: {citation.evidence.judgement}"
        return Link(str(citation.evidence), "judgement", words, citation=citation)
    if citation.document is None:
        words = "not in the record; add your own copy of the document with this hash"
        return Link(str(citation.evidence), "missing evidence", words, citation=citation)
    d = citation.document
    where = ", ".join(part for part in (d.source, d.title, wording.day(d.date)) if part)
    speaker = citation.entry.statement.speaker if citation.entry else None
    who = f"{speaker}: " if speaker else ""
    also = told_words(citation.tellings)
    return Link(
        str(citation.evidence),
        "sentence",
        f"{who}{wording.quoted(citation.quotation)} ({where}; {citation.status})" + (f" {also}" if also else ""),
        citation=citation,
    )


def stability_link(negotiation: Negotiation, citations: Citations) -> Link:
    """What would hold, the preference statements that it rests on, and the positions and sentences behind these."""
    conflict = negotiation.conflict
    assert conflict is not None
    told = []
    for d, order in enumerate(conflict.orders):
        for wish in (w for tier in order.wishes for w in tier):
            below = [position_link(negotiation, negotiation.position[id], citations) for id in wish.rests_on]
            below += [citation_link(c) for c in citations.told(citations.cite_all(wish.evidence))]
            words = preference_words(conflict, d, wish)
            if wish.known and not below:
                words = f"{words.removesuffix('.')} (the analyst's own judgement)."
            told.append(Link(f"{conflict.decision_makers[d]}: {wish.words}", "preference", words, tuple(below)))
    words = " ".join(filter(None, (lead_words(StabilityAnalysis.of(conflict)), conflict_words(negotiation, conflict))))
    return Link(STABILITY, "what would hold", words, tuple(told))


def explain(reference: str, analysis: Analysis, citations: Citations) -> Link:
    """The chain of one conclusion, position, cell, party, issue or statement.

    Raises:
        NotFoundError: nothing goes by that name.
    """
    if reference == STABILITY and analysis.negotiation.conflict is not None:
        return stability_link(analysis.negotiation, citations)
    found = conclusions(analysis, citations)
    if reference in found:
        return found[reference]
    negotiation = analysis.negotiation
    if reference in negotiation.party or reference in negotiation.issue:
        cells = tuple(
            link
            for key, link in found.items()
            if link.kind == "cell of the matrix" and reference in key.split(":") and link.rests_on
        )
        return Link(reference, "party" if reference in negotiation.party else "issue", reference, cells)
    statement = citations.statement(reference) if len(reference) > 3 else None
    if statement is not None:
        used = tuple(
            link for link in found.values() if link.kind == "position" and _rests(link, statement.statement.id)
        )
        words = f"{statement.statement.speaker or 'unknown speaker'}: {wording.quoted(statement.quote)}"
        return Link(statement.statement.id, "statement, used by", words, used)
    raise NotFoundError(f"there is no conclusion {reference!r}", mend=f"Choose from: {', '.join(_overview(found))}")


def _rests(link: Link, statement: str) -> bool:
    return any(
        leaf.citation is not None and leaf.citation.entry is not None and leaf.citation.entry.statement.id == statement
        for leaf in link.rests_on
    )


def _overview(found: dict[str, Link]) -> Iterator[str]:
    yield from (
        key for key, link in found.items() if link.kind not in ("position", "cell of the matrix", "open question")
    )
    yield STABILITY
    yield "positions (see `positions list`), PARTY, ISSUE, PARTY:ISSUE, statements"
