"""What the reading page, the record and the cells show of who takes which position."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from pourparler.model import Chances, Decision, Document, Holder, Mode, Negotiation, Party, Reading, Stance, Statement
from pourparler.record import Entry, Record
from pourparler.workbench.statement_card import card, known_names, pieces, targets

from .conftest import post

TEXT = "Kestria asked for a toll. Maravel said it would not accept the proposal if ships paid twice."
NEGOTIATION = Negotiation("Talks", (Party("Kestria"), Party("Maravel")), ())
KESTRIA, MARAVEL = Holder("Kestria", "Kestria"), Holder("Maravel", "Maravel")
ACT = Statement(
    "d", (), (), ((0, 24),), Mode.INDIRECT, party="Kestria", stance=Stance.DEMANDS, position=((8, 24),), act=True,
    holders=(KESTRIA, replace(MARAVEL, opposed=True)), chances=Chances(0.926, 0.52, 0.9994),
)  # fmt: skip
SAID = Statement(
    "d", ((26, 33),), ((34, 38),), ((39, 92),), Mode.INDIRECT, "Maravel", "Maravel", Stance.REJECTS, position=((39, 71),),
    condition=((72, 91),), holders=(MARAVEL,), points_to=((8, 24),), part_of="s000000000000",
)  # fmt: skip


def card_of(statement, decision=None):
    return card(Entry(statement, "", "test", decision), TEXT, NEGOTIATION)


def test_an_act_is_shown_as_told_with_both_sides():
    told = card_of(ACT)
    stand = told["stand"]
    assert (stand.who, stand.does, stand.side) == ("Kestria", "demands", "for")
    assert (stand.opposing, stand.others) == ("against it", "Maravel")
    assert (told["act"], told["said_by"], told["turned"]) == (True, "told, not said", "rejects")
    assert told["pieces"] == [("Kestria ", False), ("asked for a toll", True)]
    assert told["fields"]["holders"] == "Kestria, !Maravel"
    assert told["back"] is None


def test_what_points_back_is_shown_with_what_it_points_at():
    told = card_of(SAID)
    assert told["back"] == {"words": "the proposal", "quote": "asked for a toll", "start": 8}
    assert targets([Entry(SAID, "", "test"), Entry(ACT, "", "test")]) == {8}
    assert (told["condition"], told["turned"]) == ("if ships paid twice", "demands")
    assert told["fields"]["position"] == "it would not accept the proposal"
    assert card_of(replace(SAID, stance=Stance.REPORTS))["back"] is None


def test_chances_are_shown_of_proposals_that_nobody_decided_on():
    assert dict(card_of(ACT)["chances"]) == {"position": "93 %", "side": "over 99 %", "holder": "52 %"}
    assert card_of(ACT, Decision.ACCEPTED)["chances"] == card_of(SAID)["chances"] == ()


def test_who_takes_no_position_cannot_be_turned():
    told = card_of(replace(SAID, stance=Stance.DENIES))
    assert (told["stand"].side, told["turned"]) == (None, None)
    assert not any(strong for _, strong in told["pieces"])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 40), min_size=2, max_size=6, unique=True).map(sorted), st.integers(1, 2))
def test_pieces_are_the_words_of_content_and_position(ends, many):
    text = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO"
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    found = pieces(text, tuple(spans[many:]), tuple(spans[:many]))
    assert "".join(w for w, strong in found if strong) == "".join(text[a:b] for a, b in spans[:many])
    assert "".join(w for w, _ in found if w != " … ") == "".join(text[a:b] for a, b in spans)


def test_names_to_choose_from_are_parties_first():
    guild = replace(SAID, speaker="Pia Lund", holders=(Holder("the Guild"), MARAVEL))
    assert known_names([Entry(guild, "", "test")], NEGOTIATION) == ["Kestria", "Maravel", "Pia Lund", "the Guild"]


@pytest.fixture
def kept(read_demo):
    """The two statements in a document of the demo's record."""
    document = Document(TEXT, "A toll")
    made = tuple(replace(s, document=document.id, id="", part_of=None) for s in (ACT, SAID))
    with Record(read_demo / "record.sqlite") as record:
        record.add_document(document)
        record.save_reading(Reading(document.id, "test", made), TEXT)
    return made


