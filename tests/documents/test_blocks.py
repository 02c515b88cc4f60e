"""Every form of file gives its blocks, and the stored text is what it was."""

from datetime import date
from itertools import pairwise

import pytest
from docx import Document as Docx

from pourparler.documents import gather_data
from pourparler.model import BlockKind, DocumentKind

K = BlockKind
SAID = "Sudmark demands a full toll, Jean Le Fèvre said on the quay, and nobody contradicted him there."
MORE = "Norland rejects a full toll and will go on rejecting it, Ivo Brandt said before he left for home."


def document(name, data):
    (found,) = gather_data(name, data if isinstance(data, bytes) else data.encode())
    assert found.document, found.error
    return found.document


def blocks(name, data):
    made = document(name, data)
    assert all(a.end <= b.start for a, b in pairwise(made.blocks))
    return [(b.kind, made.text[b.start : b.end]) for b in made.blocks]


def test_plain_text():
    assert blocks("a.txt", f"Good talks\nBy Pia Lund\n\n{SAID}\n\nWhat comes next\n\n{MORE}") == [
        (K.TITLE, "Good talks"), (K.BYLINE, "By Pia Lund"), (K.PARAGRAPH, SAID), (K.HEADING, "What comes next"), (K.PARAGRAPH, MORE),
    ]  # fmt: skip


def test_markdown():
    text = f"# Good talks\n\nBy Pia Lund\n\n{SAID}\n\n## The *toll*\n\n- Drop it;\n- leave\n\n> {MORE}\n\n**No way back**\n\n{MORE}\n\n| Party | Seats |\n| --- | --- |\n| Norland | 12 |\n"
    assert blocks("a.md", text) == [
        (K.TITLE, "Good talks"), (K.BYLINE, "By Pia Lund"), (K.PARAGRAPH, SAID), (K.HEADING, "The toll"), (K.LIST_ITEM, "- Drop it;"),
        (K.LIST_ITEM, "- leave"), (K.QUOTATION, MORE), (K.HEADING, "No way back"), (K.PARAGRAPH, MORE),
        *[(K.TABLE_CELL, cell) for cell in ("Party", "Seats", "Norland", "12")],
    ]  # fmt: skip
    levels = [b.level for b in document("a.md", text).blocks if b.kind is K.HEADING]
    assert levels == [2, 6]


def test_html():
    page = (
        f"<html><head><title>x</title></head><body><nav>Home</nav><article><h1>Good talks</h1><p>{SAID}</p><h2>The toll</h2><p>Norland insists:</p>"
        f"<ul><li>Drop <b>it</b>;</li><li>leave the harbour</li></ul><blockquote><p>{MORE}</p></blockquote><table><tr><td>Norland</td><td>12</td></tr></table>"
        f"<p>{MORE} Again.</p></article><footer>Comment</footer></body></html>"
    )
    assert blocks("a.html", page) == [
        (K.TITLE, "Good talks"), (K.PARAGRAPH, SAID), (K.HEADING, "The toll"), (K.PARAGRAPH, "Norland insists:"), (K.LIST_ITEM, "Drop it;"),
        (K.LIST_ITEM, "leave the harbour"), (K.QUOTATION, MORE), (K.TABLE_CELL, "Norland"), (K.TABLE_CELL, "12"), (K.PARAGRAPH, f"{MORE} Again."),
    ]  # fmt: skip


def test_docx(tmp_path):
    made = Docx()
    made.add_heading("Good talks", 0)
    made.add_paragraph("Pia Lund")
    made.add_heading("The toll", 1)
    made.add_paragraph(SAID)
    made.add_paragraph("Drop it", style="List Bullet")
    made.add_paragraph(MORE, style="Quote")
    made.add_paragraph().add_run("No way back").bold = True
    made.add_paragraph("The harbour", style="Caption")
    made.add_table(1, 2).rows[0].cells[1].text = "12"
    made.save(tmp_path / "a.docx")
    found = blocks("a.docx", (tmp_path / "a.docx").read_bytes())
    assert found == [
        (K.TITLE, "Good talks"), (K.BYLINE, "Pia Lund"), (K.HEADING, "The toll"), (K.PARAGRAPH, SAID), (K.LIST_ITEM, "Drop it"),
        (K.QUOTATION, MORE), (K.HEADING, "No way back"), (K.CAPTION, "The harbour"), (K.TABLE_CELL, "12"),
    ]  # fmt: skip


def pdf(*pages):
    """Pages of (font, size, x, y, line), written by hand."""
    fonts = b"<</F1 3 0 R/F2 4 0 R>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>",
    ]
    kids = []
    for page in pages:
        body = b"".join(
            b"BT /F%d %d Tf %d %d Td (%s) Tj ET\n" % (f, size, x, y, line.encode("latin-1"))
            for f, size, x, y, line in page
        )
        objects.append(b"<</Length %d>>\nstream\n" % len(body) + body + b"\nendstream")
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font %s>>>>"
            % (len(objects), fonts)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def column(x, lines, top=700):
    return [(1, 10, x, top - 12 * k, line) for k, line in enumerate(lines)]


LEFT = [
    "Mr. Brandt (Norland): We reject a full",
    "toll. It would ruin the ports that live of",
    "the strait, and we shall not be a par-",
]
RIGHT = ["ty to it.", "Mr. Hale (Islands): We support a full toll", "as long as the harbour stays open."]


