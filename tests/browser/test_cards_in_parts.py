"""A document with many statements in a real Chromium: cards come as they are needed, and every one is reached by keys and addresses."""

import re

import pytest
from playwright.sync_api import expect

from pourparler.model import Document, Mode, Reading, Stance, Statement
from pourparler.record import Record

from .conftest import NEEDS_CHROMIUM, opened

pytestmark = NEEDS_CHROMIUM

MANY = 230


@pytest.fixture
def long(read_demo):
    """A document of the demo's record with as many statements as come in three parts."""
    text = "\n\n".join(f"Kestria asked for toll {k:03}. Nobody answered." for k in range(MANY))
    document = Document(text, "Tolls")
    made = []
    for k in range(MANY):
        start = text.index(f"asked for toll {k:03}")
        span = ((start, start + 18),)
        made.append(
            Statement(document.id, (), (), span, Mode.INDIRECT, "Kestria", "Kestria", Stance.DEMANDS, position=span)
        )
    with Record(read_demo / "record.sqlite") as record:
        record.add_document(document)
        record.save_reading(Reading(document.id, "test", tuple(made)), text)
        return document.id, [e.statement.id for e in record.statements(document=document.id)]


def told(page, id):
    return page.locator(f"#{id} .told")


def test_cards_come_when_they_are_about_to_be_seen(context, running, long):
    document, ids = long
    page = opened(context, running.link)
    page.goto(f"{running.root}/read?document={document}")
    expect(page.locator(".card")).to_have_count(MANY)
    expect(page.locator(".card .told")).to_have_count(100)
    assert told(page, ids[0]).count() == 1
    page.locator(f"#{ids[99]}").scroll_into_view_if_needed()
    expect(page.locator(".card .told")).to_have_count(200)
    expect(page.locator(f"#{ids[99]}")).to_be_in_viewport()  # what comes above or below moves nothing
    assert page.faults == []


def test_an_address_names_a_card_of_any_part(context, running, long):
    document, ids = long
    page = opened(context, running.link)
    page.goto(f"{running.root}/read?document={document}#{ids[225]}")
    here = page.locator(".card.here")
    expect(here).to_have_attribute("id", ids[225])
    expect(here.locator("blockquote")).to_have_text(re.compile("toll 225"))
    expect(here).to_be_in_viewport()
    expect(page.locator(".text .here").first).to_be_in_viewport()
    page.goto(f"{running.root}/read?document={document}&statement={ids[150]}#{ids[150]}")
    expect(told(page, ids[150])).to_be_visible()
    page.locator(".text .content", has_text="toll 001").click()
    expect(here.locator("blockquote")).to_have_text(re.compile("toll 001"))
    assert page.faults == []


def test_keys_wait_for_the_card_and_for_each_other(context, running, long, read_demo):
    document, ids = long
    page = opened(context, running.link)
    held = []
    page.route(
        "**/cards?**", lambda route: held.append(route)
    )  # the network is slow: what is asked for comes when the test says so
    page.goto(f"{running.root}/read?document={document}#{ids[98]}")
    expect(page.locator(".card.here")).to_have_attribute("id", ids[98])
    for key in ("j", "j", "j", "r", "a"):
        page.keyboard.press(key)
    expect(page.locator(".card.here")).to_have_attribute("id", ids[100])
    assert told(page, ids[100]).count() == 0
    assert page.locator(".card[data-review=rejected]").count() == 0
    for route in held:
        route.continue_()
    page.unroute("**/cards?**")
    expect(page.locator(f"#{ids[101]}")).to_have_attribute("data-review", "rejected")
    page.locator("#reviewed", has_text=re.compile("^2$")).wait_for()
    with Record(read_demo / "record.sqlite") as record:
        decided = {e.statement.id: e.review for e in record.statements(document=document) if e.decision}
    assert decided[ids[101]] == "rejected"
    assert sorted(decided.values()) == ["accepted", "rejected"]
    assert page.faults == []


def test_a_part_that_does_not_come_is_told_and_asked_for_again(context, running, long):
    document, ids = long
    page = opened(context, running.link)
    page.route("**/cards?**", lambda route: route.abort())
    page.goto(f"{running.root}/read?document={document}#{ids[120]}")
    expect(page.locator("#status")).to_have_text(re.compile("does not answer"))
    page.keyboard.press("a")
    expect(page.locator(".card.here")).to_have_attribute("data-review", "proposed")
    page.unroute("**/cards?**")
    page.keyboard.press("a")
    expect(page.locator(f"#{ids[120]}")).to_have_attribute("data-review", "accepted")


def test_the_last_of_a_part_is_joined_with_the_first_of_the_next(context, running, long, read_demo):
    document, ids = long
    page = opened(context, running.link)
    page.goto(f"{running.root}/read?document={document}#{ids[99]}")
    expect(page.locator(".card.here")).to_have_attribute("id", ids[99])
    page.keyboard.press("m")
    page.locator(f"#{ids[99]}.corrected.here").wait_for()
    with Record(read_demo / "record.sqlite") as record:
        assert record.statement(ids[100]).review == "rejected"
    assert page.faults == []


def test_without_scripts_a_link_leads_to_the_rest(browser, running, long):
    document, ids = long
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(running.link)
    page.goto(f"{running.root}/read?document={document}")
    assert told(page, ids[0]).count() == 1
    page.get_by_role("link", name=f"Statement 215 of {MANY}").click()
    page.wait_for_url("**statement=*")
    assert told(page, ids[214]).count() == 1
    expect(page.locator(f"#{ids[214]}")).to_be_in_viewport()
    context.close()
