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

from pourparler.documents.gathered import Gathered, failed
from pourparler.documents.tasks import Answer, Done, Taken, Task, Texts

IDLE = 120.0
"""Seconds without a task after which it ends."""
_GRACE = 5.0
"""Seconds after the limit on time at which it ends itself: whoever should have ended it is gone."""
_EVERY = 0.1
"""Seconds at most between a text and its sending; a table's rows go in bundles."""
_USED_UP = 0.25
"""Share of the memory allowed that may stay taken after a document; with more a fresh process opens the next."""


def serve() -> None:
    """Open what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks is interrupted, and ends this process
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(tasks,), daemon=True).start()
    from pourparler.documents import opening  # noqa: F401  (loaded before the first task, while it is on its way)

    _no_core_dumps()
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
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


def _work(task: Task, answers: BinaryIO) -> None:
    before = _address_space()
    out_of_memory = False
    bundle: list[Gathered] = []
    due = time.monotonic() + _EVERY
    _limit_memory(before + task.limits.memory)
    _alarm(task.limits.seconds + _GRACE)
    try:
        for gathered in _opened(task):
            bundle.append(gathered)
            if time.monotonic() > due:
                _alarm(0)  # while whoever asked is busy with what came before, no time passes
                _send(answers, Texts(tuple(bundle)))
                bundle.clear()
                due = time.monotonic() + _EVERY
                _alarm(task.limits.seconds + _GRACE)
    except MemoryError:
        out_of_memory = True
    _alarm(0)
    _limit_memory(None)
    if out_of_memory:
        bundle.append(failed(task.name, task.limits.too_much_memory()))
    _send(answers, Texts(tuple(bundle)))
    _send(answers, Done(out_of_memory or _address_space() - before > _USED_UP * task.limits.memory))


def _opened(task: Task) -> Iterator[Gathered]:
    from pourparler.documents.opening import open_document

    return open_document(task.name, task.data, task.form, task.options, task.limits)


def _send(answers: BinaryIO, answer: Answer) -> None:
    answers.write(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL))  # whole or not at all, where memory runs out
    answers.flush()


def _alarm(seconds: float) -> None:
    """End the process after so many seconds, whatever it is doing then; 0: do not."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _resource() -> Any:
    """The module that limits memory, on systems that have it."""
    try:
        import resource
    except ImportError:
        return None
    return resource


def _limit_memory(size: int | None) -> None:
    """Let the process take so many bytes of addresses; None: as many as the system lets it."""
    if (resource := _resource()) is None:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = most if size is None else size if most == resource.RLIM_INFINITY else min(size, most)
    with contextlib.suppress(ValueError, OSError):  # not on every system
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


def _no_core_dumps() -> None:
    if (resource := _resource()) is not None:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _address_space() -> int:
    """Bytes of addresses taken; 0 where the system does not tell as Linux does."""
    try:
        with open("/proc/self/statm") as told:
            return int(told.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


if __name__ == "__main__":
    serve()
