"""``partial-case/1``: a negotiation with partly known preferences in one JSON file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pourparler.formats import json_files
from pourparler.formats.files import Tell
from pourparler.formats.json_files import Form, only, only_or_told
from pourparler.model import (
    Bundle,
    Issue,
    Kind,
    Linkage,
    Negotiation,
    NoAgreement,
    Party,
    Position,
)

KEYS = ("format", "name", "issues", "parties", "positions", "priorities", "no_agreement", "linkages")
CONDITIONED = {Kind.REJECTS: "unless", Kind.ACCEPTS: "if"}


def _checked(case: Mapping[str, Any]) -> None:
    """Raises ValueError where something in the file would be passed over."""
    only_or_told(case, KEYS, ("answers",), lambda _: None, "")
    for name, party in case["parties"].items():
        only(party, ("at_table",), f"the party {name!r}")
        if not isinstance(party.get("at_table", True), bool):
            raise ValueError(f"at_table of {name!r} is neither true nor false")
    for row in case.get("linkages", ()):
        only(row, ("never",), "a linkage")
    for index, row in enumerate(case.get("positions", ())):
        kinds = [k for k in (*(k for k in Kind if k is not Kind.PACKAGE), Kind.PACKAGE) if k.value in row]
        if len(kinds) != 1:
            raise ValueError(f"position {index} takes {len(kinds)} kinds of position; write one position for each")
        condition = CONDITIONED.get(kinds[0])
        only(row, ("party", "issue", kinds[0].value, *((condition,) if condition else ())), f"position {index}")
        if kinds[0] is Kind.PACKAGE:
            only(row["package"], ("better", "worse"), f"the package of position {index}")
    for name, ranking in case.get("priorities", {}).items():
        known = {*case["issues"]}
        if name not in case["parties"] or any(i not in known for group in ranking for i in group):
            raise ValueError(f"the priorities of {name!r} name a party or an issue that is not defined")


def _negotiation(case: Mapping[str, Any], tell: Tell) -> Negotiation:
    _checked(case)
    for name, options in case["issues"].items():
        if not all(isinstance(option, str) and option for option in options):
            raise ValueError(f"an option of {name} has no name")
        if len(set(options)) < len(options):
            raise ValueError(f"two options of {name} have the same name")
    issues = tuple(Issue(name, {o: o for o in options}) for name, options in case["issues"].items())
    known = {(issue.id, option) for issue in issues for option in issue.options}
    parties = tuple(Party(name, at_table=bool(p.get("at_table", True))) for name, p in case["parties"].items())
    names = {party.name for party in parties}

    def bundle(pairs: Mapping[str, str] | None) -> Bundle:
        items = tuple((pairs or {}).items())
        for item in items:
            if item not in known:
                raise ValueError(f"no option {item[1]!r} of {item[0]!r}")
        return items

    def position(index: int, row: Mapping[str, Any]) -> Position:
        if row["party"] not in names:
            raise ValueError(f"position {index}: no party {row['party']!r}")
        common: dict[str, Any] = {"id": str(index), "party": row["party"], "issue": row.get("issue")}
        if "package" in row:
            better, worse = bundle(row["package"]["better"]), bundle(row["package"]["worse"])
            return Position(kind=Kind.PACKAGE, better=better, worse=worse, **common)
        if "prefers" in row:
            ranking = tuple(tuple(group) for group in row["prefers"])
            for group in ranking:
                for option in group:
                    bundle({row["issue"]: option})
            return Position(kind=Kind.PREFERS, ranking=ranking, **common)
        kind = next(k for k in Kind if k.value in row)
        bundle({row["issue"]: row[kind.value]})
        condition = bundle(row.get(CONDITIONED.get(kind, "")))
        return Position(kind=kind, option=row[kind.value], condition=condition, **common)

    bundle(case.get("no_agreement"))
    return Negotiation(
        title=case.get("name", ""),
        parties=parties,
        issues=issues,
        positions=tuple(position(k, row) for k, row in enumerate(case.get("positions", ()))),
        priorities={p: tuple(tuple(g) for g in r) for p, r in case.get("priorities", {}).items()},
        linkages=tuple(
            Linkage(f"linkage-{k + 1}", bundle(row["never"])) for k, row in enumerate(case.get("linkages", ()))
        ),
        no_agreement=NoAgreement(options=dict(case.get("no_agreement", {}))),
    )


LETTERS = {"acceptable": "A", "unacceptable": "U", "refused": "R", "open": "O"}
"""How the format writes a party's answer to a settlement: A accepts, U is worse than no-agreement, R breaks a hard position, O is open."""


def in_letters(answers: Iterable[str]) -> str:
    """A party's answers to all settlements, one letter each, as ``acceptability`` in the format's ``answers``."""
    return "".join(LETTERS[a] for a in answers)


FORM = Form("partial-case/1", _negotiation, mend="Each position names a party and an issue with one of its options")


def read(path: Path) -> tuple[Negotiation, tuple[str, ...]]:
    """Read a case; the id of a position is its place in the file. Everything in the file is in it.

    Raises:
        FormatError: not JSON, not this format, or it names an issue, option or party that it does not define.
    """
    told: list[str] = []
    return json_files.read(path, told.append, FORM), tuple(told)
