"""Work given to the workers of a Dask scheduler, a window of items at a time."""

from __future__ import annotations

import logging
import pickle
import queue
import re
import time
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.metadata import version
from typing import Generic, TypeVar

import cloudpickle
import dask
from distributed import Client, Future, KilledWorker, LocalCluster
from distributed.security import Security

from pourparler.errors import ClusterError
from pourparler.spread.local_workers import WorkerProcess, worker_processes
from pourparler.spread.remote import Shared, own_version, work_on, wrong_version
from pourparler.spread.work import Done, Lost, Work

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

AHEAD = 2
"""Items for each worker that are held: the one that it works on, and the next."""
DEATHS = 3
"""Processes that an item may end before it is left out; the last of them has to have worked on nothing else of ours."""
ANSWERS = 10.0
"""Seconds in which a scheduler answers."""
PATIENCE = 60.0
"""Seconds without any worker after which nobody is waited for any longer."""
LOOK = 2.0
"""Seconds without a result after which it is looked whether anybody is left who works."""
COUNTED = 10.0
"""Seconds for which the number of workers is taken to be the same."""
MEND = "What was told as done is kept. Start the cluster again and run the command again; it goes on from there"
_LOGGERS = ("distributed", "distributed.client", "distributed.scheduler", "distributed.core", "distributed.worker")


class Cluster:
    """A connection to a scheduler. ``started``: the workers that were started for it here."""

    def __init__(self, client: Client, where: str, started: Sequence[WorkerProcess] = ()) -> None:
        self._client, self._where, self._started = client, where, started
        self._workers, self._counted = 0, float("-inf")
        self._alone_since: float | None = None

    def map(self, work: Work[S, T, R], shared: S, items: Iterable[T]) -> Iterator[Done[T, R] | Lost[T]]:
        """See ``Spread.map``. An item whose processes end is worked on again by others, at last by one that has nothing else to do."""
        run = _Run[T, R](self, self._client, iter(items))
        with self._told():
            # By value what only the calling program knows: a reader of its own, perhaps.
            self._client.register_plugin(Shared(run.name, cloudpickle.dumps((work, shared))))
        try:
            yield from run.results()
        finally:
            run.call_off()

    def workers(self) -> int:
        """How many processes there are, as of a few seconds ago. Each works on one item at a time, whatever threads it has."""
        if time.monotonic() - self._counted > COUNTED or not self._workers:
            self.look()
        return self._workers

    def look(self) -> None:
        """Raises ClusterError where the scheduler does not answer, or has been without a worker for a while."""
        with self._told():
            self._workers = len(self._client.nthreads())
        self._counted = time.monotonic()
        if self._workers:
            self._alone_since = None
            return
        if self._started and all(process.given_up for process in self._started):
            told = next((process.fault for process in self._started if process.fault), "nothing was told")
            raise ClusterError(f"the worker processes cannot be started: {told}", mend="Run it without --workers")
        self._alone_since = self._alone_since or self._counted
        if self._counted - self._alone_since > PATIENCE:
            raise ClusterError(f"no workers came within {PATIENCE:.0f} seconds", where=self._where, mend=MEND)

    def check_versions(self) -> None:
        """Raises ClusterError where the scheduler or a worker has no pourparler, or another version."""
        try:
            with self._told():
                theirs = {self._client.run_on_scheduler(version, "pourparler")}
                theirs |= set(self._client.run(version, "pourparler").values())
        except ModuleNotFoundError as error:
            mend = f"Install pourparler {own_version()} in the environment of its scheduler and workers"
            raise ClusterError(
                "the cluster has no pourparler, or not everywhere", where=self._where, mend=mend
            ) from error
        if theirs != {own_version()}:
            raise wrong_version(own_version(), theirs)

    def gone(self) -> ClusterError:
        """The scheduler is not there any more."""
        return ClusterError("the scheduler of the cluster went away", where=self._where, mend=MEND)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """For a question to the scheduler."""
        try:
            yield
        except (OSError, TimeoutError, ValueError, RuntimeError) as error:
            if isinstance(error, ValueError | RuntimeError) and self._client.status == "running":
                raise
            raise self.gone() from error


