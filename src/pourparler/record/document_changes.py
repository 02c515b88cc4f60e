"""What a person changes of documents: their details, and whether they are in the record at all.

What is taken out is kept whole in the history, so that it can be put back as it was.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Date, DateTime, Table, delete, func, insert, select, update

from pourparler.errors import NotFoundError, PourparlerError
from pourparler.model import Document
from pourparler.record import passages, queries, search_index, stories, tellings
from pourparler.record import schema as t
from pourparler.record.review import revise
from pourparler.record.serialisation import matched_body, statement_from

REMOVED, RESTORED = "remove document", "restore document"
CHANGEABLE = ("title", "date", "source", "url")
"""What can be changed of a document beside its kind."""
MEANT = ("content", "position")
"""What meanings are kept of."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that was taken out, by whom and when (universal time), and with how many statements."""

    id: str
    title: str
    statements: int
    by: str
    at: datetime


def check_details(old: Document, changes: Mapping[str, Any]) -> None:
    """Raises PourparlerError: there is no such detail, or no title would be left."""
    if unknown := set(changes) - set(CHANGEABLE):
        raise PourparlerError(
            f"{min(unknown)!r} of a document cannot be changed", mend=f"Choose from: {', '.join(CHANGEABLE)}"
        )
    if not changes.get("title", old.title):
        raise PourparlerError("a document needs a title", mend="Write one")


def set_details(db: Connection, by: str, old: Document, changes: Mapping[str, Any]) -> bool:
    """Keep other details; whether anything changed. With another date the text counts as not read: days that it names follow from it.

    Raises PourparlerError: see ``check_details``.
    """
    check_details(old, changes)
    new = {name: value for name, value in changes.items() if value != getattr(old, name)}
    if "date" in changes and (new or old.date_guessed):
        new["date_guessed"] = False
        new["published_at"] = None
    if not new:
        return False
    db.execute(update(t.documents).where(t.documents.c.id == old.id).values(**new))
    if "date" in new:
        db.execute(delete(t.readings).where(t.readings.c.document == old.id))
        stories.place_again(db, old.id)
    if "source" in new:  # "we" is whoever published the text
        db.execute(delete(t.matchings).where(t.matchings.c.document == old.id))
    if "title" in new:
        passages.retitle(db, old.id, old.title, new["title"])
    before = {name: getattr(old, name) for name in new}
    revise(db, by, "change document", old.id, _plain(before), _plain(new))
    return True


def take_out(db: Connection, by: str, document: str) -> None:
    """Take a document out with its statements, what was decided on them, its meetings and its readings."""
    s, d = t.statements, t.decisions
    ids = list(db.scalars(select(s.c.id).where(s.c.document == document)))
    kept: dict[str, Any] = {}
    (row,) = kept["documents"] = _rows(db, t.documents, t.documents.c.id == document)
    kept["statements"] = _rows(db, s, s.c.document == document)
    kept["decisions"] = _rows(db, d, d.c.statement.in_(select(s.c.id).where(s.c.document == document)))
    for table in (t.readings, t.meetings):
        kept[table.name] = _rows(db, table, table.c.document == document)
    kept["meanings"] = _meanings(db, document)
    db.execute(delete(d).where(d.c.statement.in_(select(s.c.id).where(s.c.document == document))))
    beside = stories.forget(db, document)
    tellings.forget(db, ids)
    passages.take_out(db, document)
    for table in (t.readings, t.meetings, t.matchings, t.abbreviations):
        db.execute(delete(table).where(table.c.document == document))
    db.execute(delete(t.documents).where(t.documents.c.id == document))
    stories.regroup(db, beside)
    revise(db, by, REMOVED, document, kept, {"title": row["title"], "statements": len(ids)})


def put_back(db: Connection, by: str, document: str) -> None:
    """Put a document back as it was when it was taken out. Raises NotFoundError where it was not."""
    if document not in {gone.id for gone in taken_out(db)}:
        raise NotFoundError(f"no document {document!r} was taken out", mend="There is nothing to put back")
    r = t.revisions
    last = select(func.max(r.c.number)).where(r.c.subject == document, r.c.action == REMOVED).scalar_subquery()
    kept = db.execute(select(r.c.before).where(r.c.number == last)).scalar() or {}
    for table in (t.documents, t.statements, t.readings, t.meetings):
        rows = [
            _unnumbered(table, row) | ({"alike": None} if table is t.statements else {}) for row in kept[table.name]
        ]
        if rows:
            db.execute(insert(table), rows)
    if meanings := kept.get("meanings"):
        db.execute(insert(t.meanings), [_in_bytes(row) for row in meanings])
    numbers: dict[int, int] = {}
    for row in kept["decisions"]:
        told = _unnumbered(t.decisions, row)
        # A step goes by the number of its first decision, which is another one now.
        told["step"] = numbers.get(row["step"])
        made = int((db.execute(insert(t.decisions).values(**told)).inserted_primary_key or (0,))[0])
        numbers[row["number"]] = made
        if row["step"] == row["number"]:
            db.execute(update(t.decisions).where(t.decisions.c.number == made).values(step=made))
    stories.place(db, [document])
    decided = queries.latest_decisions(db, select(t.statements.c.id).where(t.statements.c.document == document))
    for row in kept["statements"]:
        suggested = matched_body(row["body"], row.get("matched"))
        body = decided[row["id"]].body if row["id"] in decided else suggested
        statement = statement_from(row["id"], document, body)
        search_index.keep_takers(db, [statement])
        if row.get("end") is None:  # an earlier release took it out
            db.execute(update(t.statements).where(t.statements.c.id == row["id"]).values(end=statement.extent[1]))
    tellings.tell(db, [row["id"] for row in kept["statements"]])
    revise(db, by, RESTORED, document, None, {"title": kept["documents"][0]["title"]})


def taken_out(db: Connection) -> list[Removed]:
    """The documents that were taken out and are not back, the latest first."""
    r, d = t.revisions, t.documents
    last = select(func.max(r.c.number)).where(r.c.action == REMOVED).group_by(r.c.subject)
    query = (
        select(r.c.subject, r.c.after, r.c.by, r.c.at)
        .where(r.c.number.in_(last), r.c.subject.not_in(select(d.c.id)))
        .order_by(r.c.number.desc())
    )
    return [Removed(id, told["title"], told["statements"], by, at) for id, told, by, at in db.execute(query)]


def _rows(db: Connection, table: Table, where: Any) -> list[dict[str, Any]]:
    return [_plain(dict(row._mapping)) for row in db.execute(select(table).where(where).order_by(table.c.number))]


def _meanings(db: Connection, document: str) -> list[dict[str, str | None]]:
    """Its statements' meanings as text, in which a revision can keep them."""
    m, s = t.meanings, t.statements
    rows = db.execute(select(m).join(s, s.c.id == m.c.statement).where(s.c.document == document))
    return [
        {"statement": row.statement}
        | {part: b64encode(kept).decode() if (kept := getattr(row, part)) is not None else None for part in MEANT}
        for row in rows
    ]


def _in_bytes(row: Mapping[str, str | None]) -> dict[str, Any]:
    """The inverse of what ``_meanings`` makes of a row."""
    return {**row, **{part: b64decode(told) if (told := row[part]) is not None else None for part in MEANT}}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _unnumbered(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """A kept row as the table takes it, without its number."""
    told = {name: value for name, value in row.items() if name != "number"}
    for column in table.c:
        value = told.get(column.name)
        if value is not None and isinstance(column.type, Date | DateTime):
            read = datetime.fromisoformat if isinstance(column.type, DateTime) else date.fromisoformat
            told[column.name] = read(value)
    return told
