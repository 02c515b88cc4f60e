"""Reading in the background: one run at a time, told as far as it is, and whatever happens is told."""

import threading
import time

import pytest

from pourparler import verbs
from pourparler.dossier import new_dossier
from pourparler.errors import PourparlerError
from pourparler.model import Document
from pourparler.reading import ModelReader
from pourparler.record import Record, Saved
from pourparler.verbs.reading import ReadDocument
from pourparler.workbench.reading_job import ReadingJob


@pytest.fixture
def job(tmp_path):
    dossier = new_dossier(tmp_path / "talks", None)
    with Record(dossier.record) as record:
        for text in ("Ada said no.", "Bo said yes."):
            record.add_document(Document(text, text))
    return ReadingJob(dossier)


def end(job):
    for thread in threading.enumerate():
        if thread.name == "reading":
            thread.join(10)
    return job.progress


def test_what_is_read_is_counted(job, monkeypatch):
    def read(root, *, reader):
        assert reader.name == ModelReader().name
        for title, saved in (("Ada", Saved(3, 0, 0, 0)), ("Bo", None)):
            yield ReadDocument(Document("x", title), saved)

    monkeypatch.setattr(verbs, "read", read)
    assert job.start()
    done = end(job)
    assert (done.running, done.done, done.total, done.title, done.found, done.fault) == (False, 2, 2, "Bo", 3, None)


def test_one_run_at_a_time(job, monkeypatch):
    go = threading.Event()

    def read(root, *, reader):
        go.wait(10)
        yield from ()

    monkeypatch.setattr(verbs, "read", read)
    assert job.start()
    assert not job.start()
    assert job.progress.running
    go.set()
    assert not end(job).running
    assert job.start()
    end(job)


@pytest.mark.parametrize(
    ("error", "told"),
    [(PourparlerError("the disk is full"), "the disk is full"), (RuntimeError("odd"), "our fault: RuntimeError: odd")],
)
def test_what_ends_it_early_is_told(job, monkeypatch, error, told):
    def read(root, *, reader):
        raise error
        yield

    monkeypatch.setattr(verbs, "read", read)
    job.start()
    assert end(job).fault == told
    assert not job.progress.running


def test_what_comes_while_a_run_goes_on_is_read_too(job, monkeypatch):
    runs = []

    def read(root, *, reader):
        runs.append(root)
        if len(runs) == 1:
            assert not job.start()  # a document was added after this run listed what it reads
        yield ReadDocument(Document("x", "Ada"), Saved(1, 0, 0, 0))

    monkeypatch.setattr(verbs, "read", read)
    assert job.start()
    told = end(job)
    assert len(runs) == 2
    assert (told.running, told.done, told.found) == (False, 2, 2)


def test_a_run_that_has_ended_does_not_end_the_next(job, monkeypatch):
    """The next one is begun in the moment in which the first has found that nothing more was asked for."""
    go, goes_on = threading.Event(), ReadingJob._goes_on
    first: list[threading.Thread] = []

    def read(root, *, reader):
        if first:
            go.wait(10)
        yield from ()

    def then_the_next_begins(self):
        more = goes_on(self)
        if not first:
            first.append(threading.current_thread())
            assert self.start()
        return more

    monkeypatch.setattr(verbs, "read", read)
    monkeypatch.setattr(ReadingJob, "_goes_on", then_the_next_begins)
    assert job.start()
    while not first:
        time.sleep(0.001)
    first[0].join(10)
    assert (job.progress.running, job.progress.run) == (True, 2)
    assert not job.start()  # one run at a time
    go.set()
    assert not end(job).running
