"""Kill whoever reads with worker processes, in the middle: what it told is kept, its processes end, and another run reads the rest."""

import time

from .conftest import rounds
from .stages import KINDS
from .state import differences, left_over, sound

READ = next(kind for kind in KINDS if kind.name == "read")
WORDS = ("read", ".", "--workers", "1")


def pytest_generate_tests(metafunc):
    metafunc.parametrize("number", range(rounds(metafunc.config, 1, 12)))


def without_bands(contents):
    """By which of several statements with the same words they are found depends on the order in which they came."""
    return {table: rows for table, rows in contents.items() if table != "bands"}


def test_a_killed_client_loses_nothing_and_repeats_nothing(number, program, stages, chance, ground, counted):
    peace = stages.undisturbed(READ, "0")
    folder = stages.copy("added", ground / "talks")
    running = program.start(folder, WORDS)
    lines = chance.randint(1, 3)
    until = time.monotonic() + 60
    while running.told().count("\n") < lines and not running.over:
        assert time.monotonic() < until
        time.sleep(0.005)
    running.kill()
    ended = running.ended()
    counted("kills", "read --workers", "kills")
    counted("kills", "read --workers", "hit" if ended.killed else "missed")
    assert ended.killed, ended.err
    assert not ended.orphans, "a process that the command started lives on"
    got = sound(folder, ground / "left")
    told = READ.told(ended.out, peace.after)
    assert told
    assert not [(part, key) for part, key in told if key not in got[part]]
    read = {document for document, _ in got["readings"]}
    assert len(read) < len(got["documents"])
    again = program.run(folder, ("read", "."))
    assert again.code == 0, again.err
    completed = sound(folder, ground / "completed")
    assert not differences(without_bands(completed), without_bands(peace.after))
    assert again.out.count("\n") == len(got["documents"]) - len(read), "something was read twice"
    assert not left_over(folder)
