"""Groups of statements that speak of like things."""

import json

from pourparler.drafting import propose_issues
from pourparler.model import Mode, Stance, Statement
from pourparler.reading.model import shipped

FISH = [
    "shared fishing grounds for both coasts",
    "the fishing grounds must be shared",
    "no boat may fish in the eastern fishing grounds",
]
CREWS = [
    "to release the detained crews",
    "an exchange of detained crews",
    "the detained crews must come home",
    "crews detained in March",
]


def told(words, stance=Stance.DEMANDS):
    return [
        (Statement("d", (), (), ((k, k + 1),), Mode.INDIRECT, stance=stance, id=f"s{k}{stance}"), w)
        for k, w in enumerate(words)
    ]


def test_like_things_are_together_the_most_first():
    crews, fish = propose_issues(told(CREWS + FISH), shipped().meaning)
    assert (len(crews.statements), len(fish.statements)) == (4, 3)
    assert "crews" in crews.label
    assert "fishing" in fish.label


def test_reports_count_only_where_nothing_else_is_said():
    both = told(CREWS + FISH) + told(["it rained in Aldmoor"] * 5, Stance.REPORTS)
    assert all(s.stance is Stance.DEMANDS for p in propose_issues(both, shipped().meaning) for s in p.statements)
    assert len(propose_issues(told(CREWS, Stance.REPORTS), shipped().meaning)) == 1


def test_too_few_make_no_group():
    assert propose_issues(told(CREWS[:2]), shipped().meaning) == ()
    assert propose_issues([], shipped().meaning) == ()


def test_the_command(read_demo, run):
    code, out, _ = run("issues", "suggest", read_demo, "--json")
    assert code == 0
    groups = json.loads(out)
    assert any("due" in g["label"] for g in groups)
    known = {row["id"] for row in json.loads(run("statements", "list", read_demo, "--json")[1])}
    assert all(set(g["statements"]) <= known for g in groups)
    assert groups[0]["label"] in run("issues", "suggest", read_demo)[1]
