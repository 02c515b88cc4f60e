"""Relations over time: one network after another with every party in its place, two groups of each, and who moved closer to whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote_plus, urlencode

from starlette.requests import Request
from starlette.responses import Response

from pourparler.dates import day_of
from pourparler.errors import unknown
from pourparler.figures.drawing import party_colours
from pourparler.figures.ring import Ring, Tie
from pourparler.model import Negotiation
from pourparler.networks.over_time import Counting, OverTime, Period, over_time
from pourparler.networks.windows import read_windows
from pourparler.verbs.network_files import files_over_time
from pourparler.verbs.networks import counting_of
from pourparler.wording.networks import BASES, COPIES, WHO, ties
from pourparler.wording.over_time import (
    DUPLICATES,
    MOST_MOVES,
    NORMALISATIONS,
    counted_words,
    groups_words,
    move_words,
    moves_words,
    period_in_words,
    signed,
    undated_words,
    window_name,
    window_words,
)
from pourparler.workbench.counting import NAME, ON, counting
from pourparler.workbench.kept_networks import kept_sides, network_state
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session
from pourparler.workbench.sheet import ALL

router = Router()
KINDS = {"balance": "options of the dossier", "together": "the position of one statement"}
"""The networks of this page, and what their sides are taken on."""
PER = ("year", "month", "week")
BAR = 40
"""Pixels of the highest bar that there may be: bipolarisation is 0.5 at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page's address asks for; ``at``: the name of the period in hand, empty for the last one."""

    kind: str
    basis: str
    who: str
    by: str
    since: date | None
    until: date | None
    duplicates: str
    normalise: str
    copies: str
    at: str

    @classmethod
    def of(cls, request: Request) -> Self:
        """From a page's address. Raises PourparlerError where something in it is not known."""
        told = request.query_params
        kind, by, copies = told.get("kind", "balance"), told.get("by", "year"), told.get("copies", "once")
        basis = told.get("basis", "record")
        if kind not in KINDS:
            raise unknown("network over time", kind, tuple(KINDS))
        if by not in PER:
            raise unknown("period", by, PER)
        if copies not in COPIES:
            raise unknown("way to count copies", copies, tuple(COPIES))
        if kind == "together" and basis == "dossier":
            basis = "record"
        days = day_of(told.get("since")), day_of(told.get("until"))
        more = told.get("duplicates", ""), told.get("normalise", "average"), copies, told.get("at", "")
        return cls(kind, basis, told.get("who", "party"), by, *days, *more)

    @property
    def counting(self) -> Counting:
        """How sides count. Raises PourparlerError where there is no such way."""
        return counting_of(self.duplicates or None, self.normalise, count_each=self.copies == "each")

    def address(self, *, only: bool) -> str:
        """The query for the same; ``at_period`` names the period in hand."""
        told = {
            "kind": self.kind, "basis": self.basis, "who": self.who, "by": self.by, "since": self.since, "until": self.until,
            "duplicates": self.duplicates, "normalise": self.normalise, "copies": self.copies, NAME: ON if only else "",
        }  # fmt: skip
        return urlencode({name: value for name, value in told.items() if value})


@router.get("/network/periods")
def periods(request: Request) -> Response:
    """All periods as bars, and one of them: its picture, its groups, its ties, and who moved since the one before."""
    asked, only = Asked.of(request), counting(request).confirmed_only
    session: Session = request.app.state.session
    negotiation = session.sheet((), ALL._replace(confirmed_only=only)).negotiation
    found = _found(request, asked)
    names = [window_name(p.window) for p in found.periods if p.window]
    at = names.index(asked.at) if asked.at in names else len(names) - 1
    address = asked.address(only=only)
    response: Response = request.app.state.page(
        "periods.html",
        request,
        title="Network over time",
        asked=asked,
        kinds=KINDS,
        bases=BASES,
        whos=WHO,
        per=PER,
        duplicates=DUPLICATES,
        normalisations=NORMALISATIONS,
        copies=COPIES,
        counted=counted_words(found.kind, found.counting),
        undated=undated_words(found),
        strip=[_bar(found.periods[k], name, address) for k, name in enumerate(names)],
        at=at,
        shown=_shown(found, found.periods[at], negotiation) if names else None,
        since=_since_before(found, at),
        query=at_period(address, names[at]) if names else "",
    )
    return response


