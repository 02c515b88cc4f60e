"""No cell of a table runs as a formula, whoever opens it; what our own tables hold is read back as it was."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pourparler
from pourparler.cells import BOM, cell, csv_text, read_cell, read_csv
from pourparler.shown import shown

SOURCE = Path(pourparler.__file__).parent
DANGEROUS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "\n=1", "  =1", "\u200b=1", "\ufeff=1", "\u00a0=1", "\u3164=1",
    "＝1", "＋1+1", "－1+1", "＠SUM(A1)", "﹦1", "−1+1", '"=1"', "'=1", "“=1", "\u200b\u200b \"'=1",
]  # fmt: skip
"""Beginnings of cells."""
LETTERS = st.text(st.one_of(st.sampled_from("=+-@＝'\";\t\n \u200b1a,"), st.characters(codec="utf-8")), max_size=12)


def begins_formula(text):
    """What a lenient spreadsheet would run: the first sign after all that may be passed over is that of a formula."""
    first = next((c for c in text if not (c.isspace() or c in '"“”„«»' or c in "\u200b\ufeff\u2060\u3164\u00ad")), "")
    return first in "=+-@＝＋－＠﹦﹢﹣﹫−" and first != ""


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_begins_a_formula(text):
    written = cell(text)
    assert not begins_formula(written)
    assert written.replace("'", "") == text.replace("'", "")
    assert read_cell(written) == text


@pytest.mark.parametrize("text", DANGEROUS)
@pytest.mark.parametrize("sign", [";", "\n", "\t"])
def test_no_cell_that_another_separator_makes_begins_a_formula(text, sign):
    row = csv_text([["one", f"two{sign}{text}", "three"]]).removeprefix(BOM)
    # Where semicolons part cells the quotation mark in the middle of a cell is a letter, and its line ends end rows.
    for line in row.splitlines():
        for part in line.replace("\t", ";").split(";"):
            assert not begins_formula(part), part
    assert read_cell(cell(f"two{sign}{text}")) == f"two{sign}{text}"


@pytest.mark.parametrize("number", ["-3", "+3", "-0.5", "-1,5", "-1e-3", "12"])
def test_numbers_stay_numbers(number):
    assert cell(number) == number
    assert cell(float(number.replace(",", "."))) == float(number.replace(",", "."))
    assert cell(None) is None
    assert cell(f"{number} percent") == (f"'{number} percent" if number[0] in "+-" else f"{number} percent")


def test_words_that_run_no_formula_stay_as_they_are():
    for text in (
        "a = b",
        "1 - 2",
        "mail@example.org",
        "North; South",
        "open=yes; joint=no",
        "'quoted'",
        "a'=b",
        "e-mail",
        "",
    ):
        assert cell(text) == text
        assert read_cell(text) == text


def test_a_text_that_begins_with_a_tab_is_text():
    assert cell("\tindented") == "'\tindented"
    for text in ("\tindented", "'\tindented", "\t=1", "'\t=1"):
        assert read_cell(cell(text)) == text


@given(LETTERS)
def test_what_is_written_is_read_back(text):
    assert read_cell(cell(text)) == shown(text)


@given(st.lists(st.lists(LETTERS, min_size=2, max_size=3), min_size=1, max_size=3))
def test_a_table_is_read_back(rows):
    written = csv_text(rows).encode("utf-8")
    assert written.startswith(b"\xef\xbb\xbf")
    lines = io.StringIO(written.decode("utf-8-sig"), newline="")
    assert [row for _, row in read_csv(lines)] == [[shown(text) for text in row] for row in rows]


def test_long_runs_of_blanks_take_no_long_time():
    text = "a" + ";\t " * 100_000 + "="
    assert cell(text).endswith(" '=")
    assert cell("\t" * 300_000 + "a") == "'" + "\t" * 300_000 + "a"


def test_other_programs_read_the_letters():
    assert next(csv.reader(io.StringIO(csv_text([["Côte d’Ivoire", "中"]]).removeprefix(BOM)))) == [
        "Côte d’Ivoire",
        "中",
    ]


def test_no_other_module_writes_tables_or_has_a_console_of_its_own():
    """What would go past the rules for cells, or past the console that knows no markup."""
    places = {r"csv\.(writer|DictWriter)\(": {"cells.py"}, r"Workbook\(\)": {"sheets.py"}, r"Console\(": {"console.py"}}
    for pattern, allowed in places.items():
        found = {path.name for path in SOURCE.rglob("*.py") if re.search(pattern, path.read_text(encoding="utf-8"))}
        assert found == allowed
    assert not [
        p
        for p in SOURCE.rglob("*.py")
        if re.search(r"\bprint\((?!_)", re.sub(r"\b(out|err)\.print\(", "", p.read_text()))
    ]
