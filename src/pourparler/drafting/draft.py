"""A first draft of a dossier from the record: the parties found, and every position with who takes it, of which kind, and where it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pourparler.drafting.parties import Parties, ProposedParty
from pourparler.drafting.stances import stance_of
from pourparler.model import Chances, Document, Spans, Stance, Statement, quote


@dataclass(frozen=True, slots=True)
class ProposedPosition:
    """A party takes a position: of which kind, in which words of which document, and how likely that is right (0..1, of three judgements)."""

    party: str
    stance: Stance
    statement: str
    document: str
    words: Spans
    quote: str
    condition: str | None = None
    hedged: bool = False
    chances: Chances | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What the record proposes for a dossier. ``unheld``: statements that take a position of nobody knows whom."""

    parties: tuple[ProposedParty, ...]
    positions: tuple[ProposedPosition, ...]
    unheld: tuple[str, ...] = ()


def draft(statements: Sequence[Statement], documents: Mapping[str, Document]) -> Draft:
    """Parties and positions from statements that take one; each position stands by itself, in the order of the statements.

    ``statements``: those that nobody rejected. ``documents``: by their ids.
    """
    taking = [s for s in statements if s.position and s.holders]
    quotes = [
        (holder, quote(documents[s.document].text, (words,)))
        for s in taking
        for holder in s.holders
        for words in holder.words
    ]
    parties = Parties(statements, quotes)
    positions = tuple(position for s in taking for position in _of(s, documents[s.document].text, parties))
    known = {position.party for position in positions}
    return Draft(
        tuple(p for p in parties.proposed() if p.name in known),
        positions,
        tuple(s.id for s in statements if s.position and not s.holders),
    )


def _of(s: Statement, text: str, parties: Parties) -> list[ProposedPosition]:
    """One position for each party that a statement names as a holder."""
    sides = {parties.of(holder): stance_of(s.stance, opposed=holder.opposed) for holder in s.holders}
    condition = quote(text, s.condition) if s.condition else None
    return [
        ProposedPosition(
            party, stance, s.id, s.document, s.position, quote(text, s.position), condition, s.hedged, s.chances
        )
        for party, stance in sides.items()
    ]
