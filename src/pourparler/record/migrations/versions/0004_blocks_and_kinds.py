"""What kind of document a text is, its blocks, and whether its date was guessed; what was called its kind is the file's format."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NEW = (
    ("kind", sa.String(32)), ("kind_reason", sa.Text), ("date_guessed", sa.Boolean), ("blocks", sa.JSON),
)  # fmt: skip


def upgrade() -> None:
    op.execute("ALTER TABLE documents RENAME COLUMN kind TO format")
    for name, kind in NEW:
        op.add_column("documents", sa.Column(name, kind))
