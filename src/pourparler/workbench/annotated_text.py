"""A document's text with its statements marked: pieces between the ends of spans, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from pourparler.model import Block, BlockKind
from pourparler.record import Entry
from pourparler.shown import shown

ROLES = ("source", "cue", "content", "position")
POINTED = "points_to"


@dataclass(frozen=True, slots=True)
class Piece:
    """``marks``: (statement's id, role) of every span that the piece lies in; ``start`` in code points of the text."""

    text: str
    start: int
    marks: tuple[tuple[str, str], ...]

    @property
    def roles(self) -> str:
        """As classes: each role once."""
        return " ".join(dict.fromkeys(role for _, role in self.marks if role != POINTED))

    @property
    def statements(self) -> str:
        """The ids of the statements, blanks between."""
        return " ".join(dict.fromkeys(id for id, role in self.marks if role != POINTED))

    @property
    def pointed(self) -> str:
        """The ids of the statements whose words point back to these."""
        return " ".join(id for id, role in self.marks if role == POINTED)

    def html(self, targets: Collection[int]) -> str:
        """The piece as the page has it. ``targets``: where pieces begin to which other statements point back."""
        named = f' id="at-{self.start}"' if self.start in targets else ""
        if self.marks:
            named += f' data-pointed="{escape(self.pointed)}"' if self.pointed else ""
            told = self.statements
            named += f' class="{self.roles}" data-statements="{escape(told)}"' if told else ""
        return f'<span data-start="{self.start}"{named}>{escape(shown(self.text))}</span>'


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block as the page shows it, or a line of what lies in none; ``kind``: the block's."""

    pieces: list[Piece]
    kind: BlockKind = BlockKind.PARAGRAPH

    def html(self, targets: Collection[int]) -> Markup:
        """Its pieces one after another: a long document has ten thousand, for each of which a template took as long as for all of these."""
        return Markup("".join(piece.html(targets) for piece in self.pieces))


def marked(text: str, entries: Sequence[Entry], blocks: Sequence[Block] = ()) -> list[Paragraph]:
    """Paragraphs of pieces; empty paragraphs left out. Rejected statements are not marked."""
    spans = [
        (start, end, e.statement.id, role)
        for e in entries
        if e.review != "rejected"
        for role in (*ROLES, POINTED)
        for start, end in getattr(e.statement, role)
    ]
    opened: dict[int, list[tuple[str, str]]] = {}
    closed: dict[int, list[tuple[str, str]]] = {}
    for start, end, id, role in spans:
        opened.setdefault(start, []).append((id, role))
        closed.setdefault(end, []).append((id, role))
    paragraphs: list[Paragraph] = []
    marks: list[tuple[str, str]] = []
    cuts = sorted({*opened, *closed})
    passed = 0
    for kind, begin, end in _stretches(text, blocks):
        here, pieces = begin, []
        while here < end:
            while passed < len(cuts) and cuts[passed] <= here:
                cut = cuts[passed]
                marks = [m for m in marks if m not in closed.get(cut, [])] + opened.get(cut, [])
                passed += 1
            stop = min(cuts[passed], end) if passed < len(cuts) else end
            pieces.append(Piece(text[here:stop], here, tuple(marks)))
            here = stop
        paragraphs.append(Paragraph(pieces, kind))
    return paragraphs


def _stretches(text: str, blocks: Sequence[Block]) -> Iterator[tuple[BlockKind, int, int]]:
    """The blocks, and the lines between them, in order."""
    here = 0
    for block in (*blocks, None):
        stop = block.start if block else len(text)
        for line in re.finditer(r"[^\n]+", text[here:stop]):
            yield BlockKind.PARAGRAPH, here + line.start(), here + line.end()
        if block is not None:
            yield block.kind, block.start, block.end
            here = block.end
