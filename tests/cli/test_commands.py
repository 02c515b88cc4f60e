"""Each command does what its help says, with the exit codes of the contract: 0 fine, 1 no, 2 input wrong, 3 our fault."""

import json
import re
import shutil
from datetime import date

import pytest

from pourparler.cli.app import application
from pourparler.dossier import load
from pourparler.model import Chances, Document, Holder, Mode, Reading, Stance, Statement
from pourparler.record import Record

from ..conftest import DEMO, ROOT, commands_of


def commands(group, words=()):
    """Every command of the application: (its words, what the parser knows about it)."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*words, name))
        else:
            yield (*words, name), command


COMMANDS = dict(commands(commands_of(application())))
SHOWS = {("demo",), ("open",)}
"""What shows something rather than answers: no JSON."""


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example_and_answers_in_json(run, words):
    code, out, _ = run(*words, "--help")
    assert code == 0
    assert f"Example: pourparler {' '.join(words)}" in " ".join(out.split())
    assert ("--json" in out) == (words not in SHOWS)


def test_help_lists_the_commands_and_version_prints(run):
    assert len(COMMANDS) > 30
    code, out, _ = run("--help")
    assert code == 0
    assert {words[0] for words in COMMANDS} <= set(out.split())
    assert run("--version")[1].startswith("pourparler ")
    assert run("nonsense")[0] == 2


def test_a_command_is_made_without_the_others():
    for name in ("open", "ask-next", "documents"):
        assert list(commands_of(application(name)).commands) == [name]
    assert commands_of(application("nonsense")).commands.keys() == commands_of(application()).commands.keys()


def written_commands():
    """What README and documentation tell people to type, as (file, words)."""
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = path.read_text(encoding="utf-8")
        for block in re.findall(r"^```(?:sh|text)\n(.*?)^```", text, re.S | re.M):
            for line in block.replace("\\\n", " ").splitlines():
                yield from ((path.name, found) for found in re.findall(r"(?<![\w$-])pourparler (.*?)(?:[|)#]|$)", line))
        yield from ((path.name, found) for found in re.findall(r"`pourparler ([^`]*)`", text))


@pytest.mark.parametrize(("path", "written"), sorted(set(written_commands())))
def test_commands_in_the_documentation_exist(path, written):
    words = re.findall(r"[^\s'\"]+", re.sub(r"'[^']*'|\"[^\"]*\"", "", written))
    node = commands_of(application())
    while words and words[0] in getattr(node, "commands", {}):
        node = node.commands[words.pop(0)]
    assert node.name != "pourparler" or words[0].startswith("-"), written
    known = {option for parameter in node.params for option in parameter.opts} | {"-h", "--help"}
    assert {word.partition("=")[0] for word in words if re.match(r"-{1,2}[a-z]", word)} <= known, written


def test_what_is_written_for_other_programs(run, read_demo, tmp_path):
    code, out, _ = run("network", read_demo, "--kind", "conflict", "--json", "-o", tmp_path / "c.graphml")
    assert code == 0
    assert {(e["first"], e["second"], e["weight"]) for e in json.loads(out)["edges"]} == {
        ("Kestria", "Maravel", 3), ("Kestria", "Harbour League", 2), ("Kestria", "Port Auvane", 2),
    }  # fmt: skip
    assert "<graphml" in (tmp_path / "c.graphml").read_text()
    assert run("network", read_demo, "--kind", "gossip")[0] == 2
    assert run("network", read_demo, "--basis", "hearsay")[0] == 2
    assert "Choose from: party, speaker" in run("network", read_demo, "--who", "crowd")[2]
    code, out, _ = run("statements", "export", read_demo, tmp_path / "s.jsonl", "--party", "Port Auvane", "--json")
    assert code == 0
    assert json.loads(out)["statements"] == len((tmp_path / "s.jsonl").read_text().splitlines()) > 0
    assert run("statements", "export", read_demo, tmp_path / "s.exe")[0] == 2
    assert run("report", read_demo, "-o", tmp_path / "b.docx", "--section", "moves")[0] == 0
    assert (tmp_path / "b.docx").read_bytes()[:2] == b"PK"
    assert run("report", read_demo, "-o", tmp_path / "b.docx", "--section", "gossip")[0] == 2
    assert run("report", read_demo, "-o", tmp_path / "b.exe")[0] == 2


def test_the_way_from_new_to_report(run, tmp_path):
    folder = tmp_path / "talks"
    code, out, _ = run("new", folder, "--title", "Talks", "--json")
    assert code == 0
    assert json.loads(out)["dossier"] == str(folder)
    assert run("new", folder)[0] == 2
    shutil.copyfile(DEMO / "dossier.yaml", folder / "dossier.yaml")
    code, out, err = run("add", folder, DEMO / "documents", "--name-pattern", "{date}_{source}_{*}", "--json")
    assert code == 0, err
    added = json.loads(out)
    assert len(added) == 11
    assert {a["outcome"] for a in added} == {"added"}
    assert all(a["date"] for a in added)
    again = json.loads(run("add", folder, DEMO / "documents", "--json")[1])
    assert {a["outcome"] for a in again} == {"known"}
    code, out, _ = run("read", folder, "--json")
    assert code == 0
    assert sum(r["statements"] for r in json.loads(out)) > 50
    assert run("read", folder)[1].strip() == "There is nothing new to read."
    code, out, _ = run("check", folder, "--json")
    assert code == 1  # Maravel contradicts itself
    checked = json.loads(out)
    assert checked["missing_evidence"] == []
    assert [c["party"] for c in checked["contradictions"]] == ["Maravel"]
    code, out, _ = run("settle", folder, "--json")
    assert code == 1
    settled = json.loads(out)
    ids = set(load(folder / "dossier.yaml").negotiation.position)
    assert settled["verdict"]["answer"] == "none"
    assert settled["zopa"]["at_table"] == 36
    assert settled["zopa"]["lost_to_absent"] == {"Port Auvane": 36}
    for part in (settled["verdict"], settled["zopa"], *settled["blocking_sets"], *settled["open_questions"]):
        assert set(part["rests_on"]) <= ids
    assert all(b["rests_on"] for b in settled["blocking_sets"])
    code, out, _ = run("report", folder, "--json")
    assert code == 0
    assert json.loads(out)["missing_evidence"] == 0


def test_the_words_on_the_terminal(run, read_demo):
    code, out, _ = run("settle", read_demo)
    assert code == 1
    assert out.startswith("Every settlement crosses a red line of Kestria or Port Auvane on the status of Port Auvane.")
    assert "36 settlements remain. Port Auvane would not accept any of them." in out
    assert "contradiction:1" in out


def test_look_at_one_settlement(run, read_demo):
    pick = "transit=open,patrols=joint,dues=none,fishing=shared,status_of_Port_Auvane=joint,crews=all,monitoring=third_party"
    code, out, _ = run("settle", read_demo, "--look", pick, "--json")
    assert code == 1
    answers = json.loads(out)["parties"]
    assert answers["Port Auvane"]["answer"] == "would not accept"
    assert answers["Port Auvane"]["broken"] == ["port-auvane.status_of_port_auvane.requires.self_rule"]
    assert answers["Kestria"]["answer"] == "not known"
    assert "missing: patrols" in run("settle", read_demo, "--look", "transit=open")[2]
    assert "transit has no option 'x'" in run("settle", read_demo, "--look", "transit=x")[2]


@pytest.mark.parametrize(
    "conclusion",
    ["verdict", "table", "block:1", "contradiction:1", "Kestria", "transit", "Maravel:dues", "question:priorities"],
)
def test_why_walks_back_to_sentences(run, read_demo, conclusion):
    code, out, _ = run("why", read_demo, conclusion, "--json")
    assert code == 0

    def leaves(link):
        return [link] if "quote" in link else [leaf for below in link.get("rests_on", []) for leaf in leaves(below)]

    found = leaves(json.loads(out))
    assert found
    assert all(leaf["quote"] and leaf["spans"] for leaf in found)


def test_why_of_nothing_says_what_there_is(run, read_demo):
    code, _, err = run("why", read_demo, "nothing")
    assert code == 2
    assert "Choose from: block:1" in err


def test_statements_as_programs_get_them(run, read_demo):
    code, out, _ = run("statements", "list", read_demo, "--json")
    assert code == 0
    rows = json.loads(out)
    needed = {
        "id",
        "document",
        "speaker",
        "party",
        "mode",
        "stance",
        "issue",
        "source",
        "cue",
        "content",
        "quote",
        "confidence",
        "review",
    }
    assert all(needed <= row.keys() for row in rows)
    with Record(read_demo / "record.sqlite") as record:
        texts = {d.id: d.text for d in record.documents()}
    for row in rows:
        words = " … ".join(" ".join(texts[row["document"]][a:b].split()) for a, b in row["content"])
        assert words == row["quote"]
    only = json.loads(run("statements", "list", read_demo, "--party", "Port Auvane", "--json")[1])
    assert only
    assert all("Port Auvane" in {r["party"], *(h["party"] for h in r["holders"])} for r in only)
    assert len(only) < len(rows)


def test_review_by_command(run, read_demo, monkeypatch):
    monkeypatch.setenv("POURPARLER_USER", "ann")
    first = json.loads(run("statements", "search", read_demo, "out of the question", "--json")[1])[0]["id"]
    assert json.loads(run("statements", "accept", read_demo, first, "--json")[1])["review"] == "accepted"
    code, out, _ = run(
        "statements",
        "correct",
        read_demo,
        first[:8],
        "--speaker",
        "unknown",
        "--stance",
        "demands",
        "--note",
        "x",
        "--json",
    )
    assert code == 0
    row = json.loads(out)
    assert (row["review"], row["speaker"], row["stance"], row["by"], row["note"]) == (
        "corrected",
        None,
        "demands",
        "ann",
        "x",
    )
    run("read", read_demo, "--again")
    assert json.loads(run("statements", "show", read_demo, first, "--json")[1])["review"] == "corrected"
    assert run("statements", "reject", read_demo, first)[1] == f"{first} rejected by ann\n"
    shown = run("statements", "show", read_demo, first)[1]
    assert "corrected by ann" in shown
    assert run("statements", "search", read_demo, "zeppelin")[0] == 1


def test_positions_suggested_and_applied(run, read_demo):
    text = (read_demo / "dossier.yaml").read_text()
    start, end = text.index("  - {party: Kestria, issue: crews"), text.index("  - {party: Kestria, issue: monitoring")
    (read_demo / "dossier.yaml").write_text(text[:start] + text[end:])
    suggested = {c["id"]: c for c in json.loads(run("positions", "suggest", read_demo, "--json")[1])}
    new = suggested["kestria.crews.offers.exchange"]
    assert new["known"] is None
    assert len(new["statements"]) == 1
    clash = next(c for c in suggested.values() if c["known"] and c["contradicts"])
    both = ["maravel.dues.accepts.reduced", "maravel.dues.rejects.reduced"]
    assert sorted([clash["id"], *clash["contradicts"]]) == both
    code, out, err = run("positions", "apply", read_demo, new["id"], clash["id"], "--json")
    assert code == 0
    assert json.loads(out) == {"added": [new["id"]], "completed": [clash["id"]], "given_up": []}
    assert "contradicts" in err
    listed = {p["id"]: p for p in json.loads(run("positions", "list", read_demo, "--json")[1])}
    assert listed[new["id"]]["evidence"] == new["statements"]
    evidence = listed[clash["id"]]["evidence"]
    assert evidence[-len(clash["statements"]) :] == clash["statements"]
    assert len(evidence) > len(clash["statements"])
    assert run("positions", "apply", read_demo, "nothing")[0] == 2


def test_what_is_in_doubt_is_not_suggested_until_it_is_accepted(run, demo):
    text = "Kestria would, Ada Voss said, leave the strait closed."
    document = Document(text, "Strait", date(2031, 2, 3))
    content = ((text.index("leave"), len(text) - 1),)
    doubtful = Statement(
        document.id, ((15, 23),), ((24, 28),), content, Mode.INDIRECT, speaker="Ada Voss", party="Kestria", stance=Stance.DEMANDS, issue="transit",
        option="closed", position=content, holders=(Holder("Kestria", "Kestria"),), chances=Chances(0.9, 0.9, 0.6),
    )  # fmt: skip
    with Record(demo / "record.sqlite") as record:
        record.add_document(document)
        record.save_reading(Reading(document.id, "test", (doubtful,)), text)
    code, out, _ = run("positions", "suggest", demo)
    assert code == 0
    assert "kestria.transit.demands.closed" not in out
    assert "it is not certain whether they are for or against. Accept or correct them first." in " ".join(out.split())
    assert f"{doubtful.id} transit: closed “leave the strait closed”" in " ".join(out.split())
    assert json.loads(run("positions", "suggest", demo, "--json")[1]) == []
    assert run("statements", "accept", demo, doubtful.id)[0] == 0
    (found,) = json.loads(run("positions", "suggest", demo, "--json")[1])
    assert (found["id"], found["statements"]) == ("kestria.transit.demands.closed", [doubtful.id])
    assert "not certain" not in run("positions", "suggest", demo)[1]


def test_cite_gives_evidence_that_resolves(run, read_demo):
    code, out, _ = run("statements", "cite", read_demo, "Self-rule for Port Auvane is out of the question.")
    assert code == 0
    assert out.split()[0] in (read_demo / "dossier.yaml").read_text()
    assert run("statements", "cite", read_demo, "nobody said this")[0] == 2


def test_add_goes_on_after_a_failure_and_ends_with_2(run, demo, tmp_path):
    good, bad = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text("Ada Voss said that the strait would stay open.")
    bad.write_bytes(b"")
    code, out, err = run("add", demo, bad, good)
    assert code == 2
    assert "added" in out
    assert "the file is empty" in err
    assert run("add", demo, good, "--date", "soon")[0] == 2


def test_a_dossier_that_is_invalid_or_absent(run, demo, tmp_path):
    assert run("settle", tmp_path / "nowhere")[0] == 2
    assert "pourparler new" in run("read", tmp_path)[2]
    path = demo / "dossier.yaml"
    path.write_text(path.read_text().replace("at_table: true", "at_tabel: true", 1))
    code, _, err = run("check", demo)
    assert code == 2
    assert "dossier.yaml:8: unknown key 'at_tabel' in party Kestria. Did you mean 'at_table'?" in err
    assert run("settle", demo)[0] == 2
    assert run("report", demo)[0] == 2
    assert not (demo / "briefing.html").exists()


def test_an_unexpected_fault_is_ours(run, demo, monkeypatch):
    from pourparler.verbs import settlement

    def fail(negotiation, monitor):
        raise RuntimeError("odd")

    monkeypatch.setattr(settlement, "analyse", fail)
    code, _, err = run("settle", demo)
    assert code == 3
    assert "RuntimeError: odd" in err


def test_a_case_file_gives_the_keys_of_its_answers(run, tmp_path):
    case = {
        "format": "partial-case/1", "issues": {"i": ["a", "b"]}, "parties": {"P": {"at_table": True}},
        "positions": [{"party": "P", "issue": "i", "rejects": "a"}], "priorities": {}, "no_agreement": {"i": "a"}, "linkages": [],
    }  # fmt: skip
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case))
    code, out, _ = run("settle", path, "--json")
    assert code == 0
    assert json.loads(out)["acceptability"] == {"P": "RO"}
    path.write_text("{}")
    assert "does not say" in run("settle", path)[2]
    case["positions"][0]["rejects"] = "z"
    path.write_text(json.dumps(case))
    assert run("settle", path)[0] == 2


def test_the_demo_refuses_a_folder_that_it_did_not_make(run, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    assert run("demo", tmp_path / "mine", "--force")[0] == 2
    assert (tmp_path / "mine" / "thesis.txt").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("convert", "talks"), "Missing argument 'TARGET'. See: pourparler convert --help"),
        (("positions", "apply", "talks"), "Missing argument 'ID...'. See: pourparler positions apply --help"),
        (("setle", "talks"), "Did you mean 'settle'"),
    ],
)
def test_a_command_of_wrong_words_says_whose_help_to_ask(run, words, told):
    code, _, err = run(*words)
    assert code == 2
    assert told in err


def test_a_folder_that_links_to_itself_is_told(run, tmp_path):
    (tmp_path / "round").symlink_to(tmp_path / "round")
    code, _, err = run("new", tmp_path / "round")
    assert code == 2
    assert "the folder cannot be made" in err
