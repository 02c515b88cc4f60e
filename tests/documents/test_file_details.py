"""Details of files from a table: which row is which file's, what is left over, what is refused."""

import json
from datetime import date

import openpyxl
import pytest

from pourparler import verbs
from pourparler.documents import Options, gather, load_details
from pourparler.errors import DocumentError, PourparlerError
from pourparler.model import DocumentKind
from pourparler.structure.kinds import kind_named

from .test_archives import zipped

WORDS = "Ada Voss said on Monday that the strait would stay open to all ships that pay the due."


@pytest.fixture
def folder(tmp_path):
    """Bulletins as an archive keeps them: a folder each, with a date in the file or none."""
    for name, day in (("1201e", ""), ("1202e", "2031-02-01"), ("1203e", "2031-02-03")):
        (tmp_path / "talks" / name).mkdir(parents=True)
        (tmp_path / "talks" / name / "index.md").write_text(f"---\ntitle: T{name}\ndate: {day}\n---\n{WORDS} {name}\n")
    return tmp_path / "talks"


def table(folder, *lines, name="t.csv"):
    file = folder.parent / name
    file.write_text("\n".join(lines) + "\n")
    return str(file)


def brought(folder, file, *names):
    found = list(gather([str(n) for n in names or (folder,)], details=load_details(file)))
    told = [(g.error.message if g.error else g.notice) or "" for g in found if not g.document]
    return {g.name.removeprefix(str(folder.parent)): g for g in found if g.document}, told


def test_folders_name_files_and_the_table_goes_before_them(folder):
    file = table(
        folder,
        "id,event,date,source,html",
        "1201e,x,2031-02-10,ENB,a",
        "1202e,x,2031-02-11,ENB,b",
        "1204e,x,2031-02-12,ENB,c",
    )
    found, told = brought(folder, file)
    assert [
        (g.document.title, g.document.date, g.document.source, g.document.date_guessed) for g in found.values()
    ] == [
        ("T1201e", date(2031, 2, 10), "ENB", False),
        ("T1202e", date(2031, 2, 11), "ENB", False),
        ("T1203e", date(2031, 2, 3), None, False),
    ]
    columns, unused, without, overruled = told
    assert columns == "not used: the columns event, html"
    assert unused.startswith(
        "1 of its 3 rows name no file that was added: 1204e (row 4). A row names a file by its path"
    )
    assert without == f"1 file has no row in it: {folder}/1203e/index.md"
    assert overruled.startswith(
        "for 1 of the files it tells another date than they do; the table's was taken; the furthest apart by 10 days: "
    )
    assert "1202e/index.md says 2031-02-01, the table 2031-02-11" in overruled


@pytest.mark.parametrize(
    "written",
    ["{folder}/1202e/index.md", "talks/1202e/index.md", "1202e/index.md", "./1202e/index", "1202e\\index.md", "1202e"],
)
def test_a_path_its_end_or_the_folder_name_a_file(folder, written):
    found, _ = brought(folder, table(folder, "path,title", f"{written.format(folder=folder)},Named"))
    assert [name for name, g in found.items() if g.document.title == "Named"] == ["/talks/1202e/index.md"]


def test_names_with_and_without_their_endings_and_letters_composed_otherwise(tmp_path):
    (tmp_path / "f").mkdir()
    for name in ("a.txt", "b.txt", "de\u0301troit.txt"):
        (tmp_path / "f" / name).write_text(f"{WORDS} {name}")
    file = table(tmp_path / "f", "file name,title", "a.txt,A", "b,B", "d\u00e9troit.txt,D")
    found, _ = brought(tmp_path / "f", file)
    assert [g.document.title for g in found.values()] == ["A", "B", "D"]


def test_what_is_nearest_to_the_whole_path_counts(folder):
    file = table(folder, "path,title", "1202e,Folder", "1202e/index.md,Path")
    found, told = brought(folder, file)
    assert found["/talks/1202e/index.md"].document.title == "Path"
    assert "1202e (row 2)" in told[0]


def test_a_row_of_several_files_is_refused_before_any_is_opened(folder):
    with pytest.raises(DocumentError, match=r"row 2 names 3 of the files: .*index\.md.*write more of the path"):
        brought(folder, table(folder, "path,title", "index.md,x"))


def test_two_rows_of_one_file_are_refused(folder):
    file = table(folder, "path,title", "1201e,a", "1203e,b", "1201e,c")
    with pytest.raises(DocumentError, match=r"2 rows that name .*1201e/index\.md: row 2, row 4\. Keep one"):
        brought(folder, file)


def test_a_table_that_names_none_of_the_files_is_refused(folder):
    with pytest.raises(DocumentError, match=r"none of its rows names one of the files; they name 7, 8\. A row names"):
        brought(folder, table(folder, "id,title", "7,a", "8,b"))


def test_files_in_archives_have_rows_too(folder):
    archive = folder / "a.zip"
    archive.write_bytes(zipped([("x/one.txt", f"{WORDS} 1".encode()), ("y/one.txt", f"{WORDS} 2".encode())]))
    found, told = brought(folder, table(folder, "file,title", "x/one,First"), archive)
    assert [g.document.title for g in found.values()] == ["First", "one"]
    found, told = brought(folder, table(folder, "file,title", "one.txt,First"), archive)
    assert [g.document.title for g in found.values()] == ["First"]
    assert f"row 2 of {folder.parent}/t.csv was used for {archive}/x/one.txt already" in told[0]


