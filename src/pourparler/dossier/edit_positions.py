"""Write positions into dossier.yaml: new ones, and every part of those that stand there; what is not changed stays as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap

from pourparler.dossier.edit import editing, flow_mapping, list_of, set_fields
from pourparler.dossier.evidence import evidence_node
from pourparler.dossier.load import positions_in
from pourparler.dossier.positions import CONDITION, POSITION_KEYS
from pourparler.dossier.referring import conflict_follows
from pourparler.errors import NotFoundError, PourparlerError
from pourparler.model import Evidence, Kind, Position


def add_positions(path: Path, positions: Sequence[Position]) -> None:
    """Append positions.

    Raises:
        DossierError: the file is not valid, or would not be with these positions; it stays as it was.
    """
    with editing(path) as tree:
        list_of(tree, "positions").extend(position_node(p) for p in positions)


def change_position(path: Path, position_id: str, changes: Mapping[str, Any]) -> str:
    """Change a position where it stands. ``changes``: what it is from now on, by the names of Position's fields; None, False and nothing
    take an entry out. Returns its id, which follows from what it says; what named it by its old one names it by the new one.

    Raises:
        NotFoundError: there is no such position.
        DossierError: the file would not be valid; it stays as it was.
    """
    with editing(path) as tree, conflict_follows(tree):
        place, position = _find(tree, position_id, path)
        row = tree["positions"][place]
        before, after = fields_of(position), fields_of(replace(position, **changes))
        changed = {n: after.get(n) for n in POSITION_KEYS if before.get(n) != after.get(n)}
        set_fields(row, changed, POSITION_KEYS)
        return positions_in(tree)[place].id


def add_evidence(path: Path, position_id: str, evidence: Iterable[Evidence]) -> None:
    """Add to a position's evidence; what it has already is not repeated.

    Raises:
        NotFoundError: there is no such position.
    """
    with editing(path) as tree:
        _, position = _find(tree, position_id, path)
        change_position(path, position_id, {"evidence": tuple(dict.fromkeys((*position.evidence, *evidence)))})


def remove_position(path: Path, position_id: str) -> None:
    """Take a position out. Raises NotFoundError; PourparlerError where the talks as moves rest on it."""
    with editing(path) as tree, conflict_follows(tree):
        place, _ = _find(tree, position_id, path)
        if position_id in _named(tree.get("conflict")):
            mend = "Take it out of `rests_on` and `gives_up` under `conflict:` first"
            raise PourparlerError(f"moves or preferences rest on {position_id}", where=str(path), mend=mend)
        del tree["positions"][place]


def position_node(position: Position) -> CommentedMap:
    """The position as one flow mapping, keys in the order people write them."""
    return flow_mapping(fields_of(position))


def fields_of(position: Position) -> dict[str, Any]:
    """What is written of a position but its id, keys in the order people write them."""
    p = position
    told: dict[str, Any] = {"party": p.party}
    if p.kind is Kind.PACKAGE:
        told["package"] = flow_mapping({"better": flow_mapping(dict(p.better)), "worse": flow_mapping(dict(p.worse))})
    else:
        told |= {"issue": p.issue, p.kind.value: _ordered(p) if p.kind is Kind.PREFERS else p.option}
    if p.condition:
        told[CONDITION[p.kind]] = flow_mapping(dict(p.condition))
    if p.evidence:
        told["evidence"] = evidence_node(p.evidence)
    told |= {name: getattr(p, name) for name in ("as_of", "until", "hedged", "said_by") if getattr(p, name)}
    told |= {name: True for name in ("concession",) if p.concession}
    told |= {"note": p.note} if p.note else {}
    return told | ({"suggested": True} if p.suggested else {})


def _ordered(position: Position) -> str:
    return " > ".join(" = ".join(group) for group in position.ranking)


def _find(tree: CommentedMap, position_id: str, path: Path) -> tuple[int, Position]:
    found = next(((k, p) for k, p in enumerate(positions_in(tree)) if p.id == position_id), None)
    if found is None:
        raise NotFoundError(f"no position {position_id!r}", where=str(path), mend="See `pourparler positions list`")
    return found


def _named(node: Any) -> set[str]:
    """The ids of positions that moves and preferences name."""
    if isinstance(node, Mapping):
        lists = [value for key, value in node.items() if key in ("gives_up", "rests_on") and isinstance(value, list)]
        return {str(id) for ids in lists for id in ids}.union(*map(_named, node.values()))
    return set[str]().union(*map(_named, node)) if isinstance(node, list) else set()
