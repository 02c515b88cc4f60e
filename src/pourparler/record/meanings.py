"""The sentence embeddings of what was said, kept so that nothing is read again when the dossier changes.

A vector takes one byte a dimension: each value in 127ths of the vector's largest, rounded. Read back at length one it lies at a cosine of
0.9995 or more to the one that was kept, for vectors like the encoder's, whose largest value is under a quarter of their length.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, insert, select

from pourparler.model import Decision, Meaning
from pourparler.record import schema as t
from pourparler.record.entries import HAND
from pourparler.record.queries import latest_decisions, pieces

Floats = NDArray[np.float32]
Packed = tuple[bytes, bytes | None]
"""What is said, and the position that is taken, if any."""

LARGEST = 127
"""What the largest value of a vector becomes."""


def packed(vector: Floats) -> bytes:
    """A vector (n,) in n bytes; its length is lost, zeros stay zeros."""
    largest = float(np.abs(vector).max(initial=0.0))
    return np.round(vector * (LARGEST / largest if largest else 0.0)).astype(np.int8).tobytes()


def unpacked(kept: Sequence[bytes]) -> Floats:
    """(len(kept), n) unit vectors, row by row the inverse of ``packed``; all of one n."""
    if not kept:
        return np.zeros((0, 0), dtype=np.float32)
    rows = np.frombuffer(b"".join(kept), dtype=np.int8).reshape(len(kept), -1).astype(np.float32)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-9))
    return rows


def packed_meaning(meaning: Meaning) -> Packed:
    """Both vectors as they are kept."""
    return packed(meaning.content), packed(meaning.position) if meaning.position is not None else None


def unpacked_meanings(kept: Sequence[Packed]) -> list[Meaning]:
    """One by one the inverse of ``packed_meaning``."""
    contents = unpacked([content for content, _ in kept])
    positions = iter(unpacked([position for _, position in kept if position is not None]))
    return [
        Meaning(row, next(positions) if position is not None else None)
        for row, (_, position) in zip(contents, kept, strict=True)
    ]


def put_meanings(db: Connection, meanings: Mapping[str, Packed]) -> None:
    """Keep the meanings of statements that the record holds, in place of what was kept."""
    m = t.meanings
    forget_meanings(db, meanings)
    rows = [{"statement": id, "content": content, "position": position} for id, (content, position) in meanings.items()]
    if rows:
        db.execute(insert(m), rows)


def forget_meanings(db: Connection, ids: Iterable[str]) -> None:
    """Take out what is kept of statements."""
    for some in pieces(list(ids)):
        db.execute(delete(t.meanings).where(t.meanings.c.statement.in_(some)))


def meanings_of(db: Connection, ids: Iterable[str] | None = None) -> dict[str, Meaning]:
    """What is kept of all statements, or of some. Those whose words a person has changed since are left out."""
    m = t.meanings
    query = select(m.c.statement, m.c.content, m.c.position)
    if ids is None:
        rows = db.execute(query).all()
    else:
        rows = [row for some in pieces(list(ids)) for row in db.execute(query.where(m.c.statement.in_(some))).all()]
    changed = _changed(db, [row.statement for row in rows])
    rows = [row for row in rows if row.statement not in changed]
    found = unpacked_meanings([(row.content, row.position) for row in rows])
    return {row.statement: meaning for row, meaning in zip(rows, found, strict=True)}


class MeaningRows(NamedTuple):
    """What is said in n statements: their ids, the ids of the documents that they are in, and (n, 384) bytes as they are kept."""

    ids: list[str]
    documents: list[str]
    rows: NDArray[np.int8]


def meaning_rows(
    db: Connection, ids: Collection[str] | None = None, documents: Collection[str] | None = None
) -> MeaningRows:
    """What is said in all statements, or in some (``ids``), or else in those of some documents: their order is not told.

    Without those that were rejected, and those that a person corrected: their words may be others now.
    """
    m, s = t.meanings, t.statements
    left = s.c.review.not_in([Decision.REJECTED, Decision.CORRECTED])
    query = select(m.c.statement, s.c.document, m.c.content).join(s, s.c.id == m.c.statement).where(left)
    found: Iterable[tuple[str, str, bytes]]
    if ids is None and documents is None:
        # Not joined: that would read each of the wide rows of statements, where an index has what is needed.
        once: dict[str, str] = {}
        statements = db.execute(select(s.c.id, s.c.document).where(left))
        lies = {id: once.setdefault(document, document) for id, document in statements}
        kept = db.execute(select(m.c.statement, m.c.content))
        found = ((id, lies[id], content) for id, content in kept if id in lies)
    else:
        column = m.c.statement if ids is not None else s.c.document
        named = sorted((ids if ids is not None else documents) or ())
        found = (
            (id, document, content)
            for some in pieces(named)
            for id, document, content in db.execute(query.where(column.in_(some)))
        )
    told: list[str] = []
    within: list[str] = []
    # Put together as they come: a hundred thousand pieces beside the whole would take as much memory again, and keep it.
    rows = bytearray()
    for id, document, content in found:
        told.append(id)
        within.append(document)
        rows += content
    return MeaningRows(told, within, np.frombuffer(rows, dtype=np.int8).reshape(len(told), -1 if told else 384))


def without_meanings(db: Connection) -> list[str]:
    """The ids of documents that were read but of whose found statements some have no meanings, in the order they came."""
    s, d, m = t.statements, t.documents, t.meanings
    lacking = (
        select(s.c.document)
        .outerjoin(m, m.c.statement == s.c.id)
        .where(s.c.reader != HAND, m.c.statement.is_(None))
        .group_by(s.c.document)
    )
    return list(db.scalars(select(d.c.id).where(d.c.id.in_(lacking)).order_by(d.c.number)))


def _changed(db: Connection, ids: Sequence[str]) -> set[str]:
    """Those of the statements whose content or position a person gave other words than the reader."""
    s = t.statements
    decided = {id: row for some in pieces(ids) for id, row in latest_decisions(db, some).items()}
    if not decided:
        return set()
    found = {
        id: body
        for some in pieces(list(decided))
        for id, body in db.execute(select(s.c.id, s.c.body).where(s.c.id.in_(some)))
    }
    return {
        id
        for id, decision in decided.items()
        if id in found
        and any(decision.body.get(part, []) != found[id].get(part, []) for part in ("content", "position"))
    }
