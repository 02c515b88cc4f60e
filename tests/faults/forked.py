"""A process in which the program is loaded already; each command runs in a fork of it, so that a kill falls into its work, not into its loading.

It reads requests from standard input, one JSON object a line, and answers nothing there: a watcher writes ``result.json`` into the job's
folder when the command has ended. A request:

    job          the folder for stdout, stderr, result.json and steps
    words        the words after ``pourparler``
    folder       where it runs
    kill_after   seconds after which it is killed, or null
    kill_at      the step before which it kills itself, or null; steps: ``Steps``
    file_size    the most bytes of a file that it may write, or null: past it the disk "is full"
    bound        true: permission bits bind even root
    environment  variables besides those that there are
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import importlib
import io
import json
import os
import resource
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

OVERDUE = 120.0
"""Seconds after which a command has hung, and is ended with all that it started."""


class Steps:
    """Counts the moments at which something is kept or told, and kills the process before one of them.

    Steps: a file opened to be written, renamed, removed or locked; a statement of SQL before and after it ran; a transaction before it is
    committed and after; a line that was told. With the same ``last`` a command is killed at the same place each time.
    """

    EVENTS = (
        "os.rename",
        "os.remove",
        "os.link",
        "os.chmod",
        "os.mkdir",
        "os.truncate",
        "fcntl.flock",
        "sqlite3.connect",
    )

    def __init__(self, last: int | None, report: Path) -> None:
        self.last = last
        self.seen = 0
        sys.addaudithook(self._heard)
        from sqlalchemy import Engine, event

        for name in ("before_cursor_execute", "after_cursor_execute", "commit", "rollback"):
            event.listen(Engine, name, self._step)
        from sqlalchemy.pool import Pool

        event.listen(Pool, "checkin", self._step)  # a connection comes back after its transaction has ended
        atexit.register(lambda: report.write_text(str(self.seen)))

    def _step(self, *_: Any) -> None:
        self.seen += 1
        if self.seen == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def _heard(self, name: str, told: tuple[Any, ...]) -> None:
        if name == "open":
            flags = told[2] if len(told) > 2 and isinstance(told[2], int) else 0
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                self._step()
        elif name in self.EVENTS:
            self._step()

    def telling(self, handle: int) -> io.TextIOWrapper:
        """Standard output or error, of which each flush is a step."""
        step = self._step

        class Told(io.TextIOWrapper):
            def flush(self) -> None:
                super().flush()
                step()

        return Told(io.FileIO(handle, "w", closefd=False), encoding="utf-8", write_through=False)


def bound_by_permissions() -> None:
    """Give up the rights of root to write and read where permission bits say no; what this process starts has them neither. Linux only.

    Everything else of root stays, so that files of root's home, the interpreter perhaps among them, can be read.
    """
    dac_override, dac_read_search = 1, 2
    libc = ctypes.CDLL(None, use_errno=True)

    class Header(ctypes.Structure):
        _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))

    class Data(ctypes.Structure):
        _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))

    header, data = Header(0x20080522, 0), (Data * 2)()
    drop_from_bounding_set = 24
    for right in (dac_override, dac_read_search):
        if libc.prctl(drop_from_bounding_set, right, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "the rights of root cannot be given up")
    if libc.capget(ctypes.byref(header), data) != 0:
        raise OSError(ctypes.get_errno(), "the rights of root cannot be asked for")
    kept = ~((1 << dac_override) | (1 << dac_read_search)) & 0xFFFFFFFF
    data[0].effective &= kept
    data[0].permitted &= kept
    data[0].inheritable &= kept
    if libc.capset(ctypes.byref(header), data) != 0:
        raise OSError(ctypes.get_errno(), "the rights of root cannot be given up")


LOADED = (
    "pourparler.cli", "pourparler.documents", "pourparler.documents.pdf", "pourparler.drafting", "pourparler.reading.model_reader",
    "pourparler.verbs.documents", "pourparler.verbs.draft_writing", "pourparler.verbs.drafting", "pourparler.verbs.proposals",
    "pourparler.verbs.reading", "pourparler.verbs.statements", "pourparler.verbs.briefing", "pourparler.wording.views.draft",
    "pourparler.wording.views.proposals", "pourparler.briefing.contents", "pourparler.workbench.app", "alembic.command", "alembic.config",
    "rich.progress", "uvicorn", "uvicorn.protocols.http.h11_impl", "uvicorn.lifespan.on", "tokenizers", "trafilatura",
)  # fmt: skip
"""What commands load, early or late. No model among it: its threads would not survive a fork."""


def load() -> None:
    """Load the program, and make its commands, which takes as long as most of them take."""
    for name in LOADED:
        importlib.import_module(name)
    import typer

    from pourparler.cli.app import application
    from pourparler.reading.runtime import onnxruntime

    onnxruntime()
    made = typer.main.get_command(application())
    typer.main.get_command = lambda _: made


def next_job() -> dict[str, Any] | None:
    """Wait for a request and fork: the request in the child that runs it, None at the end of requests."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        asked: dict[str, Any] = json.loads(line)
        if os.fork():
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # from here on in the watcher
        child = os.fork()
        if child == 0:
            return asked
        watch(child, Path(asked["job"]), asked["kill_after"])
        os._exit(0)
    return None


def watch(child: int, job: Path, kill_after: float | None) -> None:
    """Wait for a command, kill it when its time has come, and write down how it ended."""
    begun = time.monotonic()
    (job / "pid").write_text(str(child))
    overdue = False
    while True:
        pid, status, used = os.wait4(child, os.WNOHANG)
        lasted = time.monotonic() - begun
        if pid:
            break
        if kill_after is not None and lasted >= kill_after:
            os.kill(child, signal.SIGKILL)
        elif lasted > OVERDUE:
            overdue = True
            os.kill(child, signal.SIGKILL)
        time.sleep(0.001)
    told = {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": lasted,
        "cpu": used.ru_utime + used.ru_stime,
        "overdue": overdue,
    }
    (job / "result.part").write_text(json.dumps(told))
    (job / "result.part").rename(job / "result.json")


def run(asked: dict[str, Any]) -> None:
    """The command itself, in a group of processes of its own, until the end of the process."""
    os.setsid()
    job = Path(asked["job"])
    os.chdir(asked["folder"])
    os.environ.update(asked["environment"])
    for handle, name in ((1, "stdout"), (2, "stderr")):
        opened = os.open(job / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
        os.dup2(opened, handle)
        os.close(opened)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    if asked["bound"]:
        bound_by_permissions()
    steps = Steps(asked["kill_at"], job / "steps")
    sys.stdout, sys.stderr = steps.telling(1), steps.telling(2)
    if asked["file_size"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["file_size"], resource.RLIM_INFINITY))
    sys.argv = ["pourparler", *asked["words"]]
    leave(command())


def command() -> int:
    """Run it; its exit code."""
    from pourparler.cli import main

    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def leave(code: int) -> None:
    """End the process as the interpreter does, but for the taking apart of all that is loaded, which a fork pays for dearly."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    load()
    gc.freeze()
    print("loaded", flush=True)
    if job := next_job():
        run(job)
