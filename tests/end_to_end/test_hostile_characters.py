"""A dossier full of control characters, markup and formulas: every file and page that comes of it shows the words and does nothing else."""

import csv
import json
import re
import shutil
from io import BytesIO

import pytest
from docx import Document
from lxml import etree, html
from openpyxl import load_workbook
from starlette.testclient import TestClient

from pourparler.dossier import load, open_dossier
from pourparler.formats import tables
from pourparler.shown import shown
from pourparler.workbench.app import create_app
from pourparler.workbench.safety import cookie_name

from ..hostile_characters import MARKS, PARTY, QUOTE, make_hostile

HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
PAGES = [
    "/", "/solutions", "/start", "/read?document={document}", "/draft", "/record", "/dossier", "/positions", "/positions/Kestria/dues",
    "/meetings", "/timeline", "/timeline.svg", "/network", "/network/affiliation.svg", "/network/conflict.svg", "/stability", "/stability.svg",
    "/briefing", "/briefing.html", "/briefing.md", "/news?since=1990-01-01", "/news.html?since=1990-01-01", "/news.md?since=1990-01-01",
    "/record?words=nothing", "/record.csv",
]  # fmt: skip


@pytest.fixture(scope="module")
def hostile(read_once, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile") / "lorn"
    shutil.copytree(read_once, folder)
    make_hostile(folder)
    return folder


@pytest.fixture(scope="module")
def briefings(hostile):
    """The briefing by form."""
    from pourparler import verbs

    return {form: verbs.report(hostile, hostile / f"b.{form}").first.read_bytes() for form in ("html", "md", "docx")}


def one_line(text):
    return " ".join(text.split())


def test_the_briefing_as_a_page_and_as_markdown(briefings):
    page, markdown = (briefings[form].decode() for form in ("html", "md"))
    assert not HARMFUL.search(page + markdown)
    text = one_line(html.document_fromstring(page).text_content())
    assert one_line(shown(PARTY)) in text
    assert one_line(shown(QUOTE)) in text
    assert ":x: \\[bold\\]b\\[/\\] \\[/\\]" in markdown


def test_the_briefing_as_a_word_document(briefings):
    document = Document(BytesIO(briefings["docx"]))
    text = one_line("\n".join(document.element.body.itertext()))
    assert one_line(shown(PARTY)) in text
    assert one_line(shown(QUOTE)) in text
    assert not HARMFUL.search(text)


@pytest.fixture(scope="module")
def inside(hostile):
    with TestClient(create_app(open_dossier(hostile), "a-token"), base_url="http://127.0.0.1:8000") as client:
        client.cookies.set(cookie_name(8000), "a-token")
        yield client


@pytest.mark.parametrize("page", PAGES)
def test_pages_and_pictures(inside, hostile, page):
    from pourparler import verbs

    id = next(d.id for d in verbs.documents_list(hostile) if MARKS in d.title)
    answer = inside.get(page.format(document=id))
    assert answer.status_code == 200, answer.text[:500]
    assert not HARMFUL.search(answer.text.replace("\r\n", "\n"))
    assert ":x: " in answer.text
    if page.endswith(".svg"):
        # Long names stand in several lines.
        drawn = "".join("".join(etree.fromstring(answer.content).itertext()).split())
        assert ":x:[bold]b[/]" in drawn


def test_the_page_read_has_as_many_characters_as_the_document(inside, hostile):
    """Places in a text are counted on the page: a character that is shown by another must be one there too."""
    from pourparler import verbs

    document = next(d for d in verbs.documents_list(hostile) if MARKS in d.title)
    page = html.fromstring(inside.get(f"/read?document={document.id}").text)
    pieces = [(int(e.get("data-start")), e.text_content()) for e in page.cssselect(".text [data-start]")]
    assert len(pieces) > 2
    for start, words in pieces:
        assert words == shown(document.text[start : start + len(words)])


def test_a_network_is_xml_with_every_node(run, hostile, tmp_path):
    for kind in ("affiliation", "conflict"):
        file = tmp_path / f"{kind}.graphml"
        assert run("network", hostile, "--kind", kind, "-o", file)[0] == 0
        assert not HARMFUL.search(file.read_text() + "".join(etree.parse(file).getroot().itertext()))
        names = [node.get("id") for node in etree.parse(file).iter("{*}node")]
        assert shown(PARTY) in names
        assert len(set(names)) == len(names)


def test_statements_in_tables_and_lines(run, hostile, tmp_path):
    for form in ("csv", "jsonl", "jsonld"):
        assert run("statements", "export", hostile, tmp_path / f"s.{form}", "--words", "nothing")[0] == 0
    assert (tmp_path / "s.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "s.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert shown(QUOTE) in {row["quote"] for row in rows}
    assert not HARMFUL.search((tmp_path / "s.jsonl").read_text() + (tmp_path / "s.jsonld").read_text())
    assert QUOTE in {json.loads(line)["quote"] for line in (tmp_path / "s.jsonl").read_text().split("\n") if line}


def test_a_converted_dossier_opens_in_a_spreadsheet_and_is_read_again(run, hostile, tmp_path):
    for name in ("book.xlsx", "folder"):
        assert run("convert", hostile, tmp_path / name, "--to", "tables")[0] == 0
        back, unused = tables.read(tmp_path / name)
        assert unused == ()
        assert shown(PARTY) in {p.name for p in back.parties}
        assert [p.id for p in back.positions] == [p.id for p in load(hostile / "dossier.yaml").negotiation.positions]
    assert "issues" in load_workbook(tmp_path / "book.xlsx").sheetnames
