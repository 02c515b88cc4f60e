"""Everything that a briefing says, as plain data; the templates only lay it out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pourparler import wording
from pourparler.briefing.matrix import SAID, build_matrix, key_of, key_words
from pourparler.briefing.notes import Note, Notes, cited, notes_of
from pourparler.briefing.options_section import options_view
from pourparler.briefing.sections import SECTIONS
from pourparler.briefing.settlements_section import settlements_view
from pourparler.briefing.stability_section import analysis_view as stability_analysis_view
from pourparler.briefing.stability_section import spatial_view, stability_view
from pourparler.briefing.voting_section import voting_view
from pourparler.figures.drawing import party_colours
from pourparler.figures.timeline import events_of, marks_words, timeline_figure
from pourparler.model import Evidence, Meeting, Negotiation, Position, StepStatus
from pourparler.provenance.citations import Citations
from pourparler.provenance.due import with_due_days
from pourparler.record import Heading
from pourparler.settlement import Analysis
from pourparler.settlement.conceded import moves_in
from pourparler.stability import StabilityAnalysis
from pourparler.wording.as_of import as_of_words
from pourparler.wording.confirmation import (
    NOT_CONFIRMED,
    many_words,
    suggested_words,
)
from pourparler.wording.limits import BLOCKING_SETS, CONCESSIONS, GAPS
from pourparler.wording.tellings import told_words
from pourparler.wording.verdict import if_confirmed_words
from pourparler.wording.views.settlement import analysis_view

DOCUMENTS = 60
"""Up to so many documents are all listed; of more, those that notes lead to."""
FEWEST_DAYS = 3
"""Different days that a time axis needs; two are clearer in words."""
MEETINGS = 30
"""Proposed meetings that are listed; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """``view`` holds what the templates show; ``missing`` counts notes without their document. ``template``: which of them."""

    view: dict[str, Any]
    missing: int
    template: str = "briefing"


def build_briefing(
    analysis: Analysis,
    citations: Citations,
    today: date,
    sections: Collection[str] = tuple(SECTIONS),
    stability: tuple[StabilityAnalysis, str | None] | None = None,
    *,
    confirmed_only: bool = False,
) -> Briefing:
    """Lay out the results, numbering the notes in the order of reading; only of the ``sections`` chosen (see ``SECTIONS``).

    ``stability``: what would hold, with its picture, where that is computed already. ``confirmed_only``: whether what is only suggested
    was left out of the analysis, which the briefing then says.
    """
    negotiation = analysis.negotiation
    notes = Notes(citations)
    headings = citations.headings
    view = _front(analysis, notes)
    view |= {
        "today": wording.day(today),
        "as_of": as_of_words(negotiation),
        "period": period_words([d.date for d in headings if d.date]),
        "sections": sections,
        "confirmed_only": confirmed_only,
        "not_confirmed": NOT_CONFIRMED,
        "how_confirmed": _how_confirmed(negotiation, confirmed_only),
    }
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "parties": lambda: {"parties": _parties(negotiation, notes), "bystanders": _bystanders(negotiation, notes)},
        "timeline": lambda: {
            "timeline": timeline_figure(negotiation, events_of(negotiation), fewest=FEWEST_DAYS, width=600),
            "timeline_key": marks_words(negotiation, events_of(negotiation)),
        },
        "positions": lambda: _matrix(analysis, notes),
        "red-lines": lambda: _limits(negotiation, notes),
        "moves": lambda: {"moves": _moves(negotiation, notes)},
        "settlements": lambda: settlements_view(analysis, notes),
        "help": lambda: {"help": options_view(analysis, notes)},
        "stability": lambda: {
            "stability": stability_analysis_view(negotiation, *stability, notes)
            if stability
            else stability_view(negotiation, notes)
        },
        "spatial": lambda: {"spatial": spatial_view(negotiation, notes)},
        "votes": lambda: {"votes": voting_view(negotiation, notes)},
        "meetings": lambda: _meetings(negotiation, citations, notes, today),
    }
    for name, part in parts.items():
        if name in sections:
            view |= part()
    told = citations.told(n.citation for n in notes.all)
    view["notes"] = [note_view(replace(n, citation=c)) for n, c in zip(notes.all, told, strict=True)]
    view["documents"] = documents_view(headings, notes)
    view["documents_all"] = len(headings)
    counted = citations.standing.counted() if citations.standing else None
    view["found"] = counted.statements if counted else 0
    view["confirmed"] = counted.confirmed if counted else 0
    view["times"] = sum(h.statements for h in headings)
    return Briefing(view, notes.missing)


