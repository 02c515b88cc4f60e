"""What stands in a GENIUS domain and in a preference profile: issues, and what each option is worth.

The rules are those of GENIUS 10.4 (``AdditiveUtilitySpace``, ``EvaluatorDiscrete``, ``EvaluatorInteger``, ``EvaluatorReal``): issues are
matched by number; an option is worth weight times evaluation, evaluations of lists divided by the largest of their issue; evaluations of
whole numbers are offset + slope times the distance from the lower bound, of real numbers parameter0 + parameter1 times the number, both
kept in 0..1; a real-valued issue has the 21 values at which GENIUS lists bids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from pourparler.errors import FormatError
from pourparler.formats.files import Tell
from pourparler.formats.numbers import decimals, finite, shortest, twice
from pourparler.formats.xml_files import Element
from pourparler.model import Issue

MOST_OPTIONS = 10_000
"""Of an issue whose options are numbers between bounds."""
STEPS = 21
"""The values of a real-valued issue (``IssueReal.fNumberOfDiscretizationSteps``)."""
NOUGHT = Fraction(1, 100_000)
"""Where the largest evaluation of an issue is below this, its options are worth nothing (``EvaluatorDiscrete.normalize``)."""

_UNUSED = {
    "agent", "analysis", "similarity_function", "criteria_function", "comparisons", "errors", "elicitation_cost", "experimental",
    "fixed_seed", "seed", "rationality_factor",
}  # fmt: skip
"""Sections that say nothing of what a party prefers: told, and left out."""
_USED = {"negotiation_template", "utility_space", "objective", "issue", "item", "range", "evaluator", "weight", "reservation"}  # fmt: skip
_NUMBERS = {"discount_factor", "reservation"}
_ATTRIBUTES = {
    "negotiation_template": {"number_of_sessions"},
    "utility_space": {"number_of_issues", "type"},
    "objective": {"index", "etype", "type", "vtype", "description", "name"},
    "issue": {"index", "etype", "type", "vtype", "description", "name", "lowerbound", "upperbound"},
    "item": {"index", "value", "evaluation", "description", "cost"},
    "range": {"lowerbound", "upperbound"},
    "evaluator": {"ftype", "etype", "offset", "slope", "parameter0", "parameter1", "parameter2"},
    "weight": {"index", "value"},
    "reservation": {"value"},
    "discount_factor": {"value"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """An issue of the domain: its number in the files, its options, and for numbers each option's number and the lower bound."""

    index: str
    issue: Issue
    numbers: Mapping[str, Fraction]
    lower: Fraction | None
    real: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """A profile: issue, option to what it is worth; what there is without a settlement; the largest utility, before it counts as 1."""

    values: Mapping[str, Mapping[str, Fraction]]
    reservation: Fraction
    most: Fraction


def place(file: Path, node: Element) -> str:
    """``file:line``."""
    return f"{file}:{node.sourceline}"


def check_sections(root: Element, file: Path, tell: Tell) -> None:
    """Tell which sections are left out.

    Raises:
        FormatError: a section that is not understood, or a utility space that is not a sum over issues.
    """
    _linear(root, file, tell)
    unused: dict[str, int] = {}
    for node in _nodes(root):
        tag = str(node.tag)
        if tag in _UNUSED:
            unused[tag] = unused.get(tag, 0) + 1
            continue
        if tag not in _USED | _NUMBERS:
            raise FormatError(
                f"the section <{tag}> is not understood",
                where=place(file, node),
                mend="Remove it if the preferences are the same without it",
            )
        if root.tag == "negotiation_template" and tag in _NUMBERS:
            unused[f"the {tag.replace('_', ' ')} of the domain"] = 1
        for name in set(node.attrib) - _ATTRIBUTES[tag]:
            key = f"the attribute {name} of <{tag}>"
            unused[key] = unused.get(key, 0) + 1
        if tag == "item" and (node.get("cost") or "0").strip() not in ("0", "0.0"):
            unused["the cost of an option"] = unused.get("the cost of an option", 0) + 1
        if tag == "item" and root.tag == "negotiation_template" and _says_more(node):
            unused["the description of an option"] = unused.get("the description of an option", 0) + 1
    for what, times in sorted(unused.items()):
        name = f"<{what}>" if what in _UNUSED else what
        tell(f"{file.name}: {name} is not used" + (f" (it stands {times} times)" if times > 1 else ""))


