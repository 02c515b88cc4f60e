"""How undecided statements stand with the dossier's names and issues, beside the reader's own suggestion, which stays as it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from pourparler.model import Statement
from pourparler.record import schema as t
from pourparler.record.entries import HAND
from pourparler.record.prepared import Matched
from pourparler.record.queries import pieces
from pourparler.record.search_index import takers_of, words_of
from pourparler.record.serialisation import holder_body, statement_from

MATCHED = ("speaker", "party", "anonymous", "issue", "option", "confidence", "holders")
"""What matching may change of a statement's body."""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A document whose statements are to be matched: the reader's own suggestions. ``reading``: the number of its latest reading."""

    document: str
    text: str
    source: str | None
    reading: int
    statements: tuple[Statement, ...]


def unmatched_documents(db: Connection, key: str) -> list[str]:
    """The ids of documents with statements that were last matched to something else, or never."""
    d, m, s = t.documents, t.matchings, t.statements
    # In this order: whether a document has statements is asked only of those that are not matched.
    matched = select(m.c.document).where(m.c.dossier == key)
    has_any = select(s.c.id).where(s.c.document == d.c.id, s.c.reader != HAND).exists()
    # By a number reckoned anew, so that the index of ids is gone through and not all documents with their texts.
    query = select(d.c.id).where(d.c.id.not_in(matched), has_any).order_by(d.c.number + 0)
    return list(db.scalars(query))


def to_match(db: Connection, documents: Sequence[str]) -> list[Unmatched]:
    """Some documents with what readers suggested in them, at most MOST_NAMED of them."""
    d, s = t.documents, t.statements
    readings = _latest_readings(db, documents)
    found: dict[str, list[Statement]] = {id: [] for id in documents}
    query = select(s.c.id, s.c.document, s.c.body).where(s.c.document.in_(documents), s.c.reader != HAND)
    for row in db.execute(query):
        found[row.document].append(statement_from(row.id, row.document, row.body))
    texts = db.execute(select(d.c.id, d.c.text, d.c.source).where(d.c.id.in_(documents)).order_by(d.c.number))
    return [Unmatched(r.id, r.text, r.source, readings.get(r.id, 0), tuple(found[r.id])) for r in texts]


def put_matched(db: Connection, key: str, done: Iterable[tuple[Unmatched, Sequence[Statement]]]) -> int:
    """Keep how statements stand when matched; how many stand otherwise than before.

    What was read again since it was asked for, taken out, given another source, or matched to the same by somebody else, is left to the
    next time. A statement that a person decided on stands as decided; what is kept for it counts if that is undone.
    """
    done = list(done)
    documents = [each.document for each, _ in done]
    readings, before, sources = _latest_readings(db, documents), _kept(db, documents), _sources(db, documents)
    rows: list[tuple[Any, ...]] = []
    decided: list[tuple[Any, ...]] = []
    named: list[tuple[Any, ...]] = []
    takers: list[Statement] = []
    m = t.matchings
    for each, matched in done:
        if readings.get(each.document, 0) != each.reading or sources.get(each.document) != (each.source,):
            continue
        db.execute(delete(m).where(m.c.document == each.document))
        db.execute(insert(m).values(document=each.document, dossier=key))
        for own, statement in zip(each.statements, matched, strict=True):
            changed = otherwise(own, statement) or None
            if own.id not in before or before[own.id][0] == changed:
                continue
            kept = json.dumps(changed, ensure_ascii=False) if changed else None
            if before[own.id][1]:
                decided.append((kept, own.id))
                continue
            standing = statement.party, statement.issue, statement.option, statement.confidence
            rows.append((kept, *standing, own.id))
            takers.append(statement)
            if statement.speaker != before[own.id][2]:
                named.append((statement.speaker, words_of(statement, each.text), own.id))
    many = "UPDATE statements SET matched = ?, party = ?, issue = ?, option = ?, confidence = ? WHERE id = ?"
    _run(db, many, rows)
    _run(db, "UPDATE statements SET matched = ? WHERE id = ?", decided)
    # The search by words follows each change of them, so they are written only where the speaker's name is another.
    _run(db, "UPDATE statements SET speaker = ?, words = ? WHERE id = ?", named)
    _run(db, "DELETE FROM holders WHERE statement = ?", [(s.id,) for s in takers])
    if held := [row for s in takers for row in takers_of(s)]:
        db.execute(insert(t.holders), held)
    return len(rows) + len(decided)


def note_matched(db: Connection, document: str, matched: Matched) -> None:
    """Keep that a document is matched to a dossier, if these are all statements that readers found in it, and its source is the same."""
    d, s = t.documents, t.statements
    found = set(db.scalars(select(s.c.id).where(s.c.document == document, s.c.reader != HAND)))
    source = db.scalar(select(d.c.source).where(d.c.id == document))
    if source == matched.source and found <= {statement.id for statement in matched.statements}:
        db.execute(insert(t.matchings).values(document=document, dossier=matched.key))


def otherwise(own: Statement, matched: Statement) -> dict[str, Any]:
    """What matching changed of a statement's body."""
    changed = {n: value for n in MATCHED if (value := getattr(matched, n)) != getattr(own, n)}
    if "holders" in changed:
        changed["holders"] = [holder_body(holder) for holder in matched.holders]
    return changed


def _run(db: Connection, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Written by hand: building each of ten thousand updates anew took longer than they do."""
    if rows:
        db.exec_driver_sql(sql, list(rows))


def _kept(db: Connection, documents: Sequence[str]) -> dict[str, tuple[Mapping[str, Any] | None, bool, str | None]]:
    """Statement → (what matching changed, whether a person decided on it, the speaker as it stands)."""
    s = t.statements
    decided = select(t.decisions.c.number).where(t.decisions.c.statement == s.c.id)
    query = select(s.c.id, s.c.matched, decided.exists(), s.c.speaker)
    return {
        id: (matched, is_decided, speaker)
        for some in pieces(documents)
        for id, matched, is_decided, speaker in db.execute(query.where(s.c.document.in_(some)))
    }


def _sources(db: Connection, documents: Sequence[str]) -> dict[str, tuple[str | None]]:
    d = t.documents
    query = select(d.c.id, d.c.source)
    return {id: (source,) for some in pieces(documents) for id, source in db.execute(query.where(d.c.id.in_(some)))}


def _latest_readings(db: Connection, documents: Sequence[str]) -> dict[str, int]:
    r = t.readings
    query = select(r.c.document, func.max(r.c.number)).group_by(r.c.document)
    return {
        document: number
        for some in pieces(documents)
        for document, number in db.execute(query.where(r.c.document.in_(some)))
    }
