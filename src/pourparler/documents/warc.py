"""Web archives (WARC, ISO 28500:2017): the pages in them with their addresses and the days of their capture, by warcio.

The archive is read record by record, from its beginning to its end. What cannot be read of it is told with its place, and the records
after it are looked at.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import BufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from pourparler.documents.details import Details
from pourparler.documents.files import shown_name
from pourparler.documents.forms import form_of_bytes, form_of_part
from pourparler.documents.gathered import Gathered, failed
from pourparler.documents.limits import Limits
from pourparler.documents.members import Item, LeftOut, Member, Quota, too_large
from pourparler.documents.warc_records import PlainRecords, StreamFault, records_in
from pourparler.errors import DocumentError

_PAGES = ("response", "resource", "conversion")
"""Types of records that hold a page: as a server sent it, got otherwise, or turned into another form (ISO 28500:2017, 6)."""
_UNTOLD_TYPE = ("", "application/octet-stream", "binary/octet-stream")
_CHUNK = 65_536
_LINE = 1_000_000
_TELLS = (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError, zlib.error)
"""Faults whose words say what is wrong with the record."""
_LONGEST = 160
"""Letters of a message of a library."""
_ENDS = "the file ends in the middle of a record"
_LONGER = "the record is longer than it says, so that its end is missing"
_AGAIN = "Get the archive anew, or save the page by itself"


def pages_of(
    name: str, file: BinaryIO, limits: Limits, quota: Quota, still_at_work: Callable[[], None]
) -> Iterator[Item]:
    """The pages in the archive, and what of it is none. Raises DocumentError where it unpacks to too much."""
    records = records_in(file, quota, still_at_work)
    number, at = 0, 0
    going_on = True
    while going_on:
        iterator = WARCIterator(records)
        iterator.reader = _Reader(records, block_size=_CHUNK)
        going_on, longer = False, 0
        try:
            while (record := _next(records, iterator)) is not None:
                if iterator.err_count > longer:
                    yield failed(f"{name}, record {number}", DocumentError(_LONGER, mend=_AGAIN))
                longer, at = iterator.err_count, _place(records, iterator)
                yield from _whole(name, number + 1, at, record, limits)
                number += 1
        except StreamFault as fault:
            longer_than_told = iterator.err_count > longer
            if longer_than_told:
                yield failed(f"{name}, record {number}", DocumentError(_LONGER, mend=_AGAIN))
            # A record longer than it says hides how the next one begins.
            going_on = records.pass_over(at if longer_than_told and not records.packed else fault.at)
            if not longer_than_told and (number or going_on):
                after = "the records after it were looked at" if going_on else "no whole record comes after it"
                what = f"here, after {number:,} whole records, the archive cannot be read: {fault.what}; {after}"
                yield failed(f"{name}, byte {fault.at:,}", DocumentError(what, mend=_AGAIN))
    if not number:
        yield failed(
            name, DocumentError("no record of a web archive was found in it", mend="Is it a WARC? Its ending says so")
        )


class _Reader(BufferedReader):  # type: ignore[misc]
    """What warcio reads records from; a line without an end would be put together in a time that grows with its square."""

    def readline(self, length: int | None = None) -> bytes:
        """The next line. Raises ValueError where it is too long for the head of a record or of an answer."""
        line: bytes = super().readline(_LINE if length is None else min(length, _LINE))
        if len(line) == _LINE:
            raise ValueError("a line of its head has no end")
        return line


def _next(records: PlainRecords, iterator: Any) -> Any:
    """The next record, None at the end. Raises StreamFault where it cannot be made out."""
    try:
        record = next(iterator, None)
    except (MemoryError, DocumentError, StreamFault):
        raise
    except Exception as error:  # of warcio, over what it cannot make sense of
        at = _place(records, iterator)
        if _at_the_end(records, iterator):
            raise StreamFault(_ENDS, at) from error
        # A slip of Python's in warcio's code, such as an AttributeError, tells nobody anything.
        words = " ".join(str(error).split())[:_LONGEST] if isinstance(error, _TELLS) else "its head makes no sense"
        raise StreamFault(f"a record is damaged ({words})", at) from error
    if record is None and records.tell() > iterator.offset:
        raise StreamFault(_ENDS, _place(records, iterator))
    if record is not None and record.length is None:
        what = _ENDS if _at_the_end(records, iterator) else "a record does not say how long it is"
        raise StreamFault(what, _place(records, iterator))
    return record


def _at_the_end(records: PlainRecords, iterator: Any) -> bool:
    """Whether nothing of the file is left; one byte of what is left is lost."""
    return not iterator.reader.rem_length() and not records.read(1)


def _place(records: PlainRecords, iterator: Any) -> int:
    """Where in the file the record begins, or the stretch that was packed with it."""
    return records.at if records.packed else int(iterator.offset)


def _whole(name: str, number: int, at: int, record: Any, limits: Limits) -> Iterator[Item]:
    """What a record is, once all of it is there. Raises StreamFault where it is not."""
    shown = shown_name(
        f"{name}, record {number}, {record.rec_headers.get_header('WARC-Target-URI') or ''}".rstrip(", ")
    )
    found = list(_items(shown, record, limits))
    stream = record.raw_stream
    while stream.read(_CHUNK):
        pass
    if getattr(stream, "limit", 0) > 0:
        raise StreamFault(_ENDS, at)
    yield from found


def _items(shown: str, record: Any, limits: Limits) -> Iterator[Item]:
    head, http = record.rec_headers, record.http_headers
    address = head.get_header("WARC-Target-URI") or ""
    if record.rec_type not in _PAGES:
        yield LeftOut(f"records of type {record.rec_type or 'none'}", shown)
        return
    if not address.lower().startswith(("http://", "https://")):
        yield LeftOut("records of something that is no web page", shown)
        return
    status = http.get_statuscode() if http else "200" if record.rec_type != "response" else "none"
    if status != "200":
        yield LeftOut(f"answers with status {status}", shown)
        return
    media_type = (
        str((http.get_header("Content-Type") if http else record.content_type) or "").split(";")[0].strip().lower()
    )
    parts = _split(address)
    if parts is not None and parts[1] == "/robots.txt":
        yield LeftOut("robots.txt", shown)
        return
    form = form_of_part(media_type)
    if form is None and media_type not in _UNTOLD_TYPE:
        yield LeftOut(f"files of type {media_type}", shown)
        return
    data = _payload(record, limits)
    if isinstance(data, DocumentError):
        yield failed(shown, data)
        return
    form = form or form_of_bytes(data)
    if form == "text" and media_type in _UNTOLD_TYPE:
        yield LeftOut("files of no type", shown)
        return
    if (cut := head.get_header("WARC-Truncated")) is not None:
        yield Gathered(shown, notice=f"the crawler kept only its beginning (reason: {cut})")
    day = _day(head.get_header("WARC-Date"))
    fallback = Details(date=day, source=parts[0] if parts else None, date_guessed=day is not None)
    yield Member(shown, data, form, Details(url=address), fallback, "capture", page=True)


def _payload(record: Any, limits: Limits) -> bytes | DocumentError:
    """What the server sent, unpacked."""
    if (error := too_large(record.length or 0, limits)) is not None:
        return error
    packed = (record.http_headers.get_header("Content-Encoding") if record.http_headers else None) or ""
    if packed.lower() not in ("", "identity", *BufferedReader.get_supported_decompressors()):
        return DocumentError(f"it is packed with {packed[:60]}, which cannot be unpacked here", mend=_AGAIN)
    try:
        data: bytes = record.content_stream().read(limits.size + 1)
    except (MemoryError, StreamFault, DocumentError):
        raise
    except Exception as error:  # of warcio, over what the server sent
        return DocumentError(
            f"what the server sent is damaged ({' '.join(str(error).split())[:_LONGEST]})", mend=_AGAIN
        )
    return too_large(len(data), limits) or data


def _split(address: str) -> tuple[str | None, str] | None:
    """(host, path)."""
    try:
        parts = urlsplit(address)
        return parts.hostname, parts.path
    except ValueError:
        return None


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None
