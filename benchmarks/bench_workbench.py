"""The workbench on a made-up record of 2,000 documents and 40,000 statements: how long pages take, memory, page weight."""

from __future__ import annotations

import http.cookiejar
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from large_record import make

PAGES = (
    "/", "/read", "/read?by_priority=true", "/record", "/record?words=corridor+town", "/record?party=Party+Elm", "/positions",
    "/positions/Party%20Elm/issue_3", "/timeline", "/moved", "/moved?basis=record", "/network", "/network?basis=record", "/network/periods",
    "/network/periods?kind=together&by=month", "/stability", "/news", "/briefing",
)  # fmt: skip
FETCHED = (
    "/solutions",
    "/timeline.svg",
    "/moved/issue_3.svg?basis=record",
    "/network/affiliation.svg?basis=record",
    "/briefing.html",
)
"""Parts that a page fetches when its words are there."""
SETTLE = 15
"""Seconds that the workbench gets for what it computes aside after its start."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        dossier = make(Path(folder) / "large")
        began = time.perf_counter()
        command = [sys.executable, "-u", "-m", "pourparler", "open", str(dossier.root), "--no-browser"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            link = re.search(r"http://\S+", server.stdout.readline())
            assert link is not None
            told = time.perf_counter() - began
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
            browser.open(link[0]).read()
            print(
                f"link after {told:.2f} s, first page {time.perf_counter() - began:.2f} s after the command (target 1 s)"
            )
            time.sleep(SETTLE)
            root = link[0].partition("/?")[0]
            for page in (*PAGES, *FETCHED):
                times = []
                for _ in range(6):
                    began = time.perf_counter()
                    size = len(browser.open(root + page).read())
                    times.append(time.perf_counter() - began)
                what = "fetched after" if page in FETCHED else "target 300 ms, 1,500 kB"
                again = 1e3 * max(times[1:])
                print(
                    f"{page:45} first {1e3 * times[0]:5.0f} ms, then {again:4.0f} ms at most; {size / 1e3:4.0f} kB ({what})"
                )
            memory = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{server.pid}/status").read_text())
            if memory:
                print(f"memory at most {int(memory[1]) / 1024:.0f} MB (target 500 MB)")
        finally:
            server.kill()


if __name__ == "__main__":
    main()
