"""A tree of YAML that is changed in place, and its text afterwards: the lines of what was not changed stay as they were written.

ruamel.yaml keeps comments, but it attaches those above an entry to the end of the entry before, so that they are lost or wander when
entries are removed or moved; and it breaks long lines anew. So it writes only the entries that were changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pourparler.dossier.yaml_nodes import parse, yaml
from pourparler.dossier.yaml_scalars import Scalar, replaced, scalars
from pourparler.errors import PourparlerError

_COMMENT = re.compile(r"(?:^|\s)(#.*?)\s*$", re.MULTILINE)
_KEY = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^:#]+?)\s*(?=:(?:\s|$))""")


@dataclass(slots=True)
class _Entry:
    """One entry of a block collection as it was read.

    Lines ``above`` to ``first`` are the blank lines and comments above it, ``first`` to ``last`` its own.
    """

    key: Any
    value: Any
    plain: Any
    above: int
    first: int
    last: int
    inner: _Block | None = None
    scalars: list[Scalar] = field(default_factory=list)


@dataclass(slots=True)
class _Block:
    """A collection with one entry a line or more.

    ``column`` is where its keys or hyphens stand, ``below`` the comments after the last entry.
    """

    node: Any
    column: int
    entries: list[_Entry] = field(default_factory=list)
    below: tuple[int, int] = (0, 0)


class Layout:
    """A text of YAML (``before``) and its ``tree``, to be changed in place.

    Raises DossierError where the text is no YAML.
    """

    def __init__(self, text: str, file: str) -> None:
        self.before = text
        self.file = file
        self.tree: CommentedMap = parse(text, file)
        self._plain = plain(self.tree)
        self._lines = text.splitlines()
        self._hyphens: dict[int, list[int]] = {}
        self._block: _Block | None
        try:
            self._block = self._read(self.tree, 0, len(self._lines))
        except (KeyError, ValueError, IndexError):  # merged keys and the like, whose places are not known
            self._block = None

    def written(self) -> tuple[str, Any]:
        """The text of the tree as it is now, and that text's own tree.

        Raises:
            PourparlerError: a comment of a person would be lost in an entry that changed.
        """
        now = plain(self.tree)
        if now == self._plain:
            return self.before, self.tree
        if self._block is not None:
            text = "\n".join(self._written(self._block)) + "\n"
            tree = parse(text, self.file)
            if plain(tree) == now:
                return text, tree
        out = _dumped(self.tree)
        self._keep_comments(self.before, out)
        return out, parse(out, self.file)

    def _read(self, node: Any, start: int, end: int) -> _Block:
        """``start`` and ``end``: the lines between which the collection stands."""
        is_map = isinstance(node, CommentedMap)
        keys = list(node) if is_map else list(range(len(node)))
        marks = [node.lc.key(k) if is_map else node.lc.item(k) for k in keys]
        firsts = [int(line) for line, _ in marks]
        line = self._without_hyphens(firsts[0], len(self._lines[firsts[0]]))
        block = _Block(node, int(marks[0][1]) if is_map else line.index("-"))
        above = start
        for k, key in enumerate(keys):
            until = firsts[k + 1] if k + 1 < len(keys) else end
            last = self._end_of(firsts[k], until, block.column)
            entry = _Entry(key, node[key], plain(node[key]), above, firsts[k], last)
            if not is_map:
                self._hyphens.setdefault(firsts[k], []).append(block.column)
            if _is_block(entry.value):
                begins = int(_place(entry.value))
                entry.inner = self._read(entry.value, begins if begins == firsts[k] else firsts[k] + 1, last)
            else:
                own = [(key, *node.lc.key(key))] if is_map else []
                entry.scalars = [*own, *scalars(entry.value, node.lc.value(key) if is_map else node.lc.item(key))]
            block.entries.append(entry)
            above = last
        block.below = (above, end)
        return block

    def _without_hyphens(self, line: int, column: int) -> str:
        """A line without the hyphens of lists that begin before ``column``: what a collection inside them has of it."""
        text = self._lines[line]
        for place in self._hyphens.get(line, ()):
            if place < column:
                text = f"{text[:place]} {text[place + 1 :]}"
        return text

    def _from(self, block: _Block, first: int, last: int) -> list[str]:
        return [self._without_hyphens(line, block.column) for line in range(first, last)]

    def _end_of(self, first: int, until: int, column: int) -> int:
        """Where an entry ends: what follows it, blank lines and comments, belongs to the next; comments that stand deeper are its own."""
        last = until
        while last > first + 1 and _is_gap(self._lines[last - 1]):
            last -= 1
        for k in range(last, until):
            line = self._lines[k]
            if line.strip() and len(line) - len(line.lstrip()) > column:
                last = k + 1
        return last

    def _written(self, block: _Block) -> list[str]:
        node, lines = block.node, list[str]()
        is_map = isinstance(node, CommentedMap)
        matched = _matched(block)
        left = {id(e) for e in matched.values()}
        orphans: dict[int, list[str]] = {}
        carried: list[str] = []
        for entry in block.entries:
            # What stands above an entry that is gone may be a heading for several: it stays, above the next.
            above = self._from(block, entry.above, entry.first)
            if id(entry) not in left:
                carried += above if any(line.strip() for line in above) else []
            else:
                orphans[id(entry)], carried = [*carried, *above], []
        for key in list(node) if is_map else range(len(node)):
            was = matched.get(key)
            if was is None:
                if node is self.tree and lines and any(not line.strip() for line in self._lines):
                    lines.append("")  # sections stand apart
                lines += self._anew(block, key, None)
            else:
                lines += orphans[id(was)]
                lines += self._entry(block, was, key)
        return [*lines, *carried, *self._from(block, *block.below)]

    def _entry(self, block: _Block, entry: _Entry, key: Any) -> list[str]:
        is_map = isinstance(block.node, CommentedMap)
        same_key = not is_map or key == entry.key
        value = block.node[key]
        if same_key and value is entry.value and plain(value) == entry.plain:
            return self._from(block, entry.first, entry.last)
        if entry.inner is None and (value is entry.value or not isinstance(value, CommentedMap | CommentedSeq)):
            now = [*([(key, -1, -1)] if is_map else []), *scalars(value)]
            lines = replaced(self._from(block, entry.first, entry.last), entry.first, entry.scalars, now)
            if lines is not None:
                return lines
        if entry.inner is None or value is not entry.value or not value or value.fa.flow_style():
            return self._anew(block, key, entry)
        inside = self._written(entry.inner)
        if not is_map:
            if _is_gap(inside[0]) or inside[0][: entry.inner.column].strip():
                return self._anew(block, key, entry)
            return [f"{inside[0][: block.column]}-{inside[0][block.column + 1 :]}", *inside[1:]]
        [head] = self._from(block, entry.first, entry.first + 1)
        if not same_key:
            name = _dumped(CommentedMap({key: None})).rstrip().removesuffix(":")
            head = head[: block.column] + _KEY.sub(lambda _: name, head[block.column :], count=1)
        return [head, *inside]

    def _anew(self, block: _Block, key: Any, entry: _Entry | None) -> list[str]:
        """An entry as ruamel.yaml writes it, in its column."""
        node = block.node
        own: list[str] = []
        if entry is not None:
            own = self._from(block, entry.first, entry.last)
        if isinstance(node, CommentedMap):
            alone: Any = CommentedMap({key: node[key]})
            if key in node.ca.items:
                alone.ca.items[key] = node.ca.items[key]
            lines = _dumped(alone).splitlines()
        else:
            alone = CommentedSeq([node[key]])
            if entry is not None and key in node.ca.items:
                alone.ca.items[0] = node.ca.items[key]
            lines = [line[2:] for line in _dumped(alone).splitlines()]
        while lines and _is_gap(lines[-1]):
            lines.pop()
        while entry is not None and lines and _is_gap(lines[0]):
            lines.pop(0)  # what stands above it is written already
        while len(lines) > 1 and isinstance(node[key], CommentedMap | CommentedSeq) and not lines[1].strip():
            del lines[1]
        after = len(own)
        while after > 1 and _is_gap(own[after - 1]):
            after -= 1
        written = [" " * block.column + line if line else line for line in lines] + own[after:]
        self._keep_comments("\n".join(own), "\n".join(written))
        return written

    def _keep_comments(self, before: str, after: str) -> None:
        lost = Counter(_COMMENT.findall(before)) - Counter(_COMMENT.findall(after))
        if lost:
            raise PourparlerError(
                f"the comment “{min(lost)}” would be lost, so nothing was written",
                where=self.file,
                mend="Move it to a line of its own, or behind the whole entry",
            )


