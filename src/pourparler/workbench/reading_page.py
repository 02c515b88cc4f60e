"""Read: the text on the left, what was made of it on the right; decisions by keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Body
from starlette.requests import Request
from starlette.responses import Response

from pourparler.errors import PourparlerError
from pourparler.model import Decision, Negotiation, Stance, quote
from pourparler.record import Entry
from pourparler.workbench.desk import Desk
from pourparler.workbench.marking import marked

router = APIRouter()
FIELDS = ("speaker", "party", "stance", "issue", "option")


@router.get("/read")
def read(request: Request, document: str | None = None) -> Response:
    """One document and its statements; without a document, the first that has something to review."""
    desk: Desk = request.app.state.desk
    negotiation = desk.sheet().negotiation
    with desk.record() as record:
        documents = record.documents()
        progress = record.progress()
        waiting = {d.id: 0 for d in documents} | {id: many - done for id, (done, many) in progress.items()}
        chosen = document or next((d.id for d in documents if waiting[d.id]), documents[0].id if documents else None)
        shown = record.document(chosen) if chosen else None
        mine = [] if shown is None else record.statements(document=shown.id)
        text = shown.text if shown else ""
    response: Response = request.app.state.page(
        "read.html",
        request,
        title="Read",
        documents=documents,
        waiting=waiting,
        shown=shown,
        paragraphs=marked(text, mine),
        cards=[card(e, text, negotiation) for e in mine],
        **_reviewed(progress),
        parties=list(negotiation.party),
        issues=negotiation.issues,
        stances=[s.value for s in Stance],
    )
    return response


def card(entry: Entry, text: str, negotiation: Negotiation) -> dict[str, Any]:
    """A statement as its card shows it."""
    s = entry.statement
    issue = negotiation.issue.get(s.issue or "")
    return {
        "id": s.id,
        "review": entry.review,
        "by": entry.by,
        "quote": quote(text, s.content),
        "speaker": s.speaker,
        "party": s.party,
        "stance": s.stance.value,
        "issue": s.issue,
        "option": s.option,
        "option_words": issue.options.get(s.option or "") if issue else None,
        "mode": s.mode.value,
        "hedged": s.hedged,
        "condition": quote(text, s.condition) if s.condition else None,
    }


@router.post("/statements/{id}")
def decide(
    request: Request,
    id: str,
    decision: Annotated[str, Body()],
    correction: Annotated[dict[str, Any] | None, Body()] = None,
) -> dict[str, Any]:
    """Keep a decision: ``accepted``, ``rejected``, ``corrected`` with what changes, or ``undo`` the last one."""
    desk: Desk = request.app.state.desk
    negotiation = desk.sheet().negotiation
    with desk.record() as record:
        if decision == "undo":
            entry = record.undo(id)
        elif decision in list(Decision):
            entry = record.decide(id, Decision(decision), correction=_checked(negotiation, correction))
        else:
            raise PourparlerError(f"{decision!r} is no decision", mend=f"There are: {', '.join(Decision)}, undo")
        progress = record.progress()
        text = record.document(entry.statement.document).text
    done, many = progress[entry.statement.document]
    return {"card": card(entry, text, negotiation), "progress": _reviewed(progress), "waiting": many - done}


def _reviewed(progress: Mapping[str, tuple[int, int]]) -> dict[str, int]:
    """Over all documents."""
    return {"reviewed": sum(d for d, _ in progress.values()), "total": sum(n for _, n in progress.values())}


def _checked(negotiation: Negotiation, correction: dict[str, Any] | None) -> dict[str, Any] | None:
    """Empty texts are None. Raises PourparlerError on an unknown party, issue or option."""
    if correction is None:
        return None
    told = {name: (str(value).strip() or None) for name, value in correction.items() if name in FIELDS}
    party, issue, option = told.get("party"), told.get("issue"), told.get("option")
    if party is not None and party not in negotiation.party:
        raise PourparlerError(f"there is no party {party!r}", mend=f"There are: {', '.join(negotiation.party)}")
    if issue is not None and issue not in negotiation.issue:
        raise PourparlerError(f"there is no issue {issue!r}", mend=f"There are: {', '.join(negotiation.issue)}")
    if option is not None and (issue is None or option not in negotiation.issue[issue].options):
        raise PourparlerError(
            f"{issue or 'no issue'} has no option {option!r}", mend="Choose one of the issue's options"
        )
    if told.get("stance") is None:
        told.pop("stance", None)
    return told
