"""Which files a path names, and their bytes. Only files are opened: a pipe may never end, nor a device."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import BinaryIO

from pourparler.documents.limits import Limits
from pourparler.errors import DocumentError

_LONGEST_NAME = 300
_SPECIAL = (
    (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"),
    (stat.S_ISDIR, "a folder"),
)  # fmt: skip
_OUTSIDE = "a link to something outside the folder; links are followed only with --follow-links"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file in a folder; or what cannot be looked into (``error``), or is left out (``notice`` says why)."""

    path: str
    error: DocumentError | None = None
    notice: str | None = None


def shown_name(name: str) -> str:
    """A file's name as text that can be kept and shown: bytes that are not UTF-8 as ``\\xe9``, the middle of very long names left out."""
    try:
        plain = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        plain = name.encode("utf-8", "backslashreplace").decode("utf-8")
    if len(plain) > _LONGEST_NAME:
        plain = f"{plain[: _LONGEST_NAME // 2]}…{plain[-_LONGEST_NAME // 2 :]}"
    return plain


def is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is left out: hidden, or what an office program keeps beside an open file (``~$``)."""
    return name.startswith((".", "~$"))


def is_folder(name: str) -> bool:
    """Whether the name is that of a folder. Raises DocumentError where nothing goes by it."""
    if not name:
        raise DocumentError("the name is empty")
    try:
        return stat.S_ISDIR(os.stat(name).st_mode)
    except FileNotFoundError:
        mend = "Of the web, give an address that begins with https:// or http://" if "://" in name else None
        raise DocumentError("there is no such file", mend=mend) from None
    except (OSError, ValueError) as error:
        raise DocumentError(f"cannot be opened: {_told(error)}") from None


def files_in(folder: str, *, follow_links: bool = False) -> Iterator[FoundFile]:
    """The files in a folder and its subfolders in the order of their names, hidden ones left out.

    A link that leads out of ``folder`` is left out, unless ``follow_links``; no folder is looked into twice.
    """
    root = os.path.realpath(folder)
    seen = {root}
    waiting = [iter(_entries(folder))]
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
        elif isinstance(entry, FoundFile):
            yield entry
        elif (found := _found(entry, root, seen, follow_links)) is not None:
            if found.error or found.notice or not os.path.isdir(found.path):
                yield found
            else:
                waiting.append(iter(_entries(found.path)))


def _entries(folder: str) -> Sequence[os.DirEntry[str] | FoundFile]:
    try:
        with os.scandir(None if folder == "." else folder) as entries:
            return sorted((e for e in entries if not is_hidden(e.name)), key=attrgetter("name"))
    except OSError as error:
        what = f"the folder cannot be looked into: {_told(error)}"
        return [FoundFile(folder, error=DocumentError(what, mend="Change its permissions, or leave it out"))]


def _found(entry: os.DirEntry[str], root: str, seen: set[str], follow_links: bool) -> FoundFile | None:
    """The entry as a file or a folder to look into; None for a folder that is looked into elsewhere."""
    path = entry.path
    real = os.path.realpath(path)
    if entry.is_symlink() and not follow_links and not real.startswith(os.path.join(root, "")):
        return None if real == root else FoundFile(path, notice=_OUTSIDE)
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return FoundFile(path, notice="a link that leads nowhere")
    except OSError as error:
        return FoundFile(path, error=DocumentError(f"cannot be opened: {_told(error)}"))
    if stat.S_ISDIR(mode):
        inside = entry.is_symlink() and real.startswith(os.path.join(root, ""))
        if inside or real in seen:
            return None
        seen.add(real)
        return FoundFile(path)
    if not stat.S_ISREG(mode):
        return FoundFile(path, notice=f"{_special(mode)}, not a file")
    return FoundFile(path)


def read_file(name: str, limits: Limits) -> bytes:
    """The bytes of a file. Raises DocumentError: it is no file, cannot be read, or is over the limit on size."""
    with open_file(name) as file:
        limits.check_size(os.fstat(file.fileno()).st_size, "the file")
        try:
            data = file.read(limits.size + 1)  # it may have grown since
        except OSError as error:
            raise DocumentError(f"cannot be read: {_told(error)}") from error
    limits.check_size(len(data), "the file")
    return data


def open_file(name: str) -> BinaryIO:
    """A file to be read, which whoever asks for it closes. Raises DocumentError: it is no file, or cannot be opened."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    try:
        _check_is_file(os.stat(name))  # before it is opened: opening is an act for some devices
        file = open(name, "rb", opener=lambda path, _: os.open(path, flags))  # noqa: SIM115
        try:
            _check_is_file(os.fstat(file.fileno()))
        except BaseException:
            file.close()
            raise
    except FileNotFoundError:
        raise DocumentError("there is no such file") from None
    except (OSError, ValueError) as error:
        raise DocumentError(f"cannot be read: {_told(error)}") from error
    return file


def beginning(name: str) -> bytes:
    """The first bytes of a file, in which its form may show; none where it cannot be opened, which is told when it is."""
    try:
        with open_file(name) as file:
            return file.read(1_024)
    except (DocumentError, OSError):
        return b""


def _check_is_file(about: os.stat_result) -> None:
    if not stat.S_ISREG(about.st_mode):
        mend = "Save what comes out of it in a file, or hand it to `pourparler add … -`"
        raise DocumentError(f"this is {_special(about.st_mode)}, not a file", mend=mend)


def _special(mode: int) -> str:
    return next((words for test, words in _SPECIAL if test(mode)), "something else")


def _told(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
