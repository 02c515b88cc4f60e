"""Statements from the command line: listed and written by the same filters, corrected by the dossier's words."""

import json
import shutil
from dataclasses import replace
from datetime import date

import pytest

from pourparler.model import Decision, Document, Mode, Reading, Stance, Statement
from pourparler.record import Record

from ..conftest import DEMO

TEXTS = {
    "Courier": "Ada Voss said the strait must stay open.",
    "Herald": "Tomas Rell said the harbour would shut.",
    "Mail": "Tomas Rell said the dues were too high.",
}


@pytest.fixture(scope="module")
def told_once(tmp_path_factory):
    """Three documents of one statement each: (dossier, ids by source)."""
    demo, ids = tmp_path_factory.mktemp("told") / "lorn", {}
    demo.mkdir()
    shutil.copyfile(DEMO / "dossier.yaml", demo / "dossier.yaml")
    with Record(demo / "record.sqlite", by="ann") as record:
        for day, (source, text) in enumerate(TEXTS.items(), start=1):
            document = Document(text, source, date(2031, 2, day), source)
            end = text.index(" said")
            made = Statement(document.id, ((0, end),), ((end + 1, end + 5),), ((end + 6, len(text)),), Mode.INDIRECT)
            first = source == "Courier"
            made = replace(
                made, speaker=text[:end], party="Kestria" if first else "Maravel", issue="transit" if first else None,
                option="open" if first else None, stance=Stance.DEMANDS if first else Stance.REPORTS,
            )  # fmt: skip
            record.add_document(document)
            record.save_reading(Reading(document.id, "test", (made,)), text)
            ids[source] = made.id
        record.decide(ids["Mail"], Decision.REJECTED)
    return demo, ids


@pytest.fixture
def told(told_once, demo):
    """A copy of it for one test to change."""
    folder, ids = told_once
    shutil.copytree(folder, demo, dirs_exist_ok=True)
    return demo, ids


FILTERS = [
    ([], ["Courier", "Herald", "Mail"]),
    (["--words", "harbour"], ["Herald"]),
    (["--words", "Rell dues"], ["Mail"]),
    (["--speaker", "rell"], ["Herald", "Mail"]),
    (["--party", "Kestria"], ["Courier"]),
    (["--issue", "transit"], ["Courier"]),
    (["--stance", "reports"], ["Herald", "Mail"]),
    (["--review", "rejected"], ["Mail"]),
    (["--source", "Herald"], ["Herald"]),
    (["--since", "2031-02-02"], ["Herald", "Mail"]),
    (["--until", "2031-02-02"], ["Courier", "Herald"]),
    (["--document", "{Herald}"], ["Herald"]),
    (["--speaker", "rell", "--review", "proposed"], ["Herald"]),
    (["--party", "Nobody"], []),
]


@pytest.mark.parametrize(("options", "wanted"), FILTERS, ids=lambda value: " ".join(value))
def test_list_and_export_take_the_same_filters(run, told, tmp_path, options, wanted):
    folder, ids = told
    digits = {source: Document(text, "").id[:8] for source, text in TEXTS.items()}
    options = [option.format_map(digits) for option in options]
    code, out, _ = run("statements", "list", folder, *options, "--json")
    assert code == 0
    assert [row["id"] for row in json.loads(out)] == [ids[source] for source in wanted]
    assert run("statements", "export", folder, tmp_path / "s.jsonl", *options)[0] == 0
    written = [json.loads(line) for line in (tmp_path / "s.jsonl").read_text().splitlines()]
    assert [row["source"] for row in written] == wanted or [row["title"] for row in written] == wanted


def test_where_nothing_is_found_it_is_said(run, told):
    folder, _ = told
    assert run("statements", "list", folder, "--speaker", "Nobody")[:2] == (0, "No statement meets these conditions.\n")
    assert run("statements", "search", folder, "zebra")[:2] == (1, "No statement meets these conditions.\n")
    assert json.loads(run("statements", "list", folder, "--speaker", "Nobody", "--json")[1]) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--stance", "demand"], "no stance 'demand'. Did you mean 'demands'?"),
        (["--review", "kept"], "no review 'kept'. Choose from: proposed, accepted, corrected, rejected"),
        (["--since", "soon"], "'soon' is not a date with day, month and year. Write it as 2031-02-18"),
        (["--document", "ffffffff"], "no single document 'ffffffff'"),
    ],
)
def test_a_filter_that_cannot_be_is_told(run, told, options, message):
    code, _, err = run("statements", "list", told[0], *options)
    assert code == 2
    assert message in " ".join(err.split())


