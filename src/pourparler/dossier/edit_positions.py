"""Edits of what the parties said: positions and their evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pourparler.dossier.edit import editing, flow_mapping, flow_sequence, list_of
from pourparler.dossier.evidence import evidence_node, read_evidence
from pourparler.dossier.load import position_ids
from pourparler.dossier.positions import CONDITION
from pourparler.dossier.yaml_nodes import Notebook
from pourparler.errors import NotFoundError, PourparlerError
from pourparler.model import Evidence, Kind, Position


def add_positions(path: Path, positions: Sequence[Position]) -> None:
    """Append positions.

    Raises:
        DossierError: the file is not valid, or would not be with these positions; it stays as it was.
    """
    with editing(path) as tree:
        list_of(tree, "positions").extend(position_node(p) for p in positions)


def add_evidence(path: Path, position_id: str, evidence: Sequence[Evidence]) -> None:
    """Add references to a position's evidence; those it has already are not repeated.

    Raises:
        NotFoundError: there is no such position.
    """
    with editing(path) as tree:
        row = _row(tree, position_id, path)
        present = read_evidence(Notebook(str(path)), row)
        if not isinstance(row.get("evidence"), CommentedSeq):
            single = row.get("evidence")
            row["evidence"] = flow_sequence([] if single is None else [single])
        row["evidence"].extend(evidence_node(e for e in evidence if e not in present))


CHANGEABLE = ("as_of", "until", "hedged", "said_by", "note", "concession", "suggested")
"""What can be changed of a position beside what it says."""


def change_position(
    path: Path, position_id: str, changes: Mapping[str, Any], *, kind: Kind | None = None, option: str | None = None
) -> None:
    """Change a position where it stands; its comments stay. ``changes``: by the names of CHANGEABLE; None takes the entry out.

    ``kind`` and ``option``: what it says from now on, together or not at all; only of positions that take one option.

    Raises:
        NotFoundError: there is no such position.
        PourparlerError: something else was to be changed, or an order or a package.
        DossierError: the file would not be valid; it stays as it was.
    """
    if unknown := set(changes) - set(CHANGEABLE):
        raise PourparlerError(f"{unknown.pop()!r} cannot be changed", mend=f"Choose from: {', '.join(CHANGEABLE)}")

    with editing(path) as tree:
        row = _row(tree, position_id, path)
        if kind is not None and option is not None:
            _say(row, kind, option, path)
        for name, value in changes.items():
            if value is None or value is False:
                row.pop(name, None)
            else:
                row[name] = value


def _say(row: CommentedMap, kind: Kind, option: str, path: Path) -> None:
    before = next((k for k in Kind if k.value in row), None)
    if before in (None, Kind.PREFERS, Kind.PACKAGE) or kind in (Kind.PREFERS, Kind.PACKAGE):
        raise PourparlerError(
            "an order or a package cannot be changed here", where=str(path), mend="Edit the file by hand"
        )
    assert before is not None
    if before in CONDITION and CONDITION[before] in row and CONDITION.get(kind) != CONDITION[before]:
        raise PourparlerError(
            f"the position has a condition, which {kind.value} cannot keep",
            where=str(path),
            mend="Edit the file by hand",
        )
    at = list(row).index(before.value)
    del row[before.value]
    row.insert(at, kind.value, option)


def remove_position(path: Path, position_id: str) -> None:
    """Take a position out. Raises NotFoundError; DossierError where something else rests on it."""
    with editing(path) as tree:
        del tree["positions"][position_ids(tree).index(_known(tree, position_id, path))]


def _row(tree: CommentedMap, position_id: str, path: Path) -> CommentedMap:
    row: CommentedMap = tree["positions"][position_ids(tree).index(_known(tree, position_id, path))]
    return row


def _known(tree: CommentedMap, position_id: str, path: Path) -> str:
    if position_id not in position_ids(tree):
        raise NotFoundError(f"no position {position_id!r}", where=str(path), mend="See `pourparler positions list`")
    return position_id


def position_node(position: Position) -> CommentedMap:
    """The position as one flow mapping, keys in the order people write them."""
    row = CommentedMap()
    row.fa.set_flow_style()
    row["party"] = position.party
    if position.kind is Kind.PACKAGE:
        row["package"] = flow_mapping(
            {"better": flow_mapping(dict(position.better)), "worse": flow_mapping(dict(position.worse))}
        )
    else:
        row["issue"] = position.issue
        if position.kind is Kind.PREFERS:
            row["prefers"] = " > ".join(" = ".join(group) for group in position.ranking)
        else:
            row[position.kind.value] = position.option
    if position.condition:
        row[CONDITION[position.kind]] = flow_mapping(dict(position.condition))
    if position.evidence:
        row["evidence"] = evidence_node(position.evidence)
    for key in ("as_of", "until", "hedged", "said_by", "note"):
        value = getattr(position, key)
        if value is not None:
            row[key] = value
    for key in ("concession", "suggested"):
        if getattr(position, key):
            row[key] = True
    return row
