"""Tables that other people open: no name in them runs as a formula, and reading them gives the names back."""

import csv
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from pourparler.errors import FormatError
from pourparler.formats import genius, tables, values_table
from pourparler.model import Issue, Kind, Negotiation, NoAgreement, Party, Position

from ..documents.test_limits import changed

FORMULA = "=cmd|' /C calc'!A0"
HIDDEN = "\u200b＝1+1"
NAMES = (FORMULA, HIDDEN, "+44 20", "-1", "@home; =1", "'quoted", "Côte d’Ivoire")
TALKS = Negotiation(
    title="-2+3",
    parties=tuple(Party(name, aliases=(f"{name} too",)) for name in NAMES),
    issues=(
        Issue("toll", {"+1": FORMULA, "none": "no\n=toll"}, question="@who pays?"),
        Issue("-flag", {"a": "a", "b": "b"}),
    ),
    positions=(Position("p", FORMULA, Kind.DEMANDS, "toll", "+1", note="=note", hedged="\tperhaps", said_by=HIDDEN),),
    values={name: {"toll": {"+1": -1.5, "none": 2.0}, "-flag": {"a": 0.0, "b": -3.0}} for name in NAMES},
    no_agreement=NoAgreement(values=dict.fromkeys(NAMES, -0.5)),
)


def cells(path):
    """Every cell that a program finds in the files."""
    if path.suffix == ".xlsx":
        for sheet in load_workbook(path):
            for row in sheet.iter_rows():
                yield from ((c.value, c.data_type) for c in row if c.value is not None)
        return
    for file in path.glob("*.csv") if path.is_dir() else [path]:
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")
        with file.open(encoding="utf-8-sig", newline="") as handle:
            yield from ((value, "s") for row in csv.reader(handle) for value in row)


@pytest.mark.parametrize("name", ["book.xlsx", "folder"])
def test_tables_hold_no_formula_and_are_read_back(name, tmp_path):
    tables.write(TALKS, tmp_path / name)
    found = list(cells(tmp_path / name))
    assert {kind for _, kind in found} == {"s"}
    numbers = {"-1", "-1.5", "-3.0", "-0.5", "+1"}
    begins = [value for value, _ in found if value.lstrip(" \"'\u200b")[:1] in tuple("=+-@＝") and value not in numbers]
    assert begins
    assert all(value.lstrip(' "\u200b').startswith("'") for value in begins)
    assert {"-1.5", "-3.0", "-0.5"} <= {value for value, _ in found}
    back, unused = tables.read(tmp_path / name)
    assert unused == ()
    assert back.parties == TALKS.parties
    assert back.issues == TALKS.issues
    assert back.values == TALKS.values
    assert back.positions[0].note == "=note"
    assert back.positions[0].said_by == HIDDEN


def test_a_table_of_numbers_holds_no_formula_and_is_read_back(tmp_path):
    values_table.write(replace(TALKS, positions=()), tmp_path / "v.csv")
    found = [value for value, _ in cells(tmp_path / "v.csv")]
    assert f"'{FORMULA}" in found
    assert "\u200b'＝1+1" in found
    assert "-1.5" in found
    back, _ = values_table.read(tmp_path / "v.csv")
    assert {p.name for p in back.parties} == {p.name for p in TALKS.parties}
    assert back.values == TALKS.values


@pytest.mark.parametrize("name", ["book.xlsx", "folder"])
def test_what_is_not_used_of_tables_is_named(name, tmp_path, run):
    path = tmp_path / name
    tables.write(TALKS, path)
    if name == "folder":
        file = path / "positions.csv"
        lines = file.read_text(encoding="utf-8-sig").split("\n")
        file.write_text(
            "\n".join(f"{line.rstrip()},{'mood' if k == 0 else 'x'}" for k, line in enumerate(lines) if line.strip())
        )
        (path / "colours.csv").write_text("party,colour\n")
    else:
        book = load_workbook(path)
        book["positions"].cell(1, book["positions"].max_column + 1, "mood")
        book.create_sheet("colours")
        book.save(path)
    other = "book.xlsx: the sheet 'colours'" if name == "book.xlsx" else "colours.csv"
    wanted = (f"{other} is not read: there is no such table", "positions: the column 'mood' is not used")
    assert tables.read(path)[1] == wanted
    told = run("settle", path)[2] + run("solve", path)[2]
    assert told.count("the column 'mood' is not used") == 2


def test_a_cell_in_a_column_without_a_name_is_an_error(tmp_path):
    tables.write(TALKS, tmp_path / "folder")
    file = tmp_path / "folder" / "priorities.csv"
    file.write_text("party,ranking,evidence\n-1,toll > -flag,,lost\n")
    with pytest.raises(FormatError, match="stands in no column"):
        tables.read(tmp_path / "folder")
    file.write_text("party,ranking,evidence\n-1,toll > -flag,,\n")
    assert tables.read(tmp_path / "folder")[0].priorities == {"-1": (("toll",), ("-flag",))}


def test_genius_files_are_xml_whatever_names_hold(tmp_path):
    """Characters that XML forbids are shown by others."""
    names = ("North\x07", "South")
    values = {name: {"toll": {"+1": 1.0, "no\x1bne": 0.0}} for name in names}
    issues = (Issue("toll", {"+1": "\ud800", "no\x1bne": "none"}),)
    genius.write(Negotiation("t", parties=tuple(map(Party, names)), issues=issues, values=values), tmp_path / "g")
    back, _ = genius.read(tmp_path / "g")
    assert list(back.issue["toll"].options) == ["+1", "no␛ne"]


def test_a_text_too_long_for_a_cell_is_refused(tmp_path):
    long = replace(TALKS, positions=(replace(TALKS.positions[0], note="x" * 40_000),))
    with pytest.raises(FormatError, match="longer than the 32,767 characters"):
        tables.write(long, tmp_path / "book.xlsx")
    tables.write(long, tmp_path / "folder")
    assert tables.read(tmp_path / "folder")[0].positions[0].note == "x" * 40_000


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda xml: xml.replace(b'<row r="2"', b'<row r="2000000000"'), "a number above 1,048,576"),
        (lambda xml: xml + b" " * 101_000_000, "unpacks to more than 100 MB"),
        (lambda xml: xml[:-20], "this is not a readable workbook"),
        (lambda xml: b"", "this is not a readable workbook"),
    ],
    ids=["far", "vast", "cut", "empty"],
)
def test_a_damaged_or_hostile_workbook_is_told(tmp_path, change, message):
    path = tmp_path / "book.xlsx"
    tables.write(TALKS, path)
    number = load_workbook(path).sheetnames.index("parties") + 1
    path.write_bytes(changed(path.read_bytes(), f"xl/worksheets/sheet{number}.xml", change))
    with pytest.raises(FormatError) as caught:
        tables.read(path)
    assert message in caught.value.message
    assert str(path) in caught.value.message
