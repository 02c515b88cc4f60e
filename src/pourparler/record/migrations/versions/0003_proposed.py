"""A statement that nobody has reviewed is called proposed, not suggested."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("UPDATE statements SET review = 'proposed' WHERE review = 'suggested'")
