"""Cells of CSV and XLSX: every table that is written goes through here, and ours are read back the same way.

Spreadsheet programs run a cell as a formula when it begins with ``=``, ``+``, ``-`` or ``@`` (OWASP, "CSV injection"), and documents are
not to be trusted: the sign gets an apostrophe before it, as people write text there. So it does where a cell could come to begin:
where semicolons part cells, a comma-separated file is cut at every semicolon, tab and line end of a text. Blanks, invisible
characters and quotation marks before the sign do not hide it; full-width and small forms count as it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pourparler.shown import shown

BOM = "\ufeff"
"""Tells Excel that a CSV is UTF-8: without it letters with accents come out wrong."""
PARTING = ";\t\n"
SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−"
"""What a formula begins with, as ranges of a regular expression: the four, what Unicode calls compatible with them, and the minus sign."""
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e0fff"
)
"""Default_Ignorable_Code_Point (Unicode 15, DerivedCoreProperties), as ranges of a regular expression."""
_PASSED = f";\\s\"'“”‘’«»„{INVISIBLE}"
_RUN = re.compile(f"(?<![{_PASSED}])([{_PASSED}]*+)(?=[{SIGNS}])")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?")


def cell(value: Any) -> Any:
    """What is written for a value. Numbers, dates and None stay, text that is one number too; all other text is harmless."""
    if not isinstance(value, str):
        return value
    text = shown(value)
    if _NUMBER.fullmatch(text):
        return text
    text = _RUN.sub(lambda run: f"{run[0]}'" if _begins(run) else run[0], text)
    return f"'{text}" if re.match("'*\t", text) else text


def read_cell(text: str) -> str:
    """The text that ``cell`` was given, but for characters that ``shown`` replaced."""
    if re.match("'+\t", text):
        text = text[1:]
    return _RUN.sub(lambda run: run[0].removesuffix("'") if _begins(run) else run[0], text)


def _begins(run: re.Match[str]) -> bool:
    """Whether a cell begins in the blanks and marks before a sign."""
    return run.start() == 0 or any(mark in run[0] for mark in PARTING)


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    """The rows as CSV that spreadsheet programs open with its letters right; lines end in ``\\r\\n`` (RFC 4180)."""
    out = io.StringIO()
    out.write(BOM)
    csv.writer(out).writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def read_csv(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """(line in the file, from 1; cells) of our own CSV, from a file opened as ``utf-8-sig``. Raises csv.Error."""
    reader = csv.reader(lines)
    for row in reader:
        yield reader.line_num, [read_cell(text) for text in row]
