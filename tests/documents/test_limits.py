"""What one document may take: whoever exceeds it is told which limit, and how to raise it; what is merely large comes in."""

import io
import zipfile

import openpyxl
import pytest
from docx import Document as Docx

from pourparler.documents import Limits, gather, gather_data
from pourparler.errors import PourparlerError

WORDS = "Ada Voss said on Monday that the strait would stay open to all ships that pay the due."


def changed(packed, member, change):
    """A ZIP with one of its members changed, compressed anew."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, change(data) if part.filename == member else data)
    return out.getvalue()


def docx(fill=lambda document: None):
    document, out = Docx(), io.BytesIO()
    fill(document)
    document.save(out)
    return out.getvalue()


def xlsx(*rows):
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def opened(name, data, **limits):
    return list(gather_data(name, data, limits=Limits(**limits)))


def error_of(name, data, **limits):
    (found,) = opened(name, data, **limits)
    assert found.error is not None, found
    return found.error.message


def many_pages(count):
    """A PDF whose pages show the same line."""
    text = b"BT /F1 12 Tf 50 700 Td (" + WORDS.encode() + b") Tj ET"
    kids = b" ".join(b"%d 0 R" % (k + 5) for k in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        b"<</Length %d>>stream\n%s\nendstream\n" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>"
    out, places = [b"%PDF-1.4\n"], []
    at = len(out[0])
    for number, content in enumerate([*objects, *[page] * count], start=1):
        out.append(b"%d 0 obj" % number + content + b"endobj\n")
        places.append(at)
        at += len(out[-1])
    out.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    out += [b"%010d 00000 n \n" % place for place in places]
    out.append(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, at))
    return b"".join(out)


def test_a_cell_as_wide_as_two_hundred_million_is_one_cell():
    def fill(document):
        document.add_table(1, 2).rows[0].cells[0].text = WORDS

    wide = changed(
        docx(fill),
        "word/document.xml",
        lambda xml: xml.replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="200000000"/>', 1),
    )
    (found,) = opened("wide.docx", wide)
    assert found.document.text == WORDS


def test_a_docx_of_very_many_paragraphs_is_over_the_limit_on_memory():
    many = changed(
        docx(),
        "word/document.xml",
        lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b"<w:p><w:r><w:t>Hi.</w:t></w:r></w:p>" * 600_000),
    )
    message = error_of("many.docx", many, memory=200_000_000)
    assert "many.docx: opening it needs more than 200 MB, the limit on memory" in message
    assert "--memory-limit 800" in message


def test_the_next_document_is_not_the_poorer_for_one_that_ran_out_of_memory():
    deep = b"<html><body>" + b"<p>x</p>" * 2_000_000
    assert "limit on memory" in error_of("big.html", deep, memory=150_000_000)
    (found,) = opened("next.txt", WORDS.encode(), memory=150_000_000)
    assert found.document.text == WORDS


def test_an_xlsx_that_unpacks_to_far_more_than_its_size():
    vast = changed(
        xlsx(["title", "text"], ["A", "strait"]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"strait", b"s" * 80_000_000),
    )
    message = error_of("vast.xlsx", vast, size=5_000_000)
    assert "the file unpacks to 80 MB; the limit is 50 MB" in message
    assert "--size-limit 10" in message
    assert "unpacks to 80 MB" in error_of("vast.docx", vast, size=5_000_000)


def test_a_row_with_a_number_that_no_sheet_has_ends_the_table_and_no_row_before_it():
    far = changed(
        xlsx(["title", "text"], ["A", WORDS], ["B", "x"]),
        "xl/worksheets/sheet1.xml",
        lambda xml: (
            xml.replace(b'<row r="3"', b'<row r="2000000000"')
            .replace(b'"A3"', b'"A2000000000"')
            .replace(b'"B3"', b'"B2000000000"')
        ),
    )
    first, end = opened("far.xlsx", far)
    assert first.document.text == WORDS
    assert "a number above 1,048,576" in end.error.message
    assert "nothing after “far.xlsx, row 2” was looked at" in end.error.message


def test_what_a_sheet_says_of_its_extent_cuts_nothing_off():
    wrong = changed(
        xlsx(["title", "text"], ["A", WORDS]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'<dimension ref="A1:B2"/>', b'<dimension ref="A1:A1"/>'),
    )
    (found,) = opened("t.xlsx", wrong)
    assert found.document.text == WORDS


def test_a_page_of_a_hundred_thousand_paragraphs_comes_in_whole():
    body = "".join(f"<p>Paragraph {k}: {WORDS}</p>" for k in range(100_000))
    page = f"<html><head><title>Talks</title><meta property='og:site_name' content='Courier'></head><body><nav>Home</nav><h1>Talks resume</h1>{body}<script>x</script></body></html>"
    (found,) = opened("long.html", page.encode(), seconds=600)
    document = found.document
    assert (document.title, document.source) == ("Talks resume", "Courier")
    assert document.text.startswith("Talks resume\n\nParagraph 0: Ada Voss")
    assert document.text.endswith(f"Paragraph 99999: {WORDS}")
    assert len(document.blocks) == 100_001
    assert "Home" not in document.text


def test_a_table_of_many_rows_gives_each_of_them():
    rows = "".join(f'"Title {k}",2031-02-18,"{WORDS} {k}"\n' for k in range(20_000))
    found = opened("t.csv", f"title,date,text\n{rows}".encode())
    assert [g.document.title for g in found] == [f"Title {k}" for k in range(20_000)]


def test_a_pdf_of_very_many_pages_is_over_the_limit_on_time():
    message = error_of("long.pdf", many_pages(20_000), seconds=2)
    assert "long.pdf: opening it took longer than 2 seconds, the limit on time" in message
    assert "--time-limit 8" in message
    (found,) = opened("short.pdf", many_pages(2))
    assert WORDS in found.document.text


def test_the_limit_on_size_is_told_and_can_be_raised(tmp_path):
    data = (WORDS.encode() + b"\n") * 20_000
    message = error_of("a.txt", data, size=1_000_000)
    assert "the document has more than 1 MB; the limit is 1 MB" in message
    assert "--size-limit 10" in message
    (tmp_path / "a.txt").write_bytes(data)
    (found,) = gather([str(tmp_path / "a.txt")], limits=Limits(size=1_000_000))
    assert "the file has more than 1 MB" in found.error.message
    (found,) = gather([str(tmp_path / "a.txt")], limits=Limits(size=2_000_000))
    assert found.document


@pytest.mark.parametrize(
    "limits", [{"seconds": 0}, {"memory": -1}, {"size": 0}, {"seconds": float("nan")}, {"seconds": 1e300}]
)
def test_a_limit_has_to_be_a_sensible_number(limits):
    with pytest.raises(PourparlerError, match="Give a number above 0 and up to 1,000,000"):
        Limits(**limits)


def test_ten_thousand_paragraphs_take_seconds():
    """Their styles are looked up once, not once a paragraph."""
    many = changed(
        docx(lambda d: d.add_paragraph(WORDS)),
        "word/document.xml",
        lambda x: x.replace(b"<w:body>", b"<w:body>" + b"<w:p><w:r><w:t>Yes.</w:t></w:r></w:p>" * 10_000),
    )
    (found,) = opened("a.docx", many, seconds=20)
    assert found.document.text.count("Yes.") == 10_000
