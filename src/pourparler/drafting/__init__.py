"""From statements to what belongs into a dossier: positions, issues, next steps. All of it suggestions.

Loaded when first used: a page that only tells the lives of positions needs nothing of how a dossier is drafted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparler.lazy import loaded_when_asked

if TYPE_CHECKING:
    from pourparler.drafting.language_model import LanguageModelDrafter
    from pourparler.drafting.next_steps import Step, suggest_next_steps
    from pourparler.drafting.parties import ProposedActor, ProposedParty
    from pourparler.drafting.positions import Candidate, suggest_positions
    from pourparler.drafting.proposed import (
        Draft,
        ProposedIssue,
        ProposedLinkage,
        ProposedNoAgreement,
        ProposedOption,
        ProposedPosition,
        ProposedPriority,
    )

_PROPOSED = (
    "Draft", "ProposedIssue", "ProposedLinkage", "ProposedNoAgreement", "ProposedOption", "ProposedPosition", "ProposedPriority",
)  # fmt: skip
_HOMES = {
    "LanguageModelDrafter": "language_model",
    **dict.fromkeys(("Step", "suggest_next_steps"), "next_steps"),
    **dict.fromkeys(("ProposedActor", "ProposedParty"), "parties"),
    **dict.fromkeys(("Candidate", "suggest_positions"), "positions"),
    **dict.fromkeys(_PROPOSED, "proposed"),
}

__all__ = [
    "Candidate",
    "Draft",
    "LanguageModelDrafter",
    "ProposedActor",
    "ProposedIssue",
    "ProposedLinkage",
    "ProposedNoAgreement",
    "ProposedOption",
    "ProposedParty",
    "ProposedPosition",
    "ProposedPriority",
    "Step",
    "suggest_next_steps",
    "suggest_positions",
]


__getattr__ = loaded_when_asked(__name__, _HOMES)
