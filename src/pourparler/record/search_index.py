"""Keep beside each proposal how the statement stands, decisions applied, who takes its position, and which others have the same words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from pourparler.model import Decision, Statement, quote
from pourparler.record import schema as t
from pourparler.record.entries import PROPOSED
from pourparler.record.near_duplicates import ENOUGH, bands, jaccard, shingles
from pourparler.record.queries import pieces

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


def keep_takers(db: Connection, statement: Statement) -> None:
    """Keep who takes its position, in place of what was kept."""
    h = t.holders
    db.execute(delete(h).where(h.c.statement == statement.id))
    if rows := takers_of(statement):
        db.execute(insert(h), rows)


def takers_of(statement: Statement) -> list[dict[str, Any]]:
    """The rows of the table of holders for a statement."""
    return [
        {"statement": statement.id, "holder": taker.party or taker.name, "party": taker.party, "opposed": taker.opposed,
         "own": statement.is_own_side(taker), "sure": not statement.doubtful}
        for taker in statement.takers
    ]  # fmt: skip


def group(db: Connection, id: str, words: str) -> None:
    """Find the statements with the same words as this one, told by its ``words``, and put them all into one group.

    The group goes by the least of its ids, whichever of its statements came first.

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
    label = min([id, *near])
    db.execute(update(s).where(s.c.id == id).values(alike=label))
    for other in set(near) - {label}:
        db.execute(update(s).where(s.c.alike == other).values(alike=label))
    if keys and 1.0 not in near.values():
        db.execute(insert(t.bands), [{"band": key, "statement": id} for key in keys])


def forget(db: Connection, ids: Collection[str]) -> None:
    """Take statements out; their bands go to another of their group that has none, so that the group is still found."""
    s, b = t.statements, t.bands
    has_bands = select(b.c.band).where(b.c.statement == s.c.id).exists()
    leaving = [
        row
        for some in pieces(sorted(ids))
        for row in db.execute(select(s.c.id, s.c.alike).where(s.c.id.in_(some), has_bands)).all()
    ]
    for some in pieces(sorted(ids)):
        for beside in (t.holders, t.meanings):
            db.execute(delete(beside).where(beside.c.statement.in_(some)))
        db.execute(delete(s).where(s.c.id.in_(some)))
    for row in leaving:
        mine = b.c.statement == row.id
        other = db.execute(select(s.c.id).where(s.c.alike == row.alike, ~has_bands).limit(1)).scalar()
        db.execute(update(b).where(mine).values(statement=other) if other is not None else delete(b).where(mine))
