"""--confirmed-only: each analysing command leaves out what nobody has confirmed, and says what rests on it where it does not."""

import json

import pytest

LOOK = (
    "transit=open,patrols=joint,dues=none,fishing=shared,status_of_Port_Auvane=joint,crews=all,monitoring=third_party"
)
COMMANDS = [
    ("settle",), ("settle", "--look", LOOK), ("concessions",), ("ask-next",), ("why", "DIR", "verdict"), ("stability",),
    ("stability", "--propose"), ("influence", "spatial"), ("network", "DIR", "--kind", "conflict"),
    ("compare", "DIR", "dues=full", "dues=none"), ("what-if", "DIR", "--add", "Port Auvane: transit rejects open"),
]  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=lambda w: " ".join(w[:2]))
def test_each_command_tells_what_is_not_confirmed_unless_it_leaves_that_out(run, half_confirmed, words):
    line = [half_confirmed if w == "DIR" else w for w in words]
    line += [] if half_confirmed in line else [half_confirmed]
    code, out, err = run(*line)
    assert code in (0, 1), err
    only, confirmed, err = run(*line, "--confirmed-only")
    assert only in (0, 1), err
    assert confirmed != out
    said = "obody has confirmed" in out or "nobody has confirmed" in out
    assert said or words[0] == "ask-next" or "--propose" in words
    assert "obody has confirmed" not in confirmed
    assert "proposed, not confirmed" not in confirmed


def test_the_verdict_says_how_much_it_rests_on_suggestions(run, half_confirmed):
    code, out, _ = run("settle", half_confirmed)
    assert code == 1
    assert "This rests on 2 positions that nobody has confirmed." in out
    assert "If only what is confirmed counts, the answer changes: no party is known to reject 135 of the 1,944" in out
    code, out, _ = run("settle", half_confirmed, "--confirmed-only")
    assert code == 0
    assert out.startswith("No party is known to reject 135 of the 1,944 settlements.")


def test_lists_and_checks_say_which_are_suggested(run, half_confirmed):
    rows = json.loads(run("positions", "list", half_confirmed, "--json")[1])
    assert sum(r["suggested"] for r in rows) == 16
    lines = run("positions", "list", half_confirmed)[1].splitlines()
    assert sum("(proposed, not confirmed" in line for line in lines) == 16
    checked = json.loads(run("check", half_confirmed, "--json")[1])["suggested"]
    assert len(checked["positions"]) == 16
    assert checked["parties"] == ["Port Auvane"]
    assert "33 positions (not confirmed: 16 of 32 positions, 1 party" in run("check", half_confirmed)[1]
    assert (
        "nobody has confirmed what is proposed"
        in run("convert", half_confirmed, half_confirmed / "t", "--to", "tables")[2]
    )


def test_where_nothing_is_confirmed_it_says_so(run, half_confirmed):
    path = half_confirmed / "dossier.yaml"
    path.write_text(
        "negotiation: T\nparties: {A: {suggested: true}}\nissues: {x: {options: [a, b]}}\n"
        "positions: [{party: A, issue: x, rejects: a, suggested: true}]\n"
    )
    code, _, err = run("settle", half_confirmed, "--confirmed-only")
    assert code == 2
    assert "too little is confirmed yet for an answer" in err
    assert "count the proposals too" in err
    assert "Nothing is confirmed yet that an answer could rest on." in run("settle", half_confirmed)[1]


def test_what_was_said_and_not_settled_is_to_be_decided_not_asked(run, half_confirmed):
    out = run("settle", half_confirmed)[1]
    assert "Decide what the statement by Port Auvane on transit means. The dossier has no position for it yet." in out
    questions = json.loads(run("settle", half_confirmed, "--json")[1])["open_questions"]
    (said,) = [q for q in questions if q["id"] == "said:Port Auvane"]
    assert said["statements"] == {"transit": 1}
    assert run("why", half_confirmed, "said:Port Auvane")[0] == 0
    assert (
        run("why", half_confirmed, "Port Auvane:transit")[1].strip()
        == "Port Auvane on transit: said once, no position yet"
    )
    assert run("why", half_confirmed, "Harbour League:fishing")[1].strip() == "Harbour League on fishing: nothing said"
