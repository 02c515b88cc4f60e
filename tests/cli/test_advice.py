"""concessions, ask-next, compare, what-if, settle --without: what they print and what they refuse."""

import json

import pytest

RED_LINES = ["kestria.status_of_port_auvane.rejects.self_rule", "port-auvane.status_of_port_auvane.requires.self_rule"]


def test_concessions(run, demo):
    code, out, _ = run("concessions", demo)
    assert code == 0
    assert "Any one of these concessions would make a settlement possible:" in out
    assert "Kestria no longer rejects self-rule" in out
    assert (
        "Kestria, Maravel and the Harbour League alone have 36 settlements that none of them is known to reject" in out
    )
    found = json.loads(run("concessions", demo, "--json")[1])
    assert found["complete"]
    assert [c["rests_on"] for c in found["concession_sets"]] == [[p] for p in RED_LINES]
    group = next(g for g in found["groups"] if len(g["parties"]) == 3 and "Port Auvane" not in g["parties"])
    assert group["outsiders"] == [
        {"party": "Port Auvane", "refuses": 36, "accepts": 0, "price": [[p] for p in RED_LINES]}
    ]


def test_ask_next(run, demo):
    code, out, _ = run("ask-next", demo, "--most", "3")
    assert code == 0
    assert (
        "Ask Kestria\n  · If Kestria would accept ‘self-rule’, 12 settlements would be left that nobody refuses." in out
    )
    whole = json.loads(run("ask-next", demo, "--json", "--most", "99")[1])
    lines = [answer for one in whole["parties"] for answer in one["answers"]]
    assert f"… and {len(lines) - 3} more; --most shows more" in out
    # What it says is what `what-if` says.
    (tried,) = lines[0]["what_if"]
    added = [part for told in tried["add"] for part in ("--add", told)]
    dropped = [part for id in tried["drop"] for part in ("--drop", id)]
    then = json.loads(run("what-if", demo, *dropped, *added, "--json")[1])
    assert (
        (then["as it stands"]["size"], then["supposed"]["size"]) == (lines[0]["before"], lines[0]["after"]) == (0, 12)
    )
    named = json.loads(run("ask-next", demo, "--party", "Port Auvane", "--json")[1])
    assert [one["party"] for one in named["parties"]] == ["Port Auvane"]
    code, _, err = run("ask-next", demo, "--party", "Atlantis")
    assert (code, "Choose from: Kestria, Maravel" in err) == (2, True)


def test_ask_next_where_no_answer_changes_the_verdict(run, demo):
    (demo / "dossier.yaml").write_text("""\
negotiation: Two
parties: {A: {at_table: true}, B: {at_table: true}}
issues:
  x: {question: X?, options: {yes_x: yes to x, no_x: no to x}}
  y: {question: Y?, options: {yes_y: yes to y, no_y: no to y}}
positions:
  - {party: A, issue: x, demands: yes_x}
  - {party: B, issue: y, demands: no_y}
no_agreement: {x: no_x, y: yes_y}
""")
    code, out, _ = run("ask-next", demo)
    assert code == 0
    assert out.startswith("No single answer of a party would change what could be agreed or who stands in the way.")
    assert "1. Ask " in out
    questions = json.loads(run("ask-next", demo, "--json", "--most", "5")[1])["narrowing"]
    assert [q["worth"] for q in questions] == sorted((q["worth"] for q in questions), reverse=True)
    assert all(abs(sum(r["chance"] for r in q["replies"]) - 1) < 1e-9 for q in questions)
    named = json.loads(run("ask-next", demo, "--party", "B", "--json", "--most", "99")[1])
    assert {q["party"] for q in named["narrowing"]} == {"B"}
    assert named["parties"] == []


