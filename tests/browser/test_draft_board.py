"""The draft board in a real Chromium: by keys, by pointer, in two tabs, and full."""

import re

import pytest

from pourparler.model import NextStep, NextStepBody, Proposal, What

from ..proposed_talks import EMPTY, proposed
from .conftest import CONTRAST, NEEDS_CHROMIUM, axe_faults, opened, said
from .draft_workbench import Workbench

pytestmark = NEEDS_CHROMIUM


@pytest.fixture
def bench(tmp_path):
    proposed(tmp_path / "talks", "tavi-corridor-2032")
    bench = Workbench(tmp_path / "talks")
    yield bench
    bench.close()


@pytest.fixture
def page(context, bench):
    page = opened(context, bench.link("/draft"))
    yield page
    # What the workbench refused says why in the line of the page.
    assert page.faults == [], page.locator("#status").all_inner_texts()


def card(page, words):
    return page.locator(".thing.position", has_text=words)


def option(page, words):
    return page.locator(".thing.option", has=page.locator(".words", has_text=re.compile(f"^{words}$")))


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def named(proposals, what, words):
    (found,) = [p for p in proposals.live(what) if p.words == words]
    return found


def option_of(bench, words):
    (found,) = [p for p in bench.proposals().positions if words in p.words]
    return bench.proposals().option_of(found.id).words


def test_the_sentence_of_what_is_selected_is_always_beside_the_board(page):
    card(page, "a lease for ninety-nine years").click()
    panel = page.locator("#panel")
    panel.get_by_role("heading", name="Marisk offers: lease").wait_for()
    assert "Land that was paid for with four thousand graves is not given away" in panel.text_content()
    assert panel.locator("mark").all_text_contents() == [
        "a lease for ninety-nine years over the bed of the track can be had"
    ]
    assert "Quay House, Office of the Regent, 24 May 2032" in panel.text_content()
    page.locator("#board").evaluate("b => b.scrollTop = b.scrollHeight")
    assert panel.locator("mark").is_visible()
    press(page, "o")
    page.wait_for_url("**/read?document=*")


def test_arrows_go_where_they_point(page):
    here = page.locator(".thing.here")
    answers = page.locator(".lane").first.locator(".answers > .answer")
    answers.first.locator(".position").first.click()
    press(page, "ArrowRight")
    assert here.get_attribute("id") == answers.nth(1).locator(".position").first.get_attribute("id")
    press(page, "ArrowUp")
    assert here.get_attribute("id") == answers.nth(1).locator(".option").get_attribute("id")
    press(page, "ArrowUp")
    assert here.get_attribute("data-what") == "issue"
    press(page, "ArrowLeft")
    assert here.get_attribute("data-what") == "party"
    press(page, "ArrowRight")
    assert here.evaluate("t => t.closest('.board') !== null")
    first = page.locator(".thing.position").first
    first.click()
    press(page, "j", "k")
    assert here.get_attribute("id") == first.get_attribute("id")


def test_confirming_moves_nothing(page, bench):
    page.set_viewport_size({"width": 1280, "height": 500})
    chosen = card(page, "It clings to its own guards")
    chosen.scroll_into_view_if_needed()
    chosen.click()
    before = page.locator(".thing.position").evaluate_all("all => all.map(c => [c.id, c.getBoundingClientRect().top])")
    press(page, "c")
    said(page, "confirmed")
    now = page.locator(".thing.position").evaluate_all("all => all.map(c => [c.id, c.getBoundingClientRect().top])")
    assert now == before
    assert page.locator(".thing.here").get_attribute("id") == chosen.get_attribute("id")
    assert page.evaluate("document.activeElement.id") == chosen.get_attribute("id")
    page.get_by_role("button", name="Confirm the 23 shown").wait_for()
    confirmed = [p.words for p in bench.proposals() if p.confirmed]
    assert sorted(confirmed) == sorted(
        ["It clings to its own guards on its own trains", "Upper Tavi", "Who guards the trains?", "tavian guards"]
    )


