"""The application: its pages, and what becomes of errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import FastAPI
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.staticfiles import StaticFiles

from pourparler.dossier import Dossier
from pourparler.errors import NotFoundError, PourparlerError
from pourparler.report import wording
from pourparler.workbench import (
    briefing_page,
    holding_page,
    positions_page,
    reading_page,
    record_page,
    settlement_page,
)
from pourparler.workbench.desk import Desk, StaleError
from pourparler.workbench.safety import Gate

HERE = Path(__file__).parent
PAGES = (
    ("/", "Settlements"),
    ("/read", "Read"),
    ("/record", "Record"),
    ("/positions", "Positions"),
    ("/holding", "Would it hold?"),
    ("/briefing", "Briefing"),
)


def create_app(dossier: Dossier, token: str) -> FastAPI:
    """The workbench of one dossier; ``token`` lets a browser in."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    gate = Gate(token)
    app.middleware("http")(gate)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = wording.day
    environment.filters["issue"] = wording.issue_name
    desk = Desk(dossier)

    def page(name: str, request: Request, status: int = 200, **view: Any) -> Response:
        common = {
            "pages": PAGES,
            "here": request.url.path,
            "token": gate.form_token,
            "folder": dossier.root.resolve().name,
        }
        return HTMLResponse(environment.get_template(name).render(**common, **view), status)

    app.state.desk, app.state.page = desk, page
    for part in (settlement_page, reading_page, record_page, positions_page, holding_page, briefing_page):
        app.include_router(part.router)

    @app.exception_handler(PourparlerError)
    async def told(request: Request, error: PourparlerError) -> Response:
        status = 409 if isinstance(error, StaleError) else 404 if isinstance(error, NotFoundError) else 422
        if request.method != "GET" or "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"error": error.message}, status)
        return page("error.html", request, status, title="Something to mend", message=error.message)

    return app
