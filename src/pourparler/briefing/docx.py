"""The briefing as a Word document, made from the HTML so that there is one layout to keep: figures as pictures, notes as links."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import vl_convert as vlc
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree, html  # type: ignore[import-untyped]

from pourparler.figures.drawing import on_white

WIDTH = Cm(17)
"""Between the margins of an A4 page."""
SCALE = 2.0
"""Pixels of a figure for each point of its drawing."""
SKIPPED = {"style", "script", "head", "title", "meta", "svg"}
SOFT = RGBColor(0x5C, 0x57, 0x4F)
ACCENT = RGBColor(0x8A, 0x2B, 0x1E)


def to_docx(page: str) -> bytes:
    """The HTML of ``render.to_html`` as DOCX."""
    root = html.document_fromstring(page)
    made = _Made(Document())
    made.blocks(root.find("body"))
    out = BytesIO()
    made.document.save(out)
    return out.getvalue()


class _Made:
    """A Word document in the making."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self._bookmarks = 0
        section = document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
        _numbered(section.footer.paragraphs[0])
        document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Georgia", Pt(10.5)
        for level, size in ((1, 22), (2, 13), (3, 11)):
            style = document.styles[f"Heading {level}"]
            style.font.name, style.font.size, style.font.color.rgb = "Helvetica", Pt(size), RGBColor(0x1D, 0x1B, 0x18)

    def blocks(self, element: Any, style: str | None = None) -> None:
        """Everything in an element that stands in lines of its own."""
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            kind = child.get("class") or ""
            if tag in SKIPPED or "skip" in kind.split() or (tag == "h2" and "visually-hidden" in kind):
                continue
            if tag in ("h1", "h2", "h3"):
                self._line(child, self.document.add_heading(level=int(tag[1])))
            elif tag in ("p", "figcaption", "summary"):
                self._line(child, self.document.add_paragraph())
            elif tag in ("ul", "ol"):
                self._list(child)
            elif tag == "table":
                self._table(child)
            elif "figure" in kind.split():
                self._picture(child)
            else:
                self.blocks(child, style)

    def _list(self, element: Any) -> None:
        for item in element.findall("li"):
            # Notes carry their own numbers, which other parts point at.
            number = item.get("value")
            told = self.document.add_paragraph(
                style=None if number else "List Number" if element.tag == "ol" else "List Bullet"
            )
            if number:
                told.add_run(f"{number}  ").bold = True
            self._line(item, told)

    def _table(self, element: Any) -> None:
        rows = list(element.iter("tr"))
        columns = max((sum(int(c.get("colspan", 1)) for c in row) for row in rows), default=0)
        if not columns:
            return
        table = self.document.add_table(rows=0, cols=columns, style="Light Grid")
        for row in rows:
            cells = table.add_row().cells
            if row.get("id"):
                self._bookmark(cells[0].paragraphs[0], row.get("id"))
            at = 0
            for cell in row:
                wide = int(cell.get("colspan", 1))
                place = cells[at].merge(cells[at + wide - 1]) if wide > 1 else cells[at]
                at += wide
                self._cell(cell, place)
            if row.getparent().tag == "thead":
                mark = OxmlElement("w:tblHeader")
                table.rows[-1]._tr.get_or_add_trPr().append(mark)
        self.document.add_paragraph()

    def _cell(self, element: Any, place: Any) -> None:
        parts = element.findall("p") or [element]
        for k, part in enumerate(parts):
            line = place.paragraphs[0] if k == 0 else place.add_paragraph()
            self._line(part, line, bold=element.tag == "th", size=Pt(8.5))

    def _picture(self, element: Any) -> None:
        for drawing in element.iter("{*}svg"):
            png = vlc.svg_to_png(on_white(etree.tostring(drawing, encoding="unicode")), scale=SCALE)
            wide = float(drawing.get("width", 740))
            self.document.add_picture(BytesIO(png), width=min(WIDTH, Pt(wide * 0.72)))
            # Word reads the description of a picture aloud.
            self.document.inline_shapes[-1]._inline.docPr.set("descr", element.get("aria-label") or "")

    def _line(self, element: Any, line: Any, *, bold: bool = False, size: Any = None) -> None:
        if element.get("id"):
            self._bookmark(line, element.get("id"))
        for text, marks in _runs(element, frozenset({"bold"} if bold else ())):
            target = next((m.removeprefix("to ") for m in marks if m.startswith("to ")), None)
            if text == "\n":
                line.add_run().add_break(WD_BREAK.LINE)
                continue
            run = self._link(line, target, text) if target else line.add_run(text)
            run.bold = "bold" in marks or None
            run.italic = "italic" in marks or None
            run.font.superscript = "sup" in marks or None
            run.font.strike = "struck" in marks or None
            if size:
                run.font.size = size
            if "soft" in marks:
                run.font.color.rgb = SOFT
            if "accent" in marks:
                run.font.color.rgb = ACCENT

    def _bookmark(self, line: Any, name: str) -> None:
        self._bookmarks += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(self._bookmarks))
            if tag.endswith("Start"):
                mark.set(qn("w:name"), name.replace("-", "_"))
            line._p.append(mark)

    def _link(self, line: Any, target: str, text: str) -> Any:
        link = OxmlElement("w:hyperlink")
        if target.startswith("#"):
            link.set(qn("w:anchor"), target[1:].replace("-", "_"))
        else:
            link.set(qn("r:id"), line.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = line.add_run(text)
        link.append(run._r)
        line._p.append(link)
        return run


def _numbered(line: Any) -> None:
    """page 3 of 12, at the right, in fields that Word fills in."""
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for before, field in (("page ", "PAGE"), (" of ", "NUMPAGES")):
        line.add_run(before).font.size = Pt(8.5)
        run = line.add_run()
        run.font.size = Pt(8.5)
        for kind in ("begin", None, "end"):
            mark = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark.text = field
            run._r.append(mark)


MARKS = {"b": "bold", "strong": "bold", "th": "bold", "i": "italic", "em": "italic", "sup": "sup", "code": "italic"}
CLASSES = {
    "small": "soft", "question": "soft", "hedge": "soft", "status": "soft", "contradicted": "accent", "given-up": "struck",
}  # fmt: skip


def _runs(element: Any, marks: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """The words of an element with what marks them; blanks as a browser shows them."""
    kinds = set((element.get("class") or "").split())
    if "back" in kinds:
        return
    mine = (
        marks | {CLASSES[k] for k in kinds if k in CLASSES} | ({MARKS[element.tag]} if element.tag in MARKS else set())
    )
    if element.tag == "a" and (target := element.get("href")):
        mine |= {f"to {target}"}
    if "question" in kinds:
        yield "\n", mine
    if element.text:
        yield _blanks(element.text), mine
    for child in element:
        if isinstance(child.tag, str) and child.tag not in SKIPPED:
            yield from _runs(child, mine)
        if child.tail:
            yield _blanks(child.tail), mine


def _blanks(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + words + (" " if text[-1].isspace() else "")
