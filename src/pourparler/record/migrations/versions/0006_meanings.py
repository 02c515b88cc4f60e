"""Stands in for the kept meanings until they are merged."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    pass
