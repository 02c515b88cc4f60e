"""Proposals for the dossier, the steps in which people changed them, and what of them was written into dossier.yaml."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("row", sa.JSON, nullable=False),
    )
    op.create_table(
        "proposal_steps",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        sa.Column("undoable", sa.Boolean, nullable=False),
    )
    op.create_table(
        "written",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("section", sa.String(16), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("entry", sa.JSON),
    )
