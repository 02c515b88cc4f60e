"""A dossier's negotiation as tables: a folder of CSV files or an XLSX workbook, one table each for parties, issues, positions and so on.

Bundles are written ``issue=option; issue=option``, rankings ``best > next = next``. Actors, meetings, next steps, bystanders, conflict
and influence have no table; ``write`` says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from pourparler.errors import FormatError
from pourparler.formats import sheets
from pourparler.formats.chosen import NOTHING, Chosen
from pourparler.formats.numbers import finite, shortest, twice
from pourparler.formats.sheets import Row, yes_or_no
from pourparler.formats.unsupported_features import CEILINGS, in_no_format, rounded
from pourparler.model import (
    Bonus,
    Bundle,
    Evidence,
    Issue,
    Kind,
    Linkage,
    Negotiation,
    NoAgreement,
    Party,
    Position,
    Ranking,
)

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "negotiation": ("title",),
    "parties": ("party", "at_table", "aliases", "role"),
    "issues": ("issue", "question", "aliases", "only_with", "option", "words"),
    "positions": (
        "id", "party", "kind", "issue", "option", "ranking", "condition", "better", "worse",
        "as_of", "until", "hedged", "said_by", "concession", "note", "evidence",
    ),
    "priorities": ("party", "ranking", "evidence"),
    "linkages": ("id", "never", "because", "evidence"),
    "no_agreement": ("what", "name", "told"),
    "values": ("party", "issue", "option", "value"),
    "bonuses": ("party", "package", "worth", "evidence"),
}  # fmt: skip
"""Table to its columns."""

WITHOUT = ("option", "value", "better than", "evidence")
"""What a row of the table no_agreement may be about."""
SEPARATORS = (";", "=", ">")


def reads(path: Path) -> bool:
    """Whether the path is a workbook or a folder with a table of issues."""
    return path.suffix.lower() == ".xlsx" or (path.is_dir() and (path / "issues.csv").exists())


def read(path: Path, chosen: Chosen = NOTHING) -> tuple[Negotiation, tuple[str, ...]]:
    """Read a workbook or a folder of tables. Returns the negotiation, and which tables and columns are not used.

    Raises:
        FormatError: no such tables, a column is missing, or a cell names something that is not defined.
    """
    chosen.none_here(path)
    lost: list[str] = []
    read_all = sheets.read_workbook if path.suffix.lower() == ".xlsx" else sheets.read_folder
    tables = read_all(path, COLUMNS, lost.append)
    try:
        return _negotiation(tables), tuple(lost)
    except FormatError as error:
        raise FormatError(error.what, where=f"{path}, {error.where}", mend=error.mend) from error
    except (KeyError, ValueError) as error:
        raise FormatError(f"a table cannot be understood ({error})", where=str(path)) from error


def write(negotiation: Negotiation, path: Path) -> tuple[str, ...]:
    """Write a workbook where the name ends in .xlsx, else a folder of CSV files. Returns what is lost.

    Raises:
        FormatError: an id holds one of ``;``, ``=``, ``>``, which stand between ids here, or a text is longer than a cell of XLSX can hold.
    """
    for name in (*negotiation.issue, *(o for i in negotiation.issues for o in i.options)):
        if any(mark in name for mark in SEPARATORS):
            raise FormatError(f"{name!r} contains a character that separates ids in tables ({' '.join(SEPARATORS)})")
    write = sheets.write_workbook if path.suffix.lower() == ".xlsx" else sheets.write_folder
    write({name: _table(name, rows) for name, rows in _tables(negotiation).items()}, path)
    told = {
        "actors": any(p.actors for p in negotiation.parties),
        "meetings": negotiation.meetings,
        "next steps": negotiation.next_steps,
        "bystanders": negotiation.bystanders,
        CEILINGS: negotiation.ceilings,
        **in_no_format(negotiation),
    }
    return (*(what for what, some in told.items() if some), *rounded(negotiation))


def _table(name: str, rows: Iterable[Row]) -> list[Sequence[str]]:
    return [COLUMNS[name], *([row[c] for c in COLUMNS[name]] for row in rows)]


def _tables(n: Negotiation) -> dict[str, list[dict[str, str]]]:
    without = n.no_agreement
    return {
        "negotiation": [{"title": n.title}],
        "parties": [
            {"party": p.name, "at_table": yes_or_no(p.at_table), "aliases": _listed(p.aliases), "role": p.role or ""}
            for p in n.parties
        ],
        "issues": [
            {
                "issue": i.id, "question": i.question, "aliases": _listed(i.aliases),
                "only_with": _listed(i.only_with), "option": o, "words": words,
            }
            for i in n.issues
            for o, words in i.options.items()
        ],
        "positions": [
            {
                "id": p.id, "party": p.party, "kind": p.kind.value, "issue": p.issue or "", "option": p.option or "",
                "ranking": _ranked(p.ranking), "condition": _bundled(p.condition), "better": _bundled(p.better),
                "worse": _bundled(p.worse), "as_of": _day(p.as_of), "until": _day(p.until), "hedged": p.hedged or "",
                "said_by": p.said_by or "", "concession": yes_or_no(p.concession), "note": p.note or "",
                "evidence": _listed(p.evidence),
            }
            for p in n.positions
        ],
        "priorities": [
            {"party": p, "ranking": _ranked(r), "evidence": _listed(n.priority_evidence.get(p, ()))}
            for p, r in n.priorities.items()
        ],
        "linkages": [
            {"id": k.id, "never": _bundled(k.never), "because": k.because or "", "evidence": _listed(k.evidence)}
            for k in n.linkages
        ],
        "no_agreement": [
            *({"what": "option", "name": i, "told": o} for i, o in without.options.items()),
            *({"what": "value", "name": p, "told": shortest(x)} for p, x in without.values.items()),
            *(
                {"what": "better than", "name": p, "told": _bundled(b)}
                for p, bundles in without.better_than.items()
                for b in bundles
            ),
            *({"what": "evidence", "name": "", "told": str(e)} for e in without.evidence),
        ],
        "values": [
            {"party": p, "issue": i, "option": o, "value": shortest(x)}
            for p, issues in n.values.items()
            for i, options in issues.items()
            for o, x in options.items()
        ]
        + [
            {"party": p, "issue": i, "option": o, "value": f"{shortest(low)} to {shortest(high)}"}
            for p, issues in n.ranges.items()
            for i, ends in issues.items()
            for o, (low, high) in ends.items()
        ],
        "bonuses": [
            {"party": b.party, "package": _bundled(b.package), "worth": shortest(b.worth), "evidence": _listed(b.evidence)}
            for b in n.bonuses
        ],
    }  # fmt: skip


class _Names:
    """The parties, issues and options that the other tables may name. Each method raises ValueError where there is none of that name."""

    def __init__(self, tables: Mapping[str, Sequence[Row]]) -> None:
        self.issues: dict[str, Issue] = {}
        for row in tables["issues"]:
            before = self.issues.get(row["issue"])
            if before and row["option"] in before.options:
                raise ValueError(f"the option {row['option']!r} of {row['issue']!r} occurs a second time")
            options = {**(before.options if before else {}), row["option"]: row["words"] or row["option"]}
            aliases, only_with = _many(row["aliases"]), _many(row["only_with"])
            self.issues[row["issue"]] = Issue(row["issue"], options, row["question"], aliases, only_with=only_with)
        self.parties = tuple(
            Party(r["party"], at_table=_truth(r["at_table"]), aliases=_many(r["aliases"]), role=r["role"] or None)
            for r in tables["parties"]
        )
        self._known = {p.name for p in self.parties}
        if len(self._known) < len(self.parties):
            raise ValueError("two parties have the same name")

    def party(self, name: str) -> str:
        if name not in self._known:
            raise ValueError(f"there is no party {name!r}")
        return name

    def option(self, issue: str, name: str) -> tuple[str, str]:
        if issue not in self.issues or name not in self.issues[issue].options:
            raise ValueError(f"there is no option {name!r} of {issue!r}")
        return issue, name

    def bundle(self, text: str) -> Bundle:
        pairs = [part.partition("=") for part in _many(text)]
        return tuple(self.option(i.strip(), o.strip()) for i, _, o in pairs)


def _negotiation(tables: Mapping[str, Sequence[Row]]) -> Negotiation:
    names = _Names(tables)
    values, ranges = _numbers(tables["values"], names)
    _once("priorities", [(r["party"],) for r in tables["priorities"]])
    _once("values", [(r["party"], r["issue"], r["option"]) for r in tables["values"]])
    _once("no_agreement", [(r["what"], r["name"]) for r in tables["no_agreement"] if r["what"] in ("option", "value")])
    if len(tables["negotiation"]) > 1:
        raise ValueError("the table negotiation has more than one row")
    title = tables["negotiation"][0]["title"] if tables["negotiation"] else ""
    return Negotiation(
        title=title,
        parties=names.parties,
        issues=tuple(names.issues.values()),
        positions=tuple(_position(r, names.party, names.option, names.bundle) for r in tables["positions"]),
        priorities={names.party(r["party"]): _order(r["ranking"]) for r in tables["priorities"]},
        priority_evidence={r["party"]: _cites(r["evidence"]) for r in tables["priorities"] if r["evidence"]},
        linkages=tuple(
            Linkage(r["id"], names.bundle(r["never"]), r["because"] or None, _cites(r["evidence"]))
            for r in tables["linkages"]
        ),
        no_agreement=_no_agreement(tables["no_agreement"], names),
        values=values,
        ranges=ranges,
        bonuses=tuple(
            Bonus(
                names.party(r["party"]),
                names.bundle(r["package"]),
                finite(r["worth"], "bonuses"),
                _cites(r["evidence"]),
            )
            for r in tables["bonuses"]
        ),
    )


Values = dict[str, dict[str, dict[str, Fraction]]]
Ranges = dict[str, dict[str, dict[str, tuple[float, float]]]]


def _numbers(rows: Sequence[Row], names: _Names) -> tuple[Values, Ranges]:
    """Numbers, and intervals written as ``low to high``."""
    values: Values = {}
    ranges: Ranges = {}
    for r in rows:
        names.option(r["issue"], r["option"])
        low, interval, high = r["value"].partition(" to ")
        if interval:
            ends = ranges.setdefault(names.party(r["party"]), {}).setdefault(r["issue"], {})
            ends[r["option"]] = (float(finite(low, "values")), float(finite(high, "values")))
            continue
        own = values.setdefault(names.party(r["party"]), {}).setdefault(r["issue"], {})
        own[r["option"]] = finite(low, "values")
    return values, ranges


def _once(table: str, keys: Sequence[tuple[str, ...]]) -> None:
    if again := twice(keys):
        raise ValueError(f"{table} has a second row for {', '.join(again)}")


def _no_agreement(rows: Sequence[Row], names: _Names) -> NoAgreement:
    if strange := [r["what"] for r in rows if r["what"] not in WITHOUT]:
        raise ValueError(f"{strange[0]!r} in no_agreement is none of {', '.join(WITHOUT)}")
    better: dict[str, tuple[Bundle, ...]] = {}
    for r in rows:
        if r["what"] == "better than":
            better[names.party(r["name"])] = (*better.get(r["name"], ()), names.bundle(r["told"]))
    return NoAgreement(
        options=dict(names.option(r["name"], r["told"]) for r in rows if r["what"] == "option"),
        values={names.party(r["name"]): finite(r["told"], "no_agreement") for r in rows if r["what"] == "value"},
        better_than=better,
        evidence=tuple(Evidence.parse(r["told"]) for r in rows if r["what"] == "evidence"),
    )


def _position(
    r: Row,
    party: Callable[[str], str],
    option: Callable[[str, str], tuple[str, str]],
    bundle: Callable[[str], Bundle],
) -> Position:
    if r["option"]:
        option(r["issue"], r["option"])
    ranking = _order(r["ranking"])
    for group in ranking:
        for o in group:
            option(r["issue"], o)
    return Position(
        id=r["id"],
        party=party(r["party"]),
        kind=Kind(r["kind"]),
        issue=r["issue"] or None,
        option=r["option"] or None,
        ranking=ranking,
        condition=bundle(r["condition"]),
        better=bundle(r["better"]),
        worse=bundle(r["worse"]),
        evidence=_cites(r["evidence"]),
        as_of=date.fromisoformat(r["as_of"]) if r["as_of"] else None,
        until=date.fromisoformat(r["until"]) if r["until"] else None,
        hedged=r["hedged"] or None,
        said_by=r["said_by"] or None,
        concession=_truth(r["concession"]),
        note=r["note"] or None,
    )


def _truth(text: str) -> bool:
    if text.lower() in ("yes", "true", "1"):
        return True
    if text.lower() in ("no", "false", "0", ""):
        return False
    raise ValueError(f"{text!r} is neither yes nor no")


def _day(when: date | None) -> str:
    return when.isoformat() if when else ""


def _listed(texts: Iterable[object]) -> str:
    # A semicolon stands between texts: within one it is written twice.
    return "; ".join(str(text).replace(";", ";;") for text in texts)


def _many(text: str) -> tuple[str, ...]:
    pieces = (piece.replace(";;", ";").strip() for piece in re.findall(r"(?:[^;]|;;)+", text))
    return tuple(piece for piece in pieces if piece)


def _bundled(bundle: Bundle) -> str:
    return "; ".join(f"{issue}={option}" for issue, option in bundle)


def _ranked(ranking: Ranking) -> str:
    return " > ".join(" = ".join(group) for group in ranking)


def _order(text: str) -> Ranking:
    if not text:
        return ()
    return tuple(tuple(o.strip() for o in group.split("=")) for group in text.split(">"))


def _cites(text: str) -> tuple[Evidence, ...]:
    return tuple(map(Evidence.parse, _many(text)))
