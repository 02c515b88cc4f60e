"""What is known of the sources that are watched, and which of their texts have come."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "sources",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("visit", sa.JSON, nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("busy", sa.Integer, nullable=False),
    )
    op.create_table(
        "source_entries",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("address", sa.Text),
        sa.Column("document", sa.String(12)),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("fault", sa.Text),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_index("source_entries_key", "source_entries", ["source", "key"], unique=True)
