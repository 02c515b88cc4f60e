"""Documents read in several processes: the record and all that is asked of it is the same, whoever is killed."""

from __future__ import annotations

import json
import os
import shutil
import signal

import pytest
from networkx import node_link_data

from pourparler import verbs
from pourparler.model import Document
from pourparler.record import Record
from pourparler.spread import Done, Lost
from pourparler.wording.views.draft import draft_view

from ..conftest import DEMO
from ..faults.stages import DOCUMENTS
from ..faults.state import contents, differences
from .works import QuickReader


def kept(folder):
    """What the record holds of what was read. By which of several statements with the same words they are found is nobody's concern."""
    return {table: rows for table, rows in contents(folder).items() if table not in ("bands", "proposals")}


@pytest.fixture(scope="module")
def added(tmp_path_factory):
    """The demo with its documents added; some come twice, told by another outlet in nearly the same words."""
    from pourparler.documents import NamePattern, Options

    folder = tmp_path_factory.mktemp("added") / "lorn"
    folder.mkdir()
    shutil.copyfile(DEMO / "dossier.yaml", folder / "dossier.yaml")
    options = Options(name_pattern=NamePattern("{date}_{source}_{*}"))
    list(verbs.add(folder, [str(path) for path in DOCUMENTS], options))
    with Record(folder / "record.sqlite") as record:
        again = [Document(f"{d.text}\n\nTold again.", d.title, d.date, "Told Again") for d in record.documents()[:2]]
        record.add_documents(again)
    return folder


@pytest.fixture(scope="module")
def peace(added, tmp_path_factory):
    """The same, read here."""
    folder = tmp_path_factory.mktemp("peace") / "lorn"
    shutil.copytree(added, folder)
    assert sum(read.statements for read in verbs.read(folder)) > 30
    return folder


@pytest.fixture(scope="module")
def told_in_peace(peace):
    """What people are told of it then."""
    return answers(peace)


class Shuffled:
    """A place that gives results in another order than it was given items."""

    def map(self, work, shared, items):
        there = list(items)
        yield from (Done(item, work(shared, item)) for item in there[1::2][::-1] + there[::2])


@pytest.mark.parametrize("place", ["processes", "another order"])
def test_the_record_is_the_same(place, two, added, peace, told_in_peace, tmp_path):
    folder = tmp_path / "lorn"
    shutil.copytree(added, folder)
    spread = two if place == "processes" else Shuffled()
    told = list(verbs.read(folder, on=spread))
    assert len(told) == len({read.document.id for read in told}) == len(DOCUMENTS) + 2
    assert not differences(kept(folder), kept(peace))
    assert answers(folder) == told_in_peace


def answers(folder):
    """What people are told of it."""
    drafted = verbs.draft(folder)
    proposals = contents(folder)["proposals"]
    with Record(folder / "record.sqlite") as record:
        said, days, spoken = record.standing().said(), record.standing().by_day(), record.standing().spoken()
        order = [(e.statement.id, e.alike) for e in record.statements()]
        meetings = record.meetings()
    network = json.dumps(node_link_data(verbs.network(folder)), default=str)
    suggested = verbs.positions_suggest(folder)
    view = json.dumps(draft_view(drafted.draft, drafted.documents), default=str)
    return view, proposals, said, days, spoken, order, meetings, network, suggested


def test_a_draft_is_the_same(two, peace, monkeypatch):
    monkeypatch.setattr("pourparler.drafting.candidates.ALL", 20)  # as of a long record: not every pair is compared
    whole, _ = verbs.drafted(peace)
    monkeypatch.setattr("pourparler.drafting.issues._AT_ONCE", 100)
    monkeypatch.setattr("pourparler.drafting.nearest._SENT", 10)
    monkeypatch.setattr("pourparler.drafting.nearest._ROWS", 4)
    assert verbs.drafted(peace, on=two)[0] == whole
    assert len(whole.issues) > 2


def test_a_process_that_is_killed_in_the_middle_costs_nothing(two, lines):
    told = []
    for read in verbs.read(lines, reader=QuickReader(), on=two):
        told.append(read.document.id)
        if len(told) == 5:
            os.kill(two._started[1].pid, signal.SIGKILL)
    assert len(told) == len(set(told)) == 30
    with Record(lines / "record.sqlite") as record:
        assert record.unread("quick/1") == []
        assert len(record.statements()) == 120


class Deadly:
    """A place where one title ends whoever reads it."""

    def __init__(self, title):
        self.title = title

    def map(self, work, shared, items):
        for item in items:
            yield Lost(item, 3) if item.title == self.title else Done(item, work(shared, item))


def test_a_document_that_ends_its_readers_is_named_and_the_others_are_read(lines):
    told = list(verbs.read(lines, reader=QuickReader(), on=Deadly("Lines 4")))
    assert [(read.document.title, read.ended) for read in told if read.saved is None] == [("Lines 4", 3)]
    with Record(lines / "record.sqlite") as record:
        assert [record.document(id).title for id in record.unread("quick/1")] == ["Lines 4"]


def test_the_command_says_which_document_was_not_read(run, lines, monkeypatch):
    from contextlib import nullcontext

    monkeypatch.setattr("pourparler.cli.spreading.on_this_machine", lambda many: nullcontext(Deadly("Lines 4")))
    code, out, err = run("read", lines, "--workers", "2")
    assert code == 2
    assert "Lines 5" in out
    assert "Lines 4" not in out
    assert "not read, because 3 processes that read it ended" in err.split("Lines 4 (", 1)[1]


def test_a_language_model_is_asked_from_here(run, lines):
    code, _, err = run("read", lines, "--language-model", "m", "--endpoint", "http://127.0.0.1:9", "--workers", "2")
    assert code == 2
    assert "a language model is asked from here" in err


def test_a_document_that_is_taken_out_meanwhile_is_left_out(lines):
    taken = None
    told = []
    for read in verbs.read(lines, reader=QuickReader()):
        told.append(read.document.title)
        if taken is None:
            with Record(lines / "record.sqlite") as record:
                taken = record.remove_document(record.unread("quick/1")[-1]).title
    assert len(told) == 29
    assert taken not in told


def test_meanings_that_are_lacking_are_worked_out_there_too(two, peace, tmp_path):
    folder = tmp_path / "lorn"
    shutil.copytree(peace, folder)
    with Record(folder / "record.sqlite") as record:
        document = record.documents()[0].id
        record.keep_meanings(document, {})
        with record._writing() as db:
            db.exec_driver_sql(
                "DELETE FROM meanings WHERE statement IN (SELECT id FROM statements WHERE document = ?)", (document,)
            )
        assert record.without_meanings() == [document]
    assert list(verbs.read(folder, on=two)) == []
    assert kept(folder)["meanings"] == kept(peace)["meanings"]


def test_only_the_reader_of_the_package_can_be_sent(two, lines):
    from pourparler.reading import ModelReader

    class Other:
        name = "other/1"

    with pytest.raises(TypeError, match="only a reader by the model in the package"):
        list(verbs.read(lines, reader=ModelReader(Other()), on=two))
