"""Who moved: which party held which option when, where it moved or weakened, and whether the parties come closer on each issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from pourparler import wording
from pourparler.drafting.lives import Life, Step
from pourparler.drafting.movement import Grid, InPeriod, Movement, OnIssue, grid, movement
from pourparler.errors import NotFoundError
from pourparler.figures.who_moved import key_words, letters, sentence_link, who_moved_figure
from pourparler.model import Evidence, Negotiation, Place
from pourparler.provenance.citations import Citations
from pourparler.record import Record
from pourparler.verbs.over_time import days_between
from pourparler.wording.confirmation import NOT_CONFIRMED
from pourparler.wording.lives import (
    lead_words,
    look_at_words,
    move_words,
    moves_words,
    period_words,
    trend_words,
    undated_words,
)
from pourparler.wording.networks import BASES
from pourparler.wording.views.lives import most_moved, sentences_to_look_at, steps_of
from pourparler.workbench.counting import counting, pairs
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session
from pourparler.workbench.sheet import Counting

router = Router()
SHOWN = 8
"""Issues that are drawn at once, those on which parties moved most; the others are links."""
LANES = 16
"""Parties in a picture, those that said most on the issue."""
LISTED = 40
"""Steps that are listed under a picture, the latest."""


@dataclass(frozen=True, slots=True)
class Asked:
    """By what, on which issue, between which days."""

    basis: str
    issue: str
    since: date | None
    until: date | None
    counts: Counting

    @classmethod
    def of(cls, request: Request) -> Self:
        """From a page's address. Raises PourparlerError, DocumentError where it cannot be."""
        told, counts = request.query_params, counting(request)
        since, until = days_between(told.get("from", ""), told.get("to", ""))
        if counts.as_of is not None:
            until = min(until or counts.as_of, counts.as_of)
        return cls(told.get("basis", "dossier"), told.get("issue", ""), since, until, counts)

    def query(self, issue: str) -> str:
        """Parts of the address of one issue: the same days and basis."""
        days = [("from", self.since), ("to", self.until)]
        told = [("basis", self.basis), ("issue", issue), *((n, d.isoformat()) for n, d in days if d is not None)]
        return urlencode([(n, v) for n, v in told if v] + pairs(self.counts))


@router.get("/moved")
def moved(request: Request) -> Response:
    """All issues, those first on which parties moved most: a picture each, the same as a table, and the steps with their sentences."""
    session: Session = request.app.state.session
    asked = Asked.of(request)
    negotiation = session.sheet().negotiation
    if asked.issue and asked.issue not in negotiation.issue:
        raise NotFoundError(f"there is no issue {asked.issue!r}", mend="The page Positions lists all")
    with session.looking() as record:
        key = ("moved page", asked, session.sheet().revision, record.version())
        view = session.kept(key, lambda: _view(session, negotiation, record, asked))
    response: Response = request.app.state.page(
        "moved.html",
        request,
        title="Who moved",
        here="/timeline",
        bases=BASES,
        asked=asked,
        all_issues=list(negotiation.issues),
        **view,
    )
    return response


def _view(session: Session, negotiation: Negotiation, record: Record, asked: Asked) -> dict[str, Any]:
    """What the page shows, made once for each state of the file and the record."""
    found = _found(session, record, asked)
    ordered = [i for i in most_moved(found) if asked.issue in ("", i.issue.id)]
    shown = ordered[: 1 if asked.issue else SHOWN]
    steps = {i.issue.id: steps_of(i, found) for i in shown}
    latest = {id: told[-LISTED:] for id, told in steps.items()}
    grids = {i.issue.id: grid(i, found.periods, lanes(i)[0]) for i in shown}
    look_at = {i.issue.id: sentences_to_look_at(i, found) for i in shown}
    cited = [
        e
        for told in (*latest.values(), *(every[-LISTED:] for every in look_at.values()))
        for _, s in told
        for e in s.evidence
    ]
    places = Citations(record).places([*(e for told in grids.values() for e in _telling(told)), *cited], nearest=True)
    return {
        "lead": lead_words(found),
        "undated": undated_words(found, asked.basis),
        "issues": [
            _issue(i, found, grids[i.issue.id], places, asked)
            | _steps(negotiation, steps[i.issue.id], latest[i.issue.id], look_at[i.issue.id], places)
            for i in shown
        ],
        "others": [
            (i.issue.id, moves_words(i, found.first, found.last), asked.query(i.issue.id))
            for i in ordered[len(shown) :]
        ],
        "labels": [period_words(p) for p in found.periods],
    }


