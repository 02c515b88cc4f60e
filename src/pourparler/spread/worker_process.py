"""The main program of a worker process of this machine. ``local_workers`` starts it, tells it by a line where to ask for work, and it ends
when its standard input does: a process whose starter was killed does not stay.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import shutil
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from distributed import Worker
from distributed.security import Security


def main() -> None:
    """Work until nobody is left who asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for whoever started this
    for name in ("distributed", "distributed.worker", "distributed.core", "distributed.comm", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    told = json.loads(sys.stdin.readline())
    folder = Path(told["folder"])
    threading.Thread(target=_end_with_starter, args=(folder,), daemon=True).start()
    asyncio.run(_work(told["scheduler"], told["security"], folder))


def _end_with_starter(folder: Path) -> None:
    sys.stdin.read()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


async def _work(scheduler: str, security: dict[str, Any], folder: Path) -> None:
    told = Security(require_encryption=True, **security)
    async with Worker(
        scheduler,
        nthreads=1,
        host="127.0.0.1",
        protocol="tls",
        security=told,
        dashboard=False,
        local_directory=str(folder),
        memory_limit=0,
    ) as worker:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await worker.finished()


if __name__ == "__main__":
    main()
