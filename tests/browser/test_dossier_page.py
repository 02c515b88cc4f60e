"""The page Dossier in a real Chromium: a dossier made from nothing by keys alone, edits in place, undo, two tabs, a file edited underneath."""

import json
import subprocess
import sys

import pytest

from pourparler.dossier import load

from .conftest import NEEDS_CHROMIUM, Served, opened

pytestmark = NEEDS_CHROMIUM
EMPTY = "negotiation: New talks\n\n# who talks\nparties: {}\n\nissues: {}\n"


@pytest.fixture
def empty(tmp_path):
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "dossier.yaml").write_text(EMPTY)
    server = Served(folder)
    server.folder = folder
    yield server
    server.close()


def at(page, server):
    page.goto(f"{server.root}/dossier")
    return page


def negotiation(folder):
    return load(folder / "dossier.yaml").negotiation


def saved(page, words):
    page.locator("#status", has_text=words).wait_for()


def typed(page, *words):
    for word in words:
        page.keyboard.type(word)
        page.keyboard.press("Enter")


def test_two_parties_and_two_issues_by_keys_alone_give_a_verdict(context, empty):
    page = opened(context, empty.link.replace("/?", "/dossier?"))
    page.keyboard.press("p")
    typed(page, "Northland")
    saved(page, "Northland added")
    typed(page, "Port Union")
    saved(page, "Port Union added")
    page.keyboard.press("Escape")
    page.keyboard.press("i")
    typed(page, "Who may use the strait?", "free passage", "no passage", "passage under escort")
    page.keyboard.press("Enter")
    saved(page, "Who may use the strait?")
    typed(page, "What does a ship pay?", "nothing", "the full due")
    page.keyboard.press("Control+Enter")
    saved(page, "What does a ship pay?")
    assert page.faults == []
    made = negotiation(empty.folder)
    assert [p.name for p in made.parties] == ["Northland", "Port Union"]
    assert [list(i.options.values()) for i in made.issues] == [
        ["free passage", "no passage", "passage under escort"],
        ["nothing", "the full due"],
    ]
    assert "# who talks" in (empty.folder / "dossier.yaml").read_text()
    command = [sys.executable, "-m", "pourparler", "settle", str(empty.folder), "--json"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert json.loads(told.stdout)["verdict"], told.stderr


def test_every_field_of_a_row_is_edited_where_it_stands(context, running, read_demo):
    page = at(opened(context, running.link), running)
    before = (read_demo / "dossier.yaml").read_text()
    field = page.get_by_label("Other names of Maravel, commas between")
    field.fill("Sant Elmo, the Republic")
    field.press("Enter")
    saved(page, "Maravel changed")
    assert negotiation(read_demo).party["Maravel"].aliases == ("Sant Elmo", "the Republic")
    name = page.locator('tr[data-id="Maravel"] textarea[name="name"]').first
    name.fill("Maravel Republic")
    name.press("Control+Enter")
    page.locator('tr[data-id="Maravel Republic"]').wait_for()
    made = negotiation(read_demo)
    assert "Maravel Republic" in made.party
    assert "Maravel" not in made.party
    assert any(p.party == "Maravel Republic" for p in made.positions)
    assert page.evaluate("document.activeElement.value") == "Maravel Republic"
    page.keyboard.press("Alt+u")
    saved(page, "Undone: Maravel changed")
    page.keyboard.press("Alt+u")
    page.locator('tr[data-id="Maravel"]').wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    page.get_by_text("there is nothing to undo").wait_for()
    assert (read_demo / "dossier.yaml").read_text() == before


def test_a_fault_stands_at_the_field_and_escape_gives_up(context, running, read_demo):
    page = at(opened(context, running.link), running)
    before = (read_demo / "dossier.yaml").read_text()
    field = page.locator('tr[data-id="Maravel"] textarea[name="name"]').first
    field.fill("Kestria")
    field.press("Control+Enter")
    page.locator('tr[data-id="Maravel"] .field-fault', has_text="there is a party 'Kestria' already").wait_for()
    assert field.get_attribute("aria-invalid") == "true"
    assert field.input_value() == "Kestria"
    field.press("Escape")
    assert field.input_value() == "Maravel"
    assert page.locator(".field-fault").count() == 0
    assert (read_demo / "dossier.yaml").read_text() == before


def test_the_order_is_changed_by_keys_and_the_focus_goes_with_it(context, running, read_demo):
    page = at(opened(context, running.link), running)
    page.get_by_label("Answer 1 to transit", exact=True).focus()
    page.keyboard.press("Alt+ArrowDown")
    saved(page, "the order of answers of transit")
    assert list(negotiation(read_demo).issue["transit"].options) == ["escorted", "open", "closed"]
    page.keyboard.press("Alt+ArrowDown")
    page.locator(
        "li[data-id]:nth-child(3) textarea[aria-label='Answer 3 to transit']", has_text="open passage"
    ).wait_for()
    assert list(negotiation(read_demo).issue["transit"].options) == ["escorted", "closed", "open"]
    page.get_by_label("Question of patrols").focus()
    page.keyboard.press("Alt+ArrowUp")
    saved(page, "the order of the issues")
    assert [i.id for i in negotiation(read_demo).issues][:2] == ["patrols", "transit"]


def test_what_refers_to_an_issue_is_said_before_it_goes_with_it(context, running, read_demo):
    page = at(opened(context, running.link), running)
    page.get_by_label("Remove dues", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("positions: 7").wait_for()
    dialog.get_by_text("Keep it").click()
    assert "dues" in negotiation(read_demo).issue
    page.get_by_label("Question of dues").focus()
    page.keyboard.press("Alt+Delete")
    dialog.get_by_text("Remove all of it").click()
    saved(page, "dues removed")
    made = negotiation(read_demo)
    assert "dues" not in made.issue
    assert not any(p.issue == "dues" for p in made.positions)
    page.locator("#undo").click()
    saved(page, "Undone: dues removed")
    assert "dues" in negotiation(read_demo).issue


def test_linkages_priorities_and_what_holds_without_agreement(context, running, read_demo):
    page = at(opened(context, running.link), running)
    new = page.locator("tr[data-edit='add linkage']")
    issues, answers = new.locator("select[name=issue]"), new.locator("select[name=option]")
    issues.nth(0).select_option("dues")
    assert answers.nth(0).locator("option").all_text_contents() == [
        "answer …",
        "no dues",
        "a reduced due",
        "the full due",
    ]
    answers.nth(0).select_option("none")
    issues.nth(1).select_option("fishing")
    answers.nth(1).select_option("shared")
    new.get_by_label("Why these exclude one another").fill("one pays for the other")
    page.keyboard.press("Enter")
    saved(page, "a linkage added")
    page.get_by_label("Another issue for Port Auvane").select_option("crews")
    saved(page, "priorities of Port Auvane")
    page.get_by_label("Another issue for Port Auvane").select_option("dues")
    page.locator("tr", has=page.get_by_label("Another issue for Port Auvane")).get_by_text("dues").first.wait_for()
    page.get_by_label("transit without a settlement").select_option("")
    saved(page, "transit without agreement")
    made = negotiation(read_demo)
    assert made.linkages[-1].never == (("dues", "none"), ("fishing", "shared"))
    assert made.priorities["Port Auvane"] == (("crews",), ("dues",))
    assert "transit" not in made.no_agreement.options
    assert page.faults == []


def test_a_stale_page_is_refused_with_a_choice(context, running, read_demo):
    first, second = (at(opened(context, running.link), running) for _ in range(2))
    first.get_by_label("Question of crews").fill("What becomes of the crews?")
    first.keyboard.press("Control+Enter")
    saved(first, "crews changed")
    field = second.get_by_label("Role of Maravel")
    field.fill("coastal state")
    field.press("Control+Enter")
    dialog = second.get_by_role("dialog")
    dialog.get_by_text("issues: 1 changed (crews)").wait_for()
    assert negotiation(read_demo).party["Maravel"].role is None
    dialog.get_by_role("button", name="Do it on the new state").click()
    saved(second, "Maravel changed")
    made = negotiation(read_demo)
    assert (made.party["Maravel"].role, made.issue["crews"].question) == ("coastal state", "What becomes of the crews?")


def test_a_file_edited_underneath_is_not_overwritten(context, running, read_demo):
    page = at(opened(context, running.link), running)
    path = read_demo / "dossier.yaml"
    path.write_text(path.read_text().replace("negotiation: Strait of Lorn talks", "negotiation: By hand"))
    field = page.get_by_label("Role of Maravel")
    field.fill("coastal state")
    field.press("Control+Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("now 'By hand'").wait_for()
    dialog.get_by_text("Cancel").click()
    assert field.input_value() == "coastal state"
    assert negotiation(read_demo).title == "By hand"
    assert negotiation(read_demo).party["Maravel"].role is None
