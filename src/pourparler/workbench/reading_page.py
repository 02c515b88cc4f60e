"""Read: the text on the left, what was made of it on the right; decisions by keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pourparler import wording
from pourparler.drafting.corrections import corrected
from pourparler.errors import DecidedError, NotFoundError, PourparlerError
from pourparler.model import (
    Decision,
    DocumentKind,
    Mode,
    Spans,
    Statement,
    merge_spans,
)
from pourparler.model.stances import GROUPS, TAKING
from pourparler.record import Entry, Heading, Record, Seen, by_story
from pourparler.workbench.annotated_text import ROLES, marked, text_html
from pourparler.workbench.cards_in_parts import in_parts
from pourparler.workbench.review_queue import Waiting, queue
from pourparler.workbench.routes import PlainResponse, Router
from pourparler.workbench.session import Session
from pourparler.workbench.statement_card import card, known_names, targets

router = Router()
GONE = "It is not there any more: its document was taken out, or read again."
AROUND = 25
"""Documents that the list shows before and after the one in hand; a search shows as many of what fits."""


@router.get("/read")
def read(
    request: Request,
    document: str | None = None,
    by_priority: bool = False,
    title: str = "",
    statement: str | None = None,
) -> Response:
    """One document and its statements; without a document, the first that has something to review.

    ``by_priority``: beside it the review queue in place of the documents. ``title``: only documents with this in their title
    or source are listed. ``statement``: of a long document the cards around this one are there from the beginning.
    """
    session: Session = request.app.state.session
    sheet = session.sheet()
    negotiation = sheet.negotiation
    with session.looking() as record:
        headings = session.headings(record)
        standing = session.standing(record)
        first: list[Waiting] = queue(sheet, record, headings, standing) if by_priority else []
        chosen = document or (first[0].entry.statement.document if first else None)
        heading = _heading_of(headings, chosen)
        if document is not None and heading is None:
            raise NotFoundError(f"there is no document {document!r}", mend="The page Read lists all documents")
        shown = record.document(heading.id) if heading else None
        mine = [] if shown is None else record.statements(document=shown.id)
        unread = shown is not None and not record.is_read(shown.id)
        story = by_story(headings).get(heading.story, ()) if heading else ()
        counted = standing.counted()
        text = shown.text if shown else ""
        asked = statement or (first[0].entry.statement.id if first else None)
        cards = in_parts(record, mine, text, negotiation, asked)
    response: Response = request.app.state.page(
        "read.html",
        request,
        title="Read",
        listed=_listed(headings, heading, title),
        all=len(headings),
        asked=title,
        by_priority=by_priority,
        computing=by_priority and not sheet.analysis.knows_what_to_ask,
        queue=first,
        shown=shown,
        kinds=[k.value for k in DocumentKind],
        unread=unread,
        heading=heading,
        text=text_html(marked(text, mine, shown.blocks if shown else ()), targets(mine)),
        cards=cards,
        names=known_names(mine, negotiation),
        reviewed=counted.reviewed,
        total=counted.statements,
        story=story,
        parties=list(negotiation.party),
        issues=negotiation.issues,
        taking=TAKING,
        stances=GROUPS["no position"],
    )
    return response


def _heading_of(headings: Sequence[Heading], document: str | None) -> Heading | None:
    """The document asked for, else the first with something to review, else the first."""
    if document is not None:
        return next((h for h in headings if h.id.startswith(document) or document.startswith(h.id)), None)
    return next((h for h in headings if h.waiting), headings[0] if headings else None)


def _listed(headings: Sequence[Heading], here: Heading | None, title: str) -> list[Heading]:
    """The documents around the one in hand, or those that a search finds."""
    if wanted := title.casefold().strip():
        return [h for h in headings if wanted in f"{h.title} {h.source or ''}".casefold()][: 2 * AROUND]
    at = headings.index(here) if here else 0
    start = max(0, min(at - AROUND, len(headings) - 2 * AROUND))
    return list(headings[start : start + 2 * AROUND])


@router.post("/statements/{id}")
def decide(
    request: Request,
    id: str,
    decision: str,
    correction: dict[str, Any] | None = None,
    place: int | None = None,
    other: str | None = None,
    seen: dict[str, str] | None = None,
) -> Any:
    """Keep a decision: ``accepted``, ``rejected``, ``corrected`` with what changes, ``split`` at a place, ``join`` with another, ``undo``.

    ``html``: what the card holds now. ``marks``: whether other words of the text are marked, so that the page must be drawn anew.
    ``seen``: the last decision that the page showed on each statement; where somebody has decided since nothing is kept, and what was
    decided is told (``decided``), with the card as it stands now.
    """
    session: Session = request.app.state.session
    negotiation = session.sheet().negotiation
    with session.record() as record:
        try:
            before = record.statement(id)
        except NotFoundError as error:
            what = "this statement is not there any more: its document was taken out, or read again"
            raise NotFoundError(what, mend="Reload the page") from error
        text = record.document(before.statement.document).text
        try:
            changed = corrected(before.statement, correction, text, negotiation) if correction else None
            entry = _kept(record, id, decision, changed, place or 0, other or "", seen)
        except DecidedError as error:
            return PlainResponse(_since(request, record, error), 409)
        headings = session.headings(record)
        version = record.version()
        counted = session.standing(record).counted()
        tellings = record.tellings([entry.alike]) if entry else {}
    waiting = next((h.waiting for h in headings if h.id == before.statement.document), 0)  # it may be taken out by now
    marks = (
        decision in ("split", "join")
        or entry is None
        or _spans(entry) != _spans(before)
        or bool(entry.note or before.note)
    )
    told = card(entry, text, negotiation, tellings.get(entry.alike, ())) if entry else None
    return {
        "card": told,
        "html": request.app.state.fragment("card.html", c=told) if told else None,
        "progress": {"reviewed": counted.reviewed, "total": counted.statements},
        "waiting": waiting,
        "version": version,
        "marks": marks,
    }


def _kept(
    record: Record, id: str, decision: str, changed: Statement | None, place: int, other: str, seen: Seen
) -> Entry | None:
    """The statement after the decision; None where it is gone with it."""
    if decision == "undo":
        return record.undo(id, seen=seen)
    if decision == "split":
        return record.split(id, place, seen=seen)[0]
    if decision == "join":
        return record.join(id, other, seen=seen)
    if decision not in list(Decision):
        raise PourparlerError(
            f"{decision!r} is not a decision", mend=f"Choose from: {', '.join(Decision)}, split, join, undo"
        )
    return record.decide(id, Decision(decision), as_corrected=changed, seen=seen)


def _since(request: Request, record: Record, error: DecidedError) -> dict[str, Any]:
    """What somebody decided since the page was made: in words, and the card as it stands."""
    session: Session = request.app.state.session
    found = record.statements(ids=[error.statement])
    tellings = record.tellings(e.alike for e in found)
    last = next(reversed(record.revisions(error.statement)), None)
    told = (
        card(
            found[0],
            record.document(found[0].statement.document).text,
            session.sheet().negotiation,
            tellings.get(found[0].alike, ()),
        )
        if found
        else None
    )
    return {
        "error": error.message,
        "decided": _done(last) if last and found else GONE,
        "id": error.statement,
        "card": told,
        "html": request.app.state.fragment("card.html", c=told) if told else None,
        "version": record.version(),
    }


def _done(last: Mapping[str, Any]) -> str:
    done = {"undo": "took the decision back"}.get(last["action"], last["action"])
    return f"{last['by']}: {done}, {wording.day(last['at'])}, {last['at']:%H:%M} (universal time)."


@router.post("/documents/{id}/statements")
def mark(
    request: Request,
    id: str,
    content: list[tuple[int, int]],
) -> dict[str, Any]:
    """Keep a statement that the reader missed; what else is known of it is corrected on its card. Raises PourparlerError."""
    session: Session = request.app.state.session
    if not content:
        raise PourparlerError("no words were marked", mend="Select the words of the statement first")
    with session.record() as record:
        document = record.document(id)
        entry = record.mark(Statement(document.id, (), (), merge_spans(content), Mode.INDIRECT))
    return {"id": entry.statement.id}


def _spans(entry: Entry) -> list[Spans]:
    return [getattr(entry.statement, role) for role in ROLES]
