"""The pages of the workbench, each a module with its routes: the first that a user sees are loaded at once, the others when needed.

Loading all of them took a quarter of a second of the time until the first page.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from importlib import import_module

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.routing import Match
from starlette.types import ASGIApp, Receive, Scope, Send

from pourparler.workbench.routes import Router

FIRST = ("start_page", "settlement_page", "events")
"""The first page, and what it listens to."""
LATER = (
    "reading_page",
    "cards_in_parts",
    "document_kind",
    "draft_page",
    "record_page",
    "ask_page",
    "dossier_page",
    "positions_page",
    "documents_page",
    "sources_part",
    "evidence_search",
    "meetings_page",
    "step_ends",
    "timeline_page",
    "moved_page",
    "network_page",
    "periods_page",
    "stability_page",
    "news_page",
    "briefing_page",
    "uploads",
)


def router_of(name: str) -> Router:
    """The routes of a part, by its name."""
    router: Router = import_module(f"pourparler.workbench.{name}").router
    return router


class Parts:
    """Gives an application its pages; safe to use from several threads."""

    def __init__(self, app: Starlette) -> None:
        self._app = app
        self._lock = threading.Lock()
        self.loaded: tuple[str, ...] = ()
        """The names of those that are loaded."""
        self._include(FIRST)

    def load(self) -> None:
        """Load all that is not loaded yet."""
        with self._lock:
            self._include([name for name in LATER if name not in self.loaded])

    def _include(self, names: Sequence[str]) -> None:
        for name in names:
            self._app.router.routes.extend(router_of(name).routes)
            self.loaded = (*self.loaded, name)

    def lacks(self, scope: Scope) -> bool:
        """Whether a request may be for a page that is not loaded yet."""
        if scope["type"] != "http" or len(self.loaded) == len(FIRST) + len(LATER):
            return False
        return all(route.matches(scope)[0] is Match.NONE for route in self._app.routes)


class LoadedFirst:
    """Has the pages loaded before a request that needs one of them is answered."""

    def __init__(self, app: ASGIApp, parts: Parts) -> None:
        self._app, self._parts = app, parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        if self._parts.lacks(scope):
            await run_in_threadpool(self._parts.load)
        await self._app(scope, receive, send)