def test_an_archive_with_a_row_gives_it_to_all_that_is_in_it(folder):
    archive = folder / "a.zip"
    archive.write_bytes(zipped([("one.txt", f"{WORDS} 1".encode()), ("two.txt", f"{WORDS} 2".encode())]))
    found, _ = brought(folder, table(folder, "file,source", "a.zip,Post"), archive)
    assert [g.document.source for g in found.values()] == ["Post", "Post"]


def test_other_forms_of_table(folder):
    rows = [{"file": "1201e", "date": "2031-02-10", "language": "fr"}, {"file": "1202e", "kind": "joint communique"}]
    lines = table(folder, *(json.dumps(row) for row in rows), name="t.jsonl")
    book = openpyxl.Workbook()
    for row in (
        ["file", "date", "language", "kind"],
        ["1201e", date(2031, 2, 10), "fr", None],
        ["1202e", None, None, "COMMUNIQUE"],
    ):
        book.active.append(row)
    book.save(folder.parent / "t.xlsx")
    for file in (lines, str(folder.parent / "t.xlsx")):
        first, second, _ = brought(folder, file)[0].values()
        assert (first.document.date, first.document.language) == (date(2031, 2, 10), "fr")
        assert second.kind is DocumentKind.COMMUNIQUE


def test_a_wrong_cell_costs_only_itself(folder):
    file = table(
        folder, "id,date,source,kind", "1201e,1995-12,ENB,news", "1202e,2031-02-11,ENB,rumour", ",2031-02-11,x,"
    )
    found, told = brought(folder, file)
    first, second, _ = found.values()
    assert (first.document.source, second.document.date, second.kind) == ("ENB", date(2031, 2, 11), None)
    assert told[0].startswith(f"{file}, row 2: '1995-12' is a month, not a day; the file is brought in without it")
    assert "row 3: there is no kind of document 'rumour'" in told[1]
    assert "row 4: this row names no file" in told[2]


def test_tables_that_are_none(folder):
    for lines, words in (
        (["title,date", "a,2031-02-01"], "the table has no file column, only title, date"),
        (["file,title"], "the table has no row"),
    ):
        with pytest.raises(DocumentError, match=words):
            load_details(table(folder, *lines))
    for name, words in (("t.txt", "this is no table"), ("none.csv", "there is no such file")):
        if name == "t.txt":
            table(folder, WORDS, name=name)
        with pytest.raises(DocumentError, match=rf"{name}: {words}"):
            load_details(str(folder.parent / name))


def test_what_the_table_tells_replaces_what_the_record_holds(folder, tmp_path):
    dossier = tmp_path / "dossier"
    verbs.new(dossier)
    assert {a.outcome for a in verbs.add(dossier, [str(folder)])} == {"added"}
    file = table(folder, "id,date,kind,title", "1201e,2031-02-10,letter,", "1202e,2031-02-11,,New")
    outcomes = [a.outcome for a in verbs.add(dossier, [str(folder)], details=file) if a.gathered.document]
    assert outcomes == ["completed", "completed", "known"]
    kept = {d.path[-14:-9]: d for d in verbs.documents_list(dossier)}
    assert (kept["1201e"].date, kept["1201e"].kind, kept["1201e"].title) == (
        date(2031, 2, 10),
        DocumentKind.LETTER,
        "T1201e",
    )
    assert (kept["1202e"].date, kept["1202e"].title) == (date(2031, 2, 11), "New")
    assert kept["1203e"].date == date(2031, 2, 3)


def test_the_dates_furthest_apart_are_told_first(folder):
    _, told = brought(folder, table(folder, "id,date", "1202e,2031-02-02", "1203e,2032-02-03"))
    assert "the furthest apart by 365 days: " in told[-1]
    assert told[-1].index("1203e") < told[-1].index("1202e")


def test_rows_that_break_the_order_of_the_dates_are_told_before_anything_is_added(folder):
    rows = "id,date\n1200e,2031-01-01\n1201e,{}\n1202e,{}\n1203e,2031-02-05\n" + "".join(
        f"more{k},2031-03-{k:02}\n" for k in range(1, 31)
    )
    wrong = table(folder, rows.format("2032-02-03", "2032-02-04"))
    *_, told = load_details(wrong).faults
    assert told.notice == (
        "its dates follow an order, and row 3 (1201e, 2032-02-03) to row 4 (1202e, 2032-02-04) break it: beside them stand 2031-01-01 and "
        "2031-02-05. Look whether the year is right"
    )
    assert load_details(table(folder, rows.format("2031-02-03", "2031-02-04"))).faults == ()


def test_the_users_own_words_go_before_the_table(folder):
    from pourparler.documents import Details

    file = table(folder, "id,date,source", "1201e,2031-02-10,ENB")
    options = Options(Details(source="Me"))
    found = [g.document for g in gather([str(folder)], options, details=load_details(file)) if g.document]
    assert (found[0].source, found[0].date) == ("Me", date(2031, 2, 10))


def test_kinds_are_known_by_their_names():
    assert kind_named("Joint-Communique") is DocumentKind.COMMUNIQUE
    with pytest.raises(PourparlerError, match="Choose from: news"):
        kind_named("rumour")
