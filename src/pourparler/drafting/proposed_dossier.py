"""What proposals come to in a dossier: parties, issues with options, positions and the rest, as the dossier writes them.

What nobody confirmed is marked as suggested. Mentions of one position are one, with all their statements as evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pourparler.drafting.moves import given_up_on
from pourparler.model import (
    Bystander,
    Evidence,
    IssueBody,
    Kind,
    Linkage,
    LinkageBody,
    Meeting,
    MeetingBody,
    NextStep,
    NextStepBody,
    NoAgreementBody,
    OptionBody,
    Party,
    PartyBody,
    Position,
    PositionBody,
    PriorityBody,
    Proposal,
    Proposals,
    Stance,
    What,
)
from pourparler.model.stances import HEDGED, KIND

Names = Mapping[str, str]
"""Id of a proposed party, issue or option → its name or id in dossier.yaml; those that do not stand there are missing."""


@dataclass(frozen=True, slots=True)
class OptionEntry:
    """An option to write. ``name``: from which its id is made."""

    key: str
    name: str
    words: str
    suggested: bool


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """An issue to write, with its options. ``name``: from which its id is made."""

    key: str
    name: str
    question: str
    options: tuple[OptionEntry, ...]
    suggested: bool


@dataclass(frozen=True, slots=True)
class PriorityEntry:
    """The issue, by its id in dossier.yaml, that matters most to a party."""

    key: str
    party: str
    issue: str
    evidence: tuple[Evidence, ...]
    suggested: bool


@dataclass(frozen=True, slots=True)
class NoAgreementEntry:
    """What an issue comes to without an agreement; ids of dossier.yaml."""

    key: str
    issue: str
    option: str
    evidence: tuple[Evidence, ...]
    suggested: bool


def wanted(proposals: Proposals, what: What, *, suggested: bool) -> list[Proposal]:
    """The live ones of a kind in their order; only the confirmed ones unless ``suggested``."""
    return [p for p in proposals.live(what) if suggested or p.confirmed]


def parties(proposals: Proposals, *, suggested: bool) -> dict[str, Party | Bystander]:
    """By the proposal's id: parties, and as bystanders whoever only mediates, hosts or observes."""
    found: dict[str, Party | Bystander] = {}
    for p in wanted(proposals, What.PARTY, suggested=suggested):
        b = p.body
        assert isinstance(b, PartyBody)
        if b.role == "party":
            found[p.id] = Party(b.name, b.at_table, b.actors, b.aliases, suggested=not p.confirmed)
        else:
            found[p.id] = Bystander(b.name, b.role, b.actors, b.aliases, b.evidence, suggested=not p.confirmed)
    return found


def issues(proposals: Proposals, *, suggested: bool) -> list[IssueEntry]:
    """Issues with two options or more. Where fewer are confirmed, the others of the issue come along, marked as suggested."""
    found = []
    for p in wanted(proposals, What.ISSUE, suggested=suggested):
        assert isinstance(p.body, IssueBody)
        all_options = proposals.options_of(p.id)
        confirmed = [o for o in all_options if o.confirmed]
        options = all_options if suggested or len(confirmed) < 2 else confirmed
        entries = tuple(OptionEntry(o.id, _option_name(o), o.words, not o.confirmed) for o in options)
        if len(entries) >= 2:
            name = p.words if "question" in p.settled and "name" not in p.settled else p.body.name
            found.append(IssueEntry(p.id, name, p.body.question, entries, not p.confirmed))
    return found


def without_answers(proposals: Proposals, *, suggested: bool) -> list[str]:
    """The questions that cannot be written, because they have fewer than two options."""
    told = wanted(proposals, What.ISSUE, suggested=suggested)
    return [p.words for p in told if len(proposals.options_of(p.id)) < 2]


def _option_name(o: Proposal) -> str:
    assert isinstance(o.body, OptionBody)
    return o.words if "words" in o.settled or not o.body.name else o.body.name


def positions(
    proposals: Proposals, names: Names, days: Mapping[str, date | None], *, suggested: bool
) -> dict[str, Position]:
    """By a key of party, option, kind and conditions: one position for all mentions; given up where the party moved on since.

    Only what is confirmed is evidence of a position that is confirmed. ``days``: documents' ids to their dates.
    """
    groups: dict[str, list[Proposal]] = {}
    for p in wanted(proposals, What.POSITION, suggested=suggested):
        b = p.body
        assert isinstance(b, PositionBody)
        kind = KIND[b.stance]
        issue = proposals.issue_of(p.id).id
        if kind is not None and all(id in names for id in (b.party, b.option, issue)):
            groups.setdefault("|".join((b.party, b.option, kind.value, *sorted(_conditions(b, kind)))), []).append(p)
    told = []
    for key, mentions in groups.items():
        sure = [p for p in mentions if p.confirmed]
        told.append(_told(key, sure or mentions, proposals, names, days, suggested=not sure))
    return {t.position.id: _moved(t, told) for t in told}


@dataclass(frozen=True, slots=True)
class _Told:
    """A position with when it was first said."""

    position: Position
    first: date | None


