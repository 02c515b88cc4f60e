"""Statements and meetings as plain JSON data, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from pourparler.model import Chances, Evidence, Holder, Meeting, Mode, Spans, Stance, Statement


def decoded(texts: Sequence[str | None]) -> list[Any]:
    """JSON of many rows, in one go: a call for each takes longer than what it does. NULL is None."""
    told: list[Any] = json.loads(f"[{','.join('null' if text is None else text for text in texts)}]")
    return told


def statement_body(statement: Statement) -> dict[str, Any]:
    """Everything but the id and the document."""
    return {
        "source": [list(span) for span in statement.source],
        "cue": [list(span) for span in statement.cue],
        "content": [list(span) for span in statement.content],
        "mode": statement.mode.value,
        "speaker": statement.speaker,
        "party": statement.party,
        "stance": statement.stance.value,
        "issue": statement.issue,
        "option": statement.option,
        "confidence": statement.confidence,
        "hedged": statement.hedged,
        "anonymous": statement.anonymous,
        "condition": [list(span) for span in statement.condition],
        "reported_by": statement.reported_by,
        "position": [list(span) for span in statement.position],
        "holders": [holder_body(holder) for holder in statement.holders],
        "points_to": [list(span) for span in statement.points_to],
        "part_of": statement.part_of,
        "act": statement.act,
        "chances": asdict(statement.chances) if statement.chances else None,
    }


def holder_body(holder: Holder) -> dict[str, Any]:
    """The holder as plain data."""
    return {
        "name": holder.name,
        "party": holder.party,
        "words": [list(span) for span in holder.words],
        "opposed": holder.opposed,
    }


def statement_from(id: str, document: str, body: Mapping[str, Any]) -> Statement:
    """The inverse of ``statement_body``; a body that an earlier release wrote has no position, holders and chances."""

    def spans(name: str) -> Spans:
        return _spans(body.get(name, ()))

    return Statement(
        document=document,
        source=spans("source"),
        cue=spans("cue"),
        content=spans("content"),
        mode=Mode(body["mode"]),
        speaker=body["speaker"],
        party=body["party"],
        stance=Stance(body["stance"]),
        issue=body["issue"],
        option=body["option"],
        confidence=body["confidence"],
        hedged=bool(body["hedged"]),
        anonymous=bool(body["anonymous"]),
        condition=spans("condition"),
        reported_by=body.get("reported_by"),
        position=spans("position"),
        holders=tuple(
            Holder(h["name"], h["party"], _spans(h["words"]), bool(h["opposed"])) for h in body.get("holders", ())
        ),
        points_to=spans("points_to"),
        part_of=body.get("part_of"),
        act=bool(body.get("act", False)),
        chances=Chances(**body["chances"]) if body.get("chances") else None,
        id=id,
    )


def matched_body(body: Mapping[str, Any], matched: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """A reader's suggestion as it stands when matched to the dossier."""
    return {**body, **matched} if matched else body


def _spans(given: Iterable[Sequence[int]]) -> Spans:
    return tuple([(start, end) for start, end in given]) if given else ()


def meeting_body(meeting: Meeting) -> dict[str, Any]:
    """The meeting as plain data."""
    return {
        "title": meeting.title,
        "date": meeting.date.isoformat() if meeting.date else None,
        "place": meeting.place,
        "duration": meeting.duration,
        "host": meeting.host,
        "present": list(meeting.present),
        "absent": list(meeting.absent),
        "evidence": [str(e) for e in meeting.evidence],
    }


def meeting_from(body: Mapping[str, Any]) -> Meeting:
    """The inverse of ``meeting_body``."""
    return Meeting(
        title=body["title"],
        date=date.fromisoformat(body["date"]) if body["date"] else None,
        place=body["place"],
        duration=body["duration"],
        host=body["host"],
        present=tuple(body["present"]),
        absent=tuple(body["absent"]),
        evidence=tuple(Evidence.parse(e) for e in body["evidence"]),
    )
