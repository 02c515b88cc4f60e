"""What the record proposes for a dossier: `draft`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pourparler.drafting import Draft, ProposedPosition
from pourparler.model import Document

View = dict[str, Any]


def draft_view(draft: Draft, documents: Mapping[str, Document]) -> View:
    """Parties with aliases and actors, issues with options, positions with evidence. Nothing of it is confirmed.

    Evidence: a document by the stem of its file, the words, the statement.
    """
    return {
        "parties": [
            {
                "name": p.name,
                "aliases": list(p.aliases),
                "role": p.role,
                "at_table": p.at_table,
                "positions": p.positions,
                "known": p.known,
                "evidence": list(p.evidence),
                "actors": [{"name": a.name, "aliases": list(a.aliases)} for a in p.actors],
            }
            for p in draft.parties
        ],
        "issues": [
            {
                "id": i.id,
                "question": i.question,
                "options": {o.id: o.words for o in i.options},
                "chance": i.chance,
                "known": i.known,
            }
            for i in draft.issues
        ],
        "positions": [_position(p, documents[p.document]) for p in draft.positions],
        "linkages": [
            {"never": dict(link.never), "because": link.because, "evidence": [str(e) for e in link.evidence]}
            for link in draft.linkages
        ],
        "priorities": [
            {"party": p.party, "issue": p.issue, "because": p.because, "evidence": [str(e) for e in p.evidence]}
            for p in draft.priorities
        ],
        "no_agreement": [
            {"issue": n.issue, "option": n.option, "because": n.because, "evidence": [str(e) for e in n.evidence]}
            for n in draft.no_agreement
        ],
        "meetings": [
            {
                "title": m.title,
                "date": m.date.isoformat() if m.date else None,
                "place": m.place,
                "host": m.host,
                "present": list(m.present),
                "absent": list(m.absent),
                "evidence": [str(e) for e in m.evidence],
            }
            for m in draft.meetings
        ],
        "next_steps": [
            {"what": s.step.what, "who": list(s.step.who), "when": s.step.when, "evidence": [s.id]}
            for s in draft.next_steps
        ],
        "of_nobody_known": list(draft.unheld),
    }


def _position(p: ProposedPosition, document: Document) -> View:
    return {
        "party": p.party,
        "issue": p.issue,
        "option": p.option,
        "kind": p.stance.value,
        "condition": p.condition,
        "hedged": p.hedged,
        "as_of": document.date.isoformat() if document.date else None,
        "chances": None
        if p.chances is None
        else {
            "position": round(p.chances.position, 2),
            "holder": round(p.chances.holder, 2),
            "direction": round(p.chances.direction, 2),
        },
        "evidence": [{"document": stem(document), "statement": p.statement, "quote": p.quote}],
    }


def stem(document: Document) -> str:
    """The name of a document's file without its ending; its title where it came from no file."""
    return Path(document.path).stem if document.path else document.title
