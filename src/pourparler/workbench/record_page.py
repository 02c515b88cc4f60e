"""The record: find statements by words, party, issue, stance and review."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pourparler.model import Stance
from pourparler.record import Entry
from pourparler.workbench.desk import Desk

router = APIRouter()
MOST = 200
"""The most statements on one page."""
REVIEWS = ("suggested", "accepted", "corrected", "rejected")


@router.get("/record")
def statements(
    request: Request, words: str = "", party: str = "", issue: str = "", stance: str = "", review: str = ""
) -> Response:
    """What fits all that was asked for, best first where words were, else in the order of the documents."""
    desk: Desk = request.app.state.desk
    negotiation = desk.sheet().negotiation
    with desk.record() as record:
        entries = record.search(words) if words.strip() else record.statements()
        documents = {d.id: d for d in record.documents()}

    def fits(e: Entry) -> bool:
        s = e.statement
        told = ((party, s.party), (issue, s.issue), (stance, s.stance.value), (review, e.review))
        return all(not asked or asked == is_ for asked, is_ in told)

    found = [e for e in entries if fits(e)]
    response: Response = request.app.state.page(
        "record.html",
        request,
        title="Record",
        found=found[:MOST],
        many=len(found),
        documents=documents,
        asked={"words": words, "party": party, "issue": issue, "stance": stance, "review": review},
        choices={
            "party": list(negotiation.party),
            "issue": list(negotiation.issue),
            "stance": [s.value for s in Stance],
            "review": list(REVIEWS),
        },
    )
    return response
