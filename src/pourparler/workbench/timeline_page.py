"""Timeline: meetings, statements, moves of positions on one axis, and the same as a list that leads to the sentences."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from pourparler.dates import day_of
from pourparler.errors import unknown
from pourparler.figures.timeline import by_month, events_of, timeline_figure
from pourparler.provenance.citations import Citations
from pourparler.wording.networks import COPIES
from pourparler.workbench.counting import sheet_of
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session

router = Router()
KINDS = {"said": "position stated", "moved": "moved", "given up": "given up", "met": "meeting"}
LISTED = 100
"""Events on the page, the latest; earlier ones are reached by the dates."""


@router.get("/timeline")
def timeline(request: Request, party: str = "", since: str = "", until: str = "", copies: str = "once") -> Response:
    """Events between two days, perhaps of one party (meetings stay), latest first; the picture is fetched when they are there."""
    session: Session = request.app.state.session
    sheet = sheet_of(request)
    negotiation, then = sheet.negotiation, sheet.counting.as_of
    first, last = day_of(since), day_of(until)
    _each(copies)
    with session.looking() as record:
        proposed = Citations(record, then).meetings
        found = [
            e for e in events_of(negotiation, proposed)
            if (not party or e.party in (party, None)) and (not first or e.when >= first) and (not last or e.when <= last)
        ]  # fmt: skip
        shown = found[-LISTED:]
        citations = Citations(record, then)
        citations.expect_all(e for event in shown for e in event.evidence[:2])
        sources = {id(e): citations.cite_all(e.evidence[:2]) for e in shown}
    response: Response = request.app.state.page(
        "timeline.html",
        request,
        title="Timeline",
        months=[(name, list(reversed(some))) for name, some in reversed(by_month(shown))],
        sources=sources,
        many=len(found),
        shown=len(shown),
        kinds=KINDS,
        parties=list(negotiation.party),
        asked={"party": party, "since": since, "until": until, "copies": copies},
        counting=COPIES,
        key=id,
    )
    return response


@router.get("/timeline.svg")
def picture(request: Request, copies: str = "once") -> Response:
    """All of it drawn; marks are links. As part of the page, in an element of its own; empty where there is nothing to draw."""
    each = _each(copies)
    session: Session = request.app.state.session
    sheet = sheet_of(request)
    then = sheet.counting.as_of
    with session.looking() as record:
        standing = session.standing(record)
        state = standing.told, record.settled_revision(), each
        drawn = session.kept(
            ("timeline", sheet.key, *state),
            lambda: timeline_figure(
                sheet.negotiation,
                events_of(sheet.negotiation, Citations(record, then).meetings),
                session.kept(("by day", then, *state), lambda: standing.until(then).by_day(count_each=each)),
                linked=True,
            ),
        )
    return Response(drawn or "", media_type="image/svg+xml")


def _each(copies: str) -> bool:
    """Whether what several outlets tell counts each time. Raises PourparlerError where there is no such way to count."""
    if copies not in COPIES:
        raise unknown("way to count copies", copies, tuple(COPIES))
    return copies == "each"
