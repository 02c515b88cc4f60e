"""The switch "Confirmed only", which all pages of analyses share: it stands in the page's address and stays in the links between them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from pourparler.errors import PourparlerError
from pourparler.model import unconfirmed
from pourparler.workbench.session import Session

NAME, ON = "confirmed", "only"
PAGES = ("/", "/positions", "/timeline", "/network", "/network/periods", "/stability", "/briefing")
"""The pages that the switch is for."""


def confirmed_only(request: Request) -> bool:
    """Whether the page leaves out what is only suggested in the dossier."""
    return request.query_params.get(NAME) == ON


def switch(request: Request, session: Session) -> dict[str, Any]:
    """What every page gets: ``confirmed_only``; ``kept`` for addresses of other pages; ``switch``, the same page the other way, or None.

    There is no switch where nothing is only suggested, nor on pages that analyse nothing.
    """
    on = confirmed_only(request)
    kept = f"{NAME}={ON}" if on else ""
    if request.url.path not in PAGES or not (on or _any_suggested(session)):
        return {"confirmed_only": on, "kept": kept, "switch": None}
    told = [(name, value) for name, value in request.query_params.multi_items() if name != NAME]
    other = urlencode([*told, *([] if on else [(NAME, ON)])])
    return {"confirmed_only": on, "kept": kept, "switch": f"{request.url.path}?{other}" if other else request.url.path}


def _any_suggested(session: Session) -> bool:
    try:
        return bool(unconfirmed(session.sheet().negotiation))
    except PourparlerError:
        return False
