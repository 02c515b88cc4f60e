"""Edit dossier.yaml by program: comments, order and quotes stay; an edit that would not be valid is not written.

Whoever edits holds a lock on the file, and may name the revision that the edit was made on: where the file has changed since, nothing is
written. The command line and the pages of the workbench keep to the same rule, so that neither loses the other's edits.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import Any, TypeVar

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pourparler.dossier.files import revision_of, write_whole
from pourparler.dossier.load import TOP_KEYS, load, loaded, loads, read_file
from pourparler.dossier.yaml_layout import Layout
from pourparler.errors import NotFoundError, PourparlerError, StaleError, did_you_mean

PATIENCE = 10.0
"""Seconds to wait for another program that is writing the file."""


Announce = Callable[[str], object]
"""Is told the revision that the file is about to have."""
T = TypeVar("T")


class _Open(threading.local):
    """The trees that this thread is changing, by file, and who is told before each is written; the files that it is alone with."""

    def __init__(self) -> None:
        self.trees: dict[Path, tuple[CommentedMap, list[Announce]]] = {}
        self.alone: set[Path] = set()


_open = _Open()


@contextmanager
def editing(path: Path, revision: str | None = None, announce: Announce | None = None) -> Iterator[CommentedMap]:
    """The tree of dossier.yaml, alone with the file; what was changed in it is checked and written at the end, whole or not at all.

    Edits within one another are one: ``with editing(path, revision): add_party(path, …); add_issue(path, …)`` reads, checks and writes the
    file once. ``revision``: the one that the edit was made on (``Loaded.revision``). ``announce`` is called when all is checked, just
    before the file is written, or left as it is because nothing changed; where it raises, nothing is written.

    Raises:
        StaleError: the file is no longer of this revision.
        DossierError: the file is not valid, or would not be; it stays as it was.
        PourparlerError: a comment would be lost, another program keeps the file locked, or it cannot be written.
    """
    key = path.resolve()
    told = [announce] if announce else []
    if key in _open.trees:
        tree, others = _open.trees[key]
        yield tree
        others += told
        return
    with alone(path):
        data, text = read_file(path)
        layout = Layout(text, str(path))
        loaded(layout.tree, layout.before, str(path))  # an invalid file is never touched
        if revision is not None and revision != revision_of(data):
            raise _changed(path, revision)
        _open.trees[key] = layout.tree, told
        try:
            yield layout.tree
        finally:
            del _open.trees[key]
        after, tree = layout.written()
        if after != layout.before:
            loaded(tree, after, str(path))
        new = after.encode("utf-8") if after != layout.before else data
        if new is not data and read_file(path)[0] != data:  # people save it in their own programs, which lock nothing
            raise _changed(path, revision_of(data))
        for tell in told:
            tell(revision_of(new))
        if new is not data:
            write_whole(path, new)


def _changed(path: Path, made_on: str) -> StaleError:
    what = "dossier.yaml has changed since this edit was begun; nothing was saved"
    return StaleError(what, made_on, where=str(path), mend="Look at the change, then make the edit again")


def write_text(path: Path, text: str, revision: str | None = None, announce: Announce | None = None) -> None:
    """Put a former text in the place of the file, as an undo does. ``announce``: as in ``editing``.

    Raises:
        StaleError: the file is no longer of this revision.
        DossierError: the text is no valid dossier, or there is no file of which a revision could be compared.
    """
    with alone(path):
        if revision is not None and revision != revision_of(read_file(path)[0]):
            raise StaleError(
                "dossier.yaml has changed since; nothing was undone",
                revision,
                where=str(path),
                mend="Look at the change first",
            )
        loads(text, str(path))
        if announce is not None:
            announce(revision_of(text.encode("utf-8")))
        write_whole(path, text)


def on_current(path: Path, edit: Callable[[str], T]) -> T:
    """Do an edit that is worked out from the file as it is now; ``edit`` gets its revision. Where the file changes meanwhile, do it again.

    For programs, whose edits follow from the file. A person looks at the change first.
    """
    while True:
        try:
            return edit(load(path).revision)
        except StaleError:
            continue


@contextmanager
def alone(path: Path, patience: float | None = None) -> Iterator[None]:
    """No other program edits the file meanwhile; for what has to be kept elsewhere together with an edit. ``editing`` may stand within it.

    ``patience``: seconds to wait for another program; PATIENCE where it is not said.

    Raises:
        PourparlerError: another program keeps the file locked, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout  # what only reads locks nothing

    key = path.resolve()  # through a link the file that it leads to: who takes another way to it is kept out too
    if key in _open.alone:
        yield
        return
    lock = FileLock(key.with_name(f".{key.name}.lock"), timeout=PATIENCE if patience is None else patience)
    try:
        lock.acquire()
    except Timeout:
        raise PourparlerError(
            "another program is writing this file", where=str(path), mend="Wait a moment, then try again"
        ) from None
    except OSError as error:
        mend = "Nothing was changed. Make the folder writable, then try again"
        raise PourparlerError(f"cannot be written: {error.strerror or error}", where=str(path), mend=mend) from error
    _open.alone.add(key)
    try:
        for left in key.parent.glob(f".{escape(key.name)}.*"):  # by a program that was killed while it wrote
            if left.suffix != ".lock":
                left.unlink(missing_ok=True)
        yield
    finally:
        _open.alone.discard(key)
        lock.release()


