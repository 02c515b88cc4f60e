"""What stands in one block is not said in another: spans end at the borders of blocks.

A cue may have words in another block in three cases only: a quotation that runs over paragraphs (each opens with a mark, only the last
closes), what follows a colon at a block's end (a list, a quotation, or the one paragraph that is announced), and a quotation whose speaker
stands below it after a dash.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pourparler.model import Block, BlockKind, Span, Spans
from pourparler.reading.attribution import Attribution
from pourparler.reading.quotation_marks import quotations
from pourparler.reading.sentences import sentence_at, sentences
from pourparler.structure.units import has_words, trimmed

OPENING, STRAIGHT = "“„«", '"'
_CLOSING = "”»"


class Borders:
    """The blocks of one text, asked where a span lies and which blocks belong together."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.text, self.blocks = text, blocks
        self._starts = [b.start for b in blocks]
        self.sentences = sentences(text, blocks)
        self.runs = _quotation_runs(text, blocks)
        """For each block the number of the quotation that it shares with the block before; equal numbers belong together."""
        self._announced: dict[int, range] = {}
        self._quotations: dict[int, list[Span]] = {}

    def at(self, offset: int) -> int | None:
        """The number of the block that the offset lies in."""
        number = bisect_right(self._starts, offset) - 1
        return number if number >= 0 and offset < self.blocks[number].end else None

    def pieces(self, span: Span) -> list[tuple[int, Span]]:
        """The span cut at the borders: (block, piece); what holds no letter or digit is left out."""
        found = []
        number = max(0, bisect_right(self._starts, span[0]) - 1)
        while number < len(self.blocks) and self.blocks[number].start < span[1]:
            block = self.blocks[number]
            start, end = trimmed(self.text, max(span[0], block.start), min(span[1], block.end))
            if start < end and has_words(self.text, start, end):
                found.append((number, (start, end)))
            number += 1
        return found

    def announced(self, number: int) -> range:
        """The blocks that the colon at a block's end announces: the items of a list, paragraphs of quotations, else one paragraph."""
        if number not in self._announced:
            self._announced[number] = range(number + 1, self._announced_up_to(number))
        return self._announced[number]

    def _announced_up_to(self, number: int) -> int:
        """The first block that is no longer announced."""
        block, k = self.blocks[number], number + 1
        if self.text[block.end - 1] != ":" or not block.kind.told or k == len(self.blocks):
            return k
        first = self.blocks[k].kind
        if first in (BlockKind.LIST_ITEM, BlockKind.QUOTATION):
            while k < len(self.blocks) and self.blocks[k].kind is first:
                k += 1
        elif first is BlockKind.PARAGRAPH:
            k += 1
            if self.text[self.blocks[k - 1].start] in OPENING + STRAIGHT:
                while (
                    k < len(self.blocks)
                    and self.blocks[k].kind is BlockKind.PARAGRAPH
                    and self.runs[k] == self.runs[k - 1]
                ):
                    k += 1
        return k

    def linked(self, number: int, other: int) -> bool:
        """Whether a cue of the block ``number`` may have words in the other block."""
        if self.runs[other] == self.runs[number] or other in self.announced(number):
            return True
        return (
            other == number - 1
            and self.text[self.blocks[number].start] in "-–—―"
            and self.text[self.blocks[other].end - 1] in _CLOSING + STRAIGHT
        )

    def keep_within(self, found: Iterable[Attribution]) -> list[Attribution]:
        """The attributions with their spans cut; those whose cue stands in no sentence, or that have no content left, are left out."""
        kept = []
        for attribution in found:
            home = self.at(attribution.cue[0][0]) if attribution.cue else None
            if home is None or not self.blocks[home].kind.read:
                continue
            content = self._joined(
                piece
                for span in attribution.content
                for n, piece in self.pieces(span)
                if self.linked(home, n) and (n != home or self._in_its_sentence(piece, attribution.cue[0][0]))
            )
            items = [n for n in self.announced(home) if self.blocks[n].kind is BlockKind.LIST_ITEM]
            if items and attribution.content[-1][1] >= self.blocks[home].end - 2:
                rest = [self._item(n) for n in items]
                content = self._joined([*(c for c in content if c[1] <= self.blocks[home].end), *rest])
            if not content:
                continue
            cue = (
                tuple(piece for span in attribution.cue for n, piece in self.pieces(span) if n == home)
                or attribution.cue
            )
            source = tuple(piece for span in attribution.source for n, piece in self.pieces(span) if n == home)
            kept.append(replace(attribution, source=source, cue=cue, content=content))
        return kept

    def _in_its_sentence(self, piece: Span, cue: int) -> bool:
        """Whether words stand in the sentence of their cue, or in quotation marks, which may hold sentences of their own."""
        here, first, last = (
            sentence_at(self.sentences, cue),
            *(sentence_at(self.sentences, k) for k in (piece[0], piece[1] - 1)),
        )
        if here in (None, first, last) or first is None or last is None:
            return True
        return self._is_quoted(piece, self.sentences[first].block)

    def _is_quoted(self, piece: Span, number: int) -> bool:
        """Whether a piece of a block shares a code point with a quotation in it."""
        if number not in self._quotations:
            self._quotations[number] = quotations(self.text, self.blocks[number].start, self.blocks[number].end)
        those = self._quotations[number]
        k = bisect_right(those, piece[0], key=lambda q: q[1])
        return k < len(those) and those[k][0] < piece[1]

    def _joined(self, pieces: Iterable[Span]) -> Spans:
        """The pieces with those made one between which only blanks stand."""
        joined: list[Span] = []
        for start, end in pieces:
            if (
                joined
                and joined[-1][1] <= start
                and not self.text[joined[-1][1] : start].strip()
                and self.at(start) == self.at(joined[-1][0])
            ):
                joined[-1] = joined[-1][0], end
            else:
                joined.append((start, end))
        return tuple(joined)

    def _item(self, number: int) -> Span:
        """A list item's words, without its bullet."""
        block = self.blocks[number]
        start = block.start
        while start < block.end - 1 and not self.text[start].isalnum() and self.text[start] not in OPENING + STRAIGHT:
            start += 1
        return start, block.end


def _quotation_runs(text: str, blocks: Sequence[Block]) -> list[int]:
    """Numbers that are equal for the paragraphs of one quotation."""
    runs: list[int] = []
    open_end = False
    for number, block in enumerate(blocks):
        mark = text[block.start]
        opens = mark in OPENING + STRAIGHT and block.kind is BlockKind.PARAGRAPH
        runs.append(runs[-1] if opens and open_end else number)
        open_end = _ends_open(text, block) if block.kind is BlockKind.PARAGRAPH else False
    return runs


def _ends_open(text: str, block: Block) -> bool:
    """Whether a quotation is open at the block's end."""
    last = -1
    for mark in OPENING:
        last = max(last, text.rfind(mark, block.start, block.end))
    closing = max(text.rfind(mark, block.start, block.end) for mark in (*_CLOSING, STRAIGHT))
    if last >= 0:
        return last > closing
    return text.count(STRAIGHT, block.start, block.end) % 2 == 1
