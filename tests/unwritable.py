"""Folders in which nothing can be written, also for tests that run as root, whom rights do not bind."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def only_readable(source: Path) -> Iterator[Path]:
    """A copy of a folder that this process may read and not write while it is looked at.

    Root gives up its rights meanwhile (the effective user of all threads is nobody); they come back at the end.
    """
    folder = Path(tempfile.mkdtemp()) / source.name  # pytest's own folders are closed to others
    shutil.copytree(source, folder)
    folder.parent.chmod(0o755)
    within = [folder, *folder.rglob("*")]
    for path in within:
        path.chmod(0o555 if path.is_dir() else 0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        for path in within:
            path.chmod(0o755 if path.is_dir() else 0o644)
        shutil.rmtree(folder.parent)
