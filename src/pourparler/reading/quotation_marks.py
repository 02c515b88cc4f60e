"""Which characters of a text stand inside quotation marks, and what that makes of a statement."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pourparler.model import Block, Mode, Span, Spans

_MARK = re.compile("[“”„«»\"]|''")


def quotation_mode(spans: Spans, text: str, marks: Sequence[bool]) -> Mode:
    """Direct where at least 95 % of the content's letters stand in quotation marks, indirect where none, else mixed.

    ``marks``: for each code point of the text, whether it stands in marks (``inside_marks``).
    """
    if not any(any(marks[start:end]) for start, end in spans):
        return Mode.INDIRECT
    letters = [
        marks[k]
        for start, end in spans
        for k in range(start, min(end, len(text)))
        if text[k] not in '“”"' and not text[k].isspace()
    ]
    if letters and sum(letters) >= 0.95 * len(letters):
        return Mode.DIRECT
    return Mode.MIXED if any(letters) else Mode.INDIRECT


def inside_marks(text: str, blocks: Sequence[Block] = ()) -> list[bool]:
    """For each code point, whether it stands in double quotation marks; the end of a block closes them, that of a line where none are given."""
    marks, opened = [False] * len(text), False
    starts = {b.start for b in blocks}
    for k, c in enumerate(text):
        if k in starts:
            opened = False
        if c == "“":
            opened = True
        elif c == "”" or (c == "\n" and not blocks):
            opened = False
        elif c == '"':
            opened = not opened
        else:
            marks[k] = opened
    return marks


def quotations(text: str, start: int, end: int) -> list[Span]:
    """Stretches in double quotation marks within a paragraph, marks included.

    A mark that is never closed reaches to the end of the paragraph if it is typographic (a speech that goes on in the next
    one), and counts for nothing if it is straight: a stray inch mark must not swallow the text.
    """
    found: list[Span] = []
    opened: int | None = None
    straight = False
    for mark in _MARK.finditer(text, start, end):
        kind = mark[0]
        if opened is None:
            if kind not in "”»":
                opened, straight = mark.start(), kind not in "“„«"
        elif kind not in "“„«":  # writers mix the two forms: any closing mark closes
            found.append((opened, mark.end()))
            opened = None
    if opened is not None and not straight:
        found.append((opened, end))
    return found
