"""GENIUS domains and preference profiles (XML): a domain with its issues, and one file a party with weights and evaluations.

As GENIUS defines it, a party's utility is the sum over issues of weight times evaluation, and 1 where that is more (Lin, Kraus, Baarslag
and others 2014, "Genius: an integrated environment for supporting the design of generic automated negotiators", Computational
Intelligence 30: 48-70). What evaluations are is in ``genius_spaces``, which files belong together in ``genius_folder``.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from fractions import Fraction
from math import lcm
from pathlib import Path

from pourparler.errors import FormatError
from pourparler.formats.chosen import NOTHING, Chosen
from pourparler.formats.genius_folder import find, holds_genius
from pourparler.formats.genius_spaces import check_sections, issues_of, space_of
from pourparler.formats.numbers import decimals
from pourparler.formats.unsupported_features import CEILINGS, beyond_numbers, file_names, need_numbers
from pourparler.model import Negotiation, NoAgreement, Party, exact
from pourparler.shown import shown

MOST = Fraction(1)
"""What a settlement is worth at most; sums above it count as this (``AdditiveUtilitySpace.getUtility``)."""


def reads(path: Path) -> bool:
    """Whether the path is an XML file, or a folder with a domain or a profile in it."""
    return holds_genius(path) if path.is_dir() else path.suffix.lower() == ".xml"


def read(path: Path, chosen: Chosen = NOTHING) -> tuple[Negotiation, tuple[str, ...]]:
    """Read a domain and its profiles; ``path`` is the folder or the domain's file.

    Returns the negotiation, with numbers as the fractions that the files mean, and what of the files is not in it.

    Raises:
        FormatError: malformed, several domains, no profile, a section or an evaluator that is not understood, evaluations that do not fit.
    """
    if not path.exists():
        raise FormatError("there is no such file or folder", where=str(path))
    lost: list[str] = []
    found = find(path, chosen, lost.append)
    check_sections(found.root, found.domain, lost.append)
    issues = issues_of(found.root, found.domain, lost.append)
    values, reservation, ceilings = {}, {}, {}
    for file, root in found.profiles:
        check_sections(root, file, lost.append)
        space = space_of(root, issues, file, lost.append)
        values[file.stem], reservation[file.stem] = space.values, space.reservation
        if space.most > MOST:
            ceilings[file.stem] = MOST
            lost.append(f"{file.name}: utilities above 1, up to {decimals(space.most)[0]}, count as 1, as in GENIUS")
    negotiation = Negotiation(
        title=found.domain.stem,
        parties=tuple(map(Party, values)),
        issues=tuple(i.issue for i in issues),
        values=values,
        ceilings=ceilings,
        no_agreement=NoAgreement(values=reservation),
    )
    return negotiation, tuple(lost)


def write(negotiation: Negotiation, folder: Path) -> tuple[str, ...]:
    """Write ``domain.xml`` and one profile a party. Returns what is lost.

    GENIUS has no evaluation below nought and no utility above 1, so each issue's least value is taken from all its options and from the
    reservation value, and all numbers of all parties are divided by one power of ten: preferences are the same, numbers are not where
    that is said.

    Raises:
        FormatError: a party gave no number for an option.
    """
    need_numbers(negotiation, "GENIUS")
    lost = beyond_numbers(negotiation)
    shares, shifts, unit = {}, {}, Fraction(1)
    for party in negotiation.parties:
        worth = [[exact(negotiation.values[party.name][i.id][o]) for o in i.options] for i in negotiation.issues]
        lows = [min(Fraction(0), *row) for row in worth]
        shifts[party.name] = sum(lows, Fraction(0))
        shares[party.name] = [[x - low for x in row] for row, low in zip(worth, lows, strict=True)]
        told = exact(negotiation.no_agreement.values.get(party.name, 0)) - shifts[party.name]
        most = sum(map(max, shares[party.name]), Fraction(0))
        ceiling = exact(negotiation.ceilings.get(party.name, most))
        while max(min(most, ceiling), told) > unit:
            unit *= 10
        if shifts[party.name]:
            lost.append(
                f"{party.name}: the level of its numbers, raised by {decimals(-shifts[party.name])[0]} so that none is negative"
            )
    if unit > 1:
        lost.append(
            f"the unit of all numbers, divided by {decimals(unit)[0]} so that no settlement is worth more than 1"
        )
    if unit == MOST and not any(shifts.values()) and all(exact(c) == MOST for c in negotiation.ceilings.values()):
        lost = [what for what in lost if what != CEILINGS]
    profiles = {}
    for party in negotiation.parties:
        told = exact(negotiation.no_agreement.values.get(party.name, 0)) - shifts[party.name]
        profiles[party.name] = _profile(negotiation, shares[party.name], told, unit)
        if any(decimals(x)[1] for x in (told / unit, *(max(row) / unit for row in shares[party.name]))):
            lost.append(f"{party.name}: the last decimals of its numbers, which no decimal number can say")
    names = file_names(p.name for p in negotiation.parties)
    lost += [f"the name {name!r}, now {short!r}" for name, short in names.items() if name != short]
    folder.mkdir(parents=True, exist_ok=True)
    _save(_domain(negotiation), folder / "domain.xml")
    for name, tree in profiles.items():
        _save(tree, folder / f"{names[name]}.xml")
    return tuple(lost)


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
    negotiation: Negotiation, shares: list[list[Fraction]], reservation: Fraction, unit: Fraction
) -> ET.Element:
    """Weights are the most that an issue is worth, evaluations whole numbers in the same proportions."""
    root = ET.Element("utility_space", number_of_issues=str(len(negotiation.issues)))
    objective = ET.SubElement(root, "objective", _objective("any"))
    for k, (issue, row) in enumerate(zip(negotiation.issues, shares, strict=True), start=1):
        node = ET.SubElement(objective, "issue", _discrete(k, issue.id))
        whole = lcm(*(x.denominator for x in row))
        for j, (option, x) in enumerate(zip(issue.options, row, strict=True), start=1):
            ET.SubElement(node, "item", index=str(j), value=option, evaluation=str(int(x * whole)))
    for k, row in enumerate(shares, start=1):
        ET.SubElement(objective, "weight", index=str(k), value=decimals(max(row) / unit)[0])
    ET.SubElement(root, "discount_factor", value="1.0")
    ET.SubElement(root, "reservation", value=decimals(reservation / unit)[0])
    return root


def _objective(name: str) -> dict[str, str]:
    return {"index": "0", "etype": "objective", "type": "objective", "description": "", "name": name}


def _discrete(index: int, name: str) -> dict[str, str]:
    return {"index": str(index), "etype": "discrete", "type": "discrete", "vtype": "discrete", "name": name}


def _save(root: ET.Element, file: Path) -> None:
    for node in root.iter():
        node.attrib.update({name: shown(value) for name, value in node.attrib.items()})
    ET.indent(root)
    file.write_bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
