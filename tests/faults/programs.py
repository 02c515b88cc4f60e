"""Run the program as users do, as a process of its own, perhaps killed or with a full disk; see ``forked``."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from ..conftest import ROOT

PATIENCE = 150.0
"""Seconds to wait for a command; a hung one is ended by its watcher before that."""
KILLED = -signal.SIGKILL


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended. ``code``: its exit code, or the signal that killed it as a negative number; ``steps``: those it took, unless killed."""

    code: int
    out: str
    err: str
    seconds: float
    cpu: float
    steps: int | None
    orphans: bool

    @property
    def killed(self) -> bool:
        """Whether it was killed before it ended by itself."""
        return self.code == KILLED


class Running:
    """A command that goes on."""

    def __init__(self, job: Path) -> None:
        self.job = job

    def told(self) -> str:
        """What it printed so far."""
        with contextlib.suppress(FileNotFoundError):
            return (self.job / "stdout").read_text(encoding="utf-8")
        return ""

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return (self.job / "result.json").exists()

    def kill(self) -> None:
        """Kill it now; it may have ended before."""
        if not self.over:
            with contextlib.suppress(ProcessLookupError, FileNotFoundError):
                os.kill(int((self.job / "pid").read_text()), signal.SIGKILL)

    def ended(self) -> Ended:
        """Wait for its end."""
        until = time.monotonic() + PATIENCE
        while not self.over:
            if time.monotonic() > until:
                raise TimeoutError(f"a command did not end: {self.job}")
            time.sleep(0.002)
        result = json.loads((self.job / "result.json").read_text())
        assert not result["overdue"], f"hung: {self.told()}"
        steps = self.job / "steps"
        return Ended(
            result["code"],
            self.told(),
            (self.job / "stderr").read_text(encoding="utf-8") if (self.job / "stderr").exists() else "",
            result["seconds"],
            result["cpu"],
            int(steps.read_text()) if steps.exists() else None,
            self._orphans(),
        )

    def _orphans(self, patience: float = 10.0) -> bool:
        """Whether a process that the command had started lives on without it; such are ended."""
        group = int((self.job / "pid").read_text())
        until = time.monotonic() + patience
        while time.monotonic() < until:
            try:
                os.killpg(group, 0)
            except (ProcessLookupError, PermissionError):
                return False
            time.sleep(0.01)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
        return True


class Program:
    """The loaded program; ``start`` and ``run`` run commands in forks of it."""

    def __init__(self, jobs: Path) -> None:
        self._jobs = jobs
        self._numbers = itertools.count()
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "POURPARLER_USER": "tester"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.forked"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "loaded\n"

    def close(self) -> None:
        """End the loaded program; its forks have ended before."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)

    def start(
        self,
        folder: Path,
        words: Sequence[object],
        *,
        kill_after: float | None = None,
        kill_at: int | None = None,
        file_size: int | None = None,
        bound: bool = False,
        **environment: str,
    ) -> Running:
        """Begin a command in ``folder``; what the options mean: ``forked``."""
        job = self._jobs / str(next(self._numbers))
        job.mkdir(parents=True)
        asked: dict[str, Any] = {
            "job": str(job), "words": [str(w) for w in words], "folder": str(folder), "kill_after": kill_after, "kill_at": kill_at,
            "file_size": file_size, "bound": bound, "environment": environment,
        }  # fmt: skip
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return Running(job)

    def run(self, folder: Path, words: Sequence[object], **options: Any) -> Ended:
        """A command from its beginning to its end."""
        return self.start(folder, words, **options).ended()


class Workbench:
    """`pourparler open` as a process of its own, and what a page can post to it."""

    def __init__(self, program: Program, folder: Path, **options: Any) -> None:
        self.process = program.start(folder, ["open", ".", "--no-browser"], **options)
        until = time.monotonic() + PATIENCE
        while not (found := re.search(r"(http://\S+)/\?token=\S+", self.process.told())):
            if self.process.over or time.monotonic() > until:
                raise ConnectionError("the workbench ended before it printed its link")
            time.sleep(0.005)
        self.client = httpx.Client(base_url=found[1], timeout=60, follow_redirects=True, trust_env=False)
        page = self.client.get(found[0])
        token = re.search(r'name="pourparler-token" content="(\w+)"', page.text)
        assert token, page.text
        self.client.headers["x-pourparler-token"] = token[1]

    def post(self, path: str, told: Any = None, **options: Any) -> httpx.Response:
        """What the page's script sends. Raises httpx.TransportError where nobody answers any more."""
        return self.client.post(path, **({"json": told} if told is not None else {}), **options)

    def get(self, path: str) -> Any:
        """JSON that a page asks for."""
        return self.client.get(path, headers={"accept": "application/json"}).json()

    def kill_after(self, seconds: float) -> None:
        """Kill it later, while something else goes on here."""
        threading.Timer(seconds, self.process.kill).start()

    def stop(self) -> Ended:
        """End it as Ctrl-C does."""
        self.client.close()
        os.kill(int((self.process.job / "pid").read_text()), signal.SIGINT)
        return self.process.ended()

    def close(self) -> Ended:
        """Kill it; it has nothing left to keep."""
        self.client.close()
        self.process.kill()
        return self.process.ended()


@contextlib.contextmanager
def workbench(program: Program, folder: Path, **options: Any) -> Iterator[Workbench]:
    """A workbench that ends with the block."""
    opened = Workbench(program, folder, **options)
    try:
        yield opened
    finally:
        opened.close()
