"""The page of what is new: since a day, since the last briefing, and taken away."""

from datetime import timedelta

import pytest
from lxml import html

from pourparler.briefing.news_view import Most
from pourparler.briefing.render import rendered
from pourparler.dossier import set_title
from pourparler.model import Document
from pourparler.record import By, Record, Since, briefings
from pourparler.record.review import now
from pourparler.workbench import briefing_page, news_page


def page(inside, query=""):
    answer = inside.get(f"/news{query}")
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def words(node):
    return " ".join(node.text_content().split())


def test_every_claim_leads_to_a_sentence_and_that_to_its_document(inside):
    told = page(inside, "?since=2031-03-01")
    claims = told.cssselect("table.news .claim")
    assert claims
    notes = {li.get("id"): li for li in told.cssselect("ol.notes li")}
    for claim in claims:
        numbers = [a.get("href").removeprefix("#") for a in claim.cssselect(".refs a")]
        assert numbers
        assert all("“" in words(notes[n]) and notes[n].cssselect("a[href^='/read?document=']") for n in numbers)


def test_without_a_day_and_a_briefing_the_last_week_of_the_documents(inside):
    told = page(inside)
    assert told.cssselect("input[name=since]")[0].get("value") == "2031-03-14"
    assert not told.cssselect("#since-briefing")


def test_a_briefing_that_was_taken_away_is_what_is_counted_from(inside, read_demo):
    assert inside.get("/briefing.html").status_code == 200  # looked at, not taken
    assert "Since the last briefing" not in inside.get("/news").text
    assert inside.get("/briefing.md").status_code == 200
    told = page(inside)
    assert "Nothing new since the last briefing" in words(told.cssselect("#summary")[0])
    assert told.cssselect("#since-briefing")[0].get("aria-current") == "true"
    with Record(read_demo / "record.sqlite") as record:
        assert record.last_briefing().dossier == (read_demo / "dossier.yaml").read_text(encoding="utf-8")


def test_a_long_list_shows_the_first_says_how_many_more_there_are_and_opens_whole(inside, monkeypatch):
    def rows(told):
        return [words(row) for row in told.cssselect("table.news .claim")]

    def left(told):
        return sum(int(words(a.getparent()).split()[0]) for a in told.cssselect("a[href$='whole=positions#positions']"))

    whole = page(inside, "?since=2031-03-01")
    assert not left(whole)
    monkeypatch.setattr(news_page, "FIRST", Most(positions=1))
    short = page(inside, "?since=2031-03-01")
    assert len(rows(short)) < len(rows(whole)) == len(rows(short)) + left(short)
    assert rows(page(inside, "?since=2031-03-01&whole=positions")) == rows(whole)


@pytest.mark.parametrize(("ending", "begins"), [("html", b"<!doctype"), ("md", b"# Strait"), ("docx", b"PK")])
def test_taken_away(inside, ending, begins):
    answer = inside.get(f"/news.{ending}?since=2031-03-01")
    assert answer.status_code == 200
    assert answer.content.strip().lower().startswith(begins.lower())
    assert f"news.{ending}" in answer.headers["content-disposition"]


@pytest.mark.parametrize("asked", ["/news?since=soon", "/news?by=ear", "/news?whole=them", "/news.exe"])
def test_what_cannot_be_asked(inside, asked):
    assert inside.get(asked).status_code == 422


def test_what_comes_while_a_briefing_is_made_is_new_the_next_time(inside, read_demo, monkeypatch):
    """Also what is changed in dossier.yaml then."""
    before = (read_demo / "dossier.yaml").read_text()

    def then_more_comes(*told):
        with Record(read_demo / "record.sqlite") as record:
            record.add_document(Document("Ada Voss said that the dues would stay.", "Late news"))
        set_title(read_demo / "dossier.yaml", "Other talks")
        late = now() + timedelta(seconds=9)
        monkeypatch.setattr(briefings, "now", lambda: late)  # it takes so long
        return rendered(*told)

    monkeypatch.setattr(briefing_page, "rendered", then_more_comes)
    assert inside.get("/briefing.md").status_code == 200
    with Record(read_demo / "record.sqlite") as record:
        last = record.last_briefing()
        new = record.new_document_ids(Since(last.at.date(), By.ADDED, last.at))
        assert [d.title for d in record.documents() if d.id in new] == ["Late news"]
    assert last.dossier == before
    assert "Nothing new since the last briefing" not in inside.get("/news").text
