"""Drafting in the background: once for each state of the record."""

import threading

import pytest

from pourparler import verbs
from pourparler.dossier import open_dossier
from pourparler.errors import PourparlerError, RecordBusyError
from pourparler.model import Decision, Proposals
from pourparler.record import Record
from pourparler.workbench import drafting_job as module
from pourparler.workbench.drafting_job import DraftingJob

from ..proposed_talks import proposed


@pytest.fixture
def folder(tmp_path):
    proposed(tmp_path / "talks", "tavi-corridor-2032")
    return tmp_path / "talks"


def follow(job, folder):
    with Record(folder / "record.sqlite") as record:
        job.follow(record)


def ended(job):
    while job.running:
        threading.Event().wait(0.01)


class Made:
    """What drafting returns, as far as the job looks at it."""

    def __init__(self, added=(), all_of_them=5):
        self.news = type("News", (), {"added": added, "__bool__": lambda news: bool(news.added)})()
        self.proposals = range(all_of_them)


def test_once_for_each_state_of_the_record(folder, monkeypatch):
    asked = []
    monkeypatch.setattr(verbs, "draft", lambda root: asked.append(root) or Made())
    job = DraftingJob(open_dossier(folder))
    follow(job, folder)
    follow(job, folder)
    ended(job)
    assert asked == [folder]
    assert job.statements == 24
    with Record(folder / "record.sqlite") as record:
        before = record.proposals()
        record.keep_proposals(before, Proposals(revision=before.revision), "all gone")
    follow(job, folder)
    ended(job)
    assert len(asked) == 1  # what a person does to proposals is no reason to draft again
    with Record(folder / "record.sqlite") as record:
        record.decide(record.statements()[0].statement.id, Decision.REJECTED)
    follow(job, folder)
    ended(job)
    assert len(asked) == 2


def test_what_takes_long_goes_on_while_the_page_is_shown(folder, monkeypatch):
    go = threading.Event()
    monkeypatch.setattr(verbs, "draft", lambda root: go.wait() and Made())
    job = DraftingJob(open_dossier(folder))
    follow(job, folder)
    assert job.running
    follow(job, folder)
    go.set()
    ended(job)


def test_no_page_waits_for_the_draft_of_a_large_record(folder, monkeypatch):
    go = threading.Event()
    monkeypatch.setattr(module, "PATIENCE", 3600)
    monkeypatch.setattr(module, "SOON", 23)  # the record has 24 statements
    monkeypatch.setattr(verbs, "draft", lambda root: go.wait() and Made())
    job = DraftingJob(open_dossier(folder))
    follow(job, folder)
    assert job.running
    go.set()
    ended(job)


def test_the_draft_of_a_large_record_waits_until_somebody_asks(folder, monkeypatch):
    asked = []
    monkeypatch.setattr(module, "LARGE", 23)  # the record has 24 statements
    monkeypatch.setattr(verbs, "draft", lambda root: asked.append(root) or Made())
    job = DraftingJob(open_dossier(folder))
    job.begin()  # nothing is due before anybody has looked
    follow(job, folder)
    assert (job.due, job.running, asked) == (True, False, [])
    job.begin()
    ended(job)
    assert (job.due, asked) == (False, [folder])
    job.begin()
    follow(job, folder)
    ended(job)
    assert asked == [folder]  # the record is as it was
    with Record(folder / "record.sqlite") as record:
        record.decide(record.statements()[0].statement.id, Decision.REJECTED)
    follow(job, folder)
    assert job.due


def test_what_is_new_after_a_first_draft(folder, monkeypatch):
    def named(*ids):
        return tuple(type("P", (), {"id": id})() for id in ids)

    made = iter((Made(named("a", "b"), 2), Made(named("c"), 3), Made((), 3)))
    monkeypatch.setattr(verbs, "draft", lambda root: next(made))
    job = DraftingJob(open_dossier(folder))
    found = []
    for k in range(3):
        with Record(folder / "record.sqlite") as record:
            record.decide(record.statements()[k].statement.id, Decision.REJECTED)
        follow(job, folder)
        ended(job)
        found.append(job.new)
    assert found == [frozenset(), {"c"}, {"c"}]


@pytest.mark.parametrize(
    ("error", "words"),
    [(PourparlerError("the disk is full"), "the disk is full"), (KeyError("x"), "our fault: KeyError")],
)
def test_a_fault_is_told(folder, monkeypatch, error, words):
    def fail(root):
        raise error

    monkeypatch.setattr(verbs, "draft", fail)
    job = DraftingJob(open_dossier(folder))
    follow(job, folder)
    ended(job)
    assert words in job.fault
    assert not job.running


def test_what_was_wrong_is_tried_again_when_it_may_be_mended(folder, monkeypatch):
    asked = []

    def draft(root):
        asked.append(root)
        if len(asked) == 1:
            raise PourparlerError("another program is writing to the record")
        return Made()

    monkeypatch.setattr(verbs, "draft", draft)
    job = DraftingJob(open_dossier(folder))
    for fault in ("another program is writing to the record", None, None):
        follow(job, folder)
        ended(job)
        assert job.fault == fault
    assert len(asked) == 2


def test_a_record_that_cannot_be_asked_is_asked_again(folder, monkeypatch):
    asked = []
    monkeypatch.setattr(verbs, "draft", lambda root: asked.append(root) or Made())
    headings = Record.headings

    def busy(record):
        monkeypatch.setattr(Record, "headings", headings)
        raise RecordBusyError("another program is writing to the record")

    monkeypatch.setattr(Record, "headings", busy)
    job = DraftingJob(open_dossier(folder))
    with pytest.raises(RecordBusyError):
        follow(job, folder)
    follow(job, folder)
    ended(job)
    assert asked == [folder]
