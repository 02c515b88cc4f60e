"""The SQLite file: opened with WAL, brought up to date, faults told in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DatabaseError, OperationalError

from pourparler.errors import RecordBusyError, RecordError, RecordVersionError
from pourparler.record.schema import HEAD, KNOWN

BUSY_TIMEOUT = 5.0
"""Seconds that a writer waits for another."""


def connect(path: Path, *, busy_timeout: float = BUSY_TIMEOUT) -> Engine:
    """An engine on the record's file, created or migrated where needed.

    Raises:
        RecordVersionError: written by a newer pourparler; the file is not touched.
        RecordBusyError: another process is writing and does not end in time.
        RecordError: not a record, damaged, not writable, disk full.
    """
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun by `begin` below, not by the driver
        connection.execute(f"PRAGMA busy_timeout = {int(busy_timeout * 1000)}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # what was reported as done survives a power cut
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    with told_in_words(path):
        _bring_up_to_date(engine, path)
    return engine


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
        if "readonly" in raw or "unable to open" in raw:
            raise RecordError(
                f"cannot be written ({raw})", where=where, mend="Check the folder and its rights"
            ) from error
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
    from alembic import command  # only a new or old record pays for this import
    from alembic.config import Config

    with engine.connect().execution_options(begin="BEGIN IMMEDIATE") as connection, connection.begin():
        version = _version(connection)  # another process may have done it meanwhile
        _check(version, path)
        if version == HEAD:
            return
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
