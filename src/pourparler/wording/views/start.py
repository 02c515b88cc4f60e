"""Where one stands on the way from documents to what could be agreed."""

from __future__ import annotations

from typing import Any

from pourparler.model import Negotiation, Proposals
from pourparler.settlement import Analysis
from pourparler.wording.terms import joined, plural
from pourparler.wording.views.board import counts_words
from pourparler.wording.views.settlement import analysis_view

View = dict[str, Any]


def start_view(
    *,
    documents: int,
    unread: int,
    reading: bool,
    drafting: bool,
    due: bool,
    statements: int,
    proposals: Proposals,
    negotiation: Negotiation,
    analysis: Analysis | None,
) -> View:
    """``unread``: documents that nobody has read, of all. ``reading``: whether they are being read.

    ``drafting``: whether a draft is being made; ``due``: whether one waits until somebody asks for it.
    ``analysis``: None without issues.
    """
    return {
        "documents": {
            "words": _documents_words(documents, unread, reading, statements),
            "open": documents > unread,
            "unread": bool(unread) and not reading,
        },
        "draft": _draft_view(statements, proposals, negotiation, reading or drafting, due),
        "verdict": _verdict_view(analysis, bool(proposals.positions)),
    }


def _documents_words(total: int, unread: int, reading: bool, statements: int) -> str:
    if not total:
        return "No documents yet. Add articles, communiqués, transcripts or letters: text, PDF, Word, web pages."
    read, found = total - unread, plural(statements, "statement")
    if reading:
        return f"{read} of {plural(total, 'document')} read so far, with {found}."
    if not unread:
        return f"{plural(total, 'document')} read, with {found}."
    if not read:
        return f"{plural(total, 'document')} added. Nothing is read yet."
    return f"{read} of {plural(total, 'document')} read, with {found}. The others are not read yet."


def _draft_view(statements: int, proposals: Proposals, negotiation: Negotiation, coming: bool, due: bool) -> View:
    if proposals.positions:
        words = f"The documents propose {counts_words(proposals)}"
    elif coming:
        words = "The draft will be here when the documents are read."
    elif due:
        words = "A draft of so many statements takes a minute or more: begin it on the page Draft."
    elif statements:
        words = "Nobody takes a position in what was read so far."
    else:
        words = "The program will propose the parties, the questions between them, and who wants which answer, each with its sentence."
    return {"words": words, "open": bool(proposals.positions) or due, "dossier": _dossier_words(negotiation)}


def _dossier_words(negotiation: Negotiation) -> str:
    held = (
        (len(negotiation.parties), "party", "parties"),
        (len(negotiation.issues), "issue", "issues"),
        (len(negotiation.positions), "position", "positions"),
    )
    told = joined(plural(many, one, several) for many, one, several in held)
    return (
        f"dossier.yaml holds {told}." if any(many for many, _, _ in held) else "dossier.yaml holds none of it so far."
    )


def _verdict_view(analysis: Analysis | None, proposed: bool) -> View:
    if analysis is not None:
        verdict = analysis_view(analysis)["verdict"]
        return {"words": verdict["words"], "beside": verdict["beside"], "open": True}
    if proposed:
        words = "Put what you confirm of the draft into the dossier; the verdict then stands here."
    else:
        words = "Here you will read which settlements no party rejects, who blocks the others, and what to ask next."
    return {"words": words, "beside": [], "open": False}
