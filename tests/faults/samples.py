"""Small valid files of every form that the program reads, for tests that damage them."""

from __future__ import annotations

import base64
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import openpyxl
from docx import Document as Docx

from ..conftest import ROOT
from ..growing_site import feed, item, sitemap

WORDS = "Ada Voss, the foreign minister of Northland, said on Monday that the strait would stay open to all ships."
MORE = "“We reject any toll,” said Tomas Reer of Port Union. The talks resume in Lorn on 18 February 2031."
TEXT = f"Strait talks resume\n\nLORN, 17 February 2031 — {WORDS}\n\n{MORE}\n"
_FORMATS = ROOT / "tests" / "formats" / "cases"


def pdf(objects: list[bytes] | None = None, *, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first its catalogue; without them one page with two lines."""
    lines = b"BT /F1 12 Tf 50 700 Td (" + WORDS.encode() + b") Tj 0 -20 Td (The talks resume in Lorn.) Tj ET"
    objects = objects or [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 995 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream\n" % (len(lines), lines),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Title(Strait talks)/CreationDate(D:20310217120000Z)>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj" % number + content + b"endobj\n"
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    info = b"/Info 6 0 R" if len(objects) > 5 else b""
    return out + b"trailer<</Size %d/Root 1 0 R%s%s>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, info, trailer, at)


@cache
def docx() -> bytes:
    """A letter with a heading, two paragraphs, a list and a table."""
    document, out = Docx(), io.BytesIO()
    document.core_properties.title = "Strait talks"
    document.add_heading("Strait talks resume", 1)
    document.add_paragraph(WORDS)
    document.add_paragraph(MORE, style="List Bullet")
    table = document.add_table(2, 2)
    table.rows[0].cells[0].text = "Party"
    table.rows[1].cells[1].text = "Northland"
    document.save(out)
    return out.getvalue()


@cache
def xlsx() -> bytes:
    """A table of two documents."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (
        ["title", "date", "source", "text"],
        ["One", "2031-02-17", "Lorn Post", WORDS],
        ["Two", None, "x", MORE],
    ):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def changed(packed: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """A ZIP with one of its members changed, compressed anew."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, change(data) if part.filename == member else data)
    return out.getvalue()


HTML = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Strait talks resume</title>
<meta property="article:published_time" content="2031-02-17T09:00:00Z"><meta property="og:site_name" content="Lorn Post">
<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"2031-02-17","headline":"Strait talks"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Strait talks resume</h1><p>{WORDS}</p><ul><li>{MORE}</li></ul>
<table><tr><th>Party</th><td>Northland</td></tr></table></article></body></html>
"""
FRONT = f"""---
title: Strait talks resume
date: 2031-02-17
source: Lorn Post
url: https://lorn.example/strait
---
# Strait talks

{WORDS}

* {MORE}
"""
_ROWS = f'title,date,source,text\nOne,2031-02-17,Lorn Post,"{WORDS}"\nTwo,17.2.2031,x,"{MORE}"\n'


def documents() -> dict[str, bytes]:
    """One valid document of each form, by its name."""
    return {
        "plain.txt": TEXT.encode(),
        "front.md": FRONT.encode(),
        "page.html": HTML.encode(),
        "paper.pdf": pdf(),
        "letter.docx": docx(),
        "table.csv": _ROWS.encode(),
        "table.tsv": f"title\tdate\ttext\nOne\t2031-02-17\t{WORDS}\n".encode(),
        "table.jsonl": "".join(
            json.dumps({"title": t, "date": "2031-02-17", "text": words}) + "\n"
            for t, words in (("One", WORDS), ("Two", MORE))
        ).encode(),
        "book.xlsx": xlsx(),
    }


def page_record(
    address: str, page: bytes, *, kind: str = "response", status: str = "200 OK", headers: str = "", more: str = ""
) -> bytes:
    """A record of a web archive with what a server answered."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n".encode() + page
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-02-17T09:00:00Z\r\n{more}"
    head += f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


def records() -> list[bytes]:
    """Two pages in two records, and one that is gone."""
    return [
        page_record("https://lorn.example/a.html", HTML.encode()),
        page_record("https://lorn.example/b.html", b"gone", status="404 Not Found"),
        page_record("https://lorn.example/c.html", HTML.replace("resume", "go on").encode()),
    ]


MESSAGE = f"""From: Ada Voss <ada@lorn.example>
To: talks@lorn.example
Subject: =?utf-8?q?The_strait?=
Date: Mon, 17 Feb 2031 09:00:00 +0000
Message-ID: <1@lorn.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b1"

--b1
Content-Type: multipart/alternative; boundary="b2"

--b2
Content-Type: text/plain; charset=utf-8

Dear all,

{WORDS}

On 16 February 2031, Tomas Reer wrote:
> {MORE}

--{" "}
Ada Voss
--b2
Content-Type: text/html; charset=utf-8

<p>{WORDS}</p>
--b2--
--b1
Content-Type: text/plain; name="note.txt"
Content-Disposition: attachment; filename="note.txt"
Content-Transfer-Encoding: base64

{base64.b64encode(TEXT.encode()).decode()}
--b1--
"""


def mailbox(*messages: str) -> bytes:
    """A mailbox of these messages."""
    return "".join(f"From ada@lorn.example Mon Feb 17 09:00:00 2031\n{m}\n" for m in messages).encode()


def packed(files: Mapping[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, kind)
    return out.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w") -> bytes:
    """A tar of these files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@cache
def containers() -> dict[str, bytes]:
    """One valid archive, web archive, mailbox or message of each form, by its name."""
    gzipped = b"".join(gzip.compress(r, mtime=0) for r in records())
    files = {"a.txt": TEXT.encode(), "folder/b.html": HTML.encode(), "c.md": FRONT.encode(), "d.jpg": b"\xff\xd8"}
    return {
        "crawl.warc": b"".join(records()),
        "crawl.warc.gz": gzipped,
        "crawl.wacz": packed({"archive/data.warc.gz": gzipped, "datapackage.json": b"{}"}, zipfile.ZIP_STORED),
        "message.eml": MESSAGE.encode(),
        "box.mbox": mailbox(MESSAGE, MESSAGE.replace("<1@", "<2@").replace("strait", "depot")),
        "files.zip": packed(files),
        "files.tar": tarred(files),
        "files.tar.gz": tarred(files, "w:gz"),
    }


def listings() -> dict[str, bytes]:
    """One valid file of each form that lists texts, by its form."""
    entries = (
        item(1, "/1", content_encoded=f"&lt;p&gt;{WORDS}&lt;/p&gt;"),
        item(2, "/2", description=f"<![CDATA[<b>{MORE}</b>]]>"),
    )
    pages = ("https://lorn.example/1", "2031-02-17"), ("https://lorn.example/2", None)
    return {
        "feed": feed(*entries, more="<atom:link rel='next' href='?page=2'/>"),
        "sitemap": sitemap(*pages),
        "addresses": b"# ministries\nhttps://lorn.example/1\n\nhttps://lorn.example/2 # the second\n",
    }


BASE = """\
negotiation: Strait talks
parties:
  North: {at_table: true, actors: [{name: Ada Voss, role: foreign minister}], aliases: [the North]}
  South: {at_table: true}
  Isles: {at_table: false}
issues:
  transit:
    question: Who may pass?
    options: {open: free passage, escorted: under escort, closed: no passage}
  dues: {options: [none, reduced, full]}
"""
DOSSIER = (
    BASE
    + """\
linkages:
  - {never: {transit: open, dues: none}, because: both called it unworkable}
positions:
  - {party: North, issue: transit, prefers: open > escorted > closed, as_of: 2031-02-18}
  - {party: North, issue: transit, rejects: closed, unless: {dues: none}}
  - {party: South, issue: dues, accepts: reduced, if: {transit: open}}
  - {party: South, issue: dues, demands: full, hedged: perhaps, until: 2032-01-01}
  - {party: South, package: {better: {transit: open, dues: full}, worse: {transit: closed, dues: full}}}
priorities:
  North: transit > dues
no_agreement: {transit: closed, dues: full}
bystanders:
  Lorn: {role: host, actors: [Mia Holt]}
meetings:
  - {title: First round, date: 2031-02-10, place: Lorn, host: Lorn, present: [North, South], absent: [Isles]}
next_steps:
  - {what: A draft on dues, who: [North], when: March 2031}
conflict:
  moves:
    North:
      escorts: {does: escorts its ships, role: other, once: taken}
      north_signs: {role: accept}
    South:
      blocks: blocks the strait
  terms:
    quiet: not blocks and not escorts
  never: [north_signs and blocks]
  now: []
  preferences:
    North: [{wants: north_signs, much: true}, {any_order: [not blocks, {maybe: quiet}]}]
    South: {weights: {blocks: 2, north_signs: -1}}
influence:
  contests:
    dues: {scale: {none: 0, reduced: [25, 60], full: 100}, actors: {North: {capability: 60, salience: [0.4, 0.8]}, South: {position: full}}}
  votes:
    - {body: Commission, weights: {North: 3, South: 2}, quota: 4}
"""
)
"""A dossier with every section."""

NUMBERS = (
    BASE
    + """\
values:
  North: {transit: {open: 10, escorted: 5, closed: 0}, dues: {none: 3, reduced: 1, full: 0}}
  South: {transit: {open: 0, escorted: 4, closed: 6}, dues: {none: 0, reduced: 2, full: 5}}
  Isles: {transit: {open: 3, escorted: 2, closed: 0}, dues: {none: 1, reduced: 1, full: 1}}
no_agreement: {North: 6, South: 4, Isles: 0}
"""
)

_CONFLICT = {
    "format": "conflict/1", "name": "Strait", "decision_makers": ["North", "South"],
    "options": [{"name": "escort", "owner": 0, "direction": "both"}, {"name": "block", "owner": 1, "direction": "both"}],
    "states": [0, 1, 2, 3], "preference_level": [[1, 2, 0, 3], [0, 1, 2, 3]],
}  # fmt: skip
_PARTIAL = {
    "format": "partial-case/1", "name": "Strait", "issues": {"transit": ["open", "closed"], "dues": ["none", "full"]},
    "parties": {"North": {"at_table": True}, "South": {}},
    "positions": [
        {"party": "North", "issue": "transit", "prefers": [["open"], ["closed"]]},
        {"party": "South", "issue": "dues", "accepts": "none", "if": {"transit": "open"}},
        {"party": "North", "issue": "dues", "rejects": "full"},
        {"party": "South", "package": {"better": {"transit": "open"}, "worse": {"transit": "closed"}}},
    ],
    "priorities": {"North": [["transit"], ["dues"]]}, "no_agreement": {"transit": "closed"}, "linkages": [{"never": {"transit": "open", "dues": "full"}}],
}  # fmt: skip
_INSTANCE = {
    "format": "bargaining-instance/1", "name": "Strait", "issues": [{"name": "transit", "options": ["open", "closed"]}],
    "parties": [
        {"name": "North", "weights": [0.5], "scores": [[1, 0]], "reservation": 0.1, "bias": 0},
        {"name": "South", "weights": [1], "scores": [[0.2, 0.7]], "reservation": 0.1},
    ],
}  # fmt: skip
_PLACE = {"name": "trip", "issuesValues": {"place": {"values": ["sea", "hills"]}, "days": {"range": ["1", "2", "0.5"]}}}
_SPACE = {
    "LinearAdditiveUtilitySpace": {
        "name": "ada", "domain": _PLACE, "issueWeights": {"place": 0.3, "days": 0.7},
        "issueUtilities": {
            "place": {"discreteutils": {"valueUtilities": {"sea": 1.0, "hills": 0.333}}},
            "days": {"numberutils": {"lowValue": 1, "lowUtility": 0.1, "highValue": 2, "highUtility": 1}},
        },
        "reservationBid": {"issuevalues": {"place": "hills", "days": "1.5"}},
    }
}  # fmt: skip
_GMCR_STATEMENTS = {
    "program": "gmcr-py", "title": "Strait",
    "options": [{"name": "escort", "permittedDirection": "both"}, {"name": "block", "permittedDirection": "fwd"}],
    "decisionMakers": [
        {"name": "North", "options": [0], "preferences": [[[1, "N"]], {"compound": True, "members": [[[0, "Y"]], [[1, "Y"]]]}]},
        {"name": "South", "options": [1], "preferences": [[[0, "Y"]]], "payoffs": [1, 2, 1]},
    ],
    "infeasibles": [[[0, "Y"], [1, "Y"]]], "coalitions": [0, 1],
}  # fmt: skip
_OUTCOMES = {
    "name": "domain", "type": "DiscreteCartesianOutcomeSpace",
    "issues": [{"name": "q", "type": "ContiguousIssue", "values": [1, 3]}, {"name": "p", "type": "CategoricalIssue", "values": ["a", "b"]}],
}  # fmt: skip
_UTILITIES = {
    "name": "x", "type": "LinearAdditiveUtilityFunction", "reserved_value": None, "reserved_outcome": [2, "a"], "weights": [0.5, 1], "bias": 0.1,
    "values": [{"type": "PolynomialFun", "coefficients": [1, 0.5], "bias": 1}, {"type": "TableFun", "mapping": {"a": 1, "b": 0.25}}],
}  # fmt: skip


def _of_folder(name: str) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((_FORMATS / name).iterdir())}


