"""Every command shows what a dossier's words are: no markup, no pictures, no control characters, whatever the words hold."""

import json
import re
import shutil

import pytest

from pourparler.cli.app import application
from pourparler.cli.console import PlainConsole
from pourparler.shown import shown

from ..conftest import commands_of
from ..hostile_characters import MARKS, PARTY, QUOTE, make_hostile

HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
DRAFT = (
    "transit=open,patrols=joint,dues=none,fishing=shared,status_of_Port_Auvane=joint,crews=all,monitoring=third_party"
)
COMMANDS = [
    ["check"], ["settle"], ["settle", "--without", PARTY], ["settle", "--look", DRAFT], ["concessions"], ["ask-next"],
    ["ask-next", "--party", PARTY], ["compare", DRAFT, DRAFT.replace("joint", "kestrian")], ["what-if", "--without", PARTY],
    ["stability"], ["stability", "--from", "now", "--to", "A", "--sensitivity"], ["stability", "--propose"], ["network"],
    ["network", "--kind", "conflict"], ["why", "verdict"], ["why", "table"], ["why", PARTY], ["positions", "list"],
    ["positions", "suggest"], ["documents", "list"], ["documents", "show", "{document}"], ["statements", "list"],
    ["statements", "search", "nothing"], ["statements", "show", "{statement}"], ["next-steps", "suggest"], ["influence", "power"],
    ["influence", "spatial"], ["ask", "crews", "--party", PARTY], ["moved"], ["positions", "history"], ["news", "--since", "2031-01-01"],
    ["next-steps", "list"],
]  # fmt: skip
WRITING = [
    ["statements", "accept", "{statement}", "--note", MARKS], ["statements", "show", "{statement}"], ["statements", "reject", "{statement}"],
    ["statements", "correct", "{statement}", "--speaker", f"Ada {MARKS}"], ["statements", "show", "{statement}"],
    ["statements", "cite", "we demand the release of all crews"], ["draft"], ["proposals", "list"],
    ["proposals", "rename", "{proposal}", f"House {MARKS}"], ["proposals", "dismiss", "{proposal}"], ["proposals", "list", "--dismissed"],
    ["proposals", "undo"], ["proposals", "confirm", "{proposal}"], ["proposals", "history"], ["draft", "--write"], ["evaluate", "draft"],
    ["positions", "apply", "{position}"], ["next-steps", "apply", "e341de1a0cef@380-473"], ["add", "{file}"],
    ["read"], ["documents", "set", "{document}", "--title", f"Another {MARKS}"], ["documents", "remove", "{document}", "--yes"],
    ["documents", "restore"], ["documents", "restore", "{document}"], ["positions", "list"],
]  # fmt: skip
"""Commands that change the dossier, in their order."""
NO_WORDS = ("accept", "reject", "undo", "confirm", "dismiss", "draft", "apply")
"""What answers in ids and counts."""
ELSEWHERE = {
    "new", "open", "demo", "report", "convert", "statements export", "evaluate reader", "solve", "proposals restore", "proposals merge",
    "proposals split", "proposals move", "watch", "stories list", "stories together", "stories apart", "stories undo", "next-steps confirm",
    "next-steps dismiss", "next-steps reopen",
}  # fmt: skip
"""Nothing is in a new dossier yet; files and pages are in ``end_to_end``; ``solve`` below; the rest answers as `proposals rename` does,
or in counts."""


@pytest.fixture(scope="module")
def hostile(read_once, tmp_path_factory):
    """(The dossier, the ids to put into commands.)"""
    folder = tmp_path_factory.mktemp("hostile") / "lorn"
    shutil.copytree(read_once, folder)
    statement = make_hostile(folder)
    from pourparler import verbs

    return folder, {"{statement}": statement, "{document}": verbs.statements_show(folder, statement).document.id}


def test_no_command_is_left_out():
    def names(group, before=()):
        for name, command in group.commands.items():
            yield from names(command, (*before, name)) if hasattr(command, "commands") else [(*before, name)]

    known = {" ".join(words) for words in names(commands_of(application()))}
    called = {name for name in known for words in (*COMMANDS, *WRITING) if words[: name.count(" ") + 1] == name.split()}
    assert called | ELSEWHERE == known
    assert not called & ELSEWHERE


def called(run, folder, words, ids):
    """The words with the dossier in its place: after the words of the command."""
    many = (
        2
        if words[0]
        in ("statements", "positions", "documents", "proposals", "next-steps", "influence", "evaluate", "stories")
        else 1
    )
    words = [ids.get(word, word) for word in words]
    return run(*words[:many], folder, *words[many:])


def inside(text):
    """The text without blanks: tables break long names into lines."""
    return "".join(text.split())


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words)[:40])
def test_every_command_shows_the_words_as_they_are(run, hostile, words):
    folder, ids = hostile
    code, out, told = called(run, folder, words, ids)
    assert code in (0, 1), told
    assert not HARMFUL.search(out + told)
    if words[0] != "stability" or "--propose" in words:
        assert inside(shown(MARKS)) in inside(out)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words)[:40])
