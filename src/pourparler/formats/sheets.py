"""Tables of text in files: a folder of CSV files, or an XLSX workbook with a sheet for each. Cells are written and read by ``cells``."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pourparler.cells import cell, csv_text, read_cell, read_csv
from pourparler.errors import FormatError
from pourparler.formats.files import MB, Tell, contents
from pourparler.office_files import rows_of, unpacked_size

Row = Mapping[str, str]
Columns = Mapping[str, Sequence[str]]
"""Table to the columns that it must have."""
Rows = Mapping[str, Sequence[Sequence[str]]]
"""Table to its rows, the first its columns."""
LARGEST = 100
"""MB of a CSV file, or of a workbook once it is unpacked."""
CELL = 32_767
"""Characters that a cell of XLSX can hold."""


def write_folder(tables: Rows, path: Path) -> None:
    """A CSV file for each table."""
    path.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (path / f"{name}.csv").write_text(csv_text(rows), encoding="utf-8", newline="")


def write_workbook(tables: Rows, path: Path) -> None:
    """A sheet for each table. Raises FormatError where a text is longer than a cell can hold."""
    from openpyxl import Workbook  # a sixth of a second that other formats need not pay

    if any(len(text) >= CELL for rows in tables.values() for row in rows for text in row):
        what = f"a text is longer than the {CELL:,} characters of a cell"
        raise FormatError(what, where=str(path), mend="Write a folder of CSV files")
    book = Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell(text) for text in row])
    book.save(path)


def read_folder(path: Path, columns: Columns, tell: Tell) -> dict[str, list[Row]]:
    """The tables in a folder; what of it is not used is told.

    Raises:
        FormatError: a file that is no CSV, a column missing or twice there, or a row with more cells than there are columns.
    """
    for file in sorted(path.glob("*.csv")):
        if file.stem not in columns:
            tell(f"{file.name} is not read: there is no such table")
    tables: dict[str, list[Row]] = {}
    for name in columns:
        file = path / f"{name}.csv"
        if not file.exists():
            tables[name] = []
            continue
        rows = [row for _, row in read_table(file)]
        tables[name] = _rows(name, columns[name], rows, str(file), tell)
    return tables


def read_table(file: Path) -> list[tuple[int, list[str]]]:
    """(line in the file, from 1; cells) of a CSV file.

    Raises:
        FormatError: it cannot be read, is too large, or no CSV in UTF-8.
    """
    try:
        return list(read_csv(io.StringIO(contents(file, LARGEST).decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise FormatError(f"this is not a readable CSV file ({error})", where=str(file)) from error


def read_workbook(path: Path, columns: Columns, tell: Tell) -> dict[str, list[Row]]:
    """The tables in a workbook; what of it is not used is told.

    Raises:
        FormatError: no workbook, more in it than ``LARGEST``, no sheet ``issues``, a column missing or twice there, or a row with more
            cells than there are columns.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's, about parts that are not read here
            names, sheets = _sheets(contents(path, LARGEST), columns)
    except FormatError as error:
        raise FormatError(error.what, where=str(path), mend=error.mend) from error
    except Exception as error:  # zipfile, lxml and openpyxl raise many kinds over damaged files
        mend = "Open it in a spreadsheet program and save a copy"
        what = f"this is not a readable workbook ({type(error).__name__}: {error})"
        raise FormatError(what, where=str(path), mend=mend) from error
    if "issues" not in names:
        raise FormatError("the workbook has no sheet `issues`", where=str(path))
    for name in names:
        if name not in columns:
            tell(f"{path.name}: the sheet {name!r} is not read: there is no such table")
    return {name: _rows(name, columns[name], sheets.get(name, ()), f"{path}:{name}", tell) for name in columns}


def _sheets(data: bytes, columns: Columns) -> tuple[list[str], dict[str, list[list[Any]]]]:
    """The names of all sheets, and the rows of those that are among ``columns``, each cell as it was before it was written."""
    from openpyxl import load_workbook

    if unpacked_size(data) > LARGEST * MB:
        raise FormatError(f"the workbook unpacks to more than {LARGEST} MB", mend="Leave out what is not needed")
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return book.sheetnames, {
        name: [[read_cell(c) if isinstance(c, str) else c for c in row] for _, row in rows_of(book[name], FormatError)]
        for name in columns
        if name in book.sheetnames
    }


def _rows(name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], where: str, tell: Tell) -> list[Row]:
    if not rows:
        return []
    head = [_text(x) for x in rows[0]]
    if missing := [c for c in columns if c not in head]:
        raise FormatError(f"the column {missing[0]!r} is missing", where=where, mend=f"Columns: {', '.join(columns)}")
    if twice := [c for c in head if c and head.count(c) > 1]:
        raise FormatError(f"the column {twice[0]!r} stands twice", where=where)
    for column in head:
        if column and column not in columns:
            tell(f"{name}: the column {column!r} is not used")
    named = {k for k, column in enumerate(head) if column}
    for number, row in enumerate(rows[1:], start=2):
        if spilt := [words for k, x in enumerate(row) if k not in named and (words := _text(x))]:
            what = f"row {number}: {spilt[0]!r} stands in no column"
            raise FormatError(what, where=where, mend="Name the column, or empty the cell")
    filled = [row for row in rows[1:] if any(map(_text, row))]
    table = [{c: _text(x) for c, x in zip(head, row, strict=False)} for row in filled]
    return [{c: row.get(c, "") for c in columns} for row in table]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return yes_or_no(value)
    return str(value).strip()


def yes_or_no(value: bool) -> str:
    """A truth as a cell holds it."""
    return "yes" if value else "no"
