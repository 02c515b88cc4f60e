"""A draft beside the dossier that people made of the same documents: `evaluate draft`."""

from __future__ import annotations

from typing import Any

from pourparler.drafting.comparison import ComparedPosition, Comparison, Fate
from pourparler.drafting.proposed import ProposedPosition
from pourparler.model import Negotiation
from pourparler.wording.english import capital, is_many, named, quoted, verb_phrase
from pourparler.wording.positions import position_words
from pourparler.wording.terms import joined, plural

View = dict[str, Any]


def comparison_view(comparison: Comparison, negotiation: Negotiation) -> View:
    """Counts, a sentence for each kind of thing, and each position that was missed or is wrong, in words."""
    return {
        "parties": {
            "found": [[p.name, q.name] for p, q in comparison.parties if q is not None],
            "missed": [p.name for p, q in comparison.parties if q is None],
            "more": [p.name for p in comparison.more_parties],
        },
        "issues": {
            "found": [[i.id, i.proposal.question] for i in comparison.issues if i.proposal is not None],
            "missed": [i.id for i in comparison.issues if i.proposal is None],
        },
        "positions": {
            "found": [p.position.id for p in comparison.of(Fate.FOUND)],
            "wrong": [{"position": p.position.id, "words": _beside(p, negotiation)} for p in comparison.of(Fate.WRONG)],
            "missed": [
                {"position": p.position.id, "words": capital(position_words(negotiation, p.position))}
                for p in comparison.of(Fate.MISSED)
            ],
            "more": [{"words": _proposal_words(q), "statement": q.statement} for q in comparison.more_positions],
            "not_compared": [p.id for p in comparison.without_place],
        },
        "words": comparison_words(comparison),
    }


def comparison_words(comparison: Comparison) -> list[str]:
    """Three sentences: parties, issues, positions."""
    parties = [p.name for p, q in comparison.parties if q is None]
    found, wrong, missed = (len(comparison.of(fate)) for fate in Fate)
    more = plural(len(comparison.more_parties), "name") + " that the dossier does not have"
    together = sum(i.proposal is not None for i in comparison.issues)
    return [
        f"Parties: {len(comparison.parties) - len(parties)} of {len(comparison.parties)} found"
        + (f"; missed: {joined(parties)}" if parties else "")
        + (f"; {more}." if comparison.more_parties else "."),
        f"Issues: {together} of {len(comparison.issues)} found, each with most of its positions in one proposed issue.",
        f"Positions: {found} of {len(comparison.positions)} found, {wrong} with another party or on the other side, {missed} missed; "
        f"{len(comparison.more_positions)} more that the dossier does not have.",
    ]


def _beside(compared: ComparedPosition, negotiation: Negotiation) -> str:
    proposal = compared.proposal
    told = _proposal_words(proposal) if proposal is not None else ""
    return f"{capital(position_words(negotiation, compared.position))}. The draft: {told}"


def _proposal_words(p: ProposedPosition) -> str:
    return f"{named(p.party)} {verb_phrase(p.stance.value, many=is_many(p.party))} {quoted(p.quote)}"
