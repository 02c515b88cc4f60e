"""What the briefing says: the verdict first, and every claim with its note."""

from datetime import date

import pytest
from docx import Document
from lxml import html

from pourparler.briefing import write_briefing
from pourparler.dossier import new_dossier, open_dossier
from pourparler.errors import NotReadyError
from pourparler.model import Decision
from pourparler.record import Record

from .conftest import words

JUDGED = """\
negotiation: Talks
parties: {North: , South: }
issues: {transit: {options: [open, closed]}}
positions:
  - party: North
    issue: transit
    requires: open
    evidence: {judgement: she will not sign without it, by: Ada, on: 2031-02-03}
"""


def test_every_claim_has_a_note(page):
    for selector in (
        ".verdict",
        ".front ol li",
        ".front ul li",
        ".matrix .item",
        ".meeting",
        ".settlements .would-not-accept",
    ):
        claims = page.cssselect(selector)
        assert claims
        # A question asks for what nobody said: there is nothing to cite. What is to be decided was said.
        assert all(claim.cssselect(".refs a") for claim in claims if not words(claim).startswith("Ask ")), selector
    rows = page.xpath("//section[h2='Red lines and conditions']//tbody/tr")
    assert len(rows) == 13
    assert all(row.cssselect(".refs a") for row in rows)


def test_the_first_page_answers(page):
    front = words(page.cssselect(".front")[0])
    assert "Every settlement crosses a red line of Kestria or Port Auvane" in front
    assert "12 combinations" in front
    assert "Port Auvane would not accept any of them" in front
    assert "Maravel contradicts itself on dues: it accepts a reduced due and it rejects a reduced due" in front


def test_confirmed_and_proposed_look_different(read_demo):
    dossier = open_dossier(read_demo)
    with Record(dossier.record, by="ann") as record:
        record.decide(record.search("out of the question")[0].statement.id, Decision.ACCEPTED)
    root = html.parse(str(write_briefing(dossier, read_demo / "b.html").first)).getroot()
    statuses = [words(s) for s in root.cssselect(".status")]
    assert any(s.startswith("accepted by ann") for s in statuses)
    assert any(s.startswith("proposed by the reader") for s in statuses)
    assert "1 of them confirmed by a person" in words(root.cssselect("header")[0])


def test_without_the_documents_the_notes_say_what_is_missing(demo):
    written = write_briefing(open_dossier(demo), demo / "b.html")
    assert written.missing > 30
    assert "is not in the record" in written.first.read_text()


def test_an_empty_dossier_has_no_briefing_and_says_what_to_do(tmp_path):
    dossier = new_dossier(tmp_path / "x")
    with pytest.raises(NotReadyError, match=r"names no party and no issue yet.*pourparler draft"):
        write_briefing(dossier, tmp_path / "x" / "b.html")
    assert not (tmp_path / "x" / "b.html").exists()


def test_a_judgement_is_told_as_one_in_every_form_and_never_as_a_quotation(tmp_path, run):
    dossier = new_dossier(tmp_path / "x")
    dossier.yaml.write_text(JUDGED)
    written = write_briefing(dossier, tmp_path / "b.html")
    docx = write_briefing(dossier, tmp_path / "b.docx")
    (note,) = html.parse(str(written.first)).getroot().cssselect(".notes li")
    told = "Judgement of Ada, 3 February 2031: she will not sign without it"
    assert told in words(note)
    assert "“" not in words(note)
    assert written.missing == 0
    assert "*Judgement of Ada, 3 February 2031:* she will not" in written.files["markdown"].read_text()
    assert any(told in p.text for p in Document(str(docx.first)).paragraphs)
    assert told in run("why", tmp_path / "x", "north.transit.requires.open")[1]
    assert run("check", tmp_path / "x")[0] == 0


def test_the_period_of_the_documents():
    from pourparler.briefing.contents import period_words

    days = [date(2031, 3, 20), date(2031, 2, 3), date(2031, 3, 1)]
    assert period_words(days) == "3 February 2031 to 20 March 2031"
    assert period_words(days[:1]) == "20 March 2031"
    assert period_words([]) == ""


def test_what_nobody_confirmed_is_said_on_the_first_page_and_marked(half_confirmed):
    page = html.parse(str(write_briefing(open_dossier(half_confirmed), half_confirmed / "b.html").first)).getroot()
    (beside,) = page.cssselect("#verdict > p.suggested")
    assert words(beside).startswith("This rests on 2 positions that nobody has confirmed.")
    assert "If only what is confirmed counts, the answer changes: no party is known to reject" in words(beside)
    assert "not confirmed: 16 of 32 positions, 1 party" in words(page.cssselect(".sub")[0])
    row = next(words(r) for r in page.cssselect(".parties tbody tr") if "Kestria" in words(r))
    assert "9, of which 5 proposed" in row
    assert all("nobody has confirmed" in words(b) for b in page.cssselect(".columns ol li"))
    marked = [words(e) for e in page.cssselect(".matrix .item.suggested")]
    assert len(marked) == 16
    assert all("proposed, not confirmed" in m for m in marked)


def test_of_what_is_confirmed_alone_nothing_is_marked(half_confirmed):
    written = write_briefing(open_dossier(half_confirmed), half_confirmed / "b.html", confirmed_only=True)
    page = html.parse(str(written.first)).getroot()
    assert "Only what somebody confirmed in the dossier counts here" in words(page.cssselect(".sub")[0])
    assert page.cssselect(".suggested, .unconfirmed") == []
    assert words(page.cssselect(".verdict")[0]).startswith("No party is known to reject 135 of the 1,944 settlements.")
