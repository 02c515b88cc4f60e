"""The sources that are watched, as rows of their tables: what came of the last visit, and which texts have come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from pourparler.model import Document, SourceEntry, SourceState, Visit
from pourparler.record import schema as t
from pourparler.record.adding import Added, added
from pourparler.record.open_record import OpenRecord
from pourparler.record.review import now

_TIMES = ("at", "failing_since", "not_before")
_ENTRY = tuple(f.name for f in fields(SourceEntry) if f.name != "key")


def entry_key(name: str) -> str:
    """By what an entry is found again: 64 digits of what its source calls it."""
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


class SourceRecord(OpenRecord):
    """The part of the record that knows what sources have given."""

    def source_state(self, source: str) -> SourceState:
        """What is kept of a source, with all its entries by ``entry_key``; an empty state where it was never looked at."""
        s, e = t.sources, t.source_entries
        with self._reading() as db:
            row = db.execute(select(s).where(s.c.source == source)).one_or_none()
            entries = {r.key: _entry(r) for r in db.execute(select(e).where(e.c.source == source))}
        if row is None:
            return SourceState(entries=entries)
        return SourceState(_visit(row.visit), row.etag, row.last_modified, row.busy, entries)

    def last_visits(self) -> dict[str, Visit]:
        """The last visit of each source."""
        with self._reading() as db:
            return {row.source: _visit(row.visit) for row in db.execute(select(t.sources.c.source, t.sources.c.visit))}

    def seen_of_sources(self) -> dict[str, int]:
        """How many texts of each source have been seen."""
        e = t.source_entries
        with self._reading() as db:
            found = db.execute(select(e.c.source, func.count().label("many")).group_by(e.c.source))
            return {row.source: row.many for row in found}

    def keep_entry(
        self, source: str, entry: SourceEntry, documents: Sequence[Document] = (), sure: Iterable[str] = ()
    ) -> list[Added]:
        """Keep that an entry was seen, with the documents that it gave, in one transaction; what became of each. See ``add_documents``."""
        with self._writing() as db:
            outcomes = added(db, self.by, documents, list(sure)) if documents else []
            _put_entry(db, source, entry)
        return outcomes

    def keep_visit(self, source: str, state: SourceState) -> None:
        """Keep what came of a visit; the entries were kept one by one."""
        assert state.last is not None
        told = {
            "visit": {k: v.isoformat() if isinstance(v, datetime) else v for k, v in asdict(state.last).items()},
            "etag": state.etag,
            "last_modified": state.last_modified,
            "busy": state.busy,
        }
        with self._writing() as db:
            changed = db.execute(update(t.sources).where(t.sources.c.source == source).values(**told))
            if not changed.rowcount:
                db.execute(insert(t.sources).values(source=source, **told))

    def forget_source(self, source: str) -> None:
        """Keep nothing of a source any more; the documents that it gave stay."""
        with self._writing() as db:
            db.execute(delete(t.source_entries).where(t.source_entries.c.source == source))
            db.execute(delete(t.sources).where(t.sources.c.source == source))


def _put_entry(db: Connection, source: str, entry: SourceEntry) -> None:
    e = t.source_entries
    told = {name: getattr(entry, name) for name in _ENTRY} | {"at": entry.at or now()}
    mine = (e.c.source == source) & (e.c.key == entry.key)
    if not db.execute(update(e).where(mine).values(**told)).rowcount:
        db.execute(insert(e).values(source=source, key=entry.key, **told))


def _entry(row: Row[Any]) -> SourceEntry:
    return SourceEntry(row.key, **{name: getattr(row, name) for name in _ENTRY})


def _visit(body: dict[str, Any]) -> Visit:
    times = {name: datetime.fromisoformat(body[name]) for name in _TIMES if body.get(name)}
    return Visit(**{**body, **times})
