"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from pourparler.errors import PourparlerError


def write_whole(path: Path, content: str | bytes) -> None:
    """Write aside, flush to the disk, then rename over ``path``; on any failure the old file stands.

    Raises:
        PourparlerError: the disk is full, the folder is missing or not writable.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    aside: str | None = None
    try:
        handle, aside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # A new file gets the usual rights of the user, an old one keeps its own.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(aside, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
        os.replace(aside, path)
    except OSError as error:
        if aside:
            with contextlib.suppress(OSError):
                os.unlink(aside)
        mend = "Nothing was changed. Make room or choose another place, then run the command again"
        raise PourparlerError(f"cannot be written: {error.strerror or error}", where=str(path), mend=mend) from error


def revision_of(data: bytes) -> str:
    """The first 12 digits of the SHA-256 of a file, by which an edit says what it was made on."""
    return hashlib.sha256(data).hexdigest()[:12]
