"""Annotated texts: how they are written, and how a reading is judged against them."""

import dataclasses

import pytest

from pourparler.errors import FormatError
from pourparler.evaluation import judge, load_gold_text
from pourparler.model import Mode, Stance, Statement, quote
from pourparler.verbs import load_negotiation

from ..conftest import ROOT

GOLD = sorted((ROOT / "training" / "gold").glob("*/*.txt"))
TEXT = """kind: agency report
date: 2031-02-03
source: Agency
title: A test
---
[s1|Ada Voss] [c1|said] [t1|no], [s2|aides] [c2|said].
---
1: [Ada Voss, Kestria, rejects, transit]
2: [null, null, reports, null, 1]
meetings: []
"""


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return load_gold_text(path)


def test_marks_become_spans(text):
    assert text.document.text == "Ada Voss said no, aides said.\n"
    first, second = text.statements
    words = {role: quote(text.document.text, spans) for role, spans in first.spans.items()}
    assert words == {"source": "Ada Voss", "cue": "said", "content": "no"}
    assert quote(text.document.text, second.spans["content"]) == "Ada Voss … said … no"
    assert (first.speaker, first.party, first.stance, first.issue) == ("Ada Voss", "Kestria", Stance.REJECTS, "transit")


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("[t1|no]", "[t1|no", "bracket"),
        ("2: [null, null, reports, null, 1]\n", "", "differ on 2"),
        ("rejects", "hates", "hates"),
        ("date: 2031-02-03\n", "", "date"),
        ("\n---\n1:", "\n1:", "unpack"),
    ],
)
def test_a_fault_is_named_with_its_file(tmp_path, old, new, named):
    path = tmp_path / "a.txt"
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(FormatError, match=named) as caught:
        load_gold_text(path)
    assert caught.value.where == str(path)


def statement(text, told, **given):
    spans = {role: tuple(s) for role, s in told.spans.items()}
    made = Statement(
        text.document.id,
        spans["source"],
        spans["cue"],
        spans["content"],
        Mode.INDIRECT,
        told.speaker,
        told.party,
        told.stance,
        told.issue,
    )
    return dataclasses.replace(made, **given)


def test_a_right_reading_is_right(text):
    j = judge([text], [[statement(text, s) for s in text.statements]])
    assert j.found == 2
    assert set(j.figures.values()) == {1.0}
    assert j.worst == ()


def test_a_wrong_name_costs_precision_and_an_unknown_one_coverage(text):
    first, second = text.statements
    wrong = judge([text], [[statement(text, first, speaker="Tomas Rell"), statement(text, second)]])
    assert (wrong.speaker_precision, wrong.speaker_coverage) == (0, 0)
    assert "speaker Tomas Rell, not Ada Voss" in wrong.worst[0]
    unknown = judge([text], [[statement(text, first, speaker=None), statement(text, second)]])
    assert unknown.speaker_coverage == 0
    named = judge([text], [[statement(text, first), statement(text, second, speaker="Ada Voss")]])
    assert (named.speaker_precision, named.speaker_coverage) == (0.5, 1)


def test_stances_count_alike_however_rare(text):
    j = judge([text], [[statement(text, s, stance=Stance.REPORTS) for s in text.statements]])
    assert j.stance_f1 == pytest.approx((0 + 2 / 3) / 2)


def test_the_bundled_texts_are_whole_and_know_their_dossiers():
    assert len(GOLD) >= 25
    kinds = set()
    for path in GOLD:
        text, negotiation = load_gold_text(path), load_negotiation(path.parent)
        kinds.add(text.kind)
        people = {a.name: p.name for p in negotiation.parties for a in p.actors} | {
            p.name: p.name for p in negotiation.parties
        }
        others = {b.name for b in negotiation.bystanders} | {a.name for b in negotiation.bystanders for a in b.actors}
        for s in text.statements:
            assert s.spans["content"], path
            assert s.speaker is None or s.speaker in others or people[s.speaker] == s.party, (path, s)
            assert s.issue is None or s.issue in negotiation.issue, (path, s)
    assert kinds == {"agency report", "communiqué", "transcript", "opinion", "live blog"}


def test_a_folder_without_texts_is_named(run, tmp_path):
    (tmp_path / "dossier.yaml").write_bytes((GOLD[0].parent / "dossier.yaml").read_bytes())
    code, _, err = run("evaluate", "reader", tmp_path)
    assert code == 2
    assert "no annotated text" in err


def test_the_command_judges_a_folder(run):
    import json

    code, out, _ = run("evaluate", "reader", GOLD[0].parent, "--json")
    assert code == 0
    judged = json.loads(out)["judged"]
    assert 0 < judged["speaker precision"] <= 1
