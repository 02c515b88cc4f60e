"""The words of a message as its sender wrote them, told from those that are quoted, forwarded, or put below each message.

Forms of mail programs: ">" before quoted lines with "On … wrote:" above (RFC 3676, 4.5, and usage), "-----Original Message-----",
"Forwarded message", the headers From, Sent, To, Subject above what is answered, "-- " above a signature (RFC 3676, 4.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

import trafilatura

from pourparler.documents.large_pages import pieces_of
from pourparler.documents.normalise import normalise
from pourparler.model import BlockKind
from pourparler.structure.blocks import Known

_QUOTED = re.compile(r"(?:> ?)+")
_WROTE = re.compile(r"(?:wrote|writes|said|a écrit|schrieb|escribió|ha scritto)\s*:\s*$")
_BEGINS_WROTE = re.compile(r"(?:On|At|Am|Le|El|Il)\b.*\d")
_WROTE_ALONE = re.compile(r".{1,80}\b(?:wrote|writes)\s*:\s*$")
_LINES_OF_WROTE = 3
_FORWARDED = re.compile(
    r"-{2,}\s*(?:Original (?:Message|Appointment)|Forwarded (?:message|by .{0,80})|Begin forwarded message)\s*-*\s*$"
    r"|Begin forwarded message:\s*$",
    re.I,
)
_FIELD = re.compile(r"\*?(?:From|Sent|Date|To|Cc|Bcc|Reply-To|Subject|Importance|Attachments)\s?:\*?(?:\s|$)")
_HEADERS = 3
"""Such lines in a row, the first of them From, that are a forwarded message's headers where no line above says so."""
_SIGNATURE = re.compile(r"-- ?$")

_OWN, _QUOTATION, _FURNITURE = None, BlockKind.QUOTATION, BlockKind.FURNITURE
Line = tuple[BlockKind | None, str]


def mail_to_text(written: str) -> tuple[str, list[Known]]:
    """The stored text, without the marks of quotation, and where in it words of others and what is no text stand."""
    text, known = "", []
    for kind, piece in _pieces(_lines(written.replace("\r\n", "\n").replace("\r", "\n").split("\n"))):
        words = normalise(piece)
        if not words:
            continue
        text += "\n\n" if text else ""
        if kind is not None:
            known.append(Known(len(text), len(text) + len(words), kind))
        text += words
    return text, known


def html_to_mail(page: str) -> str:
    """The words of a message that was written as a web page, as a plain message would have them."""
    tree = trafilatura.load_html(page)
    if tree is None:
        return ""
    found = pieces_of(tree, quotations_whole=True)
    return "\n\n".join(f"> {p.text}" if p.kind is BlockKind.QUOTATION else p.text for p in found)


def _pieces(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines of one kind together; what is quoted paragraph by paragraph."""
    for kind, group in groupby(lines, key=lambda line: line[0]):
        text = "\n".join(words for _, words in group)
        if kind is _QUOTATION:
            yield from ((kind, paragraph) for paragraph in re.split(r"\n\s*\n", text))
        else:
            yield kind, text


def _lines(lines: Sequence[str]) -> list[Line]:
    """Each line with its kind; None is the sender's own."""
    told: list[Line] = []
    rest = _OWN
    k = 0
    while k < len(lines):
        line = lines[k]
        if found := _QUOTED.match(line):
            _mark_who_wrote(told)
            told.append((_QUOTATION, line[found.end() :]))
            rest = rest if rest is _QUOTATION else _OWN
        elif (count := _headers_at(lines, k)) > 0:
            told += [(_FURNITURE, words) for words in lines[k : k + count]]
            rest = _QUOTATION
            k += count
            continue
        elif rest is _OWN and _SIGNATURE.match(line):
            rest = _FURNITURE
            told.append((rest, line))
        elif not line.strip() and told and rest is _OWN:
            told.append((told[-1][0], line))
        else:
            told.append((rest, line))
        k += 1
    return told


def _mark_who_wrote(told: list[Line]) -> None:
    """The line or lines "On … wrote:" above what is quoted are nobody's words."""
    last = len(told) - 1
    while last >= 0 and told[last][0] is _OWN and not told[last][1].strip():
        last -= 1
    if last < 0 or told[last][0] is not _OWN or not _WROTE.search(told[last][1]):
        return
    lines = range(last, max(last - _LINES_OF_WROTE, -1), -1)
    near = list(takewhile(lambda k: told[k][0] is _OWN and bool(told[k][1].strip()), lines))
    first = next(
        (k for k in near if _BEGINS_WROTE.match(told[k][1])), last if _WROTE_ALONE.match(told[last][1]) else None
    )
    if first is not None:
        told[first : last + 1] = [(_FURNITURE, words) for _, words in told[first : last + 1]]


def _headers_at(lines: Sequence[str], k: int) -> int:
    """How many lines from ``k`` on are the head of a forwarded message, the line that announces it among them."""
    start = k
    if announced := bool(_FORWARDED.match(lines[k].strip())):
        k += 1
        while k < len(lines) and not lines[k].strip() and k < start + 3:
            k += 1
    elif not lines[k].lstrip("*").startswith("From"):
        return 0
    first, fields = k, 0
    while k < len(lines) and (_FIELD.match(lines[k]) or (fields and lines[k][:1] in " \t" and lines[k].strip())):
        fields += bool(_FIELD.match(lines[k]))
        k += 1
        if (
            k + 1 < len(lines) and not lines[k].strip() and _FIELD.match(lines[k + 1])
        ):  # as pages turned into text have them
            k += 1
    if fields >= _HEADERS or (announced and fields):
        return k - start
    return first - start if announced else 0
