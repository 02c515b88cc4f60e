"""Every page of the workbench with its filters: how long it takes, how much the server works for it, memory, page weight.

On a made-up record of 2,000 documents and 40,000 statements; with the folder of a dossier whose documents have been read, on a copy of
that one. The time by the clock depends on what else the machine does; the processor time of the server hardly does.
"""

from __future__ import annotations

import contextlib
import http.cookiejar
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from large_record import make
from pourparler.model import Decision
from pourparler.record import PROPOSED, Record, Wanted
from pourparler.workbench.parts import FIRST as FIRST_PAGES
from pourparler.workbench.parts import LATER, router_of
from workbench_addresses import FILE, NEEDS, NOT_MEASURED, PART, Address, addresses

SETTLE = 15
"""Seconds that the workbench gets for what it computes aside after its start."""
TARGET, FIRST, WEIGHT, MEMORY = 300, 1.0, 1_500, 500
"""Milliseconds of any page, seconds until the first page after the command, kilobytes of a page, megabytes."""
STARTS = 3
"""Times that the program is started; the first start also reads it from the disk."""


class Taken(NamedTuple):
    """What an address took, by the clock and of the server's processor time, in milliseconds: at first, again, and after a decision."""

    address: Address
    clock: tuple[float, float, float]
    processor: tuple[float, float, float]
    kilobytes: float


class Workbench:
    """A workbench in a process of its own, and a browser that has its link."""

    def __init__(self, folder: Path) -> None:
        began = time.perf_counter()
        # As it is installed: its modules are compiled once, whatever this shell says.
        told = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        told.setdefault("PYTHONPYCACHEPREFIX", str(Path(tempfile.gettempdir()) / "pourparler-benchmark"))
        command = [sys.executable, "-u", "-m", "pourparler", "open", str(folder), "--no-browser"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=told)
        assert self.process.stdout is not None
        link = re.search(r"http://\S+", self.process.stdout.readline())
        assert link is not None
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.root = link[0].partition("/?")[0]
        self.browser.open(link[0]).read()
        self.first_page, self.first_work = time.perf_counter() - began, self.processor()

    def processor(self) -> float:
        """Seconds that the server has worked so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Megabytes at most so far."""
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text())
        return int(found[1]) / 1024 if found else 0.0

    def takes(self, path: str) -> tuple[float, float, int]:
        """Milliseconds by the clock and of the processor, and bytes; a page that says that nothing can be shown counts too."""
        worked, began = self.processor(), time.perf_counter()
        try:
            size = len(self.browser.open(self.root + path).read())
        except urllib.error.HTTPError as error:
            if error.code >= 500:
                raise
            size = len(error.read())
        return 1e3 * (time.perf_counter() - began), 1e3 * (self.processor() - worked), size


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Workbench]:
    """Ended at the end."""
    workbench = Workbench(folder)
    try:
        yield workbench
    finally:
        workbench.process.kill()
        workbench.process.wait()


def measured(folder: Path, workbench: Workbench) -> Iterator[Taken]:
    """All addresses, one after the other; between the second and the third time another program decides on a statement that waits."""
    with Record(folder / "record.sqlite", by="benchmark") as record:
        waiting = [e.statement.id for e, _ in record.find(Wanted(review=PROPOSED), limit=500).entries]
    for k, address in enumerate(addresses(folder)):
        once, again = workbench.takes(address.path), workbench.takes(address.path)
        if waiting:
            with Record(folder / "record.sqlite", by="benchmark") as record:
                record.decide(waiting[k % len(waiting)], Decision.ACCEPTED if k < len(waiting) else Decision.REJECTED)
        after = workbench.takes(address.path)
        yield Taken(address, (once[0], again[0], after[0]), (once[1], again[1], after[1]), once[2] / 1e3)


def unknown_routes(folder: Path) -> list[str]:
    """Pages and parts that nobody measures."""
    routes = (route for part in (*FIRST_PAGES, *LATER) for route in router_of(part).routes)
    there = {r.path for r in routes if "GET" in r.methods}
    return sorted(there - {a.route for a in addresses(folder)} - set(NOT_MEASURED))


def rows(folder: Path) -> list[tuple[str, str, str]]:
    """(work, target, measured) for the table of what is promised of an archive. ``folder``: of a dossier that may be written."""
    first = []
    for _ in range(STARTS):
        with opened(folder) as workbench:
            first.append((workbench.first_page, workbench.first_work))
    with opened(folder) as workbench:
        time.sleep(SETTLE)
        found = list(_told(measured(folder, workbench)))
        print(f"memory at most {workbench.memory():.0f} MB (target {MEMORY})")
    pages = [t for t in found if t.address.what != FILE]
    quick = [sum(max(getattr(t, by)) <= TARGET for t in pages) for by in ("processor", "clock")]
    slowest = max(pages, key=lambda t: max(t.processor))
    told = (
        f"{quick[0]} of {len(pages)} addresses by the server's processor time, {quick[1]} by the clock (load {os.getloadavg()[1]:.1f}); "
        f"the slowest {max(slowest.processor):.0f} ms ({slowest.address.path})"
    )
    return [
        ("any page, any filter", f"under {TARGET} ms", told),
        (
            "first page after the command",
            f"under {FIRST:.0f} s",
            f"{min(first[1:])[0]:.2f} s, {min(first[1:])[1]:.2f} s of the processor",
        ),
    ]


def _told(found: Iterator[Taken]) -> Iterator[Taken]:
    print(f"{'milliseconds: first, again, after a decision':>50}  by the clock      processor          kB")
    for t in found:
        late = "  " if t.address.what == FILE or max(t.processor) <= TARGET else "! "
        heavy = " (heavy)" if t.address.what != FILE and t.kilobytes > WEIGHT else ""
        part = " (fetched after)" if t.address.what == PART else " (taken away)" if t.address.what == FILE else ""
        print(
            f"{late}{' '.join(f'{ms:6.0f}' for ms in t.clock)}   {' '.join(f'{ms:6.0f}' for ms in t.processor)}   {t.kilobytes:6.0f}{heavy}"
            f"  {t.address.path}{part}",
            flush=True,
        )
        yield t


def main(*words: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "dossier"
        if words:
            shutil.copytree(words[0], folder)
        else:
            make(folder)
        left = unknown_routes(folder)
        if lacking := [route for route in left if route not in NEEDS]:
            raise SystemExit(f"workbench_addresses.py lacks: {', '.join(lacking)}")
        for route in left:
            print(f"left out: {route}, which needs {NEEDS[route]}")
        for work, target, told in rows(folder):
            print(f"{work}: {told} (target {target})")


if __name__ == "__main__":
    main(*sys.argv[1:])
