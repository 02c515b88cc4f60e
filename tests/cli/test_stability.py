"""stability and influence on dossiers, as a user sees them."""

import json
import shutil

import pytest

from ..conftest import DEMO, RIYADH

BEST = (
    "transit=open,patrols=joint,dues=none,fishing=shared,crews=all,monitoring=third_party,status_of_Port_Auvane=joint"
)


@pytest.fixture
def bare(tmp_path):
    """The demo dossier without its conflict and influence."""
    text = (DEMO / "dossier.yaml").read_text().partition("# The talks as moves")[0]
    (tmp_path / "dossier.yaml").write_text(text)
    return tmp_path


def test_stability_of_the_demo(run):
    code, out, _ = run("stability", DEMO)
    assert code == 0
    assert "one would hold: all three sign a settlement; Port Auvane shuts the harbour" in out
    assert "Kestria, Maravel and the Harbour League each have a reason to move" in out
    assert "What would make a settlement hold" in out
    assert "than to keep rejecting self-rule for Port Auvane" in out
    code, out, _ = run("stability", DEMO, "--json")
    told = json.loads(out)
    assert told["equilibria"]["nash"] == [88]
    assert len(told["moves"]) == 9
    assert set(told["forms"]) == {"surely", "possibly", "a", "b", "c", "d"}
    assert told["reached_in"][88] == 4


def test_nothing_is_sure_in_riyadh_and_the_command_says_what_is_not_known(run):
    code, out, _ = run("stability", RIYADH, "--coalitions")
    assert code == 0
    assert "Of the 80 states that these moves can lead to, none is known to hold" in out
    assert "It is not known what matters more to Russia: to keep rejecting" in out
    assert "Nash, against coalitions" in out


def test_ways_wanted_states_and_looks(run):
    assert "Harbour League signs a settlement, then" in run("stability", DEMO, "--to", "A")[1]
    same = [run("stability", DEMO, "--to", state)[1] for state in ("now", "1", "Nobody makes a move")]
    assert same[0] == same[1] == same[2]
    out = run("stability", DEMO, "--to", "84")[1]
    assert "There is none" in out
    out = run("stability", DEMO, "--wanted", "40")[1]
    assert "What would make this state stable" in out
    assert "if it mattered more to Kestria that all three sign a settlement" in out
    out = run("stability", DEMO, "--look", BEST)[1]
    assert "This settlement would be made in this state: all three sign" in out
    assert "Port Auvane no longer requires self-rule" in out
    code, _, err = run("stability", DEMO, "--look", "transit=open")
    assert (code, "a settlement needs an option for every issue" in err) == (2, True)
    assert "What would undo a stable state" in run("stability", DEMO, "--sensitivity")[1]
    code, _, err = run("stability", DEMO, "--horizon", "2")
    assert (code, "must be fully known" in err) == (2, True)


def test_from_no_conflict_to_a_proposed_one(run, bare):
    code, _, err = run("stability", bare)
    assert (code, "--propose" in err) == (2, True)
    before = (bare / "dossier.yaml").read_text()
    code, out, _ = run("stability", bare, "--propose")
    assert code == 0
    assert "no longer rejects self-rule" in out
    assert (bare / "dossier.yaml").read_text() == before
    code, _, err = run("stability", bare, "--propose", "--write")
    assert code == 0
    assert "Edit it" in err
    assert (bare / "dossier.yaml").read_text().startswith(before.rstrip())
    assert run("check", bare)[0] in (0, 1)
    assert run("stability", bare)[1] == out.replace("the proposed moves", "these moves")
    code, _, err = run("stability", bare, "--propose", "--write")
    assert (code, "has a `conflict:` already" in err) == (2, True)
    code, _, err = run("stability", bare, "--write")
    assert (code, "--write goes with --propose" in err) == (2, True)


def test_a_file_has_no_positions_to_propose_from(run, tmp_path):
    path = tmp_path / "x.gmcr"
    path.write_text("{}")
    code, _, err = run("stability", path, "--propose")
    assert (code, "need a dossier" in err) == (2, True)


