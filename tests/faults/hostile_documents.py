"""Hostile documents: made here, from a few lines each, so that nothing large or dangerous lies in the repository."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import damage
from .samples import FRONT, HTML, WORDS, changed, documents, docx, pdf, xlsx

LATIN = "Le ministre a déclaré à la réunion que le détroit resterait ouvert à tous les navires, même étrangers."


@dataclass(frozen=True, slots=True)
class HostileDocument:
    """``says``: a pattern that its message must fit. ``holds``: words that its text must hold. Neither: either a message or a text will do."""

    what: str
    file: str
    make: Callable[[], bytes]
    says: str | None = None
    holds: str | None = None


def corpus(seed: int = 1, damages: int = 8) -> Iterator[HostileDocument]:
    """All of them; ``damages``: how many of each form are a valid file damaged at random."""
    for group in (_texts, _encodings, _markdown, _front_matter, _pages, _papers, _letters, _tables, _lines, _books):
        yield from group()
    for name, data in documents().items():
        for k in range(damages):
            chance = random.Random(f"{seed}-{name}-{k}")
            way = damage.WAYS[k % len(damage.WAYS)]
            yield HostileDocument(f"damaged: {name} {way.__name__} {k}", name, lambda d=data, w=way, c=chance: w(d, c))


def _text(
    what: str, text: str, *, says: str | None = None, holds: str | None = None, file: str = "a.txt"
) -> HostileDocument:
    return HostileDocument(what, file, text.encode, says, holds)


def _data(what: str, file: str, data: bytes, *, says: str | None = None, holds: str | None = None) -> HostileDocument:
    return HostileDocument(what, file, lambda: data, says, holds)


def _texts() -> Iterator[HostileDocument]:
    yield _text("nothing", "", says="is empty")
    yield _text("blanks", " \t\n" * 1_000, says="is empty")
    yield _text("no words", "… — * * * 😀 !!!", says="no words")
    yield _text("only a mark", "\ufeff", says="no words")
    yield _text("zeros", "\0" * 5_000, says="binary")
    yield _text("a few zeros", f"{WORDS[:20]}\0{WORDS[20:]}\n\0", holds=WORDS)
    yield _text("escape sequences", f"\x1b]0;owned\x07\x1b[2J{WORDS}", holds=WORDS)
    yield _text("letters from right to left", f"\u202e{WORDS}\u202c", holds=WORDS)
    yield _text("zero-width letters", "\u200b".join(WORDS), holds=WORDS)
    yield _text("one line of 2 MB", WORDS + " and so on" * 200_000, holds=WORDS)
    yield _text("one word of 1 MB", WORDS + " " + "a" * 1_000_000, holds=WORDS)
    yield _text("200,000 line ends", WORDS + "\n" * 200_000 + WORDS, holds=WORDS)
    yield _text("200,000 combining letters", WORDS + "e" + "\u0301" * 200_000, holds=WORDS)
    yield _text("quotation marks never closed", WORDS + "“" * 50_000, holds=WORDS)
    yield _text("brackets never closed", WORDS + "(" * 100_000, holds=WORDS)
    yield _text("only quotation marks and said", '" said " ' * 20_000, holds="said")
    yield _text("ends of lines as on old Macs", WORDS + "\r\r" + WORDS, holds=f"{WORDS}\n\n{WORDS}")
    yield _text("the line separator of Unicode", WORDS + "\u2028" + WORDS, holds=f"{WORDS}\n{WORDS}")
    yield _text("a day that there is not", f"LORN, 31 February 2031 — {WORDS}", holds="31 February 2031")
    yield _text("a year of 40 digits", f"On 1 May {'9' * 40} {WORDS}", holds=WORDS)
    yield _text("10,000 dates", "1 May 2031, 2031-13-45, 30.2.2031, " * 3_400 + WORDS, holds=WORDS)
    yield _text("speakers without words", "VOSS:\n\n" * 10_000 + WORDS, holds=WORDS)
    yield _text("10,000 headings", "STRAIT TALKS\n\n" * 10_000 + WORDS, holds=WORDS)
    yield _text("letters beyond the first plane", "𝕬𝖉𝖆 " * 1_000 + WORDS, holds=WORDS)
    yield _text("private letters", "\ue000\U0010fffd" + WORDS, holds=WORDS)
    yield _text("a hidden PDF", "%PDF-1.4 " + WORDS, says="the PDF|damaged")
    yield _text("a hidden page", f"<html><body><p>{WORDS}</p>", holds=WORDS)


def _encodings() -> Iterator[HostileDocument]:
    for name in ("utf-8-sig", "utf-16", "utf-32"):
        yield _data(name, "a.txt", f"{WORDS} Ünïcode".encode(name), holds="Ünïcode")
    for name, mark in (("utf-16-be", b"\xfe\xff"), ("utf-32-be", b"\0\0\xfe\xff")):
        yield _data(name, "a.txt", mark + WORDS.encode(name), holds=WORDS)
    yield _data("utf-16 with half a character", "a.txt", WORDS.encode("utf-16") + b"x", says="begins as utf-16")
    yield _data(
        "utf-16 with half a pair",
        "a.txt",
        b"\xff\xfe" + WORDS.encode("utf-16-le") + b"\x00\xd8",
        says="begins as utf-16",
    )
    yield _data("windows-1252", "a.txt", LATIN.encode("cp1252"), holds=LATIN)
    yield _data(
        "windows-1251",
        "a.txt",
        ("Министр заявил, что пролив останется открытым для всех судов. " * 5).encode("cp1251"),
        holds="Министр",
    )
    yield _data(
        "shift-jis", "a.txt", ("海峡はすべての船舶に開かれたままであると大臣は述べた。" * 5).encode("shift-jis")
    )
    yield _data("UTF-8 cut in a letter", "a.txt", LATIN.encode()[:-40] + b"\xc3", holds="Le ministre")
    yield _data("overlong letters", "a.txt", WORDS.encode() + b"\xc0\xaf\xe0\x80\xaf", holds=WORDS)
    yield _data("surrogates as bytes", "a.txt", WORDS.encode() + b"\xed\xa0\x80\xed\xb0\x80", holds=WORDS)
    yield _data("every byte", "a.txt", bytes(range(256)) * 50, says="binary")
    yield _data("every byte from 128", "a.txt", WORDS.encode() + bytes(range(128, 256)), holds=WORDS)
    yield _data("chance", "a.txt", random.Random(1).randbytes(20_000), says="binary")
    yield _data("a picture", "a.txt", b"\x89PNG\r\n\x1a\n" + bytes(5_000), says="binary")


def _markdown() -> Iterator[HostileDocument]:
    tail = f"\n\n{WORDS}\n"
    yield _text("2,000 quotations in one another", ">" * 2_000 + " x" + tail, file="a.md")
    yield _text("500 lists in one another", "".join("  " * k + "* x\n" for k in range(500)) + tail, file="a.md")
    yield _text("100,000 asterisks", "*" * 100_000 + tail, holds=WORDS, file="a.md")
    yield _text("10,000 emphases never closed", "*a _b " * 5_000 + tail, holds=WORDS, file="a.md")
    yield _text("20,000 brackets", "[" * 20_000 + tail, holds=WORDS, file="a.md")
    yield _text("20,000 links in one another", "[" * 20_000 + "a" + "](b)" * 20_000 + tail, file="a.md")
    yield _text("backticks of all lengths", " ".join("`" * k for k in range(1, 500)) + tail, holds=WORDS, file="a.md")
    yield _text(
        "a table of 5,000 columns",
        "|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n" + "|b" * 5_000 + "|\n" + tail,
        holds=WORDS,
        file="a.md",
    )
    yield _text("only a fence", "```\n" + WORDS, holds=WORDS, file="a.md")
    yield _text("HTML within", f"<script>alert(1)</script>\n\n{WORDS}", holds=WORDS, file="a.md")
    yield _text("5,000 addresses", "<http://a.example> " * 5_000 + tail, holds=WORDS, file="a.md")
    yield _text("character references", f"&#0; &#xD800; &#x110000; &#{'9' * 50}; {WORDS}", holds=WORDS, file="a.md")


def _front_matter() -> Iterator[HostileDocument]:
    def front(what: str, head: str, says: str | None = None, holds: str | None = None) -> HostileDocument:
        return _text(f"front matter: {what}", f"---\n{head}\n---\n{WORDS}\n", says=says, holds=holds, file="a.md")

    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "\n".join(
        f"{chr(98 + k)}: &{chr(98 + k)} [{', '.join([f'*{chr(97 + k)}'] * 9)}]" for k in range(12)
    )
    yield front("an alias bomb", f"title: x\n{bomb}", says=r"line \d+: more than 1,000 entries")
    yield front("a day that there is not", "date: 2031-02-30", says="2031-02-30")
    yield front("a date that is none", "date: soon", says="soon")
    yield front("a year of 5 digits", "date: 99999-01-01", says="99999")
    yield front("a date as a list", "date: [2031, 2, 18]", says="date in the front matter")
    yield front("a date as a number", "date: 20310218")
    yield front("900 lists in one another", f"title: {'[' * 900}{']' * 900}", says="line 2: .*deep")
    yield front("a number of 400 digits", f"title: {'1' * 400}", says="line 2: a number of 400 digits")
    yield front("!!int abc", "title: !!int abc", says="line 2: the tag !!int")
    yield front("!!python", "title: !!python/object/apply:os.system [ls]", says="line 2: the tag")
    yield front("!!binary", "title: !!binary aGk=", says="line 2: the tag")
    yield front("a merge of itself", "title: x\na: &a\n  <<: *a", says=r"line \d+: \*a stands within itself")
    yield front("an alias as key", "title: &t x\n*t : y", says="line 3: a key must be")
    yield front("an alias of nothing", "title: *nobody", says="line 2: ")
    yield front("half a character", 'title: "\\ud800"', says="line 2: the character U\\+D800")
    yield front("a zero", 'title: "\\0"', says="line 2: the character U\\+0000")
    yield front("a key twice", "title: x\ntitle: y", says="line 3: .*title")
    yield front("a list", "- title", holds=WORDS)
    yield front("no YAML", "title: [", says="line 2: |line 3: ")
    yield front("no YAML, a text", "It begins: [here", holds=WORDS)
    yield front("60,000 letters", f"title: {'a' * 60_000}", says="characters are too many")
    yield front("a tab", "title:\n\tx: y", says="line 3: ")
    yield front("a title in three lines", "title: |\n  One\n  two\n  three", holds=WORDS)
    yield front("an address that is none", "url: http://[::1", holds=WORDS)
    yield _text("front matter never closed", f"---\ntitle: x\n{WORDS}", holds=WORDS, file="a.md")
    yield _text("front matter and nothing else", "---\ntitle: x\n---\n", says="no words", file="a.md")
    yield _text("front matter with the line ends of Windows", FRONT.replace("\n", "\r\n"), holds=WORDS, file="a.md")


def _pages() -> Iterator[HostileDocument]:
    def page(
        what: str, body: str, head: str = "", says: str | None = None, holds: str | None = WORDS
    ) -> HostileDocument:
        text = f"<!DOCTYPE html><html><head><title>Talks</title>{head}</head><body>{body}</body></html>"
        return _text(f"page: {what}", text, says=says, holds=holds if says is None else None, file="a.html")

    p = f"<article><p>{WORDS}</p><p>{WORDS}</p></article>"
    yield page("50,000 elements in one another", "<div>" * 50_000 + p, holds=None)
    yield page("5,000 tables in one another", "<table><tr><td>" * 5_000 + p, holds=None)
    yield page("tags never closed", "<b><i><u><font>" * 40 + p)
    yield page("2,000 tags in one another", "<b><i><u><font>" * 500 + p, says="no article text")
    yield page("tags closed and never opened", "</div></p></b>" * 5_000 + p)
    yield page("an attribute of 1 MB", f'<p title="{"a" * 1_000_000}">{WORDS}</p>')
    yield page("2,000 attributes", f"<p {' '.join(f'a{k}=1' for k in range(2_000))}>{WORDS}</p>")
    yield page("a comment never closed", f"{p}<!-- {WORDS}")
    yield page(
        "only scripts", f"<script>document.write('{WORDS}')</script>", says="no words|holds no|no article|no text"
    )
    yield page("nothing", "", says="no words|no article|no text|empty|holds no")
    yield page("impossible characters", f"&#0;&#xD800;&#x110000;&#99999999999;{p}")
    yield page("an impossible date", p, '<meta property="article:published_time" content="2031-02-30">')
    yield page("a date of 5,000 digits", p, f'<meta name="date" content="{"1" * 5_000}">')
    yield page("data of 900 levels", p, f'<script type="application/ld+json">{"[" * 900}{"]" * 900}</script>')
    yield page("data of 100,000 levels", p, f'<script type="application/ld+json">{"[" * 100_000}</script>')
    yield page(
        "data with a number of 5,000 digits", p, f'<script type="application/ld+json">{{"a": {"1" * 5_000}}}</script>'
    )
    yield page(
        "data of the wrong types",
        p,
        '<script type="application/ld+json">{"@type": 3, "datePublished": [], "author": 1e999, "headline": {}}</script>',
    )
    yield page(
        "half a character in its data",
        p,
        '<script type="application/ld+json">{"headline": "\\ud800", "datePublished": "\\ud800"}</script>',
    )
    yield page(
        "addresses that are none",
        p,
        '<base href="http://[::1"><link rel="canonical" href="http://[::1/"><meta property="og:url" content="http://[">',
    )
    yield page("an unknown encoding", p, '<meta charset="klingon">')
    yield page("an encoding that decodes nothing", p, '<meta charset="base64">', holds=None)
    yield page("a title of 1 MB", p, f"<title>{'a' * 1_000_000}</title>")
    yield page("frames", f'<frameset><frame src="http://127.0.0.1/"></frameset>{p}', holds=None)
    yield page(
        "svg and math", f"<svg><title>x</title><foreignObject><p>no</p></foreignObject></svg><math><mi>a</mi></math>{p}"
    )
    yield page("10,000 empty paragraphs", "<p></p>" * 10_000 + p)
    yield page("2,000 items in one another", "<ul><li>" * 2_000 + p, holds=None)
    yield page("select, textarea, button", f"<select><option>{WORDS}<textarea>{p}", holds=None)
    laughs = "".join(f'<!ENTITY l{k} "{f"&l{k - 1};" * 10}">' for k in range(1, 12))
    yield _text(
        "page: a billion laughs",
        f'<!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]><html><body><p>{WORDS} &l11;</p></body></html>',
        holds=WORDS,
        file="a.html",
    )
    yield _text(
        "page: an entity of a file",
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>{WORDS} &x;</p></body></html>',
        holds=WORDS,
        file="a.html",
    )
    yield _data("page: zeros", "a.html", HTML.encode().replace(b"the strait", b"the\0strait"))
    yield _data("page: utf-16", "a.html", HTML.encode("utf-16"), holds=WORDS)
    yield _data("page: says utf-16, is utf-8", "a.html", HTML.replace("utf-8", "utf-16").encode(), holds=WORDS)
    yield _data(
        "page: XHTML that says latin-1",
        "a.xhtml",
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + HTML.encode(),
        holds=WORDS,
    )
    yield _data("page: not a page", "a.html", random.Random(2).randbytes(5_000))
    yield _data("page: no tags", "a.html", WORDS.encode(), says="no article text")


def _papers() -> Iterator[HostileDocument]:
    def paper(
        what: str, *objects: bytes, says: str | None = None, holds: str | None = None, trailer: bytes = b""
    ) -> HostileDocument:
        return _data(f"PDF: {what}", "a.pdf", pdf(list(objects) or None, trailer=trailer), says=says, holds=holds)

    root, pages = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 995 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    line = b"BT /F1 12 Tf 50 700 Td (" + WORDS.encode() + b") Tj ET"

    def stream(data: bytes, more: bytes = b"") -> bytes:
        return b"<<%s/Length %d>>stream\n%s\nendstream\n" % (more, len(data), data)

    yield _data("PDF: only its first line", "a.pdf", b"%PDF-1.7\n", says="PDF")
    yield _data("PDF: cut in half", "a.pdf", pdf()[:350])
    yield _data("PDF: no table of objects", "a.pdf", pdf().partition(b"xref")[0], says="PDF")
    yield _data("PDF: 1,000 lines before it", "a.pdf", b"x\n" * 1_000 + pdf(), holds="strait")
    yield _data("PDF: a letter with its ending", "a.pdf", docx(), says="PDF")
    yield _data("PDF: a text with its ending", "a.pdf", WORDS.encode(), says="PDF")
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

    yield _data("DOCX: a text", "a.docx", WORDS.encode(), says="DOCX")
    yield _data("DOCX: an empty ZIP", "a.docx", _zip(), says="DOCX")
    yield _data("DOCX: a ZIP of something else", "a.docx", _zip(("a.txt", WORDS.encode())), says="DOCX")
    yield _data("DOCX: cut in half", "a.docx", docx()[: len(docx()) // 2], says="DOCX")
    yield _data("DOCX: a table with its ending", "a.docx", xlsx(), says="DOCX")
    yield _data("DOCX: 3,000 members", "a.docx", _zip(*((f"word/{k}.xml", b"<a/>") for k in range(3_000))), says="DOCX")
    yield _data(
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
    yield _data(
        "DOCX: a wrong sum",
        "a.docx",
        docx().replace(zlib.crc32(b"x").to_bytes(4, "little"), b"0000")[:-30] + bytes(30),
        says="DOCX",
    )
    yield _data("DOCX: locked", "a.docx", _locked(docx()), says="DOCX")


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


def _tables() -> Iterator[HostileDocument]:
    def table(
        what: str, text: str, *, says: str | None = None, holds: str | None = None, file: str = "a.csv"
    ) -> HostileDocument:
        return _text(f"CSV: {what}", text, says=says, holds=holds, file=file)

    yield table("only names of columns", "title,text\n", says="no row below")
    yield table("no column of texts", f"title,date\nx,2031-02-18\n{WORDS},\n", says="no text column")
    yield table("quotation marks never closed", f'title,text\n"x,{WORDS}\n', says="never closed")
    yield table("zeros", f"title,text\nx\0y,{WORDS.replace(',', '')}\n")
    yield table(
        "5,000 columns",
        f"{','.join(f'c{k}' for k in range(5_000))},text\n{',' * 5_000}{WORDS.replace(',', '')}\n",
        holds="strait",
    )
    yield table("5,000 columns without names", f"text{',' * 5_000}\n{WORDS.replace(',', '')}\n", holds="strait")
    yield table("a cell of 3 MB", f'title,text\nx,"{WORDS * 30_000}"\n', holds="strait")
    yield table("rows of other lengths", f"title,text\nx\n,,,,\nx,y,z\n{WORDS}\n", says="this row has 3 cells")
    yield table("two columns of texts", f'text,text\n"{WORDS}",other\n', holds=WORDS)
    yield table("formulas", f'title,text\n"=HYPERLINK(""http://x"")","{WORDS}"\n', holds=WORDS)
    yield table("a day that there is not", f'date,text\n2031-02-30,"{WORDS}"\n', says="2031-02-30")
    yield table("a date of 5,000 digits", f'date,text\n{"1" * 5_000},"{WORDS}"\n', says="row 2")
    yield table("half of a date", f'date,text\n2031,"{WORDS}"\n', says="'2031' is not a date")
    yield table("10,000 empty rows", "title,text\n" + ",\n" * 10_000 + f'x,"{WORDS}"\n', holds=WORDS)
    yield table("ends of lines as on old Macs", f'title,text\rx,"{WORDS}"\r', holds=WORDS)
    yield table("blank lines first", f'\n\ntitle,text\nx,"{WORDS}"\n', holds=WORDS)
    yield table("a line that tells the separator", f'sep=;\ntitle;text\nx;"{WORDS}"\n', holds=WORDS)
    yield table("a mark in the middle", f'title,\ufefftext\nx,"{WORDS}"\n', holds=WORDS)
    yield table("an address that is none", f'url,text\nhttp://[::1,"{WORDS}"\n', holds=WORDS)
    yield table("a language that is none", f'language,text\n\u202eklingon,"{WORDS}"\n', holds=WORDS)
    yield table("1,000 rows", "title,text\n" + f'x,"{WORDS}"\n' * 1_000, holds=WORDS)
    yield table("tabs in its cells", f'title\ttext\n"a\tb"\t"{WORDS}"\n', holds=WORDS, file="a.tsv")
    yield table("no tabs", f"{WORDS}\n{WORDS}\n", says="no text column", file="a.tsv")
    yield _data("CSV: utf-16", "a.csv", f'title,text\nx,"{WORDS}"\n'.encode("utf-16"), holds=WORDS)
    yield _data("CSV: windows-1252", "a.csv", f'title,text\nx,"{LATIN}"\n'.encode("cp1252"), holds=LATIN)
    yield _data("CSV: a workbook with its ending", "a.csv", xlsx(), says="a.csv")


def _lines() -> Iterator[HostileDocument]:
    good = json.dumps({"text": WORDS})

    def lines(what: str, line: str, *, says: str | None = None, holds: str | None = None) -> HostileDocument:
        return _text(
            f"JSON Lines: {what}", f"{good}\n{line}\n{good}\n", says=says, holds=holds or WORDS, file="a.jsonl"
        )

    yield lines("a number of 5,000 digits", f'{{"text": {"1" * 5_000}}}', says="line 2: .*digits")
    yield lines("100,000 lists in one another", "[" * 100_000 + "]" * 100_000, says="line 2: .*too deep")
    yield lines("900 lists in one another", f'{{"text": {"[" * 900}{"]" * 900}}}')
    yield lines("a list", "[1, 2]", says="line 2: this line is not a JSON object")
    yield lines("no JSON", "text: x", says="line 2: this line is not JSON")
    yield lines("cut", '{"text": "x', says="line 2: this line is not JSON")
    yield lines("no number", '{"text": NaN, "date": Infinity}')
    yield lines("half a character", '{"text": "\\ud800 x", "title": "\\udfff"}')
    yield lines("a zero", '{"text": "\\u0000"}', says="line 2: .*no words")
    yield lines("a key twice", '{"text": "x", "text": "y"}')
    yield lines(
        "a text that is none", '{"text": {"a": [1, null]}, "title": [], "date": {}, "source": false}', says="line 2"
    )
    yield lines("a text that is null", '{"text": null}', says="line 2: .*no words")
    yield lines("a date that is a number", '{"text": "x", "date": 1e999}', says="line 2")
    yield lines("a date that is true", '{"text": "x", "date": true}', says="line 2")
    yield lines("a key of 1 MB", f'{{"{"k" * 1_000_000}": 1, "text": "x"}}')
    yield lines("3,000 keys", json.dumps({**{f"k{k}": k for k in range(3_000)}, "text": "x"}))
    yield lines("no text", '{"title": "x"}', says="line 2: .*no text column")
    yield _text("JSON Lines: one list of objects", f"[{good},\n{good}]", says="line 1", file="a.jsonl")
    yield _text("JSON Lines: nothing but braces", "{}\n" * 100, says="line 1", file="a.jsonl")
    yield _text("JSON Lines: a mark first", "\ufeff" + good, holds=WORDS, file="a.jsonl")


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
    yield _data("XLSX: a text", "a.xlsx", WORDS.encode(), says="XLSX")
    yield _data("XLSX: a letter with its ending", "a.xlsx", docx(), says="XLSX")
    yield _data("XLSX: cut in half", "a.xlsx", xlsx()[: len(xlsx()) // 2], says="XLSX")
    yield _data("XLSX: locked", "a.xlsx", _locked(xlsx()), says="XLSX")
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
