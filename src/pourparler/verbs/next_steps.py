"""next-steps: suggest, apply, list, confirm, dismiss, reopen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pourparler.dates import read_date
from pourparler.dossier import add_next_steps, editing, on_current, open_dossier, set_became
from pourparler.drafting import Step, suggest_next_steps
from pourparler.drafting.step_ends import End
from pourparler.errors import NotFoundError, PourparlerError, unknown
from pourparler.model import Evidence, NextStep, StepStatus
from pourparler.provenance.citations import Citation, Citations
from pourparler.provenance.due import with_due_days
from pourparler.provenance.step_ends import suggested_ends
from pourparler.reading.model import shipped
from pourparler.verbs.drafting import Applied, suggested_by_id
from pourparler.verbs.matching import matched_record

SAID = (StepStatus.KEPT, StepStatus.BROKEN)
"""What a person may say of a step."""


@dataclass(frozen=True, slots=True)
class StepToday:
    """A next step of the dossier as it stands, with its sentences; ``ends``: what later statements seem to tell of it."""

    step: NextStep
    status: StepStatus
    sentences: tuple[Citation, ...]
    shown_by: tuple[Citation, ...]
    ends: tuple[tuple[End, Citation], ...] = ()


def next_steps_suggest(path: Path | str) -> tuple[Step, ...]:
    """Next steps that the record's English documents tell, the latest documents first."""
    dossier = open_dossier(Path(path))
    negotiation = dossier.load().negotiation
    with matched_record(dossier) as record, record.at_one_moment():
        documents = [record.document(id) for id in record.document_ids()]
    return suggest_next_steps([d for d in documents if d.language == "en"], negotiation)


def next_steps_apply(path: Path | str, ids: Iterable[str]) -> Applied[Step]:
    """Write proposed next steps into dossier.yaml, those that are not there yet. Raises NotFoundError where an id is not proposed."""
    dossier = open_dossier(Path(path))
    wanted = list(ids)

    def apply(revision: str) -> Applied[Step]:
        found = {s.id: s for s in next_steps_suggest(path)}
        chosen = suggested_by_id(found, wanted, "next step", "next-steps suggest")
        fresh = tuple(s for s in chosen if s.known is None)
        if fresh:
            with editing(dossier.yaml, revision):
                add_next_steps(dossier.yaml, [s.step for s in fresh])
        return Applied(tuple(chosen), fresh, tuple(s for s in chosen if s.known is not None))

    return on_current(dossier.yaml, apply)


def next_steps_list(path: Path | str, as_of: date | str | None = None, status: str | None = None) -> list[StepToday]:
    """The dossier's next steps with what became of them, as seen on a day (today), and what later statements seem to tell of them.

    ``status``: only those that are kept, broken, overdue or open. Raises PourparlerError.
    """
    if status is not None and status not in list(StepStatus):
        raise unknown("status of a next step", status, [s.value for s in StepStatus])
    day = read_date(as_of) if isinstance(as_of, str) else as_of or date.today()
    dossier = open_dossier(Path(path))
    negotiation = dossier.load().negotiation
    with matched_record(dossier, negotiation) as record, record.at_one_moment():
        citations = Citations(record)
        steps = with_due_days(negotiation.next_steps, citations)
        meant = shipped().meaning
        ends = (
            suggested_ends(steps, negotiation, record, citations, meant, until=None if as_of is None else day)
            if _any_to_look_for(steps)
            else ()
        )
        found = [
            StepToday(
                s, s.status(day), citations.cite_all(s.evidence), citations.cite_all(s.shown_by),
                tuple((e, citations.cite(e.evidence)) for e in ends if e.step.id == s.id),
            )
            for s in steps
        ]  # fmt: skip
    return [s for s in found if status is None or s.status.value == status]


def _any_to_look_for(steps: Iterable[NextStep]) -> bool:
    """Whether it is worth the second that loading the model takes."""
    return any(s.became is None and s.who for s in steps)


def next_steps_confirm(
    path: Path | str,
    id: str,
    became: StepStatus | str | None = None,
    evidence: Sequence[Evidence | str] = (),
    *,
    as_of: date | str | None = None,
) -> StepToday:
    """Say that a next step was kept or broken: it is written into dossier.yaml with what shows it.

    ``id``: of a step, with ``became`` and ``evidence`` (references, or judgements); or of what is suggested (``End.id``), which says both.

    Raises:
        NotFoundError: there is no such step, or no such suggestion.
        PourparlerError: it is not said what became of the step, or nothing shows it.
    """
    step, _, shown_by = id.partition(":")
    told = [e if isinstance(e, Evidence) else _evidence(e) for e in evidence]
    if shown_by:
        found = {e.id: e for s in next_steps_list(path, as_of) for e, _ in s.ends}
        if id not in found:
            raise NotFoundError(f"nothing is suggested as {id!r}", mend="`pourparler next-steps list` shows what is")
        became, told = became or found[id].became, [found[id].evidence, *told]
    if became is None or became not in list(SAID):
        raise PourparlerError("it is not said what became of the step", mend="Say --kept or --broken")
    if not told:
        mend = "Give --evidence with a statement's id or DOCUMENT@START-END, or --judgement with your own words"
        raise PourparlerError("nothing shows what became of the step", mend=mend)
    set_became(open_dossier(Path(path)).yaml, step, StepStatus(became), told)
    return _one(path, step, as_of)


def next_steps_reopen(path: Path | str, id: str, *, as_of: date | str | None = None) -> StepToday:
    """Take back what was said of a next step. Raises NotFoundError."""
    set_became(open_dossier(Path(path)).yaml, id, None)
    return _one(path, id, as_of)


def next_steps_dismiss(path: Path | str, id: str, *, back: bool = False) -> None:
    """Show what a statement seems to tell of a step (``End.id``) no more; ``back``: show it again. Raises PourparlerError."""
    if ":" not in id:
        raise PourparlerError(f"{id!r} is no suggestion", mend="`pourparler next-steps list` shows their ids")
    dossier = open_dossier(Path(path))
    with matched_record(dossier) as record:
        record.dismiss(id, back=back)


def _evidence(written: str) -> Evidence:
    try:
        return Evidence.parse(written)
    except ValueError as error:
        raise PourparlerError(
            str(error), mend="Ids of statements are printed by `pourparler statements list`"
        ) from error


def _one(path: Path | str, id: str, as_of: date | str | None) -> StepToday:
    return next(s for s in next_steps_list(path, as_of) if s.step.id.startswith(id))
