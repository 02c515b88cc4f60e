"""Draft: parties and a board of issues, their options and the positions on each, as proposed and as a person settles them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pourparler.errors import NotFoundError, StaleError, StaleProposalsError
from pourparler.model import Proposals
from pourparler.record import Record
from pourparler.wording.terms import plural
from pourparler.wording.views.board import board_view
from pourparler.workbench.draft_edits import Asked, done
from pourparler.workbench.draft_panel import panel_view
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session

router = Router()
CHANGED = "The draft has changed since this page was loaded; nothing was done."


@dataclass(frozen=True, slots=True)
class Scope:
    """What of the board a page shows: a page of issues, or one issue whole."""

    page: int = 1
    issue: str = ""


WHOLE = Scope()


@router.get("/draft")
def draft(request: Request, page: int = 1, issue: str = "") -> Response:
    """The board, in pages where it is long, or one issue of it whole.

    Where the record has changed since the last drafting, drafts first; what takes longer goes on in the background.
    """
    session: Session = request.app.state.session
    _draft_if_due(request)
    with session.looking() as record:
        proposals, documents = record.proposals(), len(session.headings(record))
    response: Response = request.app.state.page(
        "draft.html",
        request,
        title="Draft",
        board={**_board(request, proposals, Scope(page, issue)), "documents": documents},
        drafting=_drafting_words(request),
        running=request.app.state.drafting.running,
        due=request.app.state.drafting.due,
    )
    return response


@router.post("/draft/begin")
def begin(request: Request) -> dict[str, Any]:
    """Make the draft of a large record, which is not begun by a look at the page."""
    _draft_if_due(request)
    request.app.state.drafting.begin()
    return state(request)


@router.get("/draft/state")
def state(request: Request) -> dict[str, Any]:
    """How far a drafting is, and the revision of the proposals."""
    job = request.app.state.drafting
    revision = request.app.state.session.state()["proposals"]
    return {"running": job.running, "words": _drafting_words(request), "revision": revision}


@router.get("/draft/shown/{id}")
def shown(request: Request, id: str) -> Response:
    """What stands beside the board where this is selected. A part of the page."""
    session: Session = request.app.state.session
    with session.looking() as record:
        view = panel_view(record.proposals(), id, record, _known(request))
    return Response(request.app.state.fragment("draft_panel.html", shown=view), media_type="text/html")


@router.post("/draft")
def edit(
    request: Request,
    revision: int,
    edit: str,
    shown: int = 0,
    scope: Scope = WHOLE,
    ids: tuple[str, ...] = (),
    words: str = "",
    into: str = "",
    issue: str | None = None,
    option: str | None = None,
    what: str = "",
    fields: dict[str, Any] | None = None,
) -> Any:
    """Change the draft and answer with the parts of the page that look different now; ``undo`` takes the last change back.

    ``shown``: the revision that the page shows, which may be older than the one it knows of. Answers 409 with the revision there is
    where the draft has changed meanwhile; nothing is done then.
    """
    session: Session = request.app.state.session
    with request.app.state.drafting.edits, session.record() as record:
        before = record.proposals()
        if _seen_otherwise(record, before, revision, {*ids, into, issue, option}):
            return _stale(before)
        # What hinders the answer hinders the edit: it is not kept and then told as refused.
        _board(request, before, scope)
        try:
            after, said, focus = _edited(
                record, before, Asked(edit, record.by, ids, words, into, issue, option, what, fields or {})
            )
        except StaleProposalsError:  # by another program, in this moment
            return _stale(record.proposals())
    return {**_swap(request, shown, after, scope), "said": said, "focus": focus}


@router.post("/draft/write")
def write(
    request: Request,
    revision: int,
    suggested: bool,
    shown: int = 0,
    scope: Scope = WHOLE,
) -> Any:
    """Put what is confirmed, or all, into dossier.yaml; answers as an edit does, and with the revision of the file."""
    from pourparler import verbs

    session: Session = request.app.state.session
    job = request.app.state.drafting
    with job.edits, session.record() as record:
        before = record.proposals()
        if _seen_otherwise(record, before, revision, before.by_id if suggested else ()):
            return _stale(before)
        old = session.sheet().revision
        former = record.written(old)
        with session.editing(old, settle=record.settle_written) as made:
            made.what = "what was put in from the draft"
            said = verbs.draft_write(session.dossier.root, suggested=suggested).words
        after = record.proposals()
        job.written[made.after] = former
    return {**_swap(request, shown, after, scope), "said": said, "file": made.after}


@router.post("/draft/unwrite")
def unwrite(request: Request, file: str) -> dict[str, Any]:
    """Take back what was just put into dossier.yaml. ``file``: its revision since. Raises NotFoundError where it has changed since."""
    session: Session = request.app.state.session
    job = request.app.state.drafting
    with job.edits, session.record() as record:
        gone = NotFoundError("nothing that was put into dossier.yaml can be taken back", mend="It has changed since")
        if file not in job.written:
            raise gone
        former = job.written[file]
        try:
            session.undo(file, lambda revision: record.announce_written(revision, former), record.settle_written)
        except (NotFoundError, StaleError) as error:
            raise gone from error
        del job.written[file]
    return {"said": "dossier.yaml is as it was before", "file": session.sheet().revision}


def _seen_otherwise(record: Record, now: Proposals, revision: int, meant: Collection[str | None]) -> bool:
    """Whether the page shows the draft otherwise than it is: a person changed it since, or drafting changed what the edit is about.

    What drafting adds meanwhile in the background hinders nobody's edit of what was there.
    """
    if now.revision == revision:
        return False
    drafted = record.drafted_since(revision)
    return drafted is None or not drafted.isdisjoint(id for id in meant if id)


def _edited(record: Record, before: Proposals, asked: Asked) -> tuple[Proposals, str, str | None]:
    """The proposals after an edit, what was done in words, and the proposal to look at next."""
    if asked.edit == "undo":
        after = record.undo_proposals(before.revision)
        return after, f"taken back: {record.proposal_steps(1)[0].action.removeprefix('undo: ')}", None
    made = done(before, asked)
    return record.keep_proposals(before, made.proposals, asked.edit), made.said, made.focus


def _draft_if_due(request: Request) -> None:
    session: Session = request.app.state.session
    job = request.app.state.drafting
    with session.record() as record:
        job.follow(record)


def _drafting_words(request: Request) -> str:
    """What is going on, or went wrong; empty where the draft is as new as the record."""
    job = request.app.state.drafting
    if job.fault:
        return f"Drafting stopped early. {job.fault}"
    if job.running:
        return f"Drafting from {plural(job.statements, 'statement')} …"
    if job.due:
        return (
            f"The record has {plural(job.statements, 'statement')} and has changed since the last draft, or was never drafted. "
            "A new draft takes a minute or more; pages are slower until it is there."
        )
    return ""


def _known(request: Request) -> tuple[str, ...]:
    return tuple(request.app.state.session.sheet().negotiation.party)


def _board(request: Request, proposals: Proposals, scope: Scope) -> dict[str, Any]:
    known, new = _known(request), request.app.state.drafting.new
    key = ("board", proposals.revision, known, new, scope)
    board: dict[str, Any] = request.app.state.session.kept(
        key, lambda: board_view(proposals, known, new, page=scope.page, issue=scope.issue)
    )
    return board


def _parts(request: Request, board: Mapping[str, Any]) -> dict[str, str]:
    """The page's parts by the ids of their elements; a lane by ``lane:`` and the id of its issue."""
    part = request.app.state.part
    found = {name: part("draft_parts.html", name, board) for name in ("counts", "parties", "outline", "others")}
    return found | {f"lane:{lane['id']}": part("draft_parts.html", "lane", lane) for lane in board["lanes"]}


def _swap(request: Request, shown: int, after: Proposals, scope: Scope) -> dict[str, Any]:
    """Those parts that look different from the ones shown; all of them where it is no longer known how those looked."""
    board = _board(request, after, scope)
    key = ("board", shown, _known(request), request.app.state.drafting.new, scope)
    old = request.app.state.session.kept(key, dict)
    seen = _parts(request, old) if old else {}
    now = _parts(request, board)
    return {
        "revision": after.revision,
        "fragments": {id: html for id, html in now.items() if seen.get(id) != html},
        "lanes": [lane["id"] for lane in board["lanes"]],
    }


def _stale(now: Proposals) -> JSONResponse:
    return JSONResponse({"error": CHANGED, "revision": now.revision}, 409)
