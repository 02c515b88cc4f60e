"""Kill a command at a random moment: nothing that it reported is lost, nothing is half-written, and running it again completes the work."""

from itertools import pairwise

from .conftest import rounds
from .stages import KINDS, Kind
from .state import differences, halves, left_over, nothing_else, sound, unseen

FEW, MANY = 1, 18
"""Kills of each kind of command, half of them at a random step, half at a random time."""


def pytest_generate_tests(metafunc):
    if "number" in metafunc.fixturenames:
        many = rounds(metafunc.config, FEW, MANY)
        told = [(kind, number) for kind in KINDS for number in range(many)]
        metafunc.parametrize(("kind", "number"), told, ids=[f"{k.name.replace(' ', '_')}-{n}" for k, n in told])


def test_a_killed_command_loses_nothing_and_is_completed_by_another_run(
    kind: Kind, number, program, stages, chance, ground, counted
):
    words = f"{number % 3}"
    peace = stages.undisturbed(kind, words)
    folder = stages.copy(kind.stage, ground / "talks")
    kills, hits = chance.choice((1, 1, 2)), 0
    for k in range(kills + 1):
        if k == kills and hits:
            break
        anew = k == kills  # no kill met a running command: from the beginning, with one that will
        if anew:
            folder = stages.copy(kind.stage, ground / "anew")
        by_step = anew or (number + k) % 2
        when = (
            {"kill_at": chance.randint(1, peace.ended.steps)}
            if by_step
            else {"kill_after": chance.uniform(0, peace.ended.seconds)}
        )
        ended = program.run(folder, peace.words, **when)
        counted("kills", kind.name, "kills")
        hits += ended.killed
        counted("kills", kind.name, "hit" if ended.killed else "missed")
        assert ended.code in (0, -9), ended.err
        assert not ended.orphans, "a process that the command started lives on"
        got = sound(folder, ground / f"left {k}")
        if kind.moves_on and k and not anew:
            states = [peace.before, *stages.repeated(kind, words)]
            assert not all(nothing_else(got, *pair) for pair in pairwise(states))
        else:
            assert not nothing_else(got, peace.before, peace.after)
        assert not halves(got, peace.after)
        assert kind.name != "watch" or not unseen(got)
        if kind.moves_on and k and not anew:
            assert ended.killed or got in stages.repeated(kind, words)
            continue
        lost = [(part, key) for part, key in kind.told(ended.out, peace.after) if key not in got[part]]
        assert not lost, f"reported, and lost: {ended.out}"
        if ended.code == 0:
            assert not differences(got, peace.after)
    assert hits, "no kill met a running command"
    again = program.run(folder, peace.words)
    assert again.code == 0, again.err
    completed = sound(folder, ground / "completed")
    if kind.moves_on and got["dossier.yaml"] != peace.before["dossier.yaml"]:
        assert completed in stages.repeated(kind, words)[1:]
    else:
        assert not differences(completed, peace.after)
    assert not left_over(folder)
