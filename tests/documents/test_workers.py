"""The process that opens documents: ended, killed, interrupted, used from threads and from scripts, it costs no other document and leaves nothing."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from pourparler.documents import Limits, gather_data, workers

from .test_limits import WORDS, many_pages

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals as here are those of POSIX systems")
SLOW = many_pages(20_000)


@pytest.fixture
def started(monkeypatch):
    """The processes that are started meanwhile."""
    workers.end_all()
    found = []

    class Watched(workers._Worker):
        def __init__(self):
            super().__init__()
            found.append(self._process)

    monkeypatch.setattr(workers, "_Worker", Watched)
    yield found
    workers.end_all()
    assert all(process.poll() is not None for process in found)


def text_of(number=0):
    (found,) = gather_data("a.txt", f"{WORDS} {number}".encode())
    assert found.document, found
    return found.document.text


def test_one_process_opens_one_document_after_another(started):
    assert [text_of(k) for k in range(5)] == [f"{WORDS} {k}" for k in range(5)]
    assert len(started) == 1


def test_a_process_that_ended_while_it_waited_is_replaced(started):
    text_of()
    started[0].kill()
    started[0].wait()
    assert text_of(1) == f"{WORDS} 1"
    assert len(started) == 2


def test_a_document_over_a_limit_ends_its_process_and_the_next_gets_another(started):
    (found,) = gather_data("slow.pdf", SLOW, limits=Limits(seconds=1))
    assert "limit on time" in found.error.message
    assert started[0].poll() is not None
    assert text_of()
    assert len(started) == 2


@POSIX
def test_a_process_that_is_killed_over_a_document_is_that_documents_error(started):
    text_of()
    threading.Timer(0.5, started[0].kill).start()
    (found,) = gather_data("slow.pdf", SLOW)
    assert "slow.pdf: the process that opened it was ended from outside" in found.error.message
    assert text_of()


@POSIX
def test_a_library_that_breaks_the_process_down_costs_only_its_document(started):
    text_of()
    threading.Timer(0.5, started[0].send_signal, [signal.SIGSEGV]).start()
    (found,) = gather_data("slow.pdf", SLOW)
    assert "what opens such documents broke down over this one (exit code -11)" in found.error.message
    assert text_of()


def test_a_process_that_does_not_start_is_told(started, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    (found,) = gather_data("a.txt", WORDS.encode())
    assert "cannot be started" in found.error.message


def test_whoever_stops_in_the_middle_of_a_table_leaves_no_process_at_work(started):
    rows = gather_data("t.csv", b"text\n" + f"{WORDS}\n".encode() * 50_000)
    assert next(rows).document
    rows.close()
    assert started[0].poll() is not None
    assert text_of()


def test_several_threads_open_documents_at_once(started):
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(text_of, range(24))) == [f"{WORDS} {k}" for k in range(24)]
    assert len(started) <= 24


def script(tmp_path, words):
    """A script without a guard around its statements, as people write them."""
    file = tmp_path / "script.py"
    file.write_text(textwrap.dedent(words))
    return [sys.executable, str(file)]


def test_a_script_without_a_guard_is_run_once(tmp_path):
    (tmp_path / "a.txt").write_text(WORDS)
    ran = subprocess.run(
        script(
            tmp_path,
            f"""
            import pourparler as pp
            print("begins")
            pp.new("talks")
            for added in pp.add("talks", ["a.txt"]):
                print(added.outcome, added.gathered.document.text == {WORDS!r})
            """,
        ),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ran.stdout, ran.stderr, ran.returncode) == ("begins\nadded True\n", "", 0)


BUSY = """
    import sys, threading, time
    from pourparler.documents import gather, workers
    init = workers._Worker.__init__
    def told(self):
        init(self)
        print(self._process.pid, flush=True)
    workers._Worker.__init__ = told
    list(gather(["slow.pdf"]))
"""


@POSIX
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_one_that_asked(tmp_path, how):
    (tmp_path / "slow.pdf").write_bytes(SLOW)
    asking = subprocess.Popen(script(tmp_path, BUSY), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    opening = int(asking.stdout.readline())
    time.sleep(1.5)
    asking.send_signal(how)
    asking.wait(timeout=60)
    asking.stdout.close()
    until = time.monotonic() + 60
    while alive(opening) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(opening)


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as told:  # one that nobody waited for is no process any more
        return told.read().rpartition(")")[2].split()[0] != "Z"
