"""The picture of who moved: lanes, columns, marks that lead to sentences, and what stands for what nobody confirmed."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from pourparler.drafting.lives import Saying, lives
from pourparler.drafting.movement import grid, movement
from pourparler.figures.who_moved import key_words, letters, sentence_link, who_moved_figure
from pourparler.model import Evidence, Issue, Kind, Negotiation, Party, Place
from pourparler.model.stances import Side

FIRST = date(2031, 2, 1)
OPTIONS = {"full": "the full due", "none": "no dues"}


def saying(party, k, option, kind=Kind.DEMANDS, **more):
    side = Side.AGAINST if kind is Kind.REJECTS else Side.FOR
    evidence = (Evidence(statement=f"s{k:012x}"),)
    return Saying(
        party, "dues", option, side, kind, FIRST + timedelta(days=k), (party, k, option), evidence=evidence, **more
    )


def drawn(*sayings, parties=("North", "South"), options=OPTIONS, places=None):
    n = Negotiation("n", tuple(map(Party, parties)), (Issue("dues", options),))
    found = movement(n, lives(sayings))
    (one,) = found.issues
    told = grid(one, found.periods, parties)
    return who_moved_figure(n, one, found.periods, told, places or {}), key_words(told)


def titles(svg):
    return [t.text for t in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}title")]


def test_a_step_leads_to_its_sentence_and_says_what_it_is():
    place = {Evidence(statement=f"s{4:012x}"): Place("0123456789ab", FIRST, "s000000000004")}
    svg, key = drawn(
        saying("North", 0, "full", confirmed=True), saying("North", 4, "none", Kind.ACCEPTS, confirmed=True),
        saying("South", 1, "none", confirmed=True), places=place,
    )  # fmt: skip
    links = re.findall(r'<a href="([^"]*)"', svg)
    assert links == ["/positions/North/dues", "/read?document=0123456789ab#s000000000004", "/positions/South/dues"]
    told = titles(svg)
    assert (
        "North, 5 February 2031: for no dues; 5 February 2031: North moved from the full due to no dues; it now accepts no dues; 1 more in this time"
        in told
    )
    assert "North, 2 February 2031: for the full due" in told
    assert "5 February 2031: 1 of 1 pair holds the same option; 1 option held by 2 parties" in told
    assert svg.count("M0,-5 L7,0 L0,5 Z") == 1
    assert "stroke-dasharray" not in svg
    assert key == [
        "Triangle to the right: moved to another option.", "Thin: held, and nothing new was said.",
    ]  # fmt: skip


def test_what_nobody_confirmed_is_dashed_and_hollow():
    svg, key = drawn(saying("North", 0, "full", Kind.REJECTS), saying("North", 1, "none"))
    assert "stroke-dasharray" in svg
    assert "line-through" in svg
    assert any("proposed, not confirmed" in t for t in titles(svg))
    assert [w.split(":")[0] for w in key] == [
        "Frame, letter struck through", "Dashed or hollow",
    ]  # fmt: skip


def test_each_way_to_give_way_has_its_mark():
    svg, key = drawn(
        saying("North", 0, "full", Kind.REQUIRES), saying("North", 1, "full", Kind.ACCEPTS), saying("North", 2, "full"),
        saying("North", 3, "full", Kind.REJECTS),
    )  # fmt: skip
    for mark in ("M-1,-3 L8,-3 L3.5,5 Z", "M-1,4 L8,4 L3.5,-4 Z", "M0,-4 L7,4 M0,4 L7,-4"):
        assert svg.count(mark) == 1
    assert len(key) == 5


def test_words_of_strangers_stand_there_and_do_nothing():
    name = 'North<script>"&\x1b'
    svg, *_ = drawn(saying(name, 0, "full"), parties=(name,), options={"full": "<b>&", "none": "\u202e"})
    ET.fromstring(svg)
    assert "<script" not in svg
    assert "\x1b" not in svg
    assert "\u202e" not in svg


def test_many_options_have_letters_and_many_periods_a_width():
    options = {f"o{k}": f"option {k}" for k in range(60)}
    one = movement(Negotiation("n", (Party("A"),), (Issue("dues", options),)), lives([saying("A", 0, "o59")])).issues[0]
    assert list(letters(one).values())[::26][:3] == ["A", "AA", "BA"]
    far = saying("North", 0, "full")._replace(day=date(1800, 1, 1))
    svg, *_ = drawn(far, saying("North", 0, "none"))
    assert float(ET.fromstring(svg).get("width")) > 232 * 26


def test_a_link_that_the_record_cannot_follow_leads_to_what_was_said():
    e = Evidence(judgement="so", by="Ada")
    assert sentence_link("A/B", "x y", (e,), {e: Place(None, None)}) == "/positions/A%2FB/x%20y"
    spans = Evidence(document="0123456789ab", spans=((0, 3),))
    assert sentence_link("A", "x", (spans,), {spans: Place("0123456789ab", None)}) == "/read?document=0123456789ab"
