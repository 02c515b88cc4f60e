"""Hostile documents that are none: PDF, DOCX, XLSX."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator

from .hostile_texts import HostileDocument, from_bytes
from .samples import WORDS, changed, docx, pdf, xlsx


def _papers() -> Iterator[HostileDocument]:
    def paper(
        what: str, *objects: bytes, says: str | None = None, holds: str | None = None, trailer: bytes = b""
    ) -> HostileDocument:
        return from_bytes(f"PDF: {what}", "a.pdf", pdf(list(objects) or None, trailer=trailer), says=says, holds=holds)

    root, pages = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 995 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    line = b"BT /F1 12 Tf 50 700 Td (" + WORDS.encode() + b") Tj ET"

    def stream(data: bytes, more: bytes = b"") -> bytes:
        return b"<<%s/Length %d>>stream\n%s\nendstream\n" % (more, len(data), data)

    yield from_bytes("PDF: only its first line", "a.pdf", b"%PDF-1.7\n", says="PDF")
    yield from_bytes("PDF: cut in half", "a.pdf", pdf()[:350])
    yield from_bytes("PDF: no table of objects", "a.pdf", pdf().partition(b"xref")[0], says="PDF")
    yield from_bytes("PDF: 1,000 lines before it", "a.pdf", b"x\n" * 1_000 + pdf(), holds="strait")
    yield from_bytes("PDF: a letter with its ending", "a.pdf", docx(), says="PDF")
    yield from_bytes("PDF: a text with its ending", "a.pdf", WORDS.encode(), says="PDF")
    yield paper("no pages", root, b"<</Type/Pages/Kids[]/Count 0>>", says="no words|no text|no pages|damaged")
    yield paper("pages of themselves", root, b"<</Type/Pages/Kids[2 0 R]/Count 1>>", says="PDF|no words|no text")
    yield paper(
        "pages in a circle",
        root,
        b"<</Type/Pages/Kids[3 0 R]/Count 9>>",
        b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 9>>",
        says="PDF|no words|no text",
    )
    yield paper(
        "2,147,483,647 pages",
        root,
        b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>",
        page,
        stream(line),
        font,
        holds=None,
    )
    yield paper("-1 pages", root, b"<</Type/Pages/Kids[3 0 R]/Count -1>>", page, stream(line), font)
    yield paper("a catalogue that is a list", b"[1 2 3]", says="PDF")
    yield paper("a catalogue of itself", b"1 0 R", says="PDF")
    yield paper("20,000 lists in one another", root, b"[" * 20_000 + b"]" * 20_000)
    yield paper(
        "an unknown filter", root, pages, page, stream(line, b"/Filter/Klingon"), font, says="PDF|no words|no text"
    )
    yield paper(
        "200 filters",
        root,
        pages,
        page,
        stream(line, b"/Filter[" + b"/FlateDecode" * 200 + b"]"),
        font,
        says="PDF|no words|no text",
    )
    yield paper(
        "a length of 10^30",
        root,
        pages,
        page,
        b"<</Length 1" + b"0" * 30 + b">>stream\n" + line + b"\nendstream\n",
        font,
    )
    yield paper("a negative length", root, pages, page, b"<</Length -5>>stream\n" + line + b"\nendstream\n", font)
    packed = zlib.compress(b" " * 30_000_000 + line)
    yield paper("30 MB of blanks in 30 KB", root, pages, page, stream(packed, b"/Filter/FlateDecode"), font)
    yield paper(
        "a form of itself",
        root,
        pages,
        page,
        stream(line + b" /X Do"),
        font,
        stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"),
    )
    yield paper(
        "a page as large as a country", root, pages, page.replace(b"995 842", b"1e300 1e300"), stream(line), font
    )
    yield paper("a page of no size", root, pages, page.replace(b"995 842", b"0 0"), stream(line), font)
    yield paper(
        "a page whose size is a name", root, pages, page.replace(b"[0 0 995 842]", b"/Large"), stream(line), font
    )
    yield paper("letters of size 0", root, pages, page, stream(line.replace(b"12 Tf", b"0 Tf")), font)
    yield paper("letters of size 10^300", root, pages, page, stream(line.replace(b"12 Tf", b"1e300 Tf")), font)
    yield paper("no font", root, pages, page.replace(b"/Font<</F1 5 0 R>>", b""), stream(line), font)
    yield paper("a font that is a number", root, pages, page, stream(line), b"7")
    yield paper(
        "no words, a picture",
        root,
        pages,
        page,
        stream(b"q 1 0 0 1 0 0 cm Q"),
        font,
        says="no words|no text|picture|scan",
    )
    yield paper(
        "locked",
        trailer=b"/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>/ID[(a)(b)]" % (b"x" * 32, b"y" * 32),
        says="password|locked|encrypted|PDF",
    )
    yield paper(
        "30,000 moves",
        root,
        pages,
        page,
        stream(b"BT /F1 12 Tf " + b"1 0 Td " * 30_000 + b"(" + WORDS.encode() + b") Tj ET"),
        font,
    )
    yield paper("brackets never closed", root, pages, page, stream(line + b" (" * 5_000), font)
    yield paper(
        "a title that is half a character, a day that there is not", root, pages, page, stream(line), font,
        b"<</Title<FEFFD800>/CreationDate(D:20310230999999)>>", holds="strait",
    )  # fmt: skip


def _zip(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, data in members:
            packed.writestr(name, data)
    return out.getvalue()


def _letters() -> Iterator[HostileDocument]:
    def letter(
        what: str,
        change: Callable[[bytes], bytes],
        member: str = "word/document.xml",
        says: str | None = None,
        holds: str | None = None,
    ) -> HostileDocument:
        return HostileDocument(f"DOCX: {what}", "a.docx", lambda: changed(docx(), member, change), says, holds)

    def body(told: bytes) -> Callable[[bytes], bytes]:
        return lambda x: x.replace(b"<w:body>", b"<w:body>" + told, 1)

    yield from_bytes("DOCX: a text", "a.docx", WORDS.encode(), says="DOCX")
    yield from_bytes("DOCX: an empty ZIP", "a.docx", _zip(), says="DOCX")
    yield from_bytes("DOCX: a ZIP of something else", "a.docx", _zip(("a.txt", WORDS.encode())), says="DOCX")
    yield from_bytes("DOCX: cut in half", "a.docx", docx()[: len(docx()) // 2], says="DOCX")
    yield from_bytes("DOCX: a table with its ending", "a.docx", xlsx(), says="DOCX")
    yield from_bytes(
        "DOCX: 3,000 members", "a.docx", _zip(*((f"word/{k}.xml", b"<a/>") for k in range(3_000))), says="DOCX"
    )
    yield from_bytes(
        "DOCX: names that lead out",
        "a.docx",
        _zip(("../../evil.txt", b"x"), ("/etc/evil", b"x"), ("[Content_Types].xml", b"<Types/>")),
        says="DOCX",
    )
    yield letter("no XML", lambda x: x[: len(x) // 2], says="DOCX")
    yield letter("empty", lambda x: b"", says="DOCX")
    yield letter(
        "no body",
        lambda x: b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
        says="DOCX|no words",
    )
    yield letter("another root", lambda x: b"<html><body>x</body></html>", says="DOCX")
    yield letter(
        "400 tables in one another", body(b"<w:tbl><w:tr><w:tc>" * 400 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 400)
    )
    yield letter("20,000 tags in one another", body(b"<w:p><w:r>" * 10_000 + b"</w:r></w:p>" * 10_000))
    yield letter(
        "a cell 200,000,000 wide",
        lambda x: x.replace(b"<w:tcW", b'<w:gridSpan w:val="200000000"/><w:tcW'),
        holds="strait",
    )
    yield letter("an unknown style", lambda x: x.replace(b"ListBullet", b"Klingon"), holds="strait")
    yield letter("3,000 paragraphs", body(b"<w:p><w:r><w:t>Yes.</w:t></w:r></w:p>" * 3_000), holds="strait")
    yield letter("no styles", lambda x: b"<a/>", "word/styles.xml")
    yield letter(
        "a style based on itself",
        lambda x: x.replace(b'w:basedOn w:val="Normal"', b'w:basedOn w:val="ListBullet"'),
        "word/styles.xml",
        holds="strait",
    )
    yield letter(
        "a day that there is not",
        lambda x: x.replace(b"2013-12-23", b"2031-02-30"),
        "docProps/core.xml",
        holds="strait",
    )
    yield letter("no date", lambda x: x.replace(b"2013-12-23T23:15:00Z", b"soon"), "docProps/core.xml", holds="strait")
    yield letter("no kinds of content", lambda x: b"<Types/>", "[Content_Types].xml", says="DOCX")
    yield letter("no relations", lambda x: b"", "_rels/.rels", says="DOCX")
    yield letter(
        "relations to somewhere else",
        lambda x: x.replace(b'Target="word/document.xml"', b'Target="http://127.0.0.1/x" TargetMode="External"'),
        "_rels/.rels",
        says="DOCX",
    )
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (k, b"&l%d;" % (k - 1) * 10) for k in range(1, 12))
    yield letter(
        "a billion laughs",
        lambda x: x.replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY l0 "ha">' + laughs + b"]><w:document").replace(
            b"the strait", b"&l11;"
        ),
    )
    yield letter(
        "a file of the computer",
        lambda x: x.replace(
            b"<w:document", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document'
        ).replace(b"the strait", b"&e;"),
    )
    yield HostileDocument("DOCX: unpacks to 60 MB", "a.docx", lambda: _bomb("word/document.xml", 60), says="unpacks to")
    yield from_bytes(
        "DOCX: a wrong sum",
        "a.docx",
        docx().replace(zlib.crc32(b"x").to_bytes(4, "little"), b"0000")[:-30] + bytes(30),
        says="DOCX",
    )
    yield from_bytes("DOCX: locked", "a.docx", _locked(docx()), says="DOCX")


def _bomb(member: str, megabytes: int) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        packed.open(member, "w", force_zip64=True) as file,
    ):
        for _ in range(megabytes):
            file.write(bytes(1_000_000))
    return out.getvalue()


def _locked(packed: bytes) -> bytes:
    """All members say that they need a password."""
    out = bytearray(packed)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + place] |= 1
            at = out.find(mark, at + 4)
    return bytes(out)


def _books() -> Iterator[HostileDocument]:
    sheet, ns = "xl/worksheets/sheet1.xml", b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

    def book(
        what: str,
        change: Callable[[bytes], bytes],
        member: str = sheet,
        says: str | None = None,
        holds: str | None = None,
    ) -> HostileDocument:
        return HostileDocument(f"XLSX: {what}", "a.xlsx", lambda: changed(xlsx(), member, change), says, holds)

    def rows(*told: bytes) -> Callable[[bytes], bytes]:
        return lambda x: b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (ns, b"".join(told))

    def row(number: int, *cells: bytes) -> bytes:
        return b'<row r="%d">%s</row>' % (number, b"".join(cells))

    def words(text: bytes, kind: bytes = b"inlineStr") -> bytes:
        return b'<c t="%s"><is><t>%s</t></is></c>' % (kind, text)

    head, good = row(1, words(b"date"), words(b"text")), words(WORDS.encode())
    yield from_bytes("XLSX: a text", "a.xlsx", WORDS.encode(), says="XLSX")
    yield from_bytes("XLSX: a letter with its ending", "a.xlsx", docx(), says="XLSX")
    yield from_bytes("XLSX: cut in half", "a.xlsx", xlsx()[: len(xlsx()) // 2], says="XLSX")
    yield from_bytes("XLSX: locked", "a.xlsx", _locked(xlsx()), says="XLSX")
    yield HostileDocument("XLSX: unpacks to 60 MB", "a.xlsx", lambda: _bomb(sheet, 60), says="unpacks to")
    yield book("no XML", lambda x: x[: len(x) // 2], says="XLSX")
    yield book("no rows", rows(), says="the table is empty")
    yield book("a row 2,000,000,000", lambda x: x.replace(b'r="3"', b'r="2000000000"'), says="number above|limit")
    yield book("a row -1", lambda x: x.replace(b'r="3"', b'r="-1"'))
    yield book("a row whose number is a word", lambda x: x.replace(b'r="3"', b'r="three"'), says="XLSX")
    yield book("a cell ZZZZZ1", lambda x: x.replace(b'r="A2"', b'r="ZZZZZ2"'))
    yield book("a cell without a place", rows(head, row(2, words(b"2031-02-18"), good)), holds=WORDS)
    yield book(
        "a text that is not in the list of texts",
        rows(head, row(2, words(b""), b'<c t="s"><v>99999</v></c>')),
        says="XLSX",
    )
    yield book("a text of number -1", rows(head, row(2, words(b""), b'<c t="s"><v>-1</v></c>')), says="XLSX")
    yield book("a number of 5,000 digits", rows(head, row(2, b"<c><v>%s</v></c>" % (b"1" * 5_000), good)))
    yield book("a number that is a word", rows(head, row(2, b"<c><v>many</v></c>", good)))
    yield book("an error as a date", rows(head, row(2, b'<c t="e"><v>#REF!</v></c>', good)), says="row 2")
    yield book("a truth as a text", rows(head, row(2, words(b""), b'<c t="b"><v>1</v></c>')), holds="True")
    yield book(
        "a formula without its answer", rows(head, row(2, words(b""), b"<c><f>A1&amp;B1</f></c>")), says="no row below"
    )
    yield book("a date of the year 10,000", rows(head, row(2, b'<c s="1"><v>9999999</v></c>', good)))
    yield book("an unknown kind of cell", rows(head, row(2, words(b"x", b"klingon"), good)))
    yield book("an unknown style", rows(head, row(2, b'<c s="9999"><v>1</v></c>', good)))
    yield book("5,000 columns", rows(row(1, words(b"text"), *[words(b"c")] * 5_000), row(2, good)), holds=WORDS)
    yield book("a row far from the others", rows(head, row(60_000, words(b""), good)), holds=WORDS)
    yield book("an extent that is not so", lambda x: x.replace(b'ref="A1:D3"', b'ref="A1:XFD1048576"'), holds=WORDS)
    yield book(
        "no sheets", lambda x: re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", x), "xl/workbook.xml", says="XLSX|no sheet"
    )
    yield book(
        "a sheet that is nowhere",
        lambda x: x.replace(b"sheet1.xml", b"sheet9.xml"),
        "xl/_rels/workbook.xml.rels",
        says="no sheet",
    )
    yield book("no styles", lambda x: b"", "xl/styles.xml", says="XLSX")
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (k, b"&l%d;" % (k - 1) * 10) for k in range(1, 12))
    yield book(
        "a billion laughs",
        lambda x: (
            b'<!DOCTYPE x [<!ENTITY l0 "ha">' + laughs + b"]>" + rows(head, row(2, words(b""), words(b"&l11;")))(x)
        ),
    )


GROUPS = (_papers, _letters, _books)
