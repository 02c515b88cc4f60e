"""Where entries of dossier.yaml speak of parties, issues, options and positions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pourparler.dossier.load import position_ids
from pourparler.model import Kind

ORDER = re.compile(r"(\s*[<>=]\s*)")
"""The signs between the names of an order, kept by a split."""


def mapping_under(node: Any, key: str) -> CommentedMap:
    """The mapping under a key; an empty one, kept nowhere, where there is none."""
    found = node.get(key) if isinstance(node, CommentedMap) else None
    return found if isinstance(found, CommentedMap) else CommentedMap()


def entry_named(node: CommentedMap, name: str) -> CommentedMap:
    """As ``mapping_under``, where the key may be written as a number."""
    return next((node[k] for k in node if str(k) == name and isinstance(node[k], CommentedMap)), CommentedMap())


def mappings_in(node: CommentedMap) -> list[CommentedMap]:
    """Those of the values that are mappings."""
    return [value for value in node.values() if isinstance(value, CommentedMap)]


def rows_under(node: CommentedMap, key: str) -> list[CommentedMap]:
    """The mappings in the list under a key; none where there is no list."""
    found = node.get(key)
    return [row for row in found if isinstance(row, CommentedMap)] if isinstance(found, CommentedSeq) else []


def positions_on(tree: CommentedMap, issue: str) -> list[tuple[CommentedMap, str]]:
    """The positions on an issue, each with its kind, those with packages left out."""
    rows = (row for row in rows_under(tree, "positions") if str(row.get("issue")) == issue)
    return [(row, kind.value) for row in rows for kind in Kind if kind.value in row]


def bundles(tree: CommentedMap) -> list[tuple[tuple[str, Any], CommentedMap]]:
    """Every mapping of issues to options, with the section and the entry of it that it belongs to."""
    found: list[tuple[tuple[str, Any], CommentedMap]] = []
    for row in rows_under(tree, "positions"):
        package = mapping_under(row, "package")
        parts = [
            mapping_under(row, "if"),
            mapping_under(row, "unless"),
            mapping_under(package, "better"),
            mapping_under(package, "worse"),
        ]
        found += [(("positions", row), part) for part in parts]
    found += [(("linkages", row), mapping_under(row, "never")) for row in rows_under(tree, "linkages")]
    found += [(("bonuses", row), mapping_under(row, "package")) for row in rows_under(tree, "bonuses")]
    for fields in mappings_in(mapping_under(tree, "no_agreement")):
        found += [(("no_agreement", bundle), bundle) for bundle in rows_under(fields, "better_than")]
    return found


def orders_of_issues(priorities: CommentedMap) -> Iterator[tuple[CommentedMap, Any]]:
    """Where the orders of issues stand: by themselves, or under ``order``."""
    for name, value in list(priorities.items()):
        if isinstance(value, CommentedMap):
            if "order" in value:
                yield value, "order"
        else:
            yield priorities, name


def names_in(order: Any) -> list[str]:
    """The names in an order, in any of its forms."""
    if isinstance(order, CommentedSeq):
        return [name for item in order for name in names_in(item)]
    return [part.strip() for part in ORDER.split(str(order))[::2]]


@contextmanager
def conflict_follows(tree: CommentedMap) -> Iterator[None]:
    """The ids of positions are made of party, issue and option: where moves and preferences rest on positions, they follow."""
    if not tree.get("conflict") or not tree.get("positions"):
        yield
        return
    rows = list(tree["positions"])
    before = dict(zip(map(id, rows), position_ids(tree), strict=False))
    yield
    left = list(tree.get("positions") or [])
    after = dict(zip(map(id, left), position_ids(tree), strict=False))
    new = {was: after.get(row) for row, was in before.items() if after.get(row) != was}
    if new:
        _follow(tree["conflict"], new)


def _follow(node: Any, new: Mapping[str, str | None]) -> None:
    if isinstance(node, CommentedMap):
        for field in ("rests_on", "gives_up"):
            told = node.get(field)
            if isinstance(told, CommentedSeq):
                for k in reversed(range(len(told))):
                    if str(told[k]) in new:
                        to = new[str(told[k])]
                        if to is None:
                            del told[k]
                        else:
                            told[k] = to
                if not told:
                    del node[field]
    inside = node.values() if isinstance(node, CommentedMap) else node if isinstance(node, CommentedSeq) else ()
    for child in list(inside):
        _follow(child, new)
