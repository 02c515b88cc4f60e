"""The SQLite file: opened with WAL, brought up to date, faults told in words."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import StaticPool

from pourparler.errors import RecordBusyError, RecordError, RecordVersionError
from pourparler.record.schema import HEAD, KNOWN

BUSY_TIMEOUT = 5.0
"""Seconds that a writer waits for another."""
RESTORE = (
    "The documents that you added and dossier.yaml are as they were. Put a backup of record.sqlite in its place; or move it, and what "
    "is named record.sqlite-…, away and run `pourparler add` with the documents, then `pourparler read`. What people decided on "
    "statements stood only in the record"
)
"""What to do about a damaged record."""


def connect(path: Path, *, busy_timeout: float = BUSY_TIMEOUT) -> Engine:
    """An engine on the record's file, created or migrated where needed; one that only reads where the file or its folder cannot be written.

    Raises:
        RecordVersionError: written by a newer pourparler; the file is not touched.
        RecordBusyError: another process is writing and does not end in time.
        RecordError: not a record, damaged, disk full; of an earlier release where it cannot be written.
    """
    with told_in_words(path):
        if not _is_there(path):
            if not _made(path, busy_timeout):
                return _reading_only(path, busy_timeout)
        elif not path.stat().st_size:
            raise RecordError("the record is empty, which none ever is", where=str(path), mend=RESTORE)
        elif not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            return _reading_only(path, busy_timeout)
        engine = _writable(path, busy_timeout)
        try:
            _bring_up_to_date(engine, path)
        except OperationalError as error:
            if not _not_writable(str(error.orig)):
                raise
            engine.dispose()
            return _reading_only(path, busy_timeout)
    return engine


def _writable(path: Path, busy_timeout: float) -> Engine:
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun by `begin` below, not by the driver
        connection.execute(f"PRAGMA busy_timeout = {int(busy_timeout * 1000)}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # what was reported as done survives a power cut
        connection.execute("PRAGMA foreign_keys = ON")

    event.listen(engine, "begin", _begin)
    return engine


def _made(path: Path, busy_timeout: float) -> bool:
    """Make a new record, whole or not at all: aside, then under its name. False where nothing can be written.

    A record that a killed program leaves is therefore never an empty file, and an empty file is a damaged record.
    """
    lock = path.with_name(f".{path.name}.lock")
    aside = path.with_name(f".{path.name}.new")
    try:
        with FileLock(lock, timeout=busy_timeout):
            if not path.exists():  # another program may have made it meanwhile
                _remove(aside)
                engine = _writable(aside, busy_timeout)
                try:
                    _bring_up_to_date(engine, aside, new=True)
                    engine.dispose()
                    os.replace(aside, path)
                finally:
                    engine.dispose()
                    _remove(aside)
            # Whoever waits for this lock, or makes another one, finds the record.
            lock.unlink(missing_ok=True)
    except Timeout:
        mend = "Wait for the other program and run it again"
        raise RecordBusyError("another program is making the record", where=str(path), mend=mend) from None
    except PermissionError:
        return False
    except OSError as error:
        if error.errno == errno.EROFS:
            return False
        mend = "Make room, or choose another place, then run it again"
        raise RecordError(f"the record cannot be made: {error.strerror}", where=str(path), mend=mend) from error
    except OperationalError as error:
        if not _not_writable(str(error.orig)):
            raise
        return False
    return True


def _remove(aside: Path) -> None:
    """With what SQLite keeps beside it; a program that was killed may have left it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        aside.with_name(aside.name + ending).unlink(missing_ok=True)


def only_reads(engine: Engine) -> bool:
    """Whether the record could not be opened for writing."""
    return bool(engine.get_execution_options().get("only_reads"))


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _not_writable(raw: str) -> bool:
    return "readonly" in raw or "unable to open" in raw


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except FileNotFoundError:
        return False
    except OSError as error:
        mend = "Check the rights of the folders above it"
        raise RecordError(f"cannot be opened: {error.strerror}", where=str(path), mend=mend) from error
    return True


def _reading_only(path: Path, busy_timeout: float) -> Engine:
    """An engine for a record in a folder, or on a medium, that takes no changes; an empty one in memory where no record was begun."""
    begun = _is_there(path)
    where = _as_it_is(path) if begun else ":memory:"

    def opened() -> sqlite3.Connection:
        connection = sqlite3.connect(where, uri=begun, check_same_thread=False, timeout=busy_timeout)
        connection.isolation_level = None
        return connection

    pool = {} if begun else {"poolclass": StaticPool}  # what is in memory lives in one connection
    engine = create_engine("sqlite://", creator=opened, execution_options={"only_reads": True}, **pool)
    event.listen(engine, "begin", _begin)
    if not begun:
        _bring_up_to_date(engine, path, new=True)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        return engine
    with engine.connect() as connection:
        version = _version(connection)
    _check(version, path)
    if version != HEAD:
        mend = "Copy the folder to where it can be written"
        what = "an earlier pourparler made this record; it has to be brought up to date, and cannot be written"
        raise RecordError(what, where=str(path), mend=mend)
    return engine


def _as_it_is(path: Path) -> str:
    """The address of a file that is only read.

    SQLite reads a file in WAL mode with the help of two files beside it. Where they are not there and cannot be made, nobody is writing
    by them, and the file is read as one that does not change (``immutable``).
    """
    where = f"{path.resolve().as_uri()}?mode=ro"
    if _opens(where):
        return where
    beside = path.with_name(f"{path.name}-wal")
    if beside.exists() and beside.stat().st_size:
        what = "the last changes stand in a file beside the record, and cannot be read where nothing can be written"
        raise RecordError(what, where=str(beside), mend="Copy the whole folder to where it can be written")
    return f"{where}&immutable=1"


def _opens(where: str) -> bool:
    try:
        with closing(sqlite3.connect(where, uri=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.DatabaseError as error:
        return not _not_writable(str(error))  # another fault is told by whoever reads it
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
        if "not a database" in raw or "malformed" in raw:
            raise RecordError(f"this is not a sound record ({raw})", where=where, mend=RESTORE) from error
        raise RecordError(f"the record answered: {raw}", where=where) from error


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
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
        version = _version(connection)
    _check(version, path, new=new)
    if version == HEAD:
        return
    from alembic import command  # only a new or old record pays for this import
    from alembic.config import Config

    with engine.connect().execution_options(begin="BEGIN IMMEDIATE") as connection, connection.begin():
        version = _version(connection)  # another process may have done it meanwhile
        _check(version, path, new=new)
        if version == HEAD:
            return
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
