"""Edits of the talks as moves."""

from __future__ import annotations

from pathlib import Path

from pourparler.dossier.conflict import conflict_node
from pourparler.dossier.edit import editing
from pourparler.errors import PourparlerError
from pourparler.model.conflict import Conflict


def add_conflict(path: Path, conflict: Conflict, revision: str | None = None) -> None:
    """Add the ``conflict:`` section. ``revision``: of the file that it was made from.

    Raises:
        StaleError: the file is no longer of this revision.
        DossierError: the file is not valid; it stays as it was.
        PourparlerError: it has such a section already.
    """
    with editing(path, revision) as tree:
        if tree.get("conflict") is not None:
            mend = "Edit it by hand, or delete it first"
            raise PourparlerError(
                "the dossier has a `conflict:` already; it was not touched", where=str(path), mend=mend
            )
        tree["conflict"] = conflict_node(conflict)
        before = "The talks as moves: proposed from the positions, for you to edit."
        tree.yaml_set_comment_before_after_key("conflict", before=before)