def test_json_holds_the_words_themselves_in_characters_that_do_nothing(run, hostile, words):
    folder, ids = hostile
    code, out, _ = called(run, folder, [*words, "--json"], ids)
    assert code in (0, 1)
    assert not HARMFUL.search(out)

    def texts(value):
        if isinstance(value, str):
            yield value
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from texts(item)
        yield from value if isinstance(value, dict) else ()

    assert any(MARKS in text or PARTY in text for text in texts(json.loads(out)))


def test_a_quotation_stands_letter_by_letter(run, hostile):
    folder, ids = hostile
    _, out, _ = called(run, folder, ["statements", "show", "{statement}"], ids)
    assert f"“{shown(QUOTE)}”" in out
    assert f"said that {shown(QUOTE)} at once.\n" in out
    assert ":x: [bold]b[/] [/] \\[i] <b>&amp;</b> ␛[31m␇␈␡\ufffd1m\ufffd\ufffd\u200b end ␀nothing" in out


def test_commands_that_write_show_the_words_too(run, hostile, tmp_path, monkeypatch):
    monkeypatch.setenv("POURPARLER_USER", f"ann {MARKS}")
    folder, ids = tmp_path / "lorn", dict(hostile[1])
    shutil.copytree(hostile[0], folder)
    ids["{file}"] = tmp_path / "t.jsonl"
    row = {
        "text": "Ada Voss said that the strait would stay open.",
        "title": f"Strait {MARKS}",
        "source": MARKS,
        MARKS: 1,
    }
    ids["{file}"].write_text(json.dumps(row | {"date": "2031-02-18"}))
    for words in WRITING:
        if "{position}" in words:  # what is proposed now, after those before
            suggested = json.loads(run("positions", "suggest", folder, "--json")[1])
            ids["{position}"] = next(p["id"] for p in suggested if p["known"] is None)
        code, out, told = called(run, folder, words, ids)
        assert code == 0, (words, told)
        assert not HARMFUL.search(out + told), words
        if words == ["draft"]:
            ids["{proposal}"] = json.loads(called(run, folder, ["proposals", "list", "--json"], ids)[1])["parties"][0][
                "id"
            ]
        if not set(words) & set(NO_WORDS):
            assert shown(MARKS) in out + told, words


def test_solve_shows_the_names_of_its_file(run, tmp_path):
    parties = [
        {"name": f"{name} {MARKS}", "weights": [1], "scores": [[0, 1]], "reservation": 0} for name in ("Ada", "Tom")
    ]
    issues = [{"name": f"toll {MARKS}", "options": [f"no {MARKS}", f"full {MARKS}"]}]
    told = {"format": "bargaining-instance/1", "name": MARKS, "issues": issues, "parties": parties}
    (tmp_path / "case.json").write_text(json.dumps(told))
    code, out, told = run("solve", tmp_path / "case.json", "--best", 2)
    assert code == 0, told
    assert not HARMFUL.search(out + told)
    for name in ("Ada", "Tom", "toll", "full"):
        assert shown(f"{name} {MARKS}") in out


@pytest.mark.parametrize(
    "words",
    [
        ["why", f"nothing {MARKS}"],
        ["settle", "--look", f"transit={MARKS}"],
        ["positions", "list", f"--{MARKS}"],
        ["statements", "list", "--stance", MARKS],
        ["network", "--kind", MARKS],
        ["documents", "show", MARKS],
    ],
    ids=lambda words: words[0],
)
def test_errors_repeat_what_was_typed_in_characters_that_do_nothing(run, hostile, words):
    code, out, told = called(run, hostile[0], words, {})
    assert code == 2
    assert not HARMFUL.search(out + told)
    assert "[bold]b[/] [/]" in told
    assert ":x:" in told


def test_faults_of_ours_are_shown_harmless_with_their_traces(run, demo, monkeypatch):
    from pourparler.verbs import settlement

    def fail(negotiation, monitor):
        raise RuntimeError(f"odd {MARKS}")

    monkeypatch.setattr(settlement, "analyse", fail)
    for trace in ("", "1"):
        monkeypatch.setenv("POURPARLER_TRACEBACK", trace)
        code, out, told = run("settle", demo)
        assert (code, out) == (3, "")
        assert not HARMFUL.search(told)
        assert shown(f"odd {MARKS}") in told
        assert ("Traceback" in told) == bool(trace)


def test_progress_takes_its_words_for_words(monkeypatch):
    from io import StringIO

    from pourparler.cli import console

    screen = StringIO()
    terminal = PlainConsole(file=screen, force_terminal=True, width=200, color_system=None)
    monkeypatch.setattr(console, "err", terminal)
    with console.progress(f"reading {MARKS}", 3) as step:
        step()
    assert inside(shown(f"reading {MARKS}")) in inside(screen.getvalue())


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_letters_that_an_encoding_does_not_have_end_no_command(read_once, encoding):
    import os
    import subprocess
    import sys

    told = {}
    for more in ((), ("--json",)):
        words = [sys.executable, "-m", "pourparler", "stability", str(read_once), *more]
        done = subprocess.run(words, capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding}, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        told[more] = done.stdout.decode(encoding)
    assert "\\u25cf" in told[()]
    assert json.loads(told[("--json",)])
