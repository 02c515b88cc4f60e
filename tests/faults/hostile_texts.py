"""Hostile documents that are texts: plain, in odd encodings, Markdown, front matter, web pages, CSV, JSON Lines."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .samples import FRONT, HTML, WORDS, xlsx

LATIN = "Le ministre a déclaré à la réunion que le détroit resterait ouvert à tous les navires, même étrangers."


@dataclass(frozen=True, slots=True)
class HostileDocument:
    """``says``: a pattern that its message must fit. ``holds``: words that its text must hold. Neither: either a message or a text will do."""

    what: str
    file: str
    make: Callable[[], bytes]
    says: str | None = None
    holds: str | None = None


def from_text(
    what: str, text: str, *, says: str | None = None, holds: str | None = None, file: str = "a.txt"
) -> HostileDocument:
    return HostileDocument(what, file, text.encode, says, holds)


def from_bytes(
    what: str, file: str, data: bytes, *, says: str | None = None, holds: str | None = None
) -> HostileDocument:
    return HostileDocument(what, file, lambda: data, says, holds)


def _texts() -> Iterator[HostileDocument]:
    yield from_text("nothing", "", says="is empty")
    yield from_text("blanks", " \t\n" * 1_000, says="is empty")
    yield from_text("no words", "… — * * * 😀 !!!", says="no words")
    yield from_text("only a mark", "\ufeff", says="no words")
    yield from_text("zeros", "\0" * 5_000, says="binary")
    yield from_text("a few zeros", f"{WORDS[:20]}\0{WORDS[20:]}\n\0", holds=WORDS)
    yield from_text("escape sequences", f"\x1b]0;owned\x07\x1b[2J{WORDS}", holds=WORDS)
    yield from_text("letters from right to left", f"\u202e{WORDS}\u202c", holds=WORDS)
    yield from_text("zero-width letters", "\u200b".join(WORDS), holds=WORDS)
    yield from_text("one line of 2 MB", WORDS + " and so on" * 200_000, holds=WORDS)
    yield from_text("one word of 1 MB", WORDS + " " + "a" * 1_000_000, holds=WORDS)
    yield from_text("200,000 line ends", WORDS + "\n" * 200_000 + WORDS, holds=WORDS)
    yield from_text("200,000 combining letters", WORDS + "e" + "\u0301" * 200_000, holds=WORDS)
    yield from_text("quotation marks never closed", WORDS + "“" * 50_000, holds=WORDS)
    yield from_text("brackets never closed", WORDS + "(" * 100_000, holds=WORDS)
    yield from_text("only quotation marks and said", '" said " ' * 20_000, holds="said")
    yield from_text("ends of lines as on old Macs", WORDS + "\r\r" + WORDS, holds=f"{WORDS}\n\n{WORDS}")
    yield from_text("the line separator of Unicode", WORDS + "\u2028" + WORDS, holds=f"{WORDS}\n{WORDS}")
    yield from_text("a day that there is not", f"LORN, 31 February 2031 — {WORDS}", holds="31 February 2031")
    yield from_text("a year of 40 digits", f"On 1 May {'9' * 40} {WORDS}", holds=WORDS)
    yield from_text("10,000 dates", "1 May 2031, 2031-13-45, 30.2.2031, " * 3_400 + WORDS, holds=WORDS)
    yield from_text("speakers without words", "VOSS:\n\n" * 10_000 + WORDS, holds=WORDS)
    yield from_text("10,000 headings", "STRAIT TALKS\n\n" * 10_000 + WORDS, holds=WORDS)
    yield from_text("letters beyond the first plane", "𝕬𝖉𝖆 " * 1_000 + WORDS, holds=WORDS)
    yield from_text("private letters", "\ue000\U0010fffd" + WORDS, holds=WORDS)
    yield from_text("a hidden PDF", "%PDF-1.4 " + WORDS, says="the PDF|damaged")
    yield from_text("a hidden page", f"<html><body><p>{WORDS}</p>", holds=WORDS)


def _encodings() -> Iterator[HostileDocument]:
    for name in ("utf-8-sig", "utf-16", "utf-32"):
        yield from_bytes(name, "a.txt", f"{WORDS} Ünïcode".encode(name), holds="Ünïcode")
    for name, mark in (("utf-16-be", b"\xfe\xff"), ("utf-32-be", b"\0\0\xfe\xff")):
        yield from_bytes(name, "a.txt", mark + WORDS.encode(name), holds=WORDS)
    yield from_bytes("utf-16 with half a character", "a.txt", WORDS.encode("utf-16") + b"x", says="begins as utf-16")
    yield from_bytes(
        "utf-16 with half a pair",
        "a.txt",
        b"\xff\xfe" + WORDS.encode("utf-16-le") + b"\x00\xd8",
        says="begins as utf-16",
    )
    yield from_bytes("windows-1252", "a.txt", LATIN.encode("cp1252"), holds=LATIN)
    yield from_bytes(
        "windows-1251",
        "a.txt",
        ("Министр заявил, что пролив останется открытым для всех судов. " * 5).encode("cp1251"),
        holds="Министр",
    )
    yield from_bytes(
        "shift-jis", "a.txt", ("海峡はすべての船舶に開かれたままであると大臣は述べた。" * 5).encode("shift-jis")
    )
    yield from_bytes("UTF-8 cut in a letter", "a.txt", LATIN.encode()[:-40] + b"\xc3", holds="Le ministre")
    yield from_bytes("overlong letters", "a.txt", WORDS.encode() + b"\xc0\xaf\xe0\x80\xaf", holds=WORDS)
    yield from_bytes("surrogates as bytes", "a.txt", WORDS.encode() + b"\xed\xa0\x80\xed\xb0\x80", holds=WORDS)
    yield from_bytes("every byte", "a.txt", bytes(range(256)) * 50, says="binary")
    yield from_bytes("every byte from 128", "a.txt", WORDS.encode() + bytes(range(128, 256)), holds=WORDS)
    yield from_bytes("chance", "a.txt", random.Random(1).randbytes(20_000), says="binary")
    yield from_bytes("a picture", "a.txt", b"\x89PNG\r\n\x1a\n" + bytes(5_000), says="binary")


def _markdown() -> Iterator[HostileDocument]:
    tail = f"\n\n{WORDS}\n"
    yield from_text("2,000 quotations in one another", ">" * 2_000 + " x" + tail, file="a.md")
    yield from_text("500 lists in one another", "".join("  " * k + "* x\n" for k in range(500)) + tail, file="a.md")
    yield from_text("100,000 asterisks", "*" * 100_000 + tail, holds=WORDS, file="a.md")
    yield from_text("10,000 emphases never closed", "*a _b " * 5_000 + tail, holds=WORDS, file="a.md")
    yield from_text("20,000 brackets", "[" * 20_000 + tail, holds=WORDS, file="a.md")
    yield from_text("20,000 links in one another", "[" * 20_000 + "a" + "](b)" * 20_000 + tail, file="a.md")
    yield from_text(
        "backticks of all lengths", " ".join("`" * k for k in range(1, 500)) + tail, holds=WORDS, file="a.md"
    )
    yield from_text(
        "a table of 5,000 columns",
        "|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n" + "|b" * 5_000 + "|\n" + tail,
        holds=WORDS,
        file="a.md",
    )
    yield from_text("only a fence", "```\n" + WORDS, holds=WORDS, file="a.md")
    yield from_text("HTML within", f"<script>alert(1)</script>\n\n{WORDS}", holds=WORDS, file="a.md")
    yield from_text("5,000 addresses", "<http://a.example> " * 5_000 + tail, holds=WORDS, file="a.md")
    yield from_text("character references", f"&#0; &#xD800; &#x110000; &#{'9' * 50}; {WORDS}", holds=WORDS, file="a.md")


def _front_matter() -> Iterator[HostileDocument]:
    def front(what: str, head: str, says: str | None = None, holds: str | None = None) -> HostileDocument:
        return from_text(f"front matter: {what}", f"---\n{head}\n---\n{WORDS}\n", says=says, holds=holds, file="a.md")

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
    yield from_text("front matter never closed", f"---\ntitle: x\n{WORDS}", holds=WORDS, file="a.md")
    yield from_text("front matter and nothing else", "---\ntitle: x\n---\n", says="no words", file="a.md")
    yield from_text("front matter with the line ends of Windows", FRONT.replace("\n", "\r\n"), holds=WORDS, file="a.md")


def _pages() -> Iterator[HostileDocument]:
    def page(
        what: str, body: str, head: str = "", says: str | None = None, holds: str | None = WORDS
    ) -> HostileDocument:
        text = f"<!DOCTYPE html><html><head><title>Talks</title>{head}</head><body>{body}</body></html>"
        return from_text(f"page: {what}", text, says=says, holds=holds if says is None else None, file="a.html")

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
    yield from_text(
        "page: a billion laughs",
        f'<!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]><html><body><p>{WORDS} &l11;</p></body></html>',
        holds=WORDS,
        file="a.html",
    )
    yield from_text(
        "page: an entity of a file",
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>{WORDS} &x;</p></body></html>',
        holds=WORDS,
        file="a.html",
    )
    yield from_bytes("page: zeros", "a.html", HTML.encode().replace(b"the strait", b"the\0strait"))
    yield from_bytes("page: utf-16", "a.html", HTML.encode("utf-16"), holds=WORDS)
    yield from_bytes("page: says utf-16, is utf-8", "a.html", HTML.replace("utf-8", "utf-16").encode(), holds=WORDS)
    yield from_bytes(
        "page: XHTML that says latin-1",
        "a.xhtml",
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + HTML.encode(),
        holds=WORDS,
    )
    yield from_bytes("page: not a page", "a.html", random.Random(2).randbytes(5_000))
    yield from_bytes("page: no tags", "a.html", WORDS.encode(), says="no article text")


def _tables() -> Iterator[HostileDocument]:
    def table(
        what: str, text: str, *, says: str | None = None, holds: str | None = None, file: str = "a.csv"
    ) -> HostileDocument:
        return from_text(f"CSV: {what}", text, says=says, holds=holds, file=file)

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
    yield from_bytes("CSV: utf-16", "a.csv", f'title,text\nx,"{WORDS}"\n'.encode("utf-16"), holds=WORDS)
    yield from_bytes("CSV: windows-1252", "a.csv", f'title,text\nx,"{LATIN}"\n'.encode("cp1252"), holds=LATIN)
    yield from_bytes("CSV: a workbook with its ending", "a.csv", xlsx(), says="a.csv")


def _lines() -> Iterator[HostileDocument]:
    good = json.dumps({"text": WORDS})

    def lines(what: str, line: str, *, says: str | None = None, holds: str | None = None) -> HostileDocument:
        return from_text(
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
    yield from_text("JSON Lines: one list of objects", f"[{good},\n{good}]", says="line 1", file="a.jsonl")
    yield from_text("JSON Lines: nothing but braces", "{}\n" * 100, says="line 1", file="a.jsonl")
    yield from_text("JSON Lines: a mark first", "\ufeff" + good, holds=WORDS, file="a.jsonl")


GROUPS = (_texts, _encodings, _markdown, _front_matter, _pages, _tables, _lines)
