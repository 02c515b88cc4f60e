"""Statements for other programs: CSV, JSON Lines, Web Annotations (W3C 2017), each with its document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pourparler.cells import csv_text
from pourparler.model import Spans, Stance, Statement
from pourparler.record.entries import Entry, Heading, Telling
from pourparler.record.serialisation import statement_body
from pourparler.shown import written_json


@dataclass(frozen=True, slots=True)
class Chosen:
    """A statement to be written, with its document and where it is told (``tellings``: empty where only here)."""

    entry: Entry
    heading: Heading
    tellings: Sequence[Telling] = ()

    @property
    def first(self) -> bool:
        """Whether its document was the first to tell it."""
        return not self.tellings or self.tellings[0].document == self.heading.id


Rows = Sequence[Chosen]
Told = Callable[[Stance], Mapping[str, str | None]]
"""What a stance means: its ``kind`` of position and its ``direction`` (see ``model.stances.told``)."""
COLUMNS = (
    "id", "review", "by", "at", "speaker", "party", "stance", "kind", "direction", "holders", "position", "issue", "option", "mode",
    "hedged", "anonymous", "quote", "alike", "first", "times", "document", "story", "title", "source", "date", "url",
)  # fmt: skip
"""Of the CSV."""
CONTEXT = 32
"""Characters before and after a quotation, by which other programs find it where positions have moved."""


def as_csv(rows: Rows, texts: Mapping[str, str], told: Told) -> str:
    """One row a statement; ``holders`` of a position are parted by semicolons. ``cells`` says how texts are written.

    ``alike`` names the group of statements that are one told again, ``first`` says which of them was told first, ``times`` how many there
    are; ``story`` does for documents what ``alike`` does for statements.
    """
    told_rows = []
    for chosen in rows:
        row = {
            **_row(chosen, told),
            "holders": "; ".join(_holders(chosen.entry.statement, told)),
            "position": chosen.entry.position,
        }
        told_rows.append([row[name] for name in COLUMNS])
    return csv_text([COLUMNS, *told_rows])


def as_jsonl(rows: Rows, texts: Mapping[str, str], told: Told) -> str:
    """One JSON object a line; spans are [start, end) in code points of the stored text."""
    return "".join(
        written_json({**statement_body(c.entry.statement), **_row(c, told), "position_quote": c.entry.position}) + "\n"
        for c in rows
    )


def as_annotations(rows: Rows, texts: Mapping[str, str], told: Told) -> str:
    """A Web Annotation collection (JSON-LD); targets by position in the text and by quotation. ``texts``: of every document, by id."""
    items = [_annotation(c.entry, c.heading, texts[c.heading.id], told) for c in rows]
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


def _row(chosen: Chosen, told: Told) -> dict[str, Any]:
    entry, heading = chosen.entry, chosen.heading
    s = entry.statement
    plain = {name: getattr(s, name) for name in ("speaker", "party", "issue", "option", "hedged", "anonymous")}
    about = {"title": heading.title, "source": heading.source, "date": heading.date, "url": heading.url}
    return {
        "id": s.id, "review": entry.review, "by": entry.by, "at": entry.at, "stance": s.stance.value, "mode": s.mode.value,
        "quote": entry.quote, "alike": entry.alike, "first": chosen.first, "times": max(1, len(chosen.tellings)), "document": s.document,
        "story": heading.story, **plain, **told(s.stance), **about,
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
