"""Every sentence of the record, found by its words and by the headings above it (FTS5, bm25): the one search in whole texts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, text

from pourparler.model import Decision, Passage
from pourparler.record import schema as t
from pourparler.record.abbreviations import put_of as put_abbreviations
from pourparler.record.common_words import worth
from pourparler.record.queries import one_of

MOST_RANKED = 600
"""Passages that one search by words finds at most, the best ones."""
HEADINGS_WEIGH = 0.7
"""Of a word in a heading, against one in the sentence itself (weights of bm25)."""


LONGEST = 3_000
"""Code points of the longest sentence: no passage that begins earlier reaches into a statement."""


class Placed(NamedTuple):
    """A statement that lies in a passage, or runs through it."""

    passage: int
    statement: str


class Stretch(NamedTuple):
    """Where a passage lies. ``block``: the document and the number of its block; ``told``: it is no title and no heading itself;
    ``length``: in code points."""

    block: tuple[str, int]
    told: bool
    length: int


def unindexed(db: Connection, most: int) -> list[Row[Any]]:
    """The rows of documents whose passages are not kept, in the order they came.

    Passages are kept in that order, so that the last one tells how far it went: with a hundred thousand documents too this is one look.
    """
    d = t.documents
    return list(db.execute(select(d).where(_after_the_last()).order_by(d.c.number).limit(most)))


def without_passages(db: Connection) -> int:
    """How many documents there are whose passages are not kept."""
    return db.execute(select(func.count()).select_from(t.documents).where(_after_the_last())).scalar_one()


def _after_the_last() -> ColumnElement[bool]:
    """The documents that came after the last one whose passages are kept."""
    d, p = t.documents, t.passages
    # Each a look by itself: joined, SQLite goes through all passages there are.
    last = select(p.c.document).order_by(p.c.number.desc()).limit(1).scalar_subquery()
    number = select(d.c.number).where(d.c.id == last).scalar_subquery()
    return d.c.number > func.coalesce(number, 0)


def put_passages(db: Connection, documents: Sequence[tuple[str, Sequence[Passage]]]) -> None:
    """Keep the passages of documents in this order, and the abbreviations that they spell out.

    What another process has kept meanwhile, or taken out, is left alone.
    """
    waiting = {row.id for row in unindexed(db, len(documents) + 1)}
    rows = [
        {
            "document": p.document,
            "block": p.block,
            "start": p.start,
            "end": p.end,
            "headings": p.headings,
            "told": p.told,
        }
        for id, passages in documents
        if id in waiting
        for p in passages
    ]
    if rows:
        db.execute(insert(t.passages), rows)
        kept = [id for id, _ in documents if id in waiting]
        for id in kept:
            _tell(db, _FOUND, id)
        put_abbreviations(db, kept)


def retitle(db: Connection, document: str, old: str, new: str) -> None:
    """Let the passages of a document stand under its new title."""
    _tell(db, _FOUND_NO_LONGER, document)
    sql = "UPDATE passages SET headings = ? || substr(headings, ?) WHERE document = ?"
    db.exec_driver_sql(sql, (new, len(old) + 1, document))
    _tell(db, _FOUND, document)


def take_out(db: Connection, document: str) -> None:
    """Take out the passages of a document that is still there."""
    _tell(db, _FOUND_NO_LONGER, document)
    db.execute(delete(t.passages).where(t.passages.c.document == document))


_FOUND = "INSERT INTO passages_search(rowid, words, headings) VALUES (?, ?, ?)"
_FOUND_NO_LONGER = "INSERT INTO passages_search(passages_search, rowid, words, headings) VALUES ('delete', ?, ?, ?)"


def _tell(db: Connection, sql: str, document: str) -> None:
    """Tell the search the words of a document's passages. SQLite itself would go through the text from its beginning for each of them."""
    d, p = t.documents.c, t.passages.c
    whole = db.execute(select(d.text).where(d.id == document)).scalar_one()
    found = db.execute(select(p.number, p.start, p.end, p.headings).where(p.document == document)).all()
    if found:
        db.exec_driver_sql(sql, [(number, whole[start:end], headings) for number, start, end, headings in found])


def quoted_terms(words: Iterable[str]) -> list[str]:
    """Words as the search takes them: quoted, so that nothing in them is taken for its language; without those of no letter or digit."""
    return ['"' + w.replace('"', '""') + '"' for w in words if any(map(str.isalnum, w))]


