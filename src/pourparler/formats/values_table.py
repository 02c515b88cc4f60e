"""One CSV file of numbers: a row an option, a column a party; ``issue,option,First party,Second party``.

A last row with ``no agreement`` in place of the issue gives the reservation values; without it each party's worst settlement is used.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from pourparler.cells import csv_text
from pourparler.errors import FormatError
from pourparler.formats.chosen import NOTHING, Chosen
from pourparler.formats.numbers import finite, shortest
from pourparler.formats.sheets import read_table
from pourparler.formats.unsupported_features import beyond_numbers, need_numbers, rounded
from pourparler.model import Issue, Negotiation, NoAgreement, Party

RESERVATION = "no agreement"


def reads(path: Path) -> bool:
    """Whether the path is a CSV file."""
    return path.suffix.lower() == ".csv"


def read(path: Path, chosen: Chosen = NOTHING) -> tuple[Negotiation, tuple[str, ...]]:
    """Read the table; everything in it is in the result.

    Raises:
        FormatError: no such columns, an option named twice, or a cell that is no finite number; the line is told.
    """
    chosen.none_here(path)
    rows = [(line, [text.strip() for text in row]) for line, row in read_table(path) if any(row)]
    if not rows or rows[0][1][:2] != ["issue", "option"] or len(rows[0][1]) < 3:
        raise FormatError(
            "the first line must be `issue,option,` and the parties' names",
            where=f"{path}:1",
            mend="Below it, write a row for each option",
        )
    names = rows[0][1][2:]
    if len(set(names)) < len(names) or not all(names):
        raise FormatError("two parties have the same name, or one has none", where=f"{path}:1")
    options: dict[str, dict[str, str]] = {}
    values: dict[str, dict[str, dict[str, Fraction]]] = {name: {} for name in names}
    reservation: dict[str, Fraction] = {}
    for line, row in rows[1:]:
        where = f"{path}:{line}"
        if len(row) != len(names) + 2:
            raise FormatError(f"{len(row)} cells where there are {len(names) + 2} columns", where=where)
        issue, option, *numbers = row
        given = {name: finite(x, where) for name, x in zip(names, numbers, strict=True) if x}
        if issue.lower() == RESERVATION:
            if reservation or option:
                what = "a second row" if reservation else f"the option {option!r} in the row"
                raise FormatError(f"{what} of {RESERVATION!r} is not understood", where=where)
            reservation = given
            continue
        if option in options.setdefault(issue, {}):
            raise FormatError(f"{option!r} of {issue!r} occurs a second time", where=where)
        options[issue][option] = option
        for name, x in given.items():
            values[name].setdefault(issue, {})[option] = x
    if not options:
        raise FormatError("the table holds no option", where=str(path))
    negotiation = Negotiation(
        title=path.stem,
        parties=tuple(map(Party, names)),
        issues=tuple(Issue(issue, words) for issue, words in options.items()),
        values={name: own for name, own in values.items() if own},
        no_agreement=NoAgreement(values=reservation),
    )
    return negotiation, ()


def write(negotiation: Negotiation, path: Path) -> tuple[str, ...]:
    """Write the table. Returns what is lost. Raises FormatError where a party gave no number for an option."""
    need_numbers(negotiation, "This table")
    names = [p.name for p in negotiation.parties]
    rows = [["issue", "option", *names]]
    for issue in negotiation.issues:
        for option in issue.options:
            rows.append([issue.id, option, *(shortest(negotiation.values[n][issue.id][option]) for n in names)])
    told = negotiation.no_agreement.values
    if told:
        rows.append([RESERVATION, "", *(shortest(told[n]) if n in told else "" for n in names)])
    path.write_text(csv_text(rows), encoding="utf-8", newline="")
    return (*beyond_numbers(negotiation), *rounded(negotiation))
