"""Write what a user named whole or not at all: a file, or a folder of files."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from pourparler.errors import NO_ROOM, PourparlerError

NAME_BEGINS = 40
"""Characters of a file's name that the name aside begins with: a long name has to leave room for the rest."""


def write_whole(path: Path, content: str | bytes) -> None:
    """Write aside, flush to the disk, then rename over ``path``; on any failure the old file stands.

    Through a link the file that it leads to is written. A device or a pipe is no file to be replaced: it is written to.

    Raises:
        PourparlerError: the disk is full, the folder is missing or not writable.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    with _told(path):
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb", buffering=0) as device:
                device.write(data)
            return
        # A new file gets the usual rights of the user, an old one keeps its own. The system knows the usual ones; to ask for them is to
        # change them for a moment, in which another thread may write too, and then keep what it found.
        old = _rights_of(target)
        aside = target.with_name(f"{_prefix(target)}{secrets.token_hex(4)}")
        new = open(aside, "xb", opener=partial(os.open, mode=0o666 if old is None else 0o600))  # noqa: SIM115
        try:
            with new as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if old is not None:
                os.chmod(aside, old)
            os.replace(aside, target)
        except BaseException:
            with contextlib.suppress(OSError):
                aside.unlink()
            raise


def _rights_of(path: Path) -> int | None:
    """None where there is no such file."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return None


@contextlib.contextmanager
def made_whole(target: Path) -> Iterator[Path]:
    """A place aside, in a folder of its own, for a new file or folder of the same name; at the end it stands at ``target``, whole.

    Raises:
        PourparlerError: there is something at ``target``, also where it came there meanwhile; the disk is full, the folder is missing or
            not writable. Nothing is left then.
    """
    with _told(target):
        if os.path.lexists(target):
            raise _exists(target)
        folder = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
        try:
            aside = folder / target.name
            yield aside
            for path in (aside, *aside.rglob("*")):
                if path.is_file():
                    with path.open("rb") as file:
                        os.fsync(file.fileno())
            _put(aside, target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _put(aside: Path, target: Path) -> None:
    """Under its name, where nothing stands: what another program has put there since stays."""
    try:
        if not aside.is_dir():
            os.link(aside, target)  # unlike a rename, it replaces no file
            return
    except FileExistsError:
        raise _exists(target) from None
    except OSError:  # a file system without links
        pass
    if os.path.lexists(target):
        raise _exists(target)
    try:
        aside.rename(target)
    except OSError as error:
        raise (_exists(target) if target.is_dir() else error) from None


def _exists(target: Path) -> PourparlerError:
    return PourparlerError("this file or folder exists already", where=str(target), mend="Name a new file or folder")


def _prefix(path: Path) -> str:
    return f".{path.name[:NAME_BEGINS]}."


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the system says against writing there, as an error with a way out."""
    try:
        yield
    except OSError as error:
        way = "Make room" if error.errno in NO_ROOM else "Check that the folder exists and that you may write there"
        mend = f"Nothing was changed. {way}, or choose another place; then run the command again"
        raise PourparlerError(f"cannot be written: {error.strerror or error}", where=str(path), mend=mend) from error


def revision_of(data: bytes) -> str:
    """The first 12 digits of the SHA-256 of a file, by which an edit says what it was made on."""
    return hashlib.sha256(data).hexdigest()[:12]
