"""A briefing as a file: nothing is fetched, nothing hostile gets through, nothing is half-written."""

import re
from datetime import date

import pytest
from lxml import html

from pourparler.briefing import write_briefing
from pourparler.dossier import open_dossier
from pourparler.errors import PourparlerError
from pourparler.model import Document
from pourparler.record import Record


def test_nothing_is_fetched_and_nothing_runs(page):
    assert not page.xpath("//script | //link | //iframe | //img | //object")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert not page.xpath("//@src")
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_hostile_text_stays_text(demo):
    path = demo / "dossier.yaml"
    path.write_text(
        path.read_text().replace(
            "negotiation: Strait of Lorn talks", "negotiation: '<script>alert(1)</script> [x](javascript:1)'"
        )
    )
    dossier = open_dossier(demo)
    with Record(dossier.record) as record:
        record.add_document(
            Document(
                "x",
                "<img src=x onerror=alert(1)>",
                source="</style><script>",
                url="javascript:alert(1)",
                date=date(2031, 1, 1),
            )
        )
    written = write_briefing(dossier, demo / "b.html")
    root = html.parse(str(written.first)).getroot()
    assert not root.xpath("//script | //img")
    assert not root.xpath("//a[starts-with(@href, 'javascript')]")
    markdown = written.files["markdown"].read_text()
    assert "<script>" not in markdown.replace("\\<script\\>", "")
    assert "[x](javascript" not in markdown


def test_a_briefing_that_cannot_be_written_leaves_nothing(read_demo):
    with pytest.raises(PourparlerError, match="cannot be written"):
        write_briefing(open_dossier(read_demo), read_demo / "nowhere" / "b.html")
    assert not (read_demo / "nowhere").exists()


def test_markdown_has_the_same_notes(read_demo):
    written = write_briefing(open_dossier(read_demo), read_demo / "b.html")
    text = written.files["markdown"].read_text()
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    defined = set(re.findall(r"^\[\^(\d+)\]:", text, re.M))
    assert len(used) > 30
    assert used == defined
    assert "\n\n\n\n" not in text
