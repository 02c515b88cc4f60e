"""The matrix party by issue; each cell leads to its evidence, takes what the record proposes, and is edited in place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pourparler import wording
from pourparler.briefing.matrix import MARKS, SAID_MARK, item
from pourparler.dossier import add_evidence, add_positions, change_position, remove_position
from pourparler.drafting import suggest_positions
from pourparler.drafting.moves import says
from pourparler.errors import NotFoundError
from pourparler.model import Negotiation, Position, Stance
from pourparler.model.stances import position_from, side_of, stance_of, takers
from pourparler.provenance.citations import Citations
from pourparler.record import REVIEWS, Entry, Said, Wanted, told_once
from pourparler.settlement import CellState, Spoken, cell_state, positions_in
from pourparler.wording.confirmation import suggested_words
from pourparler.wording.english import capital
from pourparler.wording.statements import said_times
from pourparler.workbench.counting import counting, sheet_of
from pourparler.workbench.lives_panel import lives_panel
from pourparler.workbench.position_form import choices, evidence_from, position_told, told_of
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session
from pourparler.workbench.sheet import Counting, Sheet
from pourparler.workbench.statement_card import known_names

router = Router()
SHOWN = 4
"""Proposals that a cell of the matrix spells out."""
LISTED = 60
"""Statements that a cell's page lists, the latest."""


@router.get("/positions")
def positions(request: Request) -> Response:
    """All positions, parties in rows; beside them what the record proposes and the dossier does not hold."""
    session: Session = request.app.state.session
    sheet = sheet_of(request)
    negotiation = sheet.negotiation
    with session.looking() as record:
        # Proposed is what the whole dossier does not hold: suggestions that are left out are not proposed anew.
        then = sheet.counting.as_of
        key = ("proposed positions", sheet.revision, record.version(), then)
        proposed = session.kept(
            key, lambda: _proposed(session.sheet().negotiation, session.standing(record).until(then).said())
        )
        spoken = session.spoken(record, then)
    clashing = _clashing(sheet)
    response: Response = request.app.state.page(
        "positions.html",
        request,
        title="Positions",
        negotiation=negotiation,
        cells={
            (party.name, issue.id): _cell(negotiation, party.name, issue.id, clashing, spoken)
            for party in negotiation.parties
            for issue in negotiation.issues
        },
        proposed=proposed,
        shown=SHOWN,
        marks=MARKS,
        said=SAID_MARK,
        counts=capital(suggested_words(negotiation) or ""),
        unmatched=sum(spoken.get((p.name, None), 0) for p in negotiation.parties),
    )
    return response


def _cell(
    negotiation: Negotiation, party: str, issue: str, clashing: Collection[str], spoken: Spoken
) -> dict[str, Any]:
    """The positions of a cell; without one, why, and whether there are statements that nobody put down as a position."""
    here = positions_in(negotiation, party, issue)
    state = cell_state(negotiation, party, issue, spoken)
    return {
        "positions": [{"item": item(negotiation, p, [], p.id in clashing), "day": p.as_of} for p in here],
        "words": "" if here else wording.cell_words(state, spoken.get((party, issue), 0)),
        "not_settled": state is CellState.NOT_SETTLED,
    }


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
    """What one party said on one issue: positions with their sentences, proposals, every statement by date, and a form for more.

    As of an earlier day only what was said by then, and nothing to change it with.
    """
    session: Session = request.app.state.session
    then = counting(request).as_of
    sheet = session.sheet((), Counting(as_of=then))
    negotiation = sheet.negotiation
    if party not in negotiation.party or issue not in negotiation.issue:
        raise NotFoundError(f"there is no party {party!r} or no issue {issue!r}", mend="The page Positions lists both")
    with session.looking() as record:
        headings = {h.id: h for h in session.headings(record)}
        days = {h.id: h.date for h in headings.values()}
        entries = [e for e in record.all(Wanted(party=party, issue=issue)) if _by(then, days[e.statement.document])]
        citations = Citations(record, then)
        citations.know(entries)
        here = _in_the_dossier(sheet, party, issue, citations)
        said = [e for e in entries if e.review != "rejected"]
        candidates = _candidates(negotiation, party, said, days, here, citations)
        tellings = record.tellings(e.alike for e in entries)
        became = lives_panel(session, record, negotiation, (party, issue), then)
    stances = {e.statement.id: dict(takers(e.statement)).get(party, Stance.REPORTS) for e in entries}
    once = told_once(entries)
    history = sorted(once, key=lambda e: days[e.statement.document] or date.min, reverse=True)
    response: Response = request.app.state.page(
        "cell.html",
        request,
        title=f"{party} on {wording.issue_name(issue)}",
        party=party,
        issue=negotiation.issue[issue],
        positions=here,
        candidates=candidates,
        history=history[:LISTED],
        became=became,
        many=len(history),
        counts={review: sum(e.review == review for e in once) for review in REVIEWS},
        tellings=tellings,
        documents=headings,
        revision=sheet.revision,
        choices=choices(negotiation),
        names=known_names(said, negotiation),
        stances=stances,
        sides={id: side.name.lower() for id, stance in stances.items() if (side := side_of(stance))},
    )
    return response


