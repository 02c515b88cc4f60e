"""How a record is begun and opened: newer versions, files that are none, other writers. Kills, full disks and damage: tests/faults."""

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from alembic import command
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from pourparler.errors import RecordBusyError, RecordError, RecordVersionError
from pourparler.model import Document
from pourparler.record import Record, database
from pourparler.record.schema import HEAD, KNOWN, metadata


def document(k, size=1000):
    return Document(f"Text number {k}. " + "words " * (size // 6), f"Title {k}")


def test_a_record_of_a_newer_version_is_not_touched(tmp_path):
    path = tmp_path / "record.sqlite"
    Record(path).close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RecordVersionError, match="newer than this pourparler"):
        Record(path)
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)


def test_the_migrations_make_the_tables_that_the_code_uses(tmp_path):
    path = tmp_path / "record.sqlite"
    Record(path).close()
    with sqlite3.connect(path) as db:
        for table in metadata.sorted_tables:
            columns = {row[1] for row in db.execute(f"PRAGMA table_info({table.name})")}
            assert columns == {c.name for c in table.columns}
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert HEAD in KNOWN


def test_no_folder(tmp_path):
    with pytest.raises(RecordError, match="folder does not exist"):
        Record(tmp_path / "none" / "record.sqlite")


def test_two_processes_one_waits_and_then_says_so(tmp_path):
    path = tmp_path / "record.sqlite"
    with Record(path, busy_timeout=0.2) as record:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordBusyError, match="another program is writing"):
            record.add_document(document(1))
        assert record.documents() == []  # reading goes on meanwhile
        other.execute("ROLLBACK")
        other.close()
        assert record.add_document(document(1)) == "added"


@pytest.mark.parametrize("data", [b"", b"this is not a database at all, but long enough to be read as one" * 20])
def test_not_a_record_is_left_as_it_is(tmp_path, data):
    path = tmp_path / "record.sqlite"
    path.write_bytes(data)
    with pytest.raises(RecordError, match=r"(not a sound record|record is empty).*pourparler add"):
        Record(path)
    assert path.read_bytes() == data


def test_a_database_of_others_is_not_filled_with_our_tables(tmp_path):
    path = tmp_path / "record.sqlite"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE other (words TEXT)")
    with pytest.raises(RecordError, match="a database of another program"):
        Record(path)


@pytest.fixture(params=["the first", "another"])
def made_before(request, monkeypatch, tmp_path_factory):
    """Whether this process has made a record before: the first is made by the migrations, the others are copies of it."""
    monkeypatch.setattr(database, "_new", [])
    if request.param == "another":
        Record(tmp_path_factory.mktemp("first") / "record.sqlite").close()
    return request.param == "another"


def test_records_that_one_process_makes_are_the_same_and_the_migrations_run_once(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "_new", [])
    upgraded, upgrade = [], command.upgrade
    monkeypatch.setattr(command, "upgrade", lambda config, to: (upgraded.append(to), upgrade(config, to)))
    told = []
    for name in ("one.sqlite", "other.sqlite"):
        Record(tmp_path / name).close()
        with closing(sqlite3.connect(tmp_path / name)) as db:
            told.append((*db.execute("PRAGMA journal_mode"), *db.iterdump(), (tmp_path / name).stat().st_mode))
        with Record(tmp_path / name, by="ann") as record:
            assert record.add_document(document(1)) == "added"
    assert told[0] == told[1]
    assert upgraded == ["head"]


def test_a_new_record_comes_whole_and_what_a_killed_one_left_goes(tmp_path, monkeypatch, made_before):
    path = tmp_path / "record.sqlite"

    class Killed(BaseException):
        pass

    def killed(*_):
        assert not path.exists()  # nobody sees it before it is whole
        raise Killed

    with monkeypatch.context() as here:
        here.setattr(os, "replace", killed)
        with pytest.raises(Killed):
            Record(path)
    (tmp_path / ".record.sqlite.new").write_bytes(b"half of it")
    Record(path).close()
    assert [p.name for p in tmp_path.iterdir()] == ["record.sqlite"]


def test_two_that_begin_a_record_at_once_have_one(tmp_path):
    path = tmp_path / "record.sqlite"

    def begin(k):
        with Record(path, busy_timeout=60) as record:
            return record.add_document(document(k))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(begin, range(4))) == ["added"] * 4
    with Record(path) as record:
        assert len(record.documents()) == 4


def test_the_lock_of_a_program_that_was_killed_when_it_had_made_the_record_is_put_away(tmp_path):
    path = tmp_path / "record.sqlite"
    with Record(path, by="ann"):
        pass
    assert sorted(p.name for p in tmp_path.iterdir()) == ["record.sqlite"]
    (tmp_path / ".record.sqlite.lock").touch()
    with Record(path, by="ann") as record:
        assert record.documents() == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["record.sqlite"]


def test_a_question_is_put_into_words_once_whichever_record_is_asked(tmp_path, monkeypatch):
    put = []
    compiled = SQLiteDialect.statement_compiler.__init__
    monkeypatch.setattr(
        SQLiteDialect.statement_compiler,
        "__init__",
        lambda self, *rest, **more: (put.append(rest[1]), compiled(self, *rest, **more))[1],
    )
    for name in ("one.sqlite", "other.sqlite"):
        with Record(tmp_path / name) as record:
            record.version()
        put.clear()
        with Record(tmp_path / name) as record:
            record.version()
        assert put == []
