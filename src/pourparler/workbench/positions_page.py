"""The matrix party by issue; each cell leads to its evidence and takes a new position."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body
from starlette.requests import Request
from starlette.responses import Response

from pourparler.dossier import add_positions
from pourparler.errors import NotFoundError, PourparlerError
from pourparler.model import Evidence, Kind, Negotiation, Position, slug
from pourparler.report import wording
from pourparler.report.citations import Citations
from pourparler.report.matrix import MARKS, cell_of, item
from pourparler.workbench.desk import Desk

router = APIRouter()
KINDS = (Kind.REJECTS, Kind.REQUIRES, Kind.DEMANDS, Kind.ACCEPTS, Kind.OFFERS)
"""Kinds that take one option: what the page can add."""


@router.get("/positions")
def positions(request: Request) -> Response:
    """All positions, parties in rows."""
    sheet = request.app.state.desk.sheet()
    negotiation: Negotiation = sheet.negotiation
    clashing = {p.id for c in sheet.analysis.contradictions for p in c.positions}
    response: Response = request.app.state.page(
        "positions.html",
        request,
        title="Positions",
        negotiation=negotiation,
        cells={
            (party.name, issue.id): [
                item(negotiation, p, [], p.id in clashing) for p in cell_of(negotiation, party.name, issue.id)
            ]
            for party in negotiation.parties
            for issue in negotiation.issues
        },
        marks=MARKS,
    )
    return response


@router.get("/positions/{party}/{issue}")
def cell(request: Request, party: str, issue: str) -> Response:
    """What one party said on one issue, with the sentences, and a form for more."""
    desk: Desk = request.app.state.desk
    sheet = desk.sheet()
    negotiation = sheet.negotiation
    if party not in negotiation.party or issue not in negotiation.issue:
        raise NotFoundError(f"there is no party {party!r} or no issue {issue!r}", mend="See the positions page")
    with desk.record() as record:
        citations = Citations.of(record)
        said = [
            e for e in citations.entries
            if e.statement.party == party and e.statement.issue == issue and e.review != "rejected"
        ]  # fmt: skip
    clashing = {p.id for c in sheet.analysis.contradictions for p in c.positions}
    here = [
        {
            "item": item(negotiation, p, [], p.id in clashing),
            "position": p,
            "sentences": citations.cite_all(p.evidence),
        }
        for p in cell_of(negotiation, party, issue)
    ]
    response: Response = request.app.state.page(
        "cell.html",
        request,
        title=f"{party} on {wording.issue_name(issue)}",
        party=party,
        issue=negotiation.issue[issue],
        positions=here,
        said=said,
        revision=sheet.revision,
        kinds=[k.value for k in KINDS],
        today=date.today().isoformat(),
    )
    return response


@router.post("/positions/{party}/{issue}")
def add(
    request: Request,
    party: str,
    issue: str,
    kind: Annotated[str, Body()],
    option: Annotated[str, Body()],
    revision: Annotated[str, Body()],
    evidence: Annotated[list[str], Body()],
    as_of: Annotated[str | None, Body()] = None,
) -> dict[str, Any]:
    """Write a position into dossier.yaml, unless the file has changed since the page was made."""
    desk: Desk = request.app.state.desk
    try:
        told = tuple(Evidence.parse(e) for e in evidence)
        day = date.fromisoformat(as_of) if as_of else None
        chosen = Kind(kind)
    except ValueError as error:
        raise PourparlerError(f"this cannot be kept: {error}") from error
    if not told:
        raise PourparlerError("a position needs evidence", mend="Choose at least one statement, or give a reference")
    id = ".".join(map(slug, (party, issue, kind, option)))
    with desk.editing(revision):
        add_positions(desk.dossier.yaml, [Position(id, party, chosen, issue, option, evidence=told, as_of=day)])
    sheet = desk.sheet()
    return {"revision": sheet.revision, "verdict": wording.verdict_words(sheet.analysis)}