def _front(analysis: Analysis, notes: Notes) -> dict[str, Any]:
    """The first page: verdict, who stands in the way, what would open it, what is not known."""
    negotiation, view = analysis.negotiation, analysis_view(analysis, notes.citations.spoken)
    concessions = [c for c in view["concession_sets"] or () if c["rests_on"]]
    blocking = [b for b in view["blocking_sets"] if b["rests_on"]]
    in_sets = [id for group in view["blocking_sets"] for id in group["rests_on"]]
    return {
        "title": negotiation.title,
        "verdict": view["verdict"]["answer_words"],
        "verdict_not_confirmed": view["verdict"]["not_confirmed"],
        "verdict_notes": notes_of(notes, negotiation, in_sets),
        "set_aside": wording.set_aside_words(analysis),
        "table": wording.table_words(analysis),
        "table_notes": notes.of(_evidence(p for p in negotiation.in_force if p.hard and p.party in negotiation.absent)),
        "basis": wording.basis_words(analysis),
        "if_confirmed": if_confirmed_words(analysis),
        "blocking": [cited(notes, negotiation, b) for b in blocking[:BLOCKING_SETS]],
        "more_blocking": max(0, len(blocking) - BLOCKING_SETS),
        "concessions": [cited(notes, negotiation, c) for c in concessions[:CONCESSIONS]],
        "unlisted": view["unlisted"],
        "more_concessions": max(0, len(concessions) - CONCESSIONS),
        "none_blocking": wording.none_blocking_words(analysis),
        "contradictions": [cited(notes, negotiation, c) for c in view["contradictions"]],
        "questions": [
            {"words": q["words"], "notes": notes.of(_said(q, notes.citations))} for q in view["open_questions"][:GAPS]
        ],
        "more_questions": max(0, len(view["open_questions"]) - GAPS),
    }


def _matrix(analysis: Analysis, notes: Notes) -> dict[str, Any]:
    blocks = build_matrix(analysis.negotiation, analysis.contradictions, notes)
    key = key_of(blocks)
    return {"matrix": blocks, "key": key, "key_words": key_words(key)}


def _said(question: Mapping[str, Any], citations: Citations) -> Iterator[Evidence]:
    """The first statements behind a gap in which something was said; a question asks for what nobody said, and has none."""
    for issue in question["statements"]:
        yield from citations.first_said(question["parties"][0], issue, SAID)


def _how_confirmed(negotiation: Negotiation, confirmed_only: bool) -> str:
    """Whose positions these are: the dossier's, those of it that somebody confirmed, or some that nobody has."""
    if confirmed_only:
        return "Only what somebody confirmed in the dossier counts here; what is only proposed is left out."
    some = suggested_words(negotiation)
    return f"The positions are those in the dossier ({some})." if some else "The positions are those in the dossier."


def _bystanders(negotiation: Negotiation, notes: Notes) -> list[dict[str, Any]]:
    return [
        {
            "name": b.name,
            "role": b.role,
            "actors": ", ".join(f"{a.name} ({a.role})" if a.role else a.name for a in b.actors),
            "notes": notes.of(b.evidence),
            "suggested": b.suggested,
        }
        for b in negotiation.bystanders
    ]


def _limits(negotiation: Negotiation, notes: Notes) -> dict[str, Any]:
    """Red lines, what cannot stand together, and what there is without a settlement."""
    return {
        "red_lines": _red_lines(negotiation, notes),
        "linkages": [
            {
                "words": wording.bundle_words(negotiation, k.never),
                "because": k.because,
                "notes": notes.of(k.evidence),
                "suggested": k.suggested,
            }
            for k in negotiation.linkages
        ],
        "no_agreement": [
            f"{wording.issue_name(i)}: {wording.option_words(negotiation, i, o)}"
            + (f" ({NOT_CONFIRMED})" if i in negotiation.no_agreement.suggested else "")
            for i, o in negotiation.no_agreement.options.items()
        ],
        "no_agreement_notes": notes.of(negotiation.no_agreement.evidence),
    }


def _meetings(negotiation: Negotiation, citations: Citations, notes: Notes, today: date) -> dict[str, Any]:
    proposed = citations.meetings
    return {
        "meetings": [_meeting(m, notes) for m in sorted(negotiation.meetings, key=lambda m: m.date or date.max)],
        "proposed_meetings": [_meeting(m, notes) for m in proposed[:MEETINGS]],
        "more_meetings": max(0, len(proposed) - MEETINGS),
        "next_steps": [
            {
                "what": s.what,
                "who": wording.joined(s.who),
                "when": s.when,
                "hedged": s.hedged,
                "notes": notes.of(s.evidence),
                "suggested": s.suggested,
                "became": status.value if (status := s.status(today)) is not StepStatus.OPEN else None,
                "shown_by": notes.of(s.shown_by),
            }
            for s in with_due_days(negotiation.next_steps, citations)
        ],
    }


