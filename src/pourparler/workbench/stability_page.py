"""Would it hold, and who pulls where: what `stability` and `influence` say of the dossier."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pourparler.briefing.notes import Notes
from pourparler.briefing.stability_section import holding_view, pulling_view, stability_view
from pourparler.briefing.voting_section import voting_view
from pourparler.errors import NotFoundError
from pourparler.provenance.citations import Citations
from pourparler.workbench.session import Session

router = APIRouter()


@router.get("/holding")
def holding(request: Request) -> Response:
    """States, ways, what would make a settlement hold; contests. Every preference leads to its sentences."""
    session: Session = request.app.state.session
    sheet = session.sheet()
    negotiation = sheet.negotiation
    with session.record() as record:
        notes = Notes(Citations(record))
        view = (
            stability_view(negotiation, sheet.stability, sheet.figure, notes)
            if sheet.stability
            else holding_view(negotiation, notes)
        )
    response: Response = request.app.state.page(
        "holding.html",
        request,
        title="Would it hold?",
        holding=view,
        pulling=pulling_view(negotiation, notes),
        votes=voting_view(negotiation, notes),
        notes=notes.all,
    )
    return response


@router.get("/holding.svg")
def picture(request: Request) -> Response:
    """The movement graph. Raises NotFoundError where there is nothing to draw."""
    session: Session = request.app.state.session
    figure = session.sheet().figure
    if figure is None:
        raise NotFoundError("there is no movement to draw")
    return Response(figure, media_type="image/svg+xml")
