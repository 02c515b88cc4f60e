"""Where statements stand, whose they are and what tells the same: counted by indexes alone, without the statements themselves."""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    for name, columns in (
        ("statements_place", ["document", "start", "end", "id", "alike", "review"]),
        ("statements_cell", ["party", "issue", "review", "document", "start", "alike"]),
        ("statements_alike", ["alike", "document", "start"]),
    ):
        op.drop_index(name, "statements")
        op.create_index(name, "statements", columns)
