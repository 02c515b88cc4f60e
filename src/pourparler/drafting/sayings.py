"""What parties said over time, for their lives: from the positions of a dossier, or from the statements of its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pourparler.drafting.lives import Ending, Saying
from pourparler.model import Days, Evidence, Issue, Negotiation, Position, first_said, said_on
from pourparler.model.stances import KIND, TAKING, Side, side_of, sides_of, stance_of
from pourparler.reading.issue_matching import names_option
from pourparler.reading.turned_words import given_up


@dataclass(frozen=True, slots=True)
class Told:
    """What was said and given up, and how much has no date and so makes no step: positions, or statements."""

    sayings: tuple[Saying, ...]
    endings: tuple[Ending, ...] = ()
    undated: int = 0


def told_in_dossier(negotiation: Negotiation, days: Days) -> Told:
    """The dossier's positions, those given up included, each on every day on which it was said (``model.said_on``).

    A position that the dossier marks as a concession ends what the party held before; any other stands beside it, for the dossier says
    until when each is held. Packages take no side on an option, and have no life here.
    """
    sayings: list[Saying] = []
    endings: list[Ending] = []
    undated = 0
    for p in negotiation.positions:
        stands = sides_of(p) if p.issue is not None else ()
        said = said_on(p, days)
        undated += bool(stands) and not said
        for option, side in stands:
            for k, (day, evidence) in enumerate(said):
                sayings.append(
                    Saying(
                        p.party, p.issue or "", option, side, p.kind, day, words=(p.id, k), confirmed=not p.suggested,
                        softened=bool(p.condition or p.hedged), ends=p.concession, evidence=evidence or p.evidence,
                    )
                )  # fmt: skip
            if p.until is not None and said and not _held_on(negotiation, p, option, side, p.until, days):
                end = p.party, p.issue or "", option, side, max(p.until, said[0][0])
                endings.append(Ending(*end, confirmed=not p.suggested, evidence=p.evidence))
    return Told(tuple(sayings), tuple(endings), undated)


def _held_on(negotiation: Negotiation, given_up: Position, option: str, side: Side, day: date, days: Days) -> bool:
    """Whether another position of the party takes the same side on the option at the end of the day."""
    return any(
        q is not given_up and q.party == given_up.party and q.issue == given_up.issue and (option, side) in sides_of(q)
        and (first := first_said(q, days)) is not None and first <= day and (q.until is None or q.until > day)
        for q in negotiation.positions
    )  # fmt: skip


class Holds(Protocol):
    """Who takes the position of a statement: ``sure`` if for or against is not in doubt."""

    @property
    def party(self) -> str | None:
        """Its name in the dossier."""

    @property
    def opposed(self) -> bool:
        """Whether it takes the other side in the same words."""

    @property
    def sure(self) -> bool:
        """Whether it is not in doubt which side."""


class Stands(Protocol):
    """A statement that nobody rejected, as it stands."""

    @property
    def id(self) -> str:
        """By which the record knows it."""

    @property
    def issue(self) -> str | None:
        """Its id in the dossier; None where it is on none."""

    @property
    def option(self) -> str | None:
        """Its id; None where it is not known."""

    @property
    def stance(self) -> str:
        """What it does: the value of a Stance."""

    @property
    def confirmed(self) -> bool:
        """Whether a person did."""

    @property
    def alike(self) -> str:
        """The first statement of the same words."""

    @property
    def softened(self) -> bool:
        """Whether it is hedged, or said on a condition."""

    @property
    def said(self) -> str:
        """The words that take the position; empty where the reader was not sure of them."""

    @property
    def takers(self) -> Iterable[Holds]:
        """Who takes its position."""


def told_in_record(
    negotiation: Negotiation,
    documents: Mapping[str, Iterable[Stands]],
    days: Mapping[str, date | None],
    *,
    confirmed: bool = False,
) -> Told:
    """The record's statements on options of the dossier, by document: those that nobody rejected, or only the ``confirmed`` ones.

    A statement in doubt makes nothing. The same words told again are known by ``alike``. A statement is plain (``Saying.plain``) where a
    person confirmed it. Else it is ``named`` for the likeliest holder where its words name the option, and not for one that opposes them.
    Where the words give up an option that they name, what the likeliest holder asked for ends.
    """
    told = [told_in_document(negotiation, some, days[id], confirmed=confirmed) for id, some in documents.items()]
    endings = tuple(e for t in told for e in t.endings)
    return Told(tuple(s for t in told for s in t.sayings), endings, sum(t.undated for t in told))


TAKEN = {stance.value: stance for stance in TAKING}


def told_in_document(
    negotiation: Negotiation, statements: Iterable[Stands], day: date | None, *, confirmed: bool = False
) -> Told:
    """The same of one document and its day."""
    sayings: list[Saying] = []
    endings: list[Ending] = []
    undated = 0
    for s in statements:
        if s.issue is None or (confirmed and not s.confirmed) or s.stance not in TAKEN:
            continue
        issue = negotiation.issue.get(s.issue)
        if issue is None:
            continue
        every = tuple(s.takers)
        takers = [t for t in every if t.sure and t.party in negotiation.party]
        if day is not None and takers and takers[0] is every[0]:
            endings += _given_up(s, takers[0], issue, day)
        if s.option is None or s.option not in issue.options:
            continue
        undated += bool(takers) and day is None
        for taker in takers if day is not None else ():
            stance = stance_of(TAKEN[s.stance], opposed=taker.opposed)
            kind, side = KIND[stance], side_of(stance)
            if kind is None or side is None or taker.party is None or day is None:
                continue
            evidence = (Evidence(statement=s.id),)
            sayings.append(
                Saying(
                    taker.party,
                    issue.id,
                    s.option,
                    side,
                    kind,
                    day,
                    s.alike,
                    s.confirmed,
                    s.softened,
                    plain=s.confirmed,
                    named=taker is every[0] and not taker.opposed and names_option(issue, s.option, s.said),
                    evidence=evidence,
                )
            )
    return Told(tuple(sayings), tuple(endings), undated)


def _given_up(s: Stands, taker: Holds, issue: Issue, day: date) -> Iterator[Ending]:
    """The options that the likeliest holder says it no longer asks for, each named by the words that give it up."""
    if taker.party is None or taker.opposed or side_of(TAKEN[s.stance]) is not Side.FOR:
        return
    for words in given_up(s.said):
        named = [option for option in issue.options if names_option(issue, option, words)]
        if len(named) == 1:
            evidence = (Evidence(statement=s.id),)
            yield Ending(taker.party, issue.id, named[0], Side.FOR, day, confirmed=s.confirmed, evidence=evidence)
