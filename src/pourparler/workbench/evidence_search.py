"""Evidence is found by its words: the statements of the record, and other sentences of its documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from pourparler.model import Document, Evidence, overlap
from pourparler.provenance.citations import Citations
from pourparler.reading.sentences import sentences
from pourparler.record import Record, Wanted
from pourparler.structure.kinds import completed
from pourparler.wording.statements import said_by, stand_of
from pourparler.workbench.position_form import evidence_told
from pourparler.workbench.session import Session

router = APIRouter()
MOST = 30
"""Statements that one search shows."""
ELSEWHERE = 10
"""Sentences with no statement that has the words, that one search shows at most, of so many documents."""


@router.get("/evidence")
def evidence(request: Request, words: str = "", party: str = "", issue: str = "") -> dict[str, Any]:
    """What may be evidence: statements that have the words, of a party and on an issue where these are given, rejected ones left out;
    where words are given, sentences that have them and none of these statements. Best first where words are given, else oldest first.
    """
    session: Session = request.app.state.session
    # Somebody may still be writing the last word.
    begun = f"{words.strip()}*" if words.strip() else ""
    with session.record() as record:
        found = record.find(Wanted(words=begun, party=party, issue=issue), limit=MOST)
        citations = Citations(record)
        told = [
            evidence_told(citations.cite(Evidence(statement=e.statement.id)))
            | {"said_by": said_by(e.statement), "review": e.review, "side": stand_of(e.statement).side, "more": more}
            for e, more in found.entries
            if e.review != "rejected"
        ]
        other = list(_elsewhere(record, begun)) if begun and not party and not issue else []
    return {"statements": told, "many": found.groups, "sentences": other}


def _elsewhere(record: Record, words: str) -> Iterator[dict[str, Any]]:
    """Sentences with all the words in which no statement is that has them: a statement has only some of its sentence's words."""
    wanted = words.rstrip("*").casefold().split()
    citations = Citations(record)
    many = 0
    for document in record.search_documents(words)[:ELSEWHERE]:
        taken = tuple(e.statement.extent for e, _ in record.find(Wanted(words=words, document=document.id)).entries)
        for span in _sentences(document):
            sentence = document.text[span[0] : span[1]].casefold()
            if many < ELSEWHERE and all(w in sentence for w in wanted) and not overlap((span,), taken):
                many += 1
                yield evidence_told(citations.cite(Evidence(document=document.id, spans=(span,))))


def _sentences(document: Document) -> Iterator[tuple[int, int]]:
    for sentence in sentences(document.text, completed(document).blocks):
        yield sentence.start, sentence.end
