"""Tables of documents: CSV, JSON Lines, XLSX; one row is one document."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from pourparler.dates import DateOrder, read_date
from pourparler.documents.details import Details
from pourparler.documents.limits import Limits
from pourparler.documents.normalise import decode
from pourparler.documents.unpacking import check_unpacked
from pourparler.errors import DocumentError

COLUMNS = {
    "title": ("title", "headline", "name", "subject"),
    "date": ("date", "published", "day", "datetime", "publication_date"),
    "source": ("source", "publisher", "outlet", "publication", "newspaper"),
    "text": ("text", "body", "content", "article", "full_text"),
    "url": ("url", "link", "uri", "address"),
    "language": ("language", "lang"),
}
"""The names that a column may go by; case, spaces and underscores do not matter."""

_MOST_ROWS = 1_048_576
"""Rows of a sheet (ECMA-376 leaves it open; this is the limit of Excel 2007 and later)."""
_AS_TEXT = "Write the number as text, in quotation marks"
_FLAT = 'Write {"text": "…", "title": "…", "date": "2031-02-18"}'

Row = tuple[str, Mapping[str, Any] | DocumentError]


def read_csv(data: bytes, encoding: str | None) -> Iterator[Row]:
    """(place, cells by column) for each row. Raises DocumentError where the table as a whole is not usable."""
    text, _ = decode(data, encoding)
    csv.field_size_limit(50_000_000)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=first.count) if any(d in first for d in ",;\t|") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = next(rows, None)
        if not header:
            raise DocumentError("the table is empty", mend="It needs a header row and a row for each document")
        names = _columns(header)
        for number, cells in enumerate(rows, start=2):
            if any(cell.strip() for cell in cells):
                yield f"row {number}", {name: cells[k] for name, k in names.items() if k < len(cells)}
    except csv.Error as error:
        raise DocumentError(
            f"this is not a well-formed CSV table: {error}", mend="Check its quotes and separators"
        ) from error


def read_jsonl(data: bytes, encoding: str | None) -> Iterator[Row]:
    """(place, fields) for each line; a line that is not an object is an error of its own."""
    text, _ = decode(data, encoding)
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except json.JSONDecodeError as error:
            yield f"line {number}", DocumentError(f"this line is not JSON: {error.msg} at column {error.colno}")
            continue
        except ValueError:
            yield f"line {number}", DocumentError("this line holds a number of thousands of digits", mend=_AS_TEXT)
            continue
        except RecursionError:
            yield f"line {number}", DocumentError("this line has lists in one another too deep to follow", mend=_FLAT)
            continue
        if not isinstance(fields, dict):
            yield (
                f"line {number}",
                DocumentError("this line is not a JSON object", mend=_FLAT),
            )
            continue
        try:
            names = _columns(list(fields))
        except DocumentError as error:
            yield f"line {number}", error
            continue
        values = list(fields.values())
        yield f"line {number}", {name: values[k] for name, k in names.items()}


def read_xlsx(data: bytes, limits: Limits) -> Iterator[Row]:
    """(place, cells by column) for each row of the first sheet.

    Raises:
        DocumentError: the table as a whole is not usable, or unpacks to more than the limit.
        Exception: what zipfile and openpyxl raise over a damaged file, of many kinds.
    """
    check_unpacked(data, limits)
    sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
    rows = _numbered(sheet)
    _, header = next(rows, (0, ()))
    if not header:
        raise DocumentError("the table is empty", mend="It needs a header row and a row for each document")
    names = _columns([str(cell or "") for cell in header])
    for number, cells in rows:
        if any(cell not in (None, "") for cell in cells):
            yield f"row {number}", {name: cells[k] for name, k in names.items() if k < len(cells)}


def _numbered(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows with their numbers. What the sheet says of its own extent is often wrong, so it is not looked at."""
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > _MOST_ROWS:
            what = f"a row of the sheet has a number above {_MOST_ROWS:,}, the last that a sheet can have"
            raise DocumentError(what, mend="Open it in a spreadsheet program and save a copy")
        yield number, cells


def row_details(row: Mapping[str, Any], order: DateOrder | None) -> Details:
    """The details in a row's cells. Raises DocumentError on a date that is none."""
    day = row.get("date")
    if isinstance(day, datetime):
        when: date | None = day.date()
    elif isinstance(day, date):
        when = day
    else:
        when = read_date(str(day), order) if day not in (None, "") else None

    def cell(name: str) -> str | None:
        value = row.get(name)
        return str(value).strip() or None if value is not None else None

    return Details(cell("title"), when, cell("source"), cell("url"), cell("language"))


def _columns(header: list[str]) -> dict[str, int]:
    plain = [name.strip().lower().replace(" ", "_").lstrip("\ufeff") for name in header]
    found = {}
    for column, names in COLUMNS.items():
        place = next((plain.index(name) for name in names if name in plain), None)
        if place is not None:
            found[column] = place
    if "text" not in found:
        there = ", ".join(header[:10]) or "none"
        mend = "Name the column that holds the texts `text`; others may be title, date, source, url"
        raise DocumentError(f"the table has no text column, only {there}", mend=mend)
    return found
