"""What became of the dossier's next steps: told by a person on the page of meetings, suggested from later statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from starlette.requests import Request

from pourparler import wording
from pourparler.dossier import set_became
from pourparler.drafting.step_ends import End
from pourparler.errors import NotFoundError, PourparlerError, unknown
from pourparler.model import Negotiation, StepStatus
from pourparler.provenance.citations import Citations
from pourparler.provenance.due import with_due_days
from pourparler.provenance.step_ends import suggested_ends
from pourparler.reading.model import shipped
from pourparler.record import Record
from pourparler.workbench.position_form import evidence_from
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session
from pourparler.workbench.told_view import told_view

router = Router()
SAID = {"kept": StepStatus.KEPT, "broken": StepStatus.BROKEN}


def steps_view(
    session: Session, record: Record, negotiation: Negotiation, citations: Citations
) -> list[dict[str, Any]]:
    """The dossier's next steps as they stand today, each with what later statements seem to tell of it."""
    today = date.today()
    ends = found_ends(session, record, negotiation, citations)
    return [
        told_view(step, citations)
        | {
            "id": step.id,
            "status": step.status(today).value,
            "due": wording.day(step.due) if step.due else None,
            "shown_by": citations.cite_all(step.shown_by),
            "ends": [
                {"id": e.id, "became": e.became.value, "sentence": citations.cite(e.evidence)}
                for e in ends
                if e.step.id == step.id
            ],
        }
        for step in with_due_days(negotiation.next_steps, citations)
    ]


def found_ends(session: Session, record: Record, negotiation: Negotiation, citations: Citations) -> tuple[End, ...]:
    """What later statements seem to tell, found once as long as dossier and record stay as they are."""
    if not any(s.became is None and s.who for s in negotiation.next_steps):
        return ()
    key = ("ends", session.sheet().revision, record.version())
    steps = negotiation.next_steps
    return session.kept(key, lambda: suggested_ends(steps, negotiation, record, citations, shipped().meaning))


@router.post("/meetings/became")
def became(
    request: Request,
    id: str,
    became: str,
    revision: str,
    evidence: Sequence[Any] = (),
) -> dict[str, Any]:
    """Write into dossier.yaml what became of a next step (``kept``, ``broken``; ``open`` takes that back), and what shows it."""
    session: Session = request.app.state.session
    if became not in (*SAID, "open"):
        raise unknown("end of a next step", became, [*SAID, "open"])
    shown_by = evidence_from(evidence)
    if became in SAID and not shown_by:
        mend = "Choose a sentence of the record, or write down your own judgement"
        raise PourparlerError("nothing shows what became of the step", mend=mend)
    with session.editing(revision) as edit:
        edit.what = f"a next step marked as {became}"
        set_became(session.dossier.yaml, id, SAID.get(became), shown_by)
    return {"revision": session.sheet().revision}


@router.post("/meetings/ends")
def settle_end(request: Request, id: str, action: str, revision: str) -> dict[str, Any]:
    """What a person does with what a statement seems to tell: ``confirm``, or ``dismiss``."""
    session: Session = request.app.state.session
    with session.record() as record:
        negotiation = session.sheet().negotiation
        found = {e.id: e for e in found_ends(session, record, negotiation, Citations(record))}.get(id)
        if found is None:
            raise NotFoundError("this is no longer suggested", mend="Reload the page")
        if action == "dismiss":
            record.dismiss(id)
        elif action == "confirm":
            with session.editing(revision) as edit:
                edit.what = f"a next step marked as {found.became.value}"
                set_became(session.dossier.yaml, found.step.id, found.became, [found.evidence])
        else:
            raise unknown("action", action, ("confirm", "dismiss"))
    return {"revision": session.sheet().revision}
