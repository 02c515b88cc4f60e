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
    assert out.startswith("1. Ask ")
    assert "One question each to" in out
    questions = json.loads(run("ask-next", demo, "--json", "--most", "5")[1])
    assert [q["worth"] for q in questions] == sorted((q["worth"] for q in questions), reverse=True)
    assert all(abs(sum(r["chance"] for r in q["replies"]) - 1) < 1e-9 for q in questions)
    # Port Auvane refuses all that is left at the table: it is asked only by name, and never about what it rejects.
    assert "Port Auvane" not in {q["party"] for q in questions}
    named = json.loads(run("ask-next", demo, "--party", "Port Auvane", "--json", "--most", "99")[1])
    assert {q["party"] for q in named} == {"Port Auvane"}
    assert all(
        {"issue": q["issue"], "option": q["first"]} != {"issue": "fishing", "option": "exclusive"} for q in named
    )
    code, _, err = run("ask-next", demo, "--party", "Atlantis")
    assert (code, "Choose from: Kestria, Maravel" in err) == (2, True)


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
    assert "not known; at least as good for it as no agreement in" in out
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
