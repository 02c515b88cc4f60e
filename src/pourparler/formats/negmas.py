"""NegMAS scenario folders (YAML or JSON): the outcome space in one file, a linear additive utility function in each of the others.

A party's utility is its bias plus the sum over issues of weight times the value of the option (Mohammad, Nakadai, Greenwald 2021, "NegMAS:
a platform for situated negotiations").
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from pourparler.errors import FormatError
from pourparler.formats.genius import LARGEST
from pourparler.formats.numbers import finite
from pourparler.formats.unsupported_features import beyond_numbers, file_name, need_numbers
from pourparler.limited_yaml import DOMAIN, YAMLFault, plain
from pourparler.model import Issue, Negotiation, NoAgreement, Party

SUFFIXES = (".yml", ".yaml", ".json")


def reads(path: Path) -> bool:
    """Whether the folder holds an outcome space."""
    return path.is_dir() and any("issues" in told for _, told in _files(path))


def read(path: Path) -> tuple[Negotiation, tuple[str, ...]]:
    """Read a scenario folder. Returns the negotiation and what of the files is not in it.

    Raises:
        FormatError: no outcome space, no utility function, a continuous issue, or a utility function that is not linear additive.
    """
    domain = None
    ufuns: list[tuple[Path, Mapping[str, Any]]] = []
    for file, told in _files(path):
        if "issues" in told:
            domain = (file, told)
        elif "weights" in told or "values" in told or "type" in told:
            ufuns.append((file, told))
    if domain is None:
        raise FormatError("no outcome space in this folder", where=str(path))
    file, space = domain
    issues = tuple(_issue(told, file) for told in space["issues"])
    if not issues:
        raise FormatError("the outcome space has no issue", where=str(file))
    if not ufuns:
        raise FormatError("no utility function in this folder", where=str(path))
    lost = [
        f"{f.name}: the {what.replace('_', ' ')}"
        for f, told in ufuns
        for what in ("discount_factor", "discount", "reserved_outcome")
        if told.get(what)
    ]
    names = [str(told.get("name") or f.stem) for f, told in ufuns]
    values = {n: _values(told, issues, f) for n, (f, told) in zip(names, ufuns, strict=True)}
    if len(values) < len(ufuns):
        raise FormatError("two utility functions have the same name", where=str(path))
    reservation = {}
    for name, (f, told) in zip(names, ufuns, strict=True):
        given = told.get("reserved_value")
        if given is None or str(given) in ("-inf", "-.inf"):
            lost.append(f"{f.name}: a reservation value of minus infinity; the worst settlement's is used")
        else:
            reservation[name] = float(finite(given, str(f)))
    negotiation = Negotiation(
        title=str(space.get("name") or path.name),
        parties=tuple(map(Party, names)),
        issues=issues,
        values=values,
        no_agreement=NoAgreement(values=reservation),
    )
    return negotiation, tuple(lost)


def write(negotiation: Negotiation, folder: Path) -> tuple[str, ...]:
    """Write the outcome space and one utility function a party, weights all 1. Returns what is lost.

    Raises:
        FormatError: a party gave no number for an option.
    """
    need_numbers(negotiation, "NegMAS")
    ufuns = []
    for party in negotiation.parties:
        given = negotiation.values[party.name]
        ufuns.append(
            {
                "name": party.name,
                "type": "LinearAdditiveUtilityFunction",
                "reserved_value": negotiation.no_agreement.values.get(party.name),
                "values": [
                    {"type": "TableFun", "mapping": {o: given[i.id][o] for o in i.options}} for i in negotiation.issues
                ],
                "weights": [1.0] * len(negotiation.issues),
            }
        )
    space = {
        "name": negotiation.title,
        "type": "DiscreteCartesianOutcomeSpace",
        "issues": [{"name": i.id, "type": "CategoricalIssue", "values": list(i.options)} for i in negotiation.issues],
    }
    folder.mkdir(parents=True, exist_ok=True)
    yaml = YAML(typ="safe")
    yaml.default_flow_style = False
    yaml.dump(space, folder / "domain.yml")
    for party, told in zip(negotiation.parties, ufuns, strict=True):
        yaml.dump(told, folder / f"{file_name(party.name)}.yml")
    return tuple(beyond_numbers(negotiation))


def _files(folder: Path) -> list[tuple[Path, Mapping[str, Any]]]:
    found: list[tuple[Path, Mapping[str, Any]]] = []
    for file in sorted(p for p in folder.iterdir() if p.suffix in SUFFIXES and not p.name.startswith(("_", "."))):
        try:
            text = file.read_text(encoding="utf-8")
            told = json.loads(text) if file.suffix == ".json" else plain(text, DOMAIN)
        except (OSError, UnicodeDecodeError, ValueError, YAMLFault):
            continue
        if isinstance(told, dict):
            found.append((file, told))
    return found


def _issue(told: Mapping[str, Any], file: Path) -> Issue:
    name, kind, given = str(told.get("name")), str(told.get("type", "")), told.get("values")
    if "Continuous" in kind or not isinstance(given, list | int) or not given:
        raise FormatError(f"issue {name!r} has no countable options", where=str(file))
    if isinstance(given, int):
        given = list(range(given))
    elif "Contiguous" in kind:
        low, high = (int(finite(x, str(file))) for x in given)
        if not low <= high < low + LARGEST:
            raise FormatError(f"issue {name!r} has bounds {low} and {high}", where=str(file))
        given = list(range(low, high + 1))
    options = {str(o): str(o) for o in given}
    if len(options) < len(given):
        raise FormatError(f"two options of {name!r} have the same name", where=str(file))
    return Issue(name, options)


def _values(told: Mapping[str, Any], issues: Sequence[Issue], file: Path) -> dict[str, dict[str, float]]:
    tables, weights = told.get("values"), told.get("weights") or [1] * len(issues)
    if isinstance(tables, dict):
        tables = [tables.get(i.id) for i in issues]
    if isinstance(weights, dict):
        weights = [weights.get(i.id, 0) for i in issues]
    if not isinstance(tables, list) or len(tables) != len(issues) or len(weights) != len(issues):
        raise FormatError("this is not a linear additive utility function of these issues", where=str(file))
    bias = finite(told.get("bias") or 0, str(file))
    result = {}
    for issue, table, weight in zip(issues, tables, weights, strict=True):
        worth = _table(table, issue, file)
        factor = finite(weight, str(file))
        # The bias goes to the first issue: the sum is the same.
        result[issue.id] = {o: float(bias + factor * x) for o, x in worth.items()}
        bias = Fraction(0)
    return result


def _table(told: Any, issue: Issue, file: Path) -> dict[str, Fraction]:
    kind = str(told.get("type", "TableFun")) if isinstance(told, dict) else ""
    mapping = told.get("mapping", told) if isinstance(told, dict) else told
    if "Identity" in kind:
        return {o: finite(o, str(file)) for o in issue.options}
    if "Affine" in kind or "Linear" in kind:
        slope, offset = finite(told.get("slope", 1), str(file)), finite(told.get("bias", 0), str(file))
        return {o: slope * finite(o, str(file)) + offset for o in issue.options}
    if isinstance(mapping, list) and len(mapping) == len(issue.options):
        mapping = dict(zip(issue.options, mapping, strict=True))
    if not isinstance(mapping, dict):
        raise FormatError(f"the values of {issue.id!r} are not a table", where=str(file))
    given = {str(o): x for o, x in mapping.items()}
    if missing := [o for o in issue.options if o not in given]:
        raise FormatError(f"no value for {missing[0]!r} of {issue.id!r}", where=str(file))
    return {o: finite(given[o], str(file)) for o in issue.options}
