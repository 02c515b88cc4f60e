"""Statements as other programs get them: who takes which side is in every form."""

import csv
import json
from datetime import date
from io import StringIO

import pytest

from pourparler.model import Document, Holder, Mode, Reading, Stance, Statement
from pourparler.model.stances import told
from pourparler.record import Record, Wanted
from pourparler.record.export import FORMS

TEXT = "Ada Voss said Kestria and the League would refuse a toll, whatever Norland wants."
WORDS = (TEXT.index("refuse"), TEXT.index(", whatever"))
HOLDERS = (Holder("Kestria", "Kestria", ((14, 21),)), Holder("the League"), Holder("Norland", "Norland", opposed=True))


@pytest.fixture
def written(tmp_path):
    """The three forms of a record of a position and of a report."""
    document = Document(TEXT, "Toll")
    position = Statement(
        document.id, ((0, 8),), ((9, 13),), ((14, len(TEXT)),), Mode.INDIRECT, speaker="Ada Voss", party="Maravel",
        stance=Stance.REJECTS, position=(WORDS,), holders=HOLDERS,
    )  # fmt: skip
    report = Statement(document.id, (), (), ((0, 8),), Mode.DIRECT, party="Maravel")
    with Record(tmp_path / "record.sqlite", by="ann") as record:
        record.add_document(document)
        record.save_reading(Reading(document.id, "test", (position, report)), TEXT)
        rows, texts = record.selection(Wanted())
    return {form: write(rows, texts, told) for form, (_, write) in FORMS.items()}


def test_a_table_says_who_takes_which_side(written):
    position, report = csv.DictReader(StringIO(written["csv"].removeprefix("\ufeff")))
    assert (position["kind"], position["direction"]) == ("rejects", "against")
    assert position["holders"] == "Kestria; the League; Norland (opposed)"
    assert position["position"] == "refuse a toll"
    assert [report[name] for name in ("kind", "direction", "holders", "position")] == [""] * 4


def test_lines_of_json_have_holders_with_sides(written):
    position, report = map(json.loads, written["jsonl"].splitlines())
    assert (position["kind"], position["direction"], position["position_quote"]) == (
        "rejects",
        "against",
        "refuse a toll",
    )
    assert [(h["name"], h["party"], h["opposed"]) for h in position["holders"]] == [
        ("Kestria", "Kestria", False), ("the League", None, False), ("Norland", "Norland", True),
    ]  # fmt: skip
    assert position["position"] == [list(WORDS)]
    assert (report["kind"], report["direction"], report["holders"]) == (None, None, [])


def test_annotations_mark_the_words_and_name_the_holders(written):
    position, report = json.loads(written["jsonld"])["first"]["items"]
    tags = [body["value"] for body in position["body"]]
    assert {"kind: rejects", "direction: against", "holder: Kestria", "holder: Norland (opposed)"} <= set(tags)
    (marked,) = (target for target in position["target"] if target["styleClass"] == "position")
    assert marked["selector"][1]["exact"] == "refuse a toll"
    assert not any(body["value"].startswith(("kind", "direction", "holder")) for body in report["body"])


def test_no_word_of_a_document_runs_as_a_formula(tmp_path):
    text = "＝cmd said: x; =HYPERLINK(1)"
    document = Document(text, "=1+1", source="\u200b@home")
    made = Statement(
        document.id, ((0, 4),), ((5, 9),), ((11, len(text)),), Mode.DIRECT, speaker="＝cmd", party="-North"
    )
    with Record(tmp_path / "record.sqlite") as record:
        record.add_document(document)
        record.save_reading(Reading(document.id, "test", (made,)), text)
        rows, texts = record.selection(Wanted())
    written = FORMS["csv"][1](rows, texts, told)
    assert written.startswith("\ufeffid,")
    (row,) = csv.DictReader(StringIO(written.removeprefix("\ufeff")))
    told_of = {name: row[name] for name in ("speaker", "party", "quote", "title", "source")}
    assert told_of == {
        "speaker": "'＝cmd", "party": "'-North", "quote": "x; '=HYPERLINK(1)", "title": "'=1+1", "source": "\u200b'@home",
    }  # fmt: skip


def test_what_is_told_again_names_its_group_and_who_was_first(tmp_path):
    with Record(tmp_path / "record.sqlite") as record:
        for number, day in enumerate((9, 3), start=1):
            text = f"{TEXT} Number {number}."
            document = Document(text, "Toll", date(2031, 2, day))
            record.add_document(document)
            said = Statement(document.id, (), (), ((14, len(TEXT)),), Mode.DIRECT, party="Maravel")
            record.save_reading(Reading(document.id, "test", (said,)), text)
        rows, texts = record.selection(Wanted())
        late, _ = record.selection(Wanted(since=date(2031, 2, 5)))
    told_rows = list(csv.DictReader(StringIO(FORMS["csv"][1](rows, texts, told).removeprefix("\ufeff"))))
    assert [(r["date"], r["first"], r["times"]) for r in told_rows] == [
        ("2031-02-03", "True", "2"),
        ("2031-02-09", "False", "2"),
    ]
    assert len({r["alike"] for r in told_rows}) == 1
    assert len({r["story"] for r in told_rows}) == 2  # too short to be one story
    assert [(c.first, len(c.tellings)) for c in late] == [(False, 2)]
