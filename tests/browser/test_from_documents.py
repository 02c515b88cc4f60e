"""In a real Chromium, from an empty dossier to a verdict, with nothing but documents; what is dropped is invented."""

import re

import pytest

from pourparler.dossier import open_dossier
from pourparler.record import Record

from ..marked_texts import marked
from ..proposed_talks import EMPTY
from .conftest import NEEDS_CHROMIUM, Running, Served, opened

pytestmark = NEEDS_CHROMIUM


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "dossier.yaml").write_text(EMPTY)
    return tmp_path / "talks"


@pytest.fixture
def files(tmp_path):
    found = []
    for k, document in enumerate(marked("tavi-corridor-2032").documents, start=1):
        file = tmp_path / f"{k}.txt"
        file.write_text(f"{document.title}\n{document.source}, {document.date:%d %B %Y}\n\n{document.text}")
        found.append(str(file))
    return found


@pytest.fixture
def started(folder):
    """As a user starts it."""
    server = Running(folder)
    yield server
    server.kill()


@pytest.fixture
def running(folder):
    server = Served(folder)
    yield server
    server.close()


def step(page, number):
    return page.locator(".step").nth(number - 1)


def drafted(page, running):
    """The board once nothing is being drafted any more."""
    page.goto(f"{running.root}/draft")
    while page.request.get(f"{running.root}/draft/state").json()["running"]:
        page.wait_for_timeout(100)
    page.goto(f"{running.root}/draft")
    page.locator(".thing.position").first.wait_for()


def test_from_documents_to_a_verdict(context, started, folder, files):
    page = opened(context, started.link)
    page.set_default_timeout(60_000)
    assert page.locator(".step h2").all_text_contents() == [
        "Add documents",
        "Look at the draft",
        "See what could be agreed",
    ]
    page.locator("#files").set_input_files(files)
    page.locator("#uploaded li").nth(4).wait_for()
    step(page, 1).get_by_text(re.compile(r"^5 documents read, with \d+ statements")).wait_for()
    step(page, 2).get_by_role("link", name="Open the draft").click()
    page.locator(".thing.position").first.wait_for()
    with Record(folder / "record.sqlite") as record:
        proposals = record.proposals()
    assert page.locator(".thing.position").count() == len(proposals.positions) >= 10
    page.locator("#panel mark").first.wait_for()

    page.keyboard.press("Shift+C")
    page.locator("#status", has_text=f"{len(proposals.positions)} proposals confirmed").wait_for()
    page.get_by_role("button", name="Put what is confirmed into the dossier").click()
    page.locator("#written").wait_for()
    held = open_dossier(folder).load().negotiation
    assert len(held.issues) == len(proposals.issues)
    assert not any(p.suggested for p in held.positions)
    page.locator("#written").get_by_role("link", name="See what could be agreed").click()
    page.get_by_role("heading", name="Put a settlement together").wait_for()
    verdict = page.locator("h1").text_content()
    page.get_by_role("link", name="Start", exact=True).click()
    assert verdict.strip() in step(page, 3).text_content()
    page.goto(f"{started.root}/briefing.html")
    assert verdict.strip()[:40] in page.locator("body").text_content()
    assert page.locator("#notes li").count() >= 5
    assert page.faults == []


def test_a_draft_waits_for_documents(context, running):
    page = opened(context, running.link)
    page.get_by_role("link", name="Draft", exact=True).click()
    page.get_by_role("heading", name="No draft yet").wait_for()
    page.keyboard.press("c")  # nothing is selected, and nothing happens
    page.get_by_role("link", name="Add the first ones").click()
    page.locator(".step").first.wait_for()
    assert page.faults == []


def test_documents_that_come_later_are_new_on_the_board(context, running, folder, files):
    page = opened(context, running.link)
    page.set_default_timeout(60_000)
    page.locator("#files").set_input_files(files[:4])
    step(page, 1).get_by_text(re.compile(r"^4 documents read")).wait_for()
    drafted(page, running)
    first = page.locator(".thing.position").first
    first.click()
    page.keyboard.press("c")
    page.locator("#status", has_text="confirmed").wait_for()
    kept = first.get_attribute("id")
    page.goto(f"{running.root}/start")
    page.locator("#files").set_input_files(files[4:])
    step(page, 1).get_by_text(re.compile(r"^5 documents read")).wait_for()
    drafted(page, running)
    page.locator("#counts .new").wait_for()
    assert page.locator(".thing.position .new").count() >= 1
    assert page.locator(f"#{kept}.confirmed").count() == 1
    assert page.faults == []
