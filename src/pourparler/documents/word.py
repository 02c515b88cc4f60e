"""DOCX: paragraphs and tables with their styles, and what the file says of itself."""

from __future__ import annotations

import io
import re
from typing import Any

from docx import Document as open_docx
from docx.enum.style import WD_STYLE_TYPE
from docx.table import Table, _Cell

from pourparler.documents.details import Details
from pourparler.documents.limits import Limits
from pourparler.documents.pieces import Piece
from pourparler.model import BlockKind
from pourparler.office_files import unpacked_size

_HEADING = re.compile(r"heading (\d)", re.I)
_STYLES = (
    ("title", BlockKind.HEADING), ("subtitle", BlockKind.HEADING), ("list", BlockKind.LIST_ITEM), ("quote", BlockKind.QUOTATION),
    ("intense quote", BlockKind.QUOTATION), ("caption", BlockKind.CAPTION),
)  # fmt: skip
_LONGEST_BOLD = 120
"""Code points of a paragraph in bold type throughout that is a heading."""


def docx_to_text(data: bytes, limits: Limits) -> tuple[str, Details, list[Piece]]:
    """Paragraphs and tables in their order; a table row is one line, cells apart by a tab.

    The title is the file's own, else that of a heading at the top.

    Raises:
        DocumentError: it unpacks to more than the limit.
        Exception: what zipfile, lxml and python-docx raise over a damaged file, of many kinds.
    """
    limits.check_unpacked(unpacked_size(data))
    document = open_docx(io.BytesIO(data))
    styles = _Styles(document)
    blocks: list[str] = []
    pieces: list[Piece] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block._tbl.tr_lst:
                # Each cell once: python-docx repeats one as often as its width says, which may be any number.
                cells = [_Cell(cell, block).text.strip() for cell in row.tc_lst]
                blocks.append("\t".join(cells))
                pieces += [Piece(BlockKind.TABLE_CELL, cell) for cell in cells]
        else:
            blocks.append(block.text)
            pieces.append(_piece(block, styles.of(block)))
    about = document.core_properties
    made = about.created
    headline = pieces[0].text if pieces and pieces[0].kind is BlockKind.HEADING else None
    return (
        "\n\n".join(blocks),
        Details(title=about.title or headline or None, date=made.date() if made else None),
        pieces,
    )


class _Styles:
    """The names of a document's paragraph styles, looked up once: python-docx goes through all of them for each paragraph."""

    def __init__(self, document: Any) -> None:
        paragraphs = [style for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH]
        self._names = {style.style_id: str(style.name or "").lower() for style in paragraphs}
        default = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        self._default = str(default.name or "").lower() if default is not None else ""

    def of(self, paragraph: Any) -> str:
        """The name in small letters; of a paragraph without one, or with an unknown one, the default's."""
        return self._names.get(paragraph._p.style, self._default)


def _piece(paragraph: Any, style: str) -> Piece:
    text = paragraph.text
    if found := _HEADING.match(style):
        return Piece(BlockKind.HEADING, text, int(found[1]) + 1)
    for name, kind in _STYLES:
        if style == name or (name == "list" and style.startswith("list")):
            return Piece(kind, text, {"title": 1, "subtitle": 2}.get(name, 0))
    if paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None:
        return Piece(BlockKind.LIST_ITEM, text)
    runs = [run for run in paragraph.runs if run.text.strip()]
    bold = bool(runs) and all(run.bold for run in runs)
    if bold and len(text) <= _LONGEST_BOLD and not text.rstrip().endswith((".", ":", ";", ",")):
        return Piece(BlockKind.HEADING, text, 6)
    return Piece(BlockKind.PARAGRAPH, text)