def period_words(days: Sequence[date]) -> str:
    """3 February 2031 to 20 March 2031; one day alone; nothing where none is known."""
    if not days:
        return ""
    first, last = min(days), max(days)
    return wording.day(first) if first == last else f"{wording.day(first)} to {wording.day(last)}"


def _evidence(positions: Iterable[Position]) -> Iterator[Evidence]:
    return (e for p in positions for e in p.evidence)


def _parties(negotiation: Negotiation, notes: Notes) -> list[dict[str, Any]]:
    colours = party_colours(negotiation)
    rows = []
    for party in negotiation.parties:
        mine = [p for p in negotiation.in_force if p.party == party.name]
        ranking = negotiation.priorities.get(party.name, ())
        order = " before ".join(wording.joined(map(wording.issue_name, group)) for group in ranking)
        rows.append(
            {
                "name": party.name,
                "role": party.role,
                "at_table": party.at_table,
                "colour": colours[party.name],
                "actors": ", ".join(f"{a.name} ({a.role})" if a.role else a.name for a in party.actors),
                "red_lines": many_words(sum(p.hard for p in mine), sum(p.hard and p.suggested for p in mine)),
                "positions": many_words(len(mine), sum(p.suggested for p in mine)),
                "priorities": order,
                "priorities_suggested": party.name in negotiation.suggested_priorities,
                "suggested": party.suggested,
                "notes": notes.of(negotiation.priority_evidence.get(party.name, ())),
            }
        )
    return rows


def _moves(negotiation: Negotiation, notes: Notes) -> list[dict[str, Any]]:
    moves = []
    for move in moves_in(negotiation):
        p, earlier = move.position, (*move.before, *move.undated)
        evidence: tuple[Evidence, ...] = p.evidence + tuple(e for q in earlier for e in q.evidence)
        words = wording.position_words(negotiation, p)
        moves.append(
            {
                "when": p.as_of,
                "day": wording.day(p.as_of),
                "words": words,
                "was": wording.before_words(negotiation, move),
                "hedge": wording.source_words(p),
                "notes": notes.of(evidence),
            }
        )
    return sorted(moves, key=lambda m: (m["when"] is None, m["when"] or date.max))


def _red_lines(negotiation: Negotiation, notes: Notes) -> list[dict[str, Any]]:
    return [
        {
            "party": p.party,
            "words": wording.position_words(negotiation, p, with_party=False),
            "issue": wording.issue_name(p.issue or ""),
            "day": wording.day(p.as_of),
            "hedge": wording.source_words(p),
            "notes": notes.of(p.evidence),
            "suggested": p.suggested,
        }
        for party in negotiation.parties
        for p in negotiation.in_force
        if p.hard and p.party == party.name
    ]


def _meeting(meeting: Meeting, notes: Notes) -> dict[str, Any]:
    return {
        "title": meeting.title,
        "day": wording.day(meeting.date),
        "place": meeting.place,
        "duration": meeting.duration,
        "host": meeting.host,
        "present": ", ".join(meeting.present),
        "absent": ", ".join(meeting.absent),
        "suggested": meeting.suggested,
        "notes": notes.of(meeting.evidence),
    }


def note_view(note: Note) -> dict[str, Any]:
    """A note with the words it leads to."""
    number, citation = note.number, note.citation
    if citation.evidence.judgement is not None:
        judge = wording.judge_words(citation.evidence)
        return {"number": number, "found": False, "judge": judge, "judgement": citation.evidence.judgement}
    if citation.document is None:
        return {
            "number": number,
            "found": False,
            "judge": None,
            "place": wording.missing_place_words(citation.evidence),
        }
    d, entry = citation.document, citation.entry
    return {
        "number": number,
        "found": True,
        "quotation": citation.quotation,
        "speaker": entry.statement.speaker if entry else None,
        "document": d.id,
        "statement": entry.statement.id if entry else None,
        "title": d.title,
        "source": d.source,
        "day": wording.day(d.date),
        "status": citation.status,
        "told": told_words(citation.tellings),
    }


def documents_view(headings: Sequence[Heading], notes: Notes, also: Collection[str] = ()) -> list[dict[str, Any]]:
    """The documents that notes lead to, and ``also`` these; all of them where they are few."""
    cited: dict[str, list[int]] = {}
    for n in notes.all:
        if n.citation.document is not None:
            cited.setdefault(n.citation.document.id, []).append(n.number)
    return [
        {
            "id": h.id,
            "title": h.title,
            "source": h.source,
            "day": wording.day(h.date),
            "url": h.url if h.url and h.url.startswith(("http://", "https://")) else None,
            "format": h.format,
            "language": h.language,
            "found": h.statements,
            "confirmed": h.confirmed,
            "cited": cited.get(h.id, []),
        }
        for h in headings
        if len(headings) <= DOCUMENTS or h.id in cited or h.id in also
    ]
