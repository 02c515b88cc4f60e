"""The record's documents: known by their texts, which never change; what else is known of them can be corrected."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from pourparler.errors import NotFoundError
from pourparler.model import Document, DocumentKind
from pourparler.record import queries
from pourparler.record import schema as t
from pourparler.record.adding import Added, added
from pourparler.record.document_changes import Removed, put_back, set_details, take_out, taken_out
from pourparler.record.document_rows import WHAT_IS_CITED, as_cited, from_row
from pourparler.record.entries import Heading
from pourparler.record.open_record import OpenRecord
from pourparler.record.review import revise
from pourparler.record.standing import documents_decided_on


class DocumentRecord(OpenRecord):
    """The part of the record that holds documents."""

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
            # Of what came since the moment as of which is read nothing is known here.
            changed = documents_decided_on(db, revision) if 0 < revision < now else None
            fresh = {h.id: h for h in queries.headings(db, changed)}
        return now, tuple(fresh.values()) if changed is None else tuple(fresh.get(h.id, h) for h in before)

    def document(self, reference: str) -> Document:
        """The document whose SHA-256 begins with ``reference`` (or the other way round), with its blocks and kind. Raises NotFoundError."""
        with self._reading() as db:
            return _completed(self._row(db, reference))

    def _row(self, db: Connection, reference: str) -> Row[Any]:
        """The document's row. Raises NotFoundError."""
        named = queries.begins_with(t.documents.c.sha256, reference)
        found = db.execute(select(t.documents).where(named).limit(2)).all()
        if len(found) != 1 or len(reference) < 4:
            mend = "See `pourparler statements list`" if not found else "Give more of its digits"
            raise NotFoundError(f"no single document {reference!r} in the record", where=str(self.path), mend=mend)
        return found[0]

    def set_kind(self, reference: str, kind: DocumentKind | None) -> Document:
        """Say what kind of document a text is; None: recognise it again. The text then counts as not read; decisions stay.

        Raises NotFoundError.
        """
        from pourparler.structure.kinds import recognised_again

        with self._writing() as db:
            old = _completed(self._row(db, reference))
            new = recognised_again(old) if kind is None else replace(old, kind=kind, kind_reason=f"given by {self.by}")
            if new.kind is not old.kind or new.kind_reason != old.kind_reason:
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
        with self._writing() as db:
            old = _completed(self._row(db, reference))
            set_details(db, self.by, old, changes)
            return _completed(self._row(db, old.sha256))

    def remove_document(self, reference: str) -> Document:
        """Take a document out with its statements and what was decided on them; the history keeps all of it. Raises NotFoundError."""
        with self._writing() as db:
            old = _completed(self._row(db, reference))
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


def _completed(row: Row[Any]) -> Document:
    """With its blocks and kind, also where an earlier release kept it."""
    from pourparler.structure.kinds import completed  # what lists documents need not load it

    return completed(from_row(row))
