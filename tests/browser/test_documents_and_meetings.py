"""A document taken out and put back, and a meeting made, in a real Chromium."""

import re

from pourparler.dossier import load
from pourparler.record import Record

from .conftest import NEEDS_CHROMIUM, opened

pytestmark = NEEDS_CHROMIUM


def test_what_rests_on_a_document_is_said_then_it_is_taken_out_and_put_back(context, running, read_demo):
    page = opened(context, running.link)
    page.goto(f"{running.root}/record")
    page.get_by_role("link", name="Documents", exact=True).click()
    page.wait_for_url("**/record/documents")  # and its scripts
    article = page.locator("article.document[id='30d76fb903ad']")
    article.get_by_role("button", name="Take out").click()
    box = article.locator(".leaving")
    box.get_by_text("kestria.monitoring.accepts.third_party").wait_for()
    page.keyboard.press("Enter")  # to leave it is in hand first
    box.wait_for(state="hidden")
    article.get_by_role("button", name="Take out").click()
    box.get_by_role("button", name="Take it out all the same").click()
    page.get_by_text(re.compile("was taken out")).wait_for()
    assert article.count() == 0
    with Record(read_demo / "record.sqlite") as record:
        assert [gone.id for gone in record.removed_documents()] == ["30d76fb903ad"]
    page.get_by_role("button", name="Put back").click()
    article.wait_for()
    assert page.faults == []


def test_a_title_is_corrected_by_keys(context, running, read_demo):
    page = opened(context, running.link)
    page.goto(f"{running.root}/record/documents")
    page.locator("main").focus()
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.keyboard.press("End")
    page.keyboard.type(", at last")
    page.keyboard.press("Enter")
    page.get_by_text(re.compile("at last” is corrected")).wait_for()
    assert page.locator("article.document h3").first.text_content().endswith(", at last")
    assert page.faults == []


# Whether a name is still pointed at, where it was before all that follows the focus was done.
TYPED_BEFORE_THE_BROWSER_IS_READY = """async (field) => {
  field.focus();
  field.value = "kes";
  field.dispatchEvent(new Event("input"));
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown" }));
  await new Promise((done) => setTimeout(done, 20));
  return field.hasAttribute("aria-activedescendant");
}"""


def test_a_meeting_is_made_and_a_suggestion_dismissed_by_keys(context, running, read_demo):
    page = opened(context, running.link)
    page.goto(f"{running.root}/meetings")
    many = page.locator("article.proposal").count()
    page.locator("main").focus()
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.get_by_text(re.compile("Dismissed; it stays so")).wait_for()
    assert page.locator("article.proposal").count() == many - 1
    page.locator("main").focus()
    page.keyboard.press("m")
    page.keyboard.type("third round")
    present = page.get_by_label(re.compile("^Present"))
    assert present.evaluate(TYPED_BEFORE_THE_BROWSER_IS_READY)
    present.fill("kes")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_label(re.compile("^Place")).fill("Aldmoor")
    page.keyboard.press("Enter")
    page.get_by_text(re.compile("Saved to dossier.yaml")).wait_for()
    made = load(read_demo / "dossier.yaml").negotiation.meetings[-1]
    assert (made.title, made.present, made.place) == ("third round", ("Kestria",), "Aldmoor")
    assert page.faults == []


def test_a_document_is_put_into_a_story_and_taken_out_by_keys(context, running, read_demo):
    page = opened(context, running.link)
    page.goto(f"{running.root}/record/documents")
    first, second = (page.locator("article.document").nth(k) for k in (0, 1))
    id, other = first.get_attribute("id"), second.get_attribute("id")
    page.locator("main").focus()
    page.keyboard.press("j")
    page.keyboard.press("s")
    page.locator("#same-story select").select_option(other)
    page.keyboard.press("Enter")
    page.get_by_text(re.compile("”: The same story, told by 2: first by")).wait_for()  # said by its scripts
    with Record(read_demo / "record.sqlite") as record:
        assert record.story_decided().keys() == {id}
    page.locator(f"article.document[id='{id}']").focus()
    page.keyboard.press("u")
    page.get_by_text(re.compile("was taken back")).wait_for()
    assert page.locator(".told-by").count() == 0
    assert page.faults == []
