"""That what is shown is of an earlier day, and what that leaves out."""

from __future__ import annotations

from typing import Any

from pourparler.model import Negotiation
from pourparler.wording.terms import day, plural


def as_of_words(negotiation: Negotiation) -> str | None:
    """The sentences that stand above an answer about an earlier day; None where the answer is about the dossier as it stands."""
    stood = negotiation.stood
    if stood is None:
        return None
    told = [f"This is how things stood at the end of {day(stood.day)}."]
    if stood.later:
        were = "was" if stood.later == 1 else "were"
        told.append(f"{plural(stood.later, 'position')} {were} first said later and {were} left out.")
    if stood.undated:
        have, count = ("has", "counts") if stood.undated == 1 else ("have", "count")
        told.append(f"{plural(stood.undated, 'position')} {have} no date and {count} on every day.")
    return " ".join(told)


def as_of_view(negotiation: Negotiation) -> dict[str, Any]:
    """For programs: the same under ``as_of``; nothing where the answer is about the dossier as it stands."""
    stood = negotiation.stood
    if stood is None:
        return {}
    held = len(negotiation.in_force)
    told = {"day": stood.day, "positions": held, "later": stood.later, "undated": stood.undated}
    return {"as_of": {**told, "words": as_of_words(negotiation)}}
