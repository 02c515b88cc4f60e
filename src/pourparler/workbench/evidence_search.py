"""Evidence is found by its words: the statements of the record, and other sentences of its documents."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from starlette.requests import Request

from pourparler.model import Evidence
from pourparler.provenance.citations import Citations
from pourparler.record import Record, Wanted
from pourparler.record.passages import quoted_terms
from pourparler.wording.statements import said_by, stand_of
from pourparler.workbench.position_form import evidence_told
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session

router = Router()
MOST = 30
"""Statements that one search shows."""
ELSEWHERE = 10
"""Sentences with no statement that has the words, that one search shows at most."""
LOOKED_AT = 60
"""Sentences that have the words, the best of them, of which those without such a statement are shown."""
MOST_FOUND = 500
"""Statements that have the words, the best of them, by which sentences with such a statement are known."""


@router.get("/evidence")
def evidence(request: Request, words: str = "", party: str = "", issue: str = "") -> dict[str, Any]:
    """What may be evidence: statements that have the words, of a party and on an issue where these are given, rejected ones left out;
    where words are given, sentences that have them and none of these statements. Best first where words are given, else oldest first.
    """
    session: Session = request.app.state.session
    # Somebody may still be writing the last word.
    begun = f"{words.strip()}*" if words.strip() else ""
    anywhere = bool(begun) and not party and not issue
    with session.looking() as record:
        # One search for both lists: to look for a word that a hundred thousand statements have takes a tenth of a second.
        found = record.find(
            Wanted(words=begun, party=party, issue=issue), limit=MOST, named=MOST_FOUND if anywhere else 0
        )
        first = found.entries
        citations = Citations(record)
        citations.know(e for e, _ in first)
        citations.expect_all(Evidence(statement=e.statement.id) for e, _ in first)
        told = [
            evidence_told(citations.cite(Evidence(statement=e.statement.id)))
            | {"said_by": said_by(e.statement), "review": e.review, "side": stand_of(e.statement).side, "more": more}
            for e, more in first
            if e.review != "rejected"
        ]
        other = _elsewhere(record, begun, set(found.first)) if anywhere else []
    return {"statements": told, "many": found.groups, "sentences": other}


def _elsewhere(record: Record, words: str, have: Collection[str]) -> list[dict[str, Any]]:
    """Sentences with all the words in which no statement is that has them (``have``): a statement has only some of its sentence's words."""
    terms = [*quoted_terms(words.removesuffix("*").split())]
    if not terms:
        return []
    begun = "*" if words.endswith("*") and words[-2].isalnum() else ""
    having = f"words : ({' AND '.join(terms)}{begun})"
    found = [n for n, _ in record.ranked_passages(having, most=LOOKED_AT, every=True)]
    rows = record.passage_rows(found)
    there = record.statements_in(found)
    told = {p.passage for p in there if p.statement in have}
    others = [rows[n] for n in found if n not in told][:ELSEWHERE]
    there_too = [Evidence(document=row.document, spans=((row.start, row.end),)) for row in others]
    return [evidence_told(c) for c in Citations(record).cite_all(there_too)]
