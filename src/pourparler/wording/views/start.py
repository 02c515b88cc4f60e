"""Where one stands on the way from documents to what could be agreed: `start`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pourparler.model import Negotiation
from pourparler.settlement import Analysis
from pourparler.wording.terms import joined, plural
from pourparler.wording.views.settlement import analysis_view

View = dict[str, Any]


def documents_view(total: int, unread: int, statements: int) -> View:
    """``unread``: documents that no reader has read yet. ``statements``: found in the others."""
    read = total - unread
    if not total:
        words = "No documents yet. Articles, communiqués, transcripts, letters: text, PDF, Word or web pages."
    elif not read:
        words = f"{plural(total, 'document')}, none of them read yet."
    elif unread:
        words = f"{plural(read, 'document')} of {total} read, with {plural(statements, 'statement')}."
    else:
        words = f"{plural(total, 'document')} read, with {plural(statements, 'statement')}."
    return {"words": words, "total": total, "unread": unread, "waiting": False}


def dossier_view(negotiation: Negotiation) -> View:
    """What stands in dossier.yaml."""
    held = (
        (len(negotiation.parties), "party", "parties"),
        (len(negotiation.issues), "issue", "issues"),
        (len(negotiation.positions), "position", "positions"),
    )
    if not any(many for many, _, _ in held):
        return {"words": "dossier.yaml is still empty."}
    return {"words": f"dossier.yaml holds {joined(plural(many, one, several) for many, one, several in held)}."}


def verdict_view(analysis: Analysis | None, *, proposals: int, documents: int) -> View:
    """The verdict in one sentence; without an analysis, what is missing for one."""
    if analysis is not None:
        told = analysis_view(analysis)["verdict"]
        return {"words": told["words"], "beside": told["beside"], "open": True}
    if proposals:
        words = "First put what you confirm of the draft into the dossier. The verdict then stands here."
    elif documents:
        words = "The verdict stands here as soon as the dossier has issues with positions."
    else:
        words = "Here you will read which settlements no party rejects, who blocks, and what to ask next."
    return {"words": words, "beside": [], "open": False}


def names(words: Sequence[str], most: int = 4) -> str:
    """The first of them, and how many more."""
    shown = list(words[:most])
    return joined([*shown, f"{len(words) - most} more"] if len(words) > most else shown)
