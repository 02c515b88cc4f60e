"""A document's text with its statements marked: pieces between the ends of spans, paragraph by paragraph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from pourparler.model import Block, BlockKind
from pourparler.record import Entry
from pourparler.shown import shown

ROLES = ("source", "cue", "content", "position")
POINTED = "points_to"
TAGS = {BlockKind.HEADING: "h2", BlockKind.QUOTATION: "blockquote", BlockKind.LIST_ITEM: "li"}
LABELS = {
    BlockKind.TITLE: "Title",
    BlockKind.BYLINE: "Byline",
    BlockKind.DATELINE: "Dateline",
    BlockKind.CAPTION: "Caption",
    BlockKind.TABLE_CELL: "Table",
    BlockKind.FURNITURE: "Page header or footer",
}
"""Said above a block, or above the first of several, where its look alone does not tell what it is."""
_MARKUP = re.compile("[&<>\"']")


class Piece(NamedTuple):
    """``marks``: (statement's id, role) of every span that the piece lies in; ``start`` in code points of the text."""

    text: str
    start: int
    marks: tuple[tuple[str, str], ...]

    def told(self) -> tuple[str, str, str]:
        """As attributes, blanks between: its roles, each once; the ids of its statements; and of those whose words point back to these."""
        roles: dict[str, None] = {}
        ids: dict[str, None] = {}
        pointing = []
        for id, role in self.marks:
            if role == POINTED:
                pointing.append(id)
            else:
                roles[role] = ids[id] = None
        return " ".join(roles), " ".join(ids), " ".join(pointing)

    def html(self, targets: Collection[int]) -> str:
        """The piece as the page has it. ``targets``: where pieces begin to which other statements point back."""
        named = f' id="at-{self.start}"' if self.start in targets else ""
        if self.marks:
            roles, ids, pointing = self.told()
            named += f' data-pointed="{_escaped(pointing)}"' if pointing else ""
            named += f' class="{roles}" data-statements="{_escaped(ids)}"' if ids else ""
        return f'<span data-start="{self.start}"{named}>{_escaped(self.text)}</span>'


def _escaped(words: str) -> str:
    """Most words and all ids hold nothing to be escaped; a long document has ten thousand pieces."""
    return str(escape(words)) if _MARKUP.search(words) else words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block as the page shows it, or a line of what lies in none; ``kind``: the block's."""

    pieces: list[Piece]
    kind: BlockKind = BlockKind.PARAGRAPH

    def html(self, targets: Collection[int]) -> str:
        """Its pieces one after another, in its element."""
        tag = TAGS.get(self.kind, "p")
        told = (
            ""
            if self.kind is BlockKind.PARAGRAPH
            else f' class="{self.kind.replace(" ", "-")}" data-kind="{self.kind}"'
        )
        return f"<{tag}{told}>{''.join(piece.html(targets) for piece in self.pieces)}</{tag}>"


def text_html(paragraphs: Sequence[Paragraph], targets: Collection[int]) -> Markup:
    """The whole text as the page has it, list items put together. ``targets``: see ``Piece.html``.

    Made by hand: a long document has a thousand paragraphs in ten thousand pieces, for which a template took twice as long.
    """
    lines: list[str] = []
    for kind, same in groupby(paragraphs, key=lambda p: p.kind):
        listed = kind is BlockKind.LIST_ITEM
        lines += ["<ul>"] if listed else []
        lines += [f'<p class="block-kind">{LABELS[kind]}</p>'] if kind in LABELS else []
        lines += [paragraph.html(targets) for paragraph in same]
        lines += ["</ul>"] if listed else []
    return Markup("\n".join(lines))


def marked(text: str, entries: Sequence[Entry], blocks: Sequence[Block] = ()) -> list[Paragraph]:
    """Paragraphs of pieces, their text as it is shown; empty paragraphs left out. Rejected statements are not marked."""
    text = shown(text)
    opened: dict[int, list[tuple[str, str]]] = defaultdict(list)
    closed: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for statement in (e.statement for e in entries if e.review != "rejected"):
        for role in (*ROLES, POINTED):
            if spans := getattr(statement, role):
                mark = statement.id, role
                for start, end in spans:
                    opened[start].append(mark)
                    closed[end].append(mark)
    paragraphs: list[Paragraph] = []
    marks: list[tuple[str, str]] = []
    cuts = sorted({*opened, *closed})
    passed = 0
    for kind, begin, end in _stretches(text, blocks):
        here, pieces = begin, []
        while here < end:
            while passed < len(cuts) and cuts[passed] <= here:
                cut = cuts[passed]
                if gone := closed.get(cut):
                    marks = [m for m in marks if m not in gone]
                if come := opened.get(cut):
                    marks = [*marks, *come]
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
