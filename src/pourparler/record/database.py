"""The SQLite file: opened with WAL, brought up to date, faults told in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.util import LRUCache

from pourparler.errors import RecordBusyError, RecordError, RecordVersionError
from pourparler.record.schema import HEAD, KNOWN, metadata

BUSY_TIMEOUT = 5.0
"""Seconds that a writer waits for another."""
CACHE = 16_000
"""Kilobytes of the record that a connection has at hand at most."""
QUESTIONS = 1_000
"""Questions to a record whose words are kept."""
WAITING = 8_000
"""Pages of 4 kB that wait beside the record at most before they are written into it."""
RESTORE = (
    "The documents that you added and dossier.yaml are as they were. Put a backup of record.sqlite in its place; or move it, and what "
    "is named record.sqlite-…, away and run `pourparler add` with the documents, then `pourparler read`. What people decided on "
    "statements stood only in the record"
)
"""What to do about a damaged record."""

_DAMAGED = (
    "not a database",
    "malformed",
    "no such table",
    "no such column",
    "Could not decode",
    "unsupported file format",
    "corrupt",
)


def connect(path: Path, *, shown: Path | None = None, busy_timeout: float = BUSY_TIMEOUT) -> Engine:
    """An engine on the record's file, created or migrated where needed. ``shown``: the file that messages name.

    Raises:
        RecordVersionError: written by a newer pourparler; the file is not touched.
        RecordBusyError: another process is writing and does not end in time.
        RecordError: not a record, damaged, not writable, disk full.
    """
    shown = shown or path
    with told_in_words(shown):
        if not _is_there(path, shown):
            _make(path, shown, busy_timeout)
        elif not path.is_file():
            raise RecordError("this is a folder, not a record", where=str(shown), mend=RESTORE)
        elif not path.stat().st_size:
            raise RecordError("the record is empty, which none ever is", where=str(shown), mend=RESTORE)
        # Whoever waits for this lock, or makes another one, finds the record; a program that was killed may have left it.
        with suppress(OSError):
            _lock_of(path).unlink(missing_ok=True)
        engine = _writable(path, busy_timeout)
        try:
            _bring_up_to_date(engine, shown)
        except BaseException:
            engine.dispose()
            raise
    return engine


@cache
def _asking() -> tuple[Any, LRUCache[Any, Any]]:
    """How questions are put to SQLite, and those that were put into its words already: one for all records that are opened.

    A page opens the record twice. An engine of its own for each time wrote every question anew, which took half the time of a page whose
    answer was at hand.
    """
    engine = create_engine("sqlite://")
    with engine.connect():  # asks SQLite once what it can do
        return engine.dialect, LRUCache(QUESTIONS)


def _writable(path: Path, busy_timeout: float) -> Engine:
    dialect, asked = _asking()
    url = URL.create("sqlite", database=str(path))
    arguments, options = dialect.create_connect_args(url)
    engine = Engine(QueuePool(lambda: dialect.connect(*arguments, **options)), dialect, url)
    engine.update_execution_options(compiled_cache=asked)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun by `begin` below, not by the driver
        connection.execute(f"PRAGMA busy_timeout = {int(busy_timeout * 1000)}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # what was reported as done survives a power cut
        connection.execute("PRAGMA foreign_keys = ON")
        # A document changes pages all over the indexes: with more at hand, and written back more rarely, keeping it takes a fifth less.
        connection.execute(f"PRAGMA cache_size = {-CACHE}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {WAITING}")

    event.listen(engine, "begin", _begin)
    return engine


def _make(path: Path, shown: Path, busy_timeout: float) -> None:
    """Make a new record, whole or not at all: aside, then under its name.

    A record that a killed program leaves is therefore never an empty file, and an empty file is a damaged record.
    """
    from filelock import FileLock, Timeout  # what only reads locks nothing

    aside = path.with_name(f".{path.name}.new")
    try:
        with FileLock(_lock_of(path), timeout=busy_timeout):
            if not path.exists():  # another program may have made it meanwhile
                _remove(aside)
                try:
                    _write_new(aside, shown, busy_timeout)
                    os.replace(aside, path)
                finally:
                    _remove(aside)
    except Timeout:
        mend = "Wait for the other program and run it again"
        raise RecordBusyError("another program is making the record", where=str(shown), mend=mend) from None
    except OSError as error:
        mend = "Make room, check the rights of the folder, or choose another place, then run it again"
        raise RecordError(f"the record cannot be made: {error.strerror}", where=str(shown), mend=mend) from error


_new: list[bytes] = []
"""A record with nothing in it, once this process has made one: all of them are the same, and the migrations take 70 ms."""


def _write_new(aside: Path, shown: Path, busy_timeout: float) -> None:
    if _new:
        with open(
            aside, "xb", opener=lambda name, flags: os.open(name, flags, 0o644)
        ) as file:  # the rights that SQLite gives
            file.write(_new[0])
            file.flush()
            os.fsync(file.fileno())
        return
    engine = _writable(aside, busy_timeout)
    try:
        _bring_up_to_date(engine, shown, new=True)
    finally:
        engine.dispose()
    _new[:] = [aside.read_bytes()]


def _lock_of(path: Path) -> Path:
    """What a program holds while it makes the record."""
    return path.with_name(f".{path.name}.lock")


def _remove(aside: Path) -> None:
    """With what SQLite keeps beside it; a program that was killed may have left it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        aside.with_name(aside.name + ending).unlink(missing_ok=True)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _not_writable(raw: str) -> bool:
    return "readonly" in raw or "unable to open" in raw


