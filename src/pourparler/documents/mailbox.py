"""Mailboxes: messages one after the other, each below a line that begins with "From " (RFC 4155; the variants mboxo, mboxrd, mboxcl)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from pourparler.documents.gathered import failed
from pourparler.documents.limits import Limits
from pourparler.documents.members import Item, LeftOut, Member, too_large
from pourparler.errors import DocumentError

_LINE = 65_536
"""Bytes of a line that are looked at at once: a line may be as long as the file."""
_SEPARATOR = re.compile(rb"From .{0,400}\d\d?:\d\d.{0,60}$", re.S)
"""With a time of day, as all programs write it; "From here on" in a text has none."""
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:|>From ")
_ESCAPED = re.compile(rb">+From ")
_EVERY = 1_000
"""Lines between two signs of life."""


def messages_of(name: str, file: BinaryIO, limits: Limits, still_at_work: Callable[[], None]) -> Iterator[Item]:
    """The messages in their order; no more than one is held. One over the limit on size is an error of its own.

    Raises DocumentError where the file does not begin as a mailbox does.
    """
    number, held, size, at = 0, bytearray(), 0, 0
    for place, line in _lines(file, still_at_work):
        if line is None:
            if number:
                yield _message(f"{name}, message {number}", held, size, at, limits)
            number, held, size, at = number + 1, bytearray(), 0, place
        elif number:
            size += len(line)
            if size <= limits.size:
                held += line
        elif line.strip():
            mend = "If it is one message, give its name the ending .eml"
            raise DocumentError("it does not begin with a line “From …” as mailboxes do", mend=mend)
    yield _message(f"{name}, message {number}", held, size, at, limits)


def _message(name: str, held: bytearray, size: int, at: int, limits: Limits) -> Item:
    if (error := too_large(size, limits)) is not None:
        return failed(name, DocumentError(f"{error.what} (it begins at byte {at:,})", mend=error.mend))
    return Member(name, bytes(held), "message") if held.strip() else LeftOut("messages without a word", name)


def _lines(file: BinaryIO, still_at_work: Callable[[], None]) -> Iterator[tuple[int, bytes | None]]:
    """(place, line) of every line or piece of a long one, "From " in a text as its writer wrote it; None is a line that separates."""
    place, begins, count = 0, True, 0
    waiting = file.readline(_LINE)
    while waiting:
        line, waiting = waiting, b""
        if begins and line.startswith(b"From ") and _SEPARATOR.match(line.rstrip(b"\r\n")):
            waiting = file.readline(_LINE)
            if _FIELD.match(waiting) or not waiting:
                yield place, None
                place += len(line)
                continue
        yield place, line[1:] if begins and _ESCAPED.match(line) else line
        place += len(line)
        begins = line.endswith(b"\n")
        waiting = waiting or file.readline(_LINE)
        count += 1
        if count % _EVERY == 0:
            still_at_work()
