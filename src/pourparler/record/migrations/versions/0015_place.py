"""Which statement stands where, what tells the same and whether somebody decided on it: answered without the statements themselves."""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.drop_index("statements_place", "statements")
    op.create_index("statements_place", "statements", ["document", "start", "end", "id", "alike", "review"])
