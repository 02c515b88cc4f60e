"""The process in which documents are opened: ``python -m pourparler.documents.worker``.

It takes tasks from its input and answers on its output. It ends by itself when its input ends, when nothing came for a while, or when a
document took longer than whoever asked for it should have waited.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

from pourparler.documents.details_table import read_details
from pourparler.documents.gathered import Gathered, failed
from pourparler.documents.members import Member
from pourparler.documents.memory import Allowance, no_core_dumps
from pourparler.documents.opening import open_document
from pourparler.documents.tasks import Answer, Done, Opening, Some, Taken, Task, Unpacking
from pourparler.documents.unpacking import open_container

IDLE = 120.0
"""Seconds without a task after which it ends."""
_GRACE = 5.0
"""Seconds after the limit on time at which it ends itself: whoever should have ended it is gone."""
_EVERY = 0.5
"""Seconds at most between a text and its sending; a table's rows go in bundles."""
_LARGE = 1_000_000
"""Bytes of members of a container that are not kept back for others."""


def serve() -> None:
    """Open what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks is interrupted, and ends this process
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(tasks,), daemon=True).start()
    no_core_dumps()
    with contextlib.suppress(BrokenPipeError):
        while True:
            try:
                task = tasks.get(timeout=IDLE)
            except queue.Empty:
                break
            _send(answers, Taken())
            _work(task, answers)
    os._exit(0)  # the thread that listens cannot be asked to end


def _listen(tasks: queue.SimpleQueue[Task]) -> None:
    """Take in tasks; at the end of the input nobody waits for an answer, so end at once, whatever is being opened."""
    try:
        while True:
            tasks.put(pickle.load(sys.stdin.buffer))
    finally:
        os._exit(0)


class _Bundle:
    """What came of a task and is not sent yet."""

    def __init__(self, answers: BinaryIO, seconds: float) -> None:
        self._answers, self._seconds = answers, seconds
        self._items: list[Any] = []
        self._size = 0
        self._due = time.monotonic() + _EVERY
        _alarm(seconds + _GRACE)

    def add(self, item: Any) -> None:
        """Send it with what waits, where it is time."""
        self._items.append(item)
        self._size += len(item.data) if isinstance(item, Member) else 0
        if self._size > _LARGE:
            self._due = 0.0
        self.still_at_work()

    def still_at_work(self) -> None:
        """Tell whoever asked, where it is time."""
        if time.monotonic() > self._due:
            _alarm(0)  # while whoever asked is busy with what came before, no time passes
            self.send()
            self._due = time.monotonic() + _EVERY
            _alarm(self._seconds + _GRACE)

    def send(self) -> None:
        """Send what waits."""
        _send(self._answers, Some(tuple(self._items)))
        self._items.clear()
        self._size = 0


def _work(task: Task, answers: BinaryIO) -> None:
    allowance = Allowance(task.limits.memory)
    out_of_memory = False
    bundle = _Bundle(answers, task.limits.seconds)
    try:
        for item in _items(task, bundle):
            whole = isinstance(task, Opening) and isinstance(item, Gathered) and item.error and item.name == task.name
            if whole and allowance.nearly_used_up:
                raise MemoryError  # libraries tell it in many ways, or as a fault of the file
            bundle.add(item)
    except MemoryError:
        out_of_memory = True
    _alarm(0)
    allowance.end()
    if out_of_memory:
        bundle.add(failed(task.name, task.limits.too_much_memory()))
        _alarm(0)
    bundle.send()
    _send(answers, Done(out_of_memory or allowance.worn))


def _items(task: Task, bundle: _Bundle) -> Iterator[Any]:
    if isinstance(task, Opening):
        return open_document(task.name, task.data, task.form, task.options, task.limits)
    if isinstance(task, Unpacking):
        return open_container(task.name, task.source, task.form, task.limits, bundle.still_at_work)
    return read_details(task.name, task.data, task.form, task.options, task.limits)


def _send(answers: BinaryIO, answer: Answer) -> None:
    answers.write(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL))  # whole or not at all, where memory runs out
    answers.flush()


def _alarm(seconds: float) -> None:
    """End the process after so many seconds, whatever it is doing then; 0: do not."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    serve()