@pytest.mark.parametrize(
    ("source", "options", "message"),
    [
        ("Herald", ["--option", "nonsense"], "'nonsense' needs its issue"),
        ("Courier", ["--option", "nonsense"], "transit has no option 'nonsense'"),
        ("Courier", ["--issue", "dues"], "dues has no option 'open'"),
        ("Courier", ["--party", "Kestra"], "Did you mean 'Kestria'?"),
        ("Courier", ["--issue", "love"], "no issue 'love'"),
        ("Courier", ["--stance", "shouts"], "no stance 'shouts'"),
        ("Courier", ["--content", "[[1]]"], "neither words nor spans"),
        ("Courier", ["--content", "[[0, 999]]"], "outside the text"),
        ("Courier", ["--content", "nobody said this"], "does not have the words"),
        ("Courier", ["--holder", "Kestra"], "Did you mean 'Kestria'?"),
        ("Courier", ["--position", "[[0, 999]]"], "position: a span lies outside the text"),
        ("Herald", ["--holder", "Kestria"], "the statement takes no position, it reports. Give its stance too"),
        ("Courier", [], "you did not say what to correct"),
    ],
)
def test_a_correction_that_does_not_fit_ends_with_2_and_changes_nothing(run, told, source, options, message):
    folder, ids = told
    before = run("statements", "show", folder, ids[source], "--json")[1]
    code, _, err = run("statements", "correct", folder, ids[source], *options)
    assert code == 2
    assert message in " ".join(err.split())
    assert run("statements", "show", folder, ids[source], "--json")[1] == before


def holder(name, opposed=False):
    return {"name": name, "party": name, "words": [], "opposed": opposed}


@pytest.mark.parametrize(
    ("source", "options", "changed"),
    [
        ("Courier", ["--option", "closed"], {"option": "closed"}),
        ("Courier", ["--issue", "dues", "--option", "none"], {"issue": "dues", "option": "none"}),
        ("Courier", ["--option", "none"], {"issue": "transit", "option": None}),
        ("Courier", ["--issue", "dues", "--option", ""], {"issue": "dues", "option": None}),
        (
            "Courier",
            ["--issue", "none", "--option", "none", "--speaker", "unknown"],
            {"issue": None, "option": None, "speaker": None},
        ),
        ("Courier", ["--party", "unknown", "--hedged"], {"party": None, "hedged": True}),
        ("Courier", ["--content", "must stay open"], {"content": [[25, 39]]}),
        (
            "Courier",
            ["--condition", "[[25, 39]]", "--stance", "accepts"],
            {"condition": [[25, 39]], "stance": "accepts"},
        ),
        (
            "Courier",
            ["--holder", "Maravel", "--holder", "!Kestria", "--position", "stay open"],
            {"holders": [holder("Maravel"), holder("Kestria", opposed=True)], "position": [[30, 39]]},
        ),
        ("Courier", ["--holder", "unknown"], {"holders": [], "party": "Kestria", "position": [[14, 40]]}),
        (
            "Herald",
            ["--stance", "requires"],
            {"stance": "requires", "holders": [holder("Maravel")], "position": [[16, 39]]},
        ),
        ("Courier", ["--position", "[]"], {"stance": "reports"}),
        ("Herald", ["--issue", "transit", "--option", "closed"], {"issue": "transit", "option": "closed"}),
    ],
)
def test_a_correction_replaces_what_is_given(run, told, source, options, changed):
    folder, ids = told
    before = json.loads(run("statements", "show", folder, ids[source], "--json")[1])
    code, out, err = run("statements", "correct", folder, ids[source], *options, "--json")
    assert code == 0, err
    after = json.loads(out)
    assert after["review"] == "corrected"
    same = {name: before[name] for name in ("speaker", "party", "issue", "option", "stance", "content", "hedged")}
    assert {name: after[name] for name in (same | changed)} == same | changed


def test_the_list_says_who_takes_which_side(run, told):
    folder, ids = told
    one = ["--holder", "Maravel", "--holder", "!Kestria", "--position", "stay open", "--stance", "rejects"]
    run("statements", "correct", folder, ids["Courier"], *one)
    lines = run("statements", "list", folder)[1].splitlines()
    assert lines == [
        f"{ids['Courier']}  corrected  Ada Voss for Kestria on transit: open",
        "    the strait must stay open.",
        "    Maravel rejects: “stay open”, opposed by Kestria",
        f"{ids['Herald']}  proposed   Tomas Rell for Maravel",
        "    takes no position: “the harbour would shut.”",
        f"{ids['Mail']}  rejected   Tomas Rell for Maravel",
        "    takes no position: “the dues were too high.”",
    ]
    shown = run("statements", "show", folder, ids["Courier"])[1]
    assert "Maravel rejects: “stay open”, opposed by Kestria" in shown
    assert "direction against" in shown
    taken, report, _ = json.loads(run("statements", "list", folder, "--json")[1])
    assert (taken["kind"], taken["direction"], taken["position_quote"]) == ("rejects", "against", "stay open")
    assert [(h["name"], h["party"], h["opposed"]) for h in taken["holders"]] == [
        ("Maravel", "Maravel", False), ("Kestria", "Kestria", True),
    ]  # fmt: skip
    assert (report["kind"], report["direction"], report["holders"]) == (None, None, [])
    assert taken["block"]["kind"] == "paragraph"
    one = json.loads(run("statements", "show", folder, ids["Courier"], "--json")[1])
    assert {name: one[name] for name in taken} == taken


def test_an_act_has_no_speaker(run, told):
    folder, ids = told
    with Record(folder / "record.sqlite", by="ann") as record:
        act = replace(record.statement(ids["Herald"]).statement, act=True, speaker=None)
        record.decide(ids["Herald"], Decision.CORRECTED, as_corrected=act)
    assert f"{ids['Herald']}  corrected  told, not said\n" in run("statements", "list", folder)[1]
