"""What drafting proposes for a dossier: parties, issues with options, positions, and what goes with them. Nobody has confirmed any of it."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.drafting.next_steps import Step
from pourparler.drafting.parties import ProposedParty
from pourparler.model import Bundle, Chances, Evidence, Meeting, Spans, Stance


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
    name that the statement gives it. ``statement``: empty where the record has none in these words.
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
    telling: str = ""
    """The same for what several documents tell, which counts once; else its own."""

    @property
    def evidence(self) -> Evidence:
        """The statement, or the words in the document where the record has no statement."""
        return Evidence(statement=self.statement) if self.statement else Evidence(None, self.document, self.words)


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
