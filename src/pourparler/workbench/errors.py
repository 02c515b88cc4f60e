"""What becomes of errors: a page in words, or JSON for what a script of a page sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pourparler.dossier import ReferredToError
from pourparler.errors import NotFoundError, NotReadyError, PourparlerError, StaleError
from pourparler.wording.next_action import next_action
from pourparler.workbench.door import TooLargeError
from pourparler.workbench.session import Session

NOTHING_LEFT = "With what is left out here nothing remains that could be agreed or refused. Confirm what is suggested, or count it too."
STATUS = ((StaleError, 409), (NotFoundError, 404), (TooLargeError, 413), (PourparlerError, 422))
NO_SUCH_PAGE = "The workbench has no such page"
CHOOSE = "Choose a page above."
MENDED = "Nothing was changed. Correct it, then reload this page."


class Errors:
    """The answers to errors; ``page`` draws one of the workbench's pages."""

    def __init__(self, session: Session, page: Callable[..., Response]) -> None:
        self._session = session
        self._page = page

    def handlers(self) -> Mapping[Any, Callable[..., Any]]:
        """By the kind of error, what answers it."""
        return {
            PourparlerError: self.refused,
            NotReadyError: self.to_begin,
            HTTPException: self.no_such_page,
        }

    async def refused(self, request: Request, error: PourparlerError) -> Response:
        """The error's own words."""
        status = next(status for kind, status in STATUS if isinstance(error, kind))
        if not for_script(request):
            then = CHOOSE if status == 404 else MENDED
            return self._told(request, status, "This needs your attention", error.message, then)
        told: dict[str, Any] = {"error": error.message}
        if isinstance(error, StaleError):
            now = self._session.state()["revision"]
            told["stale"] = {"changes": self._session.changes_since(error.made_on), "revision": now}
        if isinstance(error, ReferredToError):
            told["references"] = error.references
        return JSONResponse(told, status)

    async def to_begin(self, request: Request, error: NotReadyError) -> Response:
        """What to do next, where there is nothing yet that could be analysed."""
        if for_script(request):
            return JSONResponse({"error": error.message}, 409)
        try:
            with self._session.record() as record:
                documents = len(record.document_ids())
        except PourparlerError as fault:
            return await self.refused(request, fault)
        words = next_action(self._session.sheet().negotiation, documents, str(self._session.dossier.root))
        return self._page("next_action.html", request, title="What to do next", words=words or NOTHING_LEFT)

    async def no_such_page(self, request: Request, error: HTTPException) -> Response:
        """An address that no page has."""
        if error.status_code != 404:
            return JSONResponse({"error": error.detail}, error.status_code, error.headers)
        if for_script(request):
            return JSONResponse({"error": NO_SUCH_PAGE}, 404)
        return self._told(request, 404, NO_SUCH_PAGE, request.url.path, CHOOSE)

    def our_fault(self, request: Request, words: str) -> Response:
        """What nobody foresaw. Draws a page, which may fail again."""
        if for_script(request):
            return JSONResponse({"error": words}, 500)
        return self._told(request, 500, "Our fault", words, "Reload this page, or choose another.")

    def _told(self, request: Request, status: int, title: str, message: str, then: str) -> Response:
        return self._page("error.html", request, status, title=title, message=message, then=then)


def for_script(request: Request) -> bool:
    """Whether a script of a page asks, which takes JSON for an answer."""
    return request.method not in ("GET", "HEAD") or "application/json" in request.headers.get("accept", "")
