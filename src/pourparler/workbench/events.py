"""Tell open pages what changes under them: dossier.yaml, the record, how far a reading is (server-sent events)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from pourparler.workbench.session import Session

router = APIRouter()
EVERY = 0.5
"""Seconds between two looks."""


@router.get("/events")
async def events(request: Request) -> Response:
    """An event at once, then one whenever something has changed."""
    return StreamingResponse(_changes(request), media_type="text/event-stream")


async def _changes(request: Request) -> AsyncIterator[str]:
    session: Session = request.app.state.session
    last: dict[str, Any] | None = None
    quiet = 0
    while not await request.is_disconnected():
        now = {**await run_in_threadpool(session.state), "reading": asdict(request.app.state.reading.progress)}
        if now != last:
            yield f"data: {json.dumps(now)}\n\n"
            last, quiet = now, 0
        elif (quiet := quiet + 1) >= 20:
            yield ": still here\n\n"  # a write is how a closed connection is noticed
            quiet = 0
        await asyncio.sleep(EVERY)
