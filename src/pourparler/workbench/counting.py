"""What of the dossier a page counts: all of it or only what is confirmed, as it stands or as it stood on a day.

Both stand in the page's address and stay in the links between the pages of analyses. Other pages change the dossier and always show today.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from pourparler.dates import day_of
from pourparler.errors import PourparlerError
from pourparler.model import said_on, unconfirmed
from pourparler.wording import day as day_words
from pourparler.wording.as_of import as_of_words
from pourparler.workbench.session import Session
from pourparler.workbench.sheet import ALL, Counting, Sheet

NAME, ON = "confirmed", "only"
AS_OF = "as_of"
PAGES = ("/", "/positions", "/timeline", "/moved", "/network", "/stability", "/briefing")
"""The pages that show what counts, as it stands or as it stood."""
CONFIRMABLE = (*PAGES, "/news", "/network/periods")
"""Those that can leave out what is only suggested."""
SLIDER = ("/", "/stability")
"""Those of a verdict: they have the slider; on the others it stands where an earlier day is shown."""


def counting(request: Request) -> Counting:
    """What the address asks for. Raises DocumentError where it names a day that there is not."""
    told = request.query_params
    return Counting(told.get(NAME) == ON, day_of(told.get(AS_OF)))


def sheet_of(request: Request, without: Iterable[str] = ()) -> Sheet:
    """The dossier as the page counts it. Raises DossierError, PourparlerError."""
    session: Session = request.app.state.session
    return session.sheet(without, counting(request))


def pairs(counts: Counting) -> list[tuple[str, str]]:
    """The same as parts of an address."""
    only = [(NAME, ON)] if counts.confirmed_only else []
    return [*only, (AS_OF, counts.as_of.isoformat())] if counts.as_of else only


@dataclass(frozen=True, slots=True)
class Slider:
    """Days to choose from: ``first`` and ``last`` of the dossier, ``shown``; ``steps`` are those on which something changed."""

    first: date
    last: date
    shown: date
    steps: tuple[date, ...]

    def place_of(self, day: date) -> int:
        """Days from the first."""
        return (day - self.first).days


def counted_view(request: Request, session: Session) -> dict[str, Any]:
    """What every page gets.

    ``kept``, for addresses of other pages, and the same as ``kept_pairs``; ``switch``, the same page counting otherwise, or
    None; ``as_of``, what is told of an earlier day, or None; ``today``, the same page as things stand; ``slider``, or None. There is no
    switch where nothing is only suggested, nor on pages that analyse nothing.
    """
    counts = _as_asked(request)
    here = request.url.path
    analysed = here in PAGES
    cell = here.startswith("/positions/")
    rest = [(n, v) for n, v in request.query_params.multi_items() if n not in (NAME, AS_OF)]
    return {
        "confirmed_only": counts.confirmed_only,
        "kept": urlencode(pairs(counts)),
        "kept_pairs": pairs(counts),
        "asked_pairs": request.query_params.multi_items(),
        "switch": _address(here, rest, counts._replace(confirmed_only=not counts.confirmed_only))
        if here in CONFIRMABLE and (counts.confirmed_only or _any_suggested(session))
        else None,
        "as_of": _told(session, counts, shown=analysed or cell),
        "today": _address(here, rest, counts._replace(as_of=None)),
        "slider": _slider(session, counts) if analysed and (here in SLIDER or counts.as_of) else None,
    }


def _as_asked(request: Request) -> Counting:
    """As ``counting``; of an address that cannot be read nothing, for the page that says so needs this too."""
    try:
        return counting(request)
    except PourparlerError:
        return ALL._replace(confirmed_only=request.query_params.get(NAME) == ON)


def _address(path: str, rest: list[tuple[str, str]], counts: Counting) -> str:
    query = urlencode([*rest, *pairs(counts)])
    return f"{path}?{query}" if query else path


def _told(session: Session, counts: Counting, *, shown: bool) -> dict[str, Any] | None:
    """Of which day a page is, in words. ``shown``: whether this page shows that day; else it says that it does not."""
    if counts.as_of is None:
        return None
    words = None
    if shown:
        try:
            words = as_of_words(session.sheet((), counts).negotiation)
        except PourparlerError:
            words = None  # the page itself says why
    return {"day": day_words(counts.as_of), "shown": shown, "words": words}


def _slider(session: Session, counts: Counting) -> Slider | None:
    """Over the days on which positions were said or given up; None where there are not two of them."""
    try:
        days, sheet = session.days(), session.sheet()
    except PourparlerError:
        return None
    found = {day for p in sheet.negotiation.positions for day, _ in said_on(p, days)}
    found |= {p.until for p in sheet.negotiation.positions if p.until is not None}
    if len(found) < 2:
        return None
    first, last = min(found), max(found)
    shown = counts.as_of or last
    return Slider(first, last, min(max(shown, first), last), tuple(sorted(found)))


def _any_suggested(session: Session) -> bool:
    try:
        return bool(unconfirmed(session.sheet().negotiation))
    except PourparlerError:
        return False
