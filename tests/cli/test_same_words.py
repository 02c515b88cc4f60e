"""A sentence that three outlets print counts once, in suggestions and in networks; every time where that is asked for."""

import json
import re

import pytest

DOSSIER = """negotiation: Tolls
parties:
  Norland: {actors: [Ivo Brandt]}
  Sudmark: {actors: [Jean Moreau]}
issues:
  toll: {options: {full: a full toll, none: no toll}}
"""
WIRE = "NORHAVEN, 3 February. Jean Moreau of Sudmark said Sudmark demands a full toll. The port was quiet, the {} reports.\n"
OTHER = "Ivo Brandt of Norland said on Tuesday: “We reject a full toll.” He left for Norhaven.\n"


@pytest.fixture
def talks(run, tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    for day, outlet in enumerate(("Gazette", "Courier", "Herald"), start=3):
        (texts / f"2031-02-0{day}_{outlet}.txt").write_text(WIRE.format(outlet), encoding="utf-8")
    (texts / "2031-02-09_Mail.txt").write_text(OTHER, encoding="utf-8")
    folder = tmp_path / "talks"
    assert run("new", folder)[0] == 0
    (folder / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    assert run("add", folder, texts)[0] == 0
    assert run("read", folder)[0] == 0
    return folder


def test_a_suggestion_counts_it_once_and_keeps_every_source(run, talks):
    (position,) = [p for p in json.loads(run("positions", "suggest", talks, "--json")[1]) if p["party"] == "Sudmark"]
    assert (position["times"], len(position["statements"])) == (1, 3)
    assert "(1 statement, told 3 times; proposed)" in run("positions", "suggest", talks)[1]
    assert "(3 statements; proposed)" in run("positions", "suggest", talks, "--count-each")[1]
    told = "First told by “2031 02 03 Gazette” on 3 February 2031; also told by “2031 02 04 Courier” and “2031 02 05 Herald”."
    assert told in run("positions", "suggest", talks)[1]
    assert [t["date"] for t in position["told_by"]] == ["2031-02-03", "2031-02-04", "2031-02-05"]


def test_a_network_counts_it_once(run, talks):
    def times(*more):
        _, out, _ = run("network", talks, "--basis", "record", *more, "--json")
        return {(e["first"], e["second"]): (e["agree"], e["disagree"]) for e in json.loads(out)["edges"]}

    assert times() == {("Norland", "toll=full"): (0, 1), ("Sudmark", "toll=full"): (1, 0)}
    assert times("--count-each")["Sudmark", "toll=full"] == (3, 0)


def test_an_actor_stands_before_an_option_and_both_by_their_names(run, talks):
    for who, names in (("party", ("Norland", "Sudmark")), ("speaker", ("Ivo Brandt", "Jean Moreau"))):
        _, out, _ = run("network", talks, "--basis", "record", "--who", who)
        assert set(re.findall(r"^ +-?\d+  (.+?) – (.+?):", out, re.M)) == {(name, "a full toll") for name in names}
