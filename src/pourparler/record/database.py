"""The SQLite file: opened with WAL, brought up to date, faults told in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import StaticPool

from pourparler.errors import RecordBusyError, RecordError, RecordVersionError
from pourparler.record.schema import HEAD, KNOWN

BUSY_TIMEOUT = 5.0
"""Seconds that a writer waits for another."""


def connect(path: Path, *, busy_timeout: float = BUSY_TIMEOUT) -> Engine:
    """An engine on the record's file, created or migrated where needed; one that only reads where the file or its folder cannot be written.

    Raises:
        RecordVersionError: written by a newer pourparler; the file is not touched.
        RecordBusyError: another process is writing and does not end in time.
        RecordError: not a record, damaged, disk full; of an earlier release where it cannot be written.
    """
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun by `begin` below, not by the driver
        connection.execute(f"PRAGMA busy_timeout = {int(busy_timeout * 1000)}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # what was reported as done survives a power cut
        connection.execute("PRAGMA foreign_keys = ON")

    event.listen(engine, "begin", _begin)
    with told_in_words(path):
        if _is_there(path) and not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            return _reading_only(path, busy_timeout)
        try:
            _bring_up_to_date(engine, path)
        except OperationalError as error:
            if not _not_writable(str(error.orig)):
                raise
            engine.dispose()
            return _reading_only(path, busy_timeout)
    return engine


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
        if not begun:
            connection.deserialize(_empty())
        connection.execute("PRAGMA query_only = ON")
        return connection

    engine = create_engine("sqlite://", creator=opened, execution_options={"only_reads": True})
    event.listen(engine, "begin", _begin)
    with engine.connect() as connection:
        version = _version(connection)
    _check(version, path)
    if version != HEAD:
        mend = "Copy the folder to where it can be written"
        what = "an earlier pourparler made this record; it has to be brought up to date, and cannot be written"
        raise RecordError(what, where=str(path), mend=mend)
    return engine


@cache
def _empty() -> bytes:
    """The file of a record in which nothing is yet."""
    engine = create_engine("sqlite://", poolclass=StaticPool)  # what is in memory lives in one connection
    with engine.connect() as connection:
        _upgrade(connection)
        connection.commit()
        kept = connection.connection.driver_connection
        assert isinstance(kept, sqlite3.Connection)
        return kept.serialize()


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
            mend = "Restore it from a backup, or move it away and add the documents again"
            raise RecordError(f"this is not a sound record ({raw})", where=where, mend=mend) from error
        raise RecordError(f"the record answered: {raw}", where=where) from error


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return str(found) if found else None


def _check(version: str | None, path: Path) -> None:
    if version is not None and version not in KNOWN:
        mend = "Install the newer pourparler to open it; this one has not touched it"
        raise RecordVersionError(
            f"the record has version {version}, newer than this pourparler", where=str(path), mend=mend
        )


def _bring_up_to_date(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        version = _version(connection)
    _check(version, path)
    if version == HEAD:
        return
    with engine.connect().execution_options(begin="BEGIN IMMEDIATE") as connection, connection.begin():
        version = _version(connection)  # another process may have done it meanwhile
        _check(version, path)
        if version != HEAD:
            _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # only a new or old record pays for this import
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