def test_the_pages_show_it(inside, kept):
    act, said = kept
    page = html.fromstring(inside.get(f"/read?document={act.document}").text)
    first, second = page.cssselect(".card")
    words = [" ".join(p.text_content().split()) for p in first.cssselect("p")]
    assert words[0] == "+ for Kestria demands against it: Maravel"
    assert words[1] == "proposed · told, not said"
    assert words[2] == "Likely right: position 93 %, side over 99 %, holder 52 %"
    assert first.cssselect("mark")[0].text == "asked for a toll"
    assert "− against Maravel rejects" in " ".join(second.text_content().split())
    assert second.cssselect(".back a")[0].get("href") == "#at-8"
    pointed = page.cssselect("#at-8")[0]
    assert (pointed.text, pointed.get("data-pointed")) == ("asked for a toll", said.id)
    assert "position" in pointed.get("class").split()
    shown = html.fromstring(inside.get("/record?stance=against&words=toll+OR+proposal").text)
    assert shown.cssselect("article") == []
    shown = html.fromstring(inside.get("/record?stance=against&words=proposal").text)
    assert "− against Maravel rejects" in " ".join(shown.cssselect(".stand")[0].text_content().split())
    assert shown.cssselect("[name=stance] option[selected]")[0].text == "against"


def test_a_correction_answers_with_the_card_as_the_page_shows_it(inside, kept):
    act, _ = kept
    body = {"decision": "corrected", "correction": {"stance": "rejects"}}
    told = post(inside, f"/statements/{act.id}", body).json()
    page = html.fromstring(inside.get(f"/read?document={act.document}").text)
    shown, answered = page.cssselect(".card .told")[0], html.fromstring(told["html"])
    assert " ".join(answered.text_content().split()) == " ".join(shown.text_content().split())
    assert "− against Kestria rejects for it: Maravel" in " ".join(answered.text_content().split())
    assert answered.get("data-turned") == "demands"
    assert told["marks"] is False
    gone = post(inside, f"/statements/{act.id}", {"decision": "corrected", "correction": {"stance": "reports"}}).json()
    assert gone["marks"] is True  # the words of the position are marked no more


def test_a_side_in_doubt_is_shown_so_until_somebody_has_looked(inside, read_demo):
    document = Document(TEXT, "A toll")
    doubtful = replace(SAID, document=document.id, id="", part_of=None, chances=Chances(0.9, 0.9, 0.6))
    with Record(read_demo / "record.sqlite") as record:
        record.add_document(document)
        record.save_reading(Reading(document.id, "test", (doubtful,)), TEXT)
    assert "in doubt" in inside.get(f"/read?document={document.id}").text
    told = post(inside, f"/statements/{doubtful.id}", {"decision": "accepted"}).json()
    assert "in doubt" not in told["html"]
    assert "in doubt" not in inside.get(f"/read?document={document.id}").text


@pytest.mark.parametrize(("asked", "many"), [("any position", 2), ("for", 1), ("no position", 0), ("demands", 1)])
def test_statements_are_found_by_kind(inside, kept, asked, many, run, read_demo):
    with Record(read_demo / "record.sqlite") as record:
        mine = {s.id for s in kept}
        assert len(mine) == len(record.statements(document=kept[0].document)) == 2
    page = html.fromstring(inside.get("/record", params={"stance": asked, "words": "asked"}).text)
    found = {a.get("id") for a in page.cssselect("article")} & mine
    page = html.fromstring(inside.get("/record", params={"stance": asked, "words": "accept"}).text)
    found |= {a.get("id") for a in page.cssselect("article")} & mine
    assert len(found) == many
    told = run("statements", "list", read_demo, "--document", kept[0].document, "--stance", asked, "--json")[1]
    assert told.count('"position_quote"') == many
