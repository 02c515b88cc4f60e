"""A folder of CSV files, or a workbook, as tables of text with known columns."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pourparler.errors import FormatError

Row = Mapping[str, str]
Columns = Mapping[str, Sequence[str]]
"""Table to its columns."""
Tell = Callable[[str], None]


def read_folder(path: Path, columns: Columns, tell: Tell) -> dict[str, list[Row]]:
    """Each table's rows, from a CSV file each; ``tell`` hears of files and columns that are not used. Raises FormatError."""
    for file in sorted(path.glob("*.csv")):
        if file.stem not in columns:
            tell(f"{file.name} is not read: there is no such table")
    tables: dict[str, list[Row]] = {}
    for name in columns:
        file = path / f"{name}.csv"
        if not file.exists():
            tables[name] = []
            continue
        try:
            with file.open(encoding="utf-8-sig", newline="") as handle:
                rows = list(csv.reader(handle))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise FormatError(f"this is not a readable CSV file ({error})", where=str(file)) from error
        tables[name] = _rows(name, columns[name], rows, str(file), tell)
    return tables


def read_workbook(path: Path, columns: Columns, tell: Tell) -> dict[str, list[Row]]:
    """Each table's rows, from a sheet each; ``tell`` hears of sheets and columns that are not used. Raises FormatError."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError) as error:
        raise FormatError(f"this is not a readable workbook ({error})", where=str(path)) from error
    if "issues" not in book.sheetnames:
        raise FormatError("the workbook has no sheet `issues`", where=str(path))
    for name in book.sheetnames:
        if name not in columns:
            tell(f"{path.name}: the sheet {name!r} is not read: there is no such table")
    tables: dict[str, list[Row]] = {}
    for name in columns:
        rows = [list(r) for r in book[name].iter_rows(values_only=True)] if name in book.sheetnames else []
        tables[name] = _rows(name, columns[name], rows, f"{path}:{name}", tell)
    return tables


def _rows(name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], where: str, tell: Tell) -> list[Row]:
    if not rows:
        return []
    head = [_text(x) for x in rows[0]]
    if missing := [c for c in columns if c not in head]:
        raise FormatError(f"the column {missing[0]!r} is missing", where=where, mend=f"Columns: {', '.join(columns)}")
    if spare := [c for c in head if c and c not in columns]:
        tell(f"{name}: the column {spare[0]!r} is not used")
    if twice := [c for c in head if c and head.count(c) > 1]:
        raise FormatError(f"the column {twice[0]!r} stands twice", where=where)
    for number, row in enumerate(rows[1:], start=2):
        if spilt := [x for c, x in zip([*head, *[""] * len(row)], map(_text, row), strict=False) if x and not c]:
            raise FormatError(
                f"row {number}: {spilt[0]!r} stands in no column",
                where=where,
                mend="Give the column a name",
            )
    table = [{c: _text(x) for c, x in zip(head, row, strict=False)} for row in rows[1:] if any(map(_text, row))]
    return [{c: row.get(c, "") for c in columns} for row in table]


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return str(cell).strip()
