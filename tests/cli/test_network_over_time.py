"""network: periods, duplicates and normalisations on the command line, and the files it writes."""

import json
from datetime import date
from io import BytesIO

import networkx as nx
import pytest

from pourparler.dossier import open_dossier
from pourparler.model import Decision, Document, Holder, Mode, Reading, Stance, Statement
from pourparler.record import Record
from tests.formats.dna_tables import read_matrix, read_rows

DOSSIER = """negotiation: Tolls
parties:
  Norland: {}
  Sudmark: {}
  Tessel: {}
issues:
  toll: {options: {full: a full toll, none: no toll}}
"""
SAID = {
    date(2030, 2, 3): [("Norland", "full", Stance.DEMANDS), ("Sudmark", "full", Stance.DEMANDS), ("Tessel", "full", Stance.REJECTS)],
    date(2031, 2, 3): [("Norland", "full", Stance.REJECTS), ("Sudmark", "full", Stance.DEMANDS), ("Tessel", "full", Stance.REJECTS)],
}  # fmt: skip
TOGETHER = "Norland, supported by Sudmark and opposed by Tessel, wants it."


@pytest.fixture(scope="module")
def talks(tmp_path_factory):
    """Two years; all that is said was confirmed, so that nothing is matched otherwise."""
    folder = tmp_path_factory.mktemp("talks")
    (folder / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    with Record(open_dossier(folder).record) as record:
        for day, said in SAID.items():
            words = [f"In {day.year} {party} says of {option}: {stance}." for party, option, stance in said]
            words.append(TOGETHER)
            document = Document(" ".join(words), f"Year {day.year}", day, "Gazette")
            record.add_document(document)
            found = list(_statements(document, said, words))
            record.save_reading(Reading(document.id, "test/1", tuple(found)), document.text)
            for statement in found:
                record.decide(statement.id, Decision.ACCEPTED)
    return folder


def _statements(document, said, words):
    at = 0
    for (party, option, stance), sentence in zip([*said, ("Norland", None, Stance.DEMANDS)], words, strict=True):
        span = ((at, at + len(sentence)),)
        names = [(party, False)] if option else [("Norland", False), ("Sudmark", False), ("Tessel", True)]
        yield Statement(
            document.id, (), (), span, Mode.INDIRECT, speaker=party, party=party, stance=stance, issue="toll" if option else None,
            option=option, position=span, holders=tuple(Holder(name, name, (), opposed) for name, opposed in names),
        )  # fmt: skip
        at += len(sentence) + 1


def asked(run, talks, *more):
    code, out, err = run("network", talks, "--basis", "record", *more, "--json")
    assert code == 0, err
    return json.loads(out)


def test_each_year_its_ties_and_groups_and_who_moved(run, talks):
    told = asked(run, talks, "--kind", "balance", "--by", "year")
    assert [p["name"] for p in told["periods"]] == ["2030", "2031"]
    first, second = ({(t["first"], t["second"]): t["weight"] for t in p["ties"]} for p in told["periods"])
    assert first == {("Norland", "Sudmark"): 1, ("Norland", "Tessel"): -1, ("Sudmark", "Tessel"): -1}
    assert second == {("Norland", "Tessel"): 1, ("Norland", "Sudmark"): -1, ("Sudmark", "Tessel"): -1}
    assert told["periods"][0]["groups"] == [["Norland", "Sudmark"], ["Tessel"]]
    assert told["periods"][0]["bipolarisation"]["across"] == 1
    moves = {(m["first"], m["second"]): (m["before"], m["now"], m["by"]) for m in told["periods"][1]["moves"]}
    assert moves == {("Norland", "Sudmark"): (1, -1, -2), ("Norland", "Tessel"): (-1, 1, 2)}
    words = run("network", talks, "--basis", "record", "--kind", "balance", "--by", "year")[1]
    assert "One group: Norland and Sudmark. The other: Tessel." in words
    assert "Norland and Tessel moved closer: from −1.00 to +1.00." in words
    assert "From 2030 to 2031 1 pair moved closer, 1 apart." in words


def test_a_network_of_some_days_only(run, talks):
    edges = asked(run, talks, "--kind", "congruence", "--from", "2031-01-01", "--to", "2031-12-31")["edges"]
    assert [(e["first"], e["second"]) for e in edges] == [("Norland", "Tessel")]
    assert len(asked(run, talks, "--kind", "congruence")["edges"]) == 2


def test_who_is_told_of_together_and_who_as_opposed(run, talks):
    support = asked(run, talks, "--kind", "support", "--by", "year")["periods"][0]["ties"]
    assert [(t["first"], t["second"], t["weight"], t["normalised"]) for t in support] == [
        ("Norland", "Sudmark", 1, 1.0)
    ]
    against = asked(run, talks, "--kind", "opposition")["edges"]
    assert {(e["first"], e["second"]) for e in against} == {("Norland", "Tessel"), ("Sudmark", "Tessel")}


def test_duplicates_and_normalisations_are_chosen(run, talks):
    def tie(*more):
        (period,) = asked(run, talks, "--kind", "conflict", "--window", "all", *more)["periods"]
        return next(
            (t["weight"], t["normalised"]) for t in period["ties"] if (t["first"], t["second"]) == ("Sudmark", "Tessel")
        )

    assert tie() == (1, 1.0)
    assert tie("--duplicates", "range") == (1, 1.0)
    assert tie("--duplicates", "include", "--count-each") == (4, 2.0)
    assert tie("--duplicates", "include", "--count-each", "--normalise", "cosine") == (4, 1.0)
    assert tie("--duplicates", "year", "--count-each", "--normalise", "none") == (4, 4.0)


def test_files_for_other_programs_are_read_back(run, talks, tmp_path):
    def write(name, *more):
        code, out, err = run("network", talks, "--basis", "record", "--kind", "balance", "-o", tmp_path / name, *more)
        assert code == 0, err
        assert f"wrote {tmp_path}" in out

    write("n.gexf", "--by", "year")
    back = nx.read_gexf(BytesIO((tmp_path / "n.gexf").read_bytes()), version="1.3")
    assert back.edges["Norland", "Tessel"]["normalised"] == [
        (-1.0, "2030-01-01", "2030-12-31"), (1.0, "2031-01-01", "2031-12-31"),
    ]  # fmt: skip
    write("n.graphml", "--by", "year")
    graph = nx.read_graphml(tmp_path / "n 2031.graphml")
    assert graph.graph["since"] == "2031-01-01"
    assert (graph.nodes["Norland"]["group"], graph.nodes["Sudmark"]["group"]) == (1, 2)
    write("n.csv", "--by", "year", "--normalise", "none")
    rows, columns, weights = read_matrix((tmp_path / "n 2030.csv").read_text(encoding="utf-8"))
    assert rows == columns == ["Norland", "Sudmark", "Tessel"]
    assert weights == [[0, 1, -1], [1, 0, -1], [-1, -1, 0]]
    write("e.csv", "--table", "edges")
    edges = read_rows((tmp_path / "e.csv").read_text(encoding="utf-8"))
    assert {(e["from"], e["to"]): float(e["weight"]) for e in edges} == {("Sudmark", "Tessel"): -1.0}
    write("s.csv", "--table", "events", "--duplicates", "include", "--count-each")
    events = read_rows((tmp_path / "s.csv").read_text(encoding="utf-8"))
    assert [(e["time"], e["organization"], e["concept"], e["agreement"], e["document_title"]) for e in events[:3]] == [
        ("2030-02-03 00:00:00", "Norland", "toll: a full toll", "1", "Year 2030"),
        ("2030-02-03 00:00:00", "Sudmark", "toll: a full toll", "1", "Year 2030"),
        ("2030-02-03 00:00:00", "Tessel", "toll: a full toll", "0", "Year 2030"),
    ]
    assert len(events) == 6


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--by", "decade"], "there is no period 'decade'"),
        (["--window", "soon"], "Write it as 365d, 26w"),
        (["--step", "3d"], "Add --window"),
        (["--by", "day", "--from", "1990-01-01"], "more than 2,000 windows"),
        (["--duplicates", "never"], "there is no rule for duplicates"),
        (["--normalise", "twice"], "there is no normalisation"),
        (["--from", "2031-02-30"], "is not a date"),
        (["-o", "n.xlsx"], "there is no ending of a file for networks"),
        (["-o", "n.csv", "--table", "rows"], "there is no table of a network"),
        (["--kind", "meetings", "--by", "year"], "is of one time, not one period after another"),
        (["--kind", "support", "--basis", "dossier", "--by", "year"], "made from statements"),
        (["--kind", "meetings", "-o", "n.gexf"], "is of one time, not one period after another"),
    ],
)
def test_what_is_wrong_is_told_with_how_to_mend_it(run, talks, more, told):
    kind = [] if "--kind" in more else ["--kind", "congruence"]
    code, _, err = run("network", talks, "--basis", "record", *kind, *more)
    assert code == 2
    assert told in err


def test_nothing_with_a_date_is_told(run, tmp_path):
    (tmp_path / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    assert "Nothing with a date is known." in run("network", tmp_path, "--kind", "balance", "--by", "year")[1]


@pytest.mark.parametrize("more", [(), ("--by", "year"), ("--window", "30d")])
def test_days_in_the_wrong_order_are_told_and_not_taken_for_an_empty_time(run, talks, more):
    code, _, err = run("network", talks, "--kind", "balance", "--from", "2031-05-01", "--to", "2031-01-01", *more)
    assert (code, "2031-05-01 is after 2031-01-01. Give the earlier day first" in err) == (2, True)


def test_one_tie_is_a_tie(run, talks):
    out = run("network", talks, "--basis", "record", "--kind", "congruence", "--by", "year")[1]
    assert "sides taken, 1 tie\n" in out
