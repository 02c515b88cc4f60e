"""A dossier that nobody may write: what reads works and says the same as elsewhere; what writes ends with exit code 2 and changes nothing."""

import os
import sys

import pytest

from .stages import POSITIONS, STEP, TOLD
from .state import contents

READING = (
    ("check", "."),
    ("documents", "list", "."),
    ("statements", "list", "."),
    ("positions", "list", "."),
    ("proposals", "list", "."),
    ("settle", "."),
    ("news", ".", "--since", "2031-02-18"),
    ("next-steps", "list", "."),
)
WRITING = (
    ("add", ".", __file__),
    ("read", ".", "--again"),
    ("draft", ".", "--write"),
    ("positions", "apply", ".", POSITIONS[0]),
    ("next-steps", "apply", ".", STEP),
    ("next-steps", "confirm", ".", TOLD.id, "--kept", "--judgement", "I was there"),
    ("statements", "accept", ".", "STATEMENT"),
    ("statements", "export", ".", "out.csv"),
    ("report", ".", "-o", "out.html"),
)


@pytest.fixture(scope="module")
def closed(stages, grounds):
    """The drafted dossier without the right to write; root is bound by that too, where the command is run so (``forked``)."""
    if os.geteuid() == 0 and sys.platform != "linux":
        pytest.skip("root cannot be bound by permissions here")
    folder = stages.copy("drafted", grounds / "closed")
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_it_is_read(words, closed, program, stages):
    ended = program.run(closed, words, bound=os.geteuid() == 0)
    there = program.run(stages.folder("drafted"), words)
    assert (ended.code, ended.out, ended.err) == (there.code, there.out, there.err)


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_what_would_change_it_is_refused(words, closed, program):
    before, names = contents(closed), sorted(p.name for p in closed.iterdir())
    statement = sorted(before["statements"])[0][0]
    ended = program.run(closed, [statement if w == "STATEMENT" else w for w in words], bound=os.geteuid() == 0)
    assert ended.code == 2, (ended.code, ended.out, ended.err)
    assert "cannot be written" in ended.err
    assert contents(closed) == before
    assert sorted(p.name for p in closed.iterdir()) == names
