"""Who weighs how much at a vote, for the briefing and the pages."""

from __future__ import annotations

from typing import Any

from pourparler.briefing.notes import Notes
from pourparler.influence import Game, Rule, powers
from pourparler.model import Negotiation
from pourparler.wording.views.influence import vote_view


def voting_view(negotiation: Negotiation, notes: Notes) -> list[dict[str, Any]]:
    """A table for each vote of the dossier: weights, Shapley-Shubik and normalised Banzhaf indices, in parts of a hundred."""
    found = []
    for vote in negotiation.votes:
        told = powers(Game(vote.voters, tuple(Rule(weights, quota) for weights, quota in vote.rules)))
        found.append(vote_view(vote.title, vote.rules, told) | {"notes": notes.of(vote.evidence)})
    return found
