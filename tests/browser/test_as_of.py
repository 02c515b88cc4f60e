"""The slider over the days of a dossier, by keys and by pointer, and the page "Who moved", in a real Chromium."""

import re

import pytest

from .conftest import NEEDS_CHROMIUM, Served, opened

pytestmark = NEEDS_CHROMIUM


@pytest.fixture
def running(read_demo):
    server = Served(read_demo)
    yield server
    server.close()


def test_arrow_keys_go_from_change_to_change_and_back_to_today(context, running):
    page = opened(context, running.link)
    slider = page.locator("#as-of-slider")
    slider.focus()
    for _ in range(2):  # from 12 March to 7 March, and to 6 March
        page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile("as_of=2031-03-06"))
    page.locator(".as-of-notice", has_text="at the end of 6 March 2031").wait_for()
    assert page.evaluate("document.activeElement.id") == "as-of-slider"
    assert slider.get_attribute("aria-valuetext") == "6 March 2031"
    page.keyboard.press("Home")
    page.wait_for_url(re.compile("as_of=2031-02-03"))
    page.locator("h1").first.wait_for()
    page.locator("#as-of-slider").press("End")
    page.wait_for_url(re.compile(r"/$|/\?(?!.*as_of)"))
    assert page.locator(".as-of-notice").count() == 0
    assert page.faults == []


def test_an_earlier_day_stays_in_links_and_what_is_asked_follows_it(context, running):
    page = opened(context, running.link)
    page.locator("#as-of input[type=date]").fill("2031-02-20")
    page.locator("#as-of button").click()
    page.locator("h1", has_text="Every settlement crosses a red line of Kestria or Maravel on transit.").wait_for()
    page.wait_for_load_state()
    row = page.locator('#answers tr:has(th:text-is("Kestria"))')
    page.locator('#settlement input[name="transit"][value="closed"]').check()
    row.locator(".why", has_not_text="rejects open passage").wait_for()
    page.locator('#settlement input[name="transit"][value="open"]').check()
    row.locator(".why", has_text="rejects open passage").wait_for()
    page.get_by_role("link", name="Positions", exact=True).click()
    page.locator(".as-of-notice", has_text="20 February 2031").wait_for()
    page.locator('.matrix a[href*="Kestria/transit"]').first.click()
    page.locator("h1", has_text="Kestria on transit").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("n")
    page.keyboard.press("u")
    assert page.locator("form:visible, dialog[open]").count() == 0
    page.get_by_role("link", name="Back to today").click()
    page.locator("#add").wait_for(state="attached")
    assert "as_of" not in page.url
    assert page.faults == []


def test_a_step_in_the_picture_leads_to_its_sentence(context, running):
    page = opened(context, running.link)
    page.goto(f"{running.root}/moved?issue=transit")
    move = page.locator("figure svg a", has=page.locator("title", has_text="dropped the rejection of open passage"))
    move.first.wait_for()
    move.first.click()
    page.wait_for_url(re.compile(r"/read\?document=[0-9a-f]+#s[0-9a-f]+"))
    assert page.faults == []
