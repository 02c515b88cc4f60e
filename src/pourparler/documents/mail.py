"""One message (RFC 5322, MIME) → its words and the documents attached to it.

The headers are decoded here and not by ``email.policy.default``, which raises errors of many kinds over damaged ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

from pourparler.documents.details import Details, time_of
from pourparler.documents.files import shown_name
from pourparler.documents.forms import form_of, form_of_part, is_known
from pourparler.documents.gathered import failed
from pourparler.documents.limits import Limits
from pourparler.documents.members import Item, LeftOut, Member, too_large
from pourparler.documents.normalise import decode
from pourparler.errors import DocumentError

if TYPE_CHECKING:
    from email.message import Message

    Part: TypeAlias = Message[str, str]

_MOST_PARTS = 1_000
_LONGEST = 500
"""Letters of a sender that are looked at."""
_DEEPEST = 8
"""Messages in one another that are looked at."""
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_OF_THE_MESSAGE = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")


@dataclass(frozen=True, slots=True)
class _Envelope:
    """What the headers say."""

    subject: str | None
    sender: str | None
    at: datetime | None
    message: str | None
    url: str | None


def parts_of(name: str, data: bytes, limits: Limits) -> Iterator[Item]:
    """The message's words first, then what is attached, as files with the message's name before theirs.

    Raises DocumentError where it is encrypted, or is no message.
    """
    message = message_from_bytes(data)
    if not message.keys():
        raise DocumentError(
            "it has no headers, as messages have", mend="If it is a plain text, give it the ending .txt"
        )
    yield from _parts(name, message, limits, 0)


def _parts(name: str, message: Part, limits: Limits, depth: int) -> Iterator[Item]:
    envelope = _envelope(message)
    if message.get_content_type() in _ENCRYPTED and not message.get_content_type().endswith("signed"):
        raise DocumentError(
            "the message is encrypted", mend="Open it in your mail program, and save its words as a text"
        )
    words, html, attached = _sorted(message)
    body, form = ("\n\n".join(words), "mail") if any(w.strip() for w in words) else ("\n".join(html), "mail html")
    day = envelope.at.date() if envelope.at is not None else None
    sent = time_of(envelope.at, day)
    details = Details(envelope.subject, day, envelope.sender, envelope.url, published_at=sent)
    if body.strip():
        title = Details(title=f"Message from {envelope.sender}" if envelope.sender else "Message without a subject")
        data = body.encode("utf-8", "replace")
        yield Member(name, data, form, details, title, message=envelope.message)
    else:
        yield LeftOut("messages without a word", name)
    with_it = Details(source=envelope.sender, url=envelope.url)
    fallback = Details(date=day, date_guessed=day is not None)
    for number, part in enumerate(attached, start=1):
        file = _file_name(part)
        shown = shown_name(f"{name}/{file or f'part {number}'}")
        if part.get_content_type() == "message/rfc822":
            inner: Any = part.get_payload()
            if isinstance(inner, list) and inner and depth < _DEEPEST:
                yield from _parts(shown, inner[0], limits, depth + 1)
            else:
                yield LeftOut("messages in messages, too deep to follow", shown)
            continue
        form_found = form_of(file) if file and is_known(file) else form_of_part(part.get_content_type())
        if form_found is None:
            if part.get_content_type() not in _OF_THE_MESSAGE:
                yield LeftOut(f"attachments of type {part.get_content_type()}", shown)
            continue
        content = _content(part)
        if (error := too_large(len(content), limits)) is not None:
            yield failed(shown, error)
        else:
            yield Member(shown, content, form_found, with_it, fallback, "message", file=True, message=envelope.message)


def _sorted(message: Part) -> tuple[list[str], list[str], list[Part]]:
    """The words as plain text, as HTML, and the parts that are attached; in their order."""
    words: list[str] = []
    html: list[str] = []
    attached: list[Part] = []
    waiting = [message]
    count = 0
    while waiting and count < _MOST_PARTS:
        part = waiting.pop()
        count += 1
        inner: Any = part.get_payload()
        kind = part.get_content_type()
        if kind != "message/rfc822" and isinstance(inner, list):
            waiting += reversed(inner)
            continue
        is_file = part.get_content_disposition() == "attachment" or _file_name(part) is not None
        if is_file or kind not in ("text/plain", "text/html"):
            attached.append(part)
        else:
            (words if kind == "text/plain" else html).append(_text(part))
    return words, html, attached


def _content(part: Part) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _text(part: Part) -> str:
    data = _content(part)
    try:
        return decode(data, part.get_content_charset())[0]
    except DocumentError:  # a wrong name is common
        return decode(data)[0] if data.strip() else ""


def _file_name(part: Part) -> str | None:
    """The last part of the name that it gives its file."""
    try:
        found = part.get_filename()
    except (ValueError, LookupError, TypeError):
        return None
    plain = _decoded(str(found or "")).replace("\\", "/").rpartition("/")[2].strip()
    return plain or None


def _envelope(message: Part) -> _Envelope:
    headers: dict[str, str] = {}
    for key, value in message.raw_items():
        headers.setdefault(key.lower(), str(value))
    sender = _sender(headers.get("from", ""))
    identity = _header(headers, "message-id").strip().strip("<>")
    archived = _header(headers, "archived-at").strip().strip("<>")
    url = (
        archived
        if archived.startswith(("http://", "https://"))
        else f"mid:{quote(identity, '@!$&*+=~-._')}"
        if identity
        else None
    )
    subject = " ".join(_header(headers, "subject").split())
    return _Envelope(subject or None, sender, _time(_header(headers, "date")), identity or None, url)


def _sender(written: str) -> str | None:
    """The name, or the address where there is none. A name is decoded by itself: what it stands for may hold commas and brackets."""
    try:
        name, address = parseaddr(" ".join(written.split())[:_LONGEST])
    except RecursionError:  # over brackets in one another
        return None
    return " ".join(_decoded(name or address).split()) or None


def _header(headers: dict[str, str], name: str) -> str:
    return _decoded(headers.get(name, ""))


def _decoded(written: str) -> str:
    """A header's words: bytes that stand in it as they are, and encoded words (RFC 2047)."""
    try:
        raw = written.encode("ascii", "surrogateescape")
        written = raw.decode("utf-8")
    except UnicodeDecodeError:
        written = raw.decode("windows-1252", "replace")
    except UnicodeEncodeError:
        pass  # it is decoded already
    try:
        pieces = decode_header(written)
    except (HeaderParseError, ValueError):
        return written
    words = ""
    for piece, charset in pieces:
        if isinstance(piece, str):
            words += piece
            continue
        try:
            words += piece.decode(charset or "utf-8", "replace")
        except (LookupError, UnicodeError, ValueError):
            words += piece.decode("windows-1252", "replace")
    return words


def _time(written: str) -> datetime | None:
    """The sender's day and time."""
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if 1970 <= found.year < 2200 else None
