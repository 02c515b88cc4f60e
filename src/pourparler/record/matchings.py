"""How undecided statements stand with the dossier's names and issues, beside the reader's own suggestion, which stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from pourparler.model import Statement, quote
from pourparler.record import schema as t
from pourparler.record.entries import HAND
from pourparler.record.queries import pieces
from pourparler.record.search_index import takers_of
from pourparler.record.serialisation import statement_body, statement_from

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
    has_any = select(s.c.id).where(s.c.document == d.c.id, s.c.reader != HAND).exists()
    query = (
        select(d.c.id)
        .outerjoin(m, m.c.document == d.c.id)
        .where(or_(m.c.dossier.is_(None), m.c.dossier != key), has_any)
        .order_by(d.c.number)
    )
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

    What was read again since it was asked for, or matched to the same by somebody else, is left to the next time. A statement that
    a person decided on stands as decided; what is kept for it counts if that is undone.
    """
    done = list(done)
    documents = [each.document for each, _ in done]
    readings, before = _latest_readings(db, documents), _kept(db, documents)
    rows, takers, named = [], [], []
    m = t.matchings
    for each, matched in done:
        if readings.get(each.document, 0) != each.reading:
            continue
        db.execute(delete(m).where(m.c.document == each.document))
        db.execute(insert(m).values(document=each.document, dossier=key))
        for own, statement in zip(each.statements, matched, strict=True):
            body, told = statement_body(own), statement_body(statement)
            changed = {name: told[name] for name in MATCHED if told[name] != body[name]} or None
            if own.id not in before or before[own.id][0] == changed:
                continue
            rows.append({"of": own.id, "matched": changed})
            if before[own.id][1]:
                continue
            rows[-1] |= {name: told[name] for name in ("party", "issue", "option", "confidence")}
            takers.append(statement)
            if statement.speaker != before[own.id][2]:
                words = f"{statement.speaker or ''}\n{quote(each.text, statement.content)}"
                named.append({"of": own.id, "speaker": statement.speaker, "words": words})
    _write(db, rows, takers, named)
    return len(rows)


def _write(
    db: Connection, rows: Sequence[dict[str, Any]], takers: Sequence[Statement], named: Sequence[dict[str, Any]]
) -> None:
    s, h = t.statements, t.holders
    here = s.c.id == bindparam("of")
    for columns in (("matched",), ("matched", "party", "issue", "option", "confidence")):
        some = [row for row in rows if len(row) == len(columns) + 1]
        if some:
            db.execute(update(s).where(here).values({c: bindparam(c) for c in columns}), some)
    if named:
        # The search by words follows each change of them, so they are written only where the speaker's name is another.
        db.execute(update(s).where(here).values(speaker=bindparam("speaker"), words=bindparam("words")), list(named))
    if takers:
        db.execute(delete(h).where(h.c.statement == bindparam("of")), [{"of": s.id} for s in takers])
        if held := [row for s in takers for row in takers_of(s)]:
            db.execute(insert(h), held)


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


def _latest_readings(db: Connection, documents: Sequence[str]) -> dict[str, int]:
    r = t.readings
    query = select(r.c.document, func.max(r.c.number)).group_by(r.c.document)
    return {
        document: number
        for some in pieces(documents)
        for document, number in db.execute(query.where(r.c.document.in_(some)))
    }