def _says_more(item: Element) -> bool:
    told = (item.get("description") or "").strip()
    return bool(told) and told.lower() not in ("null", "[none]", "none", (item.get("value") or "").strip().lower())


def _linear(root: Element, file: Path, tell: Tell) -> None:
    kind = (root.get("type") or "linear").lower()
    if kind == "uncertain":
        tell(f"{file.name}: how uncertain an agent is of this profile is not used; its numbers are used as they are")
    elif kind != "linear":
        raise FormatError(
            f"a utility space of type {kind!r}, which is not a sum over issues, is not read",
            where=place(file, root),
            mend="Only linear additive profiles can be read: leave this one out with --profiles",
        )
    for tag, what in (("utility", "hyper-rectangles"), ("rules", "constraints")):
        if (found := next(root.iter(tag), None)) is not None:
            raise FormatError(
                f"a nonlinear utility space (<{tag}>, {what}) is not a sum over issues and is not read",
                where=place(file, found),
                mend="Only linear additive profiles can be read: leave this one out with --profiles",
            )


def _nodes(node: Element) -> list[Element]:
    """The node and all below it, but nothing below what is left out, and no comments."""
    if not isinstance(node.tag, str):
        return []
    if node.tag in _UNUSED | {"discount_factor"}:
        return [node]
    return [node, *(found for child in node for found in _nodes(child))]


def issues_of(root: Element, file: Path, tell: Tell) -> tuple[Asked, ...]:
    """The issues of a domain, in the order of the file.

    Raises:
        FormatError: no issue, two of one name or number, or an issue without options that can be counted.
    """
    found = tuple(_issue(node, file, tell) for node in _nodes(root) if node.tag == "issue")
    if not found:
        raise FormatError("the domain has no issue", where=str(file))
    for what, keys in (("number", [i.index for i in found]), ("name", [i.issue.id for i in found])):
        if (again := twice(keys)) is not None:
            raise FormatError(f"two issues have the {what} {again!r}", where=str(file))
    return found


def _issue(node: Element, file: Path, tell: Tell) -> Asked:
    index = (node.get("index") or "").strip()
    name = node.get("name") or f"issue {index}"
    kind = _type(node, "vtype", file, tell)
    if kind == "discrete":
        items = [(item.get("value") or "") for item in node.findall("item")]
        if not items:
            raise FormatError(f"issue {name!r} has no options", where=place(file, node))
        options = {o: o for o in items}
        if len(options) < len(items):
            again = twice(items)
            tell(f"{file.name}: the option {again!r} of {name!r} stands twice; both are read as one, as in GENIUS")
        return Asked(index, Issue(name, options), {}, None)
    low, high = _bounds(node, name, file)
    if kind == "real":
        numbers = {shortest(x): x for x in (low + (high - low) * k / (STEPS - 1) for k in range(STEPS))}
        if not low < high or len(numbers) < STEPS:
            raise FormatError(
                f"issue {name!r} has bounds {decimals(low)[0]} and {decimals(high)[0]}", where=place(file, node)
            )
        tell(
            f"{file.name}: {name!r} is real-valued; it is read at the {STEPS} values at which GENIUS lists bids, and nothing between them"
        )
        return Asked(index, Issue(name, {o: o for o in numbers}), numbers, low, real=True)
    if low.denominator != 1 or high.denominator != 1 or not low <= high < low + MOST_OPTIONS:
        raise FormatError(
            f"issue {name!r} has bounds {decimals(low)[0]} and {decimals(high)[0]}", where=place(file, node)
        )
    whole = {str(k): Fraction(k) for k in range(int(low), int(high) + 1)}
    return Asked(index, Issue(name, {o: o for o in whole}), whole, low)


def _type(node: Element, second: str, file: Path, tell: Tell) -> str:
    """As GENIUS has it, ``type`` decides, and lists are what is meant where it does not stand."""
    kind = (node.get("type") or "").lower()
    other = (node.get(second) or "").lower()
    name = node.get("name")
    if kind not in ("discrete", "integer", "real", ""):
        raise FormatError(f"issue {name!r} is of the type {kind!r}, which is not read", where=place(file, node))
    if kind and other and kind != other:
        tell(f"{file.name}: {name!r} is called {kind} and {other}; it is read as {kind}, as in GENIUS")
    return kind or ("discrete" if node.find("item") is not None or other not in ("integer", "real") else other)


