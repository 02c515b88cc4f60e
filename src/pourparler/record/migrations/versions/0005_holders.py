"""Who takes the position of each statement as it stands, in a table of its own: one statement has several holders."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "holders",
        sa.Column("statement", sa.String(13), sa.ForeignKey("statements.id"), primary_key=True),
        sa.Column("holder", sa.Text, primary_key=True),
        sa.Column("party", sa.Text),
        sa.Column("opposed", sa.Boolean, nullable=False),
        sa.Column("own", sa.Boolean, nullable=False),
        sa.Column("sure", sa.Boolean, nullable=False),
    )
    db = op.get_bind()
    newest = (
        "SELECT statement, body FROM decisions WHERE number IN (SELECT max(number) FROM decisions GROUP BY statement)"
    )
    decided = {row[0]: row[1] for row in db.exec_driver_sql(newest)}
    stands = db.exec_driver_sql("SELECT id, body FROM statements ORDER BY number")
    rows = [(id, *taker) for id, body in stands for taker in _takers(json.loads(decided.get(id, body)))]
    if rows:
        db.exec_driver_sql(
            "INSERT INTO holders(statement, holder, party, opposed, own, sure) VALUES (?, ?, ?, ?, ?, 1)", rows
        )
    op.create_index("holders_party", "holders", ["party", "own", "statement"])


def _takers(told: Mapping[str, Any]) -> Iterator[tuple[str, str | None, bool, bool]]:
    """(holder, party, opposed, own) as ``Statement.takers`` had them in this version: a migration does not change when the code does."""
    speaker, party = told["speaker"], told["party"]
    if not told.get("holders"):
        if not told.get("position") and (party or speaker):
            yield party or speaker, party, False, True
        return
    seen = set()
    for h in told["holders"]:
        whose = party if h["party"] is None and h["name"] == speaker else h["party"]
        holder = whose or h["name"]
        if holder not in seen:
            seen.add(holder)
            yield holder, whose, bool(h["opposed"]), whose == party if whose is not None else holder == speaker
