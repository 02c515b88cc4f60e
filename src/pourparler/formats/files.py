"""Files of other programs: their bytes and texts, up to a size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pourparler.errors import FormatError

Tell = Callable[[str], None]
"""Is called with a sentence for what of a file is not used, or not used as it stands."""
MB = 1_000_000
BEGINNING = 65_536
"""Bytes by which it is told whose file one is."""


def no_device(path: Path) -> None:
    """Raises FormatError where the path is something else than a file or a folder: reading a device or a pipe may never end."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise FormatError("this is a device or a pipe, and no file", where=str(path), mend="Save it in a file first")


def begins_with_any(file: Path, *words: bytes, within: int = BEGINNING) -> bool:
    """Whether one of the words stands in the first bytes of a file; not in one that cannot be read."""
    try:
        with file.open("rb") as handle:
            head = handle.read(within)
    except OSError:
        return False
    return any(word in head for word in words)


def contents(path: Path, most: int) -> bytes:
    """The bytes of a file of at most so many MB.

    Raises:
        FormatError: there is no such file, it is a device, cannot be read, or is larger.
    """
    no_device(path)
    try:
        with path.open("rb") as file:
            data = file.read(most * MB + 1)
    except FileNotFoundError:
        raise FormatError("there is no such file", where=str(path)) from None
    except OSError as error:
        raise FormatError(f"the file cannot be read: {error.strerror}", where=str(path)) from error
    if len(data) > most * MB:
        raise FormatError(f"the file has more than {most:,} MB", where=str(path), mend="Leave out what is not needed")
    return data
