"""Sources that are watched, by keys and by mouse, in a real Chromium."""

import re

import pytest

from pourparler.dossier import new_dossier
from pourparler.record import Record

from ..growing_site import article
from .conftest import NEEDS_CHROMIUM, Served, opened

pytestmark = NEEDS_CHROMIUM


@pytest.fixture
def talks(tmp_path):
    new_dossier(tmp_path / "talks")
    return tmp_path / "talks"


@pytest.fixture
def running(talks):
    server = Served(talks)
    yield server
    server.close()


def test_a_folder_is_watched_looked_at_again_and_let_go(context, running, talks, tmp_path):
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "one.txt").write_text(article(1))
    page = opened(context, running.link)
    page.goto(f"{running.root}/record/documents")
    part = page.locator("#sources")
    part.get_by_text("Nothing is watched yet").wait_for()
    page.locator("main").focus()
    page.keyboard.press("w")
    page.keyboard.type(str(folder / "nowhere"))
    page.keyboard.press("Enter")
    part.get_by_text(re.compile("there is no such file")).wait_for()
    page.get_by_label("Feed, sitemap, page or folder").fill(str(folder))
    page.keyboard.press("Enter")
    part.get_by_text(re.compile("1 new of 1")).wait_for()
    (folder / "two.txt").write_text(article(2))
    page.get_by_label("Feed, sitemap, page or folder").focus()
    page.keyboard.press("Escape")  # to the button that looks at all
    page.keyboard.press("Enter")
    part.get_by_text(re.compile("1 new of 2")).wait_for()
    page.get_by_text(re.compile("1 document new or changed")).wait_for()
    with Record(talks / "record.sqlite") as record:
        assert {"one", "two"} <= {d.title for d in record.documents()}
    page.reload()
    part.get_by_role("button", name="Watch no longer").click()
    part.get_by_text("Nothing is watched yet").wait_for()
    assert page.get_by_label("Feed, sitemap, page or folder").evaluate("e => e === document.activeElement")
    assert [fault for fault in page.faults if "422" not in fault] == []
