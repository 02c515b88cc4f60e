"""The briefing: which sections, how it looks, and to take away as HTML, Word, PDF or Markdown."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from pourparler.briefing.contents import Briefing, build_briefing
from pourparler.briefing.pdf import find_browser
from pourparler.briefing.render import FORMS, rendered
from pourparler.briefing.sections import SECTIONS, chosen_sections
from pourparler.errors import PourparlerError
from pourparler.provenance.citations import Citations
from pourparler.record.briefings import Begun
from pourparler.workbench.counting import counting, pairs, sheet_of
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session
from pourparler.workbench.sheet import Counting

router = Router()
MEDIA = {
    "html": "text/html; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
"""Of the briefing itself: it brings its style with it, and no script."""


@router.get("/briefing")
def briefing(request: Request) -> Response:
    """Sections to choose, the briefing as it stands beside them, and where to take it away. Raises PourparlerError."""
    chosen = _chosen(request)
    session: Session = request.app.state.session
    # What hinders the briefing is told here: nobody reads an error in the frame that shows the briefing.
    _ = sheet_of(request).analysis
    with session.looking() as record:
        record.version()
    told = [("section", s) for s in chosen] if len(chosen) < len(SECTIONS) else []
    query = urlencode([*told, *pairs(counting(request))])
    response: Response = request.app.state.page(
        "briefing.html",
        request,
        title="Briefing",
        sections=SECTIONS,
        chosen=chosen,
        query=query,
        prints=find_browser() is not None,
    )
    return response


@router.get("/briefing.{ending}")
def file(request: Request, ending: str, download: bool = False) -> Response:
    """The briefing in one form; one that is taken away counts as handed over. Raises PourparlerError."""
    form = FORMS.get(f".{ending}")
    if form is None:
        raise PourparlerError(f"a briefing cannot be written as {ending!r}", mend=f"Choose from: {', '.join(FORMS)}")
    headers = {"content-security-policy": POLICY}
    if download or form != "html":
        headers["content-disposition"] = f'attachment; filename="briefing.{ending}"'
    session: Session = request.app.state.session
    counts = counting(request)
    text = session.text()
    with session.record() as record:
        begun = record.begin_briefing()
    data = rendered(built(session, _chosen(request), counts=counts), form)
    if "content-disposition" in headers and counts.as_of is None:
        _hand_over(session, text, begun, only=counts.confirmed_only)
    return Response(data, media_type=MEDIA[form], headers=headers)


def _hand_over(session: Session, text: str, begun: Begun, *, only: bool) -> None:
    """Keep that the briefing was taken away, and of which dossier; where the record cannot be written it is taken all the same.

    Both as they were before it was made: what came meanwhile is told the next time.
    """
    with session.record() as record:
        if not record.read_only:
            record.keep_briefing(text, confirmed_only=only, begun=begun)


def _chosen(request: Request) -> tuple[str, ...]:
    return chosen_sections(request.query_params.getlist("section"))


def built(session: Session, chosen: tuple[str, ...], *, counts: Counting) -> Briefing:
    """The briefing as it stands, made once for each state of the file and the record; ``counts``: what of the dossier."""
    sheet = session.sheet((), counts)
    with session.looking() as record:
        key = ("briefing", sheet.key, record.version(), date.today(), chosen)

        def make() -> Briefing:
            stability = (sheet.stability, sheet.figure) if sheet.stability and "stability" in chosen else None
            citations, only = Citations(record, counts.as_of), counts.confirmed_only
            return build_briefing(sheet.analysis, citations, date.today(), chosen, stability, confirmed_only=only)

        return session.kept(key, make)
