"""The measures are those of the reference scorer, to the last digit."""

import gzip
import json
import re
import subprocess
import sys

import pytest

from pourparler.errors import FormatError
from pourparler.evaluation import Gold, load_gold, score
from pourparler.evaluation.scoring import score_in_sentences

from ..conftest import ROOT

GOLD = {
    "doc": "a",
    "text": "Ada said “we stay” and Rell said that they go.",
    "attributions": [
        {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 18]]},
        {"source": [[23, 27]], "cue": [[28, 32]], "content": [[33, 45]]},
    ],
}


def write(path, *rows):
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    return path


def test_by_hand(tmp_path):
    gold = load_gold(write(tmp_path / "g.jsonl", GOLD))
    # The first is found with its closing mark left out and a longer content, the second with the wrong source.
    system = {
        "a": [
            {"source": [(0, 3)], "cue": [(4, 8)], "content": [(10, 17)]},
            {"source": [(0, 3)], "cue": [(28, 32)], "content": [(33, 45)]},
        ]
    }
    found = score(gold, system, draws=10)
    assert found["content/exact"].f1 == 1.0
    assert found["source/overlap"].f1 == 0.5
    assert found["who-said-what/overlap"].f1 == 0.5
    assert (found["recall/direct"].recall, found["recall/indirect"].recall) == (1.0, 0.0)
    assert score(gold, {}, draws=10)["relation/exact"].f1 == 0.0


def test_bad_gold_names_the_line(tmp_path):
    with pytest.raises(FormatError, match=r"g\.jsonl:2"):
        load_gold(write(tmp_path / "g.jsonl", GOLD, {"doc": "b"}))
    (tmp_path / "e.jsonl").write_text("")
    with pytest.raises(FormatError, match="no annotated document"):
        load_gold(tmp_path / "e.jsonl")


def rounded(scores):
    """As the command and the reference scorer write them."""
    return {
        key: {"p": round(s.precision, 4), "r": round(s.recall, 4), "f1": round(s.f1, 4)}
        | ({"ci95": [round(x, 4) for x in s.interval]} if s.interval else {})
        for key, s in scores.items()
    }


def attributions_by_document(path):
    return {row["doc"]: row["attributions"] for row in map(json.loads, path.read_text().splitlines())}


def test_equals_the_reference_scorer_and_the_readme_tells_the_figures(reference, tmp_path, run):
    gold, system, some, of_these = (tmp_path / f"{name}.jsonl" for name in ("dev", "system", "some", "of these"))
    gold.write_bytes(gzip.decompress((reference / "attribution" / "polnear-dev.jsonl.gz").read_bytes()))
    code, out, _ = run("evaluate", "reader", gold, "--write", system, "--json")
    assert code == 0
    found = attributions_by_document(system)
    told = json.loads(out)
    assert told == rounded(score(load_gold(gold), found))
    # The reference scorer takes half as long as the reading: it is asked about every fourth article.
    some.write_text("".join(gold.read_text().splitlines(keepends=True)[1::4]))
    write(of_these, *({"doc": g.doc, "attributions": found[g.doc]} for g in load_gold(some) if g.doc in found))
    scorer = reference.parent / "tools" / "score_attribution.py"
    wanted = json.loads(
        subprocess.run([sys.executable, scorer, some, of_these, "--json"], capture_output=True, check=True).stdout
    )
    assert rounded(score(load_gold(some), found)) == wanted
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    figures = re.search(r"precision ([\d.]+), recall ([\d.]+), F1 ([\d.]+)", " ".join(text.split()))
    # Processors add in different orders, so a statement in a thousand may fall the other way.
    overlap = told["who-said-what/overlap"]
    assert [100 * overlap[k] for k in ("p", "r", "f1")] == pytest.approx([float(x) for x in figures.groups()], abs=0.2)


def test_spans_are_cut_at_the_ends_of_sentences_before_they_are_compared():
    text = "He said we go. We stay. So there."
    wanted = {"source": ((0, 2),), "cue": ((3, 7),), "content": ((8, 23),)}
    gold = [Gold("a", text, (wanted,)), Gold("no sentences", text, (wanted,))]
    sentences = {"a": ((0, 14), (15, 23), (24, 33))}
    system = {"a": [{"source": ((0, 2),), "cue": (), "content": ((8, 13), (15, 33))}]}
    found = score_in_sentences(gold, system, sentences)
    assert found["source/exact in sentences"].f1 == 1
    assert found["cue/exact in sentences"].recall == 0
    content = found["content/exact in sentences"]  # "we go", "We stay" are right, "So there" is not
    assert (content.precision, content.recall) == (2 / 3, 1.0)


def test_offsets_that_are_no_numbers_are_told_with_their_line(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"doc": "a", "text": "x", "attributions": [{"cue": [[0, Infinity]]}]}\n')
    with pytest.raises(FormatError, match="not an annotated document") as caught:
        load_gold(path)
    assert caught.value.where == f"{path}:1"
