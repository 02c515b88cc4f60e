"""concessions, ask-next, compare, what-if, settle --without: what they print and what they refuse."""

import json

import pytest

RED_LINES = ["kestria.status_of_port_auvane.rejects.self_rule", "port-auvane.status_of_port_auvane.requires.self_rule"]


def test_concessions(run, demo):
    code, out, _ = run("concessions", demo)
    assert code == 0
    assert "What would open a settlement: any one of" in out
    assert "Kestria no longer rejects self-rule" in out
    assert "Kestria, Maravel and Harbour League alone: 36 settlements that none of them refuses" in out
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
    assert "One to each party" in out
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
    assert "dues: the full due → a reduced due" in out
    assert "Kestria loses." in out
    assert "Port Auvane: whether it gains cannot be told" in out
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
    assert "as it stands" in out
    assert "No settlement on these issues escapes" in out
    assert "are refused by nobody" in out
    found = json.loads(run("what-if", demo, "--add", "Port Auvane: transit rejects open", "--json")[1])
    assert found["as it stands"]["size"] == found["supposed"]["size"] == 0
    assert len(found["supposed"]["blocking_sets"]) == len(found["as it stands"]["blocking_sets"]) + 1
    assert (demo / "dossier.yaml").read_text() == before
    for arguments, told in (
        ((), "nothing is supposed"),
        (("--drop", "nothing"), "there is no position 'nothing'"),
        (("--add", "Kestria dues"), "is not PARTY: ISSUE KIND OPTION"),
        (("--without", "Atlantis"), "there is no party 'Atlantis'"),
    ):
        code, _, err = run("what-if", demo, *arguments)
        assert (code, told in err) == (2, True)


def test_settle_without_a_party(run, demo):
    code, out, _ = run("settle", demo, "--without", "Port Auvane")
    assert code == 0
    assert out.startswith("36 of the 2,916 settlements are refused by nobody")
    assert "Port Auvane would necessarily refuse every one of them, and could be brought in if Kestria no longer" in out
    code, _, err = run("settle", demo, "--without", "Atlantis")
    assert (code, "there is no party 'Atlantis'" in err) == (2, True)


LOOK = (
    "transit=open,patrols=joint,dues=none,fishing=shared,status_of_Port_Auvane=joint,crews=all,monitoring=third_party"
)


def test_look_tells_on_how_many_readings_an_open_settlement_is_acceptable(run, demo):
    code, out, _ = run("settle", demo, "--look", LOOK)
    assert code == 1
    assert "not known: at least as good as no agreement on" in out
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