def _told(
    key: str,
    mentions: Sequence[Proposal],
    proposals: Proposals,
    names: Names,
    days: Mapping[str, date | None],
    *,
    suggested: bool,
) -> _Told:
    bodies = [p.body for p in mentions if isinstance(p.body, PositionBody)]
    first = bodies[0]
    issue = proposals.issue_of(mentions[0].id).id
    kind = KIND[first.stance]
    assert kind is not None
    others = [names[o.id] for o in proposals.options_of(issue) if o.id in names and o.id != first.option]
    dated = list(_said_on(bodies, days))
    condition = tuple(
        (names[proposals.issue_of(id).id], names[id])
        for id in _conditions(first, kind)
        if id in names and proposals.issue_of(id).id in names
    )
    notes = [b.note for b in bodies if b.note]
    if not condition:
        notes += [f"on the condition: {b.condition}" for b in bodies if b.condition]
    ranking = ((names[first.option],), (others[0],)) if kind is Kind.PREFERS and len(others) == 1 else ()
    if kind is Kind.PREFERS and not ranking:
        # An order of all options would tell more than was said; a demand compares this one with each other, as the words do.
        kind, notes = Kind.DEMANDS, ["said as a preference", *notes]
    position = Position(
        key,
        names[first.party],
        kind,
        names[issue],
        None if ranking else names[first.option],
        ranking,
        condition,
        evidence=tuple(dict.fromkeys(e for b in bodies for e in b.sources)),
        as_of=max(dated, default=None),
        hedged=HEDGED if all(b.hedged for b in bodies) else None,
        concession=any(b.stance is Stance.CONCEDES for b in bodies),
        note="; ".join(dict.fromkeys(notes)) or None,
        suggested=suggested,
    )
    return _Told(position, min(dated, default=None))


def _said_on(bodies: Iterable[PositionBody], days: Mapping[str, date | None]) -> Iterable[date]:
    """The days on which a position was said: of words that several documents tell, the day of the first."""
    first: dict[str, date] = {}
    for b in bodies:
        if (day := days.get(b.document)) is not None:
            telling = b.telling or f"{b.document} {b.spans}"
            first[telling] = min(day, first.get(telling, day))
    return first.values()


def _conditions(b: PositionBody, kind: Kind) -> tuple[str, ...]:
    """The conditions that the dossier can hold: only those of acceptances and offers."""
    return b.conditions if kind in (Kind.ACCEPTS, Kind.OFFERS) else ()


def _moved(told: _Told, all_told: Iterable[_Told]) -> Position:
    """With the day on which the party took what contradicts it, where nothing that is said meanwhile or undated does.

    What is confirmed is given up only for what is confirmed.
    """
    mine = told.position
    there = [t for t in all_told if t.position.party == mine.party and t.position.issue == mine.issue]
    day = given_up_on(told, there, [t for t in there if mine.suggested or not t.position.suggested])
    return replace(mine, until=day) if day is not None else mine


def linkages(proposals: Proposals, names: Names, *, suggested: bool) -> dict[str, Linkage]:
    """Those of whose options two or more issues stand in the dossier, all of them."""
    found = {}
    for p in wanted(proposals, What.LINKAGE, suggested=suggested):
        b = p.body
        assert isinstance(b, LinkageBody)
        pairs = [(proposals.issue_of(o).id, o) for o in b.never]
        if all(i in names and o in names for i, o in pairs) and len({i for i, _ in pairs}) == len(pairs) > 1:
            never = tuple((names[i], names[o]) for i, o in pairs)
            found[p.id] = Linkage(p.id, never, b.because or None, b.evidence, suggested=not p.confirmed)
    return found


def priorities(proposals: Proposals, names: Names, *, suggested: bool) -> dict[str, PriorityEntry]:
    """One for each party: the issue that matters most to it, a confirmed one first."""
    found: dict[str, PriorityEntry] = {}
    told = wanted(proposals, What.PRIORITY, suggested=suggested)
    for p in sorted(told, key=lambda p: not p.confirmed):
        b = p.body
        assert isinstance(b, PriorityBody)
        if b.party in names and b.issue in names and b.party not in found:
            found[b.party] = PriorityEntry(p.id, names[b.party], names[b.issue], b.evidence, not p.confirmed)
    return {e.key: e for e in found.values()}


def no_agreement(proposals: Proposals, names: Names, *, suggested: bool) -> dict[str, NoAgreementEntry]:
    """One for each issue, a confirmed one first."""
    found: dict[str, NoAgreementEntry] = {}
    told = wanted(proposals, What.NO_AGREEMENT, suggested=suggested)
    for p in sorted(told, key=lambda p: not p.confirmed):
        b = p.body
        assert isinstance(b, NoAgreementBody)
        issue = proposals.issue_of(b.option).id
        if issue in names and b.option in names and issue not in found:
            found[issue] = NoAgreementEntry(p.id, names[issue], names[b.option], b.evidence, not p.confirmed)
    return {e.key: e for e in found.values()}


def meetings(proposals: Proposals, *, suggested: bool) -> dict[str, Meeting]:
    """By the proposal's id."""
    told = wanted(proposals, What.MEETING, suggested=suggested)
    return {p.id: replace(p.body.meeting, suggested=not p.confirmed) for p in told if isinstance(p.body, MeetingBody)}


def next_steps(proposals: Proposals, *, suggested: bool) -> dict[str, NextStep]:
    """By the proposal's id."""
    told = wanted(proposals, What.NEXT_STEP, suggested=suggested)
    return {p.id: replace(p.body.step, suggested=not p.confirmed) for p in told if isinstance(p.body, NextStepBody)}
