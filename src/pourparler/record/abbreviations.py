"""The abbreviations that the record's documents spell out, kept with their passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, func, insert, select

from pourparler.record import schema as t
from pourparler.record.queries import pieces

MOST = 3
"""Other ways of writing one form, those of most documents."""


def put_of(db: Connection, documents: Sequence[str]) -> None:
    """Keep what documents spell out, whose passages were just kept."""
    from pourparler.structure.abbreviations import key, spelt_out  # who keeps none need not load it

    p, d = t.passages.c, t.documents.c
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for id in documents:
        text = db.execute(select(d.text).where(d.id == id)).scalar_one()
        for start, end in db.execute(select(p.start, p.end).where(p.document == id).order_by(p.number)):
            for short, long in spelt_out(text[start:end]):
                keys = {"document": id, "short_key": key(short), "long_key": key(long)}
                found.setdefault((id, keys["short_key"], keys["long_key"]), {**keys, "short": short, "long": long})
    if found:
        db.execute(insert(t.abbreviations), list(found.values()))


def long_forms(db: Connection, keys: Collection[str]) -> dict[str, list[str]]:
    """What short forms (``structure.abbreviations.key``) stand for, what most documents say first; without those that nobody spells out."""
    a = t.abbreviations.c
    return _others(db, keys, a.short_key, a.long_key, a.long)


def short_forms(db: Connection, keys: Collection[str]) -> dict[str, list[str]]:
    """How long forms (keys likewise) are written in short, as most documents write it first."""
    a = t.abbreviations.c
    return _others(db, keys, a.long_key, a.short_key, a.short)


def _others(
    db: Connection,
    keys: Collection[str],
    asked: ColumnElement[str],
    other: ColumnElement[str],
    written: ColumnElement[str],
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for some in pieces(sorted(keys)):
        told = (
            select(asked, func.max(written)).where(asked.in_(some)).group_by(asked, other)
        )  # in small letters, where some do
        query = told.order_by(func.count().desc(), other)
        for form, words in db.execute(query):
            if len(found[form]) < MOST:
                found[form].append(words)
    return dict(found)
