"""Sentences of a text, as offsets; none crosses a block."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pourparler.model import Block, Span

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’')\]]*+(?=\s|$)|[.!?][\"”](?=[A-ZÀ-Þ])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Rev|Hon|St|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec|vs|No|v|Inc|Co|Corp|Ltd|approx|e\.g|i\.e|Amb|Pres|Ariz|Calif|Fla|Pa|Va|Wis|Mich|Minn|Mass)|\b[A-Z])\.$"
)


LONGEST = 3_000
"""Code points of the longest sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its extent without the blanks around it, and its block's number."""

    start: int
    end: int
    block: int


def sentences(text: str, blocks: Sequence[Block]) -> list[Sentence]:
    """The sentences of the blocks in which somebody may be reported, in order; a quotation of several is cut at their ends like any other text."""
    result: list[Sentence] = []
    for number, block in enumerate(blocks):
        if not block.kind.read:
            continue
        for first, last in _cuts(text, block.start, block.end):
            words = text[first:last]
            if inside := words.strip():
                begin = first + words.index(inside[0])
                result.append(Sentence(begin, begin + len(inside), number))
    return result


def sentence_at(sentences: Sequence[Sentence], offset: int) -> int | None:
    """The number of the sentence that the offset lies in; by bisection."""
    k = bisect_right(sentences, offset, key=lambda s: s.start) - 1
    return k if k >= 0 and offset < sentences[k].end else None


def _cuts(text: str, start: int, end: int) -> list[Span]:
    cuts: list[Span] = []
    begin = start
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
