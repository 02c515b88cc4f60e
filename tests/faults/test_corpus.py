"""Hostile documents, dossiers and files of other programs: each ends in a message or in the right answer, within its limits."""

from __future__ import annotations

import contextlib
import json
import os
import re
import socket
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from pourparler.documents import Limits, gather_data
from pourparler.dossier import loads
from pourparler.errors import DossierError, PourparlerError
from pourparler.settlement import analyse
from pourparler.settlement.scenarios import counted as as_counted

from . import foreign_files, hostile_documents, hostile_dossiers
from .conftest import Counted, rounds
from .samples import WORDS, foreign

LARGE = 200_000
"""Bytes of a document from which on only one of the tests adds it."""
LIMITS = Limits(seconds=120, memory=500_000_000, size=5_000_000)


def test_documents(pytestconfig: pytest.Config, counted: Counted) -> None:
    """Each is told by its name, with a way out; what comes in can be stored; what is known of it holds."""
    seed, wrong = pytestconfig.getoption("--seed"), []
    corpus = list(hostile_documents.corpus(seed, rounds(pytestconfig, 8, 60)))
    for case in corpus:
        found = list(gather_data(case.file, case.make(), limits=LIMITS))
        errors = [g.error.message for g in found if g.error]
        texts = [g.document.text for g in found if g.document]
        counted("corpus", "documents", "a text" if texts and not errors else "a message")
        if case.says is not None and not any(re.search(case.says, e, re.S) for e in errors):
            wrong.append((case.what, "does not say", case.says, errors[:1], texts[:1]))
        if case.holds is not None and not any(case.holds in t for t in texts):
            wrong.append((case.what, "does not hold", case.holds[:80], errors[:1], [t[:200] for t in texts[:2]]))
        if not errors and not texts and not any(g.notice for g in found):
            wrong.append((case.what, "nothing came of it"))
        wrong += [(case.what, "whose?", e) for e in errors if not e.startswith(case.file)]
        wrong += [
            (case.what, "cannot be stored") for t in texts if "\0" in t or t != t.encode(errors="replace").decode()
        ]
    assert not wrong, "\n".join(map(str, wrong))
    assert len(corpus) >= 200


def test_dossiers(counted: Counted) -> None:
    """Each fault is told with its line; what is valid can be analysed, and the count of settlements is right where it is known."""
    wrong = []
    for case in hostile_dossiers.corpus():
        try:
            loaded = loads(case.text)
        except DossierError as error:
            counted("corpus", "dossiers", "a message")
            lines = [p.line for p in error.problems]
            if case.settlements is not None or (
                case.says is not None and not re.search(case.says, error.message, re.S)
            ):
                wrong.append((case.what, error.message[:300], "instead of", case.says or case.settlements))
            elif case.line is not None and case.line not in lines:
                wrong.append((case.what, lines[:5], "instead of line", case.line))
            if not lines or not all(1 <= line <= case.text.count("\n") + 2 for line in lines):
                wrong.append((case.what, "no such line", lines[:5]))
            continue
        counted("corpus", "dossiers", "an answer")
        if case.says is not None:
            wrong.append((case.what, "is valid, and should say", case.says))
        try:
            size = analyse(as_counted(loaded.negotiation, confirmed_only=False)).zopa.size
        except PourparlerError:
            size = None
        if case.settlements is not None and size != case.settlements:
            wrong.append((case.what, "settlements:", size, "instead of", case.settlements))
    assert not wrong, "\n".join(map(str, wrong))


