"""The matrix party by issue; each cell leads to its evidence, takes what the record proposes, and is edited in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body
from starlette.requests import Request
from starlette.responses import Response

from pourparler import wording
from pourparler.briefing.matrix import MARKS, cell_of, item
from pourparler.dates import day_of
from pourparler.dossier import add_evidence, add_positions, change_position, remove_position
from pourparler.drafting import suggest_positions
from pourparler.drafting.moves import says
from pourparler.drafting.stances import TAKES_ONE_OPTION, position_from, side_of, stance_of, takers
from pourparler.errors import NotFoundError, PourparlerError
from pourparler.model import Evidence, Kind, Negotiation, Position, Stance, slug
from pourparler.provenance.citations import Citations
from pourparler.record import REVIEWS, Entry, Said, Wanted
from pourparler.workbench.session import Session, Sheet

router = APIRouter()
SHOWN = 4
"""Proposals that a cell of the matrix spells out."""
LISTED = 60
"""Statements that a cell's page lists, the latest."""


@router.get("/positions")
def positions(request: Request) -> Response:
    """All positions, parties in rows; beside them what the record proposes and the dossier does not hold."""
    session: Session = request.app.state.session
    sheet = session.sheet()
    negotiation = sheet.negotiation
    with session.record() as record:
        key = ("proposed positions", sheet.revision, record.version())
        proposed = session.kept(key, lambda: _proposed(negotiation, record.said()))
    clashing = _clashing(sheet)
    response: Response = request.app.state.page(
        "positions.html",
        request,
        title="Positions",
        negotiation=negotiation,
        cells={
            (party.name, issue.id): [
                {"item": item(negotiation, p, [], p.id in clashing), "day": p.as_of}
                for p in cell_of(negotiation, party.name, issue.id)
            ]
            for party in negotiation.parties
            for issue in negotiation.issues
        },
        proposed=proposed,
        shown=SHOWN,
        marks=MARKS,
    )
    return response


