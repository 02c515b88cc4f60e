"""Only files are read: a device or a pipe may never end."""

from __future__ import annotations

from pathlib import Path

from pourparler.errors import FormatError


def no_device(path: Path) -> None:
    """Raises FormatError where the path is something else than a file or a folder."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise FormatError("this is a device or a pipe, and no file", where=str(path), mend="Save it in a file first")
