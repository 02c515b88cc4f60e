"""Open documents in a process of its own that can be ended: whatever a file does to what opens it, the others go on.

A process is started with the first document and kept for the next ones. It is a program of its own, not a copy of this one: a copy would
run the script that called us again, and could hang where this program has threads.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from pourparler.documents.details import DetailsRow
from pourparler.documents.gathered import Gathered, Options, failed
from pourparler.documents.limits import Limits
from pourparler.documents.members import Item
from pourparler.documents.tasks import Answer, DetailsReading, Done, Opening, Some, Task, Unpacking
from pourparler.errors import DocumentError

_START = 60.0
"""Seconds in which a process has to begin with its first document."""
_KEPT = 2
"""Processes that wait for the next document; several threads may open some at once."""
_ENDING = 5.0
"""Seconds in which a process that closed its output ends."""
_BACKLOG = 2
"""Answers that wait to be taken; then the process waits too."""

_waiting: list[_Worker] = []
_lock = threading.RLock()


def opened(name: str, data: bytes, form: str, options: Options, limits: Limits) -> Iterator[Gathered]:
    """What ``opening.open_document`` yields, within ``limits``; more than they allow is the document's error.

    Safe to use from several threads.
    """
    with closing(_bundles(Opening(name, data, form, options, limits))) as bundles:
        for bundle in bundles:
            yield from (replace(gathered, more=True) for gathered in bundle[:-1])
            yield from bundle[-1:]


def unpacked(name: str, source: bytes | str, form: str, limits: Limits) -> Generator[Sequence[Item], None, None]:
    """What ``unpacking.open_container`` yields, within ``limits``, in bundles that came together."""
    return _bundles(Unpacking(name, source, form, limits))


def details_read(
    name: str, data: bytes, form: str, options: Options, limits: Limits
) -> Iterator[DetailsRow | Gathered]:
    """What ``details_table.read_details`` yields, within ``limits``."""
    with closing(_bundles(DetailsReading(name, data, form, options, limits))) as bundles:
        for bundle in bundles:
            yield from bundle


def _bundles(task: Task) -> Generator[tuple[Any, ...], None, None]:
    """What comes of the task, as it comes."""
    worker = None
    last: str | None = None
    try:
        worker = _begun(task)
        for bundle in worker.bundles(task.limits):
            told = []
            for item in bundle:
                if last is not None and isinstance(item, Gathered) and item.error and item.name == task.name:
                    item = _broken_off(task.name, item.error, last)
                told.append(item)
                last = item.name
            if told:
                yield tuple(told)
    except DocumentError as error:  # no process can be started
        yield (failed(task.name, error),)
    except _Gone as gone:
        fault = gone.error(task.limits)
        yield (failed(task.name, fault) if last is None else _broken_off(task.name, fault, last),)
    finally:
        if worker is not None:
            _put_back(worker)


def _broken_off(name: str, error: DocumentError, last: str) -> Gathered:
    """The end of a table or a container that could not be read to its end."""
    return failed(name, DocumentError(f"{error.what}; nothing after “{last}” was looked at", mend=error.mend))


def _begun(task: Task) -> _Worker:
    """A process that has begun with the task. Raises _Gone, or DocumentError where none can be started."""
    while (worker := _take_waiting()) is not None:
        with contextlib.suppress(_Gone):  # it ended while it waited
            worker.begin(task)
            return worker
    worker = _Worker()
    worker.begin(task)
    return worker


def _take_waiting() -> _Worker | None:
    with _lock:
        return _waiting.pop() if _waiting else None


def _put_back(worker: _Worker) -> None:
    with _lock:
        if worker.free and len(_waiting) < _KEPT:
            _waiting.append(worker)
            return
    worker.end()


@atexit.register
def end_all() -> None:
    """End the processes that wait for a document."""
    while (worker := _take_waiting()) is not None:
        worker.end()


def _forget() -> None:
    """In a copy of this program: the processes are the original's."""
    global _lock
    _lock = threading.RLock()
    for worker in _waiting:
        worker.let_go()
    _waiting.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


class _Gone(Exception):
    """The process has ended with ``code``, or was ended because it did not answer (None); ``begun``: with the document."""

    def __init__(self, code: int | None, *, begun: bool = True) -> None:
        self.code, self.begun = code, begun

    def error(self, limits: Limits) -> DocumentError:
        """What is said of the document that was being opened."""
        if not self.begun:
            return DocumentError(
                "the process that opens documents does not start",
                mend="Close other programs and add it again. To see why, run: python -m pourparler.documents.worker",
            )
        if self.code is None or self._by("SIGALRM"):
            return limits.too_slow()
        if self._by("SIGKILL"):
            return DocumentError(
                "the process that opened it was ended from outside, perhaps because this machine's memory is used up",
                mend="Close other programs, or split the document, and add it again",
            )
        return DocumentError(
            f"what opens such documents broke down over this one (exit code {self.code})",
            mend="Open it in the program it was made with, and save a copy; or allow more memory with --memory-limit",
        )

    def _by(self, name: str) -> bool:
        """Whether the signal of that name ended it; some systems have none."""
        return hasattr(signal, name) and self.code == -int(getattr(signal, name))


class _Worker:
    """One process. ``free``: it has told all of its last document and may open another."""

    def __init__(self) -> None:
        self.free = False
        try:
            paths = os.pathsep.join(path or os.getcwd() for path in sys.path)
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "pourparler.documents.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"},
            )
        except OSError as error:
            raise DocumentError(
                f"the process that opens documents cannot be started: {error.strerror}", mend="Close other programs"
            ) from error
        self._answers: queue.Queue[Answer | None] = queue.Queue(_BACKLOG)
        """None: there will be no more."""
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        try:
            while True:
                self._answers.put(pickle.load(self._process.stdout))
        except Exception:  # the end of the stream, in the middle of an answer too
            self._answers.put(None)

    def begin(self, task: Task) -> None:
        """Hand over the task and wait until it is taken. Raises _Gone."""
        self.free = False
        threading.Thread(target=self._hand_over, args=(task,), daemon=True).start()
        try:
            self._answer(_START)
        except _Gone as gone:
            raise _Gone(gone.code, begun=False) from None

    def _hand_over(self, task: Task) -> None:
        """Write the task; a large one takes as long as the process takes to read it."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):  # it has ended: no answer will come
            pickle.dump(task, self._process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()

    def bundles(self, limits: Limits) -> Iterator[tuple[Any, ...]]:
        """What comes of the task, as it comes. Raises _Gone."""
        while True:
            answer = self._answer(limits.seconds)
            if isinstance(answer, Some):
                yield answer.items
            elif isinstance(answer, Done):
                self.free = not answer.used_up
                return

    def _answer(self, seconds: float) -> Answer:
        try:
            answer = self._answers.get(timeout=seconds)
        except queue.Empty:
            self.end()
            raise _Gone(None) from None
        if answer is None:
            with contextlib.suppress(subprocess.TimeoutExpired):  # its own end tells more than one that we make
                self._process.wait(_ENDING)
            raise _Gone(self.end())
        return answer

    def end(self) -> int:
        """End the process; its exit code, or the negative number of the signal that ended it."""
        self.free = False
        self._process.kill()
        until = time.monotonic() + _ENDING
        while self._listener.is_alive() and time.monotonic() < until:  # it waits where too many answers do
            with contextlib.suppress(queue.Empty):
                self._answers.get(timeout=0.05)
        code = self._process.wait()
        self.let_go()
        return code

    def let_go(self) -> None:
        """Close this end of the pipes."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
