"""Whose statements they are: by speaker, party and holder, each by its own index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select, union

from pourparler.model import Decision
from pourparler.record import schema as t
from pourparler.record.queries import pieces


class SaidBy(NamedTuple):
    """A statement that somebody makes, or whose position he takes.

    ``stance``: the statement's. ``opposed``: he takes the other side in the same words. ``takes``: it is his position; else he tells
    of it, or nobody knows whose it is. ``alike``: the first statement with the same words.
    """

    stance: str
    opposed: bool
    takes: bool
    alike: str


def said_by(
    db: Connection,
    names: Collection[str] | None,
    since: date | None = None,
    until: date | None = None,
    among: Collection[str] | None = None,
) -> dict[str, SaidBy]:
    """By id, those that were rejected left out. ``names``: None for anybody's. Dates are those of the documents, both ends included.

    ``among``: only of these statements.
    """
    s, h, d = t.statements, t.holders, t.documents
    fits: list[ColumnElement[bool]] = [s.c.review != Decision.REJECTED]
    tables = s
    if since is not None or until is not None:
        tables = s.join(d, d.c.id == s.c.document)  # type: ignore[assignment]
        fits += [d.c.date >= since] if since is not None else []
        fits += [d.c.date <= until] if until is not None else []
    query = select(s.c.id, s.c.stance, s.c.alike).select_from(tables).where(*fits)
    if names is None:
        some = [query] if among is None else [query.where(s.c.id.in_(ids)) for ids in pieces(sorted(among))]
        return {id: SaidBy(stance, False, True, alike) for one in some for id, stance, alike in db.execute(one)}
    listed = sorted(names)
    theirs = select(h.c.statement, h.c.opposed).where(h.c.holder.in_(listed) | h.c.party.in_(listed))
    takes = {id: bool(opposed) for id, opposed in db.execute(theirs)}
    speak = union(select(s.c.id).where(s.c.speaker.in_(listed)), select(s.c.id).where(s.c.party.in_(listed)))
    ids = takes.keys() | set(db.scalars(speak))
    ids = ids if among is None else ids & set(among)
    return {
        id: SaidBy(stance, takes.get(id, False), id in takes, alike)
        for some in pieces(sorted(ids))
        for id, stance, alike in db.execute(query.where(s.c.id.in_(some)))
    }


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
