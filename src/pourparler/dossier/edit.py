"""Edit dossier.yaml by program: comments, order and quotes stay; an edit that would not be valid is not written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pourparler.dossier.conflict import conflict_node
from pourparler.dossier.files import write_whole
from pourparler.dossier.load import Loaded, load, loads
from pourparler.dossier.yaml_nodes import parse, yaml
from pourparler.errors import PourparlerError
from pourparler.model.conflict import Conflict

_OPEN: dict[Path, CommentedMap] = {}


@contextmanager
def editing(path: Path, revision: str | None = None) -> Iterator[CommentedMap]:
    """The tree of dossier.yaml; what was changed in it is checked and written at the end, whole or not at all."""
    key = path.resolve()
    if key in _OPEN:
        yield _OPEN[key]
        return
    load(path)  # an invalid file is never touched
    text = path.read_text(encoding="utf-8-sig")
    tree = parse(text, str(path))
    _OPEN[key] = tree
    try:
        yield tree
    finally:
        del _OPEN[key]
    out = StringIO()
    yaml().dump(tree, out)
    loads(out.getvalue(), str(path))
    write_whole(path, out.getvalue())


def list_of(tree: CommentedMap, key: str) -> CommentedSeq:
    """The list under ``key``, made where there is none yet."""
    entries = tree.get(key)
    if entries is None:
        entries = CommentedSeq()
        tree[key] = entries
    if entries.fa.flow_style() and not entries:
        # `positions: []` becomes a list with one entry a line.
        entries.fa.set_block_style()
    return entries


def flow_mapping(content: dict[str, Any]) -> CommentedMap:
    """A mapping in braces."""
    node = CommentedMap(content)
    node.fa.set_flow_style()
    return node


def flow_sequence(content: Sequence[Any]) -> CommentedSeq:
    """A list in brackets."""
    node = CommentedSeq(content)
    node.fa.set_flow_style()
    return node


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