def _proposed(negotiation: Negotiation, said: Sequence[Said]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """For each cell the positions that statements propose and that the dossier does not hold, the commonest first."""
    held = set(map(says, negotiation.positions))
    found: dict[Position, tuple[int, int]] = {}
    for s in said:
        stance = stance_of(s.stance, opposed=s.opposed)
        position = position_from(negotiation, s.actor, s.issue, s.option, stance)
        if position is not None and says(position) not in held:
            many, confirmed = found.get(position, (0, 0))
            found[position] = many + s.statements, confirmed + s.confirmed
    cells: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for position, (many, confirmed) in sorted(found.items(), key=lambda f: -f[1][0]):
        here = cells.setdefault((position.party, position.issue or ""), [])
        told = item(negotiation, position, [], False) if len(here) < SHOWN else None
        here.append({"item": told, "statements": many, "confirmed": confirmed})
    return cells


@router.get("/positions/{party}/{issue}")
def cell(request: Request, party: str, issue: str) -> Response:
    """What one party said on one issue: positions with their sentences, proposals, every statement by date, and a form for more."""
    session: Session = request.app.state.session
    sheet = session.sheet()
    negotiation = sheet.negotiation
    if party not in negotiation.party or issue not in negotiation.issue:
        raise NotFoundError(f"there is no party {party!r} or no issue {issue!r}", mend="The page Positions lists both")
    with session.record() as record:
        entries = record.all(Wanted(party=party, issue=issue))
        headings = {h.id: h for h in session.headings(record)}
        here = _in_the_dossier(sheet, party, issue, Citations(record))
    said = [e for e in entries if e.review != "rejected"]
    days = {h.id: h.date for h in headings.values()}
    stances = {e.statement.id: dict(takers(e.statement)).get(party, Stance.REPORTS) for e in entries}
    history = sorted(entries, key=lambda e: days[e.statement.document] or date.min, reverse=True)
    response: Response = request.app.state.page(
        "cell.html",
        request,
        title=f"{party} on {wording.issue_name(issue)}",
        party=party,
        issue=negotiation.issue[issue],
        positions=here,
        candidates=_candidates(negotiation, party, said, days, here),
        said=[e for e in history if e.review != "rejected"][:LISTED],
        history=history[:LISTED],
        many=len(history),
        counts={review: sum(e.review == review for e in entries) for review in REVIEWS},
        documents=headings,
        revision=sheet.revision,
        kinds=[k.value for k in TAKES_ONE_OPTION],
        today=date.today().isoformat(),
        stances=stances,
        sides={id: side.name.lower() for id, stance in stances.items() if (side := side_of(stance))},
    )
    return response


def _in_the_dossier(sheet: Sheet, party: str, issue: str, citations: Citations) -> list[dict[str, Any]]:
    """The cell's positions, each with its sentences."""
    clashing = _clashing(sheet)
    return [
        {
            "item": item(sheet.negotiation, p, [], p.id in clashing),
            "position": p,
            "sentences": citations.cite_all(p.evidence),
            "plain": p.kind in TAKES_ONE_OPTION and not p.condition,
        }
        for p in cell_of(sheet.negotiation, party, issue)
    ]


def _candidates(
    negotiation: Negotiation,
    party: str,
    said: Sequence[Entry],
    days: Mapping[str, date | None],
    here: Sequence[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """The positions that the cell's statements propose, where they are more than evidence that the dossier has already."""
    cited = {h["position"].id: {c.entry.statement.id for c in h["sentences"] if c.entry} for h in here}
    quotes = {e.statement.id: e for e in said}
    return [
        {
            "candidate": c,
            "item": item(negotiation, c.position, [], False),
            "entries": [quotes[s.id] for s in c.statements],
            "contradicts": [wording.position_words(negotiation, negotiation.position[k]) for k in c.contradicts],
        }
        for c in suggest_positions((e.statement for e in said), negotiation, days)
        if c.position.party == party and not {s.id for s in c.statements} <= cited.get(c.known or "", set())
    ]


def _clashing(sheet: Sheet) -> set[str]:
    return {p.id for c in sheet.analysis.contradictions for p in c.positions}


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
    hedged: Annotated[str | None, Body()] = None,
) -> dict[str, Any]:
    """Write a position into dossier.yaml, unless the file has changed since the page was made."""
    session: Session = request.app.state.session
    told = _evidence(evidence)
    if not told:
        raise PourparlerError("a position needs evidence", mend="Tick at least one statement, or give a reference")
    id = ".".join(map(slug, (party, issue, kind, option)))
    position = Position(
        id, party, _kind(kind), issue, option, evidence=told, as_of=day_of(as_of), hedged=hedged or None
    )
    with session.editing(revision):
        add_positions(session.dossier.yaml, [position])
    return _after(session)


@router.post("/position/{id}")
def change(
    request: Request,
    id: str,
    revision: Annotated[str, Body()],
    what: Annotated[str, Body()],
    told: Annotated[dict[str, str], Body()],
) -> dict[str, Any]:
    """Change a position in dossier.yaml: ``what`` is change, evidence or remove. Its comments stay."""
    session: Session = request.app.state.session
    path = session.dossier.yaml
    with session.editing(revision):
        if what == "remove":
            remove_position(path, id)
        elif what == "evidence":
            add_evidence(path, id, _evidence(told.get("evidence", "").split()))
        elif what == "change":
            said = (_kind(told["kind"]), told.get("option")) if told.get("kind") else (None, None)
            says = {"kind": said[0], "option": said[1]} if said[0] else {}
            change_position(path, id, _changes(told) | says)
        else:
            raise PourparlerError(f"{what!r} is not a change", mend="Choose from: change, evidence, remove")
    return _after(session)


def _changes(told: Mapping[str, str]) -> dict[str, Any]:
    """What the form says of a position; an empty field takes the entry out."""
    changes: dict[str, Any] = {name: day_of(told[name]) for name in ("as_of", "until") if name in told}
    return changes | {n: told[n].strip() or None for n in ("hedged", "said_by", "note") if n in told}


def _after(session: Session) -> dict[str, Any]:
    sheet = session.sheet()
    return {"revision": sheet.revision, "verdict": wording.verdict_words(sheet.analysis)}


def _evidence(written: Sequence[str]) -> tuple[Evidence, ...]:
    try:
        return tuple(Evidence.parse(e) for e in written)
    except ValueError as error:
        raise PourparlerError(f"this evidence cannot be saved: {error}") from error


def _kind(written: str) -> Kind:
    if written not in [k.value for k in TAKES_ONE_OPTION]:
        raise PourparlerError(f"{written!r} cannot be written here", mend=f"Choose from: {', '.join(TAKES_ONE_OPTION)}")
    return Kind(written)
