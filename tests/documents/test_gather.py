"""Every kind of document comes in; what cannot be read is told, and the others go on."""

import datetime
import json
from datetime import date

import openpyxl
import pytest
from docx import Document as Docx
from pypdf import PdfWriter

from pourparler.documents import Details, Limits, NamePattern, Options, gather
from pourparler.errors import DocumentError

WORDS = "Ada Voss said on Monday that the strait would stay open to all ships that pay the due."


def one(*names, options=None):
    found = list(gather([str(n) for n in names], options or Options()))
    assert len(found) == 1, found
    return found[0]


def test_plain_text_with_title_and_date_in_its_lines(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(f"The strait\n\nNORHAVEN, 3 February 2031 – {WORDS}\n")
    document = one(file).document
    assert (document.title, document.date, document.language, document.format) == (
        "The strait",
        date(2031, 2, 3),
        "en",
        "text",
    )
    assert document.text.endswith("the due.")


def test_markdown_loses_its_marks_and_front_matter_is_read(tmp_path):
    file = tmp_path / "a.md"
    file.write_text(
        f"---\ntitle: Talks\ndate: 2031-02-18\nsource: Courier\n---\n# Head\n\n**{WORDS}** [link](http://x.y)\n\n- one\n- two\n"
    )
    document = one(file).document
    assert (document.title, document.date, document.source) == ("Talks", date(2031, 2, 18), "Courier")
    assert document.text == f"Head\n\n{WORDS} link\n\n- one\n\n- two"


def test_html_gives_the_article_and_what_the_page_says_of_itself(tmp_path):
    file = tmp_path / "a.html"
    file.write_text(
        "<html><head><title>x</title><meta property='og:title' content='Talks resume'>"
        "<meta property='og:site_name' content='Courier'><meta property='article:published_time' content='2031-02-18'></head>"
        f"<body><nav>Home About</nav><article><h1>Talks resume</h1><p>{WORDS}</p><p>{WORDS} Again and again.</p></article>"
        "<script>alert('x')</script><footer>Leave a comment</footer></body></html>"
    )
    document = one(file).document
    assert (document.title, document.date, document.source) == ("Talks resume", date(2031, 2, 18), "Courier")
    assert WORDS in document.text
    assert "alert" not in document.text


@pytest.mark.parametrize(
    ("stated", "at"),
    [
        ("2031-02-18T09:15:00+01:00", datetime.datetime(2031, 2, 18, 8, 15)), ("2031-02-18T09:15:00Z", datetime.datetime(2031, 2, 18, 9, 15)),
        ("2031-02-18T09:15:00", None), ("2031-02-18", None), ("2031-02-18Tnoon+01:00", None),
    ],
)  # fmt: skip
def test_the_time_that_a_page_states_with_its_zone_is_kept_as_universal_time(tmp_path, stated, at):
    file = tmp_path / "a.html"
    file.write_text(
        f"<html><head><title>Talks resume</title><meta property='article:published_time' content='{stated}'></head>"
        f"<body><article><h1>Talks resume</h1><p>{WORDS}</p><p>{WORDS} Again and again.</p></article></body></html>"
    )
    assert one(file).document.published_at == at


def test_a_docx_without_a_title_of_its_own_has_that_of_its_heading(tmp_path):
    for name, heading in (("a.docx", 1), ("b.docx", None)):
        docx = Docx()
        if heading:
            docx.add_heading("Quill offers to share the depot", heading)
        docx.add_paragraph(WORDS)
        docx.save(tmp_path / name)
    assert one(tmp_path / "a.docx").document.title == "Quill offers to share the depot"
    assert one(tmp_path / "b.docx").document.title == "b"


def test_docx_with_its_properties_and_tables(tmp_path):
    docx = Docx()
    docx.core_properties.title = "Bulletin"
    docx.core_properties.created = datetime.datetime(2031, 3, 15, 9)
    docx.add_paragraph(WORDS)
    docx.add_table(1, 2).rows[0].cells[0].text = "cell"
    docx.save(tmp_path / "a.docx")
    document = one(tmp_path / "a.docx").document
    assert (document.title, document.date, document.format) == ("Bulletin", date(2031, 3, 15), "docx")
    assert document.text.startswith(WORDS)
    assert "cell" in document.text


def test_pdf_that_a_browser_printed(tmp_path):
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(small_pdf([WORDS[:50], WORDS[50:]]))
    document = one(pdf).document
    assert document.format == "pdf"
    assert WORDS[:40] in document.text


def test_pdf_without_text_or_behind_a_password(tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "blank.pdf")
    assert "images and no text" in str(one(tmp_path / "blank.pdf").error)
    writer.encrypt("secret")
    writer.write(tmp_path / "locked.pdf")
    assert "locked by a password" in str(one(tmp_path / "locked.pdf").error)


ROWS = [
    {"Headline": "One", "Published": "2031-02-18", "Outlet": "Courier", "Body": WORDS, "Link": "https://example.org/1"},
    {"Headline": "Two", "Published": "19 February 2031", "Outlet": "Agency", "Body": WORDS + " Twice.", "Link": ""},
]


def write_table(folder, kind):
    path = folder / f"t.{kind}"
    if kind == "csv":
        path.write_text(
            "Headline;Published;Outlet;Body;Link\n" + "".join(";".join(r.values()) + "\n" for r in ROWS),
            encoding="utf-8-sig",
        )
    elif kind == "jsonl":
        path.write_text("".join(json.dumps(r) + "\n" for r in ROWS))
    else:
        book = openpyxl.Workbook()
        book.active.append(list(ROWS[0]))
        for r in ROWS:
            book.active.append(list(r.values()))
        book.save(path)
    return path


@pytest.mark.parametrize("kind", ["csv", "jsonl", "xlsx"])
def test_tables_of_documents_keep_their_dates(tmp_path, kind):
    found = [g.document for g in gather([str(write_table(tmp_path, kind))])]
    assert [(d.title, d.date, d.source, d.url) for d in found] == [
        ("One", date(2031, 2, 18), "Courier", "https://example.org/1"),
        ("Two", date(2031, 2, 19), "Agency", None),
    ]


def test_a_bad_row_does_not_stop_the_table(tmp_path):
    file = tmp_path / "t.csv"
    file.write_text(
        f'title,date,text\nA,2031-02-18,"{WORDS}"\nB,soon,"{WORDS}"\nC,2031-02-19,\nD,03/04/2031,"{WORDS}"\n'
    )
    good, soon, empty, two = gather([str(file)])
    assert good.document.title == "A"
    assert soon.error.where.endswith("t.csv, row 3")
    assert "no words" in str(empty.error)
    assert "--date-order" in str(two.error)
    dated = list(gather([str(file)], Options(date_order="dmy")))[3]
    assert dated.document.date == date(2031, 4, 3)


def test_a_table_without_a_text_column_says_what_it_has(tmp_path):
    file = tmp_path / "t.csv"
    file.write_text("title,words\na,b\n")
    assert "no text column, only title, words" in str(one(file).error)


def test_a_folder_goes_on_past_what_it_cannot_read(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(WORDS)
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.docx").write_bytes(b"PK nonsense")
    (tmp_path / "d.png").write_bytes(b"\x89PNG")
    (tmp_path / "e.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / ".hidden.txt").write_text(WORDS)
    found = {g.name.split("/")[-1]: g for g in gather([str(tmp_path)])}
    assert set(found) == {"a.txt", "b.txt", "c.docx", "d.png", "e.pdf"}
    assert found["a.txt"].document
    assert "is empty" in str(found["b.txt"].error)
    assert "damaged" in str(found["c.docx"].error)
    assert found["d.png"].skipped
    assert found["e.pdf"].error


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (bytes(range(256)) * 40, "binary data"),
        (b"\x00" * 500, "binary data"),
        (b"... --- ...", "no words"),
        (b" \n ", "empty"),
    ],
)
def test_what_is_no_text(tmp_path, data, message):
    file = tmp_path / "x.txt"
    file.write_bytes(data)
    assert message in str(one(file).error)


def test_too_large_is_told_before_it_is_read(tmp_path):
    file = tmp_path / "x.txt"
    with file.open("wb") as f:
        f.truncate(Limits().size + 1)
    assert "the limit is 50 MB" in str(one(file).error)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_found_out(tmp_path, encoding):
    text = "“Não,” said Zoë Müller – the café in Orsina was, she said, “très cher” and closed to the delegation."
    file = tmp_path / "x.txt"
    file.write_bytes(text.encode(encoding))
    assert one(file).document.text == text


def test_a_wrong_encoding_is_told(tmp_path):
    file = tmp_path / "x.txt"
    file.write_bytes("né".encode("cp1252"))
    assert "does not fit" in str(one(file, options=Options(encoding="utf-8")).error)
    assert "there is no encoding" in str(one(file, options=Options(encoding="utf-9")).error)


def test_another_language_is_kept_and_told(tmp_path):
    file = tmp_path / "x.txt"
    file.write_text(
        "Le ministre a déclaré que son pays n'accepterait aucun accord sans le retrait des troupes, et que les négociations "
        "reprendraient la semaine prochaine dans la capitale."
    )
    found = one(file)
    assert found.document.language == "fr"
    assert "the reader reads English only" in found.notice


def test_the_same_text_in_two_forms_is_one_document(tmp_path):
    (tmp_path / "a.txt").write_bytes(f"{WORDS}\r\n\r\n\r\nMore.  \r\n".encode())
    (tmp_path / "b.txt").write_text(f"\ufeff{WORDS}\n\nMore.")
    a, b = gather([str(tmp_path)])
    assert a.document.id == b.document.id


def test_options_go_before_the_file_and_the_name_pattern_before_the_text(tmp_path):
    file = tmp_path / "2031-02-18_Lorn-Courier_Talks_go_on.txt"
    file.write_text(f"Another head\n\n1 January 2030\n\n{WORDS}")
    pattern = NamePattern("{date}_{source}_{title}")
    document = one(file, options=Options(name_pattern=pattern)).document
    assert (document.date, document.source, document.title) == (date(2031, 2, 18), "Lorn Courier", "Talks go on")
    given = Options(Details(title="Mine", date=date(2000, 1, 1)), name_pattern=pattern)
    assert (one(file, options=given).document.title, one(file, options=given).document.date) == (
        "Mine",
        date(2000, 1, 1),
    )
    other = tmp_path / "other.txt"
    other.write_text(WORDS)
    assert "does not fit the pattern" in str(one(other, options=Options(name_pattern=pattern)).error)


def test_a_name_pattern_with_an_unknown_field():
    with pytest.raises(DocumentError, match=r"unknown field \{dat\}"):
        NamePattern("{dat}_{title}")


def small_pdf(lines):
    """A one-page PDF with these lines, by hand: no library here writes text into one."""
    body = b"BT /F1 12 Tf 50 700 Td 16 TL " + b"".join(b"(" + line.encode() + b") Tj T* " for line in lines) + b"ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n" % len(body) + body + b"\nendstream\n",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj" % number + content + b"endobj\n"
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start
