"""The application: its pages, and what becomes of errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.staticfiles import StaticFiles

from pourparler import wording
from pourparler.dossier import Dossier
from pourparler.errors import NotFoundError, PourparlerError, StaleError
from pourparler.settlement.readiness import NotReadyError
from pourparler.wording.next_action import next_action
from pourparler.wording.statements import said_by, stand_of
from pourparler.workbench import (
    briefing_page,
    document_kind,
    draft_page,
    edits,
    events,
    network_page,
    positions_page,
    reading_page,
    record_page,
    settlement_page,
    stability_page,
    start_page,
    timeline_page,
    uploads,
)
from pourparler.workbench.drafting_job import DraftingJob
from pourparler.workbench.reading_job import ReadingJob
from pourparler.workbench.safety import Gate
from pourparler.workbench.session import Session

HERE = Path(__file__).parent
PAGES = (
    ("/start", "Start"),
    ("/", "Settlements"),
    ("/read", "Read"),
    ("/draft", "Draft"),
    ("/record", "Record"),
    ("/positions", "Positions"),
    ("/timeline", "Timeline"),
    ("/network", "Network"),
    ("/stability", "Would it hold?"),
    ("/briefing", "Briefing"),
)
PARTS = (
    start_page,
    settlement_page,
    reading_page,
    document_kind,
    draft_page,
    record_page,
    positions_page,
    edits,
    timeline_page,
    network_page,
    stability_page,
    briefing_page,
    uploads,
    events,
)


def create_app(dossier: Dossier, token: str) -> FastAPI:
    """The workbench of one dossier; ``token`` lets a browser in."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    gate = Gate(token)
    app.middleware("http")(gate)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    environment = Environment(
        loader=ChoiceLoader(
            [FileSystemLoader(HERE / "templates"), PrefixLoader({"briefing": PackageLoader("pourparler.briefing")})]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = wording.day
    environment.filters["issue"] = wording.issue_name
    environment.filters["stand"] = stand_of
    environment.filters["said_by"] = said_by
    environment.filters["judge"] = wording.judge_words
    session = Session(dossier)

    def page(name: str, request: Request, status: int = 200, **view: Any) -> Response:
        common = {
            "state": session.state(),
            "pages": PAGES,
            "here": view.pop("here", request.url.path),
            "token": gate.form_token,
            "folder": dossier.root.resolve().name,
            "negotiation_title": session.title(),
        }
        return HTMLResponse(environment.get_template(name).render(**common, **view), status)

    def fragment(name: str, **view: Any) -> str:
        """What stands in a page, by itself."""
        return environment.get_template(name).render(**view)

    def drawn(name: str, macro: str, *values: Any) -> str:
        """One macro of a template: what a page shows there."""
        return str(getattr(environment.get_template(name).module, macro)(*values))

    state = app.state
    state.session, state.page, state.fragment, state.part = session, page, fragment, drawn
    state.reading, state.drafting = ReadingJob(dossier), DraftingJob(dossier)
    app.state.ending = lambda: False
    for part in PARTS:
        app.include_router(part.router)

    @app.exception_handler(PourparlerError)
    async def told(request: Request, error: PourparlerError) -> Response:
        status = 409 if isinstance(error, StaleError) else 404 if isinstance(error, NotFoundError) else 422
        if request.method != "GET" or "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"error": error.message}, status)
        return page("error.html", request, status, title="This needs your attention", message=error.message)

    @app.exception_handler(NotReadyError)
    async def to_begin(request: Request, error: NotReadyError) -> Response:
        if request.method != "GET" or "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"error": error.message}, 409)
        with session.record() as record:
            words = next_action(session.sheet().negotiation, len(record.document_ids()), str(dossier.root))
        return page("next_action.html", request, title="What to do next", words=words or error.message)

    @app.exception_handler(RequestValidationError)
    async def not_understood(request: Request, error: RequestValidationError) -> Response:
        faults = "; ".join(f"{'.'.join(str(part) for part in e['loc'][1:])}: {e['msg']}" for e in error.errors())
        return await told(request, PourparlerError(f"this request cannot be understood: {faults}"))

    return app
