"""What one draft leaves for the next."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "kept_work",
        sa.Column("name", sa.String(16), primary_key=True),
        sa.Column("program", sa.String(16), nullable=False),
        sa.Column("made", sa.LargeBinary, nullable=False),
    )
