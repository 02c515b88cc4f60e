"""Other words in the place of words in a text of YAML: where only names and values changed, brackets and breaks of lines stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pourparler.dossier.yaml_nodes import yaml
from pourparler.limited_yaml import DETAILS, YAMLFault, plain

Scalar = tuple[Any, int, int]
"""A key or value with its line and column; of a collection its kind and size, without a place."""

_WRITTEN = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|(?:(?!: |:$| #|,(?:\s|$)|[\[\]{}]).)+""")


def scalars(node: Any, mark: Sequence[int] | None = None) -> Iterator[Scalar]:
    """Every key and value in a node, in the order of the text; ``mark``: the place of the node, None where places do not matter."""
    if isinstance(node, CommentedMap):
        yield ("mapping", len(node)), -1, -1
        for key in node:
            yield (key, *(node.lc.key(key) if mark else (-1, -1)))
            yield from scalars(node[key], node.lc.value(key) if mark else None)
    elif isinstance(node, CommentedSeq):
        yield ("list", len(node)), -1, -1
        for k, item in enumerate(node):
            yield from scalars(item, node.lc.item(k) if mark else None)
    else:
        yield (node, *(mark or (-1, -1)))


def replaced(lines: Sequence[str], first: int, before: Sequence[Scalar], now: Sequence[Scalar]) -> list[str] | None:
    """Lines of a text, the first of which is line ``first``, with other words where they differ; None where that does not do."""
    if len(before) != len(now) or any(_kind(a[0]) != _kind(b[0]) for a, b in zip(before, now, strict=True)):
        return None
    changed = [(a, b[0]) for a, b in zip(before, now, strict=True) if (type(a[0]), a[0]) != (type(b[0]), b[0])]
    found = list(lines)
    for (old, line, column), new in sorted(changed, key=lambda c: (c[0][1], c[0][2]), reverse=True):
        at = line - first
        if not 0 <= at < len(found):
            return None
        text = found[at]
        written = _WRITTEN.match(text, column)
        words = _flow(new)
        if written is None or words is None or not _means(written[0], old):
            return None
        tail = written[0][len(written[0].rstrip()) :]
        found[at] = f"{text[:column]}{words}{tail}{text[written.end() :]}"
    return found


def _kind(value: Any) -> Any:
    return value if isinstance(value, tuple) else None


def _means(written: str, value: Any) -> bool:
    try:
        return bool(plain(written, DETAILS) == value)
    except YAMLFault:
        return False


def _flow(value: Any) -> str | None:
    """A scalar as it may stand in brackets; None where it needs more than a line."""
    node = CommentedSeq([value])
    node.fa.set_flow_style()
    out = StringIO()
    yaml().dump(node, out)
    text = out.getvalue().strip()
    return None if "\n" in text else text.removeprefix("[").removesuffix("]")
