"""The numbers of a dossier: values, intervals, bonuses for packages, and what there is without a settlement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pourparler.dossier.evidence import read_evidence
from pourparler.dossier.positions import read_bundle
from pourparler.dossier.yaml_nodes import Notebook, items
from pourparler.model import Bonus, Bundle, NoAgreement

BONUS_KEYS = ("party", "package", "worth", "evidence")

Range = tuple[float, float]
Options = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a dossier tells in numbers."""

    values: Mapping[str, Mapping[str, Mapping[str, float]]]
    ranges: Mapping[str, Mapping[str, Mapping[str, Range]]]
    bonuses: tuple[Bonus, ...]
    no_agreement: NoAgreement


def read_numbers(notes: Notebook, tree: Mapping[str, Any], parties: Sequence[str], options: Options) -> Numbers:
    """Read them; faults go to ``notes``."""
    told = _told(notes, tree, parties, options)
    values: dict[str, dict[str, dict[str, float]]] = {}
    ranges: dict[str, dict[str, dict[str, Range]]] = {}
    for party, issues in told.items():
        for issue, numbers in issues.items():
            if all(low == high for low, high in numbers.values()):
                values.setdefault(party, {})[issue] = {o: low for o, (low, _) in numbers.items()}
            else:
                ranges.setdefault(party, {})[issue] = numbers
    without = _no_agreement(notes, tree, parties, options, told)
    return Numbers(values, ranges, _bonuses(notes, tree, parties, options, told, without), without)


def _told(
    notes: Notebook, tree: Mapping[str, Any], parties: Sequence[str], options: Options
) -> dict[str, dict[str, dict[str, Range]]]:
    node = notes.mapping(tree, "values", None, "values") if "values" in tree else {}
    found: dict[str, dict[str, dict[str, Range]]] = {}
    for party in node:
        if notes.one_of(party, parties, "party", notes.line(node, party)) is None:
            continue
        by_issue = notes.mapping(node, party, None, f"values of {party!s}")
        for issue in by_issue:
            if notes.one_of(issue, options, "issue", notes.line(by_issue, issue)) is None:
                continue
            numbers = notes.mapping(by_issue, issue, options[str(issue)], f"values of {issue!s}")
            read = {str(o): read_range(notes, numbers, o) for o in numbers}
            missing = [o for o in options[str(issue)] if o not in read]
            if missing:
                mend = f"Give numbers for {', '.join(missing)} too, or leave the issue without numbers"
                notes.note(
                    notes.line(by_issue, issue),
                    f"{party!s} has numbers for some options of {issue!s} only",
                    mend,
                )
            found.setdefault(str(party), {})[str(issue)] = {o: x for o, x in read.items() if x is not None}
    for party, issues in found.items():
        sure = any(
            max(low for low, _ in v.values()) > min(high for _, high in v.values()) for v in issues.values() if v
        )
        every = len(issues) == len(options)
        if not sure and (every or any(low != high for v in issues.values() for low, high in v.values())):
            notes.note(
                notes.line(node, party),
                f"the numbers of {party} may make every settlement equally good",
                "Give at least two options of an issue different numbers",
            )
    return found


def read_range(notes: Notebook, parent: Mapping[str, Any], option: Any) -> Range | None:
    """A number, or a list of the least and the greatest that it may be."""
    if not isinstance(parent[option], list):
        number = notes.number(parent, option, "a value")
        return None if number is None else (number, number)
    ends = parent[option]
    read = [notes.number(ends, k, "a value") for k in range(len(ends))]
    if len(read) != 2 or None in read or (read[0] or 0.0) > (read[1] or 0.0):
        notes.note(
            notes.line(parent, option),
            "an interval must be [least, greatest]",
            f"For example {option!s}: [30, 50]",
        )
        return None
    return (read[0] or 0.0, read[1] or 0.0)


def _bonuses(
    notes: Notebook,
    tree: Mapping[str, Any],
    parties: Sequence[str],
    options: Options,
    told: Mapping[str, Mapping[str, Any]],
    without: NoAgreement,
) -> tuple[Bonus, ...]:
    entries = notes.sequence(tree, "bonuses", "bonuses")
    found = []
    for k in range(len(entries)):
        line = notes.line(entries, k)
        fields = notes.mapping(entries, k, BONUS_KEYS, "a bonus")
        party = notes.one_of(fields.get("party"), parties, "party", line)
        package = read_bundle(notes, fields, "package", options) if "package" in fields else ()
        worth = notes.number(fields, "worth", "the worth of a bonus") if "worth" in fields else None
        if len(package) < 2 or worth is None:
            notes.note(
                line,
                "a bonus needs a `package` of at least two issues and its `worth`",
                "Write {party: North, package: {transit: open, dues: none}, worth: 5}",
            )
            continue
        if party is None:
            continue
        if party not in told:
            notes.note(line, f"{party} has a bonus but no numbers", f"Give values: {{{party}: …}} first")
        elif party in without.better_than:
            notes.note(line, f"{party} has both a bonus and `better_than` bundles", "Keep one of the two")
        elif party not in without.values and any(issue not in without.options for issue, _ in package):
            notes.note(
                line,
                f"it is not known whether {party} has this bonus without a settlement",
                "Name the options of these issues, or the party's reservation value, under no_agreement",
            )
        found.append(Bonus(party, package, worth, read_evidence(notes, fields)))
    return tuple(found)


def _no_agreement(
    notes: Notebook,
    tree: Mapping[str, Any],
    parties: Sequence[str],
    options: Options,
    told: Mapping[str, Mapping[str, Any]],
) -> NoAgreement:
    node = notes.mapping(tree, "no_agreement", None, "no_agreement") if "no_agreement" in tree else {}
    chosen: dict[str, str] = {}
    numbers: dict[str, float] = {}
    better: dict[str, tuple[Bundle, ...]] = {}
    for name, value in items(node):
        line = notes.line(node, name)
        if name in options:
            option = notes.one_of(value, options[name], f"option of {name}", line)
            if option is not None:
                chosen[name] = option
        elif name in parties and isinstance(value, Mapping):
            fields = notes.mapping(node, name, ("better_than",), f"no_agreement of {name}")
            bundles = notes.sequence(fields, "better_than", "better_than")
            better[name] = tuple(read_bundle(notes, bundles, k, options) for k in range(len(bundles)))
        elif name in parties:
            number = notes.number(node, name, f"the reservation value of {name}")
            if number is not None and len(told.get(name, {})) < len(options):
                notes.note(
                    line,
                    f"{name} has a reservation value but no numbers for every issue",
                    f"Give values: {{{name}: …}} first",
                )
            elif number is not None:
                numbers[name] = number
        elif name in ("evidence", "suggested"):
            continue
        else:
            notes.one_of(name, [*options, *parties], "issue or party", line)
    told_of = [*chosen, *numbers, *better]
    suggested = (
        notes.some_of(node, "suggested", told_of, "issue or party under no_agreement")
        if "suggested" not in options
        else ()
    )
    return NoAgreement(chosen, numbers, better, read_evidence(notes, node), suggested)
