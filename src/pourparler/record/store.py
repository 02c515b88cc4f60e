"""The record: documents, statements and what people decided about them.

Documents are immutable and known by their text. A statement is what a reader suggests; a decision keeps the statement as the
person saw (or corrected) it, so reading again changes suggestions and never a decision. Every change leaves a revision.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from pourparler.errors import NotFoundError, RecordError
from pourparler.model import Decision, Document, Meeting, Reading, Statement, overlap, quote
from pourparler.record import schema as t
from pourparler.record.bodies import corrected, meeting_body, meeting_from, statement_body, statement_from
from pourparler.record.database import BUSY_TIMEOUT, connect, told_in_words, writing

Added = Literal["added", "known", "completed"]


def who() -> str:
    """The name under which changes are kept: POURPARLER_USER, else the login name."""
    name = os.environ.get("POURPARLER_USER")
    if name:
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement in the record: as decided where somebody decided, else as the reader suggests it."""

    statement: Statement
    quote: str
    reader: str
    decision: Decision | None = None
    by: str | None = None
    at: datetime | None = None
    note: str | None = None
    current: bool = True

    @property
    def review(self) -> str:
        """``suggested`` or the decision's word."""
        return self.decision.value if self.decision else "suggested"

    @property
    def confirmed(self) -> bool:
        """Whether a person stands behind it."""
        return self.decision in (Decision.ACCEPTED, Decision.CORRECTED)


@dataclass(frozen=True, slots=True)
class Saved:
    """What a reading changed in the record."""

    added: int
    kept: int
    removed: int
    held_by_review: int


