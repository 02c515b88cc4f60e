"""Progress and interruption in one argument: what is told, what stops, and how long a part may take."""

import pytest

from pourparler import monitor as module
from pourparler.monitor import Monitor, followed, upkeep


def test_steps_are_told_under_the_name_of_their_part():
    told = []
    monitor = Monitor(lambda *what: told.append(what))
    assert monitor.part("zopa").step(3, 7)
    assert monitor.part("blocking").step(1)
    assert told == [("zopa", 3, 7), ("blocking", 1, None)]


def test_stopping_stops_every_part():
    monitor = Monitor()
    before, other = monitor.part("zopa"), Monitor()
    monitor.stop()
    assert monitor.stopped
    assert not before.step()
    assert not monitor.part("blocking").step()
    assert other.step()


def test_the_clock_of_a_part_starts_with_the_part(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    monitor = Monitor(seconds={"robust": 5.0})
    now[0] += 60
    limited, free = monitor.part("robust"), monitor.part("zopa")
    assert limited.step()
    now[0] += 4.5
    assert limited.step()
    now[0] += 0.5
    assert not limited.step()
    assert free.step()
    assert not monitor.stopped
    assert monitor.part("robust").step()


@pytest.mark.parametrize("name", ["robust", "zopa"])
def test_a_part_of_a_part_has_no_more_time(monkeypatch, name):
    now = [0.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    outer = Monitor(seconds={"robust": 5.0}).part("robust")
    now[0] = 4.0
    inner = outer.part(name)
    now[0] = 5.0
    assert inner.stopped == (name == "zopa")


def test_limits_that_come_later_report_to_and_stop_with_the_same(monkeypatch):
    now, told = [0.0], []
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    monitor = Monitor(lambda *what: told.append(what), seconds={"robust": 5.0})
    limited = monitor.limited({"questions": 3.0})
    robust, questions, free = (limited.part(name) for name in ("robust", "questions", "zopa"))
    now[0] = 4.0
    assert [robust.step(1, 2), questions.step(1, 2), free.step(1, 2)] == [True, False, True]
    assert [name for name, *_ in told] == ["robust", "questions", "zopa"]
    assert monitor.part("questions").step()
    monitor.stop()
    assert limited.stopped
    assert free.stopped


def test_whoever_follows_is_told_of_upkeep_until_it_follows_no_more():
    told, also = [], []
    with followed(lambda *what: told.append(what)):
        upkeep("documents", 0, 5)
        with followed(lambda *what: also.append(what)):
            upkeep("documents", 3, 5)
    upkeep("documents", 5, 5)
    assert told == [("documents", 0, 5), ("documents", 3, 5)]
    assert also == [("documents", 3, 5)]