def _is_there(path: Path, shown: Path) -> bool:
    try:
        path.stat()
    except FileNotFoundError:
        return False
    except OSError as error:
        mend = "Check the rights of the folders above it"
        raise RecordError(f"cannot be opened: {error.strerror}", where=str(shown), mend=mend) from error
    return True


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """One transaction that holds the write lock from its start; committed whole or not at all."""
    with (
        told_in_words(path),
        engine.connect().execution_options(begin="BEGIN IMMEDIATE") as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def told_in_words(path: Path) -> Iterator[None]:
    """Turn SQLite's faults into RecordError with what to do."""
    where = str(path)
    try:
        yield
    except UnicodeDecodeError as error:  # SQLite quotes the damaged place in its message
        raise RecordError(f"this is not a sound record ({error})", where=where, mend=RESTORE) from error
    except (OperationalError, DatabaseError) as error:
        raw = str(error.orig)
        if "locked" in raw or "busy" in raw:
            mend = "Nothing of this command was written. Wait for the other program and run it again"
            raise RecordBusyError("another program is writing to the record", where=where, mend=mend) from error
        if "full" in raw or "disk I/O" in raw:
            mend = "Nothing of this step was written; what was reported as done is safe. Make room and run it again"
            raise RecordError(f"the disk does not take it ({raw})", where=where, mend=mend) from error
        if _not_writable(raw):
            what = "cannot be opened" if "open" in raw else "cannot be written"
            raise RecordError(f"{what} ({raw})", where=where, mend="Check the folder and its rights") from error
        if "FOREIGN KEY" in raw:  # another program was faster
            what = "what this is about was taken out of the record meanwhile"
            raise RecordError(what, where=where, mend="Nothing was changed. Look at it again") from error
        if any(words in raw for words in _DAMAGED):
            raise RecordError(f"this is not a sound record ({raw})", where=where, mend=RESTORE) from error
        mend = "Run the command again. If that does not help: " + RESTORE[0].lower() + RESTORE[1:]
        raise RecordError(f"the record answered: {raw}", where=where, mend=mend) from error


@contextmanager
def understood(path: Path) -> Iterator[None]:
    """What is kept was written by this program: where it cannot be understood the file is damaged."""
    try:
        yield
    except (ValueError, KeyError, TypeError) as error:
        told = f"{type(error).__name__}: {error}"
        raise RecordError(
            f"something in the record cannot be understood ({told})", where=str(path), mend=RESTORE
        ) from error


def _tables(connection: Connection) -> set[str]:
    """Their names, without SQLite's own."""
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
    return {name for name in names if not name.startswith("sqlite_")}


def _version(connection: Connection, tables: Collection[str]) -> str | None:
    if "alembic_version" not in tables:
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return str(found) if found else None


def _check(version: str | None, path: Path, *, new: bool = False) -> None:
    if version is None and not new:
        raise RecordError("this is not a sound record (it has no tables of ours)", where=str(path), mend=RESTORE)
    if version is not None and version not in KNOWN:
        mend = "Install the newer pourparler to open it; this one has not touched it"
        raise RecordVersionError(
            f"the record has version {version}, newer than this pourparler", where=str(path), mend=mend
        )


def _bring_up_to_date(engine: Engine, path: Path, *, new: bool = False) -> None:
    """``new``: the file is being made, so that it may be without tables."""
    with engine.connect() as connection:
        tables = _tables(connection)
        version = _version(connection, tables)
    if version is None and tables:
        raise RecordError("this is a database of another program", where=str(path), mend=RESTORE)
    _check(version, path, new=new)
    if version == HEAD:
        if missing := set(metadata.tables) - tables:
            raise RecordError(f"this is not a sound record (no table {min(missing)})", where=str(path), mend=RESTORE)
        return
    from alembic import command  # only a new or old record pays for this import
    from alembic.config import Config

    with engine.connect().execution_options(begin="BEGIN IMMEDIATE") as connection, connection.begin():
        version = _version(connection, _tables(connection))  # another process may have done it meanwhile
        _check(version, path, new=new)
        if version == HEAD:
            return
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
