"""Sentences, tokens and quotations of a text, as offsets; none of them crosses a block."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pourparler.model import Block, Span

_WORD = re.compile(r"\w+(?:['’.\-]\w+)*|\S")
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)|[.!?][\"”](?=[A-ZÀ-Þ])")
_MARK = re.compile("[“”„«»\"]|''")

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Rev|Hon|St|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec|vs|No|v|Inc|Co|Corp|Ltd|approx|e\.g|i\.e|Amb|Pres|Ariz|Calif|Fla|Pa|Va|Wis|Mich|Minn|Mass)|\b[A-Z])\.$"
)

LONGEST = 3_000
"""Code points of the longest sentence."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, with its place in the text."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """In lower case."""
        return self.text.lower()

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter or digit."""
        return self.text[0].isalnum()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its extent, its tokens, the quotations that reach into it, and its block's number."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    quotations: tuple[Span, ...]
    block: int

    def quoted(self, offset: int) -> bool:
        """Whether the offset lies inside quotation marks."""
        return self.quotation_at(offset) is not None

    def quotation_at(self, offset: int) -> Span | None:
        """The quotation that the offset lies in."""
        return next(((start, end) for start, end in self.quotations if start < offset < end), None)


def sentence_at(sentences: Sequence[Sentence], offset: int) -> int | None:
    """The number of the sentence that the offset lies in; by bisection."""
    k = bisect_right(sentences, offset, key=lambda s: s.start) - 1
    return k if k >= 0 and offset < sentences[k].end else None


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


def sentences(text: str, blocks: Sequence[Block]) -> list[Sentence]:
    """The sentences of the blocks in which somebody may be reported, in order; a quotation of several is cut at their ends like any other text."""
    result: list[Sentence] = []
    for number, block in enumerate(blocks):
        if not block.kind.read:
            continue
        start, end = block.start, block.end
        quoted = quotations(text, start, end)
        starts = [s for s, _ in quoted]
        tokens = [Token(m[0], start + m.start(), start + m.end()) for m in _WORD.finditer(text[start:end])]
        first = 0
        for a, b in _cuts(text, start, end):
            last = first
            while last < len(tokens) and tokens[last].start < b:
                last += 1
            inside = tuple(tokens[first:last])
            first = last
            if inside:
                lo = max(0, bisect_right(starts, a) - 1)
                hi = bisect_right(starts, b)
                here = tuple(q for q in quoted[lo:hi] if q[1] > a and q[0] < b)
                result.append(Sentence(inside[0].start, inside[-1].end, inside, here, number))
    return result


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
