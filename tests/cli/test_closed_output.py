"""What becomes of a command whose output nobody takes any more, or goes to a disk that is full."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "pourparler"]


@pytest.mark.parametrize(
    "words", [("statements", "list"), ("statements", "list", "--json"), ("settle",), ("positions", "list", "--json")]
)
def test_a_reader_that_went_away_is_no_error(read_once, words):
    with subprocess.Popen(
        [*PROGRAM, *words, str(read_once)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as command:
        command.stdout.close()
        err = command.stderr.read()
        assert command.wait(60) == 0, err
    assert not err


def test_the_first_line_is_all_that_head_asks_for(read_once):
    """As ``pourparler … | head -1`` in a shell that tells of every command that failed."""
    line = f'set -o pipefail; "{sys.executable}" -m pourparler statements list "$1" --json | head -1'
    done = subprocess.run(
        ["bash", "-c", line, "bash", str(read_once)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "[\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("words", [("settle",), ("why", "verdict"), ("statements list", "--json"), ("--help",)])
def test_what_cannot_be_printed_is_said(read_once, words):
    """Little, which is written when the command ends, and more than is kept until then."""
    command, *rest = words
    dossier = [] if command == "--help" else [str(read_once)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, *command.split(), *dossier, *rest],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 2, done.stderr
    assert "No space left" in done.stderr
    assert "our fault" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_an_error_that_cannot_be_told_keeps_its_code(tmp_path):
    """Standard error itself goes to a full disk."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*PROGRAM, "settle", str(tmp_path)], stdout=full, stderr=full, timeout=60, check=False)
    assert done.returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="closed descriptors")
def test_without_standard_output(read_once):
    """As ``pourparler … >&-`` does."""
    line = f'"{sys.executable}" -m pourparler settle "$1" >&-'
    done = subprocess.run(
        ["bash", "-c", line, "bash", str(read_once)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode in (0, 1, 2), done.stderr
    assert "Traceback" not in done.stderr
