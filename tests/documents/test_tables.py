"""Tables of documents: what of a table is not used is named once, and no cell is lost without a word."""

import json
import re
import zipfile

import openpyxl
import pytest

from pourparler.documents import gather
from pourparler.documents.tables import NotUsed, read_csv, read_jsonl

WORDS = "Ada Voss said that the strait would stay open."
HEAD = ["title", "date", "text", "mood", ""]


def write(folder, kind, head, rows):
    path = folder / f"t.{kind}"
    if kind == "csv":
        path.write_text("\n".join(",".join(row) for row in (head, *rows)) + "\n", encoding="utf-8")
    elif kind == "jsonl":
        path.write_text("".join(json.dumps(dict(zip(head, row, strict=True))) + "\n" for row in rows))
    else:
        book = openpyxl.Workbook()
        for row in (head, *rows):
            book.active.append(row)
        book.create_sheet("Notes")
        book.create_sheet("Codes")
        book.save(path)
    return path


def notices(found):
    return [g.notice for g in found if g.document is None and g.error is None]


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("csv", ["not used: the columns mood, number 5"]),
        ("jsonl", ["not used: the keys mood, number 5"]),
        ("xlsx", ["not used: the sheets Notes, Codes", "not used: the columns mood, number 5"]),
    ],
)
def test_what_is_not_used_is_named_once_for_a_file(tmp_path, kind, wanted):
    rows = [["One", "2031-02-18", WORDS, "calm", "x"], ["Two", "2031-02-19", WORDS + " Twice.", "grim", "y"]]
    found = list(gather([str(write(tmp_path, kind, HEAD, rows))]))
    assert sorted(notices(found)) == sorted(wanted)
    assert [g.document.title for g in found if g.document] == ["One", "Two"]
    assert not any(g.skipped for g in found)


def test_a_table_that_is_used_whole_gets_no_notice(tmp_path):
    head = ["title", "date", "text", "source", "url", "language"]
    row = ["One", "2031-02-18", WORDS, "Courier", "https://example.org/1", "en"]
    assert notices(gather([str(write(tmp_path, "csv", head, [row]))])) == []


def test_a_second_column_for_the_same_thing_is_named():
    found = [row for _, row in read_csv(f"headline,title,text,body\na,b,{WORDS},more\n".encode(), None)]
    assert found[0] == NotUsed("columns", ("headline", "body"))
    assert found[1] == {"title": "b", "text": WORDS}


DNA = "ID,Statement ID,time,document ID,document title,author,source,section,type,text,person,organization,concept,agreement"


def test_an_analysts_coding_is_said_not_to_be_taken_over(tmp_path):
    """The header that the Discourse Network Analyzer exports."""
    path = tmp_path / "dna.csv"
    cells = f'1,9,2031-02-18 09:00,7,Ports,Ivo Brandt,Courier,news,article,"{WORDS}",Ivo Brandt,Norland,full toll,0'
    path.write_text(f"{DNA}\n{cells}\n")
    told, row = gather([str(path)])
    for name in (
        "ID",
        "Statement ID",
        "document ID",
        "author",
        "section",
        "type",
        "person",
        "organization",
        "concept",
        "agreement",
    ):
        assert f" {name}" in told.notice
    assert told.notice.endswith("a coding in the table is not taken over")
    assert (row.document.title, str(row.document.date), row.document.source) == ("Ports", "2031-02-18", "Courier")


def test_the_case_of_a_coded_table(reference, run, demo):
    code, _, err = run("add", demo, reference / "cases" / "i02-dna-csv" / "coded.csv", "--date", "2031-02-03")
    assert code == 0
    assert "not used: the columns id, document, person, organization, concept, agreement." in err


def test_programs_and_pages_are_told_of_it_as_of_no_failure(run, demo, tmp_path):
    path = write(tmp_path, "csv", HEAD, [["One", "2031-02-18", WORDS, "calm", "x"]])
    code, out, _ = run("add", demo, path, "--json")
    assert code == 0
    told, row = json.loads(out)
    assert (told["outcome"], row["outcome"]) == ("told", "added")
    assert told["message"] == "not used: the columns mood, number 5"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_cell_beyond_the_header_is_that_rows_error(tmp_path, kind):
    rows = [["One", "2031-02-18", "We agree", " they said.", "", "cut off"], ["Two", "2031-02-19", WORDS, "", "", ""]]
    *_, bad, good = gather([str(write(tmp_path, kind, HEAD, rows))])
    assert "row 2: this row has 6 cells, the header 5" in bad.error.message
    assert good.document.title == "Two"


def test_many_unknown_keys_make_one_short_notice():
    lines = "".join(json.dumps({"text": WORDS, f"key{k}": k, "x" * 100: 1}) + "\n" for k in range(2000))
    told = [row for _, row in read_jsonl(lines.encode(), None) if isinstance(row, NotUsed)]
    assert len(told) == 1
    assert told[0].words.endswith("key10 and 1,989 more")
    assert f"{'x' * 60}…," in told[0].words


def test_a_lone_surrogate_in_a_title_is_kept_as_a_question_mark(run, demo, tmp_path):
    path = tmp_path / "t.jsonl"
    path.write_text(
        json.dumps({"text": f"{WORDS} \ud800", "title": "Ports \ud800", "source": "\udfff", "date": "2031-02-18"})
    )
    code, out, err = run("add", demo, path)
    assert (code, err) == (0, "")
    assert "Ports ?  (?, 2031-02-18)" in out


def error(folder, name, text):
    path = folder / name
    path.write_text(text)
    found = [g.error.message for g in gather([str(path)]) if g.error]
    return found[0].partition(": ")[2] if found else None


def test_a_table_without_rows_is_told(tmp_path):
    path = write(tmp_path, "xlsx", ["title", "text"], [])
    assert "no row below the names" in next(g.error for g in gather([str(path)]) if g.error).message
    assert error(tmp_path, "t.csv", "title,text\n\n").startswith("the table has no row below the names of its columns")


def test_a_quotation_mark_that_is_never_closed_hides_no_rows(tmp_path):
    found = (
        list(gather([str(tmp_path / "t.csv")]))
        if (tmp_path / "t.csv").write_text(f'title,text\na,"{WORDS}"\nb,"x\nc,y\n')
        else []
    )
    assert [g.document.title for g in found if g.document] == ["a"]
    assert [g.error.message for g in found if g.error] == [
        f"{tmp_path / 't.csv'}, row 3: a quotation mark in this row is never closed, so that everything below belongs to it. "
        "Close it, or write it twice where it is one of the text"
    ]
    assert error(tmp_path, "u.csv", f'title,text\na,"{WORDS}\nin two lines"') is None


@pytest.mark.parametrize("first", ["sep=;\n", "\n\n", "\r\nsep=;\r\n", "\ufeff\n"])
def test_what_may_stand_above_the_names_of_columns(tmp_path, first):
    path = tmp_path / "t.csv"
    path.write_text(f"{first}title;text\na;{WORDS}\n", encoding="utf-8", newline="")
    assert [g.document.title for g in gather([str(path)]) if g.document] == ["a"]


def test_a_workbook_without_sheets_is_told(tmp_path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as packed:
        parts = {part.filename: packed.read(part) for part in packed.infolist()}
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as packed:
        for name, data in parts.items():
            packed.writestr(
                name, re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", data) if name == "xl/workbook.xml" else data
            )
    (found,) = gather([str(tmp_path / "t.xlsx")])
    assert "the workbook has no sheet" in found.error.message
