"""The first tables: documents, readings, statements, meetings, decisions, revisions, full-text search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(12), nullable=False, unique=True),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("date", sa.Date),
        sa.Column("source", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("encoding", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("path", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.Column("added_by", sa.Text, nullable=False),
    )
    op.create_table(
        "readings",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("document", sa.String(12), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_index("readings_document", "readings", ["document"])
    op.create_table(
        "statements",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(13), nullable=False, unique=True),
        sa.Column("document", sa.String(12), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("confidence", sa.Float),
    )
    op.create_index("statements_document", "statements", ["document"])
    op.create_table(
        "meetings",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(13), nullable=False, unique=True),
        sa.Column("document", sa.String(12), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
    )
    op.create_index("meetings_document", "meetings", ["document"])
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("statement", sa.String(13), sa.ForeignKey("statements.id"), nullable=False),
        sa.Column("decision", sa.String(16), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_index("decisions_statement", "decisions", ["statement"])
    op.create_table(
        "revisions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("before", sa.JSON),
        sa.Column("after", sa.JSON),
    )
    for statement in SEARCH:
        op.execute(statement)


# The search tables as they were in this version: a migration does not change when the schema does.
SEARCH = (
    "CREATE VIRTUAL TABLE documents_search USING fts5(title, text, content='documents', content_rowid='number',"
    " tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER documents_added AFTER INSERT ON documents BEGIN"
    " INSERT INTO documents_search(rowid, title, text) VALUES (new.number, new.title, new.text); END",
    "CREATE TRIGGER documents_changed AFTER UPDATE OF title, text ON documents BEGIN"
    " INSERT INTO documents_search(documents_search, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);"
    " INSERT INTO documents_search(rowid, title, text) VALUES (new.number, new.title, new.text); END",
    "CREATE TRIGGER documents_removed AFTER DELETE ON documents BEGIN"
    " INSERT INTO documents_search(documents_search, rowid, title, text) VALUES ('delete', old.number, old.title, old.text); END",
    "CREATE VIRTUAL TABLE statements_search USING fts5(words, content='statements', content_rowid='number',"
    " tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER statements_added AFTER INSERT ON statements BEGIN"
    " INSERT INTO statements_search(rowid, words) VALUES (new.number, new.words); END",
    "CREATE TRIGGER statements_changed AFTER UPDATE OF words ON statements BEGIN"
    " INSERT INTO statements_search(statements_search, rowid, words) VALUES ('delete', old.number, old.words);"
    " INSERT INTO statements_search(rowid, words) VALUES (new.number, new.words); END",
    "CREATE TRIGGER statements_removed AFTER DELETE ON statements BEGIN"
    " INSERT INTO statements_search(statements_search, rowid, words) VALUES ('delete', old.number, old.words); END",
)
