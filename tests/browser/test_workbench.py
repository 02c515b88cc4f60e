"""The workbench in a real Chromium: an afternoon by keys, two tabs, a file edited underneath, a server killed in between."""

import re

from pourparler.record import Record

from .conftest import NEEDS_CHROMIUM, Running, opened

pytestmark = NEEDS_CHROMIUM


def wait_for_reviewed(page, many):
    # The page forbids evaluated scripts, so that nothing is waited for by one.
    page.locator("#reviewed", has_text=re.compile(rf"^{many}$")).wait_for()


def test_review_by_keys_alone(context, running, read_demo):
    page = opened(context, running.link)
    assert page.url == f"{running.root}/"
    page.goto(f"{running.root}/read")
    first = page.locator(".card.here").get_attribute("id")
    page.keyboard.press("a")
    wait_for_reviewed(page, 1)
    second = page.locator(".card.here").get_attribute("id")
    assert second != first
    page.keyboard.press("r")
    wait_for_reviewed(page, 2)
    page.keyboard.press("c")
    page.keyboard.press("Control+A")
    page.keyboard.type("Tomas Rell")
    third = page.locator(".card.here").get_attribute("id")
    page.keyboard.press("Enter")
    wait_for_reviewed(page, 3)
    with Record(read_demo / "record.sqlite") as record:
        assert [record.statement(s).review for s in (first, second, third)] == ["accepted", "rejected", "corrected"]
        assert record.statement(third).statement.speaker == "Tomas Rell"
    page.keyboard.press("u")
    wait_for_reviewed(page, 2)
    with Record(read_demo / "record.sqlite") as record:
        assert record.statement(third).review == "proposed"
        assert [r["action"] for r in record.revisions(third)] == ["corrected", "undo"]
    page.keyboard.press("f")
    assert page.locator(f"#{first}").is_hidden()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator(".text .here").count() > 0
    left = int(page.locator(".documents [aria-current]").get_attribute("data-waiting"))
    assert left == page.locator(".card[data-review=proposed]").count()
    page.keyboard.press("n")
    page.wait_for_url("**/read?document=*")
    assert page.locator(".card.here").get_attribute("data-review") == "proposed"
    assert page.faults == []


def test_a_settlement_is_judged_as_it_is_put_together(context, running):
    page = opened(context, running.link)
    assert "Every settlement crosses a red line" in page.locator("h1").text_content()
    assert (
        "would not accept"
        in page.locator("#answers").get_by_role("row", name=re.compile("^Port Auvane")).text_content()
    )
    page.get_by_label("self-rule", exact=True).check()
    page.locator("#answers").get_by_text("rejects self-rule").wait_for()
    assert "would not accept" in page.locator("#answers tr", has_text="Kestria").text_content()
    assert "not known" in page.locator("#answers").get_by_role("row", name=re.compile("^Port Auvane")).text_content()
    page.get_by_role("group", name="Parties").or_(page.locator(".switches")).get_by_label("Port Auvane").check()
    page.get_by_role("button", name="Recalculate").click()
    page.wait_for_url("**/?without=Port+Auvane")
    assert "36 of the 2,916 settlements" in page.locator("h1").text_content()
    assert page.faults == []


def test_an_afternoon_from_a_sentence_to_a_changed_verdict(context, running, read_demo):
    """A position, its evidence, the verdict before and after, and the sentence in the briefing."""
    page = opened(context, running.link)
    page.goto(f"{running.root}/positions")
    page.get_by_role("link", name=re.compile("Harbour League on crews|demands release of all crews")).last.click()
    page.wait_for_url("**/positions/**")
    page.goto(f"{running.root}/positions/Kestria/monitoring")
    assert "accepts monitoring by a third party" in page.locator("main").text_content()
    add = page.locator("#add")
    add.locator("select[name=kind]").select_option("rejects")
    add.locator("select[name=option]").select_option("third_party")
    add.get_by_label("As of").fill("2031-03-20")
    add.get_by_label("Search the record").fill("third party on the bridges")
    add.locator(".found li", has_text="We can accept a third party").first.locator(".tick").click()
    add.get_by_role("button", name="Save to dossier.yaml").click()
    page.get_by_role("heading", name=re.compile("rejects monitoring by a third party")).wait_for()
    assert "{party: Kestria, issue: monitoring, rejects: third_party" in (read_demo / "dossier.yaml").read_text()
    page.goto(f"{running.root}/")
    assert "monitoring" in page.locator("main").text_content()
    page.goto(f"{running.root}/briefing.html")
    assert "We can accept a third party on the bridges and in the ports." in page.locator("#notes").text_content()


def test_two_tabs_and_a_file_edited_underneath(context, running, read_demo):
    where = f"{running.root}/positions/Port%20Auvane/crews"
    first, second = opened(context, running.link), opened(context, running.link)
    for page in (first, second):
        page.goto(where)
        page.locator("#add select[name=kind]").select_option("demands")
        page.locator("#add .scope").select_option("all")
        page.get_by_label("Search the record").fill("crews")
        page.locator("#add .found li", has_text="crews").first.locator(".tick").click()
    first.get_by_role("button", name="Save to dossier.yaml").click()
    first.get_by_role("heading", name=re.compile("demands")).wait_for()
    second.get_by_role("button", name="Save to dossier.yaml").click()
    second.get_by_text(re.compile("has changed since")).first.wait_for()
    assert (read_demo / "dossier.yaml").read_text().count("party: Port Auvane, issue: crews") == 1


def test_from_a_preference_to_its_sentence_and_back_into_the_text(context, running):
    page = opened(context, running.link)
    page.goto(f"{running.root}/stability")
    assert "one would hold" in page.locator("h1").text_content()
    assert page.locator(".picture svg").bounding_box()["width"] > 300
    note = page.locator(".notes li", has_text="Self-rule for Port Auvane is out of the question")
    note.get_by_role("link").click()
    page.wait_for_url("**/read?document=*")
    assert "Self-rule for Port Auvane" in page.locator(".card.here blockquote").text_content()
    assert page.faults == []


def test_the_record_is_searched(context, running):
    page = opened(context, running.link)
    page.goto(f"{running.root}/record")
    page.get_by_label("Words").fill("out of the question")
    page.keyboard.press("Enter")
    page.wait_for_url("**words=out+of+the+question**")
    assert page.locator("article").count() == 1
    page.get_by_label("Party").select_option("Maravel")
    page.get_by_role("button", name="Find").click()
    page.get_by_text("Nothing found").wait_for()
    assert page.faults == []


def test_a_killed_server_loses_nothing(context, read_demo):
    server = Running(read_demo)
    port = int(server.root.rpartition(":")[2])
    page = opened(context, server.link)
    page.goto(f"{server.root}/read")
    page.keyboard.press("a")
    wait_for_reviewed(page, 1)
    server.kill()
    page.keyboard.press("a")
    page.get_by_text("The workbench does not answer").wait_for()
    again = Running(read_demo, port)
    try:
        page.goto(again.link)
        page.goto(f"{again.root}/read")
        wait_for_reviewed(page, 1)
    finally:
        again.kill()


def test_the_bar_of_every_page_is_one_line_on_a_laptop(context, running):
    page = opened(context, running.link)
    for path in ("/start", "/read", "/draft", "/dossier", "/positions", "/meetings", "/briefing", "/"):
        page.goto(running.root + path)
        tops = page.locator(".bar > *").evaluate_all(
            "parts => parts.map(p => p.getBoundingClientRect()).map(r => (r.top + r.bottom) / 2)"
        )
        assert max(tops) - min(tops) < 10, path
