"""While an old record is brought up to date every page answers: with how far that is, then as always."""

import threading
import time

import pytest

from pourparler.monitor import upkeep as tell_upkeep
from pourparler.verbs import matching
from pourparler.workbench import upkeep

from ..record.older import made_older
from .conftest import post


@pytest.fixture
def held(read_demo, monkeypatch):
    """An old record whose upkeep waits until the event is set."""
    made_older(read_demo / "record.sqlite", "0008")
    monkeypatch.setattr(upkeep, "MANY", 1)
    monkeypatch.setattr(upkeep, "PATIENCE", 0.01)
    on, reached = threading.Event(), threading.Event()

    told = upkeep.Upkeep._report

    def wait(self, *far):
        told(self, *far)
        reached.set()
        assert on.wait(30)

    monkeypatch.setattr(upkeep.Upkeep, "_report", wait)
    yield on, reached
    on.set()


def test_pages_say_how_far_it_is_and_open_when_it_is_done(held, inside):
    on, reached = held
    assert inside.get("/record").status_code == 503
    assert reached.wait(30)
    page = inside.get("/record")
    assert page.status_code == 503
    assert page.headers["retry-after"] == upkeep.RETRY
    assert "An earlier release of pourparler wrote this record" in page.text
    assert inside.get("/static/upkeep.js").status_code == 200
    words = inside.get("/record", headers={"accept": "application/json"}).json()["error"]
    assert words.endswith("brought up to date for this release.")
    on.set()
    deadline = time.monotonic() + 30
    while (page := inside.get("/record")).status_code == 503 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert page.status_code == 200
    assert "Ada" in page.text or "statement" in page.text


def test_a_record_of_this_release_is_opened_at_once(inside):
    assert inside.get("/record").status_code == 200


@pytest.fixture
def renamed(read_demo, monkeypatch):
    """A record whose dossier got another name for a party; how often it is matched, and when that may end."""
    monkeypatch.setattr(upkeep, "MANY", 1)
    monkeypatch.setattr(upkeep, "PATIENCE", 0.01)
    on, matched, real = threading.Event(), [], matching.Matching.match

    def match(self, documents):
        matched.append(documents)
        tell_upkeep("documents matched to the dossier", 0, len(documents))
        assert on.wait(30)
        return real(self, documents)

    monkeypatch.setattr(matching.Matching, "match", match)
    yield read_demo / "dossier.yaml", on, matched
    on.set()


def test_pages_say_so_while_statements_are_matched_to_a_dossier_that_has_changed(renamed, inside):
    dossier, on, matched = renamed
    assert inside.get("/record").status_code == 200
    assert not matched
    written = dossier.read_text(encoding="utf-8")
    dossier.write_text(written.replace("aliases: [", "aliases: [The Other Name, ", 1), encoding="utf-8")
    page = inside.get("/record")
    assert page.status_code == 503
    assert "parties or issues have changed" in page.text
    assert "An earlier release" not in page.text
    on.set()
    deadline = time.monotonic() + 30
    while (page := inside.get("/record")).status_code == 503 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert page.status_code == 200
    assert len(matched) == 1


def test_what_is_sent_meanwhile_waits_and_is_not_refused(renamed, inside):
    dossier, on, _ = renamed
    inside.get("/record")
    dossier.write_text(
        dossier.read_text(encoding="utf-8").replace("aliases: [", "aliases: [The Other Name, ", 1), encoding="utf-8"
    )
    threading.Timer(0.2, on.set).start()
    assert post(inside, "/no-such-page").status_code in (404, 405)


def test_a_record_that_cannot_be_asked_is_asked_again_by_the_next_request(renamed, inside, monkeypatch):
    _, on, _ = renamed
    on.set()
    real, asked = upkeep.documents_waiting, []

    def fails_once(path):
        asked.append(path)
        if len(asked) == 1:
            raise OSError("the disk was away")
        return real(path)

    monkeypatch.setattr(upkeep, "documents_waiting", fails_once)
    assert inside.get("/record").status_code == 500
    assert inside.get("/record").status_code == 200
