"""What is about to stand in dossier.yaml, kept until the file is written, so that a killed program leaves record and file of one mind."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "announced",
        sa.Column("revision", sa.String(12), primary_key=True),
        sa.Column("entries", sa.JSON, nullable=False),
    )