def test_compare(run, demo, tmp_path):
    code, out, _ = run("compare", demo, "dues=full,transit=open", "dues=reduced,transit=open")
    assert code == 0
    assert "on dues: a reduced due instead of the full due" in out
    assert "Kestria would be worse off with the second draft." in out
    assert "It is not known whether Port Auvane would be better off" in out
    draft = tmp_path / "draft.yaml"
    draft.write_text("dues: none\ntransit: open\n")
    found = json.loads(run("compare", demo, "dues=full,transit=open", draft, "--json")[1])
    assert found["changed"] == {"dues": {"from": "full", "to": "none"}}
    assert {c["party"]: c["change"] for c in found["parties"]}["Maravel"] == "gains"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("dues", "dues=full", "'dues' is not ISSUE=OPTION"),
        ("dues=none", "transit=open", "only one draft answers"),
        ("dues=some", "dues=full", "dues has no option 'some'. Choose from: none, reduced, full"),
        ("absent.yaml", "dues=full", "this draft cannot be read"),
    ],
)
def test_compare_refuses(run, demo, first, second, told):
    code, _, err = run("compare", demo, first, second)
    assert (code, told in err) == (2, True)


def test_what_if_leaves_the_dossier_alone(run, demo):
    before = (demo / "dossier.yaml").read_text()
    code, out, _ = run("what-if", demo, "--drop", RED_LINES[0])
    assert code == 0
    assert "As things stand" in out
    assert "Every settlement crosses a red line" in out
    assert "No party is known to reject" in out
    found = json.loads(run("what-if", demo, "--add", "Port Auvane: transit rejects open", "--json")[1])
    assert found["as it stands"]["size"] == found["supposed"]["size"] == 0
    assert len(found["supposed"]["blocking_sets"]) == len(found["as it stands"]["blocking_sets"]) + 1
    assert (demo / "dossier.yaml").read_text() == before
    for arguments, told in (
        ((), "you did not say what would be different"),
        (("--drop", "nothing"), "there is no position 'nothing'"),
        (("--add", "Kestria dues"), "is not PARTY: ISSUE KIND OPTION"),
        (("--without", "Atlantis"), "there is no party 'Atlantis'"),
    ):
        code, _, err = run("what-if", demo, *arguments)
        assert (code, told in err) == (2, True)


def test_settle_without_a_party(run, demo):
    code, out, _ = run("settle", demo, "--without", "Port Auvane")
    assert code == 0
    assert out.startswith("No party is known to reject 36 of the 2,916 settlements")
    assert "Port Auvane would not accept any of them; it could join if Kestria no longer" in out
    code, _, err = run("settle", demo, "--without", "Atlantis")
    assert (code, "there is no party 'Atlantis'" in err) == (2, True)


LOOK = (
    "transit=open,patrols=joint,dues=none,fishing=shared,status_of_Port_Auvane=joint,crews=all,monitoring=third_party"
)


def test_look_tells_on_how_many_readings_an_open_settlement_is_acceptable(run, demo):
    code, out, _ = run("settle", demo, "--look", LOOK)
    assert code == 1
    assert (
        "not known, because nobody said how much each issue and option is worth to it; at least as good for it as"
        in out
    )
    found = json.loads(run("settle", demo, "--look", LOOK, "--json")[1])["parties"]
    assert 0 < found["Kestria"]["share"]["value"] < 1
    assert found["Port Auvane"]["share"] is None
    assert found["Kestria"]["share"]["error"] < 0.02


def test_solve_lists_the_best_in_order(run, tmp_path):
    path = tmp_path / "v.csv"
    path.write_text("issue,option,A,B\nx,a,3,0\nx,b,0,2\ny,c,1,0\ny,d,0,4\nno agreement,,0,1\n")
    code, out, _ = run("solve", path, "--best", "2")
    assert code == 0
    assert "1. sum 7: x=a, y=d" in out
    found = json.loads(run("solve", path, "--best", "9", "--json")[1])
    assert [b["sum"] for b in found["best"]] == [7.0, 6.0, 3.0]
    assert found["zopa"] == 3