class Record:
    """The record of one dossier; a context manager. All methods raise RecordError on a fault of file or disk."""

    def __init__(self, path: Path, *, by: str | None = None, busy_timeout: float = BUSY_TIMEOUT) -> None:
        if not path.parent.is_dir():
            raise RecordError("the folder does not exist", where=str(path.parent))
        self.path = path
        self.by = by or who()
        self._engine = connect(path, busy_timeout=busy_timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    # Documents

    def add_document(self, document: Document, *, sure: Collection[str] = ()) -> Added:
        """Keep a document. One with the same text is kept once; details it lacked are completed.

        ``sure``: names of details (title, date, source, url) that a person gave: these also replace what was kept.
        """
        with writing(self._engine, self.path) as db:
            old = db.execute(select(t.documents).where(t.documents.c.sha256 == document.sha256)).one_or_none()
            if old is None:
                row = {name: getattr(document, name) for name in _DETAILS}
                row |= {"id": document.id, "sha256": document.sha256, "text": document.text}
                row |= {"language": document.language, "encoding": document.encoding, "kind": document.kind}
                db.execute(insert(t.documents).values(**row, added_at=_now(), added_by=self.by))
                self._revise(db, "add document", document.id, None, {"title": document.title})
                return "added"
            missing = {n: getattr(document, n) for n in _DETAILS if getattr(old, n) is None and getattr(document, n)}
            missing.pop("path", None)
            missing |= {n: getattr(document, n) for n in sure if getattr(document, n) not in (None, getattr(old, n))}
            if not missing:
                return "known"
            db.execute(update(t.documents).where(t.documents.c.id == document.id).values(**missing))
            before = {n: None if getattr(old, n) is None else str(getattr(old, n)) for n in missing}
            self._revise(db, "complete document", document.id, before, {n: str(v) for n, v in missing.items()})
            return "completed"

    def documents(self) -> list[Document]:
        """All documents, oldest date first, undated ones last."""
        order = (t.documents.c.date.is_(None), t.documents.c.date, t.documents.c.number)
        with self._reading() as db:
            return [_document(row) for row in db.execute(select(t.documents).order_by(*order))]

    def document(self, reference: str) -> Document:
        """The document whose SHA-256 begins with ``reference`` (or the other way round). Raises NotFoundError."""
        with self._reading() as db:
            found = db.execute(
                select(t.documents).where(t.documents.c.sha256.startswith(reference, autoescape=True))
            ).all()
        if len(found) != 1 or len(reference) < 4:
            mend = "See `pourparler statements list`" if not found else "Give more of its digits"
            raise NotFoundError(f"no single document {reference!r} in the record", where=str(self.path), mend=mend)
        return _document(found[0])

    def document_ids(self) -> list[str]:
        """The ids of all documents in the order they came, their texts left on the disk."""
        with self._reading() as db:
            return list(db.scalars(select(t.documents.c.id).order_by(t.documents.c.number)))

    def unread(self, reader: str) -> list[str]:
        """The ids of the documents that this reader has not read, in the order they came."""
        read = select(t.readings.c.document).where(t.readings.c.reader == reader)
        query = select(t.documents.c.id).where(t.documents.c.id.not_in(read)).order_by(t.documents.c.number)
        with self._reading() as db:
            return [row.id for row in db.execute(query)]

    # Readings

    def save_reading(self, reading: Reading, text: str) -> Saved:
        """Keep what a reader found in one document, in one transaction.

        Suggestions of an earlier reading that nobody decided on give way. A new statement whose content overlaps a decided
        one by half or more is that one found again, and is not added.
        """
        s = t.statements
        with writing(self._engine, self.path) as db:
            rows = db.execute(select(s.c.id, s.c.body).where(s.c.document == reading.document)).all()
            old = {row.id: statement_from(row.id, reading.document, row.body) for row in rows}
            decided = {
                row.id: statement_from(row.id, reading.document, row.body)
                for row in db.execute(_latest_decisions().where(t.decisions.c.statement.in_(list(old))))
            }
            kept: set[str] = set()
            added = held = 0
            for statement in reading.statements:
                known = decided.get(statement.id) or old.get(statement.id)
                if known is None and any(overlap(d.content, statement.content) >= 0.5 for d in decided.values()):
                    held += 1
                    continue
                row = {
                    "body": statement_body(statement),
                    "words": f"{statement.speaker or ''}\n{quote(text, statement.content)}",
                    "reader": reading.reader,
                    "current": True,
                    "confidence": statement.confidence,
                }
                if statement.id in old:
                    db.execute(update(s).where(s.c.id == statement.id).values(**row))
                elif statement.id not in kept:
                    db.execute(insert(s).values(id=statement.id, document=reading.document, **row))
                    added += 1
                kept.add(statement.id)
            gone = set(old) - kept
            removed = gone - set(decided)
            db.execute(delete(s).where(s.c.id.in_(removed)))
            db.execute(update(s).where(s.c.id.in_(gone & set(decided))).values(current=False))
            db.execute(delete(t.meetings).where(t.meetings.c.document == reading.document))
            for meeting in reading.meetings:
                body = meeting_body(meeting)
                db.execute(
                    insert(t.meetings)
                    .prefix_with("OR REPLACE")
                    .values(id=meeting.id, document=reading.document, body=body, reader=reading.reader)
                )
            db.execute(insert(t.readings).values(document=reading.document, reader=reading.reader, at=_now()))
            after = {"added": added, "removed": len(removed), "reader": reading.reader}
            self._revise(db, "read", reading.document, None, after)
        return Saved(added, len(kept) - added, len(removed), held + len(gone & set(decided)))

    def meetings(self) -> list[Meeting]:
        """The meetings that readers found, dated ones first."""
        with self._reading() as db:
            found = [meeting_from(row.body) for row in db.execute(select(t.meetings).order_by(t.meetings.c.number))]
        return sorted(found, key=lambda m: (m.date is None, m.date or datetime.max.date()))

    # Statements and decisions

    def statements(self, *, ids: Iterable[str] | None = None, document: str | None = None) -> list[Entry]:
        """Statements in the order of documents and of the text; all, some by id, or those of one document."""
        s = t.statements
        query = select(s, t.documents.c.text, t.documents.c.date).join(t.documents, t.documents.c.id == s.c.document)
        if ids is not None:
            query = query.where(s.c.id.in_(list(ids)))
        if document is not None:
            query = query.where(s.c.document == document)
        query = query.order_by(t.documents.c.date.is_(None), t.documents.c.date, t.documents.c.number)
        with self._reading() as db:
            latest = {row.statement: row for row in db.execute(_latest_decisions())}
            entries = [_entry(row, latest.get(row.id)) for row in db.execute(query)]
        order = {document: k for k, document in enumerate(dict.fromkeys(e.statement.document for e in entries))}
        return sorted(entries, key=lambda e: (order[e.statement.document], e.statement.extent))

    def progress(self) -> dict[str, tuple[int, int]]:
        """For each document with statements, how many of them somebody decided on, and how many there are."""
        s = t.statements
        decided = select(t.decisions.c.statement).distinct().subquery()
        query = (
            select(s.c.document, func.count(decided.c.statement), func.count())
            .select_from(s.outerjoin(decided, decided.c.statement == s.c.id))
            .group_by(s.c.document)
        )
        with self._reading() as db:
            return {row[0]: (row[1], row[2]) for row in db.execute(query)}

    def statement(self, reference: str) -> Entry:
        """The statement whose id begins with ``reference``. Raises NotFoundError."""
        with self._reading() as db:
            like = t.statements.c.id.startswith(reference, autoescape=True)
            ids = [row.id for row in db.execute(select(t.statements.c.id).where(like))]
        if len(ids) != 1:
            mend = "Give more of its digits" if ids else "See `pourparler statements list`"
            raise NotFoundError(f"no single statement {reference!r} in the record", where=str(self.path), mend=mend)
        return self.statements(ids=ids)[0]

    def decide(
        self,
        reference: str,
        decision: Decision,
        *,
        correction: Mapping[str, Any] | None = None,
        note: str | None = None,
    ) -> Entry:
        """Keep a person's decision. Raises NotFoundError, or PourparlerError on a correction that does not fit."""
        entry = self.statement(reference)
        statement = entry.statement
        if correction:
            statement = corrected(statement, correction, len(self.document(statement.document).text))
        with writing(self._engine, self.path) as db:
            body = statement_body(statement)
            row = {"statement": statement.id, "decision": decision.value, "body": body, "note": note}
            db.execute(insert(t.decisions).values(**row, by=self.by, at=_now()))
            before = {"review": entry.review, **statement_body(entry.statement)}
            self._revise(db, decision.value, statement.id, before, {"review": decision.value, **body})
        return self.statement(statement.id)

    def undo(self, reference: str) -> Entry:
        """Take the last decision on a statement back; the one before it counts again, or the reader's suggestion. The history keeps both.

        Raises:
            NotFoundError: there is no such statement, or nothing was decided on it.
        """
        entry = self.statement(reference)
        statement = entry.statement
        d = t.decisions
        with writing(self._engine, self.path) as db:
            newest = db.execute(select(func.max(d.c.number)).where(d.c.statement == statement.id)).scalar()
            if newest is None:
                raise NotFoundError(f"nothing was decided on {statement.id}", where=str(self.path))
            db.execute(delete(d).where(d.c.number == newest))
            before = {"review": entry.review, **statement_body(statement)}
            self._revise(db, "undo", statement.id, before, None)
        return self.statement(statement.id)

    # Search and history

    def search(self, words: str) -> list[Entry]:
        """Statements whose speaker or quotation has all the words, best first (FTS5, bm25)."""
        found = self._search("statements_search", words)
        with self._reading() as db:
            query = select(t.statements.c.number, t.statements.c.id).where(t.statements.c.number.in_(found))
            ids = {row.number: row.id for row in db.execute(query)}
        entries = {e.statement.id: e for e in self.statements(ids=ids.values())}
        return [entries[ids[number]] for number in found if number in ids]

    def search_documents(self, words: str) -> list[Document]:
        """Documents whose title or text has all the words, best first."""
        found = self._search("documents_search", words)
        with self._reading() as db:
            rows = {r.number: r for r in db.execute(select(t.documents).where(t.documents.c.number.in_(found)))}
        return [_document(rows[number]) for number in found if number in rows]

    def revisions(self, subject: str | None = None) -> list[Mapping[str, Any]]:
        """Who changed what, oldest first; all, or of one document or statement."""
        query = select(t.revisions).order_by(t.revisions.c.number)
        if subject is not None:
            query = query.where(t.revisions.c.subject == subject)
        with self._reading() as db:
            return [dict(row._mapping) for row in db.execute(query)]

    def _search(self, table: str, words: str) -> list[int]:
        # Each word is quoted: the user's text is no query language, and punctuation in it cannot break one.
        terms = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        if not terms:
            return []
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY bm25({table}) LIMIT 1000"
        with self._reading() as db:
            return [int(row[0]) for row in db.exec_driver_sql(sql, (terms,))]

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told_in_words(self.path), self._engine.connect() as connection:
            yield connection

    def _revise(
        self,
        db: Connection,
        action: str,
        subject: str,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
    ) -> None:
        row = {"at": _now(), "by": self.by, "action": action, "subject": subject}
        db.execute(insert(t.revisions).values(**row, before=before, after=after))


_DETAILS = ("title", "date", "source", "url", "path")


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _latest_decisions() -> Any:
    d = t.decisions
    newest = select(func.max(d.c.number)).group_by(d.c.statement)
    return select(d, d.c.statement.label("id")).where(d.c.number.in_(newest))


def _document(row: Row[Any]) -> Document:
    names: Sequence[str] = ("text", "title", "date", "source", "url", "language", "encoding", "kind", "path")
    return Document(**{name: getattr(row, name) for name in names})


def _entry(row: Row[Any], decision: Row[Any] | None) -> Entry:
    statement = statement_from(row.id, row.document, decision.body if decision else row.body)
    words = quote(row.text, statement.content)
    if decision is None:
        return Entry(statement, words, row.reader, current=row.current)
    kind = Decision(decision.decision)
    return Entry(statement, words, row.reader, kind, decision.by, decision.at, decision.note, row.current)
