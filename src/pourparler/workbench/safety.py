"""Who may talk to the workbench: the browser tab that its link was opened in, from this machine, and nobody else.

Other pages in the same browser can send requests to a local port, and a name of theirs can be made to point at it (DNS rebinding). So a
request must name this server as its host, carry the session's cookie, and, where it changes something, come from a page of this server and
carry a second token that only such a page can read.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "x-pourparler-token"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'none'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ON_EVERY_ANSWER = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
HOST = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::([0-9]{1,5}))?", re.IGNORECASE)
"""This machine, as a browser names it. Nothing is taken apart that is not written exactly so."""
PORTS = range(1, 65536)


def cookie_name(port: int) -> str:
    """The session's cookie. Browsers keep cookies by host and not by port, so each workbench in a browser has a name of its own."""
    return f"pourparler-session-{port}"


def form_token(token: str) -> str:
    """What a page carries to send something; derived, so that a page may hold it although the cookie is out of its scripts' reach."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()


class Gate:
    """Lets a request through or answers it itself with 403, before anything else looks at it; ASGI middleware."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token
        self._form_token = form_token(token)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        if (answer := self._refusal(Request(scope))) is not None:
            await answer(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(ON_EVERY_ANSWER)
                headers.setdefault("content-security-policy", POLICY)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await self._app(scope, receive, sent)

    def _refusal(self, request: Request) -> Response | None:
        """Why a request is not let through, or where it has to go first."""
        hosts = request.headers.getlist("host")
        port = _port(hosts[0]) if len(hosts) == 1 else None
        if port is None:
            return PlainTextResponse("The workbench does not answer at this address.", 403)
        if (given := request.query_params.get("token")) is not None and request.method == "GET":
            return self._welcome(request, given, port)
        if not hmac.compare_digest(request.cookies.get(cookie_name(port), "").encode(), self._token.encode()):
            return PlainTextResponse("Open the link that `pourparler open` printed; it lets this browser in.", 403)
        if request.method not in ("GET", "HEAD") and not self._ours(request, hosts[0]):
            return PlainTextResponse("This request does not come from a page of the workbench.", 403)
        return None

    def _welcome(self, request: Request, given: str, port: int) -> Response:
        if not hmac.compare_digest(given.encode(), self._token.encode()):
            return PlainTextResponse(
                "This link belongs to an earlier session. Use the link that was printed last.", 403
            )
        answer = RedirectResponse(str(request.url.remove_query_params("token")), 303)
        answer.set_cookie(cookie_name(port), self._token, httponly=True, samesite="strict", path="/")
        return answer

    def _ours(self, request: Request, host: str) -> bool:
        origins = request.headers.getlist("origin")
        same = all(origin.lower() == f"http://{host.lower()}" for origin in origins)
        return same and hmac.compare_digest(request.headers.get(HEADER, "").encode(), self._form_token.encode())


def _port(host: str) -> int | None:
    """The port that a request names, where its host is this machine; else None."""
    found = HOST.fullmatch(host)
    if found is None:
        return None
    port = int(found[1] or 80)
    return port if port in PORTS else None
