"""Keep beside each proposal how the statement stands, decisions applied, and which others have the same words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from pourparler.model import Decision, Statement, quote
from pourparler.record import schema as t
from pourparler.record.entries import PROPOSED
from pourparler.record.near_duplicates import ENOUGH, bands, jaccard, shingles

CANDIDATES = 200
"""Statements that one is compared with at most."""


def columns(statement: Statement, decision: Decision | None, text: str) -> dict[str, Any]:
    """What pages search by: the words too, so that a corrected speaker is found by the name it was given."""
    return {
        "words": f"{statement.speaker or ''}\n{quote(text, statement.content)}",
        "speaker": statement.speaker,
        "party": statement.party,
        "issue": statement.issue,
        "option": statement.option,
        "stance": statement.stance.value,
        "review": decision.value if decision else PROPOSED,
        "start": statement.extent[0],
    }


def group(db: Connection, id: str, words: str) -> None:
    """Find the statements with the same words as this one, told by its ``words``, and put them all into one group.

    Of words that are told again letter by letter only one statement keeps its bands: a line repeated ten thousand times costs no more.
    """
    s = t.statements
    mine = shingles(words.partition("\n")[2])
    keys = sorted(set(bands(mine)))
    db.execute(delete(t.bands).where(t.bands.c.statement == id))
    like = select(t.bands.c.statement).distinct().where(t.bands.c.band.in_(keys), t.bands.c.statement != id)
    near: dict[str, float] = {}
    query = select(s.c.words, s.c.alike).where(s.c.id.in_(like)).order_by(s.c.number).limit(CANDIDATES)
    for row in db.execute(query):
        share = jaccard(mine, shingles(row.words.partition("\n")[2]))
        if row.alike and share >= ENOUGH:
            near[row.alike] = max(share, near.get(row.alike, 0.0))
    label = next(iter(near), id)
    db.execute(update(s).where(s.c.id == id).values(alike=label))
    for other in set(near) - {label}:
        db.execute(update(s).where(s.c.alike == other).values(alike=label))
    if keys and 1.0 not in near.values():
        db.execute(insert(t.bands), [{"band": key, "statement": id} for key in keys])


def forget(db: Connection, ids: Collection[str]) -> None:
    """Take statements out; their bands go to another of their group that has none, so that the group is still found."""
    s = t.statements
    keepers = select(t.bands.c.statement).distinct()
    for row in db.execute(select(s.c.id, s.c.alike).where(s.c.id.in_(ids), s.c.id.in_(keepers))).all():
        heir = select(s.c.id).where(s.c.alike == row.alike, s.c.id.not_in(ids), s.c.id.not_in(keepers)).limit(1)
        mine = t.bands.c.statement == row.id
        if (other := db.execute(heir).scalar()) is not None:
            db.execute(update(t.bands).where(mine).values(statement=other))
        else:
            db.execute(delete(t.bands).where(mine))
    db.execute(delete(s).where(s.c.id.in_(ids)))
