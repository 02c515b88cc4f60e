"""The record: documents, statements and what people decided about them.

Documents are immutable and known by their text. A statement is what a reader suggests; a decision keeps the statement as the
person saw (or corrected) it, so reading again changes suggestions and never a decision. Every change leaves a revision.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from pourparler.errors import NotFoundError
from pourparler.model import Decision, Statement
from pourparler.record import queries
from pourparler.record import schema as t
from pourparler.record.briefings import BriefingRecord
from pourparler.record.document_record import DocumentRecord
from pourparler.record.entries import Entry, Found, Wanted
from pourparler.record.export import Chosen
from pourparler.record.passage_record import PassageRecord
from pourparler.record.queries import Stretch
from pourparler.record.reading_record import ReadingRecord
from pourparler.record.review import Seen, Step, check_seen, divided, take_back, united, version
from pourparler.record.source_rows import SourceRecord
from pourparler.record.standing import Standing, settled_revision, standing
from pourparler.record.story_record import StoryRecord


class Record(DocumentRecord, ReadingRecord, BriefingRecord, SourceRecord, StoryRecord, PassageRecord):
    """The record of one dossier, all of it; how it is opened and closed says ``OpenRecord``."""

    # Statements and decisions

    def statements(
        self,
        *,
        ids: Iterable[str] | None = None,
        document: str | None = None,
        as_read: bool = False,
    ) -> list[Entry]:
        """Statements in the order of documents and of the text; all, some by id, or those of one document.

        ``as_read``: those that nobody decided on as the reader found them in the text, not as the dossier's parties and issues make them.
        """
        s = t.statements
        where = s.c.document == document if document is not None else None
        if ids is not None:
            chosen = s.c.id.in_(list(ids))
            where = chosen if where is None else where & chosen
        with self._reading() as db:
            return queries.entries(db, where, as_read=as_read)

    def reaching(self, places: Collection[Stretch]) -> dict[Stretch, list[Entry]]:
        """The statements of which something stands in each of these stretches of text, be it words that are left out in between."""
        with self._reading() as db:
            there = queries.reaching(db, sorted(places))
            named = list(dict.fromkeys(id for ids in there.values() for id in ids))
            some = [queries.entries(db, t.statements.c.id.in_(ids)) for ids in queries.pieces(named)]
        found = {e.statement.id: e for entries in some for e in entries}
        return {place: [found[id] for id in ids] for place, ids in there.items()}

    def find(self, wanted: Wanted, *, limit: int = 50, offset: int = 0, named: int = 0) -> Found:
        """A page of the statements that fit, near-duplicates told together: best first where words are asked for, else oldest first.

        ``named``: of so many groups the first statement is named, those of the page among them (``Found.first``).
        """
        with self._reading() as db:
            some, statements, groups = queries.groups(db, wanted, max(limit, named), offset)
            page = some[:limit]
            found = {e.statement.id: e for e in queries.entries(db, t.statements.c.id.in_([id for id, _ in page]))}
        return Found([(found[id], more) for id, more in page], statements, groups, [id for id, _ in some])

    def standing(self, since: Standing | None = None) -> Standing:
        """Every statement that nobody rejected, as it stands, to be counted; ``since``: what was handed out before, of which only what
        changed is asked for anew."""
        with self._reading() as db:
            return standing(db, since)

    def settled_revision(self) -> int:
        """A number that grows with every change but decisions on statements."""
        with self._reading() as db:
            return settled_revision(db)

    def all(self, wanted: Wanted) -> list[Entry]:
        """Every statement that fits, oldest document first."""
        with self._reading() as db:
            return queries.entries(db, t.statements.c.id.in_(queries.fitting(wanted)))

    def selection(self, wanted: Wanted) -> tuple[list[Chosen], dict[str, str]]:
        """Every statement that fits with its document, and the texts of these documents: what ``export`` writes."""
        with self.at_one_moment():
            headings = {h.id: h for h in self.headings()}
            found = self.all(wanted)
            told = self.tellings(e.alike for e in found)
            rows = [Chosen(e, headings[e.statement.document], told.get(e.alike, ())) for e in found]
            return rows, {id: self.document(id).text for id in {c.heading.id for c in rows}}

    def statement(self, reference: str) -> Entry:
        """The statement whose id begins with ``reference``. Raises NotFoundError."""
        with self._reading() as db:
            return self._statement(db, reference)

    def _statement(self, db: Connection, reference: str) -> Entry:
        like = queries.begins_with(t.statements.c.id, reference)
        ids = list(db.scalars(select(t.statements.c.id).where(like).limit(2)))
        if len(ids) != 1:
            mend = "Give more of its digits" if ids else "See `pourparler statements list`"
            raise NotFoundError(f"no single statement {reference!r} in the record", where=str(self.path), mend=mend)
        return queries.entries(db, t.statements.c.id.in_(ids))[0]

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
        with self._writing() as db:
            entry, text = self._with_text(db, reference)
            check_seen(db, seen)
            statement = as_corrected or entry.statement
            Step(db, self.by, text).decide(entry, statement, decision, note)
        return self.statement(statement.id)

    def mark(self, statement: Statement) -> Entry:
        """Keep a statement that the reader missed; it is accepted with that.

        Raises:
            NotFoundError: there is no such document.
            PourparlerError: the words are marked already, or lie outside the text.
        """
        with self._writing() as db:
            Step(db, self.by, self._row(db, statement.document).text).mark(statement)
        return self.statement(statement.id)

    def split(self, reference: str, place: int, *, seen: Seen = None) -> tuple[Entry, Entry]:
        """Make two statements of one, cut at a place of the text (in code points) within its content; one step for undo.

        Raises NotFoundError, DecidedError, PourparlerError.
        """
        with self._writing() as db:
            entry, text = self._with_text(db, reference)
            check_seen(db, seen)
            kept, rest = divided(entry.statement, place, text)
            step = Step(db, self.by, text)
            step.decide(entry, kept, Decision.CORRECTED, f"split: the rest is {rest.id}")
            step.mark(rest, f"split from {kept.id}")
        return self.statement(kept.id), self.statement(rest.id)

    def join(self, reference: str, other: str, *, seen: Seen = None) -> Entry:
        """Make one statement of two of a document: the first gets the words of both, the second is rejected; one step for undo.

        Raises NotFoundError, DecidedError, PourparlerError.
        """
        with self._writing() as db:
            entry, text = self._with_text(db, reference)
            second = self._statement(db, other)
            check_seen(db, seen)
            whole = united(entry.statement, second.statement)
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
        with self._writing() as db:
            entry, text = self._with_text(db, reference)
            check_seen(db, seen)
            take_back(db, self.by, entry, text)
        left = self.statements(ids=[entry.statement.id])
        return left[0] if left else None

    def _with_text(self, db: Connection, reference: str) -> tuple[Entry, str]:
        """As it is in the transaction that changes it: others may have taken it out, or changed it, since it was looked at."""
        entry = self._statement(db, reference)
        return entry, self._row(db, entry.statement.document).text

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
        with self._reading() as db:
            return version(db)