def ranked(
    db: Connection,
    terms: str,
    *,
    among: str = "",
    since: date | None = None,
    until: date | None = None,
    most: int = MOST_RANKED,
    every: bool = False,
) -> list[tuple[int, float]]:
    """(number, score) of the passages that fit an expression of FTS5, best first; the higher the score, the better.

    ``among``: another expression that they fit and that does not count in the score, empty for none. Dates are those of the documents,
    both ends included. ``every``: a passage that fits has every word of the expression (see ``worth``).
    """
    weights = f", 1.0, {HEADINGS_WEIGH}"
    score = worth("passages", "passages_search", most, weights) if every else f"bm25(passages_search{weights})"
    sql = (
        f"SELECT f.rowid, -({score}) AS score FROM passages_search f"
        " {joined}WHERE passages_search MATCH :terms{limits} ORDER BY score DESC LIMIT :most"
    )
    named: dict[str, Any] = {"terms": terms, "most": most}
    dated = ""
    limits = ""
    if among:
        # With the sign before it rowid is only compared; else the search is begun anew for each of the numbers.
        limits = " AND +f.rowid IN (SELECT rowid FROM passages_search WHERE passages_search MATCH :among)"
        named["among"] = among
    for name, sign, day in (("since", ">=", since), ("until", "<=", until)):
        if day is not None:
            dated += f" AND d.date {sign} :{name}"
            named[name] = day.isoformat()
    joined = "JOIN passages p ON p.number = f.rowid JOIN documents d ON d.id = p.document " if dated else ""
    return [(int(n), float(s)) for n, s in db.execute(text(sql.format(joined=joined, limits=limits + dated)), named)]


def fitting(db: Connection, terms: str, most: int) -> list[int]:
    """Numbers of passages that fit an expression of FTS5, in no order, at most so many: to find the best takes twice as long."""
    sql = "SELECT rowid FROM passages_search WHERE passages_search MATCH :terms LIMIT :most"
    return [int(n) for n in db.scalars(text(sql), {"terms": terms, "most": most})]


def under(db: Connection, terms: str, numbers: Collection[int]) -> set[int]:
    """Those of the passages that fit an expression of FTS5."""
    # With the sign before it rowid is only compared; else the search is begun anew for each of the numbers.
    sql = (
        "SELECT rowid FROM passages_search WHERE passages_search MATCH :terms"
        " AND +rowid IN (SELECT value FROM json_each(:numbers))"
    )
    named = {"terms": terms, "numbers": json.dumps(sorted(numbers))}
    return {int(n) for n in db.scalars(text(sql), named)}


def passages_having(db: Connection, words: Iterable[str]) -> int:
    """How many passages have one of the words, or a form of it."""
    terms = quoted_terms(words)
    if not terms:
        return 0
    sql = "SELECT count(*) FROM passages_search WHERE passages_search MATCH :terms"
    return int(db.execute(text(sql), {"terms": " OR ".join(terms)}).scalar() or 0)


def last_passage(db: Connection) -> int:
    """The number of the passage that was kept last; 0 where none is."""
    return int(db.execute(select(func.max(t.passages.c.number))).scalar() or 0)


def terms(db: Connection) -> list[str]:
    """Every word that passages have, without its ending."""
    return [str(row[0]) for row in db.exec_driver_sql("SELECT term FROM passages_terms")]


def rows_of(db: Connection, numbers: Collection[int]) -> dict[int, Row[Any]]:
    """Passages by number: with ``words``, and the document's ``title``, ``date``, ``source`` and ``url``."""
    p, d = t.passages, t.documents
    words = func.substr(d.c.text, p.c.start + 1, p.c.end - p.c.start).label("words")
    about = (d.c.title, d.c.date, d.c.source, d.c.url, d.c.number.label("order"))
    query = select(p, words, *about).join(d, d.c.id == p.c.document)
    return {row.number: row for row in db.execute(query.where(one_of(p.c.number, numbers))).all()}


def stretches_of(db: Connection, numbers: Collection[int]) -> dict[int, Stretch]:
    """Where passages lie, by number."""
    p = t.passages
    query = select(p.c.number, p.c.document, p.c.block, p.c.told, p.c.end - p.c.start)
    found = db.execute(query.where(one_of(p.c.number, numbers))).all()
    return {number: Stretch((document, block), told, length) for number, document, block, told, length in found}


def statements_in(db: Connection, numbers: Collection[int]) -> list[Placed]:
    """The statements that lie in passages or run through them, those that were rejected left out."""
    p, s = t.passages, t.statements
    there = (s.c.document == p.c.document) & (s.c.start < p.c.end) & (s.c.end > p.c.start)
    query = select(p.c.number, s.c.id).join(s, there).where(s.c.review != Decision.REJECTED)
    return [Placed(number, id) for number, id in db.execute(query.where(one_of(p.c.number, numbers))).all()]


def places_of(db: Connection, statements: Sequence[str]) -> dict[str, list[int]]:
    """The passages through which each statement runs, in order."""
    p, s = t.passages, t.statements
    near = (p.c.start > s.c.start - LONGEST) & (p.c.start < s.c.end)
    there = (s.c.document == p.c.document) & near & (p.c.end > s.c.start)
    query = select(s.c.id, p.c.number).join(p, there).order_by(p.c.number)
    found: dict[str, list[int]] = {}
    for id, number in db.execute(query.where(one_of(s.c.id, statements))).all():
        found.setdefault(id, []).append(number)
    return found
