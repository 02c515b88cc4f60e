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
from pourparler.dossier import Dossier, ReferredToError
from pourparler.errors import NotFoundError, NotReadyError, PourparlerError, StaleError
from pourparler.wording.next_action import next_action
from pourparler.wording.statements import said_by, stand_of
from pourparler.workbench import (
    briefing_page,
    document_kind,
    documents_page,
    dossier_page,
    draft_page,
    events,
    evidence_search,
    meetings_page,
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
from pourparler.workbench.confirmed_only import switch
from pourparler.workbench.drafting_job import DraftingJob
from pourparler.workbench.long_lists import folded
from pourparler.workbench.reading_job import ReadingJob
from pourparler.workbench.safety import Gate
from pourparler.workbench.session import Session

HERE = Path(__file__).parent
NOTHING_LEFT = "With what is left out here nothing remains that could be agreed or refused. Confirm what is suggested, or count it too."
PAGES = (
    ("/start", "Start"),
    ("/", "Settlements"),
    ("/read", "Read"),
    ("/draft", "Draft"),
    ("/record", "Record"),
    ("/dossier", "Dossier"),
    ("/positions", "Positions"),
    ("/meetings", "Meetings"),
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
    dossier_page,
    positions_page,
    documents_page,
    evidence_search,
    meetings_page,
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
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False}  # options stay in the order of the dossier
    environment.filters["day"] = wording.day
    environment.filters["issue"] = wording.issue_name
    environment.filters["stand"] = stand_of
    environment.filters["said_by"] = said_by
    environment.filters["judge"] = wording.judge_words
    session = Session(dossier)
    environment.filters["folded"] = lambda words: folded(words, session.sheet().negotiation)

    def page(name: str, request: Request, status: int = 200, **view: Any) -> Response:
        common = {
            "state": session.state(),
            "pages": PAGES,
            "here": view.pop("here", request.url.path),
            "token": gate.form_token,
            "folder": dossier.root.resolve().name,
            "negotiation_title": session.title(),
            **switch(request, session),
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
    async def refused(request: Request, error: PourparlerError) -> Response:
        status = 409 if isinstance(error, StaleError) else 404 if isinstance(error, NotFoundError) else 422
        if request.method != "GET" or "application/json" in request.headers.get("accept", ""):
            told: dict[str, Any] = {"error": error.message}
            if isinstance(error, StaleError):
                now = session.state()["revision"]
                told["stale"] = {"changes": session.changes_since(error.made_on), "revision": now}
            if isinstance(error, ReferredToError):
                told["references"] = error.references
            return JSONResponse(told, status)
        return page("error.html", request, status, title="This needs your attention", message=error.message)

    @app.exception_handler(NotReadyError)
    async def to_begin(request: Request, error: NotReadyError) -> Response:
        if request.method != "GET" or "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"error": error.message}, 409)
        with session.record() as record:
            words = next_action(session.sheet().negotiation, len(record.document_ids()), str(dossier.root))
        return page("next_action.html", request, title="What to do next", words=words or NOTHING_LEFT)

    @app.exception_handler(RequestValidationError)
    async def not_understood(request: Request, error: RequestValidationError) -> Response:
        faults = "; ".join(f"{'.'.join(str(part) for part in e['loc'][1:])}: {e['msg']}" for e in error.errors())
        return await refused(request, PourparlerError(f"this request cannot be understood: {faults}"))

    return app