def test_pdf_with_two_columns_and_running_heads():
    head = [(1, 8, 60, 810, "Harbour Council"), (1, 8, 500, 810, "C/PV.17")]
    first = [
        *head,
        (2, 16, 60, 750, "The question of the toll"),
        *column(60, LEFT),
        *column(320, RIGHT),
        (1, 8, 300, 30, "1"),
    ]
    # The lines of the two columns in the order of their height, as programs write them that draw row after row.
    first = sorted(first, key=lambda line: -line[3])
    second = [
        *head,
        *column(60, ["The President: I thank the members, and I", "close the meeting."]),
        (1, 8, 300, 30, "2"),
    ]
    made = document("a.pdf", pdf(first, second))
    told = [made.text[b.start : b.end] for b in made.blocks if b.kind.told]
    assert told == [
        "Mr. Brandt (Norland): We reject a full toll. It would ruin the ports that live of the strait, and we shall not be a party to it.",
        "Mr. Hale (Islands): We support a full toll as long as the harbour stays open.",
        "The President: I thank the members, and I close the meeting.",
    ]
    assert [made.text[b.start : b.end] for b in made.blocks if b.kind is K.TITLE] == ["The question of the toll"]
    assert {b.kind for b in made.blocks} == {K.TITLE, K.PARAGRAPH, K.FURNITURE}
    assert made.kind is DocumentKind.VERBATIM_RECORD


def test_the_record_in_two_columns_of_the_cases(reference):
    made = document("r17.pdf", (reference / "cases" / "r17-record-two-columns.pdf").read_bytes())
    told = [made.text[b.start : b.end] for b in made.blocks if b.kind.told]
    assert [t.split(":")[0] for t in told[2:]] == [
        "Mr. Brandt (Norland)",
        "Mr. Le Fèvre (Sudmark) (spoke in French)",
        "Mrs. Hale (Hale Islands)",
    ]
    assert all(t.endswith(".") for t in told)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"Talks\n\nNORHAVEN, 3 February 2031 – {SAID}", (date(2031, 2, 3), False)),
        (f"Talks\n\nPublished: 3 February 2031\n\n{SAID}", (date(2031, 2, 3), False)),
        (f"Talks\n\nAster, 5.2.2031\n\n{SAID}", (date(2031, 2, 5), False)),
        ("The envoys met on Monday, 3 February 2031, in Aster. They said little.", (date(2031, 2, 3), True)),
        ("Ivo Brandt said on 3 February 2031 that he rejects a toll.", (date(2031, 2, 3), True)),
        ("The treaty of 12 March 2029 was signed in Aster. Ivo Brandt said he rejects a full toll.", (None, False)),
        ("The accord that was signed on 12 March 2029 still holds, he said.", (None, False)),
        ("The harbour will be reopened on 12 March 2039, he said.", (None, False)),
        ("The lease expires on 12 March 2039. He said so.", (None, False)),
        ("Sudmark has until 12 March 2039 to answer, he said.", (None, False)),
        ("Under the law of 3 May 1999 no toll is due, he said.", (None, False)),
        ("He was born on 3 May 1969, he said.", (None, False)),
    ],
)  # fmt: skip
def test_only_the_documents_own_date_is_taken_and_a_guess_is_told(text, wanted):
    (found,) = gather_data("a.txt", text.encode())
    assert (found.document.date, found.document.date_guessed) == wanted
    assert (found.notice is None) == (wanted[0] is not None and not wanted[1])
    if wanted[1]:
        assert "guessed" in found.notice


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2031-02-03_Courier_talks.txt", date(2031, 2, 3)), ("20310203 talks.txt", date(2031, 2, 3)), ("2031-02-03.txt", date(2031, 2, 3)),
        ("1995-12 talks.txt", None), ("talks-2031-02-03.txt", None), ("99999999.txt", None), ("2031-13-03.txt", None), ("203102031.txt", None),
    ],
)  # fmt: skip
def test_the_date_at_the_beginning_of_a_files_name_is_taken(name, day):
    assert document(name, SAID).date == day


@pytest.mark.parametrize(
    ("above", "source"),
    [
        ("Good talks\n\nBy Pia Lund, Aster Courier", "Aster Courier"),
        ("Good talks\n\nThe Dock Review | 3 February 2031", "The Dock Review"),
        ("Aster Courier\n3 February 2031\n\nGood talks", "Aster Courier"),
        ("Aster Courier, 3 February 2031\n\nGood talks", "Aster Courier"),
        ("Good talks\n\nNORHAVEN, 3 February 2031 (Harbour Wire) – The talks go on.", "Harbour Wire"),
        ("Good talks\n\nNorhaven, 3 February 2031", None),
        ("Good talks\n\nBy Pia Lund, Port Auvane", None),
        ("Good talks\n\nBy Pia Lund", None),
    ],
)
def test_the_lines_above_a_text_tell_its_source(above, source):
    found = document("a.txt", f"{above}\n\n{SAID}\n\n{MORE} He spoke in Port Auvane.")
    assert (found.source, found.title) == (source, "Good talks")
    assert found.date == (date(2031, 2, 3) if "2031" in above else None)


def test_what_a_file_says_of_its_source_goes_before_the_lines_above_its_text():
    text = f"---\nsource: Lorn Post\n---\nGood talks\n\nBy Pia Lund, Aster Courier\n\n{SAID}\n"
    assert document("a.txt", text).source == "Lorn Post"