@pytest.mark.parametrize("command", [["stability"], ["influence", "power"], ["influence", "spatial"]])
@pytest.mark.parametrize("name", ["none.json", "none.gmcr", "none"])
def test_a_file_that_is_not_there_is_told(run, tmp_path, command, name):
    code, _, err = run(*command, tmp_path / name)
    assert (code, "there is no such file" in err) == (2, True)


def test_influence_of_the_examples(run, bare):
    code, out, _ = run("influence", "spatial", DEMO)
    assert code == 0
    assert "not known whether the Harbour League wants no dues or a reduced due" in out
    told = json.loads(run("influence", "spatial", RIYADH, "--runs", "100", "--json")[1])
    assert told[0]["issue"] == "foreign_troops"
    assert not told[0]["every_number_given"]
    code, out, _ = run("influence", "power", DEMO)
    assert code == 0
    assert "Nothing passes without Kestria, Maravel and the Harbour League." in out
    code, _, err = run("influence", "spatial", bare)
    assert (code, "no contest over an ordered issue" in err) == (2, True)
    assert run("influence", "spatial", DEMO, "--runs", "0")[0] == 2


def test_votes_of_a_dossier(run, bare):
    path = bare / "dossier.yaml"
    votes = "influence: {votes: [{body: Strait commission, weights: {Kestria: 3, Maravel: 2, Harbour League: 2}, quota: 4}]}\n"
    path.write_text(path.read_text() + votes)
    code, out, _ = run("influence", "power", bare)
    assert code == 0
    assert "Strait commission" in out
    told = json.loads(run("influence", "power", bare, "--json")[1])
    assert told[0]["shapley_shubik_fractions"] == ["1/3", "1/3", "1/3"]


def test_the_briefing_and_why_tell_it(run, read_demo, tmp_path):
    assert run("report", read_demo)[0] == 0
    html, markdown = ((read_demo / f"briefing.{kind}").read_text() for kind in ("html", "md"))
    for text in (html, markdown):
        assert "Would it hold?" in text
        assert "Who pulls in which direction" in text
        assert "What would make a settlement hold" in text
    code, out, _ = run("why", read_demo, "stability")
    assert code == 0
    assert "Self-rule for Port Auvane is out of the question" in out
    assert "(the analyst's own judgement)" in out
    shutil.copyfile(read_demo / "record.sqlite", tmp_path / "record.sqlite")
    text = (read_demo / "dossier.yaml").read_text().partition("# The talks as moves")[0]
    (tmp_path / "dossier.yaml").write_text(text)
    assert run("report", tmp_path)[0] == 0
    assert "Would it hold?" not in (tmp_path / "briefing.html").read_text()
    assert "Would it hold?" not in (tmp_path / "briefing.md").read_text()
    assert run("why", tmp_path, "stability")[0] == 2


def test_evidence_of_moves_preferences_and_contests_is_checked(run, read_demo):
    path = read_demo / "dossier.yaml"
    text = path.read_text()
    assert json.loads(run("check", read_demo, "--json")[1])["missing_evidence"] == []
    text = text.replace('evidence: ["2dfe46f91921@1037-1155"]', 'evidence: ["ffffffffffff@1-2"]')
    text = text.replace(
        '{wants: not kestria_yields, evidence: ["8aa2e49d4145@469-518"]}',
        "{wants: not kestria_yields, evidence: [s111111111111]}",
    )
    text = text.replace("Kestria: {capability: 60, ", "Kestria: {capability: 60, evidence: [s222222222222], ")
    path.write_text(text)
    told = json.dumps(json.loads(run("check", read_demo, "--json")[1])["missing_evidence"])
    assert all(word in told for word in ("move town_shuts", "not kestria_yields", "Kestria in the contest over dues"))


def test_json_asks_for_known_preferences_too(run):
    code, _, err = run("stability", DEMO, "--horizon", "2", "--json")
    assert (code, "must be fully known" in err) == (2, True)
