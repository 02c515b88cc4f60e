"""Tables of documents: CSV, JSON Lines, XLSX; one row is one document."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from pourparler.dates import DateOrder, read_date
from pourparler.documents.details import Details
from pourparler.documents.limits import Limits
from pourparler.documents.normalise import decode
from pourparler.errors import DocumentError
from pourparler.office_files import rows_of, unpacked_size

COLUMNS = {
    "title": ("title", "headline", "document_title", "name", "subject"),
    "date": ("date", "published", "day", "datetime", "publication_date", "time"),
    "source": ("source", "publisher", "outlet", "publication", "newspaper"),
    "text": ("text", "body", "content", "article", "full_text"),
    "url": ("url", "link", "uri", "address"),
    "language": ("language", "lang"),
}
"""The names that a column may go by; case, spaces and underscores do not matter."""
DETAILS_COLUMNS = {
    "file": ("path", "file", "file_path", "filepath", "file_name", "filename", "document", "folder", "id"),
    **{column: names for column, names in COLUMNS.items() if column != "text"},
    "kind": ("kind", "document_kind"),
}
"""Those of a table that tells details of files."""

_SEPARATOR = re.compile(r"sep=([,;\t|])")
_AS_TEXT = "Write the number as text, in quotation marks"
_FLAT = 'Write {"text": "…", "title": "…", "date": "2031-02-18"}'

_CODING = ("person", "organization", "organisation", "concept", "agreement")
"""What the Discourse Network Analyzer (Leifeld 2009) calls an analyst's coding of a statement."""
_NAMED = 12
"""The most names that a notice lists."""


