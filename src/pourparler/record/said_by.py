"""Whose statements they are: by speaker, party and holder, each by its own index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from itertools import islice
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Text, and_, cast, func, or_, select, union

from pourparler.model import Decision
from pourparler.record import schema as t
from pourparler.record.queries import one_of


class SaidBy(NamedTuple):
    """A statement that somebody makes, or whose position he takes.

    ``stance``: the statement's. ``opposed``: he takes the other side in the same words. ``takes``: it is his position; else he tells
    of it, or nobody knows whose it is. ``contested``: where anybody is asked after, somebody takes the other side in the same words ("…,
    opposed by Kestria").
    """

    stance: str
    opposed: bool
    takes: bool
    contested: bool = False


def ids_of(db: Connection, names: Collection[str]) -> set[str]:
    """The statements that somebody of these names makes or whose position he takes, rejected ones among them.

    Answered by indexes alone: the rows are wide, and a party may have ten thousand.
    """
    s, h = t.statements, t.holders
    listed = sorted(names)
    theirs = [(h.c.statement, h.c.holder), (h.c.statement, h.c.party), (s.c.id, s.c.speaker), (s.c.id, s.c.party)]
    # SQLite puts the ids together: of fifty thousand the making of a row each took most of the time.
    told = (db.scalar(select(func.group_concat(id_of, " ")).where(name.in_(listed))) for id_of, name in theirs)
    return {id for ids in told if ids for id in ids.split(" ")}


def documents_dated(db: Connection, since: date | None, until: date | None) -> set[str]:
    """The ids of the documents of these days, both ends included; None is open."""
    d = t.documents
    limits: list[ColumnElement[bool]] = [d.c.date.is_not(None)]
    limits += [d.c.date >= since] if since is not None else []
    limits += [d.c.date <= until] if until is not None else []
    return set(db.scalars(select(d.c.id).where(*limits)))


def latest(
    db: Connection, most: int, among: Collection[str] | None = None, documents: Collection[str] | None = None
) -> list[str]:
    """The statements whose documents came last, at most so many; only of some, only in some documents."""
    s, d = t.statements, t.documents
    query = select(s.c.id, s.c.document).join(d, d.c.id == s.c.document).order_by(d.c.number.desc(), s.c.start)
    fitting = (
        id
        for id, document in db.execute(query)
        if (among is None or id in among) and (documents is None or document in documents)
    )
    return list(islice(fitting, most))


def said_by(db: Connection, names: Collection[str] | None, among: Collection[str]) -> dict[str, SaidBy]:
    """Of these statements, by id, those that were rejected left out. ``names``: of whom is asked; None: of anybody."""
    s, h = t.statements, t.holders
    listed = sorted(names or ())
    these = one_of(h.c.statement, among)
    theirs = select(h.c.statement, h.c.opposed).where(these, h.c.holder.in_(listed) | h.c.party.in_(listed))
    takes = {id: bool(opposed) for id, opposed in db.execute(theirs).all()} if listed else {}
    other = select(h.c.statement).where(these, h.c.opposed.is_(True))
    contested = set(db.scalars(other)) if names is None else set()
    query = select(s.c.id, s.c.stance).where(one_of(s.c.id, among), s.c.review != Decision.REJECTED)
    return {
        id: SaidBy(stance, takes.get(id, False), id in takes or names is None, id in contested)
        for id, stance in db.execute(query).all()
    }


def spoken(
    db: Connection, parties: Collection[str], issues: Collection[str], until: date | None = None
) -> dict[tuple[str, str | None], int]:
    """What ``Standing.spoken`` counts, of these parties and issues alone: for whoever has not all statements in memory yet.

    ``until``: only in documents of that day or before, and in undated ones.
    """
    s, h, d = t.statements, t.holders, t.documents
    same = t.statements.alias("same")
    earlier = or_(same.c.start < s.c.start, and_(same.c.start == s.c.start, same.c.number < s.c.number))
    # As ``Tellings`` labels them: a document may tell the same twice.
    before = select(func.count()).where(same.c.alike == s.c.alike, same.c.document == s.c.document, earlier)
    label = s.c.alike + "/" + cast(before.correlate(s).scalar_subquery(), Text)
    these = [s.c.issue.in_(list(issues)), s.c.review != Decision.REJECTED]
    if until is not None:
        these.append(s.c.document.in_(select(d.c.id).where(d.c.date.is_(None) | (d.c.date <= until))))
    own = select(s.c.party, s.c.issue, label.label("telling")).where(s.c.party.in_(list(parties)), *these)
    of_others = (
        select(h.c.party, s.c.issue, label.label("telling"))
        .join(s, s.c.id == h.c.statement)
        # By a party written anew, so that the few statements on these issues are gone through, and not all that is told of the parties.
        .where((h.c.party + "").in_(list(parties)), h.c.own.is_(False), *these)
    )
    told = union(own, of_others).subquery()
    query = select(told.c.party, told.c.issue, func.count()).group_by(told.c.party, told.c.issue)
    return {(party, issue): many for party, issue, many in db.execute(query)}


def names(db: Connection) -> Counter[str]:
    """Who speaks, for whom, and who takes positions; in how many statements."""
    found: Counter[str] = Counter()
    for column in (t.statements.c.speaker, t.statements.c.party, t.holders.c.holder):
        for name, many in db.execute(select(column, func.count()).where(column.is_not(None)).group_by(column)):
            found[name] = max(found[name], many)
    return found


READ = ("read", "keep meanings", "remove document", "restore document")
"""Revisions that change which statements there are, and what is kept of their meanings."""


def read_version(db: Connection) -> int:
    """The number of the last of these revisions."""
    return int(db.execute(select(func.max(t.revisions.c.number)).where(t.revisions.c.action.in_(READ))).scalar() or 0)