def test_rename_merge_split_move_dismiss_and_undo_by_keys(page, bench):
    option(page, "lease").click()
    press(page, "r")
    page.keyboard.type("a lease of the track")
    press(page, "Enter")
    said(page, "renamed")
    named(bench.proposals(), What.OPTION, "a lease of the track")
    press(page, "r")
    page.keyboard.type("nothing of this is kept")
    press(page, "Escape")
    assert page.locator(".thing.here .words").text_content() == "a lease of the track"

    press(page, "m")
    page.keyboard.type("right of")
    press(page, "Enter")
    said(page, "merged into “right of way”")
    assert option_of(bench, "a lease for ninety-nine") == "right of way"
    press(page, "u")
    said(page, "taken back: merge")
    assert option_of(bench, "a lease for ninety-nine") == "a lease of the track"

    card(page, "a lease for ninety-nine").click()
    press(page, "v")
    page.keyboard.type("sealed")
    press(page, "Enter")
    said(page, "moved to “sealed”")
    assert option_of(bench, "a lease for ninety-nine") == "sealed"
    assert "a lease for ninety-nine" in page.locator(".thing.here").text_content()
    press(page, "u")
    said(page, "taken back: move")

    card(page, "a lease for ninety-nine").click()
    press(page, "x")
    card(page, "The mountain republic has stopped").click()
    press(page, "x", "s")
    page.keyboard.type("How long is the lease?")
    press(page, "Enter")
    said(page, "2 positions split off")
    made = named(bench.proposals(), What.ISSUE, "How long is the lease?")
    assert len(bench.proposals().positions_on(made.id)) == 2
    press(page, "u")
    said(page, "taken back: split")

    many = len(bench.proposals().positions)
    card(page, "Nine crowns a ton").click()
    press(page, "d")
    said(page, "dismissed")
    assert card(page, "Nine crowns a ton").is_hidden()
    assert len(bench.proposals().positions) == many - 1
    press(page, "f")
    card(page, "Nine crowns a ton").click()
    press(page, "b")
    said(page, "restored")
    assert len(bench.proposals().positions) == many


def test_the_same_by_pointer(page, bench):
    card(page, "Nine crowns a ton").drag_to(option(page, "free passage"))
    said(page, "moved to “free passage”")
    assert option_of(bench, "Nine crowns a ton") == "free passage"
    issues = len(bench.proposals().issues)
    page.locator(".thing.issue", has_text="What is paid").drag_to(
        page.locator(".thing.issue", has_text="title the strip")
    )
    said(page, "merged into")
    assert len(bench.proposals().issues) == issues - 1
    assert page.locator(".lane:visible").count() == issues - 1
    page.get_by_role("button", name=re.compile("^Undo")).click()
    said(page, "taken back: merge")
    assert page.locator(".lane:visible").count() == issues
    option(page, "sealed").locator(".words").dblclick()
    page.keyboard.type("opened on the ship")
    press(page, "Enter")
    said(page, "renamed")
    named(bench.proposals(), What.OPTION, "opened on the ship")
    parties = page.locator(".thing.party")
    parties.filter(has_text="Porters").drag_to(parties.filter(has_text="Marisk"))
    said(page, "merged into “Marisk”")
    assert len(bench.proposals().parties) == 3


def test_a_whole_party_an_issue_or_what_is_shown_is_confirmed_at_once(page, bench):
    card(page, "The cranes and the pier").click()
    press(page, "p")
    said(page, "confirmed")
    of = {p.words: p.id for p in bench.proposals().parties}
    assert all(p.confirmed for p in bench.proposals().positions_by(of["Tavi Southern Railway"]))
    assert not any(p.confirmed for p in bench.proposals().positions_by(of["Marisk"]))
    page.get_by_label("Positions of which party").select_option(label="Marisk")
    page.get_by_label("Positions how certain").select_option(label="At least 80 % sure")
    shown = page.locator(".thing.position:visible")
    many = shown.count()
    assert 0 < many < len(bench.proposals().positions_by(of["Marisk"]))
    page.get_by_role("button", name=f"Confirm the {many} shown").click()
    said(page, re.compile(f"^{many} proposals? confirmed"))
    assert sum(p.confirmed for p in bench.proposals().positions_by(of["Marisk"])) == many
    page.get_by_label("Positions of which party").select_option(label="All parties")
    page.get_by_label("Positions how certain").select_option(label="Any certainty")
    card(page, "Garrick has put four crowns").click()
    press(page, "a")
    page.locator(".thing.issue.confirmed", has_text="6 of 6 confirmed").wait_for()
    toll = named(bench.proposals(), What.ISSUE, "What is paid per ton?")
    assert all(p.confirmed for p in bench.proposals().positions_on(toll.id))


def test_new_issues_options_and_parties(page, bench):
    press(page, "i")
    page.keyboard.type("Who pays for the bridge?")
    press(page, "Enter")
    said(page, "added")
    press(page, "n")
    page.keyboard.type("the railway")
    press(page, "Enter")
    said(page, "“the railway” added")
    made = named(bench.proposals(), What.ISSUE, "Who pays for the bridge?")
    assert [o.words for o in bench.proposals().options_of(made.id)] == ["the railway"]
    press(page, "P")
    page.keyboard.type("Lune")
    press(page, "Enter")
    said(page, "“Lune” added")
    page.locator(".thing.party", has_text="Lune").last.click()
    page.locator("#panel").get_by_label("Role").select_option("mediator")
    said(page, "changed")
    assert named(bench.proposals(), What.PARTY, "Lune").body.role == "mediator"


