"""From an empty dossier to a briefing by keys alone; what was told as done outlives a killed server and a file edited underneath."""

import re

import pytest

from pourparler.dossier import load
from pourparler.model import What
from pourparler.record import Record

from ..proposed_talks import proposed
from .conftest import NEEDS_CHROMIUM, Running, Served, opened, said
from .test_from_documents import files as files
from .test_from_documents import folder as folder
from .test_from_documents import running as running
from .test_from_documents import started as started
from .test_from_documents import step

pytestmark = NEEDS_CHROMIUM
TABS = 250
"""Presses of Tab after which a thing counts as out of reach."""


def tab_to(page, words):
    """Press Tab until what is in hand has these words, or this id."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        told = page.evaluate("(e => e.id + '\\n' + (e.ariaLabel ?? e.textContent))(document.activeElement)")
        if words in (told.partition("\n")[0], " ".join(told.partition("\n")[2].split())):
            return
    raise AssertionError(f"{words!r} is not reached by Tab")


def follow(page, words):
    tab_to(page, words)
    page.keyboard.press("Enter")


def choose_files(page, chosen):
    with page.expect_file_chooser() as chooser:  # listened for before the key, which would be too fast for it
        tab_to(page, "files")
        page.keyboard.press("Enter")
    chooser.value.set_files(chosen)


def kept(talks):
    with Record(talks / "record.sqlite") as record:
        return record.proposals()


def negotiation(talks):
    return load(talks / "dossier.yaml").negotiation


def draft_of(context, server):
    """The page Draft, once the drafting that opening it begins is done: what this changes an edit would be asked about."""
    page = opened(context, server.link.replace("/?", "/draft?"))
    now = "fetch('/draft/state').then(told => told.json())"
    for _ in range(20):  # opening the page can begin another one
        page.wait_for_function(f"async () => !(await {now}).running")
        page.reload()
        told = page.evaluate(now)
        if not told["running"] and page.locator("#draft").get_attribute("data-revision") == str(told["revision"]):
            break
    page.locator(".thing.position.here").wait_for()
    return page


def test_from_documents_to_a_briefing_by_keys_alone(context, running, folder, files):
    page = opened(context, running.link)
    page.set_default_timeout(60_000)
    choose_files(page, files)
    step(page, 1).get_by_text(re.compile(r"^5 documents read, with \d+ statements")).wait_for()
    step(page, 2).get_by_role("link", name="Open the draft").wait_for()
    follow(page, "Open the draft")
    page.locator("#panel mark").first.wait_for()
    issue = kept(folder).issues[0]
    while page.locator(".thing.here").get_attribute("id") != issue.id:
        page.keyboard.press("ArrowUp")
    page.keyboard.press("r")
    page.keyboard.type("Who may use the corridor?")
    page.keyboard.press("Enter")
    said(page, "renamed")
    page.keyboard.press("j")
    page.keyboard.press("Shift+C")
    said(page, re.compile(r"\d+ proposals confirmed"))
    follow(page, "Put what is confirmed into the dossier")
    page.locator("#written").wait_for()
    made = negotiation(folder)
    assert "Who may use the corridor?" in [i.question for i in made.issues]
    assert made.positions
    assert not any(p.suggested for p in made.positions)
    follow(page, "See what could be agreed")
    page.get_by_role("heading", name="Put a settlement together").wait_for()
    verdict = page.locator("h1").text_content().strip()
    follow(page, "Briefing")
    page.get_by_role("heading", name="The briefing").wait_for()
    with context.expect_page() as tab:
        follow(page, "Open it in its own tab")
    briefing = tab.value
    assert verdict[:40] in briefing.locator("body").text_content()
    with Record(folder / "record.sqlite") as record:
        texts = [" ".join(record.document(h.id).text.split()) for h in record.headings()]
    quoted = [q for note in briefing.locator("#notes li").all() for q in _quotations(note.text_content())]
    assert len(quoted) >= 5
    # A quotation in a quotation has single marks: the words are compared, not the marks.
    plain = str.maketrans("“”‘’", '""""')
    assert [q for q in quoted if not any(q.translate(plain) in text.translate(plain) for text in texts)] == []
    follow(briefing, briefing.locator("main a[href^='#note'], body a[href^='#note']").first.text_content().strip())
    assert briefing.evaluate("document.querySelector(':target').closest('#notes') !== null")
    assert page.faults == []


