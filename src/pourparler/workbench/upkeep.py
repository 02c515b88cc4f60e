"""While a large record is brought up to date, for a new release or a changed dossier: every page answers, and says how far that is."""

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

MANY = 50
"""Documents from which on they are gone through in the background, about a second's work."""
PATIENCE = 0.3
"""Seconds that a page waits for the end of it."""
RETRY = "2"
"""Seconds after which it is worth asking again."""


class Upkeep:
    """Answers with 503 and how far it is as long as the record is not ready; ASGI middleware. ``told`` makes the page.

    Whoever sends something waits: nothing that is sent is refused for it.
    """

    def __init__(self, app: ASGIApp, session: Session, told: Callable[..., str]) -> None:
        self._app = app
        self._session = session
        self._told = told
        self._lock = threading.Lock()
        self._ready: threading.Event | None = None
        self._looked_at: tuple[int, int] | None = None
        """Size and time of the dossier that the record was last found ready for."""
        self._older = False
        self._far: tuple[str, int, int] = "", 0, 0
        self._began = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        answer: ASGIApp = self._app
        page = scope["type"] == "http" and not scope["path"].startswith("/static/")
        if page and not await self._may_pass(patient=scope["method"] not in ("GET", "HEAD")):
            answer = self._answer(Request(scope))
        await answer(scope, receive, send)

    async def _may_pass(self, *, patient: bool) -> bool:
        if self._ready is not None and self._ready.is_set() and self._looked_at == self._stamp():
            return True
        return await run_in_threadpool(self._is_ready, None if patient else PATIENCE)

    def _stamp(self) -> tuple[int, int] | None:
        with contextlib.suppress(OSError):
            found = self._session.dossier.yaml.stat()
            return found.st_size, found.st_mtime_ns
        return None

    def _is_ready(self, patience: float | None) -> bool:
        """Whether pages can be shown. Whoever asks first has the work begun, where there is much of it."""
        with self._lock:
            if self._ready is None or (self._ready.is_set() and self._looked_at != self._stamp()):
                looked_at = self._stamp()
                self._older = documents_waiting(self._session.dossier.record) >= MANY
                much = self._older or self._session.unmatched() >= MANY
                # Only now: where the record cannot be asked, this request tells why, and the next one asks again.
                self._ready, self._looked_at = threading.Event(), looked_at
                if much:
                    threading.Thread(target=self._run, daemon=True, name="upkeep").start()
                else:
                    self._ready.set()
            ready = self._ready
        return ready.wait(patience)

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
        page = self._told(folder=title, words=words, done=done, total=total, lost=NOTHING_LOST, older=self._older)
        return HTMLResponse(page, 503, headers)
