"""Which abbreviations documents spell out; of the passages that are kept they are looked for here."""

import sqlalchemy as sa
from alembic import op

from pourparler.monitor import upkeep
from pourparler.record import abbreviations

revision = "0017"
down_revision = "0016"

AT_ONCE = 100
"""Documents between two reports of how far it is."""


def upgrade() -> None:
    op.create_table(
        "abbreviations",
        sa.Column("document", sa.String(12), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("short_key", sa.Text, primary_key=True),
        sa.Column("long_key", sa.Text, primary_key=True),
        sa.Column("short", sa.Text, nullable=False),
        sa.Column("long", sa.Text, nullable=False),
    )
    op.create_index("abbreviations_short", "abbreviations", ["short_key"])
    op.create_index("abbreviations_long", "abbreviations", ["long_key"])
    db = op.get_bind()
    documents = [row[0] for row in db.exec_driver_sql("SELECT DISTINCT document FROM passages")]
    for done in range(0, len(documents), AT_ONCE):
        upkeep("documents brought up to date for this release", done, len(documents))
        abbreviations.put_of(db, documents[done : done + AT_ONCE])
