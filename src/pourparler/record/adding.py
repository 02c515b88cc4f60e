"""Documents that come in: new ones are kept, those with a text that is there already complete it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select, update

from pourparler.model import Document
from pourparler.record import schema as t
from pourparler.record.document_rows import DETAILS, to_row
from pourparler.record.passages import retitle
from pourparler.record.review import now, revise, revise_all
from pourparler.record.stories import place, place_again

Added = Literal["added", "known", "completed"]

_AT_ONCE = 500
"""Documents that are looked for in one question; SQLite takes 999 values in one (SQLITE_MAX_VARIABLE_NUMBER of old releases)."""


def added(db: Connection, by: str, documents: Sequence[Document], sure: Collection[str]) -> list[Added]:
    """Keep the documents; what became of each, in their order.

    ``sure``: names of details (title, date, source, url) that a person gave: these also replace what was kept.
    """
    return [
        one for k in range(0, len(documents), _AT_ONCE) for one in _added(db, by, documents[k : k + _AT_ONCE], sure)
    ]


def _added(db: Connection, by: str, documents: Sequence[Document], sure: Collection[str]) -> list[Added]:
    kept = _kept(db, {d.sha256 for d in documents})
    new = {d.sha256: d for d in reversed(documents) if d.sha256 not in kept}  # the first of those with one text
    if new:
        from pourparler.structure.kinds import completed  # who adds nothing need not load it

        first = [d for d in documents if new.get(d.sha256) is d]
        about = {"added_at": now(), "added_by": by}
        db.execute(insert(t.documents), [to_row(completed(d)) | about for d in first])
        place(db, [d.id for d in first])
        revise_all(db, by, "add document", [(d.id, None, {"title": d.title}) for d in first])
    outcomes: list[Added] = []
    for document in documents:
        if new.get(document.sha256) is document:
            outcomes.append("added")
            continue
        old = kept.get(document.sha256) or _kept(db, {document.sha256})[document.sha256]
        outcomes.append("completed" if _complete(db, by, old, document, sure) else "known")
        kept.pop(document.sha256, None)  # it may be another now
    return outcomes


def _kept(db: Connection, hashes: Collection[str]) -> dict[str, Row[Any]]:
    found = db.execute(select(t.documents).where(t.documents.c.sha256.in_(sorted(hashes))))
    return {row.sha256: row for row in found}


def _complete(db: Connection, by: str, old: Row[Any], document: Document, sure: Collection[str]) -> bool:
    missing: dict[str, Any] = {
        n: getattr(document, n) for n in DETAILS if getattr(old, n) is None and getattr(document, n)
    }
    missing.pop("path", None)
    if old.date not in (None, document.date):
        missing.pop("published_at", None)  # the time of another day
    missing |= {n: getattr(document, n) for n in sure if getattr(document, n) not in (None, getattr(old, n))}
    if "date" in missing:
        missing["date_guessed"] = document.date_guessed
    if not missing:
        return False
    db.execute(update(t.documents).where(t.documents.c.id == document.id).values(**missing))
    if "date" in missing:
        place_again(db, document.id)
    if "title" in missing:
        retitle(db, document.id, old.title, missing["title"])
    before = {n: None if getattr(old, n) is None else str(getattr(old, n)) for n in missing}
    revise(db, by, "complete document", document.id, before, {n: str(v) for n, v in missing.items()})
    return True
