"""The switch "Confirmed only" in a real Chromium: by pointer and by keys, and what the page fetches follows it."""

import pytest

from .conftest import NEEDS_CHROMIUM, Served, opened

pytestmark = NEEDS_CHROMIUM
ANSWER = "No party is known to reject 135 of the 1,944 settlements."


@pytest.fixture
def running(half_confirmed):
    server = Served(half_confirmed)
    yield server
    server.close()


def test_the_switch_changes_the_verdict_and_all_that_follows(context, running):
    page = opened(context, running.link)
    page.locator(
        ".verdict-part.unconfirmed", has_text="This rests on 2 positions that nobody has confirmed."
    ).wait_for()
    page.locator("#solutions-part > .unconfirmed", has_text="16 of which nobody has confirmed").wait_for()
    page.locator(".switch").focus()
    page.keyboard.press("Enter")
    page.locator("h1", has_text=ANSWER).wait_for()
    assert page.locator("main .unconfirmed").count() == 0
    page.locator("#solutions-part").wait_for()
    assert page.locator("#solutions-part > .unconfirmed").count() == 0
    row = page.locator('#answers tr:has(th:text-is("Port Auvane"))')
    assert "requires self-rule" not in row.text_content()
    page.locator('#settlement input[name="status_of_Port_Auvane"][value="kestrian"]').check()
    row.locator("td", has_text="not known").first.wait_for()
    assert "requires self-rule" not in row.text_content()
    page.get_by_role("button", name="Recalculate").click()
    page.locator("h1", has_text=ANSWER).wait_for()
    page.get_by_role("link", name="Positions", exact=True).click()
    page.locator(".matrix").wait_for()
    assert page.url.endswith("/positions?confirmed=only")
    assert page.locator(".item.unconfirmed").count() == 0
    page.locator(".switch").click()
    page.locator(".item.unconfirmed").first.wait_for()
    assert page.locator(".item.unconfirmed").count() == 16
    assert page.faults == []
