"""Edits of what hangs together: linkages between issues, and the parties' priorities among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pourparler.dossier.edit import drop_if_empty, editing, flow_mapping, list_of, mapping_of, set_fields
from pourparler.dossier.evidence import evidence_node
from pourparler.dossier.load import LINKAGE_KEYS, PRIORITY_KEYS
from pourparler.errors import NotFoundError
from pourparler.model import Evidence, Linkage, Ranking


def add_linkage(path: Path, linkage: Linkage) -> None:
    """Append a linkage; its id is that of its place in the file.

    Raises:
        DossierError: the file is not valid, or would not be: ``never`` names less than two issues, or an unknown option.
    """
    with editing(path) as tree:
        node = CommentedMap({"never": flow_mapping(dict(linkage.never))})
        fields = {"because": linkage.because, "evidence": evidence_node(linkage.evidence)}
        set_fields(node, fields, LINKAGE_KEYS)
        if linkage.suggested:
            node["suggested"] = True
        list_of(tree, "linkages").append(node)


def change_linkage(path: Path, id: str, changes: Mapping[str, Any], *, confirmed: bool = False) -> None:
    """Change ``never`` (pairs of issue and option), ``because`` or ``evidence`` of a linkage. Raises NotFoundError, DossierError."""
    with editing(path) as tree:
        fields = dict(changes)
        if "never" in fields:
            fields["never"] = flow_mapping(dict(fields["never"]))
        if "evidence" in fields:
            fields["evidence"] = evidence_node(fields["evidence"] or ())
        place = _place(tree, id, path)
        set_fields(tree["linkages"][place], fields, LINKAGE_KEYS, confirmed=confirmed)


def remove_linkage(path: Path, id: str) -> None:
    """Take a linkage out; those after it move up, and so do their ids. Raises NotFoundError."""
    with editing(path) as tree:
        place = _place(tree, id, path)
        del tree["linkages"][place]
        drop_if_empty(tree, "linkages")


def set_priorities(
    path: Path,
    party: str,
    order: Ranking,
    *,
    evidence: Sequence[Evidence] | None = None,
    suggested: bool | None = None,
) -> None:
    """Say which issues matter most to a party, best first; an empty order takes the entry out.

    ``evidence`` and ``suggested``: as they are where they are None.

    Raises:
        DossierError: the file would not be valid: an unknown party or issue.
    """
    with editing(path) as tree:
        section = mapping_of(tree, "priorities")
        name = next((k for k in section if str(k) == party), party)
        if not order:
            section.pop(name, None)
            drop_if_empty(tree, "priorities")
            return
        words = " > ".join(" = ".join(group) for group in order)
        before = section.get(name)
        long = isinstance(before, CommentedMap)
        if not long and not evidence and not suggested:
            section[name] = words
            return
        fields = before if isinstance(before, CommentedMap) else flow_mapping({})
        told: dict[str, Any] = {"order": words}
        if evidence is not None:
            told["evidence"] = evidence_node(evidence)
        if suggested is not None:
            told["suggested"] = suggested or None
        set_fields(fields, told, PRIORITY_KEYS)
        section[name] = fields


def _place(tree: CommentedMap, id: str, path: Path) -> int:
    rows = tree.get("linkages")
    known = [f"linkage-{k + 1}" for k in range(len(rows))] if isinstance(rows, CommentedSeq) else []
    if id not in known:
        raise NotFoundError(f"there is no linkage {id!r}", where=str(path))
    return known.index(id)
