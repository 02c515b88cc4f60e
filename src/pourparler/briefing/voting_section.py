"""Who weighs how much at a vote, for the briefing and the pages."""

from __future__ import annotations

from typing import Any

from pourparler import wording
from pourparler.briefing.notes import Notes
from pourparler.influence import Game, Rule, powers
from pourparler.model import Negotiation


def voting_view(negotiation: Negotiation, notes: Notes) -> list[dict[str, Any]]:
    """A table for each vote of the dossier: weights, Shapley-Shubik and normalised Banzhaf indices, in parts of a hundred."""
    found = []
    for vote in negotiation.votes:
        told = powers(Game(vote.voters, tuple(Rule(weights, quota) for weights, quota in vote.rules)))
        powerless = [v for v, x in zip(vote.voters, told.banzhaf_absolute, strict=True) if not x]
        found.append(
            {
                "title": vote.title,
                "notes": notes.of(vote.evidence),
                "quotas": [quota for _, quota in vote.rules],
                "rows": [
                    {
                        "voter": voter,
                        "weights": [weights[k] for weights, _ in vote.rules],
                        "shapley_shubik": f"{100 * float(told.shapley_shubik[k]):.1f}",
                        "banzhaf": f"{100 * told.banzhaf_normalised[k]:.1f}",
                    }
                    for k, voter in enumerate(vote.voters)
                ],
                "veto": wording.joined(told.game.veto),
                "powerless": wording.joined(powerless) if told.error is None else "",
                "error": told.error,
            }
        )
    return found
