"""What came since some time: documents and statements, told by the day of the document or by when it came into the record.

Counted in the database, so that a record of a hundred thousand statements costs what is new and not what is there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Select, case, distinct, func, select

from pourparler.model import Decision, Stance
from pourparler.record import schema as t
from pourparler.record.meanings import Floats, unpacked
from pourparler.record.queries import IN_ORDER, pieces
from pourparler.record.standing import CONFIRMED


class By(StrEnum):
    """By what it is told whether something is new."""

    SAID = "said"
    """The day of the document; of one without a date, the day on which it was added."""
    ADDED = "added"
    """When the document came into the record: when it was added, or first read where that was later."""


@dataclass(frozen=True, slots=True)
class Since:
    """From when on something is new: the beginning of ``day`` (``moment``: of that moment, in universal time without its zone)."""

    day: date
    by: By = By.SAID
    moment: datetime | None = None

    @property
    def at(self) -> datetime:
        """The moment, in universal time without its zone: of a day its beginning where the program runs."""
        if self.moment is not None:
            return self.moment
        begins = datetime.combine(self.day, time())
        try:
            return begins.astimezone(UTC).replace(tzinfo=None)
        except (ValueError, OverflowError):  # the first day that a calendar has, or the last
            return begins


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document that is new. ``read``: whether any reader has read it; ``told_again``: statements whose words an earlier document has."""

    id: str
    title: str
    date: date | None
    source: str | None
    url: str | None
    language: str
    read: bool
    statements: int
    told_again: int


