"""The part of the page Documents in which sources are watched: added, looked at, watched no longer."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pourparler import verbs
from pourparler.dossier.sources_file import WEB, path_of
from pourparler.errors import PourparlerError
from pourparler.wording.watching import source_view
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session

router = Router()


def sources_view(request: Request) -> dict[str, Any]:
    """What the part shows; where sources.txt cannot be read, why."""
    session: Session = request.app.state.session
    try:
        found, fault = [source_view(source) for source in verbs.watch_list(session.dossier.root)], None
    except PourparlerError as error:
        found, fault = [], error.message
    return {"sources": found, "sources_fault": fault, "of_texts": request.app.state.watching.progress.told}


@router.get("/sources")
def part(request: Request) -> Response:
    """The part by itself, as it is now."""
    return Response(request.app.state.fragment("sources.html", **sources_view(request)), media_type="text/html")


@router.post("/sources")
def add(request: Request, source: str) -> dict[str, Any]:
    """Watch a source, and look at it. A path that is no full one begins at the dossier's folder. Raises PourparlerError."""
    session: Session = request.app.state.session
    root = session.dossier.root
    named = source.strip()
    if named and not named.lower().startswith(WEB):
        named = path_of(root, named)
    (listed,), known = verbs.watch_add(root, [named])
    request.app.state.watching.start([listed])
    return {"source": listed, "known": bool(known)}


@router.post("/sources/look")
def look(request: Request, source: str | None = None) -> dict[str, Any]:
    """Look at a source now, or at all of them. Raises PourparlerError where there is none."""
    session: Session = request.app.state.session
    names = [s.name for s in verbs.watch_list(session.dossier.root)]
    wanted = [name for name in names if source in (None, name)]
    if not wanted:
        what = "no source is watched" if source is None else f"{source[:200]!r} is not watched"
        raise PourparlerError(what, mend="Reload the page, or name a source and watch it")
    return {"begun": request.app.state.watching.start(wanted)}


@router.post("/sources/remove")
def remove(request: Request, source: str) -> dict[str, Any]:
    """Watch a source no longer; its documents stay. Raises NotFoundError, PourparlerError."""
    session: Session = request.app.state.session
    return {"source": verbs.watch_remove(session.dossier.root, source)}
