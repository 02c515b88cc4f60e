"""Two tabs on the same statement: the one that has not seen a decision gets a choice."""

from pourparler.record import Record

from .conftest import NEEDS_CHROMIUM, opened

pytestmark = NEEDS_CHROMIUM


def test_a_stale_tab_is_told_and_keeps_theirs_or_decides_again(context, running, read_demo):
    with Record(read_demo / "record.sqlite") as record:
        one, two = (e.statement for e in record.statements()[:2])
    first, second = opened(context, running.link), opened(context, running.link)
    for page in (first, second):
        page.goto(f"{running.root}/read?document={one.document}#{one.id}")
    first.keyboard.press("r")
    first.locator(f"#{one.id}.rejected").wait_for()
    first.keyboard.press("r")
    first.locator(f"#{two.id}.rejected").wait_for()

    def review(statement):
        with Record(read_demo / "record.sqlite") as record:
            return record.statement(statement.id).review

    second.keyboard.press("a")
    box = second.locator(f"#{one.id} .since")
    assert ": rejected, " in box.text_content()
    assert review(one) == "rejected"
    second.keyboard.press("Enter")
    box.wait_for(state="detached")
    assert second.locator(f"#{one.id}").get_attribute("data-review") == "rejected"
    second.keyboard.press("j")
    second.keyboard.press("a")
    second.locator(f"#{two.id} .since").get_by_role("button", name="Decide again: accepted").click()
    second.locator(f"#{two.id}.accepted").wait_for()
    assert (review(one), review(two)) == ("rejected", "accepted")
    assert first.faults == []
