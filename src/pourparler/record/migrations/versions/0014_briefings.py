"""When a briefing was handed over, and the dossier that it told of; and the indexes by which what is new is found."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "briefings",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("confirmed_only", sa.Boolean, nullable=False),
        sa.Column("dossier", sa.Text, nullable=False),
    )
    op.create_index("statements_answers", "statements", ["issue", "option", "stance"])
