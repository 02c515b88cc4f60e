"""Paragraphs and sentences of a text, as offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pourparler.model import Span

_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)|[.!?][\"”](?=[A-ZÀ-Þ])")
DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’\-]{2,}(?:,[^–—\n]{0,40}?)?(?: \([^)\n]*\))? ?(?:[–—]|--?) ")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Rev|Hon|St|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec|vs|No|v|Inc|Co|Corp|Ltd|approx|e\.g|i\.e|Amb|Pres|Ariz|Calif|Fla|Pa|Va|Wis|Mich|Minn|Mass)|\b[A-Z])\.$"
)


LONGEST = 3_000
"""Code points of the longest sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its extent without the blanks around it, and its paragraph's number."""

    start: int
    end: int
    paragraph: int


def paragraphs(text: str) -> list[Span]:
    """Lines that hold something."""
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order. A quotation of several sentences is cut at their ends like any other text."""
    result: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs(text)):
        for first, last in _cuts(text, start, end):
            words = text[first:last]
            if inside := words.strip():
                begin = first + words.index(inside[0])
                result.append(Sentence(begin, begin + len(inside), number))
    return result


def _cuts(text: str, start: int, end: int) -> list[Span]:
    cuts: list[Span] = []
    dateline = DATELINE.match(text, start, end)
    begin = dateline.end() if dateline else start
    if dateline:
        cuts.append((start, begin))
    for found in _END.finditer(text, start, end):
        stop = found.end()
        if found[0].startswith(".") and _ABBREVIATION.search(text[max(begin, found.start() - 8) : found.start() + 1]):
            continue
        following = text[stop : stop + 3].lstrip()
        # A stop inside a quotation whose sentence goes on in lower case, as in “Never!” he said.
        if following and following[0].islower():
            continue
        cuts.append((begin, stop))
        begin = stop
    if begin < end:
        cuts.append((begin, end))
    return [piece for cut in cuts for piece in _pieces(text, *cut)]


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """A sentence without end (a table, a list, a hostile text) is cut at blanks: work on one may grow faster than its length."""
    pieces = []
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]
