"""Who may talk to the workbench: the browser tab that its link was opened in, from this machine, and nobody else.

Other pages in the same browser can send requests to a local port, and a name of theirs can be made to point at it (DNS rebinding). So a
request must name this server as its host, carry the session's cookie, and, where it changes something, come from a page of this server and
carry a second token that only such a page can read.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

COOKIE = "pourparler-session"
HEADER = "x-pourparler-token"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'none'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
NAMES = ("127.0.0.1", "localhost", "[::1]")

Next = Callable[[Request], Awaitable[Response]]


class Gate:
    """Lets a request through or answers it itself; used as HTTP middleware."""

    def __init__(self, token: str) -> None:
        self._token = token
        # Derived, so that a page may hold it although the cookie is out of its scripts' reach.
        self.form_token = hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()

    async def __call__(self, request: Request, call_next: Next) -> Response:
        """Raises nothing: what is not allowed gets 403."""
        if urlsplit(f"//{request.headers.get('host', '')}").hostname not in {n.strip("[]") for n in NAMES}:
            return PlainTextResponse("The workbench does not answer at this address.", 403)
        if (given := request.query_params.get("token")) is not None and request.method == "GET":
            return self._welcome(request, given)
        if not hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), self._token.encode()):
            return PlainTextResponse("Open the link that `pourparler open` printed; it lets this browser in.", 403)
        if request.method not in ("GET", "HEAD") and not self._ours(request):
            return PlainTextResponse("This request does not come from a page of the workbench.", 403)
        response = await call_next(request)
        response.headers.setdefault("content-security-policy", POLICY)
        response.headers["x-content-type-options"] = "nosniff"
        response.headers["referrer-policy"] = "no-referrer"
        response.headers["cross-origin-opener-policy"] = "same-origin"
        response.headers["cross-origin-resource-policy"] = "same-origin"
        response.headers.setdefault("cache-control", "no-store")
        return response

    def _welcome(self, request: Request, given: str) -> Response:
        if not hmac.compare_digest(given.encode(), self._token.encode()):
            return PlainTextResponse(
                "This link belongs to an earlier session. Use the link that was printed last.", 403
            )
        answer = RedirectResponse(str(request.url.remove_query_params("token")), 303)
        answer.set_cookie(COOKIE, self._token, httponly=True, samesite="strict", path="/")
        return answer

    def _ours(self, request: Request) -> bool:
        origin = request.headers.get("origin")
        same = origin is None or urlsplit(origin).netloc == request.headers.get("host")
        return same and hmac.compare_digest(request.headers.get(HEADER, "").encode(), self.form_token.encode())
