"""A record as an earlier release left it."""

import sqlite3

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

import pourparler.record


def made_older(path, revision):
    """Let the record at ``path`` be one of the migration ``revision``: what its tables knew then is kept."""
    aside = path.with_suffix(".older")
    engine = create_engine(f"sqlite:///{aside}")
    config = Config()
    config.set_main_option("script_location", f"{pourparler.record.__path__[0]}/migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()
    with sqlite3.connect(aside) as db:
        db.execute("ATTACH ? AS now", (str(path),))
        plain = "SELECT name FROM {}.sqlite_master WHERE type = 'table' AND sql NOT LIKE '%USING fts5%'"
        shadows = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'")]
        now = {row[0] for row in db.execute(plain.format("now"))}
        for (table,) in db.execute(plain.format("main")).fetchall():
            if table == "alembic_version" or table not in now or any(table.startswith(f"{s}_") for s in shadows):
                continue
            columns = [row[1] for row in db.execute(f"PRAGMA main.table_info({table})")]
            there = {row[1] for row in db.execute(f"PRAGMA now.table_info({table})")}
            names = ", ".join(f'"{c}"' for c in columns if c in there)
            db.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM now.{table}")
    aside.replace(path)
