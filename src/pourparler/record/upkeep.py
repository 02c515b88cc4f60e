"""How much work waits in a record that an earlier release wrote, seen before it is opened: opening it does that work."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import create_engine, func, select
from sqlalchemy.exc import DBAPIError

from pourparler.record import schema as t
from pourparler.record.passages import without_passages
from pourparler.record.schema import HEAD, KNOWN


def documents_waiting(path: Path) -> int:
    """Through how many documents opening the record goes first; 0 also where that cannot be seen: whoever opens it tells why."""
    if not path.is_file():
        return 0

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)

    engine = create_engine("sqlite://", creator=connect)
    try:
        with engine.connect() as db:
            version = db.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            if version == HEAD:
                return without_passages(db)
            if version not in KNOWN:
                return 0
            return db.execute(select(func.count()).select_from(t.documents)).scalar_one()
    except (DBAPIError, UnicodeDecodeError):
        return 0
    finally:
        engine.dispose()
