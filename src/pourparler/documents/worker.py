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
from typing import BinaryIO

from pourparler.documents.gathered import Gathered, failed
from pourparler.documents.memory import Allowance, no_core_dumps
from pourparler.documents.opening import open_document
from pourparler.documents.tasks import Answer, Done, Taken, Task, Texts

IDLE = 120.0
"""Seconds without a task after which it ends."""
_GRACE = 5.0
"""Seconds after the limit on time at which it ends itself: whoever should have ended it is gone."""
_EVERY = 0.5
"""Seconds at most between a text and its sending; a table's rows go in bundles."""


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


def _work(task: Task, answers: BinaryIO) -> None:
    allowance = Allowance(task.limits.memory)
    out_of_memory = False
    bundle: list[Gathered] = []
    due = time.monotonic() + _EVERY
    _alarm(task.limits.seconds + _GRACE)
    try:
        for gathered in open_document(task.name, task.data, task.form, task.options, task.limits):
            whole = gathered.error is not None and gathered.name == task.name
            if whole and allowance.nearly_used_up:
                raise MemoryError  # libraries tell it in many ways, or as a fault of the file
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
    allowance.end()
    if out_of_memory:
        bundle.append(failed(task.name, task.limits.too_much_memory()))
    _send(answers, Texts(tuple(bundle)))
    _send(answers, Done(out_of_memory or allowance.worn))


def _send(answers: BinaryIO, answer: Answer) -> None:
    answers.write(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL))  # whole or not at all, where memory runs out
    answers.flush()


def _alarm(seconds: float) -> None:
    """End the process after so many seconds, whatever it is doing then; 0: do not."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    serve()