def _bounds(node: Element, name: str, file: Path) -> tuple[Fraction, Fraction]:
    told = node if node.get("lowerbound") else node.find("range")
    if told is None:
        raise FormatError(f"issue {name!r} has no options and no bounds", where=place(file, node))
    low, high = (finite(told.get(k), place(file, told)) for k in ("lowerbound", "upperbound"))
    return low, high


def space_of(root: Element, issues: tuple[Asked, ...], file: Path, tell: Tell) -> Space:
    """What a profile says of the domain's issues.

    Raises:
        FormatError: an issue without weight or evaluations, an evaluator that is not known, or a reservation value above 1.
    """
    nodes = {(n.get("index") or "").strip(): n for n in _nodes(root) if n.tag == "issue"}
    weights = {(w.get("index") or "").strip(): w for w in _nodes(root) if w.tag == "weight"}
    groups = {(n.get("index") or "").strip() for n in _nodes(root) if n.tag == "objective"}
    for index in sorted(set(weights) - set(nodes) - groups):
        tell(f"{file.name}: the weight of number {index}, which is no issue, is not used")
    for index in sorted(set(nodes) - {i.index for i in issues}):
        tell(f"{file.name}: issue {index}, {nodes[index].get('name')!r}, is not used; the domain does not have it")
    values: dict[str, dict[str, Fraction]] = {}
    for asked in issues:
        node = nodes.get(asked.index)
        if node is None:
            raise FormatError(
                f"issue {asked.index}, {asked.issue.id!r}, of the domain is not in this profile", where=str(file)
            )
        name = node.get("name") or asked.issue.id
        if name != asked.issue.id:
            other = f"and {asked.issue.id!r} in the domain; it is matched by its number, as in GENIUS"
            tell(f"{file.name}: issue {asked.index} is called {name!r}, {other}")
        told = weights.get(asked.index)
        if told is None or told.getparent() is not node.getparent():
            raise FormatError(
                f"issue {asked.issue.id!r} has no weight, so GENIUS cannot say what a settlement is worth",
                where=place(file, node),
                mend=f'Add <weight index="{asked.index}" value="…"/>',
            )
        weight = finite(told.get("value"), place(file, told))
        scores = _evaluations(node, asked, file, tell)
        values[asked.issue.id] = {o: weight * scores[o] for o in asked.issue.options}
    reservation = _one(root, "reservation", file, Fraction(0))
    if reservation > 1:
        raise FormatError(
            f"the reservation value {decimals(reservation)[0]} is above 1, the most that a settlement can be worth in GENIUS",
            where=str(file),
        )
    discount = _one(root, "discount_factor", file, Fraction(1))
    if discount != 1:
        tell(f"{file.name}: the discount factor {decimals(discount)[0]} is not used; time plays no part here")
    return Space(values, reservation, sum((max(v.values()) for v in values.values()), Fraction(0)))


def _one(root: Element, tag: str, file: Path, otherwise: Fraction) -> Fraction:
    found = [n for n in _nodes(root) if n.tag == tag]
    if len(found) > 1:
        raise FormatError(f"<{tag}> stands twice", where=place(file, found[1]), mend="Leave the right one")
    if not found:
        return otherwise
    told = found[0].get("value")
    return finite(found[0].findtext("value") if told is None else told, place(file, found[0]))


def _evaluations(node: Element, asked: Asked, file: Path, tell: Tell) -> Mapping[str, Fraction]:
    name = asked.issue.id
    items, evaluator = node.findall("item"), node.findall("evaluator")
    if len(evaluator) > 1 or (items and evaluator):
        raise FormatError(
            f"issue {name!r} is evaluated twice", where=place(file, evaluator[0]), mend="Leave one evaluation"
        )
    kind = _type(node, "etype", file, tell)
    if items or (kind == "discrete" and not evaluator):
        return _listed(items, node, asked, file, tell)
    if asked.lower is None:
        raise FormatError(f"issue {name!r} is {kind} here and a list of options in the domain", where=place(file, node))
    if not evaluator:
        tell(f"{file.name}: {name!r} has no evaluator; its options are worth nothing, as in GENIUS")
        return dict.fromkeys(asked.issue.options, Fraction(0))
    return _computed(evaluator[0], node, asked, file, tell)


