"""Passages: every sentence with the headings that it stands under, searched by its words and by theirs, in place of the search in whole
documents; and where each statement ends, so that the statements of a passage are found. The passages themselves are worked out when the
record is next opened."""

import json

import sqlalchemy as sa
from alembic import op

from pourparler.monitor import upkeep

revision = "0010"
down_revision = "0009"

AT_ONCE = 1_000
"""Statements between two reports of how far it is."""
WORDS = 'substr(d.text, {0}.start + 1, {0}."end" - {0}.start)'
OLD = (
    "INSERT INTO passages_search(passages_search, rowid, words, headings)"
    f" SELECT 'delete', old.number, {WORDS.format('old')}, old.headings FROM documents d WHERE d.id = old.document;"
)
NEW = (
    "INSERT INTO passages_search(rowid, words, headings)"
    f" SELECT new.number, {WORDS.format('new')}, new.headings FROM documents d WHERE d.id = new.document;"
)
SEARCH = (
    "CREATE VIRTUAL TABLE passages_search USING fts5(words, headings, content='passage_words', content_rowid='number',"
    " tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE passages_terms USING fts5vocab(passages_search, row)",
    f"CREATE VIEW passage_words AS SELECT p.number, {WORDS.format('p')} AS words, p.headings"
    " FROM passages p JOIN documents d ON d.id = p.document",
    f"CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN {NEW} END",
    f"CREATE TRIGGER passages_changed BEFORE UPDATE OF headings ON passages BEGIN {OLD} {NEW} END",
    f"CREATE TRIGGER passages_removed BEFORE DELETE ON passages BEGIN {OLD} END",
)


def upgrade() -> None:
    for name in ("documents_added", "documents_changed", "documents_removed"):
        op.execute(f"DROP TRIGGER IF EXISTS {name}")
    op.execute("DROP TABLE IF EXISTS documents_search")
    op.create_table(
        "passages",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("document", sa.String(12), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("block", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("headings", sa.Text, nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
    )
    op.create_index("passages_place", "passages", ["document", "start"])
    for statement in SEARCH:
        op.execute(statement)
    op.add_column("statements", sa.Column("end", sa.Integer))
    db = op.get_bind()
    newest = (
        "SELECT statement, body FROM decisions WHERE number IN (SELECT max(number) FROM decisions GROUP BY statement)"
    )
    decided = dict(tuple(row) for row in db.exec_driver_sql(newest))
    total = db.exec_driver_sql("SELECT count(*) FROM statements").scalar() or 0
    ends: list[tuple[int, str]] = []
    for id, body in db.exec_driver_sql("SELECT id, body FROM statements"):
        if len(ends) % AT_ONCE == 0:
            upkeep("statements brought up to date for this release", len(ends), total)
        ends.append((_end(decided.get(id, body)), id))
    if ends:
        db.exec_driver_sql('UPDATE statements SET "end" = ? WHERE id = ?', ends)
    op.drop_index("statements_document", "statements")
    op.create_index("statements_place", "statements", ["document", "start", "end", "id"])
    op.create_index("statements_speaker", "statements", ["speaker", "id"])
    op.create_index("statements_party", "statements", ["party", "id"])
    op.create_index("holders_holder", "holders", ["holder", "statement"])


def _end(raw: str) -> int:
    told = json.loads(raw)
    return max((end for name in ("source", "cue", "content") for _, end in told[name]), default=0)
