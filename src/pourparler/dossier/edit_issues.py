"""Edits of what is to be settled: issues and their options."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pourparler.dossier.edit import (
    drop_if_empty,
    editing,
    flow_sequence,
    key_in,
    mapping_of,
    reordered,
    set_fields,
)
from pourparler.dossier.load import ISSUE_KEYS
from pourparler.dossier.renaming import name_issue, name_option
from pourparler.dossier.taking_out import take_out, without_issue, without_option
from pourparler.errors import NotFoundError, PourparlerError, did_you_mean
from pourparler.model import Issue

LONGEST_ID = 40
"""Characters of an id made from words."""
_FILLING = frozenset("a an the of to is are be for in on at by what which who how when will".split())


def id_from(words: str, taken: Container[str] = ()) -> str:
    """An id made from words: ``An open strait`` → ``open_strait``; the first of a sentence is written small, abbreviations stay.

    A number is put behind it where it is ``taken``.
    """
    parts: list[str] = re.findall(r"\w+", words)
    telling = [p for p in parts if p.lower() not in _FILLING] or parts or ["x"]
    first = telling[0] if telling[0][1:] != telling[0][1:].lower() else telling[0].lower()
    made = first
    for part in telling[1:]:
        if len(made) + 1 + len(part) > LONGEST_ID:
            break
        made += f"_{part}"
    number, found = 2, made
    while found in taken:
        found, number = f"{made}_{number}", number + 1
    return found


def add_issue(path: Path, issue: Issue) -> None:
    """Append an issue with its options, two at least.

    Raises:
        PourparlerError: the id is empty or taken.
        DossierError: the file is not valid, or would not be; it stays as it was.
    """
    with editing(path) as tree:
        id = _free_id(tree, issue.id, path)
        node = CommentedMap()
        options = CommentedMap({str(o): words for o, words in issue.options.items()})
        set_fields(
            node,
            {
                "question": issue.question,
                "options": options,
                "aliases": flow_sequence(list(issue.aliases)),
                "only_with": flow_sequence(list(issue.only_with)),
            },
            ISSUE_KEYS,
        )
        if issue.suggested or issue.suggested_options:
            node["suggested"] = True if issue.suggested else flow_sequence(list(issue.suggested_options))
        mapping_of(tree, "issues")[id] = node


def change_issue(path: Path, id: str, changes: Mapping[str, Any], *, confirmed: bool = False) -> None:
    """Change ``question`` or ``aliases``; None or nothing takes the entry out. ``confirmed``: it is no longer only suggested.

    Raises:
        NotFoundError: there is no such issue.
    """
    with editing(path) as tree:
        fields = dict(changes)
        if "aliases" in fields:
            fields["aliases"] = flow_sequence(list(fields["aliases"] or ()))
        set_fields(_issue(tree, id, path), fields, ISSUE_KEYS, confirmed=confirmed)


def rename_issue(path: Path, id: str, new: str) -> None:
    """Give an issue another id; everything that refers to it follows.

    Raises:
        NotFoundError: there is no such issue.
        PourparlerError: the id is empty or taken.
    """
    with editing(path) as tree:
        key = key_in(tree.get("issues"), id, "issue", path)
        if new != id:
            name_issue(tree, key, _free_id(tree, new, path))


def remove_issue(path: Path, id: str, *, with_references: bool = False) -> None:
    """Take an issue out.

    Raises:
        NotFoundError: there is no such issue.
        ReferredToError: positions or others speak of it, and ``with_references`` was not asked for.
    """
    with editing(path) as tree:
        key_in(tree.get("issues"), id, "issue", path)
        take_out(tree, id, lambda t: without_issue(t, id), path, with_references=with_references)
        drop_if_empty(tree, "issues")


def reorder_issues(path: Path, ids: Sequence[str]) -> None:
    """Put the issues in another order. Raises PourparlerError unless each is named once."""
    with editing(path) as tree:
        reordered(mapping_of(tree, "issues"), ids, "issues", path)


def add_option(path: Path, issue: str, id: str, words: str, *, suggested: bool = False) -> None:
    """Append an option. Raises NotFoundError; PourparlerError where the id is taken or there are no words."""
    with editing(path) as tree:
        fields = _issue(tree, issue, path)
        if not words.strip() or not id or id in _options(fields):
            raise PourparlerError(
                f"the option {words.strip() or id!r} cannot be added to {issue}",
                where=str(path),
                mend="Describe it in words that no other option of this issue has",
            )
        options = fields.get("options")
        if isinstance(options, CommentedSeq) and id == words:
            options.append(id)
        else:
            _with_words(fields)[id] = words.strip()
        if suggested and fields.get("suggested") is not True:
            fields["suggested"] = flow_sequence([*(fields.get("suggested") or ()), id])


def change_option(path: Path, issue: str, id: str, words: str, *, confirmed: bool = False) -> None:
    """Describe an option in other words; its id stays. Raises NotFoundError; PourparlerError where there are no words."""
    with editing(path) as tree:
        fields = _issue(tree, issue, path)
        _known(fields, issue, id, path)
        if not words.strip():
            raise PourparlerError(
                f"an option of {issue} needs words", where=str(path), mend="For example free passage; or remove it"
            )
        options = _with_words(fields)
        options[key_in(options, id, f"option of {issue}", path)] = words.strip()
        if confirmed and isinstance(fields.get("suggested"), CommentedSeq):
            left = [o for o in fields["suggested"] if str(o) != id]
            set_fields(fields, {"suggested": flow_sequence(left)}, ISSUE_KEYS)


def rename_option(path: Path, issue: str, id: str, new: str) -> None:
    """Give an option another id; everything that refers to it follows. Raises NotFoundError; PourparlerError where it is taken."""
    with editing(path) as tree:
        fields = _issue(tree, issue, path)
        _known(fields, issue, id, path)
        if new != id:
            if new in _options(fields):
                raise PourparlerError(f"{issue} has an option {new!r} already", where=str(path), mend="Choose another")
            name_option(tree, issue, id, new)


def remove_option(path: Path, issue: str, id: str, *, with_references: bool = False) -> None:
    """Take an option out.

    Raises:
        NotFoundError: there is no such issue or option.
        ReferredToError: positions or others speak of it, and ``with_references`` was not asked for.
    """
    with editing(path) as tree:
        fields = _issue(tree, issue, path)
        _known(fields, issue, id, path)
        what = f"{id!r} ({issue})"
        take_out(tree, what, lambda t: without_option(t, issue, id), path, with_references=with_references)


def reorder_options(path: Path, issue: str, ids: Sequence[str]) -> None:
    """Put the options of an issue in another order. Raises PourparlerError unless each is named once."""
    with editing(path) as tree:
        fields = _issue(tree, issue, path)
        options = fields.get("options")
        if isinstance(options, CommentedSeq):
            if sorted(ids) != sorted(map(str, options)):
                mend = f"There are: {', '.join(map(str, options))}"
                raise PourparlerError("an order of options must name each once", where=str(path), mend=mend)
            items = {str(o): o for o in options}
            options[:] = [items[id] for id in ids]
        else:
            reordered(fields["options"], ids, "options", path)


def _issue(tree: CommentedMap, id: str, path: Path) -> CommentedMap:
    key = key_in(tree.get("issues"), id, "issue", path)
    node: CommentedMap = tree["issues"][key]
    return node


def _options(fields: CommentedMap) -> list[str]:
    return [str(o) for o in fields.get("options") or ()]


def _known(fields: CommentedMap, issue: str, id: str, path: Path) -> None:
    if id not in (known := _options(fields)):
        raise NotFoundError(f"{issue} has no option {id!r}", where=str(path), mend=did_you_mean(id, known))


def _with_words(fields: CommentedMap) -> CommentedMap:
    """The options as a mapping of ids to words, made of a list where they stand in one."""
    options = fields["options"]
    if not isinstance(options, CommentedMap):
        node = CommentedMap({str(o): str(o) for o in options})
        if options.fa.flow_style():
            node.fa.set_flow_style()
        fields["options"] = options = node
    return options


def _free_id(tree: CommentedMap, id: str, path: Path) -> str:
    if not id.strip():
        raise PourparlerError("an issue needs a name", where=str(path), mend="For example transit")
    for section in ("issues", "parties"):
        if any(str(k) == id for k in tree.get(section) or ()):
            raise PourparlerError(f"{id!r} is taken already", where=str(path), mend="Choose another name")
    return id
