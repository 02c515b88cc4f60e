"""Edits of numbers, and of what the parties have without a settlement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pourparler.dossier.edit import drop_if_empty, editing, flow_mapping, flow_sequence, list_of, mapping_of, set_fields
from pourparler.dossier.evidence import evidence_node
from pourparler.dossier.numbers import BONUS_KEYS
from pourparler.errors import NotFoundError
from pourparler.model import Bonus, Bundle, Evidence

Number = float | tuple[float, float]
"""A number, or the least and the greatest that it may be."""


def set_no_agreement(path: Path, issue: str, option: str | None, *, suggested: bool | None = None) -> None:
    """Say what an issue comes to without a settlement; None: it is not known.

    ``suggested``: whether nobody has confirmed it; as it is where it is None.

    Raises:
        DossierError: there is no such issue or option.
    """
    _set_without(path, issue, option, suggested)


def set_reservation_value(path: Path, party: str, value: float | None, *, suggested: bool | None = None) -> None:
    """Say what no agreement is worth to a party, in the units of its numbers. Raises DossierError: it has no numbers for every issue."""
    _set_without(path, party, None if value is None else _plain_number(value), suggested)


def set_better_than(path: Path, party: str, bundles: Sequence[Bundle], *, suggested: bool | None = None) -> None:
    """Say to which (parts of) settlements a party prefers no agreement; none takes the entry out. Raises DossierError."""
    node = None
    if bundles:
        rows = CommentedSeq([flow_mapping(dict(bundle)) for bundle in bundles])
        node = CommentedMap({"better_than": rows})
    _set_without(path, party, node, suggested)


def set_no_agreement_evidence(path: Path, evidence: Sequence[Evidence]) -> None:
    """Say what all of it rests on. Raises DossierError."""
    with editing(path) as tree:
        section = mapping_of(tree, "no_agreement")
        section.pop("evidence", None)
        if evidence:
            section["evidence"] = evidence_node(evidence)
        drop_if_empty(tree, "no_agreement")


def _set_without(path: Path, name: str, value: Any, suggested: bool | None) -> None:
    with editing(path) as tree:
        section = mapping_of(tree, "no_agreement")
        key = next((k for k in section if str(k) == name), name)
        if value is None:
            section.pop(key, None)
        elif key in section:
            section[key] = value
        else:
            last = next((k for k, other in enumerate(section) if other in ("evidence", "suggested")), len(section))
            section.insert(last, key, value)
        if suggested is not None or value is None:
            _mark(section, name, bool(suggested) and value is not None)
        if set(map(str, section)) <= {"suggested"}:
            del tree["no_agreement"]


def _mark(section: CommentedMap, name: str, suggested: bool) -> None:
    """Put a name on the list of what is only suggested, or off it."""
    told = section.get("suggested")
    others = [str(k) for k in section if k not in ("evidence", "suggested")] if told is True else list(told or ())
    names = [n for n in others if n != name] + ([name] if suggested else [])
    section.pop("suggested", None)
    if names:
        section["suggested"] = flow_sequence(names)


def set_values(path: Path, party: str, issue: str, numbers: Mapping[str, Number] | None) -> None:
    """Give a party's numbers for the options of an issue, each one number or (least, greatest); None takes them out.

    Raises:
        DossierError: an option has no number, or the numbers say nothing.
    """
    with editing(path) as tree:
        section = mapping_of(tree, "values")
        name = next((k for k in section if str(k) == party), party)
        by_issue = mapping_of(section, name)
        key = next((k for k in by_issue if str(k) == issue), issue)
        if numbers:
            node = by_issue.get(key)
            if not isinstance(node, CommentedMap):
                by_issue[key] = node = flow_mapping({})
            given = {option: _number_node(number) for option, number in numbers.items()}
            for old in [k for k in node if str(k) not in given]:
                del node[old]
            for option, number in given.items():
                node[next((k for k in node if str(k) == option), option)] = number
        else:
            by_issue.pop(key, None)
            if not by_issue:
                del section[name]
            drop_if_empty(tree, "values")


def add_bonus(path: Path, bonus: Bonus) -> None:
    """Append what a package is worth beyond its options.

    Raises:
        DossierError: the party has no numbers, or it is not known whether it has the bonus without a settlement.
    """
    with editing(path) as tree:
        node = CommentedMap({"party": bonus.party})
        node.fa.set_flow_style()
        fields = {
            "package": flow_mapping(dict(bonus.package)),
            "worth": _plain_number(float(bonus.worth)),
            "evidence": evidence_node(bonus.evidence),
        }
        set_fields(node, fields, BONUS_KEYS)
        list_of(tree, "bonuses").append(node)


def change_bonus(path: Path, place: int, changes: Mapping[str, Any]) -> None:
    """Change ``party``, ``package``, ``worth`` or ``evidence`` of the bonus at a place, from 0. Raises NotFoundError, DossierError."""
    with editing(path) as tree:
        fields = dict(changes)
        if "package" in fields:
            fields["package"] = flow_mapping(dict(fields["package"]))
        if "worth" in fields:
            fields["worth"] = _plain_number(fields["worth"])
        if "evidence" in fields:
            fields["evidence"] = evidence_node(fields["evidence"] or ())
        set_fields(_bonuses(tree, place, path)[place], fields, BONUS_KEYS)


def remove_bonus(path: Path, place: int) -> None:
    """Take the bonus at a place, from 0, out. Raises NotFoundError."""
    with editing(path) as tree:
        del _bonuses(tree, place, path)[place]
        drop_if_empty(tree, "bonuses")


def _bonuses(tree: CommentedMap, place: int, path: Path) -> CommentedSeq:
    rows = tree.get("bonuses")
    if not isinstance(rows, CommentedSeq) or not 0 <= place < len(rows):
        raise NotFoundError(f"there is no bonus {place + 1}", where=str(path))
    return rows


def _number_node(number: Number) -> Any:
    if isinstance(number, tuple):
        low, high = number
        return _plain_number(low) if low == high else flow_sequence([_plain_number(low), _plain_number(high)])
    return _plain_number(number)


def _plain_number(number: float) -> float:
    return int(number) if float(number).is_integer() else float(number)