@router.get("/moved/{issue}.svg")
def picture(request: Request, issue: str) -> Response:
    """One issue drawn; a step leads to its sentence. As part of the page, in an element of its own; empty where nothing was said."""
    session: Session = request.app.state.session
    asked = Asked.of(request)
    with session.looking() as record:
        key = ("moved", issue, asked, session.sheet().revision, record.version())

        def make() -> str:
            found = _found(session, record, asked)
            one = next((i for i in found.issues if i.issue.id == issue), None)
            if one is None:
                return ""
            told = grid(one, found.periods, lanes(one)[0])
            places = Citations(record).places(_telling(told), nearest=True)
            return who_moved_figure(session.sheet().negotiation, one, found.periods, told, places)

        drawn = session.kept(key, make)
    return Response(drawn, media_type="image/svg+xml")


def _found(session: Session, record: Record, asked: Asked) -> Movement:
    """The movement, worked out once for each state of the file and the record."""
    only = asked.counts.confirmed_only
    sheet = session.sheet((), Counting(only))

    def make() -> Movement:
        found, undated = session.lives(record, asked.basis, confirmed_only=only)
        return movement(sheet.negotiation, found, asked.since, asked.until, undated)

    return session.kept(("movement", asked.basis, asked.since, asked.until, sheet.key, record.version()), make)


def lanes(one: OnIssue) -> tuple[tuple[str, ...], int]:
    """The parties that are drawn, in their order, and how many more there are: those with the most steps."""
    many = {p: sum(len(life.steps) for life in one.lives if life.party == p) for p in one.parties}
    most = set(sorted(many, key=lambda p: -many[p])[:LANES])
    return tuple(p for p in one.parties if p in most), max(len(many) - LANES, 0)


def _telling(told: Grid) -> list[Evidence]:
    """What the cells of a picture lead to: the first sentence of each."""
    cells = (c for some in told.values() for c in some)
    return [c.telling[1].evidence[0] for c in cells if c.telling and c.telling[1].evidence]


def _issue(one: OnIssue, found: Movement, told: Grid, places: Mapping[Evidence, Place], asked: Asked) -> dict[str, Any]:
    names = letters(one)
    return {
        "issue": one.issue,
        "moves": moves_words(one, found.first, found.last),
        "trend": trend_words(one, found.periods),
        "picture": f"/moved/{quote(one.issue.id, safe='')}.svg?{asked.query('')}",
        "key": key_words(told),
        "more": lanes(one)[1],
        "letters": {o: names[o] for o in one.issue.options},
        "rows": [(p, [_told(one, names, c, places) for c in cells]) for p, cells in told.items()],
        "closeness": one.convergence.by_period,
    }


def _steps(
    negotiation: Negotiation,
    steps: Sequence[tuple[Life, Step]],
    latest: Sequence[tuple[Life, Step]],
    look_at: Sequence[tuple[Life, Step]],
    places: Mapping[Evidence, Place],
) -> dict[str, Any]:
    """The latest ones, newest first, and how many there are before them."""
    told = [_step(negotiation, life, step, places) for life, step in reversed(latest)]
    unsure = [_step(negotiation, life, step, places) for life, step in reversed(look_at[-LISTED:])]
    return {
        "steps": told,
        "earlier": len(steps) - len(latest),
        "look_at": unsure,
        "look_at_words": look_at_words(len(look_at)),
        "look_at_earlier": len(look_at) - len(unsure),
    }


def _told(one: OnIssue, names: dict[str, str], cell: InPeriod, places: Mapping[Evidence, Place]) -> dict[str, Any]:
    """A cell of the table: letters of what is held, what was done, and where the sentence for it is."""
    words = ", ".join(names[o] for o in cell.held) or (
        "not " + ", ".join(names[o] for o in cell.rejected) if cell.rejected else "–"
    )
    if cell.telling is None:
        return {"words": words, "did": "", "link": None, "proposed": False}
    life, step = cell.telling
    return {
        "words": words,
        "did": step.kind.value if step.kind.is_change else "",
        "link": sentence_link(life.party, one.issue.id, step.evidence, places),
        "proposed": step.suggested,
    }


def _step(negotiation: Negotiation, life: Life, step: Step, places: Mapping[Evidence, Place]) -> dict[str, Any]:
    doubt = f" ({NOT_CONFIRMED})" if step.suggested else ""
    return {
        "day": step.day,
        "kind": step.kind.value,
        "leaving": step.kind.is_leaving,
        "words": f"{move_words(negotiation, life, step)}{doubt}",
        "link": sentence_link(life.party, life.issue, step.evidence, places),
        "suggested": step.suggested,
        "party": wording.named(life.party),
    }
