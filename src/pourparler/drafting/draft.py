"""A first draft of a dossier from the record: parties, issues with options, and every position with who takes it, of which kind, and where it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pourparler.drafting.issues import Group, grouped
from pourparler.drafting.likeness import Positions
from pourparler.drafting.naming import Things, denial, name, option_words, question
from pourparler.drafting.next_steps import Step
from pourparler.drafting.parties import Parties, ProposedParty
from pourparler.drafting.stances import Side, side_of, stance_of
from pourparler.model import (
    Bundle,
    Chances,
    Document,
    Evidence,
    Meaning,
    Meeting,
    Negotiation,
    Spans,
    Stance,
    Statement,
    quote,
)


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


def draft(
    statements: Sequence[Statement],
    documents: Mapping[str, Document],
    *,
    meanings: Mapping[str, Meaning],
    meetings: Sequence[Meeting] = (),
    negotiation: Negotiation | None = None,
) -> Draft:
    """Parties, issues, options and positions from statements that take positions. The order of statements and documents does not matter.

    ``statements``: those that nobody rejected. ``documents``: by their ids. ``meanings``: of every statement that takes a position.
    ``negotiation``: the dossier as it is; positions on its issues and options stay there, and others may join them.
    """
    taking = sorted((s for s in statements if s.position and s.holders), key=lambda s: _place(s, documents))
    parties = Parties(statements, taking, documents, negotiation)
    takers = [frozenset(parties.of(holder) for holder in s.holders) for s in taking]
    positions = Positions(taking, documents, meanings, takers)
    known = _known(taking, negotiation)
    groups = grouped(positions, [issue for issue, _ in known], [option for _, option in known])
    named = _Named(
        taking,
        positions.words,
        [name for party in parties.proposed() for name in (party.name, *party.aliases)],
        negotiation,
    )
    issues = [named.issue(group, known) for group in groups]
    where = {k: (issue.id, option) for issue, options in issues for option, members in options.items() for k in members}
    made = tuple(
        position for k, s in enumerate(taking) for position in _of(s, documents[s.document].text, parties, where[k])
    )
    found = {position.party for position in made}
    return Draft(
        tuple(p for p in parties.proposed() if p.name in found),
        tuple(issue for issue, _ in issues),
        made,
        meetings=tuple(meetings),
        unheld=tuple(s.id for s in statements if s.position and not s.holders),
    )


def _place(s: Statement, documents: Mapping[str, Document]) -> tuple[str, str, Spans, str]:
    """Where a statement stands in the record: the oldest document first, those without a date last."""
    day = documents[s.document].date
    return day.isoformat() if day else "9999", s.document, s.position, s.id


def _known(taking: Sequence[Statement], negotiation: Negotiation | None) -> list[tuple[str | None, str | None]]:
    """The issue and the option of the dossier that each statement is on."""
    issues = negotiation.issue if negotiation is not None else {}
    found: list[tuple[str | None, str | None]] = []
    for s in taking:
        issue = issues.get(s.issue or "")
        found.append((issue.id, s.option if s.option in issue.options else None) if issue is not None else (None, None))
    return found


class _Named:
    """Names for what was put together, each id once."""

    def __init__(
        self, taking: Sequence[Statement], words: Sequence[str], parties: Sequence[str], negotiation: Negotiation | None
    ) -> None:
        self._words = words
        self._against = [side_of(s.stance) is Side.AGAINST for s in taking]
        self._things = Things(words, parties)
        self._dossier = negotiation.issue if negotiation is not None else {}
        self._taken = set(self._dossier)

    def issue(
        self, group: Group, known: Sequence[tuple[str | None, str | None]]
    ) -> tuple[ProposedIssue, dict[str, tuple[int, ...]]]:
        """The issue that a group is, and the group's members by option."""
        words = [self._words[k] for k in group.members]
        there = next((self._dossier[i] for i, _ in (known[k] for k in group.members) if i is not None), None)
        if there is None:
            thing = self._things.shared(words) or words[0]
            id = name(thing, self._taken)
            self._taken.add(id)
            asked = question(thing, words)
        else:
            id, asked = there.id, there.question
        options = {o: ProposedOption(o, told) for o, told in there.options.items()} if there is not None else {}
        members: dict[str, tuple[int, ...]] = {}
        for those in group.options:
            option = next((o for _, o in (known[k] for k in those) if o is not None), None)
            if option is None:
                told = option_words([(self._words[k], self._against[k]) for k in those])
                option = name(told, options)
                options[option] = ProposedOption(option, told)
            members[option] = those
        if len(options) == 1:
            # Exactly one option of an issue is chosen, so a single one would be agreed already: the other is that it does not come.
            (only,) = options.values()
            other = f"not_{only.id}"
            options[other] = ProposedOption(other, denial(only.words))
        return ProposedIssue(id, asked, tuple(options.values()), group.chance, known=there is not None), members


def _of(s: Statement, text: str, parties: Parties, where: tuple[str, str]) -> list[ProposedPosition]:
    """One position for each party that a statement names as a holder."""
    sides = {parties.of(holder): (holder.name, stance_of(s.stance, opposed=holder.opposed)) for holder in s.holders}
    condition = quote(text, s.condition) if s.condition else None
    return [
        ProposedPosition(
            party,
            *where,
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
