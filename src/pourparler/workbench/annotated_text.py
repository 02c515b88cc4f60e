"""A document's text with its statements marked: pieces between the ends of spans, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pourparler.record import Entry

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Piece:
    """``marks``: (statement's id, role) of every span that the piece lies in; ``start`` in code points of the text."""

    text: str
    start: int
    marks: tuple[tuple[str, str], ...]

    @property
    def roles(self) -> str:
        """As classes: each role once."""
        return " ".join(dict.fromkeys(role for _, role in self.marks))

    @property
    def statements(self) -> str:
        """The ids of the statements, blanks between."""
        return " ".join(dict.fromkeys(id for id, _ in self.marks))


def marked(text: str, entries: Sequence[Entry]) -> list[list[Piece]]:
    """Paragraphs of pieces; empty paragraphs left out. Rejected statements are not marked."""
    spans = [
        (start, end, e.statement.id, role)
        for e in entries
        if e.review != "rejected"
        for role in ROLES
        for start, end in getattr(e.statement, role)
    ]
    opened: dict[int, list[tuple[str, str]]] = {}
    closed: dict[int, list[tuple[str, str]]] = {}
    for start, end, id, role in spans:
        opened.setdefault(start, []).append((id, role))
        closed.setdefault(end, []).append((id, role))
    cuts = sorted({*opened, *closed, len(text)})
    paragraphs: list[list[Piece]] = [[]]
    marks: list[tuple[str, str]] = []
    here = 0
    for cut in cuts:
        for k, line in enumerate(text[here:cut].split("\n")):
            if k:
                here += 1
                paragraphs.append([])
            if line:
                paragraphs[-1].append(Piece(line, here, tuple(marks)))
                here += len(line)
        here = cut
        marks = [m for m in marks if m not in closed.get(cut, [])] + opened.get(cut, [])
    return [p for p in paragraphs if p]