def _json(told: object) -> bytes:
    return json.dumps(told, indent=1).encode()


def foreign(scratch: Path) -> dict[str, tuple[Mapping[str, bytes], str]]:
    """Files of other programs by format: those of a folder, and the name of the one to read, or "" for the folder."""
    from pourparler.dossier import loads
    from pourparler.formats import tables

    negotiation = loads(NUMBERS).negotiation
    tables.write(negotiation, scratch / "folder")
    tables.write(negotiation, scratch / "book.xlsx")
    return {
        "genius": (_of_folder("g1-genius-thirds"), ""),
        "genius-linear": (_of_folder("g2-linear-parameters"), ""),
        "negmas": (_of_folder("k2-negmas-triangular"), ""),
        "negmas-json": (
            {
                "domain.json": _json(_OUTCOMES),
                "x.json": _json(_UTILITIES),
                "y.json": _json({**_UTILITIES, "name": "y"}),
            },
            "",
        ),
        "geniusweb": ({"trip.json": _json(_PLACE), "ada.json": _json(_SPACE)}, ""),
        "gmcr-ranking": ({"c.gmcr": (_FORMATS / "c1-same-with-ranking.gmcr").read_bytes()}, "c.gmcr"),
        "gmcr-statements": ({"c.gmcr": _json(_GMCR_STATEMENTS)}, "c.gmcr"),
        "conflict/1": ({"c.json": _json(_CONFLICT)}, "c.json"),
        "partial-case/1": ({"c.json": _json(_PARTIAL)}, "c.json"),
        "bargaining-instance/1": ({"c.json": _json(_INSTANCE)}, "c.json"),
        "values": (
            {"v.csv": b"issue,option,North,South\ntransit,open,3,1/3\ntransit,closed,0,2.5\nno agreement,,1,0\n"},
            "v.csv",
        ),
        "tables-folder": ({p.name: p.read_bytes() for p in sorted((scratch / "folder").iterdir())}, ""),
        "tables-workbook": ({"b.xlsx": (scratch / "book.xlsx").read_bytes()}, "b.xlsx"),
        "voting": ({"v.json": _json({"voters": ["a", "b", "c"], "weights": [3, 2, 2], "quota": 4})}, "v.json"),
        "spatial": (
            {
                "s.json": _json(
                    {
                        "actors": [
                            {"name": n, "position": p, "capability": 0.5, "salience": 0.9}
                            for n, p in (("a", 0), ("b", 7.5), ("c", 10))
                        ]
                    }
                )
            },
            "s.json",
        ),
    }
