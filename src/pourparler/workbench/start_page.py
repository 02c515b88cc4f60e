"""Start: three steps from documents to what could be agreed, and where one stands in each."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pourparler.settlement.readiness import missing
from pourparler.wording.views.start import start_view
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session

router = Router()


@router.get("/start")
def start(request: Request) -> Response:
    """The three steps. Also what `/` shows while the dossier has no issues."""
    response: Response = request.app.state.page(
        "start.html", request, title="Start", here="/start", stand=_stand(request)
    )
    return response


@router.get("/start/stand")
def stand(request: Request) -> dict[str, str]:
    """Where one stands, as parts of the page by the ids of their elements."""
    part, told = request.app.state.part, _stand(request)
    return {f"stand-{name}": part("start_steps.html", name, told[name]) for name in ("documents", "draft", "verdict")}


def _stand(request: Request) -> dict[str, Any]:
    session: Session = request.app.state.session
    sheet = session.sheet()
    reading = request.app.state.reading.progress
    if not reading.running:
        with session.record() as record:
            request.app.state.drafting.follow(record)
    with session.looking() as record:  # of the moment after a draft that took no time
        headings = session.headings(record)
        proposals = record.proposals()
        unread = len(record.unread())
        counted = session.standing(record).counted()
    return start_view(
        documents=len(headings),
        unread=unread,
        reading=reading.running,
        drafting=request.app.state.drafting.running,
        due=request.app.state.drafting.due,
        statements=counted.statements,
        proposals=proposals,
        negotiation=sheet.negotiation,
        analysis=sheet.analysis if missing(sheet.negotiation) is None else None,
    )
