"""Two programs at once on one dossier, as real processes: what both report as done is there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from filelock import FileLock

from pourparler import verbs
from pourparler.dossier import load
from pourparler.model import State, What
from pourparler.record import Record

ROUNDS = 1
_WORKER = """
import json, sys, time
from pourparler import verbs
from pourparler.cli import main
print("<ready>", flush=True)
for line in sys.stdin:
    words, at = json.loads(line)
    sys.argv = ["pourparler", *words]
    time.sleep(max(0.0, at - time.time()))
    try:
        if words[0] == "draft_write":
            verbs.draft_write(words[1])
            raise SystemExit
        main()
    except SystemExit as stopped:
        print(f"<{int(stopped.code or 0)}>", flush=True)
"""


class Programs:
    """Processes that run commands, each its own, at the same moment."""

    def __init__(self, many: int) -> None:
        quiet = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
        self._processes = [subprocess.Popen([sys.executable, "-c", _WORKER], **quiet) for _ in range(many)]
        assert [self._answer(p) for p in self._processes] == ["ready"] * many

    def run(self, *commands: Sequence[object]) -> list[int]:
        """The exit code of each."""
        at = time.time() + 0.2
        for process, words in zip(self._processes, commands, strict=True):
            process.stdin.write(json.dumps([[str(w) for w in words], at]) + "\n")
            process.stdin.flush()
        return [self._answer(p) for p in self._processes]

    def close(self) -> None:
        for process in self._processes:
            process.stdin.close()
            assert process.wait(30) == 0
            process.stdout.close()

    def _answer(self, process: subprocess.Popen) -> object:
        while line := process.stdout.readline():
            if line.startswith("<"):  # all else is what the command says
                answer = line.strip()[1:-1]
                return int(answer) if answer.isdigit() else answer
        raise AssertionError("a program ended early")


@pytest.fixture(scope="module")
def two() -> Iterator[Programs]:
    programs = Programs(2)
    yield programs
    programs.close()


def fresh(folder: Path) -> list[str]:
    return [c.position.id for c in verbs.positions_suggest(folder) if c.known is None]


def without(folder: Path, *sections: str) -> str:
    """The dossier without its positions and next steps, and these sections."""
    from ruamel.yaml import YAML

    y = YAML()
    file = folder / "dossier.yaml"
    tree = y.load(file.read_text(encoding="utf-8"))
    for name in sections:
        tree.pop(name, None)
    with file.open("w", encoding="utf-8") as out:
        y.dump(tree, out)
    return file.read_text(encoding="utf-8")


def test_positions_applied_at_once_are_both_there(read_demo: Path, two: Programs) -> None:
    before = without(read_demo, "positions", "conflict")
    first, second, *_ = fresh(read_demo)
    for _ in range(ROUNDS):
        (read_demo / "dossier.yaml").write_text(before, encoding="utf-8")
        assert two.run(["positions", "apply", read_demo, first], ["positions", "apply", read_demo, second]) == [0, 0]
        assert {p.id for p in load(read_demo / "dossier.yaml").negotiation.positions} == {first, second}


def test_a_position_a_next_step_and_the_talks_as_moves_at_once(read_demo: Path, two: Programs) -> None:
    before = without(read_demo, "conflict", "next_steps")
    position = without(read_demo, "positions") and fresh(read_demo)[0]
    step = next(s.id for s in verbs.next_steps_suggest(read_demo) if s.known is None)
    for _ in range(ROUNDS):
        (read_demo / "dossier.yaml").write_text(before, encoding="utf-8")
        propose = ["stability", read_demo, "--propose", "--write", "--json"]
        codes = two.run(propose, ["next-steps", "apply", read_demo, step])
        assert codes[0] in (0, 1)  # 1: no state is stable
        assert codes[1] == 0
        found = load(read_demo / "dossier.yaml").negotiation
        assert found.conflict is not None
        assert len(found.next_steps) == 1
        (read_demo / "dossier.yaml").write_text(before, encoding="utf-8")
        many = len(load(read_demo / "dossier.yaml").negotiation.positions)
        codes = two.run(["positions", "apply", read_demo, position], ["next-steps", "apply", read_demo, step])
        found = load(read_demo / "dossier.yaml").negotiation
        assert codes == [0, 0]
        assert len(found.next_steps) == 1
        assert len(found.positions) >= many


def test_a_dossier_is_made_once(tmp_path: Path, two: Programs) -> None:
    for k in range(ROUNDS):
        codes = two.run(["new", tmp_path / str(k), "--title", "One"], ["new", tmp_path / str(k), "--title", "Two"])
        assert sorted(codes) == [0, 2]
        title = load(tmp_path / str(k) / "dossier.yaml").negotiation.title
        assert title == ("One" if codes[0] == 0 else "Two")


def test_proposals_confirmed_and_drafts_written_at_once(tmp_path: Path, two: Programs) -> None:
    folder = verbs.new(tmp_path / "talks", "Talks").root
    for name in ("Northland", "Port Union"):
        verbs.proposals_add(folder, What.PARTY, name=name)
    ids = [p.id for p in verbs.proposals_list(folder)]
    for _ in range(ROUNDS):
        assert two.run(*(["proposals", "dismiss", folder, id] for id in ids)) == [0, 0]
        assert all(p.state is State.DISMISSED for p in verbs.proposals_list(folder))
        assert two.run(*(["proposals", "restore", folder, id] for id in ids)) == [0, 0]
        assert two.run(*(["proposals", "confirm", folder, id] for id in ids)) == [0, 0]
    assert two.run(["draft_write", folder], ["draft_write", folder]) == [0, 0]
    assert [p.name for p in load(folder / "dossier.yaml").negotiation.parties] == ["Northland", "Port Union"]
    with Record(folder / "record.sqlite") as record:
        assert set(record.written(load(folder / "dossier.yaml").revision)) == set(ids)


def test_what_was_decided_since_is_not_decided_again(read_demo: Path, run) -> None:
    statement = verbs.statements_list(read_demo)[0]
    id, seen = statement.statement.id, statement.last
    assert run("statements", "reject", read_demo, id)[0] == 0
    for words in (["accept"], ["reject"], ["correct", "--stance", "rejects"]):
        code, _, told = run("statements", words[0], read_demo, id, "--seen", seen, *words[1:])
        assert code == 2
        assert "decided on" in told
    assert verbs.statements_list(read_demo)[0].review == "rejected"
    last = json.loads(run("statements", "show", read_demo, id, "--json")[1])["last"]
    assert run("statements", "accept", read_demo, id, "--seen", last)[0] == 0


def test_the_file_of_the_demo_is_put_whole(read_demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pourparler.dossier import edit
    from pourparler.errors import PourparlerError
    from pourparler.verbs.dossiers import take_demo_dossier

    dossier = verbs.new(read_demo.parent / "other")
    monkeypatch.setattr(edit, "PATIENCE", 0.05)
    shutil.copy(dossier.yaml, dossier.root / "before")
    holder = FileLock(dossier.root / ".dossier.yaml.lock")
    with holder, pytest.raises(PourparlerError, match="another program is writing"):
        take_demo_dossier(dossier)
    assert dossier.yaml.read_bytes() == (dossier.root / "before").read_bytes()
