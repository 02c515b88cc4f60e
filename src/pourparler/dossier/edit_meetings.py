"""Edits of what happens beside the positions: next steps."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from pourparler.dossier.edit import editing, flow_sequence, list_of
from pourparler.dossier.evidence import evidence_node
from pourparler.model import NextStep


def add_next_steps(path: Path, steps: Sequence[NextStep]) -> None:
    """Append next steps.

    Raises:
        DossierError: the file is not valid, or would not be with these; it stays as it was.
    """
    with editing(path) as tree:
        list_of(tree, "next_steps").extend(_step_node(s) for s in steps)


def _step_node(step: NextStep) -> CommentedMap:
    row = CommentedMap({"what": step.what})
    if step.who:
        row["who"] = flow_sequence(list(step.who))
    for key in ("when", "hedged"):
        if (value := getattr(step, key)) is not None:
            row[key] = value
    row["evidence"] = evidence_node(step.evidence)
    if step.suggested:
        row["suggested"] = True
    return row
