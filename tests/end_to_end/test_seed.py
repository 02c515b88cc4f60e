"""The article that started the project: read into a new dossier, and the Riyadh dossier's evidence found in it."""

import json
import re
import shutil
from itertools import product

import pytest

from pourparler.dossier import load
from pourparler.settlement import analyse

from ..conftest import RIYADH, ROOT

NAME = "000_cbd55dd6f3782fc3.txt"


def test_read_and_report_in_a_new_dossier(reference, run, tmp_path):
    folder = tmp_path / "new"
    assert run("new", folder)[0] == 0
    assert run("add", folder, reference / "seed" / NAME, "--date", "2025-02-18")[0] == 0
    assert run("read", folder)[0] == 0
    rows = json.loads(run("statements", "list", folder, "--json")[1])
    said = {(r["speaker"], r["stance"]) for r in rows}
    assert ("Sergei Lavrov", "rejects") in said
    assert ("Volodymyr Zelenskyy", "rejects") in said
    named = {r["speaker"] for r in rows if r["speaker"]}
    assert named <= {
        "Marco Rubio", "Sergei Lavrov", "Yuri Ushakov", "Volodymyr Zelenskyy", "Mike Waltz", "Kirill Dmitriev",
        "Vladimir Putin", "Emmanuel Macron", "Maria Zakharova", "Russia", "Ukraine", "United States",
    }  # fmt: skip
    assert run("report", folder)[0] == 1  # nothing to report on yet
    assert run("draft", folder, "--write")[0] == 0
    assert run("report", folder)[0] == 0
    assert (folder / "briefing.html").stat().st_size > 10_000


@pytest.fixture
def riyadh(tmp_path):
    folder = tmp_path / "riyadh"
    folder.mkdir()
    shutil.copyfile(RIYADH / "dossier.yaml", folder / "dossier.yaml")
    return folder


def test_the_questions_that_it_must_answer(run, riyadh):
    code, out, _ = run("settle", riyadh, "--json")
    assert code == 1
    found = json.loads(out)
    assert found["verdict"]["words"] == "Every settlement crosses a red line of Russia or Ukraine on territory."
    assert [b["rests_on"] for b in found["blocking_sets"]] == [
        ["russia.territory.rejects.no_losses", "ukraine.territory.rejects.losses"]
    ]
    zopa = found["zopa"]
    assert zopa["basis"] == "full definition"
    assert zopa["without_issue"]["territory"] == 768
    assert (zopa["at_table"], zopa["lost_to_absent"]) == (1152, {"Ukraine": 1152, "Europeans": 0})
    asked = {q["id"] for q in found["open_questions"]}
    assert asked == {
        "question:no-agreement",
        "question:priorities",
        *(f"question:{p}" for p in ("United States", "Russia", "Ukraine", "Europeans")),
    }


def test_the_counts_are_those_of_a_list(riyadh):
    n = load(riyadh / "dossier.yaml").negotiation
    hard = [p for p in n.in_force if p.hard]
    assert all(not p.condition for p in hard)

    def count(parties, skip=None):
        kept = [p for p in hard if p.party in parties and p.issue != skip]
        names = [i.id for i in n.issues if i.id != skip]
        total = 0
        for options in product(*(i.options for i in n.issues if i.id != skip)):
            s = dict(zip(names, options, strict=True))
            total += not any((s[p.issue] == p.option) == (p.kind == "rejects") for p in kept)
        return total

    zopa = analyse(n).zopa
    assert (zopa.size, zopa.at_table) == (count(n.party), count(n.at_table)) == (0, 1152)
    assert zopa.without_issue == {issue.id: count(n.party, issue.id) for issue in n.issues}
    assert zopa.without_issue["territory"] == 768


def test_without_the_article_every_reference_says_so_and_with_it_every_one_resolves(reference, run, riyadh):
    code, out, _ = run("check", riyadh, "--json")
    assert code == 0
    assert len(json.loads(out)["missing_evidence"]) > 15
    assert run("add", riyadh, reference / "seed" / NAME)[0] == 0
    assert json.loads(run("check", riyadh, "--json")[1])["missing_evidence"] == []
    run("read", riyadh)
    assert json.loads(run("report", riyadh, "--json")[1])["missing_evidence"] == 0


def runs_of_words(text, length=12):
    """What stands between the words, such as line ends and the signs of comments, does not count."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[k : k + length]) for k in range(len(words) - length + 1)}


def test_no_sentence_of_the_article_is_in_the_project(reference):
    article = (reference / "seed" / NAME).read_text(encoding="utf-8")
    sentence = article[1000:1300]
    assert runs_of_words(article) & runs_of_words("# " + sentence.replace(" ", "\n# "))
    texts = [
        path
        for folder in (ROOT, *(ROOT / name for name in ("src", "docs", "examples", "tests", "training", "benchmarks")))
        for path in (folder.iterdir() if folder == ROOT else folder.rglob("*"))
        if path.suffix in (".yaml", ".py", ".md", ".txt", ".json", ".html", ".toml", ".csv")
    ]
    assert len(texts) > 200
    copied = [path for path in texts if runs_of_words(article) & runs_of_words(path.read_text(encoding="utf-8"))]
    assert copied == []
