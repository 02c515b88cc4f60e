"""Worker processes of this machine, started, watched and ended; one that ends unasked is followed by another.

They are plain ``python -m`` processes: multiprocessing would run the calling script again in each of them. What goes between them is
encrypted with a key of this run: whoever can give them work runs any code, and that is to be nobody else on the machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from distributed.security import Security

STARTS = 3
"""Times that a process is started anew which ends before it is ready."""
QUIET = {"DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False", "DASK_DISTRIBUTED__WORKER__HTTP__ROUTES": "[]"}
"""Nobody looks at what Dask would measure of a worker and tell over HTTP."""
CREDENTIALS = ("tls_ca_file", "tls_worker_cert", "tls_worker_key")


@contextmanager
def worker_processes(many: int, scheduler: str, security: Security) -> Iterator[list[WorkerProcess]]:
    """So many processes that work for the scheduler until the block ends."""
    with tempfile.TemporaryDirectory(prefix="pourparler-", ignore_cleanup_errors=True) as folder:
        told = {
            "scheduler": scheduler,
            "security": {name: getattr(security, name) for name in CREDENTIALS},
            "folder": folder,
        }
        kept = [WorkerProcess(json.dumps(told), Path(folder) / f"{number}.txt") for number in range(many)]
        try:
            yield kept
        finally:
            for each in kept:
                each.end()


class WorkerProcess:
    """One process, started anew when it ends unasked. ``errors``: the file that has what it printed on standard error."""

    def __init__(self, told: str, errors: Path) -> None:
        self._told, self._errors = told, errors
        self._lock = threading.Lock()
        self._ending = False
        self.given_up = False
        """Whether it ended again and again before it was ready."""
        self._process = self._start()
        self._watcher = threading.Thread(target=self._watch, daemon=True, name="worker process")
        self._watcher.start()

    @property
    def pid(self) -> int:
        """Of the process that works now."""
        return self._process.pid

    @property
    def fault(self) -> str:
        """The last line that it printed on standard error."""
        lines = self._errors.read_text(encoding="utf-8", errors="replace").split("\n") if self._errors.exists() else []
        return next((line.strip() for line in reversed(lines) if line.strip()), "")

    def end(self) -> None:
        """End it, now."""
        with self._lock:
            self._ending = True
            self._process.kill()
        self._watcher.join()

    def _start(self) -> subprocess.Popen[str]:
        paths = os.pathsep.join(path or os.getcwd() for path in sys.path)
        with self._errors.open("a", encoding="utf-8") as errors:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "pourparler.spread.worker_process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env=os.environ | QUIET | {"PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"},
            )
        assert process.stdin is not None
        try:
            process.stdin.write(self._told + "\n")
            process.stdin.flush()
        except BrokenPipeError:
            pass  # it has ended already, and is watched
        return process

    def _watch(self) -> None:
        lacking = 0
        while True:
            assert self._process.stdout is not None
            ready = bool(self._process.stdout.readline())
            self._process.stdout.read()
            self._process.wait()
            lacking = 0 if ready else lacking + 1
            with self._lock:
                if self._ending:
                    return
                if lacking >= STARTS:
                    self.given_up = True
                    return
                self._process = self._start()
