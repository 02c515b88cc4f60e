"""What changed between two texts of dossier.yaml, in words: for who has one of them open while the other was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from pourparler.dossier.load import TOP_KEYS
from pourparler.dossier.yaml_layout import plain
from pourparler.dossier.yaml_nodes import parse
from pourparler.errors import DossierError

NAMED = 4
"""Entries of a section that are named; of more only the number is said."""


def differences(before: str, after: str) -> list[str]:
    """A line for each section that differs, such as ``positions: 1 added``; none where the texts are one."""
    if before == after:
        return []
    try:
        old, new = parse(before, "before"), parse(after, "after")
    except DossierError:
        return ["the file is no valid YAML now"]
    old, new = (node if isinstance(node, Mapping) else {} for node in (old, new))
    lines = [line for key in TOP_KEYS if (line := _section(key, old.get(key), new.get(key)))]
    return lines or ["comments or the layout only"]


def _section(key: str, old: Any, new: Any) -> str | None:
    if plain(old) == plain(new):
        return None
    name = key.replace("_", "-")
    if key == "negotiation":
        return f"the name of the negotiation: now {str(new)!r}"
    if isinstance(old or {}, Mapping) and isinstance(new or {}, Mapping):
        told = _of_mappings(old or {}, new or {})
    else:
        told = _of_lists(_listed(old), _listed(new))
    return f"{name}: {told or 'the order changed'}"


def _of_mappings(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> str:
    parts = {
        "added": [k for k in new if k not in old],
        "taken out": [k for k in old if k not in new],
        "changed": [k for k in new if k in old and plain(old[k]) != plain(new[k])],
    }
    return ", ".join(
        f"{len(keys)} {what}" + (f" ({', '.join(map(str, keys))})" if len(keys) <= NAMED else "")
        for what, keys in parts.items()
        if keys
    )


def _of_lists(old: Sequence[Any], new: Sequence[Any]) -> str:
    added = changed = gone = 0
    before, after = ([repr(plain(entry)) for entry in side] for side in (old, new))
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            both = min(a2 - a1, b2 - b1)
            changed, gone, added = changed + both, gone + a2 - a1 - both, added + b2 - b1 - both
    counts = {"added": added, "taken out": gone, "changed": changed}
    return ", ".join(f"{many} {what}" for what, many in counts.items() if many)


def _listed(node: Any) -> Sequence[Any]:
    return node if isinstance(node, Sequence) and not isinstance(node, str) else [] if node is None else [node]
