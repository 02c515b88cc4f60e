"""`pourparler draft`: what is proposed, for people and as JSON; exit code 1 where nothing is."""

import json
import re
from datetime import date

import pytest

from pourparler.model import Chances, Decision, Document, Holder, Mode, Reading, Stance, Statement
from pourparler.record import Record

TEXT = (
    "Arland, opposed by Borland, wants a toll if pilots are free. Borland may accept half a toll. A ban was asked for."
)


def at(words):
    return TEXT.index(words), TEXT.index(words) + len(words)


def taking(document, words, stance, holders, **more):
    return Statement(
        document.id, (), (), (at(words),), Mode.INDIRECT, stance=stance, position=(at(words),), holders=holders, act=True, **more
    )  # fmt: skip


@pytest.fixture
def told(tmp_path, run):
    """A dossier without parties and a record of one document: (dossier, ids)."""
    assert run("new", tmp_path / "tolls", "--title", "Tolls")[0] == 0
    document = Document(TEXT, "Tolls", date(2031, 2, 3), path="docs/first.txt")
    arland, borland = Holder("Arland", "Arland", (at("Arland"),)), Holder("Borland", "Borland", (at("Borland"),))
    made = (
        taking(
            document, "wants a toll if pilots are free", Stance.DEMANDS, (arland, Holder("Borland", "Borland", (at("Borland"),), True)),
            condition=(at("if pilots are free"),), chances=Chances(0.81, 0.7, 0.9),
        ),
        taking(document, "may accept half a toll", Stance.ACCEPTS, (borland,), hedged=True),
        taking(document, "A ban was asked for", Stance.DEMANDS, ()),
    )  # fmt: skip
    with Record(tmp_path / "tolls" / "record.sqlite", by="ann") as record:
        record.add_document(document)
        record.save_reading(Reading(document.id, "test", made), TEXT)
    return tmp_path / "tolls", [s.id for s in made]


def test_json_is_what_drafts_are_measured_by(run, told):
    folder, (wants, _, nobodys) = told
    code, out, err = run("draft", folder, "--json")
    assert (code, err) == (0, "")
    view = json.loads(out)
    assert {p["name"]: p["positions"] for p in view["parties"]} == {"Arland": 1, "Borland": 2}
    assert [(p["party"], p["kind"], p["condition"]) for p in view["positions"]] == [
        ("Arland", "demands", "if pilots are free"),
        ("Borland", "rejects", "if pilots are free"),
        ("Borland", "accepts", None),
    ]
    first, second, _ = view["positions"]
    assert (first["issue"], first["option"]) == (second["issue"], second["option"])
    assert all(p["option"] in i["options"] for p in view["positions"] for i in view["issues"] if i["id"] == p["issue"])
    assert view["positions"][0]["evidence"] == [
        {"document": "first", "statement": wants, "quote": "wants a toll if pilots are free"}
    ]
    assert view["of_nobody_known"] == [nobodys]


def test_shown_to_people(run, told):
    folder, (wants, accepts, _) = told
    code, out, _ = run("draft", folder)
    assert code == 0
    shown = " ".join(out.split())
    assert "2 parties, 1 issue and 3 positions are proposed. Nobody has confirmed them yet." in shown
    assert "Arland demands “wants a toll if pilots are free” condition: “if pilots are free”" in shown
    assert f"{wants} Tolls 2031-02-03 81 % likely" in shown
    assert f"{accepts} Tolls 2031-02-03 hedged" in shown
    assert "1 more position of nobody known" in shown


def test_of_many_positions_the_largest_are_shown_and_where_all_are(run, told, monkeypatch):
    folder, (wants, *_) = told
    monkeypatch.setattr("pourparler.cli.draft.ALL_SHOWN", 2)
    monkeypatch.setattr("pourparler.cli.proposals.LARGEST", 1)
    code, out, _ = run("draft", folder)
    assert code == 0
    shown = " ".join(out.split())
    assert "2 parties, 1 issue and 3 positions are proposed." in shown
    most, *others = re.findall(r"\w+: \d positions?", shown)
    assert (most, others) == ("Borland: 2 positions", [])
    assert re.search(r"What about .*\? \(2 options, 3 positions\)", shown)
    assert f"pourparler proposals list {folder}" in shown
    assert f"pourparler open {folder}" in shown
    assert wants not in shown
    assert wants in run("proposals", "list", folder)[1]


def test_what_was_rejected_is_not_proposed(run, told):
    folder, ids = told
    with Record(folder / "record.sqlite", by="ann") as record:
        for id in ids:
            record.decide(id, Decision.REJECTED)
    code, out, _ = run("draft", folder)
    assert code == 1
    assert "No position can be proposed" in out


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_nothing_to_propose(run, tmp_path, options):
    assert run("new", tmp_path / "empty", "--title", "Empty")[0] == 0
    code, out, _ = run("draft", tmp_path / "empty", *options)
    assert code == 1
    if options:
        view = json.loads(out)
        assert not any(view.pop("new").values())
        assert not any(view.values())
    else:
        assert "No position can be proposed" in out


def test_documents_that_nobody_read_are_told(run, tmp_path):
    folder = tmp_path / "unread"
    assert run("new", folder, "--title", "Unread")[0] == 0
    with Record(folder / "record.sqlite") as record:
        record.add_document(Document("Arland said that it wants a toll.", "News"))
    code, out, _ = run("draft", folder)
    assert code == 1
    assert f"1 document is not read yet. To read: pourparler read {folder}" in " ".join(out.split())
    assert run("read", folder)[0] == 0
    assert "not read yet" not in run("draft", folder)[1]


def test_no_dossier(run, tmp_path):
    code, _, err = run("draft", tmp_path / "nowhere")
    assert code == 2
    assert "nowhere" in err
