"""Documents that are dropped on the page or named by their address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from pourparler.errors import PourparlerError
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session

if TYPE_CHECKING:
    from pourparler.documents import Gathered, Options

router = Router()


@router.post("/documents", is_form=False)
async def upload(request: Request, name: str, date: str = "", source: str = "") -> dict[str, Any]:
    """Keep the file in the request's body, and begin to read it. ``name``: the file's, of which only the last part is looked at.

    Raises PourparlerError where it is larger than the door lets in, or cannot be read.
    """
    from pourparler.documents import gather_data  # what opens documents is loaded with the first of them

    data = await request.body()
    plain = name.replace("\\", "/").rpartition("/")[2].strip(".") or "document"
    options = _options(date, source)
    return await run_in_threadpool(lambda: _keep(request, gather_data(plain, data, options), options))


@router.post("/documents/address")
def fetch(
    request: Request,
    address: str,
    date: str = "",
    source: str = "",
) -> dict[str, Any]:
    """Fetch a page from the web, keep it, and begin to read it. What lists pages is told, and not followed. Raises PourparlerError."""
    from pourparler.documents import gather

    if not address.startswith(("http://", "https://")):
        raise PourparlerError(f"{address[:100]!r} is not a web address", mend="Begin it with https:// or http://")
    options = _options(date, source, allow_private=request.app.state.allow_private)
    return _keep(request, gather([address], options, most=0), options)


@router.post("/reading")
def begin(request: Request) -> dict[str, Any]:
    """Read what was not read yet; nothing happens where that is being done already."""
    return {"begun": request.app.state.reading.start()}


def _options(date: str, source: str, *, allow_private: bool = False) -> Options:
    from pourparler.dates import read_date
    from pourparler.documents import Details, Options

    return Options(
        Details(date=read_date(date, None) if date else None, source=source.strip() or None),
        allow_private=allow_private,
    )


def _keep(request: Request, texts: Iterable[Gathered], options: Options) -> dict[str, Any]:
    from pourparler import verbs

    session: Session = request.app.state.session
    told: list[dict[str, Any]] = []
    for added in verbs.keep(session.dossier.root, texts, options):
        got = added.gathered
        if got.error is not None:
            told.append({"name": got.name, "outcome": "failed", "told": got.error.message})
            continue
        document = got.document
        told.append(
            {
                "name": got.name,
                "outcome": added.outcome or ("skipped" if got.skipped else "told"),
                "told": got.notice,
                "document": document.id if document else None,
                "title": document.title if document else None,
            }
        )
    if any(row["outcome"] in ("added", "known") for row in told):
        request.app.state.reading.start()
    return {"documents": told}