def _by(then: date | None, day: date | None) -> bool:
    return then is None or day is None or day <= then


def _in_the_dossier(sheet: Sheet, party: str, issue: str, citations: Citations) -> list[dict[str, Any]]:
    """The cell's positions, each with its sentences."""
    clashing = _clashing(sheet)
    return [
        {
            "item": item(sheet.negotiation, p, [], p.id in clashing),
            "position": p,
            "sentences": citations.told(citations.cite_all(p.evidence)),
            "told": told_of(p, citations),
        }
        for p in positions_in(sheet.negotiation, party, issue)
    ]


def _candidates(
    negotiation: Negotiation,
    party: str,
    said: Sequence[Entry],
    days: Mapping[str, date | None],
    here: Sequence[Mapping[str, Any]],
    citations: Citations,
) -> list[dict[str, Any]]:
    """The positions that the cell's statements propose, where they are more than evidence that the dossier has already."""
    cited = {h["position"].id: {c.entry.statement.id for c in h["sentences"] if c.entry} for h in here}
    quotes = {e.statement.id: e for e in said}
    proposed = [
        c
        for c in suggest_positions(
            (e.statement for e in said), negotiation, days, {e.statement.id: e.alike for e in said}
        )
        if c.position.party == party and not {s.id for s in c.statements} <= cited.get(c.known or "", set())
    ]
    citations.expect_all(e for c in proposed for e in c.position.evidence)
    return [
        {
            "candidate": c,
            "item": item(negotiation, c.position, [], False),
            "entries": told_once(quotes[s.id] for s in c.statements),
            "told": told_of(c.position, citations),
            "told_times": said_times(c.times, len(c.statements)),
            "contradicts": [wording.position_words(negotiation, negotiation.position[k]) for k in c.contradicts],
        }
        for c in proposed
    ]


def _clashing(sheet: Sheet) -> set[str]:
    return {p.id for c in sheet.analysis.contradictions for p in c.positions}


@router.post("/positions")
def add(request: Request, position: dict[str, Any], revision: str) -> dict[str, Any]:
    """Write a position into dossier.yaml, unless the file has changed since the page was made. ``position``: see ``position_form``."""
    session: Session = request.app.state.session
    new = position_told(position)
    with session.editing(revision) as edit:
        add_positions(session.dossier.yaml, [new])
        edit.what = f"a position of {new.party} added"
    return _after(session)


@router.post("/position/{id}")
def change(
    request: Request,
    id: str,
    position: dict[str, Any],
    revision: str,
) -> dict[str, Any]:
    """Make a position in dossier.yaml what the form says; its comments stay. A person has confirmed it with that."""
    session: Session = request.app.state.session
    new = position_told(position)
    with session.editing(revision) as edit:
        edit.what = f"a position of {new.party} changed"
        change_position(session.dossier.yaml, id, {f.name: getattr(new, f.name) for f in fields(new) if f.name != "id"})
    return _after(session)


@router.post("/position/{id}/evidence")
def more_evidence(request: Request, id: str, evidence: list[Any], revision: str) -> dict[str, Any]:
    """Add to a position's evidence."""
    session: Session = request.app.state.session
    told = evidence_from(evidence)
    with session.editing(revision) as edit:
        edit.what = "evidence added"
        add_evidence(session.dossier.yaml, id, told)
    return _after(session)


@router.post("/position/{id}/remove")
def remove(request: Request, id: str, revision: str) -> dict[str, Any]:
    """Take a position out of dossier.yaml."""
    session: Session = request.app.state.session
    with session.editing(revision) as edit:
        edit.what = "a position deleted"
        remove_position(session.dossier.yaml, id)
    return _after(session)


def _after(session: Session) -> dict[str, Any]:
    sheet = session.sheet()
    return {"revision": sheet.revision, "verdict": wording.verdict_words(sheet.analysis)}
