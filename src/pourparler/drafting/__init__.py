"""From statements to what belongs into a dossier: positions, issues, next steps. All of it suggestions."""

from pourparler.drafting.draft import draft
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
    "draft",
    "suggest_next_steps",
    "suggest_positions",
]
