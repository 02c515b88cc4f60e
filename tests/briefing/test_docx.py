"""The briefing as a Word document says what the page says, and its links lead where they should."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from pourparler.briefing.docx import to_docx

from .conftest import words


@pytest.fixture(scope="module")
def document(written):
    return Document(BytesIO(to_docx(written)))


def test_headings_and_verdict_are_those_of_the_page(document, page):
    told = [" ".join(p.text.split()) for p in document.paragraphs if p.style.name == "Heading 2"]
    shown = [words(h) for h in page.iter("h2") if "visually-hidden" not in (h.get("class") or "")]
    assert told == shown
    verdict = page.cssselect(".verdict")[0].text
    assert any(" ".join(p.text.split()).startswith(" ".join(verdict.split())) for p in document.paragraphs)


def test_every_link_within_leads_to_a_bookmark(document):
    body = document.element.body
    names = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    assert len(anchors) > 30
    assert anchors <= names


def test_pictures_have_descriptions_and_tables_their_heads(document, page):
    drawn = page.cssselect(".figure")
    assert len(document.inline_shapes) == len(drawn) > 0
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)
    assert len(document.tables) == len(page.findall(".//table"))
    heads = [t for t in page.iter("table") if t.find("thead") is not None]
    assert len(list(document.element.body.iter(qn("w:tblHeader")))) == len(heads) > 0


def test_marks_and_blanks_are_those_of_a_browser():
    page = "<body><p>one\n  two <b>bold</b><sup>3</sup> <a href='https://a.example/'>there</a></p><style>p {}</style></body>"
    (line,) = Document(BytesIO(to_docx(page))).paragraphs
    assert line.text == "one two bold3 there"
    assert [run.text for run in line.runs if run.bold] == ["bold"]
    assert [run.text for run in line.runs if run.font.superscript] == ["3"]
    assert [link.address for link in line.hyperlinks] == ["https://a.example/"]


def test_cells_over_several_columns_and_numbered_notes():
    page = "<body><table><tr><th colspan=2>head</th></tr><tr><td>a</td><td>b</td></tr></table><ol><li value=7 id=note-7>said</li></ol></body>"
    document = Document(BytesIO(to_docx(page)))
    (table,) = document.tables
    assert [[c.text for c in row.cells] for row in table.rows] == [["head", "head"], ["a", "b"]]
    assert document.paragraphs[-1].text == "7  said"
    assert [m.get(qn("w:name")) for m in document.element.body.iter(qn("w:bookmarkStart"))] == ["note_7"]


def test_pages_are_numbered(document):
    footer = document.sections[0].footer._element
    assert [field.text for field in footer.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert "".join(t.text for t in footer.iter(qn("w:t"))) == "page  of "
