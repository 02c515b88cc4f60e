"""Two and four programs write into one dossier at once, command line and workbench: whatever was answered as done is there at the end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pourparler.dossier import load

from ..conftest import DEMO
from .conftest import rounds
from .posts import kept, posts
from .programs import Program, Workbench, workbench
from .stages import PATTERN, POSITIONS, STEP
from .state import left_over, sound, without_option

FEW, MANY = 1, 8
TRIES = 40
"""How often a refused edit is made again: each time somebody else got further, so that all come to an end."""
BUSY = (
    "has changed since",
    "were changed meanwhile",
    "another program is writing",
    "has changed since this page was loaded",
)
"""By what a refusal says that somebody else was faster, and that nothing was written."""
FURTHER = sorted((DEMO / "documents").glob("2031-02-24*")) + sorted((DEMO / "documents").glob("2031-03-12*"))


@dataclass
class Writer:
    """Does one edit after the other; each until it is answered as done. ``faults``: answers that are neither."""

    edits: list[Callable[[], tuple[bool, str]]]
    refused: int = 0
    faults: list[str] = field(default_factory=list)

    def work(self) -> None:
        for edit in self.edits:
            for _ in range(TRIES):
                done, told = edit()
                if done:
                    break
                if not any(words in told for words in BUSY):
                    self.faults.append(told)
                    return
                self.refused += 1
            else:
                self.faults.append(f"refused {TRIES} times: {told}")


def command(program: Program, folder: Path, *words: object) -> Callable[[], tuple[bool, str]]:
    def run() -> tuple[bool, str]:
        ended = program.run(folder, words)
        return ended.code == 0, ended.err + (
            "" if ended.code == 2 else f" (exit code {ended.code})" if ended.code else ""
        )

    return run


def from_a_page(w: Workbench, folder: Path, post) -> Callable[[], tuple[bool, str]]:
    def send() -> tuple[bool, str]:
        answer = post.send(w, folder)
        return answer.status_code == 200, answer.text

    return send


def pytest_generate_tests(metafunc):
    if "number" in metafunc.fixturenames:
        many = range(rounds(metafunc.config, FEW, MANY))
        metafunc.parametrize(("writers", "number"), [(w, n) for w in (2, 4) for n in many])


@pytest.fixture
def folder(stages, ground):
    return stages.copy("drafted", ground / "talks")


def test_what_writers_were_told_is_there(writers, number, program, stages, folder, ground, chance, counted):
    before = stages.before("drafted")
    ids = chance.sample(without_option(before), 2)
    proposals = chance.sample(sorted(id for (id,), row in before["proposals"].items() if row[1] == "position"), 2)
    applied = chance.sample(POSITIONS, 2)
    page = {post.name: post for post in posts(before)}
    mine = (
        ["position added", "statement corrected", "party added", "document uploaded"],
        ["issue changed", "statement marked"],
    )
    with ExitStack() as stack:
        first = stack.enter_context(workbench(program, folder))
        line = [
            command(program, folder, "positions", "apply", ".", applied[0]),
            command(program, folder, "statements", "accept", ".", ids[0]),
            command(program, folder, "add", ".", FURTHER[0], *PATTERN),
            command(program, folder, "proposals", "confirm", ".", proposals[0]),
        ]
        all_writers = [Writer(line), Writer([from_a_page(first, folder, page[name]) for name in mine[0]])]
        if writers == 4:
            second = stack.enter_context(workbench(program, folder))
            line = [
                command(program, folder, "positions", "apply", ".", applied[1]),
                command(program, folder, "next-steps", "apply", ".", STEP),
                command(program, folder, "add", ".", FURTHER[1], *PATTERN),
                command(program, folder, "proposals", "confirm", ".", proposals[1]),
                command(program, folder, "statements", "reject", ".", ids[1]),
            ]
            all_writers += [Writer(line), Writer([from_a_page(second, folder, page[name]) for name in mine[1]])]
        for writer in all_writers:
            chance.shuffle(writer.edits)
        threads = [threading.Thread(target=writer.work) for writer in all_writers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    row = f"{writers} at once"
    counted("writers", row, "rounds")
    counted("writers", row, "edits", sum(len(w.edits) for w in all_writers))
    counted("writers", row, "refused and made again", sum(w.refused for w in all_writers))
    assert [w.faults for w in all_writers if w.faults] == []
    got = sound(folder, ground / "left")
    negotiation = load(folder / "dossier.yaml").negotiation
    held = {p.id for p in negotiation.positions}
    assert applied[0] in held
    assert (ids[0], "accepted", None) in got["decisions"]
    assert '"state": "confirmed"' in " ".join(map(str, got["proposals"][proposals[0],]))
    told = [name for names in mine[: writers // 2] for name in names]
    assert [name for name in told if not kept(page[name], got, folder)] == []
    assert len(got["documents"]) == len(before["documents"]) + (2 if writers == 2 else 3)
    if writers == 4:
        assert applied[1] in held
        assert len(negotiation.next_steps) == 2  # one stood there before
        assert (ids[1], "rejected", None) in got["decisions"]
        assert '"state": "confirmed"' in " ".join(map(str, got["proposals"][proposals[1],]))
    assert not left_over(folder, in_use=True)
