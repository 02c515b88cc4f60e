"""The demo: one command, the whole way, and the same result each time."""

import fcntl
import os
import signal
import subprocess
import sys

from pourparler.record import Record

MANY, EACH = 40, 8
"""Documents, and statements in each."""
LONG = "of letters on the strait and of those who sail it " * 4
"""What makes the line of each document long."""


def test_the_demo_command(run, tmp_path):
    folder = tmp_path / "demo"
    code, out, err = run("demo", folder)
    assert code == 0, err
    assert "11 documents added" in out
    assert "Every settlement crosses a red line" in out
    assert (folder / "briefing.html").exists()
    first = (folder / "briefing.html").read_text()
    assert run("demo", folder)[0] == 2
    assert run("demo", folder, "--force")[0] == 0
    assert (folder / "briefing.html").read_text() == first


def test_an_interrupted_reading_goes_on_where_it_stopped(run, demo, tmp_path):
    text = "Ada Voss said that the strait would stay open.\n" * EACH
    for k in range(MANY):
        (tmp_path / f"{k:02} {LONG}.txt").write_text(f"{text}Number {k}.")
    assert run("add", demo, *sorted(tmp_path.glob("*.txt")))[0] == 0
    running = subprocess.Popen([sys.executable, "-m", "pourparler", "read", demo], stdout=subprocess.PIPE, text=True)
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        # A page of titles that nobody takes, and the command waits: however late the interrupt comes, not all is read.
        fcntl.fcntl(running.stdout, fcntl.F_SETPIPE_SZ, 4096)
    line = running.stdout.readline()
    assert "statements" in line
    assert len(line) * MANY > 2 * 4096
    os.kill(running.pid, signal.SIGINT)
    running.wait(timeout=60)
    with Record(demo / "record.sqlite") as record:
        left = record.unread("model/4")
        assert 0 < len(left) < MANY
    code, out, err = run("read", demo)
    assert code == 0, err
    assert len(out.splitlines()) == len(left)
    with Record(demo / "record.sqlite") as record:
        assert record.unread("model/4") == []
        assert len(record.statements()) == MANY * EACH
