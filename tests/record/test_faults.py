"""Newer versions, damaged files, full disks, two processes, a killed process: told in words, and nothing lost."""

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from sqlalchemy import event

from pourparler.errors import RecordBusyError, RecordError, RecordVersionError
from pourparler.model import Document
from pourparler.record import Record
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


@pytest.mark.parametrize("data", [b"this is not a database at all, but long enough to be read as one" * 20])
def test_not_a_record(tmp_path, data):
    path = tmp_path / "record.sqlite"
    path.write_bytes(data)
    with pytest.raises(RecordError, match="not a sound record"):
        Record(path)
    assert path.read_bytes() == data


def test_no_folder(tmp_path):
    with pytest.raises(RecordError, match="folder does not exist"):
        Record(tmp_path / "none" / "record.sqlite")


def test_a_full_disk_keeps_what_was_done(tmp_path):
    path = tmp_path / "record.sqlite"
    with Record(path) as record:
        record.add_document(document(1))

        @event.listens_for(record._engine, "connect")
        def small(connection, _):
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + 5}")

        record._engine.dispose()
        with pytest.raises(RecordError, match="the disk does not take it"):
            record.add_document(document(2, size=2_000_000))
        assert [d.title for d in record.documents()] == ["Title 1"]
    with Record(path) as record:
        assert record.add_document(document(2)) == "added"


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


def test_two_processes_writing_at_once_lose_nothing(tmp_path):
    path = tmp_path / "record.sqlite"
    code = (
        "import sys; from pathlib import Path; from pourparler.record import Record; from pourparler.model import Document\n"
        "with Record(Path(sys.argv[1]), busy_timeout=60) as r:\n"
        "    for k in range(25): r.add_document(Document(f'{sys.argv[2]} {k} words', f'{sys.argv[2]}{k}'))\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in "ab"]
    assert [p.wait(timeout=120) for p in running] == [0, 0]
    with Record(path) as record:
        assert len(record.documents()) == 50


def test_a_killed_process_loses_nothing_that_it_reported(tmp_path):
    path = tmp_path / "record.sqlite"
    code = (
        "import sys; from pathlib import Path; from pourparler.record import Record; from pourparler.model import Document\n"
        "r = Record(Path(sys.argv[1]))\n"
        "for k in range(100000):\n"
        "    r.add_document(Document(f'text {k} ' + 'words ' * 500, f'{k}')); print(k, flush=True)\n"
    )
    running = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True)
    reported = [running.stdout.readline() for _ in range(20)]
    time.sleep(0.05)
    os.kill(running.pid, signal.SIGKILL)
    reported += running.stdout.read().splitlines(keepends=True)
    running.wait()
    done = {line.strip() for line in reported if line.endswith("\n")}
    assert len(done) >= 20
    with Record(path) as record:
        kept = {d.title for d in record.documents()}
    assert done <= kept
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
