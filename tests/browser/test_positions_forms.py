"""Positions of every kind, made and changed on the page of a cell: by keys, with evidence found by search, and taken back."""

import re

import pytest

from pourparler.dossier import load

from .conftest import NEEDS_CHROMIUM, opened

pytestmark = NEEDS_CHROMIUM


@pytest.fixture
def page(context, running):
    page = opened(context, running.link)
    page.goto(f"{running.root}/positions/Port%20Auvane/crews")
    yield page
    assert page.faults == []


def last(read_demo):
    return load(read_demo / "dossier.yaml").negotiation.positions[-1]


def saved(page):
    page.get_by_text(re.compile("Saved to dossier.yaml")).wait_for()


def pick_evidence(page, words="crews"):
    form = page.locator("#add")
    form.locator(".scope").select_option("all")
    with page.expect_response(lambda answer: f"words={words}" in answer.url):
        form.get_by_label("Search the record").fill(words)
    form.locator(".found li .tick").first.click()
    assert page.evaluate("document.activeElement.classList.contains('words')")


def test_an_order_by_keys_alone_with_evidence_by_search(page, running, read_demo):
    page.goto(f"{running.root}/positions/Port%20Auvane/transit")
    page.locator("main").focus()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.name") == "kind"
    page.keyboard.type("prefers")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    options = load(read_demo / "dossier.yaml").negotiation.issue["transit"].options
    first, second, third = options
    assert page.evaluate("document.activeElement.dataset.option") == first
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("=")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("open pass")
    page.keyboard.press("Tab")
    with page.expect_response(lambda answer: "words=open" in answer.url and "party" not in answer.url):
        page.keyboard.type("every")
    page.locator("#add .found[aria-busy=false] li").nth(1).wait_for()
    page.locator("#add .words").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#add .chosen li").count() == 2
    page.locator("#add .chosen .off").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#add .chosen li").count() == 1
    page.keyboard.press("Control+Enter")
    saved(page)
    made = last(read_demo)
    assert (made.kind, made.ranking) == ("prefers", ((second,), (third, first)))
    assert len(made.evidence) == 1
    assert page.evaluate("document.activeElement.name") == "kind"


def test_an_order_is_dragged_and_an_option_left_out(page, running, read_demo):
    page.goto(f"{running.root}/positions/Port%20Auvane/transit")
    form = page.locator("#add")
    form.locator("select[name=kind]").select_option("prefers")
    rows = form.locator(".order ol li")
    first, second, third = (rows.nth(k).get_attribute("data-option") for k in range(3))
    rows.nth(2).drag_to(rows.nth(0), target_position={"x": 20, "y": 2})
    assert rows.nth(0).get_attribute("data-option") == third
    rows.nth(1).get_by_role("button", name=re.compile("leave out")).click()
    assert form.locator(".left-out li").get_attribute("data-option") == first
    pick_evidence(page)
    form.get_by_role("button", name="Save to dossier.yaml").click()
    saved(page)
    assert last(read_demo).ranking == ((third,), (second,))


def test_the_options_follow_the_issue_and_a_condition_is_never_on_the_issue_itself(page, read_demo):
    form = page.locator("#add")
    form.locator("select[name=kind]").select_option("rejects")
    form.get_by_role("button", name="Add a condition").click()
    form.locator(".bundle:visible .issue").select_option("dues")
    form.locator(".bundle:visible .option").select_option("none")
    form.locator("select[name=issue]").select_option("monitoring")
    issue = load(read_demo / "dossier.yaml").negotiation.issue["monitoring"]
    assert form.locator("select[name=option] option").all_text_contents() == list(issue.options.values())
    assert "monitoring" not in form.locator(".bundle:visible .issue option").all_text_contents()
    form.locator("select[name=option]").select_option("third_party")
    pick_evidence(page, "monitor")
    form.get_by_label("As of").focus()
    page.keyboard.press("Enter")
    saved(page)
    made = last(read_demo)
    assert (made.issue, made.option, made.kind, made.condition) == (
        "monitoring",
        "third_party",
        "rejects",
        (("dues", "none"),),
    )


def test_a_package_rests_on_a_judgement_of_ones_own(page, read_demo):
    form = page.locator("#add")
    form.locator("select[name=kind]").select_option("package")
    better, worse = form.locator("[data-bundle=better]"), form.locator("[data-bundle=worse]")
    better.locator(".option").select_option("all")
    better.get_by_role("button", name="Add an issue").click()
    better.locator(".issue").last.select_option("dues")
    better.locator(".option").last.select_option("full")
    worse.locator(".issue").select_option("dues")
    worse.locator(".option").select_option("none")
    form.get_by_role("button", name="Save to dossier.yaml").click()
    form.get_by_text("a position needs evidence").wait_for()
    page.faults.clear()  # the browser tells that it was refused
    form.locator(".judge summary").click()
    form.get_by_label("In your words").fill("They said so\nin private.")
    form.get_by_label("Your name").fill("Ada")
    form.get_by_label("Day", exact=True).fill("2031-03-21")
    form.get_by_label("In your words").focus()
    page.keyboard.press("Control+Enter")
    saved(page)
    made = last(read_demo)
    assert (made.better, made.worse) == ((("crews", "all"), ("dues", "full")), (("dues", "none"),))
    assert str(made.evidence[0]) == "judgement of Ada on 2031-03-21: They said so in private."
    assert (
        "Judgement of Ada, 21 March 2031: They said so in private." in page.locator(".judgement").first.text_content()
    )


def test_another_kind_with_a_condition_then_deleted_and_taken_back_by_keys(page, running, read_demo):
    page.goto(f"{running.root}/positions/Kestria/transit")
    before = (read_demo / "dossier.yaml").read_text()
    page.locator("main").focus()
    page.keyboard.press("j")
    page.keyboard.press("e")
    form = page.locator("article .position-form")
    assert form.locator("select[name=kind]").input_value() == "accepts"
    assert form.locator(".bundle:visible .option").input_value() == "third_party"
    assert form.locator(".chosen li").count() == 1
    page.keyboard.type("rejects")
    page.keyboard.press("Enter")
    saved(page)
    changed = (read_demo / "dossier.yaml").read_text()
    assert "rejects: open, unless: {monitoring: third_party}" in changed
    page.locator("article.position").first.get_by_role("button", name="Delete").click()
    page.get_by_text(re.compile("Deleted from dossier.yaml")).wait_for()
    page.locator("main").focus()
    for words in (changed, before):
        page.keyboard.press("u")
        page.get_by_text(re.compile("^Undone")).wait_for()
        assert (read_demo / "dossier.yaml").read_text() == words
        page.reload()
        page.locator("main").focus()


def test_after_a_proposal_is_confirmed_the_next_is_in_hand(page, running):
    page.goto(f"{running.root}/positions/Harbour%20League/monitoring")
    many = page.locator("article.proposal").count()
    page.locator("article.proposal:has([data-do=confirm])").first.focus()
    page.keyboard.press("Enter")
    saved(page)
    assert page.locator("article.proposal").count() == many - 1
    next_one = "article.proposal:focus" if many > 1 else "#add [name=kind]:focus"
    assert page.locator(next_one).count() == 1