def _matched(block: _Block) -> dict[Any, _Entry]:
    """Which entry of the text each entry of the tree was: by its key, or by its value where it has another key or place now."""
    node = block.node
    found: dict[Any, _Entry] = {}
    if isinstance(node, CommentedMap):
        by_key = {e.key: e for e in block.entries}
        found = {key: by_key[key] for key in node if key in by_key}
        keys: Iterator[Any] = (key for key in node if key not in by_key)
    else:
        keys = iter(range(len(node)))
    taken = {id(e) for e in found.values()}
    for key in keys:
        value = node[key]
        entry = next((e for e in block.entries if e.value is value and id(e) not in taken), None)
        if entry is not None:
            found[key] = entry
            taken.add(id(entry))
    return found


def plain(node: Any) -> Any:
    """What a node holds, its order included, without how it is written."""
    if isinstance(node, CommentedMap | dict):
        return ("mapping", [(key, plain(node[key])) for key in node])
    if isinstance(node, CommentedSeq | list):
        return ("list", [plain(item) for item in node])
    return (isinstance(node, bool), node)


def _is_block(node: Any) -> bool:
    return isinstance(node, CommentedMap | CommentedSeq) and bool(len(node)) and not node.fa.flow_style()


def _place(node: Any) -> Any:
    return node.lc.key(next(iter(node)))[0] if isinstance(node, CommentedMap) else node.lc.item(0)[0]


def _is_gap(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _dumped(node: Any) -> str:
    out = StringIO()
    yaml().dump(node, out)
    return out.getvalue()
