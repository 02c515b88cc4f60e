"""An earlier day in the workbench: each page says so at its top, leads back, and holds nothing to change the dossier with."""

from datetime import date

import lxml.html
import pytest

from pourparler.workbench.counting import PAGES, SLIDER

from ..conftest import DEMO
from .conftest import post

THEN = "as_of=2031-02-20"


def page(inside, path, status=200):
    answer = inside.get(path)
    assert answer.status_code == status, answer.text
    return lxml.html.fromstring(answer.text)


def words(element):
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("path", [*PAGES, "/positions/Kestria/transit"])
def test_each_page_of_an_analysis_says_of_which_day_it_is_and_leads_back(inside, path):
    then = page(inside, f"{path}?{THEN}&basis=dossier")
    (notice,) = then.cssselect(".as-of-notice")
    assert words(notice).startswith("This is how things stood at the end of 20 February 2031. 16 positions were")
    assert "Nothing can be changed here." in words(notice)
    assert [a.get("href") for a in notice.cssselect("a")] == [f"{path}?basis=dossier"]
    assert {a.get("href").partition("?")[2] for a in then.cssselect("nav a")} == {THEN}
    assert then.cssselect('meta[name="pourparler-as-of"]')
    assert page(inside, path).cssselect(".as-of-notice") == []


@pytest.mark.parametrize("path", ["/start", "/read", "/draft", "/record", "/dossier", "/meetings"])
def test_pages_that_change_the_dossier_show_today_and_say_so(inside, path):
    (notice,) = page(inside, f"{path}?{THEN}").cssselect(".as-of-notice")
    assert words(notice).startswith("This page shows the dossier of today, not of 20 February 2031.")
    assert [a.get("href") for a in notice.cssselect("a")] == [f"/?{THEN}", path]
    assert page(inside, f"{path}?{THEN}").cssselect('meta[name="pourparler-as-of"]') == []


def test_the_page_of_a_cell_has_nothing_to_change_it_with(inside):
    path = "/positions/Maravel/dues"
    now, then = page(inside, path), page(inside, f"{path}?as_of=2031-03-01")
    assert now.cssselect("main button, dialog, #undo")
    assert then.cssselect("main button, dialog, #undo") == []
    assert not any("cell.js" in s.get("src", "") for s in then.cssselect("script"))
    assert "accepts a reduced due" in words(now.cssselect("main")[0])
    assert "accepts a reduced due" not in words(then.cssselect("main")[0])
    assert not any("6 March 2031" in words(x) for x in then.cssselect("main"))


def test_the_verdict_and_the_zone_are_those_of_the_day(inside):
    then = page(inside, f"/?{THEN}")
    assert words(then.cssselect("h1")[0]) == "Every settlement crosses a red line of Kestria or Maravel on transit."
    settlement = {
        "transit": "open", "patrols": "joint", "dues": "none", "fishing": "shared", "status_of_Port_Auvane": "joint", "crews": "all",
        "monitoring": "third_party",
    }  # fmt: skip
    body = {"settlement": settlement, "without": []}
    then = {a["party"]: a for a in post(inside, f"/settlement?{THEN}", body).json()["answers"]}
    now = {a["party"]: a for a in post(inside, "/settlement", body).json()["answers"]}
    assert "rejects open passage" in then["Kestria"]["why"]
    assert "rejects open passage" not in now["Kestria"]["why"]
    assert inside.get(f"/solutions?{THEN}").text != inside.get("/solutions").text
    assert THEN in inside.get(f"/solutions?{THEN}").text
    for path in ("/timeline.svg", "/network/affiliation.svg", "/moved/dues.svg", "/briefing.html"):
        assert inside.get(f"{path}?{THEN}").text != inside.get(path).text
    assert "at the end of 20 February 2031" in inside.get(f"/briefing.html?{THEN}").text


def test_the_slider_goes_over_the_days_on_which_something_changed(inside):
    for path in PAGES:
        assert len(page(inside, path).cssselect("#as-of")) == (path in SLIDER)
        (form,) = page(inside, f"{path}?{THEN}").cssselect("#as-of")
    (form,) = page(inside, f"/?without=Kestria&{THEN}").cssselect("#as-of")
    (slider,) = form.cssselect("input[type=range]")
    # From 3 February (0) to 12 March (37); shown is 20 February (17).
    assert [slider.get(n) for n in ("min", "max", "value", "aria-valuetext")] == ["0", "37", "17", "20 February 2031"]
    assert [o.get("value") for o in form.cssselect("option")] == ["0", "6", "15", "16", "21", "27", "31", "32", "37"]
    assert form.cssselect("input[type=date]")[0].get("value") == "2031-02-20"
    assert [(i.get("name"), i.get("value")) for i in form.cssselect("input[type=hidden]")] == [("without", "Kestria")]
    assert form.get("data-today") == "/?without=Kestria"


def test_the_day_and_what_is_confirmed_go_together(half_confirmed, inside):
    both = page(inside, f"/?{THEN}&confirmed=only")
    assert {a.get("href").partition("?")[2] for a in both.cssselect("nav a")} == {f"confirmed=only&{THEN}"}
    (switch,) = both.cssselect(".switch")
    assert switch.get("href") == f"/?{THEN}"
    (notice,) = both.cssselect(".as-of-notice")
    assert notice.cssselect("a")[0].get("href") == "/?confirmed=only"
    assert both.cssselect("main .unconfirmed") == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2030-01-01", "no dated position had been said by 2030-01-01"),
        ("2031-02-30", "is not a date"),
        ("spring", "is not a date"),
    ],
)
def test_a_day_that_cannot_be_is_told_and_leads_back(inside, day, said):
    wrong = page(inside, f"/positions?as_of={day}", 422)
    assert said in words(wrong.cssselect("main")[0])
    assert "/positions" in {a.get("href") for a in wrong.cssselect("nav a")} | {
        a.get("href") for a in wrong.cssselect(".as-of-notice a")
    }


def test_a_document_with_another_date_changes_what_was_known_by_then(inside, read_demo):
    import pourparler as pp

    (read_demo / "dossier.yaml").write_text(
        (DEMO / "dossier.yaml").read_text().replace("as_of: 2031-02-03, until: 2031-03-02,", "until: 2031-03-02,")
    )
    path = "/positions/Kestria/transit?as_of=2031-02-10"
    assert "rejects open passage" in words(page(inside, path).cssselect("article")[0])
    (first,) = [d for d in pp.documents_list(read_demo) if "orders escorts" in d.title]
    pp.documents_set(read_demo, first.id, {"date": date(2031, 2, 15)})
    assert page(inside, path).cssselect("article") == []
