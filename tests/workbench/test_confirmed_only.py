"""The switch "Confirmed only": on the pages of analyses, kept in the links between them, and the same for all that they fetch."""

import shutil

import lxml.html
import pytest

from pourparler.dossier import load
from pourparler.workbench.counting import PAGES

from ..conftest import DEMO
from .conftest import post


@pytest.fixture
def inside(half_confirmed, inside):
    return inside


def page(inside, path):
    answer = inside.get(path)
    assert answer.status_code == 200, answer.text
    return lxml.html.fromstring(answer.text)


def words(element):
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_the_switch_and_keeps_it(inside, path):
    (off,) = page(inside, path).cssselect(".switch")
    assert (words(off), off.get("href")) == ("☐ Confirmed only: off", f"{path}?confirmed=only")
    turned = page(inside, off.get("href"))
    (on,) = turned.cssselect(".switch")
    assert (words(on), on.get("href")) == ("☑ Confirmed only: on", path)
    assert {a.get("href").partition("?")[2] for a in turned.cssselect("nav a")} == {"confirmed=only"}
    assert turned.cssselect("main .unconfirmed:not(.item-key)") == []


def test_the_switch_keeps_what_else_was_asked_for(inside):
    (on,) = page(inside, "/?without=Kestria&confirmed=only&without=Maravel").cssselect(".switch")
    assert on.get("href") == "/?without=Kestria&without=Maravel"
    (off,) = page(inside, "/?without=Kestria").cssselect(".switch")
    assert off.get("href") == "/?without=Kestria&confirmed=only"


def test_there_is_no_switch_where_all_is_confirmed_or_nothing_is_analysed(half_confirmed, inside):
    assert page(inside, "/record").cssselect(".switch") == []
    shutil.copyfile(DEMO / "dossier.yaml", half_confirmed / "dossier.yaml")
    assert page(inside, "/positions").cssselect(".switch") == []


def test_the_verdict_says_what_it_rests_on_and_changes_with_the_switch(inside):
    whole = page(inside, "/")
    (part,) = whole.cssselect(".verdict-part.unconfirmed")
    assert words(part.cssselect("p")[0]).startswith("This rests on 2 positions that nobody has confirmed.")
    assert "If only what is confirmed counts, the answer changes" in words(part)
    assert [words(e) for e in whole.cssselect("ol .unconfirmed")] == [
        "The status of Port Auvane: Kestria rejects self-rule and Port Auvane requires self-rule "
        "(nobody has confirmed the 2 positions behind this)."
    ]
    assert len(whole.cssselect("legend .unconfirmed")) == 1
    confirmed = page(inside, "/?confirmed=only")
    assert words(confirmed.cssselect("h1")[0]).startswith("No party is known to reject 135 of the 1,944")
    (form,) = confirmed.cssselect("#settlement")
    assert form.get("data-kept") == "confirmed=only"
    assert len(confirmed.cssselect('form[method="get"] input[name="confirmed"][value="only"]')) == 3


def test_one_settlement_is_judged_by_what_counts(half_confirmed, inside):
    n = load(half_confirmed / "dossier.yaml").negotiation
    wanted = {i.id: next(iter(i.options)) for i in n.issues} | {"status_of_Port_Auvane": "kestrian"}
    body = {"settlement": wanted, "without": []}
    told = {a["party"]: a for a in post(inside, "/settlement", body).json()["answers"]}
    assert told["Port Auvane"]["why"].startswith("because it requires self-rule")
    assert "nobody has confirmed" in told["Port Auvane"]["why"]
    only = {a["party"]: a for a in post(inside, "/settlement?confirmed=only", body).json()["answers"]}
    assert "requires self-rule" not in only["Port Auvane"]["why"]
    assert not any("nobody has confirmed" in a["why"] for a in only.values())


def test_the_matrix_shows_what_is_suggested_and_three_states_of_cells(inside):
    whole = page(inside, "/positions")
    suggested = [words(e) for e in whole.cssselect(".item.unconfirmed")]
    assert len(suggested) == 16
    assert all("proposed, not confirmed" in s for s in suggested)
    cells = {a.get("href"): words(a) for a in whole.cssselect(".matrix td a")}
    assert "said once, no position yet" in cells["/positions/Port%20Auvane/transit"]
    assert cells["/positions/Harbour%20League/fishing"].endswith("nothing said")
    text = words(whole.cssselect("main")[0])
    assert "Not confirmed: 16 of 32 positions, 1 party, 1 issue, 1 option, 1 linkage, the priorities of Kestria" in text
    assert "statements of these parties are matched to no issue and count in no cell." in text
    only = page(inside, "/positions?confirmed=only")
    assert only.cssselect(".item.unconfirmed") == []
    cells = {a.get("href"): words(a) for a in only.cssselect(".matrix td a")}
    # The suggestion is left out, and is not proposed anew; what it rests on was said.
    assert " times, no position yet" in cells["/positions/Port%20Auvane/status_of_Port_Auvane?confirmed=only"]
    assert "self-rule" not in cells["/positions/Port%20Auvane/status_of_Port_Auvane?confirmed=only"]


def test_pictures_and_briefing_follow_the_switch(inside):
    for path in ("/timeline.svg", "/network/conflict.svg", "/stability.svg", "/solutions", "/briefing.html"):
        assert inside.get(path).text != inside.get(f"{path}?confirmed=only").text
    assert "/briefing.html?confirmed=only" in inside.get("/briefing?confirmed=only").text
    assert "Nobody has confirmed 16 of 32 positions or 1 of 2 meetings" in inside.get("/network").text
    assert "that these networks are made from" not in inside.get("/network?confirmed=only").text


def test_where_nothing_is_confirmed_the_page_leads_back(half_confirmed, inside):
    (half_confirmed / "dossier.yaml").write_text(
        "negotiation: T\nparties: {A: {suggested: true}}\nissues: {x: {options: [a, b]}}\n"
    )
    answer = inside.get("/positions?confirmed=only")
    assert answer.status_code == 422
    assert "too little is confirmed yet for an answer" in answer.text
    (on,) = lxml.html.fromstring(answer.text).cssselect(".switch")
    assert on.get("href") == "/positions"
