"""What nobody foresaw: the page says that it is our fault, and the terminal where the workbench runs says where it happened."""

from __future__ import annotations

import logging
from collections.abc import Callable

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

WORDS = (
    "This is our fault, not yours: the workbench did not expect something. What was saved before is safe. The terminal in which "
    "“pourparler open” runs says where it happened. Please report it with those lines, without what is confidential in them."
)
LOG = logging.getLogger("pourparler.workbench")

Told = Callable[[Request, str], Response]


class Faults:
    """Answers with 500 where a page ends in an error of our own; ASGI middleware. ``told``: the answer in words."""

    def __init__(self, app: ASGIApp, told: Told) -> None:
        self._app = app
        self._told = told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except ClientDisconnect:
            return  # nobody waits any more
        except Exception as error:  # whatever it is, somebody waits for an answer
            if scope["type"] != "http" or begun:
                raise
            LOG.error("our fault, at %s %r:", scope["method"], scope["path"], exc_info=error)
            await self._answer(Request(scope), error)(scope, receive, send)

    def _answer(self, request: Request, error: Exception) -> Response:
        words = f"{WORDS}\n{type(error).__name__}"
        try:
            return self._told(request, words)
        except Exception as again:  # the page around the words may be what fails
            LOG.error("and the page that says so:", exc_info=again)
            return HTMLResponse(f"<!doctype html><title>Our fault · pourparler</title><p>{WORDS}</p>", 500)
