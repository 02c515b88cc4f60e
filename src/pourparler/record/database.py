"""The SQLite file: opened with WAL, brought up to date, faults told in words."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DatabaseError, OperationalError

from pourparler.errors import RecordBusyError, RecordError, RecordVersionError
from pourparler.record.schema import HEAD, KNOWN, metadata

_MEND = "Restore it from a backup, or move it away and add the documents again"
BUSY_TIMEOUT = 5.0
"""Seconds that a writer waits for another."""
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
    if not path.exists():
        _create(path, shown, busy_timeout)
    if not path.is_file():
        raise RecordError("this is a folder, not a record", where=str(shown), mend=_MEND)
    if not path.stat().st_size:
        raise RecordError("this is not a sound record (the file is empty)", where=str(shown), mend=_MEND)
    return _opened(path, shown, busy_timeout)


def _create(path: Path, shown: Path, busy_timeout: float) -> None:
    """Make it aside, so that a killed program leaves no half of a record; where another program made it meanwhile, that one stays."""
    try:
        folder = tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        mend = "Nothing was written. Make room, or check the rights of the folder"
        raise RecordError(f"cannot be written: {error.strerror or error}", where=str(shown), mend=mend) from error
    aside = Path(folder) / path.name
    try:
        _opened(aside, shown, busy_timeout).dispose()
        with suppress(FileExistsError):
            os.link(aside, path)
    except OSError as error:  # a file system without links
        if not path.exists():
            try:
                os.rename(aside, path)
            except OSError:
                raise RecordError(
                    f"cannot be written: {error.strerror or error}", where=str(shown), mend=_MEND
                ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _opened(path: Path, shown: Path, busy_timeout: float) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)))

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

    try:
        with told_in_words(shown):
            _bring_up_to_date(engine, shown)
    except BaseException:
        engine.dispose()
        raise
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
    except UnicodeDecodeError as error:  # SQLite quotes the damaged place in its message
        raise RecordError(f"this is not a sound record ({error})", where=where, mend=_MEND) from error
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
        if any(words in raw for words in _DAMAGED):
            raise RecordError(f"this is not a sound record ({raw})", where=where, mend=_MEND) from error
        mend = "Run the command again. If that does not help: " + _MEND[0].lower() + _MEND[1:]
        raise RecordError(f"the record answered: {raw}", where=where, mend=mend) from error


@contextmanager
def understood(path: Path) -> Iterator[None]:
    """What is kept was written by this program: where it cannot be understood the file is damaged."""
    try:
        yield
    except (ValueError, KeyError, TypeError) as error:
        told = f"{type(error).__name__}: {error}"
        raise RecordError(
            f"something in the record cannot be understood ({told})", where=str(path), mend=_MEND
        ) from error


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
        tables = set(inspect(connection).get_table_names())
    _check(version, path)
    if version == HEAD:
        if missing := set(metadata.tables) - tables:
            raise RecordError(f"this is not a sound record (no table {min(missing)})", where=str(path), mend=_MEND)
        return
    if version is None and tables:
        mend = "Move the file away, or name another folder"
        raise RecordError("this is a database of another program", where=str(path), mend=mend)
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
