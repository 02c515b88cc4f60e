"""A meeting or a next step as the page shows it, and as its form begins with it."""

from __future__ import annotations

from typing import Any

from pourparler import wording
from pourparler.model import Meeting, NextStep
from pourparler.provenance.citations import Citations
from pourparler.workbench.position_form import evidence_told

NAMES = ("present", "absent", "who")
WORDS = ("title", "place", "duration", "host", "what", "when", "hedged")


def told_view(one: Meeting | NextStep, citations: Citations) -> dict[str, Any]:
    """As the page shows it, and as the form begins with it."""
    form: dict[str, Any] = {name: getattr(one, name, None) or "" for name in WORDS}
    form |= {name: ", ".join(getattr(one, name, ())) for name in NAMES}
    cited = citations.cite_all(one.evidence)
    is_meeting = isinstance(one, Meeting)
    form |= {
        "kind": "meeting" if is_meeting else "step",
        "date": one.date.isoformat() if isinstance(one, Meeting) and one.date else "",
        "due": one.due.isoformat() if isinstance(one, NextStep) and one.due else "",
        "evidence": [evidence_told(c) for c in cited],
    }
    day = wording.day(one.date) if isinstance(one, Meeting) else one.when or ""
    return {"form": form, "day": day, "sentences": cited, "suggested": one.suggested}
