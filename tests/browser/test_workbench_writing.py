"""What a person brings in and changes by hand in a real Chromium: documents, words, splits; what changes elsewhere is told."""

import re

from pourparler.record import Record
from pourparler.workbench import watching_job
from pourparler.workbench.reading_job import Progress

from .conftest import NEEDS_CHROMIUM, opened

pytestmark = NEEDS_CHROMIUM


def test_a_document_is_added_read_reviewed_and_found_in_the_briefing(context, running, read_demo, tmp_path):
    page = opened(context, running.link)
    page.goto(f"{running.root}/read")
    page.get_by_text("Add documents").click()
    paper = tmp_path / "late.txt"
    paper.write_text("Ada Voss said on Friday that Kestria rejects monitoring by a third party after all.")
    page.get_by_label(re.compile("Date, if")).fill("2031-03-28")
    page.get_by_label(re.compile("Source, if")).fill("Lorn Courier")
    page.locator("#files").set_input_files(paper)
    page.locator("#uploaded").get_by_text("added").wait_for()
    page.get_by_text(re.compile("Finished: 1 document read, [1-9]")).wait_for()
    page.locator("#uploaded a").click()
    page.wait_for_url("**/read?document=*")
    page.keyboard.press("a")
    page.locator("#reviewed", has_text=re.compile("^1$")).wait_for()
    page.goto(f"{running.root}/positions/Kestria/monitoring")
    page.get_by_role("button", name="Confirm and save").click()
    page.get_by_text(re.compile("Saved to dossier.yaml")).wait_for()
    assert "rejects: third_party" in (read_demo / "dossier.yaml").read_text()
    page.goto(f"{running.root}/briefing?section=positions")
    with page.expect_download() as download:
        page.get_by_role("link", name="Markdown").click()
    assert "Kestria rejects monitoring by a third party after all" in download.value.path().read_text()
    frame = page.frame_locator("iframe")
    assert "third party after all" in frame.locator("#notes").text_content()
    assert page.faults == []


def test_a_reading_that_begins_and_ends_between_two_looks_is_told_and_one_before_the_page_is_not(context, running):
    running.state.reading.progress = Progress(done=3, total=3, found=5, run=1)
    page = opened(context, running.link)
    page.goto(f"{running.root}/read")
    with page.expect_event("console", lambda message: message.text == "told"):
        page.evaluate("document.addEventListener('told', () => console.log('told'))")
        running.state.watching.progress = watching_job.Progress(look=7)
    assert page.locator("#reading").is_hidden()
    running.state.reading.progress = Progress(done=1, total=1, found=2, run=2)
    page.get_by_text("Finished: 1 document read, 2 new statements.").wait_for()


def test_split_by_keys_and_take_it_back(context, running, read_demo):
    with Record(read_demo / "record.sqlite") as record:
        entry = record.search("nobody checks what the ships carry")[0].statement
    page = opened(context, running.link)
    page.goto(f"{running.root}/read?document={entry.document}#{entry.id}")
    before = page.locator(".card").count()
    page.keyboard.press("x")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    page.keyboard.press("Enter")
    page.locator(f"#{entry.id}.corrected.here").wait_for()
    assert page.locator(".card").count() == before + 1
    page.keyboard.press("u")
    page.locator(f"#{entry.id}.proposed.here").wait_for()
    assert page.locator(".card").count() == before
    assert page.faults == []


def test_words_selected_in_the_text_become_the_statements(context, running, read_demo):
    with Record(read_demo / "record.sqlite") as record:
        entry = record.search("nobody checks what the ships carry")[0].statement
        text = record.document(entry.document).text
    page = opened(context, running.link)
    page.goto(f"{running.root}/read?document={entry.document}#{entry.id}")
    # A double click selects one word, as a person would.
    page.locator(".text .source", has_text="Voss").last.dblclick(position={"x": 10, "y": 8})
    page.locator("#selection").wait_for()
    page.get_by_role("button", name=re.compile("^the cue")).click()
    page.locator(f"#{entry.id}.corrected.here").wait_for()
    with Record(read_demo / "record.sqlite") as record:
        ((start, end),) = record.statement(entry.id).statement.cue
    assert text[start:end] == "Voss"
    assert page.faults == []


def test_what_changes_elsewhere_is_told(context, running, read_demo):
    page = opened(context, running.link)
    page.goto(f"{running.root}/positions")
    page.wait_for_timeout(300)
    path = read_demo / "dossier.yaml"
    path.write_text(path.read_text() + "# a colleague was here\n")
    page.get_by_text("dossier.yaml has changed.").wait_for()
    page.get_by_role("button", name="Reload the page").click()
    page.locator("#changed").wait_for(state="hidden")
    assert page.faults == []


def test_pictures_and_solutions_lead_on(context, running):
    page = opened(context, running.link)
    page.locator(".frontier a").first.wait_for()
    assert page.locator(".frontier a.chosen").count() <= 1
    page.locator(".frontier a").first.focus()
    assert page.evaluate("document.querySelector('.frontier svg > g').lastElementChild.matches('path.in-hand')")
    page.locator(".frontier a").nth(1).focus()
    assert page.locator(".frontier .in-hand").count() == 1
    page.goto(f"{running.root}/network")
    page.locator(".network.affiliation svg").wait_for()
    _periods_by_keys(page, running.root)
    page.goto(f"{running.root}/timeline")
    page.locator(".picture svg").wait_for()
    page.locator(".picture a").first.click()
    page.wait_for_url(re.compile(r"/(record|positions)"))
    assert page.faults == []


def _periods_by_keys(page, root):
    """Everybody's place stays while the periods go by."""
    places = (
        "() => [...document.querySelectorAll('.ring circle')].map((c) => [c.getAttribute('cx'), c.getAttribute('cy')])"
    )
    page.goto(f"{root}/network/periods?by=month&basis=dossier")
    heading = page.locator(".picture-of h2")
    last, at = heading.inner_text(), page.evaluate(places)
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("(last) => document.querySelector('.picture-of h2').textContent !== last", arg=last)
    assert page.evaluate(places) == at != []
    assert "at=" in page.url
    page.keyboard.press("p")  # on to the last period, and then it stops
    page.get_by_role("button", name="Stop").wait_for()
    page.wait_for_function("(last) => document.querySelector('.picture-of h2').textContent === last", arg=last)
    page.get_by_role("button", name="Play").wait_for()


def test_another_kind_is_chosen_and_the_document_read_again(context, running, read_demo):
    page = opened(context, running.link)
    page.goto(f"{running.root}/read")
    kind = page.get_by_label("Kind of document")
    assert page.locator("#read-again").is_hidden()
    kind.select_option("letter")
    page.locator("#kind-reason", has_text=re.compile("^given by ")).wait_for()
    page.get_by_role("button", name="Read it").click()
    page.get_by_text(re.compile("Finished: 1 document read")).wait_for()
    page.reload()
    assert kind.input_value() == "letter"
    assert page.locator("#read-again").is_hidden()
    assert page.faults == []
