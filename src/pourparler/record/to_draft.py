"""Statements as drafting takes them: a hundred thousand are loaded for one draft, without what only pages show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Text, select, type_coerce

from pourparler.garbage import nothing_collected
from pourparler.model import Decision, Statement
from pourparler.record import schema as t
from pourparler.record.queries import IN_ORDER, MOST_NAMED, latest_decisions
from pourparler.record.serialisation import decoded, matched_body, statement_from


@dataclass(frozen=True, slots=True)
class ToDraft:
    """A statement as it stands. ``alike``: the least id of those that have the same words.

    ``as_read``: as the reader left it, where nobody decided on it and matching changed it but found no party for somebody in it.
    """

    statement: Statement
    alike: str
    rejected: bool
    as_read: Statement | None


@nothing_collected()
def statements_to_draft(db: Connection) -> list[ToDraft]:
    """All of them, in the order of documents and of the text."""
    s = t.statements
    query = (
        select(s.c.id, s.c.document, type_coerce(s.c.body, Text), type_coerce(s.c.matched, Text), s.c.alike)
        .join(t.documents, t.documents.c.id == s.c.document)
        .order_by(*IN_ORDER, s.c.start, s.c.number)
    )
    decided = latest_decisions(db)
    found: list[ToDraft] = []
    for rows in db.execute(query).partitions(MOST_NAMED):
        bodies, matches = (decoded([row[column] for row in rows]) for column in (2, 3))
        for (id, document, *_, alike), body, matched in zip(rows, bodies, matches, strict=True):
            decision = decided.get(id)
            stands = matched_body(body, matched) if decision is None else decision.body
            nobody = decision is None and matched is not None and _without_party(stands)
            found.append(
                ToDraft(
                    statement_from(id, document, stands),
                    alike,
                    decision is not None and decision.decision == Decision.REJECTED,
                    statement_from(id, document, body) if nobody else None,
                )
            )
    return found


def _without_party(body: Mapping[str, Any]) -> bool:
    """Whether there is somebody in a statement whose party is not known."""
    return body["party"] is None or any(h["party"] is None for h in body.get("holders", ()))
