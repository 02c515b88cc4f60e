"""`pourparler proposals`: what was drafted is confirmed and changed by ids typed short; drafting again and `draft --write` keep to it."""

import json

import pytest

from pourparler.dossier import load

from .test_draft import told  # noqa: F401  (a dossier with a record of one document)


@pytest.fixture
def folder(run, told):  # noqa: F811
    assert run("draft", told[0])[0] == 0
    return told[0]


def listed(run, folder):
    code, out, _ = run("proposals", "list", folder, "--json")
    assert code == 0
    return json.loads(out)


def positions(view):
    return {p["words"]: p for i in view["issues"] for o in i["options"] for p in o["positions"]}


def test_list_for_people_and_programs(run, folder):
    code, out, _ = run("proposals", "list", folder)
    view = listed(run, folder)
    party = next(p for p in view["parties"] if p["words"] == "Arland")
    assert code == 0
    assert f"{party['short']}    Arland" in out
    assert party["id"].startswith(party["short"])
    accepts = positions(view)["may accept half a toll"]
    assert (accepts["party"], accepts["kind"], accepts["direction"], accepts["hedged"], accepts["date"]) == (
        "Borland", "accepts", "for", True, "2031-02-03",
    )  # fmt: skip


def test_nothing_proposed_yet(run, told):  # noqa: F811
    code, out, _ = run("proposals", "list", told[0])
    assert code == 1
    assert "Nothing is proposed yet" in out


def test_confirm_write_dismiss_restore(run, folder):
    accepts = positions(listed(run, folder))["may accept half a toll"]
    code, out, _ = run("proposals", "confirm", folder, accepts["short"])
    assert (code, out.strip()) == (0, f"{accepts['short']} confirmed")
    code, out, _ = run("draft", folder, "--write", "--confirmed-only")
    assert code == 0
    assert "dossier.yaml: " in out
    negotiation = load(folder / "dossier.yaml").negotiation
    assert [(p.party, p.kind.value, p.suggested) for p in negotiation.positions] == [("Borland", "accepts", False)]
    code, out, _ = run("draft", folder, "--write", "--json")
    assert sum(json.loads(out)["written"]["added"].values()) >= 2
    assert {p.suggested for p in load(folder / "dossier.yaml").negotiation.positions} == {True, False}
    assert run("proposals", "dismiss", folder, accepts["short"])[0] == 0
    code, out, _ = run("proposals", "list", folder, "--dismissed")
    assert code == 0
    assert "position: may accept half a toll" in out
    assert run("proposals", "restore", folder, accepts["short"])[0] == 0
    assert run("proposals", "list", folder, "--dismissed")[0] == 1


def test_rename_merge_split_move_undo_and_history(run, folder, monkeypatch):
    monkeypatch.setenv("POURPARLER_USER", "Ada")
    view = listed(run, folder)
    issue, found = view["issues"][0], positions(view)
    first = found["may accept half a toll"]["short"]
    assert run("proposals", "rename", folder, issue["short"], "Who pays what?")[0] == 0
    code, out, _ = run("proposals", "split", folder, first, "--issue", "How much?", "--json")
    assert code == 0
    made = next(i for i in json.loads(out)["issues"] if i["words"] == "How much?")
    assert run("proposals", "move", folder, first, "--issue", issue["short"], "--words", "half")[0] == 0
    assert run("proposals", "merge", folder, made["short"], "--into", issue["short"])[0] == 0
    assert [i["words"] for i in listed(run, folder)["issues"]] == ["Who pays what?"]
    code, out, _ = run("proposals", "undo", folder)
    assert (code, out.strip()) == (0, "undone: merge")
    assert len(listed(run, folder)["issues"]) == 2
    code, out, _ = run("proposals", "history", folder)
    assert code == 0
    assert [line[18:] for line in out.splitlines()[:5]] == [
        "undo: merge by Ada", "merge by Ada", "move by Ada", "split by Ada", "rename by Ada",
    ]  # fmt: skip
    run("draft", folder)
    assert {i["words"] for i in listed(run, folder)["issues"]} == {"Who pays what?", "How much?"}


def test_what_is_wrong_is_told(run, folder):
    code, _, err = run("proposals", "confirm", folder, "zz")
    assert code == 2
    assert "no single proposal 'zz'" in err
    code, _, err = run("proposals", "undo", folder)
    assert code == 2
    assert "nothing was done" in err
