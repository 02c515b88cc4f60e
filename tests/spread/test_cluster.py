"""A Dask cluster that somebody else runs: found by its address, checked, and perhaps gone in the middle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from pourparler import verbs
from pourparler.errors import ClusterError
from pourparler.record import Record
from pourparler.spread import cluster as clusters
from pourparler.spread import on_cluster, remote

from ..conftest import ROOT
from .works import QuickReader, square


class Theirs:
    """A scheduler and as many workers, each started by Dask's own command."""

    def __init__(self, folder: Path, workers: int = 1) -> None:
        self._file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        until = time.monotonic() + 60
        while not self._file.exists():
            assert time.monotonic() < until
            assert self.scheduler.poll() is None
            time.sleep(0.05)
        self.address = json.loads(self._file.read_text())["address"]
        more = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder))
        self.workers = [self._start("worker", *more) for _ in range(workers)]

    def _start(self, *words: str) -> subprocess.Popen:
        paths = os.pathsep.join([str(ROOT), str(ROOT / "src")])
        asked = [sys.executable, "-m", "dask", *words, "--scheduler-file", str(self._file)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(asked, env=os.environ | {"PYTHONPATH": paths}, **quiet)

    def end(self) -> None:
        """End all of it."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def theirs(tmp_path_factory):
    """A cluster of one worker."""
    started = Theirs(tmp_path_factory.mktemp("theirs"))
    yield started
    started.end()


def test_its_workers_do_the_work(theirs):
    with on_cluster(theirs.address) as cluster:
        assert sorted(done.result[0] for done in cluster.map(square, 1, range(5))) == [1, 2, 5, 10, 17]
    with on_cluster(theirs.address) as cluster:  # it goes on without us
        assert len(list(cluster.map(square, 1, range(3)))) == 3


def test_another_version_there_is_refused(theirs, monkeypatch):
    monkeypatch.setattr(clusters, "own_version", lambda: "99.1")
    told = r"the cluster has pourparler .*, and here is 99.1. Install version 99.1 in the environment of its scheduler"
    with pytest.raises(ClusterError, match=told), on_cluster(theirs.address):
        pass
    assert "has pourparler" in str(remote.wrong_version("1", {"2"}))
    with pytest.raises(ClusterError, match="here is 98"):
        remote.work_on("any", "98", b"")


def test_a_cluster_without_pourparler_is_told_what_to_install(theirs, monkeypatch):
    monkeypatch.setattr(clusters, "version", _nothing)
    told = r"the cluster has no pourparler, or not everywhere\. Install pourparler"
    with pytest.raises(ClusterError, match=told), on_cluster(theirs.address):
        pass


def _nothing(name: str) -> str:
    raise PackageNotFoundError(name)


@pytest.mark.parametrize(
    "address",
    ["10.0.0.5:8786", "http://10.0.0.5:8786", "tcp://10.0.0.5", "tcp://a b:1", "tcp://a:99999", "tcp://\0:1", ""],
)
def test_what_is_no_address_is_told(run, lines, address):
    code, out, err = run("read", lines, "--scheduler", address)
    assert (code, out) == (2, "")
    assert "is not the address of a scheduler. Give it as tcp://10.0.0.5:8786" in err


def test_a_scheduler_that_is_not_there_is_told(run, lines, monkeypatch):
    monkeypatch.setattr(clusters, "ANSWERS", 0.3)
    code, out, err = run("read", lines, "--scheduler", "tcp://127.0.0.1:9")
    assert (code, out) == (2, "")
    assert "tcp://127.0.0.1:9: no scheduler answers there. Start it, or check the address" in err


def test_certificates_that_are_not_there_are_told(run, lines):
    code, _, err = run("read", lines, "--scheduler", "tls://127.0.0.1:9")
    assert code == 2
    assert "tls://127.0.0.1:9: Dask's configuration lacks what TLS needs: it does not name a CA file" in err
    assert "docs/scale.md" in err


def test_a_certificate_that_cannot_be_read_is_told(monkeypatch, tmp_path):
    lacking = {f"distributed.comm.tls.{name}": str(tmp_path / "no.pem") for name in ("ca-file", "client.cert")}
    with (
        clusters.dask.config.set(lacking),
        pytest.raises(ClusterError, match=r"lacks what TLS needs: .*No such file"),
        on_cluster("tls://127.0.0.1:9"),
    ):
        pass


def test_two_places_to_work_are_one_too_many(run, lines):
    code, _, err = run("read", lines, "--workers", "2", "--scheduler", "tcp://127.0.0.1:9")
    assert code == 2
    assert "--workers and --scheduler are two places to work" in err


def test_without_workers_nobody_waits_for_ever(monkeypatch, tmp_path):
    monkeypatch.setattr(clusters, "PATIENCE", 0.1)
    empty = Theirs(tmp_path, workers=0)
    told = r"no workers came within .*What was told as done is kept"
    with pytest.raises(ClusterError, match=told), on_cluster(empty.address):
        pass
    empty.end()


def test_what_was_read_before_the_cluster_went_away_is_kept(lines, monkeypatch, tmp_path):
    monkeypatch.setattr(clusters, "LOOK", 0.2)
    monkeypatch.setattr(clusters, "ANSWERS", 5.0)
    gone = Theirs(tmp_path)
    done: list[str] = []

    def read() -> None:
        with on_cluster(gone.address) as cluster:
            for each in verbs.read(lines, reader=QuickReader(), on=cluster):
                done.append(each.document.id)
                if len(done) == 3:
                    gone.scheduler.kill()

    with pytest.raises(ClusterError, match=r"the scheduler of the cluster went away.*What was told as done is kept"):
        read()
    gone.end()
    assert 3 <= len(done) < 30
    with Record(lines / "record.sqlite") as record:
        assert set(record.document_ids()) - set(record.unread("quick/1")) == set(done)
        assert len(record.statements()) == 4 * len(done)
