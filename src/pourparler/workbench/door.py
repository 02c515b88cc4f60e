"""What a request may carry: bodies of a size that is known before they are read, and words that can be kept.

dossier.yaml and the record take what YAML calls printable. Half of a character (a lone surrogate), a NUL, a control character would be
saved once and then break every reading, so nothing with one in it comes further than this.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pourparler.errors import PourparlerError
from pourparler.limited_yaml import NOT_KEPT

BODY_LIMIT = 2_000_000
"""Bytes of a form that a page may send."""
UPLOAD_LIMIT = 20_000_000
"""Bytes of one file that a page may send."""
UPLOADS = "/documents"
"""Where pages send files; what comes there is no JSON."""
DEPTH = 40
"""How far lists and objects may stand in one another."""
LARGEST = 2**53
"""Whole numbers beyond this are none that a page can write exactly."""
NAMED = 100
"""Characters of a file's name in a message."""
_NOT_KEPT = re.compile(f"[{NOT_KEPT}]")

Refuse = Callable[[Request, PourparlerError], Awaitable[Response]]


class TooLargeError(PourparlerError):
    """More was sent than is taken."""


class Door:
    """Refuses a request that is too large, or that carries what cannot be kept, before any page sees it; ASGI middleware.

    ``refuse`` answers it in words.
    """

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            if request.method not in ("GET", "HEAD"):  # who only looks may ask for whatever stands in a document
                for name, value in [("the address", request.url.path), *request.query_params.multi_items()]:
                    check_words(name, value)
            receive = await _let_in(request)
        except PourparlerError as error:
            answer = await self._refuse(request, error)
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)


def check_words(name: str, value: str) -> None:
    """Raises PourparlerError where text holds a character that cannot be kept. ``name``: the field that it stands in."""
    if found := _NOT_KEPT.search(value) or _NOT_KEPT.search(name):
        code = f"U+{ord(found[0]):04X}"
        field = _NOT_KEPT.sub("?", name)
        raise PourparlerError(
            f"{field} holds a character that cannot be kept ({code})", mend="Remove it, then send it again"
        )


def check_form(told: Any) -> None:
    """Raises PourparlerError where JSON holds what cannot be kept: characters, numbers without a value, too much within itself."""
    for name, value, depth in _parts(told):
        if depth > DEPTH:
            raise PourparlerError(f"{name} holds lists within lists within lists, more than {DEPTH}")
        if isinstance(value, str):
            check_words(name, value)
        elif isinstance(value, float) and not math.isfinite(value):
            raise PourparlerError(f"{name} is no number", mend="Write it in digits")
        elif isinstance(value, int) and abs(value) > LARGEST:
            raise PourparlerError(f"{name} is too large a number", mend="Write a smaller one")


def _parts(told: Any) -> Iterator[tuple[str, Any, int]]:
    """Each value in JSON, the names of objects too, under the name of the field it stands in, and how deep."""
    waiting: list[tuple[str, Any, int]] = [("the form", told, 0)]
    while waiting:
        name, value, depth = waiting.pop()
        yield name, value, depth
        if isinstance(value, dict):
            for key, item in value.items():
                yield name, key, depth
                waiting.append((key or name, item, depth + 1))
        elif isinstance(value, list):
            waiting.extend((name, item, depth + 1) for item in value)


async def _let_in(request: Request) -> Receive:
    """What the page receives in the place of the request's own body. Raises PourparlerError."""
    upload = request.url.path == UPLOADS
    limit = UPLOAD_LIMIT if upload else BODY_LIMIT
    what, mend = "what the page sent", "Send less at a time"
    if upload:
        what, mend = (
            request.query_params.get("name", "")[:NAMED] or "the file",
            "Add it with `pourparler add`, or only the part you need",
        )
    fault = TooLargeError(f"{what} is larger than {limit // 1_000_000} MB", mend=mend)
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said[:20]) > limit:
        raise fault
    if upload:
        return _counted(request.receive, limit, fault)
    body = bytearray()
    async for part in request.stream():  # a body of no stated length ends here, too
        body += part
        if len(body) > limit:
            raise fault
    if body:
        check_form(_read(bytes(body)))
    return _again(bytes(body), request.receive)


def _read(body: bytes) -> Any:
    def no_number(name: str) -> None:
        raise ValueError(f"{name} is no number")

    try:
        return json.loads(body, parse_constant=no_number)
    except (ValueError, RecursionError) as error:
        # ValueError: also a number of thousands of digits
        raise PourparlerError("what was sent is no JSON that can be read", mend="Reload the page, then try again") from error  # fmt: skip


def _counted(receive: Receive, limit: int, fault: TooLargeError) -> Receive:
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise fault
        return message

    return counted


def _again(body: bytes, receive: Receive) -> Receive:
    """The body that was read, once more; then what comes after it."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