@dataclass(frozen=True, slots=True)
class NotUsed:
    """What a table holds beside what is used of it: ``kind`` is columns, keys or sheets; ``names`` as the file has them."""

    kind: str
    names: tuple[str, ...]

    @property
    def words(self) -> str:
        """For whoever added the table."""
        some = ", ".join(name if len(name) <= 60 else f"{name[:60]}…" for name in self.names[:_NAMED])
        more = f" and {len(self.names) - _NAMED:,} more" if len(self.names) > _NAMED else ""
        told = f"not used: the {self.kind} {some}{more}"
        coded = self.kind != "sheets" and any(name.strip().lower() in _CODING for name in self.names)
        return (
            f"{told}. Who says what is read from the text; a coding in the table is not taken over" if coded else told
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which columns a table may have, by their names, and the one that it must have; ``mend``: what to do where it has none."""

    columns: Mapping[str, Sequence[str]]
    needed: str
    mend: str


DOCUMENTS = Wanted(
    COLUMNS, "text", "Name the column that holds the texts `text`; others may be title, date, source, url"
)
FILE_DETAILS = Wanted(
    DETAILS_COLUMNS,
    "file",
    "Name the column that holds the files' names `file`, `path` or `id`; others may be title, date, source, url, kind, language",
)

Row = tuple[str, Mapping[str, Any] | DocumentError | NotUsed]
"""A place in the table, and what it holds; or, once for a table, what is not used of it."""


def rows_of_table(data: bytes, form: str, encoding: str | None, limits: Limits, wanted: Wanted) -> Iterator[Row]:
    """(place, cells by column) for each row. ``form``: csv, jsonl or xlsx. Raises as the reader of that form."""
    if form == "csv":
        return read_csv(data, encoding, wanted)
    return read_jsonl(data, encoding, wanted) if form == "jsonl" else read_xlsx(data, limits, wanted)


def read_csv(data: bytes, encoding: str | None, wanted: Wanted = DOCUMENTS) -> Iterator[Row]:
    """(place, cells by column) for each row. Raises DocumentError where the table as a whole is not usable."""
    text, _ = decode(data, encoding)
    csv.field_size_limit(50_000_000)
    rows = _split(text.lstrip("\ufeff\r\n"))
    try:
        header, _ = next(rows, ([], True))
        if not header:
            raise DocumentError("the table is empty", mend="It needs a header row and a row for each document")
        names = _columns(header, wanted)
        yield from _not_used("columns", _others(header, names))
        for number, (cells, closed) in enumerate(rows, start=2):
            if not closed:
                what = "a quotation mark in this row is never closed, so that everything below belongs to it"
                yield (
                    f"row {number}",
                    DocumentError(what, mend="Close it, or write it twice where it is one of the text"),
                )
            elif any(cell.strip() for cell in cells[len(header) :]):
                what = f"this row has {len(cells)} cells, the header {len(header)}"
                yield (
                    f"row {number}",
                    DocumentError(what, mend="Put a text that holds the separator into quotation marks"),
                )
            elif any(cell.strip() for cell in cells):
                yield f"row {number}", {name: cells[k] for name, k in names.items() if k < len(cells)}
    except csv.Error as error:
        raise DocumentError(
            f"this is not a well-formed CSV table: {error}", mend="Check its quotes and separators"
        ) from error


def _split(text: str) -> Iterator[tuple[list[str], bool]]:
    """The cells of each row, and whether all quotation marks in it are closed. A first line ``sep=;`` tells the separator, as in Excel."""
    first, _, rest = text.partition("\n")
    if told := _SEPARATOR.fullmatch(first.strip()):
        delimiter, text = told[1], rest
    else:
        delimiter = max(",;\t|", key=first.count) if any(d in first for d in ",;\t|") else ","
    ended = False

    def lines() -> Iterator[str]:
        nonlocal ended
        yield from io.StringIO(text, newline="")
        ended = True

    for cells in csv.reader(lines(), delimiter=delimiter):
        yield cells, not ended  # a reader asks for more lines than there are only where a quotation mark is open


def read_jsonl(data: bytes, encoding: str | None, wanted: Wanted = DOCUMENTS) -> Iterator[Row]:
    """(place, fields) for each line; a line that is not an object is an error of its own."""
    text, _ = decode(data, encoding)
    others: dict[str, None] = {}
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
            names = _columns(list(fields), wanted)
        except DocumentError as error:
            yield f"line {number}", error
            continue
        values = list(fields.values())
        others |= dict.fromkeys(_others(list(fields), names))
        yield f"line {number}", {name: values[k] for name, k in names.items()}
    yield from _not_used("keys", others)


def read_xlsx(data: bytes, limits: Limits, wanted: Wanted = DOCUMENTS) -> Iterator[Row]:
    """(place, cells by column) for each row of the first sheet.

    Raises:
        DocumentError: the table as a whole is not usable, or unpacks to more than the limit.
        Exception: what zipfile and openpyxl raise over a damaged file, of many kinds.
    """
    limits.check_unpacked(unpacked_size(data))
    sheets = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets
    if not sheets:
        raise DocumentError("the workbook has no sheet", mend="Open it in a spreadsheet program and save a copy")
    first, *rest = sheets
    yield from _not_used("sheets", [sheet.title for sheet in rest])
    rows = rows_of(first, DocumentError)
    _, header = next(rows, (0, ()))
    if not header:
        raise DocumentError("the table is empty", mend="It needs a header row and a row for each document")
    columns = ["" if cell is None else str(cell) for cell in header]
    names = _columns(columns, wanted)
    yield from _not_used("columns", _others(columns, names))
    for number, cells in rows:
        if any(cell not in (None, "") for cell in cells[len(columns) :]):
            what = f"this row has {len(cells)} cells, the header {len(columns)}"
            yield f"row {number}", DocumentError(what, mend="Give each column a name in the first row")
        elif any(cell not in (None, "") for cell in cells):
            yield f"row {number}", {name: cells[k] for name, k in names.items() if k < len(cells)}


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


def _others(header: Sequence[str], used: Mapping[str, int]) -> list[str]:
    """The names of the columns that are not used, as they stand; a column without a name by its number."""
    taken = set(used.values())
    return [name.strip() or f"number {k + 1}" for k, name in enumerate(header) if k not in taken]


def _not_used(kind: str, names: Iterable[str]) -> Iterator[Row]:
    if found := tuple(names):
        yield "", NotUsed(kind, found)


def _columns(header: list[str], wanted: Wanted) -> dict[str, int]:
    plain = [name.strip().lower().replace(" ", "_").lstrip("\ufeff") for name in header]
    found = {}
    for column, names in wanted.columns.items():
        place = next((plain.index(name) for name in names if name in plain), None)
        if place is not None:
            found[column] = place
    if wanted.needed not in found:
        there = ", ".join(header[:10]) or "none"
        raise DocumentError(f"the table has no {wanted.needed} column, only {there}", mend=wanted.mend)
    return found
