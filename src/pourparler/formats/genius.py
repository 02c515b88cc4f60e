"""GENIUS domains and preference profiles (XML): a domain with its issues, and one file a party with weights and evaluations.

As GENIUS defines it, a party's utility is the sum over issues of weight times evaluation, evaluations divided by the largest of their issue
(Lin, Kraus, Baarslag and others 2014, "Genius: an integrated environment for supporting the design of generic automated negotiators",
Computational Intelligence 30: 48-70); of an integer issue it is offset + slope times the distance from the lower bound, kept in 0..1.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from pourparler.errors import FormatError
from pourparler.formats.numbers import finite, shortest
from pourparler.formats.unsupported_features import beyond_numbers, file_name, need_numbers
from pourparler.model import Issue, Negotiation, NoAgreement, Party

LARGEST = 10_000
"""The most options of an integer issue that are written out."""


def reads(path: Path) -> bool:
    """Whether the path is an XML file, or a folder with a domain in it."""
    if path.is_dir():
        return any(_is_domain(p) for p in sorted(path.glob("*.xml")))
    return path.suffix.lower() == ".xml"


def read(path: Path) -> tuple[Negotiation, tuple[str, ...]]:
    """Read a domain and the profiles beside it; ``path`` is the folder or the domain's file.

    Returns the negotiation and what of the files is not in it.

    Raises:
        FormatError: not XML, no domain, no profile, a real-valued issue, or evaluations that do not fit the domain.
    """
    folder = path if path.is_dir() else path.parent
    domain = path
    if path.is_dir():
        domain = next((p for p in sorted(path.glob("*.xml")) if _is_domain(p)), path)
    root = _parse(domain)
    if root.tag != "negotiation_template":
        raise FormatError(
            "this is not a GENIUS domain",
            where=str(domain),
            mend="Name the domain's file; its profiles are found beside it",
        )
    issues = [_issue(node, domain) for node in root.iter("issue")]
    if not issues:
        raise FormatError("the domain has no issue", where=str(domain))
    profiles = [p for p in _profiles(folder, root) if p != domain]
    if not profiles:
        raise FormatError("no preference profile lies beside the domain", where=str(folder))
    lost: list[str] = []
    values: dict[str, dict[str, dict[str, float]]] = {}
    reservation: dict[str, float] = {}
    for file in profiles:
        tree = _parse(file)
        values[file.stem] = _values(tree, issues, file, lost)
        told = tree.find(".//reservation")
        reservation[file.stem] = float(_number(told.get("value", "0"), file)) if told is not None else 0.0
        discount = tree.find(".//discount_factor")
        if discount is not None and _number(discount.get("value", "1"), file) != 1:
            lost.append(f"{file.name}: the discount factor {discount.get('value')}; time plays no part here")
    negotiation = Negotiation(
        title=domain.stem,
        parties=tuple(map(Party, values)),
        issues=tuple(i.issue for i in issues),
        values=values,
        no_agreement=NoAgreement(values=reservation),
    )
    return negotiation, tuple(lost)


def write(negotiation: Negotiation, folder: Path) -> tuple[str, ...]:
    """Write ``domain.xml`` and one profile a party. Returns what is lost.

    GENIUS has no evaluation below nought, so each issue's least value is taken from all its options and from the reservation value:
    preferences are the same, numbers are not where that is said.

    Raises:
        FormatError: a party gave no number for an option.
    """
    need_numbers(negotiation, "GENIUS")
    lost = beyond_numbers(negotiation)
    profiles = {}
    for party in negotiation.parties:
        given = negotiation.values[party.name]
        weights, evaluations, shift = [], [], Fraction(0)
        for issue in negotiation.issues:
            worth = [Fraction(str(given[issue.id][o])) for o in issue.options]
            low = min(Fraction(0), *worth)
            shift += low
            most = max(worth) - low
            weights.append(most)
            evaluations.append([(x - low) / most if most else Fraction(0) for x in worth])
        told = negotiation.no_agreement.values.get(party.name)
        if shift:
            lost.append(
                f"{party.name}: the level of its numbers, raised by {shortest(-shift)} so that none is negative"
            )
        profiles[party.name] = _profile(negotiation, weights, evaluations, (told or 0) - shift)
    names = {p.name: file_name(p.name) for p in negotiation.parties}
    lost += [f"the name {name!r}, now {short!r}" for name, short in names.items() if name != short]
    folder.mkdir(parents=True, exist_ok=True)
    _save(_domain(negotiation), folder / "domain.xml")
    for name, tree in profiles.items():
        _save(tree, folder / f"{names[name]}.xml")
    return tuple(lost)


@dataclass(frozen=True, slots=True)
class _Issue:
    index: str
    issue: Issue
    lower: int | None


def _issue(node: ET.Element, file: Path) -> _Issue:
    name = node.get("name") or f"issue {node.get('index')}"
    if (node.get("vtype") or node.get("type")) == "real":
        raise FormatError(
            f"issue {name!r} is real-valued", where=str(file), mend="Give it a list of options or whole numbers"
        )
    index = node.get("index") or ""
    items = [item.get("value") or "" for item in node.findall("item")]
    if items:
        if len(set(items)) < len(items):
            raise FormatError(f"two options of {name!r} have the same name", where=str(file))
        return _Issue(index, Issue(name, {o: o for o in items}), None)
    bounds = node if node.get("lowerbound") else node.find("range")
    if bounds is None:
        raise FormatError(f"issue {name!r} has no options", where=str(file))
    low, high = (int(_number(bounds.get(k) or "", file)) for k in ("lowerbound", "upperbound"))
    if not low <= high < low + LARGEST:
        raise FormatError(f"issue {name!r} has bounds {low} and {high}", where=str(file))
    return _Issue(index, Issue(name, {str(o): str(o) for o in range(low, high + 1)}), low)


def _values(tree: ET.Element, issues: list[_Issue], file: Path, lost: list[str]) -> dict[str, dict[str, float]]:
    weights = {w.get("index"): _number(w.get("value") or "", file) for w in tree.iter("weight")}
    told = {n.get("name"): n for n in tree.iter("issue")}
    if spare := set(weights) - {n.get("index") for n in told.values()}:
        lost.append(f"{file.name}: the weight {min(map(str, spare))}, which belongs to no issue")
    result = {}
    for i in issues:
        node = told.get(i.issue.id)
        if node is None:
            raise FormatError(f"issue {i.issue.id!r} of the domain is not in this profile", where=str(file))
        weight = weights.get(node.get("index"), Fraction(0))
        scores = dict(_evaluations(node, i, file))
        if missing := [o for o in i.issue.options if o not in scores]:
            raise FormatError(f"no evaluation of {missing[0]!r} of {i.issue.id!r}", where=str(file))
        most = max(scores.values()) if node.find("item") is not None else Fraction(1)
        result[i.issue.id] = {o: float(weight * scores[o] / most) if most else 0.0 for o in i.issue.options}
    return result


def _evaluations(node: ET.Element, i: _Issue, file: Path) -> Iterator[tuple[str, Fraction]]:
    for item in node.findall("item"):
        yield item.get("value") or "", _number(item.get("evaluation") or "", file)
    line = node.find("evaluator")
    if i.lower is not None and line is not None and node.find("item") is None:
        offset, slope = (_number(line.get(k) or "0", file) for k in ("offset", "slope"))
        for option in i.issue.options:
            yield option, min(max(offset + slope * (int(option) - i.lower), Fraction(0)), Fraction(1))


def _profiles(folder: Path, domain: ET.Element) -> Iterator[Path]:
    names = {node.get("name") for node in domain.iter("issue")}
    for file in sorted(folder.glob("*.xml")):
        root = _parse(file)
        if root.tag == "utility_space" and names & {node.get("name") for node in root.iter("issue")}:
            yield file


def _is_domain(file: Path) -> bool:
    try:
        return bool(_parse(file).tag == "negotiation_template")
    except FormatError:
        return False


def _parse(file: Path) -> ET.Element:
    try:
        return ET.parse(file).getroot()
    except (OSError, ET.ParseError, UnicodeDecodeError) as error:
        raise FormatError(f"this is not readable XML ({error})", where=str(file)) from error


def _number(text: str, file: Path) -> Fraction:
    return finite(text, str(file))


def _domain(negotiation: Negotiation) -> ET.Element:
    root = ET.Element("negotiation_template")
    space = ET.SubElement(root, "utility_space", number_of_issues=str(len(negotiation.issues)))
    objective = ET.SubElement(space, "objective", _objective("root"))
    for k, issue in enumerate(negotiation.issues, start=1):
        node = ET.SubElement(objective, "issue", _discrete(k, issue.id))
        for j, option in enumerate(issue.options, start=1):
            ET.SubElement(node, "item", index=str(j), value=option, description=issue.options[option])
    return root


def _profile(
    negotiation: Negotiation, weights: list[Fraction], evaluations: list[list[Fraction]], reservation: Fraction | float
) -> ET.Element:
    root = ET.Element("utility_space", number_of_issues=str(len(negotiation.issues)))
    objective = ET.SubElement(root, "objective", _objective("any"))
    for k, (issue, scores) in enumerate(zip(negotiation.issues, evaluations, strict=True), start=1):
        node = ET.SubElement(objective, "issue", _discrete(k, issue.id))
        for j, (option, score) in enumerate(zip(issue.options, scores, strict=True), start=1):
            ET.SubElement(node, "item", index=str(j), value=option, evaluation=shortest(score))
    for k, weight in enumerate(weights, start=1):
        ET.SubElement(objective, "weight", index=str(k), value=shortest(weight))
    ET.SubElement(root, "discount_factor", value="1.0")
    ET.SubElement(root, "reservation", value=shortest(Fraction(str(reservation))))
    return root


def _objective(name: str) -> dict[str, str]:
    return {"index": "0", "etype": "objective", "type": "objective", "description": "", "name": name}


def _discrete(index: int, name: str) -> dict[str, str]:
    return {"index": str(index), "etype": "discrete", "type": "discrete", "vtype": "discrete", "name": name}


def _save(root: ET.Element, file: Path) -> None:
    ET.indent(root)
    file.write_bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
