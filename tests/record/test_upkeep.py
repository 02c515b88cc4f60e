"""A record of an earlier release: what waits in it is seen, told while it is done, and lost by no interruption."""

import sqlite3
from datetime import date

import pytest

from pourparler.model import Document
from pourparler.monitor import followed
from pourparler.reading.passages import passages_of
from pourparler.record import Record, documents_waiting
from pourparler.record.schema import HEAD
from pourparler.verbs.indexing import INDEXED, index_again

from .older import made_older

MANY = 7


def text(number):
    return f"Number {number}. " + " ".join(
        f"Word{number * k % 91} was said in round {k} by party {number}." for k in range(40)
    )


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "record.sqlite"
    with Record(path) as record:
        record.add_documents([Document(text(n), f"Number {n}", date(2031, 2, n)) for n in range(1, MANY + 1)])
    return path


def version(path):
    with sqlite3.connect(path) as db:
        return db.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def test_what_waits_is_seen_without_opening_the_record(path):
    assert documents_waiting(path) == MANY
    with Record(path) as record:
        assert index_again(record, 2) == 2
        assert (record.without_passages(), documents_waiting(path)) == (MANY - 2, MANY - 2)
        assert index_again(record) == MANY - 2
        assert (record.without_passages(), documents_waiting(path)) == (0, 0)
        record.add_document(Document("One more. It came later.", "More"))
        assert record.without_passages() == documents_waiting(path) == 1
    made_older(path, "0008")
    assert (documents_waiting(path), version(path)) == (MANY + 1, "0008")


@pytest.mark.parametrize("data", [None, b"", b"no record" * 1000])
def test_where_nothing_can_be_seen_nothing_waits(tmp_path, data):
    path = tmp_path / "record.sqlite"
    if data is not None:
        path.write_bytes(data)
    assert documents_waiting(path) == 0


def test_the_migrations_tell_how_far_they_are(path, monkeypatch):
    made_older(path, "0008")
    told = []
    with followed(lambda *far: told.append(far)), Record(path):
        pass
    assert told == [("documents brought up to date for this release", 0, MANY)]
    assert version(path) == HEAD


def test_a_migration_that_is_interrupted_leaves_the_record_as_it_was(path):
    with Record(path) as record:
        before = record.documents()
    made_older(path, "0008")

    def interrupt(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), followed(interrupt):
        Record(path)
    assert version(path) == "0008"
    with Record(path) as record:
        assert record.documents() == before
        assert record.headings()[0].story == record.headings()[0].id


def test_an_index_that_is_interrupted_is_gone_on_with(path, monkeypatch):
    monkeypatch.setattr("pourparler.verbs.indexing.AT_ONCE", 3)
    told = []

    def interrupt(*far):
        told.append(far)
        if far[1]:
            raise KeyboardInterrupt

    with Record(path) as record:
        with pytest.raises(KeyboardInterrupt), followed(interrupt):
            index_again(record)
        assert record.without_passages() == MANY - 3
        with followed(lambda *far: told.append(far)):
            index_again(record)
        assert told == [(INDEXED, 0, 7), (INDEXED, 3, 7), (INDEXED, 0, 4), (INDEXED, 3, 4)]
        expected = sum(len(passages_of(d)) for d in record.documents())
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM passages").fetchone() == (expected,)
