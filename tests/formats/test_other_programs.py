"""GENIUS, NegMAS, tables: what is read, that round trips are lossless or say what is lost, and what bad files are told."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pourparler import verbs
from pourparler.dossier import load
from pourparler.errors import FormatError
from pourparler.formats import genius, negmas, tables, values_table
from pourparler.model import Evidence, Issue, Kind, Negotiation, NoAgreement, Party, Position, exact

EXAMPLES = Path(__file__).parents[2] / "examples"

DOMAIN = """<negotiation_template><utility_space number_of_issues="2"><objective index="0" name="root">
<issue index="1" name="price" type="discrete"><item index="1" value="$3.47"/><item index="2" value="$4.37"/></issue>
<issue index="2" name="days" type="integer" lowerbound="10" upperbound="12"/>
</objective></utility_space></negotiation_template>"""
PROFILE = """<utility_space><objective index="0" name="any">
<issue index="1" name="price" type="discrete"><item index="1" value="$3.47" evaluation="5"/><item index="2" value="$4.37" evaluation="10"/></issue>
<issue index="2" name="days" type="integer" lowerbound="10" upperbound="12"><evaluator ftype="linear" offset="0.2" slope="0.5"/></issue>
<weight index="1" value="0.6"/><weight index="2" value="0.4"/></objective>
<discount_factor value="0.9"/><reservation value="0.35"/></utility_space>"""


def small(**more):
    issues = (Issue("a", {"x": "x", "y": "y"}), Issue("b c", {"1": "1", "2": "2", "3": "3"}))
    values = {
        "North": {"a": {"x": 3.0, "y": 0.0}, "b c": {"1": 0.1, "2": 0.0, "3": 0.7}},
        "South Bank": {"a": {"x": 0.0, "y": 1.5}, "b c": {"1": 2.0, "2": 5.0, "3": 0.0}},
    }
    told = {"title": "domain", "parties": tuple(map(Party, values)), "issues": issues, "values": values}
    return Negotiation(**(told | {"no_agreement": NoAgreement(values={"North": 1.0, "South Bank": 0.25})} | more))


@pytest.mark.parametrize(("module", "name"), [(genius, "g"), (negmas, "n"), (values_table, "v.csv")])
def test_numbers_survive_a_round_trip(module, name, tmp_path):
    n = small()
    unit = 10 if module is genius else 1  # nothing is worth more than 1 in GENIUS
    lost = module.write(n, tmp_path / name)
    assert [w for w in lost if "divided by 10 " not in w] == []
    assert len(lost) == (module is genius)
    assert module.reads(tmp_path / name)
    back, lost = module.read(tmp_path / name)
    assert lost == ()
    assert back.issues == n.issues
    assert {p: x * unit for p, x in back.no_agreement.values.items()} == n.no_agreement.values
    decimals = {p: {i: {o: exact(x) for o, x in v.items()} for i, v in own.items()} for p, own in n.values.items()}
    assert {
        p: {i: {o: exact(x) * unit for o, x in v.items()} for i, v in own.items()} for p, own in back.values.items()
    } == decimals


def test_genius_says_that_it_raised_negative_numbers(tmp_path):
    n = small(
        values={p: {i: {o: x - 1 for o, x in v.items()} for i, v in own.items()} for p, own in small().values.items()}
    )
    lost = genius.write(n, tmp_path / "g")
    assert [w.split(":")[0] for w in lost[:2]] == ["North", "South Bank"]
    back, _ = genius.read(tmp_path / "g")
    for p in n.values:
        shift = [float(back.values[p][i][o] * 10) - n.values[p][i][o] for i in n.values[p] for o in n.values[p][i]]
        assert shift == pytest.approx([1.0] * 5)
        assert float(back.no_agreement.values[p] * 10) - n.no_agreement.values[p] == pytest.approx(2.0)


@pytest.mark.parametrize("name", ["book.xlsx", "folder"])
@pytest.mark.parametrize("example", ["strait-of-lorn", "riyadh-2025"])
def test_tables_hold_a_dossier_but_for_what_they_say(name, example, tmp_path):
    n = load(EXAMPLES / example / "dossier.yaml").negotiation
    assert tables.write(n, tmp_path / name) == (
        "actors", "meetings", "next steps", "bystanders", "the conflict", "contests and votes",
    )  # fmt: skip
    bare = replace(
        n,
        parties=tuple(replace(p, actors=()) for p in n.parties),
        meetings=(),
        next_steps=(),
        bystanders=(),
        conflict=None,
        contests=(),
    )
    assert tables.read(tmp_path / name) == (bare, ())


def test_judgements_survive_tables_whatever_their_words(tmp_path):
    judged = (Evidence(judgement="so; and ;; so;", by="Ada"), Evidence(statement="s0123456789ab"))
    n = small(positions=(Position("p", "North", Kind.DEMANDS, "a", "x", evidence=judged),))
    tables.write(n, tmp_path / "book.xlsx")
    assert tables.read(tmp_path / "book.xlsx")[0].positions[0].evidence == judged


def test_formats_of_numbers_say_that_they_leave_positions_out(tmp_path):
    demo = load(EXAMPLES / "strait-of-lorn" / "dossier.yaml").negotiation
    n = small(positions=demo.positions[:1])
    assert negmas.write(n, tmp_path / "n") == ("positions",)
    with pytest.raises(FormatError, match="Kestria gave no number for 'open' of 'transit'"):
        genius.write(demo, tmp_path / "g")
    assert not (tmp_path / "g").exists()


def test_solve_reads_all_of_them_alike(run, tmp_path):
    import json

    n = small()
    genius.write(n, tmp_path / "g")
    negmas.write(n, tmp_path / "n")
    values_table.write(n, tmp_path / "v.csv")
    tables.write(n, tmp_path / "t.xlsx")
    found = [json.loads(run("solve", tmp_path / name, "--json")[1]) for name in ("g", "n", "v.csv", "t.xlsx")]
    for other in found[1:]:
        assert other["zopa"] == found[0]["zopa"]
        assert other["rational"]["nash"]["settlement"] == found[0]["rational"]["nash"]["settlement"]


def test_convert_writes_whole_or_not_at_all(run, demo, tmp_path):
    code, _, err = run("convert", demo, tmp_path / "d.xlsx", "--to", "tables")
    assert code == 0
    assert "the format cannot hold this, so it was left out: meetings" in err
    assert "issues" in load_workbook(tmp_path / "d.xlsx").sheetnames
    assert run("settle", tmp_path / "d.xlsx", "--json")[0] == 1
    code, _, err = run("convert", demo, tmp_path / "d.xlsx", "--to", "tables")
    assert (code, "exists already" in err) == (2, True)
    code, _, err = run("convert", demo, tmp_path / "g", "--to", "genius")
    assert (code, "gave no number" in err) == (2, True)
    code, out, _ = run("convert", demo, tmp_path / "e.xlsx", "--to", "tables", "--json")
    assert code == 0
    told = json.loads(out)
    assert (told["written"], told["format"]) == (str(tmp_path / "e.xlsx"), "tables")
    assert all(isinstance(what, str) for what in told["left_out"])
    code, _, err = run("convert", demo, tmp_path / "g", "--to", "excel")
    assert (code, "Choose from: genius, negmas, tables, values" in err) == (2, True)
    assert [p.name for p in tmp_path.iterdir() if p.name not in ("d.xlsx", "e.xlsx", demo.name)] == []


def broken(tmp_path, name, text):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("files", "path", "told"),
    [
        ({"d.xml": DOMAIN}, "d.xml", "no preference profile"),
        ({"d.xml": DOMAIN, "p.xml": PROFILE.replace('"10"', '"inf"', 1)}, "d.xml", "'inf' is not a finite number"),
        ({"d.xml": DOMAIN, "p.xml": PROFILE.replace("$4.37", "$5")}, "d.xml", "no evaluation of '$4.37'"),
        ({"d.xml": DOMAIN.replace('"12"', '"9"'), "p.xml": PROFILE}, "d.xml", "bounds 10 and 9"),
        ({"v.csv": "a,b,c\n"}, "v.csv", "v.csv:1: the first line must be"),
        ({"v.csv": "issue,option,A\nx,1,2\nx,2,nan\n"}, "v.csv", "v.csv:3: 'nan' is not a finite number"),
        ({"v.csv": "issue,option,A\nx,1,2\nx,1,2\n"}, "v.csv", "v.csv:3: '1' of 'x' occurs a second time"),
        ({"v.csv": "issue,option,A\n"}, "v.csv", "the table holds no option"),
        ({"b.xlsx": "no zip"}, "b.xlsx", "not a readable workbook"),
        ({"t/issues.csv": "issue,option\n"}, "t", "the column 'question' is missing"),
        ({"n/d.yml": "issues: [{name: a, type: ContinuousIssue, values: 3.5}]", "n/u.yml": "weights: [1]"}, "n", "no countable options"),
        ({"n/d.yml": "issues: [{name: a, values: [x, y]}]"}, "n", "no utility function"),
        ({"n/d.yml": "issues: [a]", "n/u.yml": "weights: [1]"}, "n", "the issue 'a' is not understood"),
        ({"n/d.yml": "issues: 7", "n/u.yml": "weights: [1]"}, "n", "the scenario cannot be understood"),
        ({"t/issues.csv": "issue,question,aliases,only_with,option,words\na,,,,x,\n", "t/parties.csv": "party,at_table,aliases,role\nA,,,\n",
          "t/values.csv": "party,issue,option,value\nA,a,x,much\n"}, "t", "t, values: 'much' is not a finite number"),
        ({"n/d.yml": "issues: [{name: a, values: [x, y]}]", "n/u.yml": "{weights: [1], values: [{mapping: {x: 1}}]}"}, "n", "no value for 'y'"),
    ],
)  # fmt: skip
def test_bad_files_are_told_what_is_wrong(files, path, told, tmp_path):
    for name, text in files.items():
        broken(tmp_path, name, text)
    with pytest.raises(FormatError) as caught:
        verbs.load_negotiation(tmp_path / path)
    assert told in caught.value.message


def test_tables_pass_nothing_over(tmp_path):
    n = small()
    tables.write(n, tmp_path / "t")
    (tmp_path / "t" / "colours.csv").write_text("colour\nred\n")
    values = (tmp_path / "t" / "values.csv").read_text()
    (tmp_path / "t" / "values.csv").write_text(
        "\n".join(f"{line},remark" for line in values.splitlines()).replace("value,remark", "value,who", 1)
    )
    back, told = tables.read(tmp_path / "t")
    assert back.values == {
        p: {i: {o: exact(x) for o, x in v.items()} for i, v in own.items()} for p, own in n.values.items()
    }
    assert told == ("colours.csv is not read: there is no such table", "values: the column 'who' is not used")


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        ("values", "North,a,x,4", "values has a second row for North, a, x"),
        ("issues", "a,,,,x,again", "the option 'x' of 'a' occurs a second time"),
        ("parties", "North,yes,,", "two parties have the same name"),
        ("no_agreement", "worth,North,3", "'worth' in no_agreement is none of option, value, better than, evidence"),
        ("no_agreement", "value,North,3", "no_agreement has a second row for value, North"),
        ("parties", "East,yes,,,lost", "row 4: 'lost' stands in no column"),
    ],
)
def test_rows_that_would_be_passed_over_are_refused(tmp_path, table, line, message):
    tables.write(small(), tmp_path / "t")
    with (tmp_path / "t" / f"{table}.csv").open("a") as file:
        file.write(line + "\n")
    with pytest.raises(FormatError) as caught:
        tables.read(tmp_path / "t")
    assert message in caught.value.message


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("no agreement,,1", "no agreement,,2"), "v.csv:5: a second row of 'no agreement' is not understood"),
        (("no agreement,x,1",), "v.csv:4: the option 'x' in the row of 'no agreement' is not understood"),
    ],
)
def test_a_table_of_values_passes_no_row_over(tmp_path, lines, message):
    path = broken(tmp_path, "v.csv", "\n".join(["issue,option,A", "a,x,0.1", "a,y,1/3", *lines]))
    with pytest.raises(FormatError) as caught:
        values_table.read(path)
    assert message in caught.value.message


@pytest.mark.parametrize("module", [genius, negmas])
def test_no_party_overwrites_another_ones_file(module, tmp_path):
    names = ("A/B", "A b", "a:b", "domain", "_hidden")
    values = {name: {"a": {"x": 0.5, "y": 0.25 * k}} for k, name in enumerate(names)}
    n = Negotiation("d", tuple(map(Party, names)), (Issue("a", {"x": "x", "y": "y"}),), values=values)
    module.write(n, tmp_path / "f")
    back, _ = module.read(tmp_path / "f")
    assert sorted(float(own["a"]["y"]) for own in back.values.values()) == [0, 0.25, 0.5, 0.75, 1]


def test_numbers_beyond_doubles_are_refused(tmp_path):
    path = tmp_path / "v.csv"
    path.write_text("issue,option,A\nx,1,1e200\nx,2,0\ny,1,9e299\ny,2,0\n")
    verbs.settle(path)
    path.write_text("issue,option,A\nx,1,9e299\nx,2,0\ny,1,-9e299\ny,2,0\n")
    with pytest.raises(FormatError, match="the numbers of A come to more than 1e\\+300"):
        verbs.load_negotiation(path)
