"""What the words of statements mean, and beside the reader's suggestion how it stands with the dossier's names and issues."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "meanings",
        sa.Column("statement", sa.String(13), sa.ForeignKey("statements.id"), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("position", sa.LargeBinary),
    )
    op.create_table(
        "matchings",
        sa.Column("document", sa.String(12), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("dossier", sa.String(64), nullable=False),
    )
    op.add_column("statements", sa.Column("matched", sa.JSON))
