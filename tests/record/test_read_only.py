"""A record where nothing can be written is read; what would change it says why it cannot."""

import sqlite3
import threading

import pytest

from pourparler.errors import RecordError, RecordVersionError
from pourparler.model import Document
from pourparler.record import Record
from pourparler.record.read_only import writable
from pourparler.verbs.indexing import index_again

from ..unwritable import only_readable

KEPT, ANOTHER = Document("Some words were said.", "Kept"), Document("Others were not.", "Another")


@pytest.fixture
def folder(tmp_path):
    with Record(tmp_path / "record.sqlite") as record:
        record.add_document(KEPT)
    return tmp_path


def test_it_is_read_and_not_changed(folder):
    with only_readable(folder) as place, Record(place / "record.sqlite") as record:
        assert record.read_only
        assert [d.title for d in record.documents()] == ["Kept"]
        index_again(record)  # what follows from the documents is worked out in the copy
        assert [n for n, _ in record.ranked_passages('"words"')] == [1]
        with pytest.raises(RecordError, match=r"record\.sqlite: cannot be written"):
            record.add_document(ANOTHER)
        assert record.version() == 1
        assert [p.name for p in place.iterdir()] == ["record.sqlite"]
        with pytest.raises(PermissionError):
            (place / "another").touch()


def test_what_can_be_written_is(folder):
    with Record(folder / "record.sqlite") as record:
        assert not record.read_only


def test_a_log_that_comes_and_goes_is_none_that_may_not_be_written(tmp_path):
    log, over = tmp_path / "record.sqlite-wal", threading.Event()

    def open_and_close():
        while not over.is_set():
            log.touch()
            log.unlink()

    others = threading.Thread(target=open_and_close)
    others.start()
    try:
        assert all(writable(tmp_path / "record.sqlite") for _ in range(20_000))
    finally:
        over.set()
        others.join()


def test_no_record_yet_is_an_empty_one(tmp_path):
    with only_readable(tmp_path) as place, Record(place / "record.sqlite") as record:
        assert record.read_only
        assert record.documents() == []
        with pytest.raises(RecordError, match="cannot be written"):
            record.add_document(ANOTHER)
        record.close()
        assert record.documents() == []  # as of a file, which is opened again
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_another_program_has_open(folder):
    with Record(folder / "record.sqlite") as writer:
        writer.add_document(ANOTHER)  # stands beside the record as long as it is open
        with only_readable(folder), Record(folder / "record.sqlite") as record:
            assert record.read_only
            assert {d.title for d in record.documents()} == {"Kept", "Another"}


def test_changes_that_stand_beside_the_record_are_seen(folder):
    with Record(folder / "record.sqlite") as writer:
        writer.add_document(ANOTHER)
        beside = (folder / "record.sqlite-wal").read_bytes()
        kept = (folder / "record.sqlite").read_bytes()
    for leftover in folder.iterdir():
        leftover.unlink()
    (folder / "record.sqlite").write_bytes(kept)
    (folder / "record.sqlite-wal").write_bytes(beside)
    with only_readable(folder) as place, Record(place / "record.sqlite") as record:
        assert {d.title for d in record.documents()} == {"Kept", "Another"}


def test_a_newer_one_is_told(folder):
    with sqlite3.connect(folder / "record.sqlite") as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    with only_readable(folder) as place, pytest.raises(RecordVersionError, match="newer"):
        Record(place / "record.sqlite")


def test_what_is_no_record_is_told(tmp_path):
    (tmp_path / "record.sqlite").write_bytes(b"not a database " * 500)
    with only_readable(tmp_path) as place, pytest.raises(RecordError, match="not a sound record"):
        Record(place / "record.sqlite")


def test_who_reads_keeps_what_he_reads_while_another_needs_what_is_newer(folder):
    begin, done = threading.Event(), threading.Event()

    def write():
        with Record(folder / "record.sqlite") as writer:
            done.set()
            begin.wait(10)
            done.clear()
            writer.add_document(ANOTHER)
            done.set()
            begin.clear()
            begin.wait(10)

    writing = threading.Thread(target=write)  # may write: it was begun before
    writing.start()
    done.wait(10)
    with only_readable(folder) as place, Record(place / "record.sqlite") as record:
        assert [d.title for d in record.documents()] == ["Kept"]
        begin.set()
        while begin.is_set():
            done.wait(10)
        with Record(place / "record.sqlite") as later:
            assert {d.title for d in later.documents()} == {"Kept", "Another"}
        record.close()  # as where a second connection is needed: the file is opened again
        index_again(record)
        assert [n for n, _ in record.ranked_passages('"words"')] == [1]
    begin.set()
    writing.join()
