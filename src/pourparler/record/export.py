"""Statements for other programs: CSV, JSON Lines, Web Annotations (W3C 2017), each with its document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pourparler.cells import csv_text
from pourparler.model import Spans, Stance, Statement
from pourparler.record.entries import Entry, Heading
from pourparler.record.serialisation import statement_body
from pourparler.shown import written_json

Rows = Sequence[tuple[Entry, Heading]]
Told = Callable[[Stance], Mapping[str, str | None]]
"""What a stance means: its ``kind`` of position and its ``direction`` (see ``drafting.stances.told``, which the record does not know)."""
COLUMNS = (
    "id", "review", "by", "at", "speaker", "party", "stance", "kind", "direction", "holders", "position", "issue", "option", "mode",
    "hedged", "anonymous", "quote", "alike", "document", "title", "source", "date", "url",
)  # fmt: skip
"""Of the CSV."""
CONTEXT = 32
"""Characters before and after a quotation, by which other programs find it where positions have moved."""


def as_csv(rows: Rows, texts: Mapping[str, str], told: Told) -> str:
    """One row a statement; ``holders`` of a position are parted by semicolons. ``cells`` says how texts are written."""
    told_rows = []
    for entry, heading in rows:
        row = {
            **_row(entry, heading, told),
            "holders": "; ".join(_holders(entry.statement, told)),
            "position": entry.position,
        }
        told_rows.append([row[name] for name in COLUMNS])
    return csv_text([COLUMNS, *told_rows])


def as_jsonl(rows: Rows, texts: Mapping[str, str], told: Told) -> str:
    """One JSON object a line; spans are [start, end) in code points of the stored text."""
    return "".join(
        written_json({**statement_body(e.statement), **_row(e, h, told), "position_quote": e.position}) + "\n"
        for e, h in rows
    )


def as_annotations(rows: Rows, texts: Mapping[str, str], told: Told) -> str:
    """A Web Annotation collection (JSON-LD); targets by position in the text and by quotation. ``texts``: of every document, by id."""
    items = [_annotation(e, h, texts[h.id], told) for e, h in rows]
    page = {"type": "AnnotationPage", "items": items}
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection", "total": len(items), "first": page,
    }  # fmt: skip
    return written_json(collection, indent=1) + "\n"


FORMS: Mapping[str, tuple[str, Callable[[Rows, Mapping[str, str], Told], str]]] = {
    "csv": ("text/csv", as_csv),
    "jsonl": ("application/jsonl", as_jsonl),
    "jsonld": ("application/ld+json", as_annotations),
}
"""Media type and writer of each form."""


def _holders(s: Statement, told: Told) -> list[str]:
    """Who takes the position, by names; nobody where none is taken."""
    return [(h.party or h.name) + (" (opposed)" if h.opposed else "") for h in s.takers if told(s.stance)["kind"]]


def _row(entry: Entry, heading: Heading, told: Told) -> dict[str, Any]:
    s = entry.statement
    plain = {name: getattr(s, name) for name in ("speaker", "party", "issue", "option", "hedged", "anonymous")}
    about = {"title": heading.title, "source": heading.source, "date": heading.date, "url": heading.url}
    return {
        "id": s.id, "review": entry.review, "by": entry.by, "at": entry.at, "stance": s.stance.value, "mode": s.mode.value,
        "quote": entry.quote, "alike": entry.alike, "document": s.document, **plain, **told(s.stance), **about,
    }  # fmt: skip


def _annotation(entry: Entry, heading: Heading, text: str, told: Told) -> dict[str, Any]:
    s = entry.statement
    tags = [("speaker", s.speaker), ("party", s.party), ("stance", s.stance.value), *told(s.stance).items()]
    tags += [("holder", name) for name in _holders(s, told)]
    tags += [("issue", s.issue), ("option", s.option), ("review", entry.review)]
    return {
        "id": f"urn:pourparler:{s.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "created": f"{entry.at.isoformat()}Z" if entry.at else None,
        "creator": {"type": "Person", "name": entry.by} if entry.by else {"type": "Software", "name": entry.reader},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": f"{name}: {value}"} for name, value in tags if value
        ],
        "target": [
            target
            for role, spans in (("source", s.source), ("cue", s.cue), ("content", s.content), ("position", s.position))
            for target in _targets(role, spans, heading, text)
        ],
    }


def _targets(role: str, spans: Spans, heading: Heading, text: str) -> list[dict[str, Any]]:
    return [
        {
            "type": "SpecificResource",
            "styleClass": role,
            "source": heading.url or f"urn:sha256:{heading.id}",
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[max(0, start - CONTEXT) : start],
                    "suffix": text[end : end + CONTEXT],
                },
            ],
        }
        for start, end in spans
    ]  # fmt: skip
