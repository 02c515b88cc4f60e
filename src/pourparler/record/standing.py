"""Keep beside each suggestion how the statement stands, decisions applied, and which others have the same words."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from pourparler.model import Decision, Statement, quote
from pourparler.record import schema as t
from pourparler.record.alike import ENOUGH, bands, jaccard, shingles


def columns(statement: Statement, decision: Decision | None, text: str) -> dict[str, Any]:
    """What pages search by: the words too, so that a corrected speaker is found by the name it was given."""
    return {
        "words": f"{statement.speaker or ''}\n{quote(text, statement.content)}",
        "speaker": statement.speaker,
        "party": statement.party,
        "issue": statement.issue,
        "option": statement.option,
        "stance": statement.stance.value,
        "review": decision.value if decision else "suggested",
        "start": statement.extent[0],
    }


def group(db: Connection, id: str, words: str) -> None:
    """Find the statements with the same words as this one, told by its ``words``, and put them all into one group."""
    s = t.statements
    mine = shingles(words.partition("\n")[2])
    keys = sorted(set(bands(mine)))
    db.execute(delete(t.bands).where(t.bands.c.statement == id))
    like = select(t.bands.c.statement).distinct().where(t.bands.c.band.in_(keys))
    near = [
        row.alike
        for row in db.execute(select(s.c.words, s.c.alike).where(s.c.id.in_(like), s.c.id != id).order_by(s.c.number))
        if row.alike and jaccard(mine, shingles(row.words.partition("\n")[2])) >= ENOUGH
    ]
    label = near[0] if near else id
    db.execute(update(s).where(s.c.id == id).values(alike=label))
    for other in set(near) - {label}:
        db.execute(update(s).where(s.c.alike == other).values(alike=label))
    if keys:
        db.execute(insert(t.bands), [{"band": key, "statement": id} for key in keys])
