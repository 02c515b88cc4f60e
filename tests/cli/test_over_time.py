"""--as-of on each command that analyses, `moved` and `positions history`: in words and as JSON."""

import json
from itertools import pairwise

import pytest

AS_OF = "This is how things stood at the end of 5 February 2031."
COMMANDS = [
    ("settle",), ("concessions",), ("ask-next",), ("why", "DIR", "verdict"), ("stability",), ("stability", "--propose"),
    ("influence", "spatial"), ("network", "DIR", "--kind", "conflict"), ("compare", "DIR", "dues=full", "dues=none"),
    ("what-if", "DIR", "--add", "Port Auvane: transit rejects open"),
]  # fmt: skip


def line_of(words, folder):
    line = [folder if w == "DIR" else w for w in words]
    return line if folder in line else [*line, folder]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda w: " ".join(w[:2]))
def test_each_command_shows_an_earlier_day_and_says_so_first(run, demo, words):
    line = line_of(words, demo)
    code, now, err = run(*line)
    assert code in (0, 1), err
    code, then, err = run(*line, "--as-of", "2031-02-05")
    assert code in (0, 1), err
    assert then.startswith(f"{AS_OF} 30 positions were first said later and were left out.")
    assert then.partition("\n")[2].strip() != now.strip()
    assert "This is how things stood" not in now


@pytest.mark.parametrize("words", [COMMANDS[k] for k in (0, 3, 4, 7)], ids=lambda w: " ".join(w[:2]))
def test_programs_are_told_the_day(run, demo, words):
    line = line_of(words, demo)
    code, out, err = run(*line, "--as-of", "20 February 2031", "--json")
    assert code in (0, 1), err
    told = json.loads(out)["as_of"]
    assert (told["day"], told["later"], told["undated"]) == ("2031-02-20", 16, 0)
    assert told["positions"] == 17
    code, out, _ = run(*line, "--json")
    assert "as_of" not in json.loads(out)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2031-02-30", "'2031-02-30' is not a date"),
        ("February 2031", "is not a date with day, month and year"),
        ("2030-12-31", "no dated position had been said by 2030-12-31. Choose a day from 2031-02-03 on"),
    ],
)
def test_a_day_that_cannot_be_is_told(run, demo, day, said):
    code, out, err = run("settle", demo, "--as-of", day)
    assert (code, out) == (2, "")
    assert said in " ".join(err.split())


def test_nothing_is_written_from_an_earlier_day(run, demo):
    before = (demo / "dossier.yaml").read_bytes()
    code, _, err = run("stability", demo, "--propose", "--write", "--as-of", "2031-02-20")
    assert code == 2
    assert "--write changes the dossier of today" in " ".join(err.split())
    assert (demo / "dossier.yaml").read_bytes() == before


def test_who_moved_in_words_and_for_programs(run, demo):
    code, out, _ = run("moved", demo, "--issue", "dues")
    assert code == 0
    assert out.startswith("Kestria moved once between 9 February 2031 and 12 March 2031 on dues.")
    assert "dues: 1 move by Kestria" in out
    assert "2031-03-12  Kestria moved from the full due to a reduced due; it now accepts a reduced due" in out
    _, sentence = next(pair for pair in pairwise(out.splitlines()) if pair[0].startswith("  2031-03-12  Kestria moved"))
    assert sentence.startswith("              ")
    assert "not in the record" in sentence  # this dossier has no record: what stands behind a step is told all the same
    view = json.loads(run("moved", demo, "--from", "2031-03-01", "--to", "2031-03-05", "--json")[1])
    assert (view["basis"], view["from"], view["to"]) == ("dossier", "2031-03-01", "2031-03-05")
    transit = view["issues"][0]
    assert (transit["issue"], transit["moves"], transit["trend"]) == ("transit", 1, "as close as before")
    (step,) = transit["steps"]
    assert (step["party"], step["kind"], step["to"], step["suggested"]) == (
        "Kestria", "moved", {"option": "open", "side": "for"}, False,
    )  # fmt: skip
    assert [p["same"] for p in transit["periods"]] == [1, 3, 3, 3, 3]
    code, _, err = run("moved", demo, "--basis", "rumours")
    assert code == 2
    assert "there is no basis 'rumours'" in err


def test_the_life_of_a_position_with_the_sentence_of_each_step(run, demo):
    code, out, _ = run("positions", "history", demo, "--party", "Kestria", "--issue", "transit")
    assert code == 0
    assert "Kestria against open passage\n  2031-02-03  first said: rejects open passage" in out
    assert "2031-03-02  dropped its rejection: accepts open passage (hedged or on a condition)" in out
    lives = json.loads(run("positions", "history", demo, "--party", "Kestria", "--json")[1])["lives"]
    rejects = next(f for f in lives if f["issue"] == "transit" and f["side"] == "against")
    assert rejects["held"] == [{"from": "2031-02-03", "until": "2031-03-02"}]
    assert [s["kind"] for s in rejects["steps"]] == ["first said", "moved"]
    assert all(s["evidence"] for s in rejects["steps"])
    assert run("positions", "history", demo, "--issue", "weather")[0] == 2
    assert "has a date yet" in run("positions", "history", demo, "--basis", "record")[1]
