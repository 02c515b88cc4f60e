"""From statements to what belongs into a dossier: positions, issues, next steps. All of it suggestions."""

from pourparler.drafting.draft import (
    Draft,
    ProposedIssue,
    ProposedLinkage,
    ProposedNoAgreement,
    ProposedOption,
    ProposedPosition,
    ProposedPriority,
    draft,
)
from pourparler.drafting.issue_clusters import Proposal, propose_issues
from pourparler.drafting.language_model import LanguageModelDrafter
from pourparler.drafting.next_steps import Step, suggest_next_steps
from pourparler.drafting.parties import ProposedActor, ProposedParty
from pourparler.drafting.positions import Candidate, suggest_positions

__all__ = [
    "Candidate",
    "Draft",
    "LanguageModelDrafter",
    "Proposal",
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
    "propose_issues",
    "suggest_next_steps",
    "suggest_positions",
]
