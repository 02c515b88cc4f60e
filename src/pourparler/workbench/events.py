"""Tell open pages what changes under them: dossier.yaml, the record, how far a reading and a look at sources are (server-sent events)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session

router = Router()
EVERY = 0.5
"""Seconds between two looks."""


@router.get("/events")
async def events(request: Request) -> Response:
    """What ``changes`` tells, a line of JSON each."""
    return StreamingResponse(
        (f"data: {json.dumps(told)}\n\n" async for told in changes(request)), media_type="text/event-stream"
    )


async def changes(request: Request) -> AsyncIterator[dict[str, Any]]:
    """How things stand at once, then whenever something has changed, until the page is closed or the workbench ends."""
    session: Session = request.app.state.session
    last: dict[str, Any] | None = None
    while not request.app.state.ending() and not await request.is_disconnected():
        jobs = {name: asdict(getattr(request.app.state, name).progress) for name in ("reading", "watching")}
        now = {**await run_in_threadpool(session.state), **jobs}
        if now != last:
            yield now
            last = now
        await asyncio.sleep(EVERY)
