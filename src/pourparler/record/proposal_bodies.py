"""Bodies of proposals as plain JSON data, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from pourparler.model import (
    Actor,
    Body,
    Chances,
    Evidence,
    IssueBody,
    LinkageBody,
    MeetingBody,
    NextStep,
    NextStepBody,
    NoAgreementBody,
    OptionBody,
    PartyBody,
    PositionBody,
    PriorityBody,
    Stance,
    StepStatus,
    What,
)
from pourparler.record.serialisation import meeting_body, meeting_from

Row = Mapping[str, Any]


def body_row(body: Body) -> dict[str, Any]:
    """Plain JSON data of any body."""
    if isinstance(body, MeetingBody):
        return meeting_body(body.meeting)
    told = asdict(body.step if isinstance(body, NextStepBody) else body)
    return {name: _plain(value) for name, value in told.items()}


def body_from(what: What, row: Row) -> Body:
    """The inverse of ``body_row``."""
    return _READERS[what](row)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _party(row: Row) -> PartyBody:
    actors = tuple(Actor(**{**a, "aliases": tuple(a["aliases"])}) for a in row["actors"])
    return PartyBody(**{**row, "aliases": tuple(row["aliases"]), "actors": actors, **_evidence(row)})


def _position(row: Row) -> PositionBody:
    told = {
        "stance": Stance(row["stance"]),
        "spans": _spans(row["spans"]),
        "conditions": tuple(row["conditions"]),
        "chances": Chances(**row["chances"]) if row["chances"] else None,
    }
    return PositionBody(**{**row, **told, **_evidence(row)})


def _linkage(row: Row) -> LinkageBody:
    return LinkageBody(tuple(row["never"]), row["because"], **_evidence(row))


def _next_step(row: Row) -> NextStepBody:
    due, became = row.get("due"), row.get("became")  # not in what an earlier release kept
    told = {
        "who": tuple(row["who"]),
        "due": date.fromisoformat(due) if due else None,
        "became": StepStatus(became) if became else None,
        "shown_by": tuple(map(_one_evidence, row.get("shown_by", ()))),
    }
    return NextStepBody(NextStep(**{**row, **told, **_evidence(row)}))


def _evidence(row: Row) -> dict[str, tuple[Evidence, ...]]:
    return {"evidence": tuple(map(_one_evidence, row["evidence"]))}


def _one_evidence(row: Row) -> Evidence:
    on = {"on": date.fromisoformat(row["on"])} if row.get("on") else {}
    return Evidence(**{**row, "spans": _spans(row["spans"]), **on})


def _spans(given: Iterable[Iterable[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((int(start), int(end)) for start, end in given)


_READERS: Mapping[What, Callable[[Row], Body]] = {
    What.PARTY: _party,
    What.ISSUE: lambda row: IssueBody(**row),
    What.OPTION: lambda row: OptionBody(**row),
    What.POSITION: _position,
    What.LINKAGE: _linkage,
    What.PRIORITY: lambda row: PriorityBody(**{**row, **_evidence(row)}),
    What.NO_AGREEMENT: lambda row: NoAgreementBody(**{**row, **_evidence(row)}),
    What.MEETING: lambda row: MeetingBody(meeting_from(row)),
    What.NEXT_STEP: _next_step,
}
