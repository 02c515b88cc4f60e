"""Tell open pages what changes under them: dossier.yaml, the record, how far a reading and a look at sources are (server-sent events)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from fastapi.sse import EventSourceResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from pourparler.workbench.session import Session

router = APIRouter()
EVERY = 0.5
"""Seconds between two looks."""


@router.get("/events", response_class=EventSourceResponse)
async def events(request: Request) -> AsyncIterator[dict[str, Any]]:
    """An event at once, then one whenever something has changed, until the page is closed or the workbench ends."""
    session: Session = request.app.state.session
    last: dict[str, Any] | None = None
    while not request.app.state.ending():
        jobs = {name: asdict(getattr(request.app.state, name).progress) for name in ("reading", "watching")}
        now = {**await run_in_threadpool(session.state), **jobs}
        if now != last:
            yield now
            last = now
        await asyncio.sleep(EVERY)
