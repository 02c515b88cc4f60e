"""Edit dossier.yaml by program: comments, order and quotes stay; an edit that would not be valid is not written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pourparler.dossier.conflict import conflict_node
from pourparler.dossier.evidence import evidence_node
from pourparler.dossier.files import write_whole
from pourparler.dossier.load import Loaded, load, loads
from pourparler.dossier.positions import CONDITION
from pourparler.dossier.yaml_nodes import parse, yaml
from pourparler.errors import NotFoundError, PourparlerError
from pourparler.model import Evidence, Kind, NextStep, Position
from pourparler.model.conflict import Conflict

_COMMENT = re.compile(r"(?:^|\s)(#.*?)\s*$", re.MULTILINE)


def _rewrite(path: Path, change: Callable[[CommentedMap], Any], *, keep_comments: bool = True) -> Loaded:
    """Change the tree and write it, unless the file would not be valid, or a comment of a person would be lost (one between the parts of
    an entry in braces has no place in the tree)."""
    load(path)  # an invalid file is never touched
    text = path.read_text(encoding="utf-8-sig")
    tree = parse(text, str(path))
    change(tree)
    out = StringIO()
    yaml().dump(tree, out)
    loaded = loads(out.getvalue(), str(path))
    lost = Counter(_COMMENT.findall(text)) - Counter(_COMMENT.findall(out.getvalue()))
    if keep_comments and lost:
        raise PourparlerError(
            f"the comment “{min(lost)}” would be lost, so nothing was written",
            where=str(path),
            mend="Move it to a line of its own, or behind the whole entry",
        )
    write_whole(path, out.getvalue())
    return loaded


def add_positions(path: Path, positions: Sequence[Position]) -> Loaded:
    """Append positions.

    Raises:
        DossierError: the file is not valid, or would not be with these positions; it stays as it was.
    """

    return _rewrite(path, lambda tree: _append(tree, "positions", [position_node(p) for p in positions]))


def add_next_steps(path: Path, steps: Sequence[NextStep]) -> Loaded:
    """Append next steps.

    Raises:
        DossierError: the file is not valid, or would not be with these; it stays as it was.
    """
    return _rewrite(path, lambda tree: _append(tree, "next_steps", [_step_node(s) for s in steps]))


def add_conflict(path: Path, conflict: Conflict) -> Loaded:
    """Add the ``conflict:`` section.

    Raises:
        DossierError: the file is not valid; it stays as it was.
        PourparlerError: it has such a section already.
    """

    if load(path).negotiation.conflict is not None:
        mend = "Edit it by hand, or delete it first"
        raise PourparlerError("the dossier has a `conflict:` already; it was not touched", where=str(path), mend=mend)
    out = StringIO()
    yaml().dump(CommentedMap({"conflict": conflict_node(conflict)}), out)
    # At the end, as text: nothing that stands there is touched, not even where its lines break.
    before = path.read_text(encoding="utf-8-sig").rstrip("\n")
    text = f"{before}\n\n# The talks as moves: proposed from the positions, for you to edit.\n{out.getvalue()}"
    loaded = loads(text, str(path))
    write_whole(path, text)
    return loaded


def _append(tree: CommentedMap, key: str, rows: Sequence[CommentedMap]) -> None:
    entries = tree.get(key)
    if entries is None:
        entries = CommentedSeq()
        tree[key] = entries
    if entries.fa.flow_style() and not entries:
        # `positions: []` becomes a list with one entry a line.
        entries.fa.set_block_style()
    entries.extend(rows)


def _step_node(step: NextStep) -> CommentedMap:
    row = CommentedMap({"what": step.what})
    if step.who:
        row["who"] = _flow_sequence(list(step.who))
    for key in ("when", "hedged"):
        if (value := getattr(step, key)) is not None:
            row[key] = value
    row["evidence"] = evidence_node(step.evidence)
    if step.suggested:
        row["suggested"] = True
    return row


def add_evidence(path: Path, position_id: str, evidence: Sequence[Evidence]) -> Loaded:
    """Add references to a position's evidence; those it has already are not repeated.

    Raises:
        NotFoundError: there is no such position.
    """
    place = _place(path, position_id)
    present = load(path).negotiation.positions[place].evidence

    def change(tree: CommentedMap) -> None:
        row = tree["positions"][place]
        if not isinstance(row.get("evidence"), CommentedSeq):
            single = row.get("evidence")
            row["evidence"] = _flow_sequence([] if single is None else [single])
        row["evidence"].extend(evidence_node(e for e in evidence if e not in present))

    return _rewrite(path, change)


CHANGEABLE = ("as_of", "until", "hedged", "said_by", "note", "concession", "suggested")
"""What can be changed of a position beside what it says."""


def change_position(
    path: Path, position_id: str, changes: Mapping[str, Any], *, kind: Kind | None = None, option: str | None = None
) -> Loaded:
    """Change a position where it stands; its comments stay. ``changes``: by the names of CHANGEABLE; None takes the entry out.

    ``kind`` and ``option``: what it says from now on, together or not at all; only of positions that take one option.

    Raises:
        NotFoundError: there is no such position.
        PourparlerError: something else was to be changed, or an order or a package.
        DossierError: the file would not be valid; it stays as it was.
    """
    place = _place(path, position_id)
    if unknown := set(changes) - set(CHANGEABLE):
        raise PourparlerError(f"{unknown.pop()!r} cannot be changed", mend=f"Choose from: {', '.join(CHANGEABLE)}")

    def change(tree: CommentedMap) -> None:
        row = tree["positions"][place]
        if kind is not None and option is not None:
            _say(row, kind, option, path)
        for name, value in changes.items():
            if value is None or value is False:
                row.pop(name, None)
            else:
                row[name] = value

    return _rewrite(path, change)


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


def remove_position(path: Path, position_id: str) -> Loaded:
    """Take a position out. Raises NotFoundError; DossierError where something else rests on it."""
    place = _place(path, position_id)
    return _rewrite(path, lambda tree: tree["positions"].pop(place), keep_comments=False)


def _place(path: Path, position_id: str) -> int:
    place = next((k for k, p in enumerate(load(path).negotiation.positions) if p.id == position_id), None)
    if place is None:
        raise NotFoundError(f"no position {position_id!r}", where=str(path), mend="See `pourparler positions list`")
    return place


def position_node(position: Position) -> CommentedMap:
    """The position as one flow mapping, keys in the order people write them."""
    row = CommentedMap()
    row.fa.set_flow_style()
    row["party"] = position.party
    if position.kind is Kind.PACKAGE:
        row["package"] = _flow_mapping(
            {"better": _flow_mapping(dict(position.better)), "worse": _flow_mapping(dict(position.worse))}
        )
    else:
        row["issue"] = position.issue
        if position.kind is Kind.PREFERS:
            row["prefers"] = " > ".join(" = ".join(group) for group in position.ranking)
        else:
            row[position.kind.value] = position.option
    if position.condition:
        row[CONDITION[position.kind]] = _flow_mapping(dict(position.condition))
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


def _flow_mapping(content: dict[str, Any]) -> CommentedMap:
    node = CommentedMap(content)
    node.fa.set_flow_style()
    return node


def _flow_sequence(content: list[Any]) -> CommentedSeq:
    node = CommentedSeq(content)
    node.fa.set_flow_style()
    return node
