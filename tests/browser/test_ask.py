"""Asking by keys in a real Chromium: from the question to the sentence in its text."""

import re

from pourparler.record import Record

from .conftest import NEEDS_CHROMIUM, opened

pytestmark = NEEDS_CHROMIUM


def test_from_a_question_to_the_sentence_by_keys_alone(context, running, read_demo):
    page = opened(context, running.link)
    page.goto(f"{running.root}/ask")
    page.keyboard.type("what did Maravel say about dues in 2031")
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer")
    page.wait_for_load_state()
    assert page.locator(".chip").count() == 3
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    first = page.locator(".answer").first
    assert first.evaluate("(a) => a === document.activeElement")
    page.keyboard.press("j")
    second = page.locator(".answer").nth(1)
    assert second.evaluate("(a) => a === document.activeElement")
    page.keyboard.press("k")
    page.keyboard.press("c")
    evidence = first.get_attribute("data-evidence")
    page.wait_for_function("(words) => document.getElementById('status').textContent.includes(words)", arg=evidence)
    with Record(read_demo / "record.sqlite") as record:
        assert record.statement(evidence).statement.id == evidence
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/read"))
    page.wait_for_function("(id) => document.activeElement.id === id", arg=evidence)
    assert page.faults == []


def test_a_part_taken_away_asks_without_it(context, running):
    page = opened(context, running.link)
    page.goto(f"{running.root}/ask?q=was+Kestria+against+dues+in+2031")
    page.get_by_label("without: Kestria").click()
    page.wait_for_selector(".chip")
    assert page.locator('.chip[data-part="who"]').count() == 0
    assert page.locator("#q").input_value() == "was Kestria against dues in 2031"
    page.get_by_text("Change what was understood").click()
    page.get_by_label("Who").fill("Maravel")
    page.get_by_role("button", name="Ask again").click()
    page.wait_for_selector('.chip[data-part="who"]')
    assert page.get_by_label("without: Maravel").count() == 1
    assert page.faults == []
