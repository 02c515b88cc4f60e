"""Who takes which position, on which side and of which kind, corrected by keys in a real Chromium, and taken back."""

import pytest

from pourparler.model import Document, Holder, Mode, Reading, Stance, Statement
from pourparler.record import Record

from .conftest import CONTRAST, NEEDS_CHROMIUM, axe_faults, opened

pytestmark = NEEDS_CHROMIUM

TEXT = "Kestria asked for a toll. Pia Lund told the Guild that Maravel would not accept the proposal."


@pytest.fixture
def kept(read_demo):
    """A demand, and a refusal that points back to it, in a document of the demo's record."""
    document = Document(TEXT, "A toll")
    demand = Statement(
        document.id, (), (), ((0, 24),), Mode.INDIRECT, party="Kestria", stance=Stance.DEMANDS, position=((0, 24),), act=True,
        holders=(Holder("Kestria", "Kestria", ((0, 7),)),),
    )  # fmt: skip
    refusal = Statement(
        document.id, ((26, 34),), ((35, 39),), ((50, 92),), Mode.INDIRECT, "Pia Lund", stance=Stance.REJECTS, position=((55, 92),),
        holders=(Holder("Maravel", "Maravel", ((55, 62),)),), points_to=((8, 24),),
    )  # fmt: skip
    with Record(read_demo / "record.sqlite") as record:
        record.add_document(document)
        record.save_reading(Reading(document.id, "test", (demand, refusal)), TEXT)
    return demand, refusal


@pytest.fixture
def stands(read_demo):
    def now(statement):
        with Record(read_demo / "record.sqlite") as record:
            return record.statement(statement.id)

    return now


@pytest.fixture
def page(context, running, kept):
    page = opened(context, running.link)
    page.goto(f"{running.root}/read?document={kept[0].document}#{kept[0].id}")
    yield page
    assert page.faults == []


def in_hand(page, words):
    page.locator(".card.here .told", has_text=words).wait_for()


def test_the_direction_is_turned_and_turned_back(page, kept, stands):
    demand, _ = kept
    page.keyboard.press("d")
    in_hand(page, "Kestria rejects")
    assert stands(demand).statement.stance is Stance.REJECTS
    assert stands(demand).statement.holders == demand.holders
    page.keyboard.press("d")
    in_hand(page, "Kestria demands")
    page.keyboard.press("u")
    in_hand(page, "Kestria rejects")
    page.keyboard.press("u")
    in_hand(page, "proposed")
    assert stands(demand).statement == demand


def test_the_kind_is_chosen_by_a_digit(page, kept, stands):
    demand, _ = kept
    page.keyboard.press("p")
    page.keyboard.press("Escape")
    assert page.locator(".kinds").count() == 0
    page.keyboard.press("p")
    page.keyboard.press("3")
    in_hand(page, "Kestria offers")
    assert stands(demand).statement.stance is Stance.OFFERS
    page.keyboard.press("p")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    in_hand(page, "Kestria accepts")
    page.keyboard.press("0")
    in_hand(page, "takes no position")
    assert (stands(demand).statement.position, stands(demand).statement.holders) == ((), ())
    page.keyboard.press("d")
    page.get_by_text("Press p to say what kind it takes").wait_for()
    page.keyboard.press("u")
    in_hand(page, "Kestria accepts")
    assert stands(demand).statement.position == demand.position


def test_holders_are_chosen_from_names_and_by_an_exclamation_mark_put_on_the_other_side(page, kept, stands):
    demand, _ = kept
    page.keyboard.press("h")
    field = page.get_by_label("Who takes it")
    assert field.evaluate("e => e === document.activeElement")
    assert page.locator("[id^=suggested-names] li").all_text_contents()[:2] == ["Kestria", "Maravel"]
    page.keyboard.type("harb")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert field.input_value() == "Harbour League"
    page.keyboard.type(", !mar")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type(", the Guild")
    page.keyboard.press("Enter")
    in_hand(page, "The Harbour League and the Guild demand")
    in_hand(page, "against it: Maravel")
    now = stands(demand)
    assert (now.review, [(h.name, h.party, h.opposed) for h in now.statement.holders]) == (
        "corrected",
        [("Harbour League", "Harbour League", False), ("Maravel", "Maravel", True), ("the Guild", None, False)],
    )
    page.keyboard.press("h")
    page.keyboard.type("Atlantis")
    page.keyboard.press("Enter")
    page.get_by_text("there is no party 'Atlantis'").wait_for()
    page.faults.clear()  # the answer 422 is one
    assert page.get_by_label("Who takes it").input_value() == "Atlantis"
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    in_hand(page, "Kestria demands")


def test_only_what_was_changed_in_the_form_is_sent(page, kept, stands):
    _, refusal = kept
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.get_by_label("Words of the position").fill("would not accept the proposal")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    assert page.get_by_label("Words of the position").input_value() == "Maravel would not accept the proposal"
    page.get_by_label("Words of the position").fill("would not accept the proposal")
    page.get_by_role("button", name="Save").click()
    page.locator(f"#{refusal.id}.corrected.here").wait_for()
    now = stands(refusal).statement
    assert (now.position, now.holders, now.stance) == (((63, 92),), refusal.holders, refusal.stance)


def test_what_words_point_back_to_stands_out_in_the_text(page, kept):
    page.keyboard.press("b")
    page.get_by_text("do not point back").wait_for()
    assert page.locator(".text .pointed").count() == 0
    page.keyboard.press("j")
    assert page.locator(".text .pointed").all_text_contents() == ["asked for a toll"]
    link = page.get_by_role("link", name="asked for a toll")
    link.click()
    assert page.locator(f"#{kept[1].id}.here").count() == 1
    page.keyboard.press("b")


def test_selected_words_become_the_position(page, kept, stands):
    demand, _ = kept
    page.keyboard.press("0")
    page.locator(f"#{demand.id}.here .told", has_text="takes no position").wait_for()
    page.locator(".text .content", has_text="toll").first.dblclick(position={"x": 10, "y": 8})
    page.locator("#selection").wait_for()
    page.keyboard.press("5")
    page.keyboard.press("1")
    page.locator(f"#{demand.id}.here .told", has_text="Kestria demands").wait_for()
    ((start, end),) = stands(demand).statement.position
    assert TEXT[start:end] == "asked"


def test_forms_and_menus_meet_wcag_2_2_aa(browser, running, kept):
    context = browser.new_context(bypass_csp=True, color_scheme="light", viewport={"width": 820, "height": 900})
    page = context.new_page()
    page.goto(running.link)
    page.goto(f"{running.root}/read?document={kept[0].document}#{kept[1].id}")
    for keys in ("p", "Escape", "h", "ArrowDown"):
        page.keyboard.press(keys)
        assert axe_faults(page) == [], keys
        if keys != "Escape":
            page.emulate_media(color_scheme="dark")
            assert axe_faults(page, CONTRAST) == [], keys
            page.emulate_media(color_scheme="light")
    context.close()
