"""The record: find statements by words, speaker, party, issue, stance, review, source and date; take a selection away."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from pourparler.errors import PourparlerError
from pourparler.model.stances import GROUPS, TAKING, spelled_out, told
from pourparler.record import REVIEWS, Wanted
from pourparler.record.export import FORMS
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session

router = Router()
GROUPS_TOLD = {
    "any position": "takes a position",
    "for": "for",
    "against": "against",
    "no position": "takes no position",
}
"""The page's words for GROUPS of stances."""
PAGE = 50
"""Groups of statements on one page."""


@router.get("/record")
def statements(request: Request, page: int = 1) -> Response:
    """What fits all that was asked for, near-duplicates together: best first where words were, else oldest first."""
    session: Session = request.app.state.session
    negotiation = session.sheet().negotiation
    asked = _asked(request)
    wanted = _wanted(asked)
    page = max(page, 1)
    with session.looking() as record:
        key = ("found", record.version(), wanted, page)
        found = session.kept(key, lambda: record.find(wanted, limit=PAGE, offset=(page - 1) * PAGE))
        headings = {h.id: h for h in session.headings(record)}
        tellings = record.tellings(e.alike for e, _ in found.entries)
    told = {name: value for name, value in asked.items() if value}
    response: Response = request.app.state.page(
        "record.html",
        request,
        title="Record",
        found=found,
        documents=headings,
        tellings=tellings,
        asked=asked,
        query=urlencode(told),
        number=page,
        last=max(1, -(-found.groups // PAGE)),
        choices={
            "party": list(negotiation.party),
            "issue": list(negotiation.issue),
            "review": list(REVIEWS),
            "source": sorted({h.source for h in headings.values() if h.source}),
        },
        groups=GROUPS_TOLD,
        taking=TAKING,
        stances=GROUPS["no position"],
        forms=list(FORMS),
    )
    return response


@router.get("/record.{form}")
def export(request: Request, form: str) -> Response:
    """All that fits, as CSV, JSON Lines or Web Annotations, each statement with its document. Raises PourparlerError on another form."""
    if form not in FORMS:
        raise PourparlerError(f"statements cannot be exported as {form!r}", mend=f"Choose from: {', '.join(FORMS)}")
    media, write = FORMS[form]
    session: Session = request.app.state.session
    with session.looking() as record:
        body = write(*record.selection(_wanted(_asked(request))), told)
    name = {"content-disposition": f'attachment; filename="statements.{form}"'}
    return Response(body, media_type=f"{media}; charset=utf-8", headers=name)


def _asked(request: Request) -> dict[str, str]:
    names = ("words", "speaker", "party", "issue", "stance", "review", "source", "since", "until")
    return {name: request.query_params.get(name, "") for name in names}


def _wanted(asked: Mapping[str, str]) -> Wanted:
    return Wanted.asked({**asked, "stance": spelled_out(asked["stance"])})
