"""Web archives as their bytes lie in a file, plain or packed with gzip record by record; a damaged stretch can be passed over."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import BinaryIO

from pourparler.documents.members import Quota

_CHUNK = 65_536
_GZIP = b"\x1f\x8b\x08"
BEGINS = b"WARC/"
"""How every record begins (ISO 28500:2017, 4)."""


class StreamFault(Exception):
    """The bytes of a record cannot be had: ``what`` is wrong from byte ``at`` of the file on."""

    def __init__(self, what: str, at: int) -> None:
        self.what, self.at = what, at
        super().__init__(what)


class PlainRecords:
    """Records as they are. ``at``: where in the file what is packed together begins, which is nothing here."""

    packed = False
    at = 0

    def __init__(self, file: BinaryIO, quota: Quota, still_at_work: Callable[[], None]) -> None:
        self._file, self._quota, self._still_at_work = file, quota, still_at_work

    def read(self, size: int = _CHUNK) -> bytes:
        """Up to ``size`` bytes; none at the end."""
        self._still_at_work()
        data = self._file.read(size)
        self._quota.take(len(data))
        return data

    def tell(self) -> int:
        """The place in the file."""
        return self._file.tell()

    def pass_over(self, at: int) -> bool:
        """Go on at the first record after the one at ``at``; False where there is none."""
        return self._find(at + 1, b"\n" + BEGINS, lambda place: place + 1)

    def _find(self, start: int, mark: bytes, begins: Callable[[int], int | None]) -> bool:
        self._file.seek(start)
        held, place = b"", start
        while data := self.read(_CHUNK):
            held += data
            found = held.find(mark)
            while found >= 0:
                if (record := begins(place + found)) is not None:
                    self._file.seek(record)
                    return True
                found = held.find(mark, found + 1)
            keep = min(len(mark) - 1, len(held))
            place += len(held) - keep
            held = held[len(held) - keep :]
        return False


class GzipRecords(PlainRecords):
    """Records packed one by one, or all together; what is read is unpacked."""

    packed = True

    def __init__(self, file: BinaryIO, quota: Quota, still_at_work: Callable[[], None]) -> None:
        super().__init__(file, quota, still_at_work)
        self._begin(file.tell())

    def _begin(self, at: int) -> None:
        self._packed, self._read_to, self._told = b"", at, 0
        self._inner: zlib._Decompress | None = None
        self.at = at

    def read(self, size: int = _CHUNK) -> bytes:
        """Up to ``size`` unpacked bytes, never of two records packed apart. Raises StreamFault."""
        while True:
            if self._inner is None:
                if not self._more() or not self._packed.lstrip(b"\0"):  # zeros after the last record are filling
                    return b""
                self.at = self._read_to - len(self._packed)
                self._inner = zlib.decompressobj(16 + zlib.MAX_WBITS)
            if not self._more():
                raise StreamFault("the file ends in the middle of a record", self.at)
            try:
                data = self._inner.decompress(self._packed, size)
            except zlib.error as error:
                raise StreamFault(f"a record is damaged ({error})", self.at) from error
            if self._inner.eof:
                self._packed, self._inner = self._inner.unused_data, None
            else:
                self._packed = self._inner.unconsumed_tail
            self._quota.take(len(data))
            if data:
                self._told += len(data)
                return data

    def _more(self) -> bool:
        if not self._packed:
            self._still_at_work()
            self._packed = self._file.read(_CHUNK)
            self._read_to += len(self._packed)
        return bool(self._packed)

    def tell(self) -> int:
        """The place in what is unpacked."""
        return self._told

    def pass_over(self, at: int) -> bool:
        """Go on at the first record after the one at ``at``; False where there is none."""
        plain = PlainRecords(self._file, self._quota, self._still_at_work)
        if not plain._find(at + 1, _GZIP, self._record_at):
            return False
        self._begin(self._file.tell())
        return True

    def _record_at(self, place: int) -> int | None:
        here = self._file.tell()
        self._file.seek(place)
        try:
            found = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(self._file.read(1_024), len(BEGINS)) == BEGINS
        except zlib.error:
            found = False
        self._file.seek(here)
        return place if found else None


def records_in(file: BinaryIO, quota: Quota, still_at_work: Callable[[], None]) -> PlainRecords:
    """The file, read from its beginning."""
    packed = file.read(len(_GZIP)) == _GZIP
    file.seek(0)
    return (GzipRecords if packed else PlainRecords)(file, quota, still_at_work)
