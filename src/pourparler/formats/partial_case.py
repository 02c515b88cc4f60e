"""``partial-case/1``: a negotiation with partly known preferences in one JSON file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pourparler.formats import json_files
from pourparler.formats.json_files import Form
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


def _negotiation(case: Mapping[str, Any]) -> Negotiation:
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
        condition = bundle(row.get("if") or row.get("unless"))
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


def read(path: Path) -> Negotiation:
    """Read a case; the id of a position is its place in the file.

    Raises:
        FormatError: not JSON, not this format, or it names an issue, option or party that it does not define.
    """
    return json_files.read(path, FORM)