def test_direction_kind_and_holder_of_a_position(page, bench):
    def body():
        (found,) = [p for p in bench.proposals().positions if "Nine crowns a ton" in p.words]
        return found.body

    card(page, "Nine crowns a ton").click()
    press(page, "t")
    said(page, "now for")
    assert body().stance.value == "demands"
    page.locator("#panel").get_by_label("Kind").select_option("requires")
    said(page, "changed")
    assert body().stance.value == "requires"
    page.locator(".thing.here").focus()
    press(page, "h")
    page.keyboard.type("porters")
    press(page, "Enter")
    page.locator(".thing.here", has_text="Porters").wait_for()
    assert bench.proposals()[body().party].words == "Porters' Brotherhood of Lune"


def test_two_tabs(context, page, bench):
    other = opened(context, bench.link("/draft"))
    card(page, "Nine crowns a ton").click()
    card(other, "nobody would ever travel").click()
    press(page, "d")
    said(page, "dismissed")
    press(other, "c")
    alert = other.locator("#stale")
    alert.get_by_text("nothing was done").wait_for()
    assert not any(p.confirmed for p in bench.proposals())
    alert.get_by_role("button", name="Do it on the new state").click()
    said(other, "confirmed")
    alert.wait_for(state="hidden")
    assert card(other, "Nine crowns a ton").is_hidden()
    by = {p.words: p.state.value for p in bench.proposals() if p.what is What.POSITION}
    assert by["nobody would ever travel for nothing"] == "confirmed"
    assert by["Nine crowns a ton to cross somebody's beach!"] == "dismissed"
    page.locator("#stale").get_by_text("in another tab").wait_for()
    page.locator("#stale").get_by_role("button", name="Reload the page").click()
    page.locator(".thing.position.confirmed", has_text="nobody would ever").wait_for()
    other.faults.clear()  # the answer 409 is one


def test_a_full_board_keeps_everything_in_sight_and_meets_wcag_2_2_aa(browser, tmp_path):

    proposed(tmp_path / "talks", "tavi-corridor-2032", "vesh-autonomy-2029", "brenna-truce-2034")
    bench = Workbench(tmp_path / "talks")
    context = browser.new_context(bypass_csp=True, color_scheme="light", viewport={"width": 1280, "height": 800})
    page = opened(context, bench.link("/draft"))
    assert len(bench.proposals().positions) >= 60
    assert len(bench.proposals().issues) >= 12
    assert page.evaluate("document.documentElement.scrollHeight") <= 800
    for _ in range(40):
        press(page, "j")
    here = page.locator(".thing.here")
    box = here.bounding_box()
    assert box["y"] > 100
    assert box["y"] + box["height"] < 800
    head = here.evaluate("t => t.closest('.lane').querySelector('.issue').getBoundingClientRect().bottom")
    assert head <= box["y"] + 1  # the question stays above its card
    page.locator("#panel mark").first.wait_for()
    for keys in ((), ("c",), ("d",), ("f",), ("x",), ("v",), ("Escape", "?")):
        press(page, *keys)
        assert axe_faults(page) == [], keys
        if keys in (("c",), ("Escape", "?")):
            page.emulate_media(color_scheme="dark")
            assert axe_faults(page, CONTRAST) == [], keys
            page.emulate_media(color_scheme="light")
    context.close()
    bench.close()


def test_what_stands_below_the_board_is_confirmed_and_dismissed(page, bench):
    with bench.record() as record:
        before = record.proposals()
        step = Proposal("ne0000000001", What.NEXT_STEP, NextStepBody(NextStep("meet again", ("Garrick",), "in June")))
        record.keep_proposals(before, before.with_([step]), "draft", undoable=False)
    page.reload()
    row = page.locator("#others .other", has_text="Garrick: meet again (in June)")
    row.get_by_role("button", name="Confirm").click()
    page.locator("#others .other.confirmed").wait_for()
    assert bench.proposals()["ne0000000001"].confirmed
    row.get_by_role("button", name="Dismiss").click()
    row.wait_for(state="hidden")
    assert not bench.proposals()["ne0000000001"].live
    press(page, "u")
    page.locator("#others .other.confirmed").wait_for()


def test_a_new_draft_is_told_once(page):
    told = "document.dispatchEvent(new CustomEvent('told', { detail: { proposals: 1e9 } }))"
    page.evaluate("document.getElementById('drafting').hidden = false")  # it says already that a new draft is there
    page.evaluate(told)
    page.wait_for_timeout(100)
    assert not page.locator("#stale").is_visible()
    page.evaluate("document.getElementById('drafting').hidden = true")
    page.evaluate(told)
    page.locator("#stale", has_text="The draft has changed").wait_for()


def test_a_first_draft_that_fails_is_told_and_not_tried_again_and_again(context, tmp_path):
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "dossier.yaml").write_text(EMPTY)
    workbench = Workbench(folder)
    drafting, asked = workbench.state.drafting, []
    drafting.running = True
    drafting.follow = asked.append
    try:
        page = opened(context, workbench.link("/draft"))
        drafting.running, drafting.fault = False, "another program is writing to the record"
        page.locator("#drafting-words", has_text="another program is writing").wait_for()
        page.wait_for_load_state("networkidle")
        assert len(asked) == 1
    finally:
        workbench.close()
