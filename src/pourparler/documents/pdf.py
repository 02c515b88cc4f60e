"""PDF: paragraphs in the order in which a page is read, column after column, by the layout analysis of pdfminer.six."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import decode_text

from pourparler.documents.details import Details
from pourparler.documents.pieces import Piece
from pourparler.errors import DocumentError
from pourparler.model import BlockKind
from pourparler.structure.turns import begins_turn

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_MARGIN = 0.08
"""Share of the page's height at its top and its foot in which running heads stand."""
_LARGER = 1.12
"""Size of a heading's letters against those of the text."""
_LONGEST_HEAD = 200
_SENTENCE_END = re.compile(r"[.!?:;…]['”’\")\]]*$")
_PAGE_NUMBER = re.compile(
    r"(?:\W*(?:page )?\d{1,4}(?: ?/ ?\d{1,4}| of \d{1,4})?\W*|\S+ \(\w\)\s+\d{1,4} ?/ ?\d{1,4})$", re.I
)
_BULLET = re.compile(r"[•‣◦▪●·–—*-]\s|\(?\w{1,3}[.)]\s")
_FILE_TITLE = re.compile(r"\.(?:html?|docx?|indd|pdf|odt)$|^Microsoft Word|^untitled$", re.I)
"""Names of files that programs write where a title belongs."""
_CUT = re.compile(r"(?<=\w)[-\u00ad]$")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    right: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines that run on. ``edge``: whether it stands at the top or the foot of the page."""

    text: str
    page: int
    size: float
    bold: bool
    lines: int
    edge: bool


def pdf_to_text(data: bytes) -> tuple[str, Details, list[Piece]]:
    """The text of all pages; words that a line end cuts are joined again, paragraphs that a column's or a page's end cuts too.

    Raises:
        DocumentError: locked by a password, or pictures without text.
        Exception: what pdfminer raises over a damaged file, of many kinds.
    """
    try:
        details = _details(data)
        pages = 0
        stretches: list[_Stretch] = []
        for number, page in enumerate(extract_pages(io.BytesIO(data), laparams=LAParams(all_texts=True))):
            pages += 1
            stretches += _stretches(page, number)
    except PDFPasswordIncorrect:
        raise DocumentError("the PDF is locked by a password", mend="Save a copy without the password") from None
    if not any(re.search(r"\w", s.text) for s in stretches):
        if not pages:
            raise DocumentError("the PDF is damaged (it has no pages)", mend="Open it in a PDF program and save a copy")
        mend = "Run text recognition (OCR) over it first"
        raise DocumentError(f"the PDF has {pages} pages of images and no text", mend=mend)
    pieces = _pieces(stretches)
    return "\n\n".join(p.text for p in pieces), details, pieces


def _details(data: bytes) -> Details:
    info: dict[str, Any] = {}
    for one in PDFDocument(PDFParser(io.BytesIO(data))).info:
        info |= one
    title = info.get("Title")
    made = info.get("CreationDate")
    words = decode_text(title).strip() if isinstance(title, bytes) else None
    if words and _FILE_TITLE.search(words):
        words = None
    return Details(title=words or None, date=_day(decode_text(made)) if isinstance(made, bytes) else None)


def _day(written: str) -> date | None:
    """The day of a PDF date, "D:20310203…" (ISO 32000-1, 7.9.4)."""
    found = re.match(r"(?:D:)?(\d{4})(\d{2})(\d{2})", written)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _lines(box: LTTextBox) -> list[_Line]:
    lines = []
    for line in box:
        if isinstance(line, LTTextLine) and (text := " ".join(line.get_text().split())):
            letters = [c for c in line if isinstance(c, LTChar) and not c.get_text().isspace()][:40]
            sizes = sorted(c.size for c in letters) or [0.0]
            bold = bool(letters) and all(re.search(r"bold|black|heavy", c.fontname, re.I) for c in letters)
            lines.append(_Line(text, line.x0, line.x1, line.y0, sizes[len(sizes) // 2], bold))
    return lines


def _boxes(container: LTContainer[Any]) -> Iterator[LTTextBox]:
    for element in container:
        if isinstance(element, LTTextBox):
            yield element
        elif isinstance(element, LTContainer):
            yield from _boxes(element)


def _stretches(page: Any, number: int) -> Iterator[_Stretch]:
    margin = _MARGIN * page.height
    for box in _boxes(page):
        lines = _lines(box)
        if not lines:
            continue
        left, right = min(one.left for one in lines), max(one.right for one in lines)
        run: list[_Line] = []
        for line in lines:
            if run and _breaks(run[-1], line, left, right):
                yield _stretch(run, number, margin, page.height)
                run = []
            run.append(line)
        yield _stretch(run, number, margin, page.height)


def _breaks(above: _Line, below: _Line, left: float, right: float) -> bool:
    """Whether a new paragraph begins with the line below."""
    if abs(above.size - below.size) > 0.08 * max(above.size, below.size) or above.bold != below.bold:
        return True
    if begins_turn(below.text) or _BULLET.match(below.text):
        return True
    if not _SENTENCE_END.search(above.text):
        return False
    return above.right < right - 0.15 * (right - left) or below.left > left + 0.8 * below.size


def _stretch(run: Sequence[_Line], page: int, margin: float, height: float) -> _Stretch:
    edge = all(line.bottom > height - margin or line.bottom < margin for line in run)
    sizes = sorted(line.size for line in run)
    return _Stretch(_joined([line.text for line in run]), page, sizes[len(sizes) // 2], run[0].bold, len(run), edge)


def _joined(lines: Sequence[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        text = _CUT.sub("", text) + line if _CUT.search(text) and line[:1].islower() else f"{text} {line}"
    return text


def _pieces(stretches: Sequence[_Stretch]) -> list[Piece]:
    letters: Counter[float] = Counter()
    for s in stretches:
        letters[round(s.size, 1)] += len(s.text)
    body = letters.most_common(1)[0][0]
    sizes = sorted({round(s.size, 1) for s in stretches if s.size > _LARGER * body}, reverse=True)
    seen = Counter(re.sub(r"\d+", "0", s.text) for s in {(s.page, s.text): s for s in stretches if s.edge}.values())
    pieces: list[Piece] = []
    last: int | None = None
    """The paragraph that may go on after a column's or a page's end."""
    for s in stretches:
        if _is_furniture(s, body, seen):
            pieces.append(Piece(BlockKind.FURNITURE, s.text))
            continue
        head = s.size > _LARGER * body or s.bold
        if head and len(s.text) <= _LONGEST_HEAD and not _SENTENCE_END.search(s.text):
            level = sizes.index(round(s.size, 1)) + 1 if round(s.size, 1) in sizes else len(sizes) + 1
            pieces.append(Piece(BlockKind.HEADING, s.text, level))
            last = None
        elif last is not None and s.text[:1].islower() and not _SENTENCE_END.search(pieces[last].text):
            pieces[last] = replace(pieces[last], text=_joined([pieces[last].text, s.text]))
        else:
            kind = BlockKind.LIST_ITEM if re.match(r"[•‣◦▪●·]\s", s.text) else BlockKind.PARAGRAPH
            pieces.append(Piece(kind, s.text))
            last = len(pieces) - 1
    return pieces


def _is_furniture(s: _Stretch, body: float, seen: Counter[str]) -> bool:
    """Running heads, page numbers and the like: at the edge and said again on another page, or small and no sentence."""
    if s.lines > 2 or len(s.text) > 100:
        return False
    if _PAGE_NUMBER.match(s.text):
        return True
    again = seen[re.sub(r"\d+", "0", s.text)] > 1
    return s.edge and (again or (s.size <= 1.02 * body and not _SENTENCE_END.search(s.text) and not s.bold))
