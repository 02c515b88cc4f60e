"""DOCX and XLSX that others wrote: how much they hold once they are unpacked, and the rows of a sheet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from pourparler.errors import PourparlerError

MOST_ROWS = 1_048_576
"""Rows of a sheet (ECMA-376 leaves it open; this is the limit of Excel 2007 and later)."""


def unpacked_size(data: bytes) -> int:
    """The bytes that a ZIP says its parts have; no part can hold more than that, zipfile reads no further. Raises BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return sum(part.file_size for part in packed.infolist())


def rows_of(sheet: Any, fault: type[PourparlerError]) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows of a sheet that openpyxl opened to be read only, with their numbers, from 1.

    What the sheet says of its own extent is often wrong, so it is not looked at.

    Raises:
        fault: a row has a number that no sheet can have; openpyxl fills in all rows before it.
        Exception: what openpyxl raises over a damaged file, of many kinds.
    """
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > MOST_ROWS:
            what = f"a row of the sheet has a number above {MOST_ROWS:,}, the last that a sheet can have"
            raise fault(what, mend="Open it in a spreadsheet program and save a copy")
        yield number, cells
