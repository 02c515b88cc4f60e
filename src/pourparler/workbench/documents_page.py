"""The documents of the record: what is known of each is corrected here, and a document is taken out or put back."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pourparler import verbs
from pourparler.dates import day_of
from pourparler.errors import PourparlerError, unknown
from pourparler.model import DocumentKind
from pourparler.record import Heading, by_story
from pourparler.wording.tellings import story_words
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session
from pourparler.workbench.sources_part import sources_view

router = Router()
LISTED = 100
"""Documents on the page, the latest; a search finds the others."""
WORDS = ("title", "source", "url")


@router.get("/record/documents")
def documents(request: Request, title: str = "") -> Response:
    """The documents, the latest first, or those with ``title`` in their title or source; and those that were taken out."""
    session: Session = request.app.state.session
    wanted = title.casefold().strip()
    with session.looking() as record:
        found = [h for h in session.headings(record) if wanted in f"{h.title} {h.source or ''}".casefold()]
        gone = record.removed_documents()
        perhaps = record.perhaps_one_story(session.headings(record))
        decided = record.story_decided()
        stories = by_story(session.headings(record))
    response: Response = request.app.state.page(
        "documents.html",
        request,
        title="Documents",
        documents=sorted(found, key=_latest, reverse=True)[:LISTED],
        many=len(found),
        asked=title,
        gone=gone,
        stories=stories,
        perhaps=perhaps[:LISTED],
        decided=decided,
        kinds=[k.value for k in DocumentKind],
        revision=session.sheet().revision,
        **sources_view(request),
    )
    return response


def _latest(heading: Heading) -> str:
    return heading.date.isoformat() if heading.date else ""


@router.post("/documents/{id}/details")
def set_details(request: Request, id: str, details: dict[str, str], revision: str) -> dict[str, Any]:
    """Keep what is known of a document: title, date, source, url, kind; an empty kind is recognised again.

    Positions that had the document's date and rest on it alone get its new one: ``moved``.

    Raises NotFoundError, StaleError, PourparlerError.
    """
    session: Session = request.app.state.session
    changes: dict[str, Any] = {name: details[name].strip() or None for name in WORDS if name in details}
    if "date" in details:
        changes["date"] = day_of(details["date"])
    if "kind" in details:
        if details["kind"] and details["kind"] not in list(DocumentKind):
            raise unknown("kind of document", details["kind"], list(DocumentKind))
        changes["kind"] = DocumentKind(details["kind"]) if details["kind"] else None
    changed = verbs.documents_set(session.dossier.root, id, changes, revision=revision)
    with session.record() as record:
        unread = not record.is_read(changed.document.id)
    return {"title": changed.document.title, "moved": len(changed.moved), "unread": unread}


@router.get("/documents/{id}/resting")
def resting(request: Request, id: str) -> dict[str, Any]:
    """What rests on a document. Raises NotFoundError."""
    session: Session = request.app.state.session
    found = verbs.documents_resting(session.dossier.root, id)
    return {"claims": found.claims, "statements": found.statements, "decided": found.decided}


@router.post("/documents/{id}/remove")
def remove(request: Request, id: str, sure: bool = False) -> dict[str, Any]:
    """Take a document out. ``sure``: that what rests on it has been seen. Raises NotFoundError, PourparlerError."""
    session: Session = request.app.state.session
    if not sure:
        raise PourparlerError("nothing was taken out", mend="Look at what rests on the document, then confirm")
    return {"title": verbs.documents_remove(session.dossier.root, id).title}


@router.post("/documents/{id}/restore")
def restore(request: Request, id: str) -> dict[str, Any]:
    """Put a document back that was taken out. Raises NotFoundError."""
    session: Session = request.app.state.session
    return {"title": verbs.documents_restore(session.dossier.root, id).title}


@router.post("/documents/{id}/story")
def story(
    request: Request,
    id: str,
    same: bool | None,
    other: str | None = None,
) -> dict[str, Any]:
    """Keep whether a document tells the story of another: ``same``; without ``other`` of the one that it is in; None: take the last back.

    Raises NotFoundError, PourparlerError.
    """
    session: Session = request.app.state.session
    root = session.dossier.root
    if same is None:
        return {"title": verbs.stories_undo(root, id).title, "words": "The last decision on its story was taken back."}
    if not same:
        return {"title": verbs.stories_apart(root, id, other).title, "words": "It is told apart."}
    if not other:
        raise PourparlerError("no other document was chosen", mend="Choose one that tells the same story")
    told = verbs.stories_together(root, id, other)
    # Another program may have told it apart, or taken it out, in this moment.
    return {"title": next((t.title for t in told if t.document.startswith(id)), ""), "words": story_words(told)}
