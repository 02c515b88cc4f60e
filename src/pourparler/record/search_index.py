"""Keep beside each proposal how the statement stands, decisions applied, and who takes its position."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert

from pourparler.model import Decision, Statement, quote
from pourparler.record import schema as t
from pourparler.record.entries import PROPOSED
from pourparler.record.queries import pieces


def columns(statement: Statement, decision: Decision | None, text: str) -> dict[str, Any]:
    """What pages search by: the words too, so that a corrected speaker is found by the name it was given."""
    return {
        "words": words_of(statement, text),
        "speaker": statement.speaker,
        "party": statement.party,
        "issue": statement.issue,
        "option": statement.option,
        "stance": statement.stance.value,
        "review": decision.value if decision else PROPOSED,
        "start": statement.extent[0],
        "end": statement.extent[1],
    }


def words_of(statement: Statement, text: str) -> str:
    """Who is named as the speaker, and in the next line what is said."""
    return f"{statement.speaker or ''}\n{quote(text, statement.content)}"


def keep_takers(db: Connection, statements: Sequence[Statement]) -> None:
    """Keep who takes their positions, in place of what was kept."""
    h = t.holders
    for some in pieces([s.id for s in statements]):
        db.execute(delete(h).where(h.c.statement.in_(some)))
    if rows := [row for statement in statements for row in takers_of(statement)]:
        db.execute(insert(h), rows)


def takers_of(statement: Statement) -> list[dict[str, Any]]:
    """The rows of the table of holders for a statement."""
    return [
        {"statement": statement.id, "holder": taker.party or taker.name, "party": taker.party, "opposed": taker.opposed,
         "own": statement.is_own_side(taker), "sure": not statement.doubtful}
        for taker in statement.takers
    ]  # fmt: skip