def _quotations(note):
    """The pieces between quotation marks."""
    told = re.findall("“(.+?)”", " ".join(note.split()))
    return [piece.strip() for words in told for piece in words.split("…") if piece.strip()]


def test_nothing_told_as_added_is_lost_where_the_server_is_killed_while_it_reads(context, started, folder, files):
    page = opened(context, started.link)
    page.set_default_timeout(60_000)
    choose_files(page, files)
    page.locator("#uploaded li", has_text="added").nth(4).wait_for()
    started.kill()
    again = Served(folder)
    try:
        page = opened(context, again.link)
        page.set_default_timeout(60_000)
        with Record(folder / "record.sqlite") as record:
            assert len(record.headings()) == 5
            unread = len(record.unread())
        if unread:  # all but always: the model alone takes longer to load than the last file to be added
            follow(page, "Read what is not read yet")
        step(page, 1).get_by_text(re.compile(r"^5 documents read, with \d+ statements")).wait_for()
    finally:
        again.close()


@pytest.fixture
def drafted(tmp_path):
    """A dossier with a draft of what a perfect reader would find."""
    proposed(tmp_path / "drafted", "tavi-corridor-2032")
    return tmp_path / "drafted"


def test_nothing_told_as_done_is_lost_where_the_server_is_killed(context, drafted):
    server = Running(drafted)
    page = draft_of(context, server)
    page.keyboard.press("c")
    said(page, "confirmed")
    page.keyboard.press("j")
    page.keyboard.press("d")
    said(page, "dismissed")
    follow(page, "Put what is confirmed into the dossier")
    page.locator("#written").wait_for()
    told, file = kept(drafted), (drafted / "dossier.yaml").read_text()
    page.locator(".board").focus()
    page.keyboard.press("Shift+C")  # whether it is done nobody was told
    server.kill()
    page.keyboard.press("u")
    page.locator("#status", has_text="The workbench does not answer").wait_for()
    assert (drafted / "dossier.yaml").read_text() == file
    server = Served(drafted)
    try:
        page = draft_of(context, server)
        now = kept(drafted)
        assert all(now[p.id].confirmed for p in told if p.confirmed)
        assert [p.id for p in now.dismissed] == [p.id for p in told.dismissed]
        assert page.locator(".thing.position.confirmed").count() == sum(p.confirmed for p in now.live(What.POSITION))
        page.keyboard.press("Shift+C")
        said(page, re.compile(r"\d+ proposals? confirmed"))
        follow(page, "Put what is confirmed into the dossier")
        page.locator("#written").wait_for()
        assert len(negotiation(drafted).issues) == len(now.issues)
        assert page.faults == []
    finally:
        server.close()


def test_what_is_written_underneath_stays_where_the_draft_is_put_in(context, drafted):
    server = Served(drafted)
    try:
        page = draft_of(context, server)
        page.keyboard.press("Shift+C")
        said(page, re.compile(r"\d+ proposals? confirmed"))
        path = drafted / "dossier.yaml"
        mine = "parties:\n  Hill Council: {at_table: false}  # told by telephone"
        path.write_text(path.read_text().replace("parties: {}", mine))
        page.get_by_text("dossier.yaml has changed.").wait_for()
        follow(page, "Put what is confirmed into the dossier")
        page.locator("#written").wait_for()
        assert mine.partition("\n")[2] in path.read_text()
        assert {p.words for p in kept(drafted).parties} < {p.name for p in negotiation(drafted).parties}
        written = path.read_text() + "# and this, too\n"
        path.write_text(written)
        follow(page, "Take it back")
        page.locator("#status.fault, dialog[open], #stale:visible").first.wait_for()
        assert path.read_text() == written
    finally:
        server.close()
