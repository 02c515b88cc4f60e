"""What a process does that works for another: it is told once what is the same for all items, then gets one item after the other.

Items and results travel as bytes that only their two ends take apart.
"""

from __future__ import annotations

import pickle
import threading
from importlib.metadata import version
from typing import Any

from distributed import Worker, WorkerPlugin

from pourparler.errors import ClusterError
from pourparler.spread.work import Work

_lock = threading.RLock()
_at_work = threading.Lock()
"""One item at a time: what the work is made of, a stemmer for one, is not made for several threads, and Python would not let them run."""
_told: dict[str, bytes] = {}
_unpacked: dict[str, tuple[Work[Any, Any, Any], Any]] = {}


def own_version() -> str:
    """The version of this program here."""
    return version("pourparler")


class Shared(WorkerPlugin):
    """Tells every process of the cluster, those too that come later, what is the same for all items of one run."""

    def __init__(self, run: str, packed: bytes) -> None:
        self.name = f"pourparler-{run}"
        self._run, self._packed = run, packed

    def setup(self, worker: Worker) -> None:
        """A process begins, or the run does."""
        with _lock:
            _told[self._run] = self._packed

    def teardown(self, worker: Worker) -> None:
        """The run is over."""
        with _lock:
            _told.pop(self._run, None)
            _unpacked.pop(self._run, None)


def work_on(run: str, asked_by: str, packed: bytes) -> bytes:
    """The packed result of one packed item.

    ``asked_by``: the version of the program that asks; another one would give other answers. Raises ClusterError, and what the work raises.
    """
    if asked_by != own_version():
        raise wrong_version(asked_by, {own_version()})
    work, shared = _of(run)
    with _at_work:
        return pickle.dumps(work(shared, pickle.loads(packed)), protocol=5)


def _of(run: str) -> tuple[Work[Any, Any, Any], Any]:
    with _lock:
        if run not in _unpacked:
            _unpacked[run] = pickle.loads(_told[run])
        return _unpacked[run]


def wrong_version(ours: str, theirs: set[str]) -> ClusterError:
    """The cluster has another version of this program, or in part."""
    mend = f"Install version {ours} in the environment of its scheduler and workers"
    return ClusterError(f"the cluster has pourparler {', '.join(sorted(theirs))}, and here is {ours}", mend=mend)
