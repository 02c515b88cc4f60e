"""NegMAS scenario folders (YAML or JSON): the outcome space in one file, a linear additive utility function in each of the others.

A party's utility is its bias plus the sum over issues of weight times the value of the option (Mohammad, Nakadai, Greenwald 2021, "NegMAS:
a platform for situated negotiations"). What options are worth is in ``negmas_functions``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from pourparler.errors import FormatError
from pourparler.formats import json_files
from pourparler.formats.chosen import NOTHING, Chosen, named
from pourparler.formats.files import Tell, begins_with_any, contents
from pourparler.formats.genius_spaces import MOST_OPTIONS
from pourparler.formats.negmas_functions import class_of, known_keys, worth
from pourparler.formats.numbers import finite
from pourparler.formats.unsupported_features import beyond_numbers, file_names, need_numbers, rounded
from pourparler.limited_yaml import DOMAIN, YAMLFault, exact, text_of
from pourparler.model import Issue, Negotiation, NoAgreement, Party

SUFFIXES = (".yml", ".yaml", ".json")
ADDITIVE = ("LinearAdditiveUtilityFunction", "LinearUtilityAggregationFunction", "")
"""Classes with a value function for each issue; where none is told, that is what is meant."""
AFFINE = ("AffineUtilityFunction", "LinearUtilityFunction")
"""Classes whose options are numbers, worth themselves."""
LISTED = (
    "", "CategoricalIssue", "ContiguousIssue", "DiscreteCardinalIssue", "DiscreteOrdinalIssue", "CardinalIssue", "OrdinalIssue",
)  # fmt: skip
"""Classes of issues whose options can be listed."""
SPACE_KEYS = ("name", "issues", "path")
ISSUE_KEYS = ("name", "values", "n_values")
KEYS = (
    "name", "weights", "values", "bias", "reserved_value", "reserved_outcome", "stability", "id", "outcome_space",
    "discount_factor", "discount",
)  # fmt: skip
LARGEST = 100
"""MB of a file in YAML; of how much is in it ``limited_yaml.DOMAIN`` decides."""
DISCOUNTS = ("discount_factor", "discount")

Told = Mapping[str, Any]


def reads(path: Path) -> bool:
    """Whether the folder holds an outcome space, be its file malformed."""
    return path.is_dir() and any(begins_with_any(file, b"issues:", b'"issues"') for file in _candidates(path))


def read(path: Path, chosen: Chosen = NOTHING) -> tuple[Negotiation, tuple[str, ...]]:
    """Read a scenario folder. Returns the negotiation, with numbers as the fractions that the files mean, and what is not used.

    Raises:
        FormatError: several outcome spaces, no utility function, a continuous issue, a utility function that is not linear additive, or a
            key that is not understood.
    """
    lost: list[str] = []
    try:
        return _negotiation(path, chosen, lost.append), tuple(lost)
    except (KeyError, TypeError, AttributeError, ValueError, ArithmeticError) as error:
        lacking = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise FormatError(f"the scenario cannot be understood: {lacking}", where=str(path)) from error


def _negotiation(path: Path, chosen: Chosen, tell: Tell) -> Negotiation:
    (file, space), ufuns = _found(path, chosen, tell)
    known_keys(space, SPACE_KEYS, "the outcome space", str(file))
    issues = tuple(_issue(told, file) for told in space["issues"])
    if not issues:
        raise FormatError("the outcome space has no issue", where=str(file))
    if len({i.id for i in issues}) < len(issues):
        raise FormatError("two issues have the same name", where=str(file))
    names = [str(told.get("name") or f.stem) for f, told in ufuns]
    if len(set(names)) < len(names):
        raise FormatError("two utility functions have the same name", where=str(path))
    values = {n: _values(told, issues, f) for n, (f, told) in zip(names, ufuns, strict=True)}
    reservation = {}
    for name, (f, told) in zip(names, ufuns, strict=True):
        least = _reserved(told, values[name], issues, f, tell)
        if least is not None:
            reservation[name] = least
        for what in DISCOUNTS:
            if told.get(what) not in (None, 1):
                tell(f"{f.name}: the {what.replace('_', ' ')} {told[what]} is not used; time plays no part here")
    return Negotiation(
        title=str(space.get("name") or path.name),
        parties=tuple(map(Party, names)),
        issues=issues,
        values=values,
        no_agreement=NoAgreement(values=reservation),
    )


def write(negotiation: Negotiation, folder: Path) -> tuple[str, ...]:
    """Write the outcome space and one utility function a party, weights all 1. Returns what is lost.

    Raises:
        FormatError: a party gave no number for an option.
    """
    need_numbers(negotiation, "NegMAS")
    ufuns = []
    for party in negotiation.parties:
        given, told = negotiation.values[party.name], negotiation.no_agreement.values.get(party.name)
        ufuns.append(
            {
                "name": party.name,
                "type": "LinearAdditiveUtilityFunction",
                "reserved_value": None if told is None else float(told),
                "values": [
                    {"type": "TableFun", "mapping": {o: float(given[i.id][o]) for o in i.options}}
                    for i in negotiation.issues
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
    for own, ufun in zip(file_names(p.name for p in negotiation.parties).values(), ufuns, strict=True):
        yaml.dump(ufun, folder / f"{own}.yml")
    return (*beyond_numbers(negotiation), *rounded(negotiation))


def _candidates(folder: Path) -> list[Path]:
    return sorted(
        p
        for p in folder.iterdir()
        if p.suffix.lower() in SUFFIXES and not p.name.startswith(("_", ".")) and p.is_file()
    )


def _found(path: Path, chosen: Chosen, tell: Tell) -> tuple[tuple[Path, Told], list[tuple[Path, Told]]]:
    """The outcome space and the utility functions that are meant; ``tell`` hears of every other file."""
    files = _candidates(path)
    parsed = {file: _told(file) for file in files}
    spaces = [f for f, told in parsed.items() if isinstance(told, dict) and "issues" in told and "weights" not in told]
    domain = named(chosen.domain, files, "--domain", path) if chosen.domain is not None else None
    if domain is not None and domain not in spaces:
        raise FormatError("this is no outcome space", where=str(domain), mend="Choose another --domain")
    if domain is None and len(spaces) != 1:
        names = ", ".join(f.name for f in spaces)
        what = (
            f"there are {len(spaces)} outcome spaces in this folder: {names}"
            if spaces
            else "no outcome space in this folder"
        )
        raise FormatError(
            what, where=str(path), mend=f"Say which is meant: --domain {spaces[0].name}" if spaces else None
        )
    domain = domain or spaces[0]
    wanted = [named(name, files, "--profiles", path) for name in chosen.profiles]
    ufuns: list[tuple[Path, Told]] = []
    for file, told in parsed.items():
        if file == domain or (wanted and file not in wanted):
            continue
        if (
            isinstance(told, dict)
            and ({"weights", "values", "type", "__python_class__"} & set(told))
            and file not in spaces
        ):
            ufuns.append((file, told))
        elif file in wanted:
            raise FormatError("this is no utility function", where=str(file), mend="Choose other --profiles")
        else:
            tell(
                f"{file.name} is not read: it is {'another outcome space' if file in spaces else 'no utility function'}"
            )
    for file in sorted(path.iterdir()):
        if file.name.startswith("_") and file.suffix.lower() in SUFFIXES:
            tell(f"{file.name} is not read: NegMAS keeps what is known of a scenario under such names")
    if not ufuns:
        raise FormatError("no utility function in this folder", where=str(path))
    return (domain, parsed[domain]), ufuns


def _told(file: Path) -> Any:
    if file.suffix.lower() == ".json":
        return json_files.parsed(file)
    try:
        return exact(text_of(contents(file, LARGEST)), DOMAIN)
    except YAMLFault as fault:
        raise FormatError(fault.what, where=f"{file}:{fault.line}", mend=fault.mend) from fault


def _issue(told: Any, file: Path) -> Issue:
    if not isinstance(told, dict):
        raise FormatError(
            f"the issue {told!r} is not understood", where=str(file), mend="Write its name, type and values"
        )
    name, kind, given = str(told.get("name")), class_of(told), told.get("values")
    known_keys(told, ISSUE_KEYS, f"issue {name!r}", str(file))
    if "Continuous" in kind or not isinstance(given, list | int) or not given:
        raise FormatError(f"issue {name!r} has no countable options", where=str(file))
    if kind not in LISTED:
        raise FormatError(f"issue {name!r} is a {kind}, which is not read", where=str(file))
    if isinstance(given, int):
        given = list(range(given))
    elif "Contiguous" in kind:
        bounds = [finite(x, str(file)) for x in given]
        if (
            len(bounds) != 2
            or any(x.denominator != 1 for x in bounds)
            or not bounds[0] <= bounds[1] < bounds[0] + MOST_OPTIONS
        ):
            raise FormatError(f"issue {name!r} has bounds {' and '.join(map(str, given))}", where=str(file))
        given = list(range(int(bounds[0]), int(bounds[1]) + 1))
    options = {str(o): str(o) for o in given}
    if len(options) < len(given):
        raise FormatError(f"two options of {name!r} have the same name", where=str(file))
    return Issue(name, options)


def _values(told: Told, issues: Sequence[Issue], file: Path) -> dict[str, dict[str, Fraction]]:
    where, kind = str(file), class_of(told)
    if kind not in (*ADDITIVE, *AFFINE):
        raise FormatError(
            f"a {kind} is not a sum over issues that can be computed, and is not read",
            where=where,
            mend=f"Read are {ADDITIVE[0]} and {' and '.join(AFFINE)}; leave this file out with --profiles",
        )
    known_keys(told, KEYS, "the utility function", where)
    tables = _each(told.get("values"), issues, "values", where)
    if kind in AFFINE:
        tables = [{"type": "IdentityFun"}] * len(issues)
    if tables is None:
        raise FormatError("there are no values", where=where)
    weights = _each(told.get("weights"), issues, "weights", where) or [1] * len(issues)
    bias = finite(told.get("bias") or 0, where)
    result = {}
    for issue, table, weight in zip(issues, tables, weights, strict=True):
        factor = finite(weight, where)
        # The bias goes to the first issue: the sum is the same.
        result[issue.id] = {o: bias + factor * x for o, x in worth(table, issue, where).items()}
        bias = Fraction(0)
    return result


def _each(told: Any, issues: Sequence[Issue], what: str, where: str) -> list[Any] | None:
    """One for each issue, of a list in their order or a table by their names."""
    if isinstance(told, dict):
        for name in (i.id for i in issues):
            if name not in told:
                raise FormatError(f"the {what} have none for {name!r}", where=where)
        known_keys(told, [i.id for i in issues], f"the {what}", where)
        return [told[i.id] for i in issues]
    if told is not None and (not isinstance(told, list) or len(told) != len(issues)):
        raise FormatError(f"the {what} are not one for each of the {len(issues)} issues", where=where)
    return told


def _reserved(
    told: Told, values: Mapping[str, Mapping[str, Fraction]], issues: Sequence[Issue], file: Path, tell: Tell
) -> Fraction | None:
    """The reservation value; None where the worst settlement's is meant, which is told."""
    outcome, given = told.get("reserved_outcome"), told.get("reserved_value")
    if given is not None and str(given) not in ("-inf", "-.inf"):
        if outcome is not None:
            tell(f"{file.name}: the reserved outcome is not used; the reserved value says what it is worth")
        return finite(given, str(file))
    if outcome is not None:
        options = [str(o) for o in (outcome.values() if isinstance(outcome, dict) else outcome)]
        if len(options) != len(issues) or any(o not in values[i.id] for i, o in zip(issues, options, strict=True)):
            raise FormatError("the reserved outcome is none of the settlements", where=str(file))
        return sum((values[i.id][o] for i, o in zip(issues, options, strict=True)), Fraction(0))
    tell(f"{file.name}: it has no reservation value, so that any settlement would do; the worst settlement's is used")
    return None
