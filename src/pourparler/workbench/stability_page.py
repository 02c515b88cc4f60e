"""Would it hold, who pulls in which direction, who has voting power: what `stability` and `influence` find in the dossier."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from pourparler.briefing.notes import Notes
from pourparler.briefing.stability_section import analysis_view, spatial_view, stability_view
from pourparler.briefing.voting_section import voting_view
from pourparler.errors import NotFoundError
from pourparler.provenance.citations import Citations
from pourparler.workbench.counting import sheet_of
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session

router = Router()


@router.get("/stability")
def stability(request: Request) -> Response:
    """Stable states, how they come about, what would make a settlement hold; contests. Every preference leads to its sentences."""
    session: Session = request.app.state.session
    sheet = sheet_of(request)
    negotiation = sheet.negotiation
    with session.looking() as record:
        notes = Notes(Citations(record, sheet.counting.as_of))
        view = (
            analysis_view(negotiation, sheet.stability, sheet.figure, notes)
            if sheet.stability
            else stability_view(negotiation, notes)
        )
    response: Response = request.app.state.page(
        "stability.html",
        request,
        title="Would it hold?",
        stability=view,
        spatial=spatial_view(negotiation, notes),
        votes=voting_view(negotiation, notes),
        notes=notes.all,
    )
    return response


@router.get("/stability.svg")
def picture(request: Request) -> Response:
    """The movement graph. Raises NotFoundError where there is nothing to draw."""
    figure = sheet_of(request).figure
    if figure is None:
        raise NotFoundError("this conflict has no movement graph to draw")
    return Response(figure, media_type="image/svg+xml")