@router.get("/network/periods/{name}")
def file(request: Request, name: str) -> Response:
    """All periods for other programs: periods.gexf for Gephi, events.csv as DNA writes it; one as matrix.csv or network.graphml."""
    asked, session = Asked.of(request), request.app.state.session
    negotiation = session.sheet((), ALL._replace(confirmed_only=counting(request).confirmed_only)).negotiation
    found = _found(request, asked)
    table = {"periods.gexf": "", "events.csv": "events", "matrix.csv": "matrix", "network.graphml": ""}
    if name not in table:
        raise unknown("file of networks over time", name, tuple(table))
    if name in ("matrix.csv", "network.graphml"):
        found = replace(
            found, periods=tuple(p for p in found.periods if p.window and window_name(p.window) == asked.at)
        )
    with session.looking() as record:
        headings = {h.id: h for h in session.headings(record)} if table[name] == "events" else {}
    made = files_over_time(found, negotiation, headings, Path(name), table[name] or "matrix")
    kind = {".gexf": "application/xml", ".graphml": "application/xml", ".csv": "text/csv; charset=utf-8"}
    headers = {"content-disposition": f'attachment; filename="{found.kind}-{name}"'}
    return Response(next(iter(made.values()), ""), media_type=kind[Path(name).suffix], headers=headers)


def _found(request: Request, asked: Asked) -> OverTime:
    """The networks, made once for each state of the file and the record; the sides too, whatever the periods."""
    session: Session = request.app.state.session
    sheet = session.sheet((), ALL._replace(confirmed_only=counting(request).confirmed_only))
    count, windows = asked.counting, read_windows(asked.by)
    with session.looking() as record:
        taken = kept_sides(
            session, sheet, record, asked.kind, asked.basis, asked.who, over_time=True, count_each=count.count_each
        )
        state = (
            sheet.made_from,
            network_state(session, record, asked.kind, asked.basis),
            asked.kind,
            asked.basis,
            asked.who,
        )
        key = ("periods", *state, asked.by, asked.since, asked.until, count)
        return session.kept(
            key, lambda: over_time(asked.kind, taken, windows, count, first=asked.since, last=asked.until)
        )


def at_period(address: str, name: str) -> str:
    """The query for one period: of twenty years by week a thousand are on the page, and the rest of it is the same in all."""
    return f"{address}&at={quote_plus(name)}"


def _bar(period: Period, name: str, address: str) -> dict[str, Any]:
    apart = period.camps.modularity if period.camps else None
    return {
        "name": name,
        "label": name[:10],
        "apart": None if apart is None else f"{apart:.2f}",
        "height": round(BAR * 2 * (apart or 0.0), 1),
        "query": at_period(address, name),
    }


def _shown(found: OverTime, at: Period, negotiation: Negotiation) -> dict[str, Any]:
    """One period: words, picture, table."""
    told = period_in_words(found, at, negotiation)
    rows = ties(told)
    ring, strongest = _ring(found)
    lines = [
        Tie(r["first"], r["second"], r["normalised"], f"{r['first']} and {r['second']}: {signed(r['normalised'])}")
        for r in rows
    ]
    links = {a: f"/record?{'speaker' if a not in negotiation.party else 'party'}={quote_plus(a)}" for a in found.actors}
    return {
        "words": window_words(at.window) if at.window else "",
        "sides": len(at.sides),
        "groups": groups_words(found, at),
        "picture": ring.drawn(lines, party_colours(negotiation), links, strongest),
        "rows": [{**r, "near": signed(r["normalised"])} for r in rows],
    }


def _ring(found: OverTime) -> tuple[Ring, float]:
    """Everybody's place in all pictures, by the two groups of all the time; and the weight of the strongest tie of any period."""
    groups = found.camps(found.whole) if found.whole else None
    right, left = groups or ((), ())
    rest = [a for a in found.actors if a not in {*right, *left}]
    for name in rest:  # whoever is tied to nobody stands where there is room
        right, left = ((*right, name), left) if len(right) <= len(left) else (right, (*left, name))
    strongest = max((float(abs(p.balance).max(initial=0.0)) for p in found.periods if len(p.sides)), default=0.0)
    return Ring(sorted(right), sorted(left)), strongest


def _since_before(found: OverTime, at: int) -> dict[str, Any] | None:
    """Who moved since the period before the one in hand in which anything was said."""
    said = [p for p in found.periods[: at + 1] if len(p.sides)]
    pairs = list(pairwise(said))
    if not pairs or said[-1] is not found.periods[at]:
        return None
    before, now = pairs[-1]
    moves = found.moves(before, now)
    if before.window is None or now.window is None:
        return None
    return {
        "words": moves_words(before.window, now.window, moves),
        "moves": [(m.by > 0, move_words(m)) for m in moves[:MOST_MOVES]],
    }
