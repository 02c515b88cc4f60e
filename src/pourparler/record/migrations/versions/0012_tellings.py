"""Which documents tell the same story, what people decided about it, and at what time documents were published."""

import sqlalchemy as sa
from alembic import op

from pourparler.monitor import upkeep
from pourparler.record import stories, tellings

revision = "0012"
down_revision = "0010"

AT_ONCE = 100
"""Documents between two reports of how far it is."""


def upgrade() -> None:
    op.add_column("documents", sa.Column("published_at", sa.DateTime))
    op.create_table(
        "stories",
        sa.Column("document", sa.String(12), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("story", sa.String(12), nullable=False),
        sa.Column("runs", sa.Integer, nullable=False),
    )
    op.create_index("stories_story", "stories", ["story"])
    op.create_table(
        "word_runs",
        sa.Column("run", sa.BigInteger, primary_key=True),
        sa.Column("document", sa.String(12), sa.ForeignKey("documents.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story_pairs",
        sa.Column("one", sa.String(12), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("other", sa.String(12), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("share", sa.Float, nullable=False),
        sa.Column("part", sa.String(12)),
        sa.Column("translated", sa.Boolean, nullable=False),
        sa.Column("sure", sa.Boolean, nullable=False),
    )
    op.create_index("story_pairs_other", "story_pairs", ["other"])
    op.create_table(
        "story_decisions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("document", sa.String(12), nullable=False),
        sa.Column("others", sa.JSON, nullable=False),
        sa.Column("same", sa.Boolean, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_index("story_decisions_document", "story_decisions", ["document"])
    db = op.get_bind()
    tellings.regroup(db, tellings.told_against(db))
    documents = [row[0] for row in db.exec_driver_sql("SELECT id FROM documents ORDER BY number")]
    for done in range(0, len(documents), AT_ONCE):
        upkeep("documents brought up to date for this release", done, len(documents))
        stories.place(db, documents[done : done + AT_ONCE])
