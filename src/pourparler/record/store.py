"""The record: documents, statements and what people decided about them.

Documents are immutable and known by their text. A statement is what a reader suggests; a decision keeps the statement as the
person saw (or corrected) it, so reading again changes suggestions and never a decision. Every change leaves a revision.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from pourparler.errors import NotFoundError
from pourparler.model import Decision, Document, DocumentKind, Meaning, Meeting, Reading, Statement
from pourparler.record import queries
from pourparler.record import schema as t
from pourparler.record.adding import Added, added
from pourparler.record.briefings import BriefingRecord
from pourparler.record.document_changes import Removed, put_back, set_details, take_out, taken_out
from pourparler.record.document_rows import WHAT_IS_CITED, as_cited, from_row
from pourparler.record.entries import Entry, Found, Heading, Saved, Wanted
from pourparler.record.export import Chosen
from pourparler.record.matchings import Unmatched, put_matched, to_match, unmatched_documents
from pourparler.record.meanings import meanings_of, put_meanings, without_meanings
from pourparler.record.passage_record import PassageRecord
from pourparler.record.readings import put_meetings, put_statements
from pourparler.record.review import Seen, Step, check_seen, divided, now, revise, take_back, united
from pourparler.record.source_rows import SourceRecord
from pourparler.record.standing import Standing, documents_decided_on, standing
from pourparler.record.story_record import StoryRecord
from pourparler.record.to_draft import ToDraft, statements_to_draft
from pourparler.structure.kinds import completed, recognised_again

DISMISSED = ("dismiss", "bring back")
"""What a person does with a suggested meeting or next step, by whether it is wanted again."""


class Record(BriefingRecord, SourceRecord, StoryRecord, PassageRecord):
    """The record of one dossier, all of it; how it is opened and closed says ``OpenRecord``."""

    # Documents

    def add_document(self, document: Document, *, sure: Collection[str] = ()) -> Added:
        """Keep a document. One with the same text is kept once; details it lacked are completed.

        ``sure``: names of details (title, date, source, url) that a person gave: these also replace what was kept.
        """
        return self.add_documents([document], sure=sure)[0]

    def add_documents(self, documents: Sequence[Document], *, sure: Collection[str] = ()) -> list[Added]:
        """Keep several documents in one transaction; what became of each, in their order. See ``add_document``."""
        with self._writing() as db:
            return added(db, self.by, documents, sure)

    def documents(self) -> list[Document]:
        """All documents, oldest date first, undated ones last. Those that an earlier release kept have no blocks and no kind here."""
        with self._reading() as db:
            return [from_row(row) for row in db.execute(select(t.documents).order_by(*queries.IN_ORDER))]

    def headings(self) -> list[Heading]:
        """All documents without their texts, with how many statements each has, and how many were reviewed; in the same order."""
        with self._reading() as db:
            return queries.headings(db)

    def headings_since(self, revision: int, before: Sequence[Heading]) -> tuple[int, Sequence[Heading]]:
        """As ``headings``, with the revision of which they are; ``before``: as they were at a revision (0: not known), of which only those
        are asked for anew whose statements were decided on."""
        with self._reading() as db:
            now = int(db.execute(select(func.max(t.revisions.c.number))).scalar() or 0)
            if now == revision:
                return now, before
            changed = documents_decided_on(db, revision) if revision else None
            fresh = {h.id: h for h in queries.headings(db, changed)}
        return now, tuple(fresh.values()) if changed is None else tuple(fresh.get(h.id, h) for h in before)

    def document(self, reference: str) -> Document:
        """The document whose SHA-256 begins with ``reference`` (or the other way round), with its blocks and kind. Raises NotFoundError."""
        with self._reading() as db:
            found = db.execute(
                select(t.documents).where(queries.begins_with(t.documents.c.sha256, reference)).limit(2)
            ).all()
        if len(found) != 1 or len(reference) < 4:
            mend = "See `pourparler statements list`" if not found else "Give more of its digits"
            raise NotFoundError(f"no single document {reference!r} in the record", where=str(self.path), mend=mend)
        return completed(from_row(found[0]))

    def set_kind(self, reference: str, kind: DocumentKind | None) -> Document:
        """Say what kind of document a text is; None: recognise it again. The text then counts as not read; decisions stay.

        Raises NotFoundError.
        """
        old = self.document(reference)
        new = recognised_again(old) if kind is None else replace(old, kind=kind, kind_reason=f"given by {self.by}")
        if new.kind is not old.kind or new.kind_reason != old.kind_reason:
            with self._writing() as db:
                told = {"kind": new.kind, "kind_reason": new.kind_reason}
                db.execute(update(t.documents).where(t.documents.c.id == old.id).values(**told))
                if new.kind is not old.kind:
                    db.execute(delete(t.readings).where(t.readings.c.document == old.id))
                revise(db, self.by, "set kind", old.id, {"kind": old.kind}, {"kind": new.kind})
        return new

    def change_document(self, reference: str, changes: Mapping[str, Any]) -> Document:
        """Give a document other details, by the names of ``document_changes.CHANGEABLE``; with another date it counts as not read.

        Raises NotFoundError, PourparlerError.
        """
        old = self.document(reference)
        with self._writing() as db:
            set_details(db, self.by, old, changes)
        return self.document(old.id)

    def remove_document(self, reference: str) -> Document:
        """Take a document out with its statements and what was decided on them; the history keeps all of it. Raises NotFoundError."""
        old = self.document(reference)
        with self._writing() as db:
            take_out(db, self.by, old.id)
        return old

    def restore_document(self, id: str) -> Document:
        """Put a document back as it was when it was taken out. ``id``: the whole id. Raises NotFoundError."""
        with self._writing() as db:
            put_back(db, self.by, id)
        return self.document(id)

    def removed_documents(self) -> list[Removed]:
        """The documents that were taken out and are not back, the latest first."""
        with self._reading() as db:
            return taken_out(db)

    def cited(self, ids: Collection[str]) -> dict[str, Document]:
        """Documents by their whole ids as they are cited: without their blocks. Those that are not here are left out."""
        d = t.documents
        query = select(*(d.c[name] for name in WHAT_IS_CITED))
        with self._reading() as db:
            found = [
                as_cited(row)
                for some in queries.pieces(sorted(ids))
                for row in db.execute(query.where(d.c.id.in_(some)))
            ]
        return {document.id: document for document in found}

    def placed(self, statements: Sequence[str], documents: Sequence[str]) -> dict[str, tuple[str, date | None]]:
        """(document, its date) of statements and documents by their whole ids; those that are not here are left out."""
        with self._reading() as db:
            return queries.placed(db, statements, documents)

    def document_ids(self) -> list[str]:
        """The ids of all documents in the order they came, their texts left on the disk."""
        with self._reading() as db:
            return list(db.scalars(select(t.documents.c.id).order_by(t.documents.c.number)))

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

    # Readings

    def save_reading(self, reading: Reading, text: str) -> Saved:
        """Keep what a reader found in one document, in one transaction.

        Suggestions of an earlier reading that nobody decided on give way; decisions stay (see ``put_statements``).
        """
        with self._writing() as db:
            saved = put_statements(db, reading, text)
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
        """Keep the meanings of a document's statements, and nothing else of them."""
        with self._deriving() as db:
            put_meanings(db, meanings)
            revise(db, self.by, "keep meanings", document, None, {"statements": len(meanings)})

    def unmatched(self, key: str) -> list[str]:
        """The ids of documents whose statements are not matched to the dossier with this ``reading.matching.matching_key``."""
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

    def meetings(self) -> list[Meeting]:
        """The meetings that readers found, dated ones first; what several documents of one story tell of the same people and day once."""
        with self._reading() as db:
            found = queries.meetings(db)
        return sorted(found, key=lambda m: (m.date is None, m.date or datetime.max.date()))

    # Statements and decisions

    def statements(
        self,
        *,
        ids: Iterable[str] | None = None,
        document: str | None = None,
        reaching: tuple[int, int] | None = None,
        as_read: bool = False,
    ) -> list[Entry]:
        """Statements in the order of documents and of the text; all, some by id, or those of one document.

        ``reaching``: only those of which something stands between these places of the text, be it words that are left out in between.
        ``as_read``: those that nobody decided on as the reader found them in the text, not as the dossier's parties and issues make them.
        """
        s = t.statements
        where = s.c.document == document if document is not None else None
        if ids is not None:
            chosen = s.c.id.in_(list(ids))
            where = chosen if where is None else where & chosen
        if reaching is not None:
            there = (s.c.start < reaching[1]) & (s.c.end > reaching[0])
            where = there if where is None else where & there
        with self._reading() as db:
            return queries.entries(db, where, as_read=as_read)

    def find(self, wanted: Wanted, *, limit: int = 50, offset: int = 0) -> Found:
        """A page of the statements that fit, near-duplicates told together: best first where words are asked for, else oldest first."""
        with self._reading() as db:
            page, statements, groups = queries.groups(db, wanted, limit, offset)
            found = {e.statement.id: e for e in queries.entries(db, t.statements.c.id.in_([id for id, _ in page]))}
        return Found([(found[id], more) for id, more in page], statements, groups)

    def standing(self, since: Standing | None = None) -> Standing:
        """Every statement that nobody rejected, as it stands, to be counted; ``since``: what was handed out before, of which only what
        changed is asked for anew."""
        with self._reading() as db:
            return standing(db, since)

    def all(self, wanted: Wanted) -> list[Entry]:
        """Every statement that fits, oldest document first."""
        with self._reading() as db:
            return queries.entries(db, t.statements.c.id.in_(queries.fitting(wanted)))

    def selection(self, wanted: Wanted) -> tuple[list[Chosen], dict[str, str]]:
        """Every statement that fits with its document, and the texts of these documents: what ``export`` writes."""
        headings = {h.id: h for h in self.headings()}
        found = self.all(wanted)
        told = self.tellings(e.alike for e in found)
        rows = [Chosen(e, headings[e.statement.document], told.get(e.alike, ())) for e in found]
        return rows, {id: self.document(id).text for id in {c.heading.id for c in rows}}

    def statement(self, reference: str) -> Entry:
        """The statement whose id begins with ``reference``. Raises NotFoundError."""
        with self._reading() as db:
            like = queries.begins_with(t.statements.c.id, reference)
            ids = [row.id for row in db.execute(select(t.statements.c.id).where(like).limit(2))]
        if len(ids) != 1:
            mend = "Give more of its digits" if ids else "See `pourparler statements list`"
            raise NotFoundError(f"no single statement {reference!r} in the record", where=str(self.path), mend=mend)
        return self.statements(ids=ids)[0]

    def decide(
        self,
        reference: str,
        decision: Decision,
        *,
        as_corrected: Statement | None = None,
        note: str | None = None,
        seen: Seen = None,
    ) -> Entry:
        """Keep a person's decision; ``as_corrected``: how the statement stands from now on, where the person changed it.

        ``seen``, here and in what follows: the last decision that the person saw on each statement (``Entry.last``).

        Raises:
            NotFoundError: there is no such statement.
            DecidedError: it was decided on since.
            PourparlerError: the corrected one is another statement, or its spans lie outside the text.
        """
        entry, text = self._with_text(reference)
        statement = as_corrected or entry.statement
        with self._writing() as db:
            check_seen(db, seen)
            Step(db, self.by, text).decide(entry, statement, decision, note)
        return self.statement(statement.id)

    def mark(self, statement: Statement) -> Entry:
        """Keep a statement that the reader missed; it is accepted with that.

        Raises:
            NotFoundError: there is no such document.
            PourparlerError: the words are marked already, or lie outside the text.
        """
        text = self.document(statement.document).text
        with self._writing() as db:
            Step(db, self.by, text).mark(statement)
        return self.statement(statement.id)

    def split(self, reference: str, place: int, *, seen: Seen = None) -> tuple[Entry, Entry]:
        """Make two statements of one, cut at a place of the text (in code points) within its content; one step for undo.

        Raises NotFoundError, DecidedError, PourparlerError.
        """
        entry, text = self._with_text(reference)
        kept, rest = divided(entry.statement, place, text)
        with self._writing() as db:
            check_seen(db, seen)
            step = Step(db, self.by, text)
            step.decide(entry, kept, Decision.CORRECTED, f"split: the rest is {rest.id}")
            step.mark(rest, f"split from {kept.id}")
        return self.statement(kept.id), self.statement(rest.id)

    def join(self, reference: str, other: str, *, seen: Seen = None) -> Entry:
        """Make one statement of two of a document: the first gets the words of both, the second is rejected; one step for undo.

        Raises NotFoundError, DecidedError, PourparlerError.
        """
        entry, text = self._with_text(reference)
        second = self.statement(other)
        whole = united(entry.statement, second.statement)
        with self._writing() as db:
            check_seen(db, seen)
            step = Step(db, self.by, text)
            step.decide(entry, whole, Decision.CORRECTED, f"joined with {second.statement.id}")
            step.decide(second, second.statement, Decision.REJECTED, f"joined into {whole.id}")
        return self.statement(whole.id)

    def undo(self, reference: str, *, seen: Seen = None) -> Entry | None:
        """Take the last decision on a statement back, with what was done in the same step to others; the history keeps all of it.

        The decision before it counts again, or the reader's suggestion. Returns None where the statement is gone with it: a person had
        marked it.

        Raises:
            NotFoundError: there is no such statement, or nothing was decided on it.
            DecidedError: it was decided on since.
            PourparlerError: another statement of the step was decided on since.
        """
        entry, text = self._with_text(reference)
        with self._writing() as db:
            check_seen(db, seen)
            take_back(db, self.by, entry, text)
        left = self.statements(ids=[entry.statement.id])
        return left[0] if left else None

    def _with_text(self, reference: str) -> tuple[Entry, str]:
        entry = self.statement(reference)
        return entry, self.document(entry.statement.document).text

    # Search and history

    def search(self, words: str) -> list[Entry]:
        """Statements whose speaker or quotation has all the words, best first (FTS5, bm25)."""
        with self._reading() as db:
            found = queries.matched(db, "statements_search", words)
            query = select(t.statements.c.number, t.statements.c.id).where(t.statements.c.number.in_(found))
            ids = {row.number: row.id for row in db.execute(query)}
            entries = {e.statement.id: e for e in queries.entries(db, t.statements.c.id.in_(list(ids.values())))}
        return [entries[ids[number]] for number in found if number in ids]

    def revisions(self, subject: str | None = None) -> list[Mapping[str, Any]]:
        """Who changed what, oldest first; all, or of one document or statement."""
        query = select(t.revisions).order_by(t.revisions.c.number)
        if subject is not None:
            query = query.where(t.revisions.c.subject == subject)
        with self._reading() as db:
            return [dict(row._mapping) for row in db.execute(query)]

    def version(self) -> int:
        """A number that grows with every change of documents, statements and decisions: what was computed from them holds as long as it is
        the same. Changes of proposals leave it; they have a revision of their own."""
        query = select(func.max(t.revisions.c.number)).where(t.revisions.c.subject != "proposals")
        with self._reading() as db:
            return db.execute(query).scalar() or 0
