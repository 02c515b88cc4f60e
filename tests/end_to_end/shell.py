"""A shell in which `pourparler` is a fork of the program that is loaded already: each command is a process of its own, and none loads it anew."""

from __future__ import annotations

import json
import socketserver
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..faults.programs import Program

CLIENT = """#!{python} -ISE
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as program:
    program.connect({address!r})
    program.sendall(json.dumps([os.getcwd(), *sys.argv[1:]]).encode() + b"\\n")
    code, out, err = json.loads(program.makefile().read())
sys.stdout.write(out)
sys.stderr.write(err)
sys.exit(code)
"""
"""What stands in the place of the command: it has the loaded program run its words in its folder, and tells what came of it."""


class _Commands(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        folder, *words = json.loads(self.rfile.readline())
        ended = self.server.program.run(Path(folder), words)  # type: ignore[attr-defined]
        self.wfile.write(json.dumps([ended.code, ended.out, ended.err]).encode())


@contextmanager
def commands_in(folder: Path) -> Iterator[None]:
    """Let `folder`/pourparler be the command while the block lasts."""
    with tempfile.TemporaryDirectory(prefix="pp-") as short:  # the address of a socket has 107 characters
        address = f"{short}/program"
        program = Program(Path(short) / "jobs")
        with socketserver.ThreadingUnixStreamServer(address, _Commands) as server:
            server.program = program  # type: ignore[attr-defined]
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
            command = folder / "pourparler"
            command.write_text(CLIENT.format(python=sys.executable, address=address))
            command.chmod(0o755)
            try:
                yield
            finally:
                server.shutdown()
                program.close()


def run_script(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A script of bash in a folder, which ends where a command fails."""
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=folder, capture_output=True, text=True, timeout=300
    )
