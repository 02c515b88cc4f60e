"""Who moved: issues in order, pictures, tables and steps that lead to sentences, by dossier and by record."""

import lxml.html

from pourparler.dossier import load
from pourparler.wording.views.lives import sentences_to_look_at as steps_to_look_at
from pourparler.workbench import moved_page

from ..conftest import DEMO


def page(inside, path, status=200):
    answer = inside.get(path)
    assert answer.status_code == status, answer.text
    return lxml.html.fromstring(answer.text)


def words(element):
    return " ".join(element.text_content().split())


def test_each_issue_has_its_picture_its_table_and_its_steps(inside):
    whole = page(inside, "/moved")
    assert words(whole.cssselect("h1")[0]) == (
        "2 parties moved 3 times between 3 February 2031 and 12 March 2031 on transit, dues and crews."
    )
    issues = whole.cssselect(".moved-issue")
    assert len(issues) == len(load(DEMO / "dossier.yaml").negotiation.issues)
    assert [words(i.cssselect("h2")[0]) for i in issues[:2]] == [
        "transit: 1 move by Kestria",
        "dues: 1 move by Kestria",
    ]
    transit = issues[0]
    rows = {words(r.cssselect("th")[0]): [words(c) for c in r.cssselect("td")] for r in transit.cssselect("tbody tr")}
    assert rows["Kestria"] == ["not A first said", "not A", "not A", "A moved", "A", "A"]
    assert rows["pairs that agree"] == ["–", "–", "1 of 1", "3 of 3", "3 of 3", "3 of 3"]
    (step, *_) = transit.cssselect("ol li")
    assert words(step).startswith("2 March 2031 Kestria dropped the rejection of open passage")
    link = step.cssselect("a")[0].get("href")
    assert link.startswith("/read?document=")
    document, _, id = link.removeprefix("/read?document=").partition("#")
    assert f'id="{id}"' in inside.get(f"/read?document={document}").text
    svg = inside.get(transit.cssselect("figure")[0].get("data-picture"))
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert "Kestria dropped the rejection of open passage" in svg.text
    assert f'href="{link}"' in svg.text


def test_the_record_tells_it_too_and_says_what_nobody_confirmed(inside):
    whole = page(inside, "/moved?basis=record")
    assert "most of them are proposed by the reader and not confirmed" in words(whole.cssselect("main")[0])
    steps = [words(li) for li in whole.cssselect(".moved-issue li")]
    assert steps
    assert all("proposed, not confirmed" in s for s in steps if "Nothing but repetitions" not in s)
    assert whole.cssselect("td.unconfirmed")
    assert "Nothing to show" in words(page(inside, "/moved?basis=confirmed").cssselect("main")[0])


def test_what_may_be_a_move_is_listed_with_its_sentence_and_not_counted(inside, monkeypatch):
    (dues,) = page(inside, "/moved?basis=record&issue=dues").cssselect(".moved-issue")
    assert words(dues.cssselect("h2")[0]) == "dues: nobody moved"
    (unsure,) = [d for d in dues.cssselect("details") if "Sentences to look at" in words(d.cssselect("summary")[0])]
    assert "1 sentence to look at" in words(unsure)
    (step,) = unsure.cssselect("li")
    assert "Maravel may have left a reduced due" in words(step)
    assert step.cssselect("a")[0].get("href").startswith("/read?document=")
    assert "earlier ones" not in words(unsure)
    monkeypatch.setattr(moved_page, "sentences_to_look_at", lambda one, found: 3 * steps_to_look_at(one, found))
    monkeypatch.setattr(moved_page, "LISTED", 2)
    (dues,) = page(inside, "/moved?basis=record&issue=dues&to=2031-03-12").cssselect(".moved-issue")
    assert "1 earlier ones; choose dates to see them." in words(dues)


def test_one_issue_and_some_days(inside):
    one = page(inside, "/moved?issue=crews&from=2031-03-01")
    (issue,) = one.cssselect(".moved-issue")
    assert words(issue.cssselect("h2")[0]) == "crews: 1 move by Maravel"
    assert "from=2031-03-01" in issue.cssselect("figure")[0].get("data-picture")
    assert page(inside, "/moved?issue=weather", 404) is not None
    assert "there is no basis" in inside.get("/moved?basis=rumours").text
    assert inside.get("/moved?from=2031-03-01&to=2031-02-01").status_code == 422
    assert inside.get("/moved/weather.svg").text == ""


def test_a_dossier_without_dates_says_what_is_missing(inside, read_demo):
    (read_demo / "dossier.yaml").write_text("negotiation: T\nparties: {A: {}}\nissues: {x: {options: [a, b]}}\n")
    whole = page(inside, "/moved")
    assert words(whole.cssselect("h1")[0]) == "Nothing that was said has a date yet, so nobody can tell who moved."
    assert "as_of" in words(whole.cssselect("main")[0])


def test_a_cell_tells_the_life_of_its_positions_with_their_sentences(inside):
    cell = page(inside, "/positions/Maravel/dues")
    panels = [words(p) for p in cell.cssselect("main summary") if words(p).startswith("By ")]
    assert panels == ["By the positions in the dossier", "By all statements that nobody rejected"]
    cell = page(inside, "/positions/Kestria/transit")
    (life,) = [h for h in cell.cssselect("h3.life") if words(h) == "Kestria against open passage"][:1]
    steps = [words(li) for li in life.getnext().cssselect("li")]
    assert steps[0].startswith("3 February 2031 first said: rejects open passage: “Voss told reporters")
    assert steps[1].startswith("2 March 2031 dropped its rejection: accepts open passage")
    then = page(inside, "/positions/Kestria/transit?as_of=2031-02-20")
    assert "dropped its rejection" not in words(then.cssselect("main")[0])
