"""A first draft of a dossier from the record: the parties found, and every position with who takes it, of which kind, and where it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pourparler.drafting.next_steps import Step
from pourparler.drafting.parties import Parties, ProposedParty
from pourparler.drafting.stances import stance_of
from pourparler.model import Bundle, Chances, Document, Evidence, Meeting, Spans, Stance, Statement, quote


@dataclass(frozen=True, slots=True)
class ProposedOption:
    """An answer to an issue's question, in the documents' words. ``id``: unique within the issue."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class ProposedIssue:
    """A question that positions answer. ``chance`` (0..1): how likely its positions answer the same question; 1 where it has one.

    ``known``: it stands in the dossier already, under this id.
    """

    id: str
    question: str
    options: tuple[ProposedOption, ...]
    chance: float = 1.0
    known: bool = False


@dataclass(frozen=True, slots=True)
class ProposedPosition:
    """A party takes a position: for or against which option of which issue, in which words of which document, and how likely that is right.

    One place of one document: the dossier's positions are made of those of one party, issue, option and kind. ``holder``: the party by the
    name that the statement gives it.
    """

    party: str
    issue: str
    option: str
    stance: Stance
    holder: str
    statement: str
    document: str
    words: Spans
    quote: str
    condition: str | None = None
    hedged: bool = False
    chances: Chances | None = None


@dataclass(frozen=True, slots=True)
class ProposedLinkage:
    """Options that somebody says cannot stand together, by (issue, option)."""

    never: Bundle
    because: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ProposedPriority:
    """An issue that a party says matters most to it."""

    party: str
    issue: str
    because: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ProposedNoAgreement:
    """What somebody says an issue comes to without an agreement."""

    issue: str
    option: str
    because: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What the record proposes for a dossier. ``unheld``: statements that take a position of nobody knows whom."""

    parties: tuple[ProposedParty, ...]
    issues: tuple[ProposedIssue, ...]
    positions: tuple[ProposedPosition, ...]
    linkages: tuple[ProposedLinkage, ...] = ()
    priorities: tuple[ProposedPriority, ...] = ()
    no_agreement: tuple[ProposedNoAgreement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    next_steps: tuple[Step, ...] = ()
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
    words = {position.issue: position.quote for position in positions}
    return Draft(
        tuple(p for p in parties.proposed() if p.name in known),
        tuple(ProposedIssue(id, told, (ProposedOption("as_said", told),)) for id, told in words.items()),
        positions,
        unheld=tuple(s.id for s in statements if s.position and not s.holders),
    )


def _of(s: Statement, text: str, parties: Parties) -> list[ProposedPosition]:
    """One position for each party that a statement names as a holder."""
    sides = {parties.of(holder): (holder.name, stance_of(s.stance, opposed=holder.opposed)) for holder in s.holders}
    condition = quote(text, s.condition) if s.condition else None
    return [
        ProposedPosition(
            party,
            s.id,
            "as_said",
            stance,
            holder,
            s.id,
            s.document,
            s.position,
            quote(text, s.position),
            condition,
            s.hedged,
            s.chances,
        )
        for party, (holder, stance) in sides.items()
    ]