def _listed(items: list[Element], node: Element, asked: Asked, file: Path, tell: Tell) -> Mapping[str, Fraction]:
    name = asked.issue.id
    scores: dict[str, Fraction] = {}
    for item in items:
        option, told = item.get("value") or "", item.get("evaluation")
        if told is None or told == "null":
            continue
        score = finite(told, place(file, item))
        if scores.get(option, score) != score:
            tell(f"{file.name}: {option!r} of {name!r} is evaluated twice; the last one counts, as in GENIUS")
        scores[option] = score
    if missing := [o for o in asked.issue.options if o not in scores]:
        raise FormatError(f"no evaluation of {missing[0]!r} of {name!r}", where=place(file, node))
    if below := [o for o, x in scores.items() if x < 0]:
        raise FormatError(
            f"the evaluation of {below[0]!r} of {name!r} is below 0, which GENIUS refuses", where=place(file, node)
        )
    most = max(scores.values())
    if spare := [o for o in scores if o not in asked.issue.options]:
        largest = (
            "; its evaluation is the largest, and all are divided by it, as in GENIUS"
            if most in (scores[o] for o in spare)
            else ""
        )
        tell(f"{file.name}: {spare[0]!r} of {name!r} is not used; the domain does not have it{largest}")
    return {o: x / most if most >= NOUGHT else Fraction(0) for o, x in scores.items()}


def _computed(told: Element, node: Element, asked: Asked, file: Path, tell: Tell) -> Mapping[str, Fraction]:
    where = place(file, told)
    function = (told.get("ftype") or "linear").lower()

    def number(key: str) -> Fraction:
        if told.get(key) is None:
            raise FormatError(f"the {function} evaluator of {asked.issue.id!r} has no {key}", where=where)
        return finite(told.get(key), where)

    used = {
        "linear": ("parameter0", "parameter1"),
        "constant": ("parameter0",),
        "triangular": ("parameter0", "parameter1", "parameter2"),
    }
    if function not in used:
        raise FormatError(f"the evaluator {function!r} of {asked.issue.id!r} is not known", where=where)
    keys = set(told.attrib) & {"offset", "slope", "parameter0", "parameter1", "parameter2"}
    if keys <= {"offset", "slope"} and function == "linear" and not asked.real:
        lower, _ = _bounds(node, asked.issue.id, file) if node.get("lowerbound") else (asked.lower or Fraction(0), None)
        if lower != asked.lower:
            tell(
                f"{file.name}: {asked.issue.id!r} begins at {decimals(lower)[0]} here; slopes are counted from there, as in GENIUS"
            )
        return {o: _within(number("offset") + number("slope") * (x - lower)) for o, x in asked.numbers.items()}
    if spare := sorted(keys - set(used[function])):
        raise FormatError(
            f"{spare[0]} of the {function} evaluator of {asked.issue.id!r} is not understood", where=where
        )
    if not asked.real and asked.lower != 0:
        # GENIUS reads such parameters of real-valued issues only, and of earlier versions it is not known from where they counted.
        raise FormatError(
            f"the evaluator of {asked.issue.id!r} may count from 0 or from {decimals(asked.lower or Fraction(0))[0]}",
            where=where,
            mend="Write offset (the evaluation of the least number) and slope instead",
        )
    p = [number(k) for k in used[function]]
    if function == "triangular":
        return {o: _triangular(x, *p) for o, x in asked.numbers.items()}
    if function == "constant":
        return dict.fromkeys(asked.numbers, p[0])
    return {o: _within(p[0] + p[1] * x) for o, x in asked.numbers.items()}


def _within(x: Fraction) -> Fraction:
    return min(max(x, Fraction(0)), Fraction(1))


def _triangular(x: Fraction, low: Fraction, high: Fraction, top: Fraction) -> Fraction:
    """``EVALFUNCTYPE.evalTriangular``: 0 below ``low`` and from ``high`` on, 1 at ``top``."""
    if x < low or (x >= top and x >= high):
        return Fraction(0)
    return (x - low) / (top - low) if x < top else 1 - (x - top) / (high - top)
