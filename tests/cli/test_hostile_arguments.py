"""Every command with arguments that nobody would give it: it ends with 0, 1 or 2, and says on standard error what is wrong.

The commands are those of the application, so that a new one is tried too. Few rounds are the same each time, ``--soak`` makes many, other
ones each time; ``--seed NUMBER`` makes them again.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from typer.models import TyperPath

from pourparler.cli.app import application
from pourparler.dossier import load
from pourparler.record import Record

from ..conftest import commands_of

FEW, MANY = 5, 30
"""How often each command is called."""
PATIENCE = 60
"""Seconds after which a command is taken to run without an end."""

TEXTS = [
    "", " ", "\n", "\0", "a\0b", "\udcff", "Ada \ud800", "x" * 5_000, "é" * 5_000, "-", "--", "-x", "--nonsense", "../..", "/", "%s%n%d", "{}", "{0.__class__}",
    "{path", "$(id)", "`id`", "'; drop table statements; --", "[", "[[", "[[1, 2]", "[[5, 1]]", "[[-1, 10]]", f"[[0, {10**30}]]", "[[0.5, 2]]", '[["a", 1]]',
    "[" * 3_000, "[]", "*", '"', '"unclosed', "a OR", "NEAR(", "^", "(", ")", "\\", "=", "=,", "a=b", "transit=open,transit=closed", ":", ": x", "? b", "- a", "#", "&a", "*a",
    "!!int x", "null", "true", "nan", "inf", "-1", "0", str(10**30), f"-{10**30}", "1e400", "9" * 5_000, "２０３１-０２-１８", "2031-02-30", "0000-00-00", "9999-12-31",
    "99999-01-01", "-2031-02-18", "2031-13", "31/31/31", "\u202eabc", "\x1b[31m", ":x:", "Maravel: dues", "Maravel: dues accepts", "Nobody: dues accepts full",
    "block:1", "block:0", "block:-1", f"block:{10**30}", "contradiction:", "Maravel:", ":dues", "Maravel:dues:x", "s", "s0", "sffffffffffff", "utf-16", "rot13", "zlib", "idna",
    "undefined", "{date}{date}", "{*}" * 200, "{date}_{source}_{*}", "dmy", "http://[::1", "http://", "file:///etc/passwd", "a,b,,c", ",",
]  # fmt: skip
NUMBERS = ["0", "-1", "1", "3", str(10**30), f"-{10**30}", "nan", "inf", "-inf", "1e400", "1e-400", "0.5", "x", "", "9" * 5_000, "２", "0x10", "1_000", "\0", "70000"]  # fmt: skip
UNREACHABLE = ["", "x", "http://", "http://[::1", "ftp://x", "file:///etc/passwd", "http://127.0.0.1:1/v1", "\udcff", "http://\0", "x" * 5_000, "http://127.0.0.1:99999/"]  # fmt: skip
"""Endpoints of a language model at which nobody answers."""
PORTS = ["-1", "70000", str(10**30), f"-{10**30}", "x", "", "nan", "\0"]
NEVER_GOOD = {("open",), ("demo",), ("watch",)}
"""Commands that would start a server, go on without an end, or do everything at once, if all were right: their folder is none."""
NO_DOSSIER = [
    "file.txt",
    "file.txt/within",
    "round",
    "pipe.json",
    "broken.yaml",
    "/dev/full",
    "/dev/null/x",
    "x" * 5_000,
    "/proc/x",
]


def commands(group: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*words, name))
        else:
            yield (*words, name), command


COMMANDS = dict(commands(commands_of(application())))


class Endless(BaseException):
    """A command that does not end; nothing in the program takes it for an error of its own."""


@contextmanager
def ending() -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise Endless

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


class Ground:
    """A folder within folders, with a dossier that was read and with what is none; the words that would be right in it."""

    def __init__(self, below: Path, read: Path) -> None:
        self.root = below / "a" / "b" / "c"
        self.root.mkdir(parents=True)
        shutil.copytree(read, self.root / "talks")
        (self.root / "empty").mkdir()
        (self.root / "file.txt").write_text("Words.\n")
        for name in ("broken.yaml", "broken.json", "broken.xml", "broken.gmcr", "broken.xlsx", "broken.csv"):
            (self.root / name).write_bytes(b"\xff{<\0")
        (self.root / "nothing.json").write_text("{}")
        (self.root / "gone").symlink_to("nowhere")
        (self.root / "round").symlink_to("round")
        os.mkfifo(self.root / "pipe.json")
        self.paths = [  # none has a NUL in it: no system hands one over to a program
            "talks", "talks/dossier.yaml", "talks/record.sqlite", "empty", "file.txt", "nothing.json", "broken.yaml", "broken.json", "broken.xml",
            "broken.gmcr", "broken.xlsx", "broken.csv", "gone", "round", "pipe.json", "nobody/here", "nobody/here.yaml", "file.txt/within", "", ".", "..", "../..", "~",
            "/dev/full", "/dev/zero", "/proc/self/mem", "/dev/fd/999", "\udcff", "\udcff.html", "x" * 5_000, "x" * 5_000 + ".json", "-", "out", "out.html",
            "out.md", "out.docx", "out.csv", "out.jsonl", "out.jsonld", "out.json", "out.xlsx", "a\nb.html", "*.html",
        ]  # fmt: skip
        negotiation = load(self.root / "talks" / "dossier.yaml").negotiation
        with Record(self.root / "talks" / "record.sqlite") as record:
            document = record.documents()[0].id
            statement = record.statements()[0].statement.id
        first = negotiation.issues[0]
        settlement = ",".join(f"{i.id}={next(iter(i.options))}" for i in negotiation.issues)
        self.right: dict[str, list[str]] = {
            "id": [statement, document], "ids": [negotiation.positions[0].id, statement], "conclusion": ["verdict", "table", "block:1"],
            "party": [negotiation.parties[0].name], "issue": [first.id], "option": [next(iter(first.options))], "first": [settlement], "second": [settlement],
            "drop": [negotiation.positions[0].id], "date": ["2031-02-18"], "since": ["2031-02-18"], "until": ["2031-04-18"], "kind": ["news", "conflict", "party"],
            "to": ["tables", "values", "genius", "negmas"], "target": ["target", "target.xlsx"], "output": ["made.csv", "made.html"], "words": ["crews"],
            "stance": ["demands"], "names": ["file.txt"], "title": ["Talks"], "source": ["talks"], "gold": ["talks"],
        }  # fmt: skip


def choices(ground: Ground, words: tuple[str, ...], parameter: Any) -> tuple[list[str], list[str]]:
    """What may be given for a parameter: (what is right, what is not)."""
    kind, name = parameter.type, parameter.name
    of_a_file = isinstance(kind, TyperPath)
    if name in ("endpoint", "language_model"):
        return UNREACHABLE, UNREACHABLE
    if name == "port":
        return PORTS, PORTS
    if words in NEVER_GOOD and name == "path":
        return NO_DOSSIER, NO_DOSSIER
    if name in ("path", "gold") or (name == "source" and of_a_file):
        return ["talks"], ground.paths
    right = ground.right.get(name, [])
    if kind.name.startswith(("integer", "float")):
        return right or ["1"], NUMBERS
    if kind.name == "choice":
        return list(kind.choices), TEXTS
    return right or ["x"], ground.paths if of_a_file or name in ("names", "domain", "profiles") else TEXTS


def asked(ground: Ground, words: tuple[str, ...], command: Any, chance: random.Random) -> list[str]:
    """One call of a command: mostly right but for one or two of its arguments."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    some = [p for p in options if p.required or chance.random() < min(0.5, 2.5 / len(options))]
    names = [p.name for p in (*arguments, *some)]
    hostile = set(chance.sample(names, min(len(names), chance.choice([1, 1, 2, len(names)]))))

    def given(p: Any) -> str:
        right, wrong = choices(ground, words, p)
        return chance.choice(wrong if p.name in hostile else right)

    call = [*words]
    for p in some:
        if p.is_flag:
            call.append(chance.choice([*p.opts, *p.secondary_opts]))
        else:
            name = max(p.opts, key=len)
            call += [f"{name}={given(p)}" for _ in range(chance.choice([1, 1, 2]) if p.multiple else 1)]
    if chance.random() < 0.9:
        call.append("--")
    for p in arguments:
        if p.required or p.name in hostile or words in NEVER_GOOD:
            call += [given(p) for _ in range(chance.choice([1, 1, 2]) if p.nargs == -1 else 1)]
    return call


