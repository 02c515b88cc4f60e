"""Work in other processes: the same results, no more held than is worked on, whoever is killed."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import fields

import numpy as np
import pytest

from pourparler.errors import ClusterError
from pourparler.influence import Game, Rule, SpatialActor, bargain, powers
from pourparler.spread import HERE, Lost, in_order, on_this_machine
from pourparler.spread import cluster as clusters

from .works import drawn, refuse, square, square_or_end


def test_every_item_is_done_once_by_two_processes(two):
    found = list(two.map(square, 10, range(60)))
    assert sorted((done.item, done.result[0]) for done in found) == [(k, 10 + k * k) for k in range(60)]
    processes = {done.result[1] for done in found}
    assert processes == {process.pid for process in two._started}
    assert os.getpid() not in processes


def test_no_more_items_are_taken_than_are_worked_on_or_come_next(two):
    taken = 0

    def items():
        nonlocal taken
        for k in range(40):
            taken += 1
            yield k

    for given, _ in enumerate(two.map(square, 0, items())):
        assert taken <= given + 1 + clusters.AHEAD * 2
    assert (given, taken) == (39, 40)


def test_samples_are_the_same_here_and_there(two):
    seeds = np.random.SeedSequence(3).spawn(8)
    assert in_order(two, drawn, 50, seeds) == in_order(HERE, drawn, 50, seeds)


def test_killed_processes_are_followed_by_others_and_nothing_is_lost(two, monkeypatch):
    """Both are killed when they have finished what they were given, and before anybody has fetched it."""
    monkeypatch.setattr(clusters, "ANSWERS", 0.5)
    before = {process.pid for process in two._started}
    found = []
    for done in two.map(square, 0, range(40)):
        found.append(done)
        if len(found) == 10:
            until = time.monotonic() + 60
            while any(state.status == "pending" for state in two._client.futures.values()):
                assert time.monotonic() < until
                time.sleep(0.01)
            for process in two._started:
                os.kill(process.pid, signal.SIGKILL)
    assert sorted(done.item for done in found) == list(range(40))
    assert all(not isinstance(done, Lost) and done.result[0] == done.item**2 for done in found)
    assert not {process.pid for process in two._started} & before, "nobody took the place of the killed ones"


def test_an_item_that_ends_its_process_again_and_again_is_left_out_and_the_others_are_done(two):
    found = list(two.map(square_or_end, (7,), range(20)))
    assert [done.item for done in found if isinstance(done, Lost)] == [7]
    assert {done.deaths for done in found if isinstance(done, Lost)} == {clusters.DEATHS}
    done = {done.item: done.result for done in found if not isinstance(done, Lost)}
    assert done == {k: k * k for k in range(20) if k != 7}


def test_what_the_work_raises_is_raised_and_others_can_work_then(two):
    with pytest.raises(ZeroDivisionError, match="nobody divides"):
        list(two.map(refuse, None, range(9)))
    assert len(list(two.map(square, 0, range(5)))) == 5


def test_a_caller_may_stop_early_and_what_is_open_is_called_off(two):
    found = two.map(square, 0, range(1_000_000))
    assert [next(found).item for _ in range(3)]
    found.close()
    assert not [state for state in two._client.futures.values() if state.status == "pending"]
    assert len(list(two.map(square, 0, range(5)))) == 5


def test_processes_end_with_the_block():
    with on_this_machine(1) as one:
        assert [done.result[0] for done in one.map(square, 0, [3])] == [9]
        (process,) = one._started
        pid = process.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_processes_that_cannot_be_started_are_told_of(monkeypatch):
    monkeypatch.setattr("pourparler.spread.local_workers.sys.executable", "/bin/false")
    monkeypatch.setattr(clusters, "LOOK", 0.05)
    with on_this_machine(1) as none, pytest.raises(ClusterError, match=r"cannot be started.*Run it without --workers"):
        list(none.map(square, 0, [1]))


@pytest.mark.parametrize("many", [0, -1, 10_000, 10**30])
def test_so_many_workers_are_not_started(many):
    told = f"{many} workers are not for this machine. Give a number from 1 to "
    with pytest.raises(ClusterError, match=told), on_this_machine(many):
        pass


def test_a_package_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr("pourparler.spread.processes.find_spec", lambda name: None)
    with pytest.raises(ClusterError, match=r"pip install 'pourparler\[cluster\]'"), on_this_machine(1):
        pass


def test_who_works_here_loads_nothing_of_dask():
    asked = "import sys, pourparler.cli.app, pourparler.verbs.reading; print(sorted({'dask', 'distributed'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_rounds_of_bargaining_are_the_same_there(two, monkeypatch):
    """Most runs are over before the last: what other parts of them do then is still told round by round."""
    monkeypatch.setattr("pourparler.influence.spatial.SENT", 7)
    actors = [SpatialActor("A", 0, 6, 0.9), SpatialActor("B", 40, 5, 0.5), SpatialActor("C", 100, 3, 0.7)]
    here, there = (bargain(actors, 6, runs=30, spread=0.3, on=place) for place in (HERE, two))
    assert len(here.rounds) == len(there.rounds) > 1
    for one, other in zip(here.rounds, there.rounds, strict=True):
        assert all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))


def test_sampled_power_is_the_same_there(two, monkeypatch):
    monkeypatch.setattr("pourparler.influence.power.BATCH", 20_000)
    game = Game(tuple(map(str, range(30))), (Rule(tuple(range(1, 31)), 300),) * 2)
    assert powers(game, two) == powers(game)
