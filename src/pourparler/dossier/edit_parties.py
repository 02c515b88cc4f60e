"""Edits of who is concerned: parties and bystanders, their people and other names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pourparler.dossier.edit import (
    drop_if_empty,
    editing,
    flow_mapping,
    flow_sequence,
    key_in,
    list_of,
    mapping_of,
    reordered,
    set_fields,
)
from pourparler.dossier.evidence import evidence_node
from pourparler.dossier.load import ACTOR_KEYS, BYSTANDER_KEYS, PARTY_KEYS
from pourparler.dossier.renaming import name_party
from pourparler.dossier.taking_out import take_out, without_party
from pourparler.errors import NotFoundError, PourparlerError, did_you_mean
from pourparler.model import Actor, Bystander, Party

PARTIES, BYSTANDERS = "parties", "bystanders"
_FIRST = ("role", "at_table", "aliases", "actors")
_KEYS = {
    section: (*(k for k in _FIRST if k in keys), *(k for k in keys if k not in _FIRST))
    for section, keys in ((PARTIES, PARTY_KEYS), (BYSTANDERS, BYSTANDER_KEYS))
}
"""The fields of an entry, in the order that they are written in."""
_ONE = {PARTIES: "party", BYSTANDERS: "bystander"}


def add_party(path: Path, party: Party) -> None:
    """Append a party.

    Raises:
        PourparlerError: the name is empty or taken.
        DossierError: the file is not valid, or would not be; it stays as it was.
    """
    _add(path, PARTIES, party.name, {"at_table": party.at_table}, party)


def add_bystander(path: Path, bystander: Bystander) -> None:
    """Append a bystander. Raises as ``add_party``."""
    fields = {"role": bystander.role, "evidence": evidence_node(bystander.evidence)}
    _add(path, BYSTANDERS, bystander.name, fields, bystander)


def _add(path: Path, section: str, name: str, fields: dict[str, Any], told: Party | Bystander) -> None:
    with editing(path) as tree:
        words = _free_name(tree, name, path)
        node = CommentedMap()
        fields |= {"role": told.role, "aliases": list(told.aliases), "actors": [_actor_node(a) for a in told.actors]}
        _set(node, section, fields)
        if told.suggested:
            node["suggested"] = True
        mapping_of(tree, section)[words] = node


def change_party(path: Path, name: str, changes: Mapping[str, Any], *, confirmed: bool = False) -> None:
    """Change ``role``, ``at_table``, ``aliases`` or ``actors`` (Actors) of a party; None or nothing takes the entry out.

    ``confirmed``: a person looked at it; the mark that it was only suggested goes.

    Raises:
        NotFoundError: there is no such party.
        DossierError: the file would not be valid; it stays as it was.
    """
    _change(path, PARTIES, name, changes, confirmed)


def change_bystander(path: Path, name: str, changes: Mapping[str, Any], *, confirmed: bool = False) -> None:
    """As ``change_party``: ``role``, ``aliases``, ``actors``, ``evidence``."""
    _change(path, BYSTANDERS, name, changes, confirmed)


def _change(path: Path, section: str, name: str, changes: Mapping[str, Any], confirmed: bool) -> None:
    with editing(path) as tree:
        node = _entry(tree, section, name, path)
        fields = dict(changes)
        if "actors" in fields:
            before = {_actor_name(a): a for a in node.get("actors") or []}
            fields["actors"] = [_changed_actor(before.get(a.name), a) for a in fields["actors"] or ()]
        if "evidence" in fields:
            fields["evidence"] = evidence_node(fields["evidence"] or ())
        _set(node, section, fields, confirmed=confirmed)


def _set(node: CommentedMap, section: str, fields: Mapping[str, Any], *, confirmed: bool = False) -> None:
    told = dict(fields)
    if told.get("aliases"):
        told["aliases"] = flow_sequence(list(told["aliases"]))
    if told.get("actors"):
        told["actors"] = CommentedSeq(told["actors"])
        if node.fa.flow_style():
            told["actors"].fa.set_flow_style()
    set_fields(node, told, _KEYS[section], confirmed=confirmed)


def rename_party(path: Path, name: str, new: str) -> None:
    """Give a party another name; everything that refers to it follows: positions, priorities, numbers, meetings, moves.

    Raises:
        NotFoundError: there is no such party.
        PourparlerError: the name is empty or taken.
    """
    _rename(path, PARTIES, name, new)


def rename_bystander(path: Path, name: str, new: str) -> None:
    """As ``rename_party``."""
    _rename(path, BYSTANDERS, name, new)


def _rename(path: Path, section: str, name: str, new: str) -> None:
    with editing(path) as tree:
        key = key_in(tree.get(section), name, _ONE[section], path)
        if new.strip() != name:
            name_party(tree, section, key, _free_name(tree, new, path))


def remove_party(path: Path, name: str, *, with_references: bool = False) -> None:
    """Take a party out.

    Raises:
        NotFoundError: there is no such party.
        ReferredToError: positions, priorities or numbers are its own, and ``with_references`` was not asked for.
        PourparlerError: it has moves in ``conflict:``.
    """
    with editing(path) as tree:
        key_in(tree.get(PARTIES), name, "party", path)
        take_out(tree, name, lambda t: without_party(t, name, path), path, with_references=with_references)
        drop_if_empty(tree, PARTIES)


def remove_bystander(path: Path, name: str) -> None:
    """Take a bystander out. Raises NotFoundError."""
    with editing(path) as tree:
        key = key_in(tree.get(BYSTANDERS), name, "bystander", path)
        del tree[BYSTANDERS][key]
        drop_if_empty(tree, BYSTANDERS)


def reorder_parties(path: Path, names: Sequence[str]) -> None:
    """Put the parties in another order. Raises PourparlerError unless each is named once."""
    with editing(path) as tree:
        reordered(mapping_of(tree, PARTIES), names, PARTIES, path)


def add_actor(path: Path, name: str, actor: Actor) -> None:
    """Append somebody to a party's or bystander's people. Raises NotFoundError; PourparlerError where the name is there already."""
    with editing(path) as tree:
        _, node = _whose(tree, name, path)
        people = list_of(node, "actors")
        if not actor.name.strip() or actor.name in map(_actor_name, people):
            raise PourparlerError(
                f"{actor.name or 'somebody without a name'} cannot be added to {name}",
                where=str(path),
                mend="Give a name that is not there yet",
            )
        people.append(_actor_node(actor))


def change_actor(path: Path, name: str, who: str, changed: Actor) -> None:
    """Put ``changed`` in the place of the actor ``who`` of a party or bystander. Raises NotFoundError."""
    with editing(path) as tree:
        people, place = _actor(tree, name, who, path)
        people[place] = _changed_actor(people[place], changed)


def remove_actor(path: Path, name: str, who: str) -> None:
    """Take somebody out of a party's or bystander's people. Raises NotFoundError."""
    with editing(path) as tree:
        people, place = _actor(tree, name, who, path)
        del people[place]
        if not people:
            del _whose(tree, name, path)[1]["actors"]


def _entry(tree: CommentedMap, section: str, name: str, path: Path) -> CommentedMap:
    key = key_in(tree.get(section), name, _ONE[section], path)
    if not isinstance(tree[section][key], CommentedMap):
        tree[section][key] = CommentedMap()  # `Port Union:` alone is a party too
    node: CommentedMap = tree[section][key]
    return node


def _whose(tree: CommentedMap, name: str, path: Path) -> tuple[str, CommentedMap]:
    section = BYSTANDERS if any(str(k) == name for k in tree.get(BYSTANDERS) or ()) else PARTIES
    return section, _entry(tree, section, name, path)


def _actor(tree: CommentedMap, name: str, who: str, path: Path) -> tuple[CommentedSeq, int]:
    people = _whose(tree, name, path)[1].get("actors")
    names = [_actor_name(a) for a in people] if isinstance(people, CommentedSeq) else []
    if who not in names:
        raise NotFoundError(f"{name} has nobody {who!r}", where=str(path), mend=did_you_mean(who, names))
    return people, names.index(who)


def _actor_name(node: Any) -> str:
    return str(node.get("name") if isinstance(node, CommentedMap) else node).strip()


def _actor_node(actor: Actor) -> CommentedMap:
    return _changed_actor(None, actor)


def _changed_actor(node: Any, actor: Actor) -> CommentedMap:
    """The entry of an actor, its comments kept where there is one."""
    row = node if isinstance(node, CommentedMap) else flow_mapping({})
    told = {"name": actor.name.strip(), "role": actor.role, "aliases": flow_sequence(list(actor.aliases))}
    now = [str(alias) for alias in row.get("aliases") or []]
    if now == list(actor.aliases):
        del told["aliases"]
    set_fields(row, told, ACTOR_KEYS)
    return row


def _free_name(tree: CommentedMap, name: str, path: Path) -> str:
    words = " ".join(name.split())
    if not words:
        raise PourparlerError("a party needs a name", where=str(path), mend="For example Northland")
    for section, one in (*_ONE.items(), ("issues", "issue")):
        if any(str(k) == words for k in tree.get(section) or ()):
            article = "an" if one == "issue" else "a"
            raise PourparlerError(
                f"there is {article} {one} {words!r} already", where=str(path), mend="Choose another name"
            )
    return words
