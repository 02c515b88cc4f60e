"""Sources are watched from the page Documents: added, looked at in the background, watched no longer."""

import threading

import pytest
from lxml import html
from starlette.testclient import TestClient

from pourparler import verbs
from pourparler.documents.gathered import Gathered
from pourparler.dossier import open_dossier
from pourparler.errors import RecordBusyError
from pourparler.record import Record
from pourparler.verbs.visits import Looked
from pourparler.workbench.app import create_app
from pourparler.workbench.watching_job import WatchingJob

from ..growing_site import article, feed, item, page, site
from .conftest import COOKIE, HOST, TOKEN, post


@pytest.fixture
def clippings(tmp_path):
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "one.txt").write_text(article(1))
    return folder


@pytest.fixture
def private(read_demo):
    app = create_app(open_dossier(read_demo), TOKEN, allow_private=True)
    app.state.reading.start = lambda: None
    with TestClient(app, base_url=HOST, cookies={COOKIE: TOKEN}) as client:
        yield client


def ended(client):
    for thread in threading.enumerate():
        if thread.name == "watching":
            thread.join(30)
    return client.app.state.watching.progress


def shown(client):
    part = html.fromstring(f"<ul>{client.get('/sources').text}</ul>")
    return {li.get("data-source"): " ".join(li.text_content().split()) for li in part.cssselect("li[data-source]")}


def test_a_source_is_watched_looked_at_and_watched_no_longer(private, read_demo, clippings):
    assert "Nothing is watched yet" in private.get("/record/documents").text
    assert post(private, "/sources", {"source": f" {clippings} "}).json() == {"source": str(clippings), "known": False}
    progress = ended(private)
    assert (progress.running, progress.done, progress.new, progress.fault) == (False, 1, 1, None)
    assert "1 new of 1" in shown(private)[str(clippings)]
    assert str(clippings) in private.get("/record/documents").text
    (clippings / "two.txt").write_text(article(2))
    assert post(private, "/sources/look", {"source": str(clippings)}).json() == {"begun": True}
    progress = ended(private)
    assert (progress.new, progress.look) == (1, 2)
    assert post(private, "/sources", {"source": str(clippings)}).json()["known"]
    ended(private)
    assert post(private, "/sources/remove", {"source": str(clippings)}).status_code == 200
    assert shown(private) == {}
    with Record(read_demo / "record.sqlite") as record:
        assert {"one", "two"} <= {d.title for d in record.documents()}


def test_a_path_begins_at_the_dossier(private, read_demo):
    (read_demo / "in").mkdir()
    assert post(private, "/sources", {"source": "in"}).json()["source"] == "in"


@pytest.mark.parametrize("source", ["", "nowhere", "http://", "http://u:p@x/", "."])
def test_what_cannot_be_watched_is_refused(inside, source):
    answer = post(inside, "/sources", {"source": source})
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert shown(inside) == {}


def test_looking_at_nothing_is_refused(inside):
    assert "no source is watched" in post(inside, "/sources/look", {}).json()["error"]
    assert post(inside, "/sources/look", {"source": "x"}).status_code == 422
    assert post(inside, "/sources/remove", {"source": "x"}).status_code == 404


def test_a_list_that_cannot_be_read_is_told_on_the_page(inside, read_demo):
    (read_demo / "sources.txt").write_bytes(b"\xff\xfe")
    answer = inside.get("/record/documents")
    assert answer.status_code == 200
    assert "is not UTF-8" in answer.text


def test_what_fails_is_told_where_the_source_stands(private):
    with site() as web:
        web.put("/1", page(1))
        source = web.put("/feed.xml", feed(item(1, "/1"), item(2, "/2")))
        post(private, "/sources", {"source": source})
        assert "404" in ended(private).told[0]
    assert "1 new of 2, 1 could not be brought in" in shown(private)[source]
    post(private, "/sources/look", {})
    ended(private)
    assert "cannot be looked at" in shown(private)[source]
    assert "404" not in private.get("/sources").text


def test_a_feed_that_is_added_as_a_document_is_told_and_not_followed(private):
    with site() as web:
        source = web.put("/feed.xml", feed(item(1, "/1")))
        (told,) = post(private, "/documents/address", {"address": source}).json()["documents"]
        assert (told["outcome"], web.paths()) == ("failed", ["/feed.xml"])
    assert "a feed of 1 entry, not a text" in told["told"]


# The job


def test_what_is_asked_for_meanwhile_comes_afterwards(read_demo, monkeypatch):
    looked, first = [], threading.Event()

    def look(root, names, following):
        looked.append(names)
        assert first.wait(10)
        yield from ()

    monkeypatch.setattr(verbs, "watch_look", look)
    job = WatchingJob(open_dossier(read_demo), lambda: None)
    assert not job.start([])
    assert job.start(["a"])
    assert not job.start(["b", "b"])
    first.set()
    for thread in threading.enumerate():
        if thread.name == "watching":
            thread.join(10)
    assert looked == [["a"], ["b"]]
    assert (job.progress.running, job.progress.done, job.progress.total) == (False, 2, 2)


@pytest.mark.parametrize("error", [OSError("no room"), ValueError("x")])
def test_whatever_happens_is_told(read_demo, monkeypatch, error):
    def look(root, names, following):
        raise error
        yield

    monkeypatch.setattr(verbs, "watch_look", look)
    job = WatchingJob(open_dossier(read_demo), lambda: None)
    job.start(["a"])
    for thread in threading.enumerate():
        if thread.name == "watching":
            thread.join(10)
    assert not job.progress.running
    assert str(error) in job.progress.fault
    assert job.start(["b"])


def test_what_came_before_a_look_ended_early_is_read(read_demo, monkeypatch):
    came = []

    def look(root, names, following):
        yield Looked(names[0], Gathered("one"), "added")
        raise RecordBusyError("another program is writing to the record")

    monkeypatch.setattr(verbs, "watch_look", look)
    job = WatchingJob(open_dossier(read_demo), lambda: came.append(True))
    job.start(["a"])
    for thread in threading.enumerate():
        if thread.name == "watching":
            thread.join(10)
    assert (job.progress.fault, job.progress.new) == ("another program is writing to the record", 1)
    assert came == [True]
