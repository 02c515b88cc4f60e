"""A party, an issue or an option taken out of a dossier, with what refers to it, after that was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pourparler.dossier.edit import drop_if_empty
from pourparler.dossier.referring import (
    bundles,
    conflict_follows,
    entry_named,
    mapping_under,
    mappings_in,
    names_in,
    orders_of_issues,
    positions_on,
)
from pourparler.errors import PourparlerError
from pourparler.model import Kind

Gone = Counter[str]
"""How many entries of each section of the dossier go, or change, with something that is taken out."""


class ReferredToError(PourparlerError):
    """Something cannot be taken out by itself; ``references``: how many entries of which sections would go with it or change."""

    def __init__(self, what: str, references: Mapping[str, int], path: Path) -> None:
        self.references = dict(references)
        told = ", ".join(f"{section.replace('_', ' ')}: {many}" for section, many in references.items())
        mend = "Take these out first, or together with it"
        super().__init__(f"other entries refer to {what} ({told})", where=str(path), mend=mend)


def take_out(
    tree: CommentedMap, what: str, change: Callable[[CommentedMap], Gone], path: Path, *, with_references: bool
) -> None:
    """Take something out by ``change``, which says what else goes. Raises ReferredToError where that was not asked for."""
    if not with_references and (gone := +change(deepcopy(tree))):
        raise ReferredToError(what, gone, path)
    with conflict_follows(tree):
        change(tree)
    for section in ("positions", "linkages", "priorities", "no_agreement", "values", "bonuses"):
        drop_if_empty(tree, section)


def without_party(tree: CommentedMap, name: str, path: Path) -> Gone:
    """Take a party out and everything that is its own. Raises PourparlerError: it has moves."""
    if entry_named(mapping_under(mapping_under(tree, "conflict"), "moves"), name):
        raise PourparlerError(
            f"{name} has moves in `conflict:`, on which other moves may rest",
            where=str(path),
            mend="Take its moves out of the file by hand first",
        )
    gone: Gone = Counter()
    _drop_key(tree["parties"], name)
    gone["positions"] += _drop_rows(tree, "positions", lambda row: str(row.get("party")) == name)
    gone["bonuses"] += _drop_rows(tree, "bonuses", lambda row: str(row.get("party")) == name)
    for section in ("priorities", "no_agreement", "values"):
        gone[section] += _drop_key(mapping_under(tree, section), name)
    _forget(mapping_under(tree, "no_agreement"), name)
    for contest in mappings_in(mapping_under(mapping_under(tree, "influence"), "contests")):
        gone["contests"] += _drop_key(mapping_under(contest, "actors"), name)
    return gone


def without_issue(tree: CommentedMap, issue: str) -> Gone:
    """Take an issue out. What speaks of it together with others goes whole: without it, it would say something else."""
    gone: Gone = Counter()
    _drop_key(tree["issues"], issue)
    gone["positions"] += _drop_rows(tree, "positions", lambda row: str(row.get("issue")) == issue)
    gone += _drop_bundles(tree, lambda bundle: any(str(key) == issue for key in bundle))
    for holder, key in list(orders_of_issues(mapping_under(tree, "priorities"))):
        gone["priorities"] += _order_without(holder, key, issue)
    _drop_bare_orders(tree)
    gone["no_agreement"] += _drop_key(mapping_under(tree, "no_agreement"), issue)
    _forget(mapping_under(tree, "no_agreement"), issue)
    gone["values"] += _drop_inside(mapping_under(tree, "values"), lambda by_issue: _drop_key(by_issue, issue))
    gone["contests"] += _drop_key(mapping_under(mapping_under(tree, "influence"), "contests"), issue)
    _drop_bare_influence(tree)
    return gone


def without_option(tree: CommentedMap, issue: str, option: str) -> Gone:
    """Take an option out. Orders of options go on without it; everything else that speaks of it goes."""
    gone: Gone = Counter()
    fields = entry_named(tree["issues"], issue)
    if isinstance(fields["options"], CommentedMap):
        _drop_key(fields["options"], option)
    else:
        _drop_items(fields["options"], lambda item: str(item) == option)
    _forget(fields, option)
    for row, kind in positions_on(tree, issue):
        if kind == Kind.PREFERS.value:
            gone["positions"] += _order_without(row, kind, option)
    gone["positions"] += _drop_rows(tree, "positions", lambda row: _says_only(row, issue, option))
    gone += _drop_bundles(tree, lambda bundle: any(str(k) == issue and str(bundle[k]) == option for k in bundle))
    without = mapping_under(tree, "no_agreement")
    if any(str(key) == issue and str(without[key]) == option for key in without):
        gone["no_agreement"] += _drop_key(without, issue)
        _forget(without, issue)
    gone["values"] += _drop_inside(
        mapping_under(tree, "values"), lambda by_issue: _drop_key(entry_named(by_issue, issue), option)
    )
    gone["contests"] += _contest_without(tree, issue, option)
    return gone


def _contest_without(tree: CommentedMap, issue: str, option: str) -> int:
    """Take an option out of the contest over its issue, or the contest, where no scale is left."""
    contests = mapping_under(mapping_under(tree, "influence"), "contests")
    contest = entry_named(contests, issue)
    scale = names_in(contest["order"]) if "order" in contest else [str(k) for k in mapping_under(contest, "scale")]
    if option not in scale:
        return 0
    if len(scale) < 3 or ("scale" in contest and option in (scale[0], scale[-1])):
        _drop_key(contests, issue)
        _drop_bare_influence(tree)
        return 1
    if "order" in contest:
        _order_without(contest, "order", option)
    _drop_key(mapping_under(contest, "scale"), option)
    held = [actor for actor in mappings_in(mapping_under(contest, "actors")) if str(actor.get("position")) == option]
    for actor in held:
        del actor["position"]
    return 1 + len(held)


def _says_only(row: CommentedMap, issue: str, option: str) -> bool:
    if str(row.get("issue")) != issue:
        return False
    if Kind.PREFERS.value in row:
        return len(names_in(row[Kind.PREFERS.value])) < 2
    return any(kind.value in row and str(row[kind.value]) == option for kind in Kind)


def _drop_bundles(tree: CommentedMap, speaks: Callable[[CommentedMap], bool]) -> Gone:
    """Take out every entry with a bundle of which ``speaks`` holds."""
    gone: Gone = Counter()
    doomed = {id(entry): section for (section, entry), bundle in bundles(tree) if speaks(bundle)}
    for section in ("positions", "linkages", "bonuses"):
        gone[section] += _drop_rows(tree, section, lambda row: id(row) in doomed)
    without = mapping_under(tree, "no_agreement")
    for name in list(without):
        fields = without.get(name)
        if isinstance(fields, CommentedMap) and "better_than" in fields:
            gone["no_agreement"] += _drop_items(fields["better_than"], lambda bundle: id(bundle) in doomed)
            if not fields["better_than"]:
                del without[name]
                _forget(without, str(name))
    return gone


def _drop_rows(tree: CommentedMap, section: str, goes: Callable[[CommentedMap], bool]) -> int:
    rows = tree.get(section)
    return _drop_items(rows, goes) if isinstance(rows, CommentedSeq) else 0


def _drop_items(items: CommentedSeq, goes: Callable[[Any], bool]) -> int:
    places = [k for k, item in enumerate(items) if goes(item)]
    for k in reversed(places):
        del items[k]
    return len(places)


def _drop_key(node: CommentedMap, name: str) -> int:
    keys = [k for k in node if str(k) == name]
    for key in keys:
        del node[key]
    return len(keys)


def _drop_inside(node: CommentedMap, drop: Callable[[CommentedMap], int]) -> int:
    """Take something out of every entry, and entries out that hold nothing then."""
    gone = 0
    for key in list(node):
        if isinstance(node[key], CommentedMap):
            gone += drop(node[key])
            if not node[key]:
                del node[key]
    return gone


def _forget(fields: CommentedMap, name: str) -> None:
    """Out of the list of what is only suggested."""
    if isinstance(fields.get("suggested"), CommentedSeq):
        _drop_items(fields["suggested"], lambda item: str(item) == name)
        if not fields["suggested"]:
            del fields["suggested"]


def _drop_bare_orders(tree: CommentedMap) -> None:
    priorities = mapping_under(tree, "priorities")
    for holder, key in list(orders_of_issues(priorities)):
        if len(names_in(holder[key])) < 2:
            if holder is priorities:
                del priorities[key]
            else:
                _drop_key(priorities, next(str(k) for k in priorities if priorities[k] is holder))


def _drop_bare_influence(tree: CommentedMap) -> None:
    influence = mapping_under(tree, "influence")
    drop_if_empty(influence, "contests")
    drop_if_empty(tree, "influence")


def _order_without(holder: CommentedMap, key: Any, name: str) -> int:
    """Take a name out of an order; how many orders that changed."""
    order = holder[key]
    if name not in names_in(order):
        return 0
    if isinstance(order, CommentedSeq):
        for group in order:
            if isinstance(group, CommentedSeq):
                _drop_items(group, lambda item: str(item) == name)
        _drop_items(order, lambda item: item == [] or (not isinstance(item, CommentedSeq) and str(item) == name))
        return 1
    sign = "<" if "<" in str(order) else ">"
    groups = [[n.strip() for n in group.split("=")] for group in str(order).split(sign)]
    left = [[n for n in group if n != name] for group in groups]
    holder[key] = f" {sign} ".join(" = ".join(group) for group in left if group)
    return 1