def test_files_of_other_programs(counted: Counted, ground: Path) -> None:
    """Each is refused with what, where and how to mend it, or read."""
    (ground / "samples").mkdir()
    samples = foreign(ground / "samples")
    wrong = []
    for number, case in enumerate(foreign_files.corpus(samples)):
        folder = ground / str(number)
        folder.mkdir()
        for name, data in case.files.items():
            (folder / name).write_bytes(data)
        try:
            found = foreign_files.read(case.format, folder, case.name)
        except PourparlerError as error:
            counted("corpus", "files of other programs", "a message")
            if case.answer is not None or (case.says is not None and not re.search(case.says, error.message, re.S)):
                wrong.append((case.what, error.message[:300], "instead of", case.says))
            if str(folder) not in error.message:
                wrong.append((case.what, error.message[:300], "does not say where"))
        except Exception as error:
            wrong.append((case.what, "our fault", "".join(traceback.format_exception(error)[-3:])))
        else:
            counted("corpus", "files of other programs", "an answer")
            if case.says is not None:
                wrong.append((case.what, "is read, and should say", case.says))
            if case.answer is not None and case.answer[0](found) != case.answer[1]:
                wrong.append((case.what, case.answer[0](found), "instead of", case.answer[1]))
    assert not wrong, "\n".join(" ".join(map(str, w)) for w in wrong)


def test_the_command_line_takes_all_documents_at_once(
    run: Callable[..., tuple[int, str, str]], pytestconfig: pytest.Config, ground: Path
) -> None:
    """One run, one record: every file is told by its name, what came in is there, and nothing is our fault."""
    dossier, folder = ground / "dossier", ground / "documents"
    folder.mkdir()
    corpus = list(hostile_documents.corpus(pytestconfig.getoption("--seed"), 2))
    for number, case in enumerate(corpus[:: rounds(pytestconfig, 4, 1)]):
        data = case.make()
        if len(data) < LARGE:
            (folder / f"{number:03} {case.file}").write_bytes(data)
    names = _names_links_pipes(folder)
    assert run("new", dossier)[0] == 0
    code, out, err = run("add", dossier, folder, "--time-limit", 120, "--size-limit", 5)
    told = re.sub(r"\s", "", out + err)
    assert code in (0, 1, 2), err
    assert "our fault" not in out + err
    assert "Traceback" not in out + err
    assert not [name for name in names if re.sub(r"\s", "", name) not in told]
    code, out, err = run("documents", "list", dossier, "--json")
    assert (code, err) == (0, "")
    assert len(json.loads(out)) > 20


def _names_links_pipes(folder: Path) -> list[str]:
    """Put what is no plain file with a plain name into the folder; what must be told of."""
    text = f"{WORDS} {WORDS[:40]}".encode()
    told = ["pipe.txt", "socket.txt", "outside.txt", "nowhere.txt", "\\xe9.txt", "-rf.txt", "a" * 40]
    os.mkfifo(folder / "pipe.txt")
    # The address of a socket may have hardly a hundred bytes: shorter than the folder's name.
    with socket.socket(socket.AF_UNIX) as server, contextlib.chdir(folder):
        server.bind("socket.txt")
    (folder / "outside.txt").symlink_to("/etc/passwd")
    (folder / "nowhere.txt").symlink_to(folder / "nobody")
    (folder / "around").symlink_to(folder)
    (folder / "again.txt").symlink_to(folder / "again.txt")
    for name in (
        b"\xe9.txt",
        b"-rf.txt",
        b"line\n.txt",
        b"\x1b[31mred.txt",
        "\u202etxt.exe.txt".encode(),
        b"a" * 250 + b".txt",
        b":smile:.txt",
        b"[red]x.txt",
        b" .txt",
    ):
        with open(os.fsencode(folder) + b"/" + name, "wb") as file:
            file.write(text + name.replace(b"\x1b", b""))
    return told


@pytest.mark.parametrize("command", ["check", "settle", "ask-next", "stability"])
def test_the_command_line_refuses_hostile_dossiers(
    run: Callable[..., tuple[int, str, str]], ground: Path, command: str
) -> None:
    """Some of them, chosen evenly: exit code 2, what and where on standard error, nothing on standard output."""
    some = [case for case in hostile_dossiers.corpus() if case.says is not None][:: 24 if command == "check" else 80]
    for number, case in enumerate(some):
        dossier = ground / f"{number}"
        dossier.mkdir()
        (dossier / "dossier.yaml").write_bytes(case.text.encode(errors="surrogatepass"))
        code, out, err = run(command, dossier)
        assert (code, out) == (2, ""), (case.what, code, out, err)
        assert re.search(r"dossier\.yaml:\d+: ", re.sub(r"\n\s*", "", err)), (case.what, err)
        assert "our fault" not in err
