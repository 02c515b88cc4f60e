"""Meetings and next steps: those in the dossier, made and changed in place, and those that the record suggests, accepted or dismissed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pourparler.dates import day_of
from pourparler.dossier import add_meetings, add_next_steps, change_told, remove_told
from pourparler.drafting.next_steps import steps_announced
from pourparler.errors import NotFoundError, PourparlerError, unknown
from pourparler.model import Evidence, Meeting, Negotiation, NextStep, overlap
from pourparler.provenance.citations import Citations
from pourparler.record import Record
from pourparler.workbench.position_form import choices, evidence_from
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session
from pourparler.workbench.step_ends import steps_view
from pourparler.workbench.told_view import NAMES, WORDS, told_view

router = Router()
SHOWN = 60
"""Suggestions on the page."""
KINDS: Mapping[str, type[Meeting | NextStep]] = {"meeting": Meeting, "step": NextStep}


@router.get("/meetings")
def meetings(request: Request) -> Response:
    """Both kinds, those of the dossier first."""
    session: Session = request.app.state.session
    sheet = session.sheet()
    negotiation = sheet.negotiation
    with session.looking() as record:
        citations = Citations(record)
        suggested = _suggested(session, record, negotiation)
        gone = record.dismissed()
        waiting = [(id, told) for id, told in suggested.items() if id not in gone]
        citations.expect_all(e for _, told in waiting[:SHOWN] for e in told.evidence)
        view = {
            "meetings": [told_view(m, citations) for m in negotiation.meetings],
            "steps": steps_view(session, record, negotiation, citations),
            "suggested": [told_view(told, citations) | {"id": id} for id, told in waiting[:SHOWN]],
            "waiting": len(waiting),
            "dismissed": [told_view(told, citations) | {"id": id} for id, told in suggested.items() if id in gone],
        }
    response: Response = request.app.state.page(
        "meetings.html",
        request,
        title="Meetings and next steps",
        revision=sheet.revision,
        names=_names(negotiation),
        choices=choices(negotiation),
        **view,
    )
    return response


@router.post("/meetings")
def save(
    request: Request,
    kind: str,
    told: dict[str, Any],
    revision: str,
    place: int | None = None,
) -> dict[str, Any]:
    """Write a meeting or step into dossier.yaml, a new one or in the place of one that stands there. That confirms it."""
    session: Session = request.app.state.session
    new = _read(kind, told)
    path = session.dossier.yaml
    with session.editing(revision) as edit:
        edit.what = f"{_name(kind)} {'added' if place is None else 'changed'}"
        if place is not None:
            change_told(path, place, _as_it_ended(session, place, new))
        else:
            _add(session, new)
    return {"revision": session.sheet().revision}


@router.post("/meetings/remove")
def remove(request: Request, kind: str, place: int, revision: str) -> dict[str, Any]:
    """Take a meeting or step out of dossier.yaml."""
    session: Session = request.app.state.session
    with session.editing(revision) as edit:
        edit.what = f"{_name(kind)} deleted"
        remove_told(session.dossier.yaml, _kind(kind), place)
    return {"revision": session.sheet().revision}


@router.post("/meetings/suggested")
def settle(request: Request, id: str, action: str, revision: str) -> dict[str, Any]:
    """What a person does with a suggestion: ``accept``, ``dismiss``, or ``back`` for one that was dismissed."""
    session: Session = request.app.state.session
    with session.record() as record:
        found = _suggested(session, record, session.sheet().negotiation).get(id)
        if found is None:
            raise NotFoundError("this is no longer suggested", mend="Reload the page")
        if action in ("dismiss", "back"):
            record.dismiss(id, back=action == "back")
        elif action == "accept":
            with session.editing(revision) as edit:
                edit.what = "a suggestion accepted"
                _add(session, found)
        else:
            raise unknown("action", action, ("accept", "dismiss", "back"))
    return {"revision": session.sheet().revision}


def _add(session: Session, told: Meeting | NextStep) -> None:
    if isinstance(told, Meeting):
        add_meetings(session.dossier.yaml, [told])
    else:
        add_next_steps(session.dossier.yaml, [told])


def _suggested(session: Session, record: Record, negotiation: Negotiation) -> dict[str, Meeting | NextStep]:
    """What the record suggests and the dossier does not hold, by ids that stay."""
    cited = [e for m in negotiation.meetings for e in m.evidence]
    found: dict[str, Meeting | NextStep] = {
        m.id: m for m in record.meetings() if not any(_meets(e, other) for e in m.evidence for other in cited)
    }

    recent = session.recent(record)

    def steps() -> dict[str, Meeting | NextStep]:
        told = steps_announced(session.announced(record, recent), negotiation)
        return {s.id: s.step for s in told if s.known is None}

    # By the documents and not by the record's version: no decision changes what they announce.
    key = ("suggested steps", session.sheet().revision, tuple((h.id, h.date, h.kind) for h in recent))
    return found | session.kept(key, steps)


def _meets(one: Evidence, other: Evidence) -> bool:
    """Whether two pieces of evidence have words in common."""
    first, second = (e.document[:12] if e.document else None for e in (one, other))
    return first is not None and first == second and overlap(one.spans, other.spans) > 0


def _kind(kind: str) -> type[Meeting | NextStep]:
    """Raises PourparlerError where there is none of this name."""
    if kind not in KINDS:
        raise unknown("kind", kind, list(KINDS))
    return KINDS[kind]


def _read(kind: str, told: Mapping[str, Any]) -> Meeting | NextStep:
    """What the form sends. Raises PourparlerError."""
    made = _kind(kind)
    words = {name: " ".join(str(told.get(name) or "").split()) or None for name in WORDS}
    names = {name: tuple(filter(None, map(str.strip, str(told.get(name) or "").split(",")))) for name in NAMES}
    evidence = evidence_from(told.get("evidence") or ())
    if made is Meeting:
        if not words["title"]:
            raise PourparlerError("a meeting needs a title", mend="For example: first round in Aldmoor")
        return Meeting(
            words["title"], day_of(told.get("date")), words["place"], words["duration"], words["host"], names["present"],
            names["absent"], evidence,
        )  # fmt: skip
    if not words["what"]:
        raise PourparlerError("a next step needs words for what happens", mend="For example: a second round")
    return NextStep(words["what"], names["who"], words["when"], words["hedged"], evidence, due=day_of(told.get("due")))


def _as_it_ended(session: Session, place: int, told: Meeting | NextStep) -> Meeting | NextStep:
    """A step with what somebody said became of the one in whose place it comes; the form does not ask for that."""
    steps = session.sheet().negotiation.next_steps
    if not isinstance(told, NextStep) or not 0 <= place < len(steps):
        return told
    return replace(told, became=steps[place].became, shown_by=steps[place].shown_by)


def _name(kind: str) -> str:
    return "a meeting" if kind == "meeting" else "a next step"


def _names(negotiation: Negotiation) -> list[str]:
    """Who may have met: parties, bystanders, and their actors."""

    def named(groups: Iterable[Any]) -> list[str]:
        return [name for g in groups for name in (g.name, *(a.name for a in g.actors))]

    return list(dict.fromkeys((*named(negotiation.parties), *named(negotiation.bystanders))))
