"""What readers found in the record's documents, and how it stands when it is matched to the dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import func, insert, select

from pourparler.errors import NotFoundError
from pourparler.model import Document, Meaning, Meeting, Reading, Statement
from pourparler.record import queries
from pourparler.record import schema as t
from pourparler.record.entries import Saved
from pourparler.record.matchings import Unmatched, put_matched, to_match, unmatched_documents
from pourparler.record.meanings import meanings_of, packed_meaning, put_meanings, without_meanings
from pourparler.record.open_record import OpenRecord
from pourparler.record.prepared import Prepared, prepared
from pourparler.record.readings import put_meetings, put_statements
from pourparler.record.review import now, revise
from pourparler.record.to_draft import ToDraft, statements_to_draft

DISMISSED = ("dismiss", "bring back")
"""What a person does with a suggested meeting or next step, by whether it is wanted again."""


class ReadingRecord(OpenRecord):
    """The part of the record that holds what readers suggest."""

    def is_read(self, document: str) -> bool:
        """Whether any reader has read the document as it is now."""
        query = select(t.readings.c.number).where(t.readings.c.document == document).limit(1)
        with self._reading() as db:
            return db.execute(query).one_or_none() is not None

    def unread(self, reader: str | None = None) -> list[str]:
        """The ids of the documents that this reader has not read (without one: that none has), in the order they came.

        Without what is no English and tells the story of an English document: that one is read.
        """
        read = select(t.readings.c.document)
        if reader is not None:
            read = read.where(t.readings.c.reader == reader)
        d = t.documents
        translated = d.c.id.in_(queries.told_in_english())
        query = select(d.c.id).where(d.c.id.not_in(read), ~translated).order_by(d.c.number)
        with self._reading() as db:
            return [row.id for row in db.execute(query)]

    def save_reading(self, reading: Reading, text: str) -> Saved:
        """Keep what a reader found in one document; see ``save_prepared``."""
        saved = self.save_prepared(prepared(reading, text), text)
        if saved is None:
            raise NotFoundError(f"no document {reading.document!r} in the record", where=str(self.path))
        return saved

    def save_prepared(self, found: Prepared, text: str, *, read_as: Document | None = None) -> Saved | None:
        """Keep what a reader found in one document, and what was worked out beside it, in one transaction.

        Suggestions of an earlier reading that nobody decided on give way; decisions stay (see ``put_statements``).
        ``read_as``: the document as the reader had it. None, and nothing is kept, where that was taken out since, or has another day or
        kind: what was found follows from both, and it counts as not read.
        """
        reading = found.reading
        d = t.documents
        with self._writing() as db:
            now_ = db.execute(select(d.c.date, d.c.kind).where(d.c.id == reading.document)).one_or_none()
            if now_ is None or (read_as is not None and _otherwise(now_.date, now_.kind, read_as)):
                return None
            saved = put_statements(db, found, text)
            put_meetings(db, reading)
            db.execute(insert(t.readings).values(document=reading.document, reader=reading.reader, at=now()))
            after = {"added": saved.added, "removed": saved.removed, "reader": reading.reader}
            revise(db, self.by, "read", reading.document, None, after)
        return saved

    def meanings(self, ids: Iterable[str] | None = None) -> Mapping[str, Meaning]:
        """What the words of statements mean, of all or of some: float32 unit vectors (384,), kept at a cosine of 0.9995 or more.

        Without those of which nothing is kept: marked by hand, of a record of an earlier release (see ``without_meanings``), or their words
        changed by a person since.
        """
        with self._reading() as db:
            return meanings_of(db, ids)

    def without_meanings(self) -> list[str]:
        """The ids of documents of whose statements no meanings are kept: an earlier release read them."""
        with self._reading() as db:
            return without_meanings(db)

    def keep_meanings(self, document: str, meanings: Mapping[str, Meaning]) -> None:
        """Keep the meanings of a document's statements, and nothing else of them; of those that are still there."""
        s = t.statements
        with self._deriving() as db:
            there = set(db.scalars(select(s.c.id).where(s.c.document == document)))
            kept = {id: packed_meaning(meaning) for id, meaning in meanings.items() if id in there}
            if kept:
                put_meanings(db, kept)
                revise(db, self.by, "keep meanings", document, None, {"statements": len(kept)})

    def unmatched(self, key: str) -> list[str]:
        """The ids of documents whose statements are not matched to the dossier with this ``reading.matching_key``."""
        with self._reading() as db:
            return unmatched_documents(db, key)

    def to_match(self, documents: Sequence[str]) -> list[Unmatched]:
        """Documents with what readers suggested in them, for matching."""
        with self._reading() as db:
            return [found for some in queries.pieces(documents) for found in to_match(db, some)]

    def to_draft(self) -> list[ToDraft]:
        """All statements with what a draft needs of them, in the order of documents and of the text."""
        with self._reading() as db:
            return statements_to_draft(db)

    def keep_matched(self, key: str, done: Sequence[tuple[Unmatched, Sequence[Statement]]]) -> int:
        """Keep how statements stand when matched to a dossier, in one transaction; how many stand otherwise than before. Decisions stay."""
        with self._deriving() as db:
            changed = put_matched(db, key, done)
            if changed:
                revise(db, self.by, "match", key[:12], None, {"statements": changed})
        return changed

    def meetings(self) -> list[Meeting]:
        """The meetings that readers found, dated ones first; what several documents of one story tell of the same people and day once."""
        with self._reading() as db:
            found = queries.meetings(db)
        return sorted(found, key=lambda m: (m.date is None, m.date or datetime.max.date()))

    def dismiss(self, suggestion: str, *, back: bool = False) -> None:
        """Keep that a person wants a suggested meeting or next step (its id) shown no more; ``back``: wants it again."""
        with self._writing() as db:
            revise(db, self.by, DISMISSED[back], suggestion, None, None)

    def dismissed(self) -> set[str]:
        """The ids of what was dismissed and not brought back."""
        r = t.revisions
        last = select(func.max(r.c.number)).where(r.c.action.in_(DISMISSED)).group_by(r.c.subject)
        with self._reading() as db:
            return set(db.scalars(select(r.c.subject).where(r.c.number.in_(last), r.c.action == DISMISSED[False])))


def _otherwise(day: date | None, kind: str | None, read_as: Document) -> bool:
    """Whether a document is no longer the one that was read. Of one of an earlier release no kind is kept, and the reader recognised it."""
    return day != read_as.date or kind not in (None, read_as.kind)
