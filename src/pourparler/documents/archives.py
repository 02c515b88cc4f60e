"""ZIP, tar and WACZ: the files in them, as those of a folder. Nothing is written to the disk, so that no name can lead anywhere."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Self, cast

from pourparler.documents.faults import document_error
from pourparler.documents.files import is_hidden, shown_name
from pourparler.documents.forms import form_of, is_known
from pourparler.documents.gathered import Gathered, failed
from pourparler.documents.limits import Limits
from pourparler.documents.members import Item, LeftOut, Member, Quota, too_large
from pourparler.errors import DocumentError

_ENCRYPTED, _UTF8 = 0x1, 0x800
"""Bits 0 and 11 of a member's flags (APPNOTE.TXT 6.3.10, 4.4.4)."""
_DAMAGE = ("InvalidHeaderError", "TruncatedHeaderError")
"""Errors of tarfile over a header, which the module has and does not name to others."""
_WARCS = "archive/"
"""Where a WACZ has its web archives (WACZ 1.1.1, 4)."""


def zip_members(
    name: str, file: BinaryIO, limits: Limits, quota: Quota, still_at_work: Callable[[], None]
) -> Iterator[Item]:
    """The files in a ZIP. Raises DocumentError where it is none, or unpacks to too much."""
    names = _Names(name)
    with _zip(file) as packed:
        for info in packed.infolist():
            still_at_work()
            inner = _own_name(info)
            if info.is_dir() or _hidden(inner):
                continue
            shown, again = names.of(inner)
            if not is_known(inner):
                yield _unknown(inner, shown)
                continue
            if info.flag_bits & _ENCRYPTED:
                mend = "Unpack it with its password, and add the file"
                yield failed(shown, DocumentError("it is locked by a password", mend=mend))
                continue
            if (large := too_large(info.file_size, limits)) is not None:
                yield failed(shown, large)
                continue
            quota.take(info.file_size)
            yield from again
            try:
                data = packed.read(info)
            except MemoryError:
                raise
            except Exception as error:  # damage to one is no damage to the others
                yield failed(shown, _damaged(error))
                continue
            yield Member(shown, data, form_of(inner), file=True)


def web_archives_of(
    name: str, file: BinaryIO, limits: Limits, quota: Quota, still_at_work: Callable[[], None]
) -> Iterator[Item]:
    """The pages in all WARCs of a WACZ. Raises DocumentError where there is none in it."""
    from pourparler.documents.warc import pages_of

    with _zip(file) as packed:
        found = [i for i in packed.infolist() if i.filename.startswith(_WARCS) and form_of(i.filename) == "warc"]
        if not found:
            mend = "If it is another kind of ZIP, give its name the ending .zip"
            raise DocumentError(f"there is no WARC in its folder {_WARCS}", mend=mend)
        for info in found:
            inner = f"{name}/{shown_name(info.filename)}"
            try:
                with packed.open(info) as stream:
                    yield from pages_of(inner, cast(BinaryIO, stream), limits, quota, still_at_work)
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
                yield failed(inner, _damaged(error))


def tar_members(
    name: str, file: BinaryIO, limits: Limits, quota: Quota, still_at_work: Callable[[], None]
) -> Iterator[Item]:
    """The files in a tar, packed or not, read from its beginning to its end.

    Raises:
        DocumentError: it is none, is cut off, or unpacks to too much.
    """
    names = _Names(name)
    shown = ""
    try:
        watched: Any = _Watched(file, still_at_work)
        with tarfile.open(fileobj=watched, mode="r|*", tarinfo=_Header) as packed:
            at = 0
            while (info := packed.next()) is not None:
                setattr(packed, "members", [])  # noqa: B010 - it would keep them all
                quota.take(max(packed.offset - at, 0))
                at = packed.offset
                if info.isdir() or _hidden(info.name):
                    continue
                shown, again = names.of(info.name)
                if not info.isreg():
                    yield LeftOut("links, pipes and devices", shown)
                elif not is_known(info.name):
                    yield _unknown(info.name, shown)
                elif (large := too_large(info.size, limits)) is not None:
                    yield failed(shown, large)
                else:
                    yield from again
                    stream = packed.extractfile(info)
                    assert stream is not None  # it is a file
                    yield Member(shown, stream.read(), form_of(info.name), file=True)
    except (tarfile.TarError, EOFError, OSError) as error:
        words = " ".join(str(error).split())[:160]
        if not shown:
            raise DocumentError(
                f"this is no tar, or it is damaged ({words})", mend="Unpack it and add the folder"
            ) from error
        told = f"it is cut off or damaged from byte {file.tell():,} on ({words})"
        raise DocumentError(told, mend="Get it anew, or unpack what can be unpacked and add the folder") from error


class _Header(tarfile.TarInfo):
    """A member's header. tarfile takes a damaged one for the end of the archive, and says nothing."""

    @classmethod
    def fromtarfile(cls, tarfile_: tarfile.TarFile) -> Self:
        """The next header. Raises tarfile.ReadError where it is damaged or cut off."""
        try:
            return super().fromtarfile(tarfile_)
        except tarfile.HeaderError as error:
            if type(error).__name__ in _DAMAGE:
                raise tarfile.ReadError(str(error)) from error
            raise


class _Watched:
    """A file that is read from its beginning to its end, and tells that it is."""

    def __init__(self, file: BinaryIO, still_at_work: Callable[[], None]) -> None:
        self._file, self._still_at_work = file, still_at_work

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        self._still_at_work()
        return self._file.read(size)


class _Names:
    """Under which name each member is shown; those of one name are told."""

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._seen: set[int] = set()

    def of(self, inner: str) -> tuple[str, list[Gathered]]:
        """The name, and what is to be said where there was one of that name before."""
        parts = [p for p in PurePosixPath(inner.replace("\\", "/")).parts if p.strip("/") and p != ".."]
        shown = shown_name(f"{self._archive}/{'/'.join(parts)}")
        key = hash(inner)
        again = [Gathered(shown, notice="the archive holds another file of this name before it; both are looked at")]
        told = again if key in self._seen else []
        self._seen.add(key)
        return shown, told


def _zip(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        what = "this is no ZIP, or its end is missing, where it says what it holds"
        raise DocumentError(what, mend="Get it anew, or unpack it and add the folder") from error


def _own_name(info: zipfile.ZipInfo) -> str:
    """The name; where it is not said to be UTF-8 it often is all the same, and zipfile takes it for code page 437."""
    if info.flag_bits & _UTF8 or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _hidden(inner: str) -> bool:
    """As in a folder; ``__MACOSX`` holds what a Mac keeps of files beside them."""
    return any((is_hidden(p) and p.strip(".")) or p == "__MACOSX" for p in PurePosixPath(inner).parts)


def _unknown(inner: str, shown: str) -> LeftOut:
    ending = PurePosixPath(inner).suffix.lower()
    return LeftOut(f"files of kinds that are not read, {ending}" if ending else "files without an ending", shown)


def _damaged(error: Exception) -> DocumentError:
    if isinstance(error, NotImplementedError):
        mend = "Unpack it and add the file"
        return DocumentError("it is packed in a way that cannot be unpacked here", mend=mend)
    return document_error(error, "zip")
