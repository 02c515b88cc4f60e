"""A record that cannot be written is read from a copy: what is worked out anew, such as which party a statement is of, needs a place.

The copy is kept as long as the program runs and the record stays the same; nothing that a person does is ever written into it.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from pourparler.errors import RecordBusyError, RecordError

_TRIES = 5
_WAL = "-wal"
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)

Stamp = tuple[tuple[int, int] | None, ...]
"""Time of the last change and size, of the file and its write-ahead log."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a record, at ``path``, where there is no file if the record is none. It is there as long as somebody holds this."""

    stamp: Stamp
    folder: TemporaryDirectory[str]
    path: Path


_copies: dict[Path, Copy] = {}
_lock = Lock()


def writable(path: Path) -> bool:
    """Whether this program may write the file, or make it."""
    there = (path.parent, path) if path.exists() else (path.parent,)
    return all(map(_may_write, there)) and _log_may_be_written(path.with_name(path.name + _WAL))


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _log_may_be_written(path: Path) -> bool:
    """Also where there is none. It comes and goes as others open and close the record, and to ask for its rights would not tell one that
    has just gone from one that may not be written. Nobody locks it, so that closing it takes no lock away."""
    try:
        os.close(os.open(path, os.O_WRONLY))
    except OSError as error:
        return error.errno not in _REFUSED  # what else is wrong with it is told by whoever reads it
    return True


def copy_of(path: Path) -> Copy:
    """A copy of the record that may be written. Whoever works on it holds it: another thread may want a newer one meanwhile.

    Raises:
        RecordError: it cannot be read, or there is no room for a copy.
        RecordBusyError: another program keeps writing it.
    """
    key = path.resolve()
    with _lock:
        known = _copies.get(key)
        if known is None or known.stamp != _stamp(path):
            known = _copies[key] = _copied(path)
        return known


def _copied(path: Path) -> Copy:
    try:
        for _ in range(_TRIES):
            before = _stamp(path)
            folder = TemporaryDirectory(prefix="pourparler-")
            for name in (path.name, path.name + _WAL):
                with suppress(FileNotFoundError):  # the log may go meanwhile: the stamp tells
                    shutil.copyfile(path.with_name(name), Path(folder.name) / name)
            if _stamp(path) == before:
                return Copy(before, folder, Path(folder.name) / path.name)
            folder.cleanup()
    except OSError as error:
        mend = "Check the rights of the file, and whether there is room for a copy in the folder for temporary files"
        raise RecordError(f"cannot be read: {error.strerror or error}", where=str(path), mend=mend) from error
    raise RecordBusyError(
        "another program is writing to the record", where=str(path), mend="Wait for it, then try again"
    )


def _stamp(path: Path) -> Stamp:
    files = (path, path.with_name(path.name + _WAL))
    return tuple(found and (found.st_mtime_ns, found.st_size) for found in map(_stat, files))


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None
