"""Kill the workbench while pages post to it: what it answered as done is kept, and the posts that were left complete the work."""

import contextlib
import random
import sqlite3
import time
from functools import cache

import httpx
import pytest

from .conftest import rounds
from .posts import kept, posts
from .programs import Workbench, workbench
from .state import contents, differences, halves, left_over, sound

FEW, MANY = 1, 22


def pytest_generate_tests(metafunc):
    if "number" in metafunc.fixturenames:
        metafunc.parametrize("number", range(rounds(metafunc.config, FEW, MANY)))


def until_read(folder, patience=60.0):
    """Wait until every document is read."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        with contextlib.closing(sqlite3.connect(folder / "record.sqlite")) as db:
            if not db.execute("SELECT id FROM documents WHERE id NOT IN (SELECT document FROM readings)").fetchall():
                return
        time.sleep(0.02)
    raise AssertionError("the workbench did not read what was uploaded")


def finished(w, folder):
    """All that is to be read is read, and statements are matched to the dossier as it is."""
    assert w.post("/reading", {}).status_code == 200
    until_read(folder)
    assert w.client.get("/record").status_code == 200


class Peace:
    """All posts in one order, sent to a workbench that nobody kills."""

    def __init__(self, program, stages, folder, order):
        self.before = stages.before("drafted")
        self.posts = posts(self.before)
        random.Random(order).shuffle(self.posts)
        stages.copy("drafted", folder)
        with workbench(program, folder) as w:
            begun = time.monotonic()
            for post in self.posts:
                answer = post.send(w, folder)
                assert answer.status_code == 200, (post.name, answer.text)
            self.seconds = time.monotonic() - begun
            finished(w, folder)
            ended = w.stop()
            assert ended.code in (0, 130), ended.err
        self.steps = ended.steps
        self.after = contents(folder)
        assert [post.name for post in self.posts if not kept(post, self.after, folder)] == []


@pytest.fixture(scope="session")
def peace(program, stages, grounds):
    root = grounds / "peace"
    return cache(lambda order: Peace(program, stages, root / str(order), order))


def test_a_killed_workbench_has_kept_what_it_answered(number, program, stages, peace, chance, ground, counted):
    wanted = peace(number % 4)
    folder = stages.copy("drafted", ground / "talks")
    by_step = number % 2
    answered = []
    w = Workbench(program, folder, kill_at=chance.randint(wanted.steps // 8, wanted.steps) if by_step else None)
    if not by_step:
        w.kill_after(chance.uniform(0, wanted.seconds))
    with contextlib.suppress(httpx.TransportError):
        for post in wanted.posts:
            answer = post.send(w, folder)
            assert answer.status_code == 200, (post.name, answer.text)
            answered.append(post)
    all_answered = len(answered) == len(wanted.posts)
    if by_step and all_answered:
        with contextlib.suppress(httpx.TransportError):
            finished(w, folder)
    ended = w.close()
    counted("kills", "posts of pages", "kills")
    counted("kills", "posts of pages", "missed" if all_answered else "hit")
    assert not ended.orphans
    got = sound(folder, ground / "left")
    assert not halves(got, wanted.after)
    lost = [post.name for post in answered if not kept(post, got, ground / "left")]
    assert not lost, "answered as done, and lost"
    with workbench(program, folder) as again:
        for post in wanted.posts:
            if not kept(post, got, ground / "left"):
                answer = post.send(again, folder)
                assert answer.status_code == 200, (post.name, answer.text)
        finished(again, folder)
    assert not differences(sound(folder, ground / "completed"), wanted.after)
    assert not left_over(folder, in_use=True)
