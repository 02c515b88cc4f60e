"""Statements as they stand (decisions applied) in columns of their own, and near-duplicates: what pages search by."""

import json

import sqlalchemy as sa
from alembic import op

from pourparler.record.near_duplicates import ENOUGH, bands, jaccard, shingles

revision = "0002"
down_revision = "0001"

NEW = (
    ("speaker", sa.Text), ("party", sa.Text), ("issue", sa.Text), ("option", sa.Text), ("stance", sa.String(16)), ("review", sa.String(16)),
    ("start", sa.Integer), ("alike", sa.String(13)),
)  # fmt: skip
SET = (
    "UPDATE statements SET speaker = ?, party = ?, issue = ?, option = ?, stance = ?, review = ?, start = ?, alike = ?"
    " WHERE id = ?"
)


def upgrade() -> None:
    for name, kind in NEW:
        op.add_column("statements", sa.Column(name, kind))
    op.add_column("decisions", sa.Column("step", sa.Integer))
    op.create_index("decisions_step", "decisions", ["step"])
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger, primary_key=True),
        sa.Column("statement", sa.String(13), primary_key=True),
    )
    op.create_index("bands_statement", "bands", ["statement"])
    db = op.get_bind()
    newest = "SELECT statement, decision, body FROM decisions WHERE number IN (SELECT max(number) FROM decisions GROUP BY statement)"
    decided = {row[0]: (row[1], row[2]) for row in db.exec_driver_sql(newest)}
    seen: dict[int, list[str]] = {}
    known: dict[str, frozenset[str]] = {}
    group: dict[str, str] = {}
    rows = db.exec_driver_sql("SELECT id, body, words FROM statements ORDER BY number").all()
    for id, raw, words in rows:
        review, body = decided.get(id, ("suggested", raw))
        told = json.loads(body) if isinstance(body, str) else body
        known[id] = shingles(words.partition("\n")[2])
        mine = bands(known[id])
        like = list(dict.fromkeys(other for band in mine for other in seen.get(band, ())))[:200]
        shares = {other: jaccard(known[other], known[id]) for other in like}
        first = next((o for o, share in shares.items() if share >= ENOUGH), None)
        group[id] = group[first] if first else id
        for band in mine if 1.0 not in shares.values() else ():
            seen.setdefault(band, []).append(id)
            db.exec_driver_sql("INSERT INTO bands(band, statement) VALUES (?, ?)", (band, id))
        ends = [span for name in ("source", "cue", "content") for span in told[name]]
        start = min((start for start, _ in ends), default=0)
        what = [told[name] for name in ("speaker", "party", "issue", "option", "stance")]
        db.exec_driver_sql(SET, (*what, review, start, group[id], id))
    for name, columns in (
        ("statements_cell", ["party", "issue"]),
        ("statements_review", ["review"]),
        ("statements_alike", ["alike"]),
    ):
        op.create_index(name, "statements", columns)
    op.create_index("documents_date", "documents", ["date"])