class _Run(Generic[T, R]):
    """One function over items."""

    def __init__(self, cluster: Cluster, client: Client, items: Iterator[T]) -> None:
        self.name = uuid.uuid4().hex
        self._cluster, self._client, self._items = cluster, client, items
        self._ours = own_version()
        self._number = 0
        self._open: dict[str, tuple[T, int, Future[bytes]]] = {}
        """By the key of a task its item, with its number, and what it is to become."""
        self._ended: queue.SimpleQueue[Future[bytes]] = queue.SimpleQueue()
        self._deaths: Counter[int] = Counter()
        self._suspects: list[tuple[T, int]] = []
        """Items whose processes ended, perhaps by what another item did there."""

    def results(self) -> Iterator[Done[T, R] | Lost[T]]:
        """Each item's result, or that it has none."""
        more = True
        while True:
            while more and len(self._open) < AHEAD * max(1, self._cluster.workers()):
                try:
                    item = next(self._items)
                except StopIteration:
                    more = False
                    break
                self._number += 1
                self._give(item, self._number)
            alone = not more and not self._open
            if alone:
                if not self._suspects:
                    return
                self._give(*self._suspects.pop(0))
            future = self._next()
            item, number, _ = self._open.pop(str(future.key))
            try:
                yield Done(item, self._fetched(future))
            except KilledWorker as error:
                self._deaths[number] += error.allowed_failures + 1
                if alone and self._deaths[number] >= DEATHS:
                    yield Lost(item, self._deaths[number])
                else:
                    self._suspects.append((item, number))
            del future

    def call_off(self) -> None:
        """Let go of whatever is still open."""
        with suppress(Exception):
            if self._client.status == "running":
                self._client.cancel([future for _, _, future in self._open.values()], force=True)
                self._client.unregister_worker_plugin(f"pourparler-{self.name}")
        self._open.clear()

    def _give(self, item: T, number: int) -> None:
        packed = pickle.dumps(item, protocol=5)
        key = f"pourparler-{self.name}-{number}-{self._deaths[number]}"
        try:
            future = self._client.submit(work_on, self.name, self._ours, packed, key=key, pure=False)
        except Exception as error:
            if self._client.status == "running":
                raise
            raise self._cluster.gone() from error
        self._open[key] = item, number, future
        future.add_done_callback(self._ended.put)

    def _next(self) -> Future[bytes]:
        """The next task that has ended, one way or another."""
        while True:
            try:
                future = self._ended.get(timeout=LOOK)
            except queue.Empty:
                if self._client.status != "running":
                    raise self._cluster.gone() from None
                self._cluster.look()
                continue
            if future.key in self._open:
                return future

    def _fetched(self, future: Future[bytes]) -> R:
        """The result of a task that has ended; where the process that had it ended since, it is worked out again.

        Raises what the work raised, KilledWorker, ClusterError.
        """
        while True:
            try:
                packed = future.result(timeout=ANSWERS)
                break
            except Exception as error:
                if future.status == "error":
                    raise
                if future.status == "cancelled" or not isinstance(error, TimeoutError):
                    raise self._cluster.gone() from error
            self._cluster.look()
        result: R = pickle.loads(packed)
        return result


@contextmanager
def local(workers: int) -> Iterator[Cluster]:
    """See ``processes.on_this_machine``."""
    with _quiet():
        security = Security.temporary()
        # Each process that ends is told at once: which item it was is found out here.
        rules = {"allowed_failures": 0, "dashboard": False}
        with (
            dask.config.set({"distributed.scheduler.http.routes": []}),  # nothing is told to whoever finds the port
            LocalCluster(
                n_workers=0, security=security, dashboard_address="127.0.0.1:0", scheduler_kwargs=rules
            ) as scheduler,
            Client(scheduler, set_as_default=False) as client,
            worker_processes(workers, scheduler.scheduler_address, security) as started,
        ):
            yield Cluster(client, "this machine", started)


@contextmanager
def remote(address: str) -> Iterator[Cluster]:
    """See ``processes.on_cluster``."""
    told = re.fullmatch(r"(?:tcp|tls)://[\w.:%\[\]-]+:(\d{1,5})", address, re.ASCII)
    if told is None or int(told[1]) > 65_535:
        mend = "Give it as tcp://10.0.0.5:8786, or tls://… where the cluster is encrypted"
        raise ClusterError(f"{address!r} is not the address of a scheduler", mend=mend)
    with _quiet():
        _check_certificates(address)
        try:
            client = Client(address, timeout=ANSWERS, set_as_default=False)
        except (OSError, TimeoutError) as error:
            mend = "Start it, or check the address and that this machine may connect to it"
            raise ClusterError("no scheduler answers there", where=address, mend=mend) from error
        try:
            cluster = Cluster(client, address)
            while not cluster.workers():
                time.sleep(0.2)
            cluster.check_versions()
            yield cluster
        finally:
            with suppress(Exception):
                client.close(timeout=ANSWERS if client.status == "running" else 0.5)


def _check_certificates(address: str) -> None:
    """Raises ClusterError where the connection is to be encrypted and Dask's configuration does not say with what."""
    told = "it does not name a CA file and a client's certificate"
    try:
        if not address.startswith("tls") or Security().get_connection_args("client")["ssl_context"] is not None:
            return
    except (OSError, ValueError, TypeError) as error:  # ssl.SSLError is an OSError
        told = str(error)
    mend = "docs/scale.md says how the certificates are given"
    raise ClusterError(f"Dask's configuration lacks what TLS needs: {told}", where=address, mend=mend)


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask tells of each process that ends, at length; here whoever asked is told in words."""
    before = {name: logging.getLogger(name).level for name in _LOGGERS}
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"}):
            yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)
