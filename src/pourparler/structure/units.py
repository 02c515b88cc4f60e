"""A text cut where a page would leave off and begin anew: lines, or paragraphs whose lines were wrapped at a width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pourparler.model import BlockKind, Span

LONG = 400
"""Code points from which a unit is a paragraph whatever it looks like; patterns look at no more than this of it."""

_LINE = re.compile(r"[^\n]+")
_OPENS = re.compile(
    r"\s*(?:[•‣◦▪●–—*·>#|-]|\(?\w{1,4}[.)]\s|[“„«\"])|\s*(?:[A-ZÀ-Þ][\w.'’\-]*[ ,]+){0,6}[A-ZÀ-Þ][\w.'’\-]*(?: ?\([^)\n]{1,60}\)){0,2}:"
)
"""What begins a unit of its own even among wrapped lines: a bullet, a number, a quotation, a name with a colon."""
_ENDS = tuple(".!?:;”’\"')]")
_WRAPPED = 0.35
"""Share of line ends inside a sentence, the next line in lower case, from which a text was wrapped."""
_NARROWEST, _WIDEST = 30, 120
"""Lines of a wrapped text, in code points."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch that is one block, or a block with its dateline. ``kind``: None where the form of the file did not tell."""

    start: int
    end: int
    kind: BlockKind | None = None
    level: int = 0
    apart: bool = True
    """Whether an empty line stands before it."""


def trimmed(text: str, start: int, end: int) -> Span:
    """Without the blanks at both ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def has_words(text: str, start: int, end: int) -> bool:
    """Whether there is a letter or a digit; stops at the first."""
    return any(text[k].isalnum() for k in range(start, end))


def has_any(text: str, words: Sequence[str]) -> bool:
    """Whether one of the words occurs: asked before a pattern that needs one, which takes a hundred times as long."""
    return any(word in text for word in words)


def find_units(text: str, start: int = 0, end: int | None = None) -> list[Unit]:
    """Of a text, or a stretch of one, in order. Lines without a letter or digit only set apart."""
    lines = list(_lines(text, start, len(text) if end is None else end))
    width = _width(text, lines)
    units: list[Unit] = []
    broken = True
    for begin, stop, apart in lines:
        if not has_words(text, begin, stop):
            broken = True
            continue
        runs_on = (
            bool(units) and not apart and not broken and width and _runs_on(text, units[-1].end, begin, stop, width)
        )
        if runs_on:
            units[-1] = Unit(units[-1].start, stop, apart=units[-1].apart)
        else:
            units.append(Unit(begin, stop, apart=apart))
        broken = False
    return units


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """(start, end, after an empty line) of every line that holds something, blanks at its ends left out."""
    last = start
    first = True
    for found in _LINE.finditer(text, start, end):
        begin, stop = trimmed(text, found.start(), found.end())
        if begin == stop:
            continue
        yield begin, stop, first or text.count("\n", last, begin) > 1
        last, first = stop, False


def _width(text: str, lines: Sequence[tuple[int, int, bool]]) -> int:
    """The width at which the text was wrapped; 0 where it was not."""
    ends = [(a, b) for a, b in pairwise(lines) if not b[2]]
    inside = [a for a, b in ends if text[b[0]].islower() and text[a[1] - 1] not in _ENDS]
    if len(inside) < 2 or len(inside) < _WRAPPED * len(ends):
        return 0
    lengths = sorted(stop - begin for begin, stop, _ in inside)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    return width if _NARROWEST <= width <= _WIDEST else 0


def _runs_on(text: str, before: int, start: int, end: int, width: int) -> bool:
    """Whether a line goes on with the one that ends at ``before``."""
    if text[start].islower() and text[before - 1] not in _ENDS:
        return True
    if _OPENS.match(text, start, min(end, start + LONG)):
        return False
    return before - (text.rfind("\n", 0, before) + 1) >= 0.75 * width