def shortened(words: list[str]) -> str:
    return " ".join(repr(w if len(w) < 80 else w[:20] + f"…({len(w)})") for w in words)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_whatever_is_asked_ends_with_a_message(run, read_once, tmp_path, words, pytestconfig, monkeypatch):
    ground = Ground(tmp_path, read_once)
    monkeypatch.chdir(ground.root)
    chance = random.Random(f"{pytestconfig.getoption('--seed')}-{words}")
    faults = []
    for _ in range(MANY if pytestconfig.getoption("--soak") else FEW):
        call = asked(ground, words, COMMANDS[words], chance)
        try:
            with ending():
                code, out, err = run(*call)
        except Endless:
            code, out, err = -1, "", f"did not end within {PATIENCE} seconds"
        silent = (code == 2 and not err.strip()) or (code == 1 and not (out + err).strip())
        if code not in (0, 1, 2) or silent or "Traceback" in err:
            faults.append(f"{code}: {shortened(call)}\n    {err.strip()[-400:]}")
    assert not faults, "\n".join(faults)


GROUPS = sorted({words[0] for words in COMMANDS if len(words) > 1})


@pytest.mark.parametrize("group", [(), *((name,) for name in GROUPS)], ids=" ".join)
def test_what_is_no_command_is_told(run, group):
    for word in (
        "nonsense",
        "",
        " ",
        "\0",
        "\udcff",
        "x" * 5_000,
        "--nonsense",
        "--",
        "-",
        "../..",
        "{}",
        "%s",
        str(10**30),
    ):
        code, _, err = run(*group, word)
        assert code == 2, (group, word[:20])
        assert err.strip(), (group, word[:20])
        assert "Traceback" not in err
