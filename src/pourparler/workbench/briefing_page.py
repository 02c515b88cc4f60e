"""The briefing as it stands: preview and download."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pourparler.report.briefing import Briefing, build_briefing
from pourparler.report.citations import Citations
from pourparler.report.render import to_html, to_markdown
from pourparler.workbench.desk import Desk

router = APIRouter()


@router.get("/briefing")
def briefing(request: Request) -> Response:
    """Where to see it and take it away."""
    response: Response = request.app.state.page("briefing.html", request, title="Briefing")
    return response


@router.get("/briefing.html")
def html(request: Request, download: bool = False) -> Response:
    """The page itself; it brings its own, stricter policy."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
    return HTMLResponse(to_html(_built(request)), headers={"content-security-policy": policy} | _name(download, "html"))


@router.get("/briefing.md")
def markdown(request: Request) -> Response:
    """The same as Markdown."""
    return Response(to_markdown(_built(request)), media_type="text/markdown; charset=utf-8", headers=_name(True, "md"))


def _built(request: Request) -> Briefing:
    desk: Desk = request.app.state.desk
    with desk.record() as record:
        return build_briefing(desk.sheet().analysis, Citations(record), date.today())


def _name(download: bool, kind: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="briefing.{kind}"'} if download else {}
