"""What else in a dossier refers to a party, an issue or an option: it follows a new name, and is taken out with it, after it was said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pourparler.dossier.edit import drop_if_empty, renamed
from pourparler.dossier.load import position_ids
from pourparler.errors import PourparlerError
from pourparler.model import Kind

Gone = Counter[str]
"""How many entries of each section of the dossier go, or change, with something that is taken out."""

_ORDER = re.compile(r"(\s*[<>=]\s*)")


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


def name_party(tree: CommentedMap, section: str, old: Any, new: str) -> None:
    """Give a party or a bystander (``section``) another name, everywhere."""
    with conflict_follows(tree):
        renamed(tree[section], old, new)
        was = str(old)
        if section == "parties":
            _name_party_claims(tree, was, new)
        for contest in _maps(_map(_map(tree, "influence"), "contests")):
            _rename_key(_map(contest, "actors"), was, new)
        for vote in _rows(_map(tree, "influence"), "votes"):
            for rule in [vote, *_rows(vote, "rules")]:
                _rename_key(_map(rule, "weights"), was, new)
        for meeting in _rows(tree, "meetings"):
            for field in ("present", "absent", "host"):
                _replace(meeting, field, was, new)
        for step in _rows(tree, "next_steps"):
            _replace(step, "who", was, new)


def _name_party_claims(tree: CommentedMap, old: str, new: str) -> None:
    for section in ("priorities", "no_agreement", "values"):
        _rename_key(_map(tree, section), old, new)
    _replace(_map(tree, "no_agreement"), "suggested", old, new)
    for part in ("moves", "preferences"):
        _rename_key(_map(_map(tree, "conflict"), part), old, new)
    for row in [*_rows(tree, "positions"), *_rows(tree, "bonuses")]:
        _replace(row, "party", old, new)


def name_issue(tree: CommentedMap, old: Any, new: str) -> None:
    """Give an issue another id, everywhere."""
    with conflict_follows(tree):
        renamed(tree["issues"], old, new)
        was = str(old)
        for row in _rows(tree, "positions"):
            _replace(row, "issue", was, new)
        for _, bundle in _bundles(tree):
            _rename_key(bundle, was, new)
        _rename_key(_map(tree, "no_agreement"), was, new)
        _replace(_map(tree, "no_agreement"), "suggested", was, new)
        for by_issue in _maps(_map(tree, "values")):
            _rename_key(by_issue, was, new)
        _rename_key(_map(_map(tree, "influence"), "contests"), was, new)
        priorities = _map(tree, "priorities")
        for holder, key in _orders(priorities):
            holder[key] = _order_with(holder[key], was, new)


def name_option(tree: CommentedMap, issue: str, old: str, new: str) -> None:
    """Give an option of an issue another id, everywhere."""
    with conflict_follows(tree):
        fields = _find(_map(tree, "issues"), issue)
        if isinstance(fields["options"], CommentedMap):
            _rename_key(fields["options"], old, new)
        else:
            _replace(fields, "options", old, new)
        _replace(fields, "suggested", old, new)
        for row, kind in _positions_on(tree, issue):
            row[kind] = _order_with(row[kind], old, new)
        for _, bundle in [*_bundles(tree), (None, _map(tree, "no_agreement"))]:
            for key in bundle:
                if str(key) == issue and str(bundle[key]) == old:
                    bundle[key] = new
        for by_issue in _maps(_map(tree, "values")):
            _rename_key(_find(by_issue, issue), old, new)
        contest = _find(_map(_map(tree, "influence"), "contests"), issue)
        if "order" in contest:
            contest["order"] = _order_with(contest["order"], old, new)
        _rename_key(_map(contest, "scale"), old, new)
        for actor in _maps(_map(contest, "actors")):
            if isinstance(actor.get("position"), str):
                _replace(actor, "position", old, new)


def without_party(tree: CommentedMap, name: str, path: Path) -> Gone:
    """Take a party out and everything that is its own. Raises PourparlerError: it has moves."""
    if _find(_map(_map(tree, "conflict"), "moves"), name):
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
        gone[section] += _drop_key(_map(tree, section), name)
    _forget(_map(tree, "no_agreement"), name)
    for contest in _maps(_map(_map(tree, "influence"), "contests")):
        gone["contests"] += _drop_key(_map(contest, "actors"), name)
    return gone


def without_issue(tree: CommentedMap, issue: str) -> Gone:
    """Take an issue out. What speaks of it together with others goes whole: without it, it would say something else."""
    gone: Gone = Counter()
    _drop_key(tree["issues"], issue)
    gone["positions"] += _drop_rows(tree, "positions", lambda row: str(row.get("issue")) == issue)
    gone += _drop_bundles(tree, lambda bundle: any(str(key) == issue for key in bundle))
    for holder, key in list(_orders(_map(tree, "priorities"))):
        gone["priorities"] += _order_without(holder, key, issue)
    _drop_bare_orders(tree)
    gone["no_agreement"] += _drop_key(_map(tree, "no_agreement"), issue)
    _forget(_map(tree, "no_agreement"), issue)
    gone["values"] += _drop_inside(_map(tree, "values"), lambda by_issue: _drop_key(by_issue, issue))
    gone["contests"] += _drop_key(_map(_map(tree, "influence"), "contests"), issue)
    _drop_bare_influence(tree)
    return gone


def without_option(tree: CommentedMap, issue: str, option: str) -> Gone:
    """Take an option out. Orders of options go on without it; everything else that speaks of it goes."""
    gone: Gone = Counter()
    fields = _find(tree["issues"], issue)
    if isinstance(fields["options"], CommentedMap):
        _drop_key(fields["options"], option)
    else:
        _drop_items(fields["options"], lambda item: str(item) == option)
    _forget(fields, option)
    for row, kind in _positions_on(tree, issue):
        if kind == Kind.PREFERS.value:
            gone["positions"] += _order_without(row, kind, option)
    gone["positions"] += _drop_rows(tree, "positions", lambda row: _says_only(row, issue, option))
    gone += _drop_bundles(tree, lambda bundle: any(str(k) == issue and str(bundle[k]) == option for k in bundle))
    without = _map(tree, "no_agreement")
    if any(str(key) == issue and str(without[key]) == option for key in without):
        gone["no_agreement"] += _drop_key(without, issue)
        _forget(without, issue)
    gone["values"] += _drop_inside(_map(tree, "values"), lambda by_issue: _drop_key(_find(by_issue, issue), option))
    gone["contests"] += _contest_without(tree, issue, option)
    return gone


def _contest_without(tree: CommentedMap, issue: str, option: str) -> int:
    """Take an option out of the contest over its issue, or the contest, where no scale is left."""
    contests = _map(_map(tree, "influence"), "contests")
    contest = _find(contests, issue)
    scale = _names(contest["order"]) if "order" in contest else [str(k) for k in _map(contest, "scale")]
    if option not in scale:
        return 0
    if len(scale) < 3 or ("scale" in contest and option in (scale[0], scale[-1])):
        _drop_key(contests, issue)
        _drop_bare_influence(tree)
        return 1
    if "order" in contest:
        _order_without(contest, "order", option)
    _drop_key(_map(contest, "scale"), option)
    held = [actor for actor in _maps(_map(contest, "actors")) if str(actor.get("position")) == option]
    for actor in held:
        del actor["position"]
    return 1 + len(held)


def _says_only(row: CommentedMap, issue: str, option: str) -> bool:
    if str(row.get("issue")) != issue:
        return False
    if Kind.PREFERS.value in row:
        return len(_names(row[Kind.PREFERS.value])) < 2
    return any(kind.value in row and str(row[kind.value]) == option for kind in Kind)


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


def _map(node: Any, key: str) -> CommentedMap:
    """The mapping under a key; an empty one, kept nowhere, where there is none."""
    found = node.get(key) if isinstance(node, CommentedMap) else None
    return found if isinstance(found, CommentedMap) else CommentedMap()


def _find(node: CommentedMap, name: str) -> CommentedMap:
    """As ``_map``, where the key may be written as a number."""
    return next((node[k] for k in node if str(k) == name and isinstance(node[k], CommentedMap)), CommentedMap())


def _maps(node: CommentedMap) -> list[CommentedMap]:
    return [value for value in node.values() if isinstance(value, CommentedMap)]


def _rows(node: CommentedMap, key: str) -> list[CommentedMap]:
    found = node.get(key)
    return [row for row in found if isinstance(row, CommentedMap)] if isinstance(found, CommentedSeq) else []


def _positions_on(tree: CommentedMap, issue: str) -> list[tuple[CommentedMap, str]]:
    """The positions on an issue, each with its kind, those with packages left out."""
    rows = (row for row in _rows(tree, "positions") if str(row.get("issue")) == issue)
    return [(row, kind.value) for row in rows for kind in Kind if kind.value in row]


def _bundles(tree: CommentedMap) -> list[tuple[tuple[str, Any], CommentedMap]]:
    """Every mapping of issues to options, with the section and the entry of it that it belongs to."""
    found: list[tuple[tuple[str, Any], CommentedMap]] = []
    for row in _rows(tree, "positions"):
        package = _map(row, "package")
        parts = [_map(row, "if"), _map(row, "unless"), _map(package, "better"), _map(package, "worse")]
        found += [(("positions", row), part) for part in parts]
    found += [(("linkages", row), _map(row, "never")) for row in _rows(tree, "linkages")]
    found += [(("bonuses", row), _map(row, "package")) for row in _rows(tree, "bonuses")]
    for fields in _maps(_map(tree, "no_agreement")):
        found += [(("no_agreement", bundle), bundle) for bundle in _rows(fields, "better_than")]
    return found


def _drop_bundles(tree: CommentedMap, speaks: Callable[[CommentedMap], bool]) -> Gone:
    """Take out every entry with a bundle of which ``speaks`` holds."""
    gone: Gone = Counter()
    doomed = {id(entry): section for (section, entry), bundle in _bundles(tree) if speaks(bundle)}
    for section in ("positions", "linkages", "bonuses"):
        gone[section] += _drop_rows(tree, section, lambda row: id(row) in doomed)
    without = _map(tree, "no_agreement")
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
    priorities = _map(tree, "priorities")
    for holder, key in list(_orders(priorities)):
        if len(_names(holder[key])) < 2:
            if holder is priorities:
                del priorities[key]
            else:
                _drop_key(priorities, next(str(k) for k in priorities if priorities[k] is holder))


def _drop_bare_influence(tree: CommentedMap) -> None:
    influence = _map(tree, "influence")
    drop_if_empty(influence, "contests")
    drop_if_empty(tree, "influence")


def _orders(priorities: CommentedMap) -> Iterator[tuple[CommentedMap, Any]]:
    """Where the orders of issues stand: by themselves, or under ``order``."""
    for name, value in list(priorities.items()):
        if isinstance(value, CommentedMap):
            if "order" in value:
                yield value, "order"
        else:
            yield priorities, name


def _names(order: Any) -> list[str]:
    if isinstance(order, CommentedSeq):
        return [name for item in order for name in _names(item)]
    return [part.strip() for part in _ORDER.split(str(order))[::2]]


def _order_with(order: Any, old: str, new: str) -> Any:
    """An order (``a > b = c``, ``a < b``, a list, or a single name) with another name in it."""
    if isinstance(order, CommentedSeq):
        for k in range(len(order)):
            order[k] = _order_with(order[k], old, new)
        return order
    parts = _ORDER.split(str(order))
    if old not in parts:
        return order
    return "".join(new if part == old else part for part in parts)


def _order_without(holder: CommentedMap, key: Any, name: str) -> int:
    """Take a name out of an order; how many orders that changed."""
    order = holder[key]
    if name not in _names(order):
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


def _rename_key(node: CommentedMap, old: str, new: str) -> None:
    for key in [k for k in node if str(k) == old]:
        renamed(node, key, new)


def _replace(node: CommentedMap, field: str, old: str, new: str) -> None:
    """A name in a field that holds one text, or a list of them."""
    value = node.get(field)
    if isinstance(value, CommentedSeq):
        for k, item in enumerate(value):
            if not isinstance(item, CommentedMap | CommentedSeq) and str(item) == old:
                value[k] = new
    elif value is not None and not isinstance(value, CommentedMap | bool) and str(value) == old:
        node[field] = new
