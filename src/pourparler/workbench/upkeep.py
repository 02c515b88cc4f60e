"""While a large record of an earlier release is brought up to date: every page answers, and says how far that is."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pourparler.errors import PourparlerError
from pourparler.monitor import followed
from pourparler.record import documents_waiting
from pourparler.wording.upkeep import NOTHING_LOST, upkeep_words
from pourparler.workbench.errors import for_script
from pourparler.workbench.session import Session

MANY = 20
"""Documents of an earlier release from which on they are gone through in the background."""
PATIENCE = 0.3
"""Seconds that a page waits for the end of it."""
RETRY = "2"
"""Seconds after which it is worth asking again."""


class Upkeep:
    """Answers with 503 and how far it is as long as the record is not ready; ASGI middleware. ``told`` makes the page."""

    def __init__(self, app: ASGIApp, session: Session, told: Callable[..., str]) -> None:
        self._app = app
        self._session = session
        self._told = told
        self._lock = threading.Lock()
        self._ready: threading.Event | None = None
        self._far: tuple[str, int, int] = "", 0, 0
        self._began = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        answer: ASGIApp = self._app
        page = scope["type"] == "http" and not scope["path"].startswith("/static/")
        if page and not await self._may_pass():
            answer = self._answer(Request(scope))
        await answer(scope, receive, send)

    async def _may_pass(self) -> bool:
        if self._ready is not None and self._ready.is_set():
            return True
        return await run_in_threadpool(self._is_ready)

    def _is_ready(self) -> bool:
        """Whether pages can be shown. Whoever asks first has the work begun, where there is much of it."""
        with self._lock:
            if self._ready is None:
                self._ready = threading.Event()
                if documents_waiting(self._session.dossier.record) < MANY:
                    self._ready.set()
                else:
                    threading.Thread(target=self._run, daemon=True, name="upkeep").start()
        return self._ready.wait(PATIENCE)

    def _run(self) -> None:
        assert self._ready is not None
        try:
            with followed(self._report), contextlib.suppress(PourparlerError), self._session.record():
                pass  # what is wrong is told by the page that asks next
        finally:
            self._ready.set()

    def _report(self, what: str, done: int, total: int | None) -> None:
        if what != self._far[0] or done == 0:
            self._began = time.monotonic()
        self._far = what, done, total or done

    def _answer(self, request: Request) -> Response:
        what, done, total = self._far
        words = f"{upkeep_words(what, done, total, time.monotonic() - self._began)}." if what else ""
        headers = {"retry-after": RETRY}
        if for_script(request):
            return JSONResponse({"error": words}, 503, headers)
        title = self._session.dossier.root.resolve().name
        page = self._told(folder=title, words=words, done=done, total=total, lost=NOTHING_LOST)
        return HTMLResponse(page, 503, headers)
