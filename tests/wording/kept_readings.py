"""The demo's documents as they were read once, kept as a file.

The model computes with fractions, and processors of another make round the last digit otherwise: a reading that is in doubt may turn. What
the program says in words of one and the same reading must not hang on that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pourparler.model import Document, Negotiation, Reading
from pourparler.reading import ModelReader
from pourparler.record.serialisation import meeting_body, meeting_from, statement_body, statement_from

KEPT = Path(__file__).with_name("readings.jsonl")
"""A statement or a meeting a line."""


class KeptReader:
    """Gives the readings of the file, under the name of the reader that made them."""

    def __init__(self, path: Path = KEPT) -> None:
        self.name = ModelReader().name
        self._rows: dict[str, list[dict[str, Any]]] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            self._rows.setdefault(row["document"], []).append(row)

    def read(self, document: Document, negotiation: Negotiation | None = None) -> Reading:
        """What the file has of a document, without meanings. Raises KeyError for another text."""
        rows = self._rows[document.id]
        statements = tuple(statement_from(r["id"], document.id, r["statement"]) for r in rows if "statement" in r)
        meetings = tuple(meeting_from(r["meeting"]) for r in rows if "meeting" in r)
        return Reading(document.id, self.name, statements, meetings)


def write_readings(documents: Iterable[Document], negotiation: Negotiation, path: Path = KEPT) -> None:
    """Read the documents, and keep what comes of it."""
    reader = ModelReader()
    lines = []
    for document in documents:
        reading = reader.read(document, negotiation)
        lines += [{"document": document.id, "id": s.id, "statement": statement_body(s)} for s in reading.statements]
        lines += [{"document": document.id, "meeting": meeting_body(m)} for m in reading.meetings]
    path.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")
