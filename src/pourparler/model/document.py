"""A text as it was brought in: where it comes from, what kind of document it is, and the blocks that it is made of.

Offsets are code points of the document's stored text, end exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property


class BlockKind(StrEnum):
    """What a stretch of a page is."""

    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_CELL = "table cell"
    CAPTION = "caption"
    QUOTATION = "quotation"
    SPEAKER = "speaker"
    FURNITURE = "page header or footer"

    @property
    def told(self) -> bool:
        """Whether it holds the document's own sentences, and not what stands above, beside or between them."""
        return self in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.QUOTATION)

    @property
    def read(self) -> bool:
        """Whether somebody may be reported in it: what is told, and titles and headings, which say it in short."""
        return self.told or self in (BlockKind.TITLE, BlockKind.HEADING)


@dataclass(frozen=True, slots=True)
class Block:
    """One block. ``level``: of a heading, 1 the highest (a title is above all of them); 0 for all else."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


class DocumentKind(StrEnum):
    """What a document is, which tells whose words stand in it."""

    NEWS = "news"
    TRANSCRIPT = "transcript"
    VERBATIM_RECORD = "verbatim record"
    SUMMARY_RECORD = "summary record"
    BULLETIN = "bulletin"
    STATEMENT = "statement"
    READOUT = "readout"
    AGREEMENT = "agreement"
    COMMUNIQUE = "joint communiqué"
    LETTER = "letter"
    MINUTES = "minutes"
    TESTIMONY = "testimony"


@dataclass(frozen=True)
class Document:
    """One text with where it comes from. ``id`` is the first 12 digits of the text's SHA-256.

    ``format``: of the file (text, markdown, html, pdf, docx, mail, table). ``kind``: None where nobody looked yet; ``kind_reason``: by what
    it was recognised, or who said so. ``date_guessed``: nobody gave the date; it was found in the running text, or is the day of a capture
    or of a message. ``blocks``: in the order of the text, none overlapping another; empty where nobody looked for them yet.
    ``published_at``: universal time without its zone, where it is known to the minute.
    """

    text: str
    title: str
    date: date | None = None
    source: str | None = None
    url: str | None = None
    language: str = "en"
    encoding: str = "utf-8"
    format: str = "text"
    path: str | None = None
    kind: DocumentKind | None = None
    kind_reason: str | None = None
    date_guessed: bool = False
    blocks: tuple[Block, ...] = ()
    published_at: datetime | None = None

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the normalised text in UTF-8: the document's identity."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def id(self) -> str:
        """The first 12 digits of ``sha256``."""
        return self.sha256[:12]


BELOW = " › "
"""Stands between a heading and one below it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a document: where it stands, in which block, and under which ``headings``, the document's title the first of them.

    ``told``: whether it is the document's own sentence, and not a title or a heading. ``number``: in the record; 0 where it is not kept.
    """

    document: str
    block: int
    start: int
    end: int
    headings: str
    told: bool = True
    number: int = 0


def heading_paths(blocks: Sequence[Block]) -> list[tuple[int, ...]]:
    """For each block the numbers of the headings it stands under, the highest first; the title is not among them."""
    paths: list[tuple[int, ...]] = []
    above: list[int] = []
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            while above and blocks[above[-1]].level >= block.level:
                above.pop()
            paths.append(tuple(above))
            above.append(number)
        else:
            paths.append(tuple(above))
    return paths
