"""A new name of a party, an issue or an option, everywhere in a dossier."""

from __future__ import annotations

from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pourparler.dossier.edit import renamed
from pourparler.dossier.referring import (
    ORDER,
    bundles,
    conflict_follows,
    entry_named,
    mapping_under,
    mappings_in,
    orders_of_issues,
    positions_on,
    rows_under,
)


def name_party(tree: CommentedMap, section: str, old: Any, new: str) -> None:
    """Give a party or a bystander (``section``) another name, everywhere."""
    with conflict_follows(tree):
        renamed(tree[section], old, new)
        was = str(old)
        if section == "parties":
            _name_party_claims(tree, was, new)
        for contest in mappings_in(mapping_under(mapping_under(tree, "influence"), "contests")):
            _rename_key(mapping_under(contest, "actors"), was, new)
        for vote in rows_under(mapping_under(tree, "influence"), "votes"):
            for rule in [vote, *rows_under(vote, "rules")]:
                _rename_key(mapping_under(rule, "weights"), was, new)
        for meeting in rows_under(tree, "meetings"):
            for field in ("present", "absent", "host"):
                _replace(meeting, field, was, new)
        for step in rows_under(tree, "next_steps"):
            _replace(step, "who", was, new)


def _name_party_claims(tree: CommentedMap, old: str, new: str) -> None:
    for section in ("priorities", "no_agreement", "values"):
        _rename_key(mapping_under(tree, section), old, new)
    _replace(mapping_under(tree, "no_agreement"), "suggested", old, new)
    for part in ("moves", "preferences"):
        _rename_key(mapping_under(mapping_under(tree, "conflict"), part), old, new)
    for row in [*rows_under(tree, "positions"), *rows_under(tree, "bonuses")]:
        _replace(row, "party", old, new)


def name_issue(tree: CommentedMap, old: Any, new: str) -> None:
    """Give an issue another id, everywhere."""
    with conflict_follows(tree):
        renamed(tree["issues"], old, new)
        was = str(old)
        for row in rows_under(tree, "positions"):
            _replace(row, "issue", was, new)
        for _, bundle in bundles(tree):
            _rename_key(bundle, was, new)
        _rename_key(mapping_under(tree, "no_agreement"), was, new)
        _replace(mapping_under(tree, "no_agreement"), "suggested", was, new)
        for by_issue in mappings_in(mapping_under(tree, "values")):
            _rename_key(by_issue, was, new)
        _rename_key(mapping_under(mapping_under(tree, "influence"), "contests"), was, new)
        priorities = mapping_under(tree, "priorities")
        for holder, key in orders_of_issues(priorities):
            holder[key] = _order_with(holder[key], was, new)


def name_option(tree: CommentedMap, issue: str, old: str, new: str) -> None:
    """Give an option of an issue another id, everywhere."""
    with conflict_follows(tree):
        fields = entry_named(mapping_under(tree, "issues"), issue)
        if isinstance(fields["options"], CommentedMap):
            _rename_key(fields["options"], old, new)
        else:
            _replace(fields, "options", old, new)
        _replace(fields, "suggested", old, new)
        for row, kind in positions_on(tree, issue):
            row[kind] = _order_with(row[kind], old, new)
        for _, bundle in [*bundles(tree), (None, mapping_under(tree, "no_agreement"))]:
            for key in bundle:
                if str(key) == issue and str(bundle[key]) == old:
                    bundle[key] = new
        for by_issue in mappings_in(mapping_under(tree, "values")):
            _rename_key(entry_named(by_issue, issue), old, new)
        contest = entry_named(mapping_under(mapping_under(tree, "influence"), "contests"), issue)
        if "order" in contest:
            contest["order"] = _order_with(contest["order"], old, new)
        _rename_key(mapping_under(contest, "scale"), old, new)
        for actor in mappings_in(mapping_under(contest, "actors")):
            if isinstance(actor.get("position"), str):
                _replace(actor, "position", old, new)


def _order_with(order: Any, old: str, new: str) -> Any:
    """An order (``a > b = c``, ``a < b``, a list, or a single name) with another name in it."""
    if isinstance(order, CommentedSeq):
        for k in range(len(order)):
            order[k] = _order_with(order[k], old, new)
        return order
    parts = ORDER.split(str(order))
    if old not in parts:
        return order
    return "".join(new if part == old else part for part in parts)


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