def set_title(path: Path, title: str) -> None:
    """Name the negotiation. Raises PourparlerError where no name is left."""
    words = title.strip()
    if not words:
        raise PourparlerError("the negotiation needs a name", where=str(path), mend="For example Grain corridor talks")
    with editing(path) as tree:
        tree["negotiation"] = words


def mapping_of(tree: CommentedMap, key: str) -> CommentedMap:
    """The mapping under ``key``, made where there is none yet."""
    found = tree.get(key)
    node: CommentedMap = found if isinstance(found, CommentedMap) else CommentedMap()
    if node is not found:
        _put(tree, key, node)
    _open_up(node)
    return node


def list_of(tree: CommentedMap, key: str) -> CommentedSeq:
    """The list under ``key``, made where there is none yet."""
    found = tree.get(key)
    node: CommentedSeq = found if isinstance(found, CommentedSeq) else CommentedSeq([] if found is None else [found])
    if node is not found:
        _put(tree, key, node)
    _open_up(node)
    return node


def _open_up(node: CommentedMap | CommentedSeq) -> None:
    if node.fa.flow_style() and not node:
        node.fa.set_block_style()  # `parties: {}` becomes a mapping with one entry a line


def _put(tree: CommentedMap, key: str, node: Any) -> None:
    """Under its key; a section of the dossier in the usual order of sections."""
    if key in tree or key not in TOP_KEYS:
        tree[key] = node
        return
    earlier = TOP_KEYS[: TOP_KEYS.index(key)]
    place = max((k + 1 for k, name in enumerate(tree) if name in earlier), default=0)
    tree.insert(place, key, node)


def drop_if_empty(tree: CommentedMap, key: str) -> None:
    """Take a section out that holds nothing any more; parties and issues stay, empty."""
    if key in tree and not tree[key]:
        if key in ("parties", "issues"):
            tree[key] = flow_mapping({})
        else:
            del tree[key]


def key_in(node: Any, name: str, what: str, path: Path) -> Any:
    """The key as it stands in the file, where it may be a number or a date. Raises NotFoundError."""
    keys = list(node) if isinstance(node, CommentedMap) else []
    found = next((k for k in keys if str(k) == name), None)
    if found is None:
        raise NotFoundError(
            f"there is no {what} {name!r}", where=str(path), mend=did_you_mean(name, [str(k) for k in keys])
        )
    return found


def set_fields(node: CommentedMap, changes: dict[str, Any], order: Sequence[str], *, confirmed: bool = False) -> None:
    """Put values under their keys, a new one where people write it (``order``); None or nothing takes the entry out.

    A mark that the entry was only suggested stays, unless ``confirmed``.
    """
    for name, value in changes.items():
        if value is None or value == "" or (isinstance(value, list | dict) and not value):
            node.pop(name, None)
        elif name in node:
            node[name] = value
        else:
            earlier = order[: order.index(name)]
            place = max((k + 1 for k, key in enumerate(node) if str(key) in earlier), default=0)
            node.insert(place, name, value)
    if confirmed:
        node.pop("suggested", None)


def renamed(node: CommentedMap, old: Any, new: str) -> None:
    """Give an entry another key, at its place."""
    if old == new or old not in node:
        return
    place = list(node).index(old)
    value = node[old]
    comment = node.ca.items.pop(old, None)
    del node[old]
    node.insert(place, new, value)
    if comment is not None:
        node.ca.items[new] = comment


def reordered(node: CommentedMap, names: Sequence[str], what: str, path: Path) -> None:
    """Put entries in another order. Raises PourparlerError unless ``names`` are just those that there are."""
    keys = {str(k): k for k in node}
    if sorted(names) != sorted(keys):
        raise PourparlerError(
            f"an order of {what} must name each once", where=str(path), mend=f"There are: {', '.join(keys)}"
        )
    comments = dict(node.ca.items)
    entries = [(keys[name], node[keys[name]]) for name in names]
    for key, _ in entries:
        del node[key]
    for key, value in entries:
        node[key] = value
    node.ca.items.update(comments)


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