@dataclass(frozen=True, slots=True)
class Spoke:
    """How many new statements are a party's on an issue (None: on none of the dossier's), each wording once; how many confirmed."""

    party: str
    issue: str | None
    statements: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A party's stance on an option, as statements tell it, first and last on these days.

    ``statements``: the first of each wording, the oldest document first. ``confirmed``: how many of the wordings a person confirmed.
    """

    party: str
    issue: str
    option: str
    stance: Stance
    opposed: bool
    first: date | None
    last: date | None
    statements: tuple[str, ...]
    confirmed: int


class Newly(Protocol):
    """What is new since some time: counted in the database, or from all statements in memory (``NewlyStanding``)."""

    def documents(self) -> Sequence[NewDocument]:
        """The documents that are new, oldest first."""

    def spoke(self) -> Sequence[Spoke]:
        """New statements by party and issue, each wording once; those that an earlier document has left out."""

    def taken(self, *, new: bool, issues: Sequence[str]) -> Sequence[Taken]:
        """Stances of parties on options of these issues, in documents that are new (without what an earlier document has in the same
        words), or in all others; those that are in doubt left out."""


@dataclass(frozen=True, slots=True)
class NewlyRecorded:
    """Counted in the database. ``reading``: opens it."""

    reading: Callable[[], AbstractContextManager[Connection]]
    since: Since

    def documents(self) -> list[NewDocument]:
        """See ``Newly``."""
        with self.reading() as db:
            return _documents(db, self.since)

    def spoke(self) -> list[Spoke]:
        """See ``Newly``."""
        with self.reading() as db:
            return _spoke(db, self.since)

    def taken(self, *, new: bool, issues: Sequence[str]) -> list[Taken]:
        """See ``Newly``."""
        with self.reading() as db:
            return _all_taken(db, self.since, new=new, issues=issues)


def is_new(since: Since) -> Select[tuple[str]]:
    """The ids of the documents that are new."""
    d, r = t.documents, t.readings
    if since.by is By.SAID:
        return select(d.c.id).where((d.c.date >= since.day) | (d.c.date.is_(None) & (d.c.added_at >= since.at)))
    first = select(r.c.document).group_by(r.c.document).having(func.min(r.c.at) >= since.at)
    return select(d.c.id).where((d.c.added_at >= since.at) | d.c.id.in_(first))


def _documents(db: Connection, since: Since) -> list[NewDocument]:
    s = t.statements
    count = (
        select(
            s.c.document, func.count().label("all"), func.sum(case((_told_before(since), 1), else_=0)).label("again")
        )
        .where(s.c.document.in_(is_new(since)), s.c.review != Decision.REJECTED)
        .group_by(s.c.document)
    )
    many = {document: (every, again) for document, every, again in db.execute(count)}
    listed = listed_documents(db, since)
    return [replace(d, statements=every, told_again=again) for d in listed for every, again in [many.get(d.id, (0, 0))]]


def listed_documents(db: Connection, since: Since) -> list[NewDocument]:
    """Those that are new, oldest first, their statements not counted."""
    d, r = t.documents, t.readings
    read = select(r.c.number).where(r.c.document == d.c.id).exists()
    query = select(d.c.id, d.c.title, d.c.date, d.c.source, d.c.url, d.c.language, read).where(
        d.c.id.in_(is_new(since))
    )
    return [
        NewDocument(id, title, day, source, url, language, was_read, statements=0, told_again=0)
        for id, title, day, source, url, language, was_read in db.execute(query.order_by(*IN_ORDER))
    ]


def in_order(db: Connection) -> list[str]:
    """The ids of all documents, oldest first."""
    return list(db.scalars(select(t.documents.c.id).order_by(*IN_ORDER)))


def _told_before(since: Since) -> ColumnElement[bool]:
    """Whether the same words stand in a document that is not new."""
    earlier = t.statements.alias("earlier")
    same = (earlier.c.alike == t.statements.c.alike) & (earlier.c.id != t.statements.c.id)
    return select(earlier.c.id).where(same, earlier.c.document.not_in(is_new(since))).exists()


def _spoke(db: Connection, since: Since) -> list[Spoke]:
    s, h = t.statements, t.holders
    confirmed = case((s.c.review.in_(CONFIRMED), s.c.alike))
    query = (
        select(h.c.party, s.c.issue, func.count(distinct(s.c.alike)), func.count(distinct(confirmed)))
        .select_from(s.join(h, h.c.statement == s.c.id))
        .where(s.c.document.in_(is_new(since)), s.c.review != Decision.REJECTED, h.c.party.is_not(None))
        .where(~_told_before(since))
        .group_by(h.c.party, s.c.issue)
        .order_by(h.c.party, s.c.issue)
    )
    return [Spoke(*row) for row in db.execute(query)]


def _all_taken(db: Connection, since: Since, *, new: bool, issues: Sequence[str]) -> list[Taken]:
    s, h, d = t.statements, t.holders, t.documents
    there = s.c.document.in_(is_new(since))
    query = (
        select(h.c.party, s.c.issue, s.c.option, s.c.stance, h.c.opposed, d.c.date, s.c.id, s.c.alike, s.c.review)
        .select_from(s.join(h, h.c.statement == s.c.id).join(d, d.c.id == s.c.document))
        .where(s.c.issue.in_(issues), s.c.option.is_not(None), s.c.review != Decision.REJECTED)
        .where(h.c.party.is_not(None), h.c.sure, *((there, ~_told_before(since)) if new else (~there,)))
        .order_by(*IN_ORDER, s.c.start, s.c.number, h.c.party, h.c.opposed)
    )
    found: dict[tuple[Any, ...], list[Any]] = {}
    for row in db.execute(query):
        found.setdefault(tuple(row[:5]), []).append(row)
    return [_taken(key, rows) for key, rows in found.items()]


def told_in(db: Connection, statements: Sequence[str], since: Since) -> dict[str, tuple[date | None, bool]]:
    """For each of these statements that the record holds the day of its document, and whether that is new."""
    s, d = t.statements, t.documents
    new = d.c.id.in_(is_new(since))
    query = select(s.c.id, d.c.date, new).select_from(s.join(d, d.c.id == s.c.document))
    return {
        id: (day, bool(is_fresh))
        for some in pieces(list(dict.fromkeys(statements)))
        for id, day, is_fresh in db.execute(query.where(s.c.id.in_(some)))
    }


def documents_between(db: Connection, first: date, last: date, since: Since | None = None) -> list[tuple[str, date]]:
    """The English documents of these days, both included, oldest first; ``since``: only those that are new."""
    d = t.documents
    query = (
        select(d.c.id, d.c.date).where(d.c.date >= first, d.c.date <= last, d.c.language == "en").order_by(*IN_ORDER)
    )
    if since is not None:
        query = query.where(d.c.id.in_(is_new(since)))
    return [(row.id, row.date) for row in db.execute(query)]


def meant_between(
    db: Connection, first: date, last: date, since: Since | None = None
) -> tuple[list[str], list[date], Floats]:
    """Statements of documents of these days, both included: their ids, their days, and what their contents mean (a row each).

    ``since``: only those of new documents. Rejected ones are left out, and those of which no meaning is kept.
    """
    s, d, m = t.statements, t.documents, t.meanings
    query = (
        select(s.c.id, d.c.date, m.c.content)
        .select_from(s.join(d, d.c.id == s.c.document).join(m, m.c.statement == s.c.id))
        .where(d.c.date >= first, d.c.date <= last, s.c.review != Decision.REJECTED)
    )
    if since is not None:
        query = query.where(d.c.id.in_(is_new(since)))
    rows = db.execute(query).all()
    return [row.id for row in rows], [row.date for row in rows], unpacked([row.content for row in rows])


def _taken(key: tuple[Any, ...], rows: Sequence[Any]) -> Taken:
    party, issue, option, stance, opposed = key
    days = [row.date for row in rows if row.date is not None]
    first: dict[str, str] = {}
    for row in rows:
        first.setdefault(row.alike, row.id)
    confirmed = {row.alike for row in rows if row.review in CONFIRMED}
    told = tuple(first.values())
    first_day, last_day = min(days, default=None), max(days, default=None)
    return Taken(party, issue, option, Stance(stance), bool(opposed), first_day, last_day, told, len(confirmed))
