"""The page Ask: chips that can be taken away, sentences that lead to Read, faults where the question stands."""

import re
from html import unescape

import pytest

from pourparler.asking import answer
from pourparler.dossier import open_dossier
from pourparler.model import Document
from pourparler.record import Record
from pourparler.workbench import ask_page
from pourparler.workbench.session import Session


def page(inside, **asked):
    answer = inside.get("/ask", params=asked)
    assert answer.status_code == 200
    return answer.text


def test_before_a_question_it_says_what_can_be_asked(inside):
    assert "what did Kestria say about inspections" in page(inside)


def test_the_parts_are_chips_and_each_can_be_taken_away(inside):
    html = page(inside, q="was Kestria against dues in 2031")
    chips = re.findall(r'data-part="(\w+)".*?</span>(.*?)(?:<a href="([^"]*)"|</span>)', html)
    assert [(part, " ".join(words.split())) for part, words, _ in chips] == [
        ("who", "Kestria"),
        ("when", "in 2031"),
        ("side", "against first"),
        ("matter", "dues"),
    ]
    for part, _, without in chips[:3]:
        left = inside.get(unescape(without)).text
        assert f'data-part="{part}"' not in left
        assert 'data-part="matter"' in left


def test_what_is_abbreviated_is_a_chip_and_can_be_taken_away(inside, read_demo):
    with Record(read_demo / "record.sqlite") as record:
        record.add_document(Document("Nobody joined the Port Dues Commission (PDC) today.", "Day"))
    html = page(inside, q="what about the PDC")
    (also,) = re.findall(r'data-part="also".*?</span>(.*?)<a href="([^"]*)"', html)
    assert " ".join(also[0].split()) == "“Port Dues Commission” for “PDC”"
    left = inside.get(unescape(also[1])).text
    assert 'data-part="also"' not in left
    assert "Nobody joined the Port Dues Commission" in left


def test_sentences_lead_to_where_they_stand(inside):
    html = page(inside, q="what did Maravel say about dues")
    links = [unescape(link) for link in re.findall(r'class="read" href="([^"]+)"', html)]
    assert links
    for link in links[:3]:
        at = link.partition("#")[2]
        read = inside.get(link.partition("#")[0])
        assert read.status_code == 200
        assert at.startswith(":~:text=") or f'id="{at}"' in read.text


def test_what_is_written_otherwise_goes_before_and_faults_stand_in_the_page(inside):
    html = page(inside, q="what did Maravel say about dues", party="Kestria", **{"from": "2031-03"}, side="against")
    assert 'aria-label="without: Kestria"' in html
    assert "from 1 March 2031" in html
    assert "only against" in html
    assert "nobody here is called" in page(inside, q="dues", party="Kestira")
    assert "the question has no word" in page(inside, q="?!")


def test_nothing_found_is_said(inside):
    html = page(inside, q="what did Kestria say about zeppelins")
    assert "No sentence has the word “zeppelins”." in html
    assert "What comes nearest is below." in html


@pytest.mark.parametrize("q", ["<script>alert(1)</script>", "a\u202eb", '"', "' OR 1=1 --", "x" * 2_000])
def test_any_question_is_answered_with_a_page(inside, q):
    html = page(inside, q=q, most=10**6)
    assert "<script>alert" not in html


def test_more_is_one_click_away(inside):
    html = page(inside, q="what did Kestria say", most=1)
    further = unescape(re.search(r'href="([^"]+)">Show more', html)[1])
    assert inside.get(further).text.count('<article class="position answer') > 1


def test_before_the_first_question_one_is_asked_so_that_nobody_waits_for_what_it_needs(read_demo, demo, monkeypatch):
    asked = []
    monkeypatch.setattr(ask_page, "answer", lambda record, words, *rest, **more: asked.append(words))
    for folder in (read_demo, demo):
        ask_page.get_ready(Session(open_dossier(folder)))
    assert len(asked) == 2
    (read_demo / "dossier.yaml").write_text("parties: [", encoding="utf-8")
    ask_page.get_ready(Session(open_dossier(read_demo)))  # the page tells what is wrong


def test_what_is_asked_before_is_a_question_that_can_be_answered(read_demo, monkeypatch):
    found = []
    monkeypatch.setattr(ask_page, "answer", lambda *rest, **more: found.append(answer(*rest, **more)))
    ask_page.get_ready(Session(open_dossier(read_demo)))
    (told,) = found
    assert told.question.parties
    assert told.question.matter
    assert told.question.since
