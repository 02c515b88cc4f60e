"""Folders in which nothing can be written, also for tests that run as root, whom rights do not bind."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DAC_OVERRIDE = 1
"""The capability to write in spite of rights (linux/capability.h). The one to read in spite of them is another and stays."""


@contextmanager
def only_readable(folder: Path) -> Iterator[Path]:
    """The folder, which this thread and those that it starts may read and not write until the end.

    Root lays the capability to do so down meanwhile.
    """
    within = [(path, path.stat().st_mode) for path in (folder, *folder.rglob("*"))]
    for path, mode in within:
        path.chmod(mode & 0o555)
    before = _effective_capabilities() if os.geteuid() == 0 and sys.platform == "linux" else None
    if before is not None:
        _effective_capabilities(before & ~(1 << DAC_OVERRIDE))
    try:
        yield folder
    finally:
        if before is not None:
            _effective_capabilities(before)
        for path, mode in within:
            path.chmod(mode)


def _effective_capabilities(wanted: int | None = None) -> int:
    """Those of this thread as bits, of which there are fewer than 64; set where ``wanted`` is given."""
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3; this thread
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable: the lower halves, then the upper ones
    if libc.capget(header, sets):
        raise OSError(ctypes.get_errno(), "capget")
    if wanted is not None:
        sets[0], sets[3] = wanted & 0xFFFFFFFF, wanted >> 32
        if libc.capset(header, sets):
            raise OSError(ctypes.get_errno(), "capset")
    return sets[0] | sets[3] << 32
