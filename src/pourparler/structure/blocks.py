"""The blocks of a text: found from its lines where the file's form tells nothing, completed where it tells something.

Sources of the forms: how newspapers, agencies and conference reporting set titles, bylines and datelines (The Associated Press Stylebook,
"datelines"); what no pattern tells is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pourparler.dates import WEEKDAY
from pourparler.model import Block, BlockKind
from pourparler.structure.credits import DAY, TIME, credits_in, is_called_so
from pourparler.structure.turns import Head, find_heads, made_of_turns, names_alone
from pourparler.structure.units import LONG, Unit, find_units, has_any, has_words, trimmed

DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’\-]{2,}(?:,[^–—\n]{0,40}?)?(?: \([^)\n]*\))? ?(?:[–—]|--?) ")
"""A place in capitals before the first sentence: "NORHAVEN, 3 February (Agency) – "."""

_DATE_LINE = re.compile(
    rf"(?:(?:[Pp]ublished|[Pp]osted|[Uu]pdated|[Ll]ast [Uu]pdated|[Dd]ate|[Ii]ssued)[: ]+(?:on )?|(?:[A-ZÀ-Þ][\w.'’\-]*,? ){{1,4}})?(?:(?:{WEEKDAY}),? )?"
    rf"{DAY}{TIME}\.?$"
)
_WHO = r"[A-ZÀ-Þ][\w.'’\-]+(?:(?: (?:de|van|von|al|bin|la))? [A-ZÀ-Þ][\w.'’\-]*){0,4}"
_BYLINE = re.compile(
    rf"(?:(?:[Bb]y|BY|[Aa]uthors?:?|AUTHORS?:?|[Ww]ritten by|[Rr]eport(?:ed|ing)? by|[Ss]tory by|[Pp]osted by|[Ee]dit(?:ed|ing) by|[Tt]ext|[Ww]ords):? "
    rf"{_WHO}(?:(?:,| and| &) {_WHO}){{0,5}}(?:,? (?:in|for|of|at) {_WHO}|,[^,.]{{2,60}}|\s?[|–—-].{{2,60}})?\.?$"
    rf"|{_WHO},? (?:(?:staff|special|senior|chief|political|diplomatic|foreign|our) ){{0,3}}(?:correspondent|reporter|editor|writer)(?: (?:in|for|of) .{{2,40}})?$)"
)
_NAME_ALONE = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’\-]+|[A-ZÀ-Þ]\.)(?: (?:[A-ZÀ-Þ]\.|(?:de|van|von|al|bin|la) )?[A-ZÀ-Þ][\w'’\-]+){1,2}$"
)
_NAMED = re.compile(rf"(?:The )?{_WHO}$")
_CAPTION = re.compile(
    r"(?:(?:[Ff]ile )?(?:[Pp]hoto(?:graph)?|PHOTO|[Ii]mage|[Pp]icture|[Cc]aption|[Ii]llustration|Fig(?:ure|\.)? \d+)(?: (?:by|credit|courtesy)\b[^:\n]*)?\s?[:/.]|FILE [-–—] "
    r"|\(?(?:Photo|Image)(?: credit| by|:))"
)
_CREDIT = re.compile(
    r"(?:\((?:[Pp]hoto|[Ii]mage|[Pp]icture)[:/ ][^()\n]{2,60}\)|\b(?:Photo|Image|Picture)s?(?: by|:|/) ?[A-ZÀ-Þ][^.\n]{2,50})\.?$"
)
_CREDITED = ("hoto", "mage", "icture")
"""Without one of these nothing is a credit: asked first, since the search takes most of the time that a short text takes."""
_BULLET = re.compile(r"(?:[•‣◦▪●·*]|[-–—](?= ))\s*(?=\S)")
_NUMBER = re.compile(r"(?:\(?\d{1,3}(?:\.\d{1,2})*[.)]|\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,5}[.)])\s+(?=\S)")
_MARKED_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_RUN_IN = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ0-9 ,&/()'’.\-–]{2,90}[A-ZÀ-Þ0-9)]):\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…]['”’\")\]]*$")
_QUOTED = re.compile(r">+\s?")
QUOTED_BY = re.compile(r"[”\"»’]\s*(?:[-–—]|―)\s*(?=(?:the )?[A-ZÀ-Þ])")
"""A quotation with a dash and a name after it: "“We reject it.” – Ada Voss"."""
_OPEN_END = (",", ";", "–", "—")
_SAID = re.compile(
    r"[”\"»],? \w+|\b(?:said|says|told|added|stated|explained|shall|must|will|would|is|are|was|were|has|have|had)\b"
)
_TITLE_WORDS, _HEADING_WORDS, _PLACE_WORDS = 40, 16, 5
_ABOVE_TEXT = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.FURNITURE)
"""Kinds of what stands above the text."""
_NEAR_TOP = 5
"""Units from the top among which bylines and datelines without a word that tells them are looked for."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the form of a file tells of a stretch of the text: a heading's tag, a table's cell."""

    start: int
    end: int
    kind: BlockKind
    level: int = 0


def find_blocks(text: str, known: Sequence[Known] = ()) -> tuple[Block, ...]:
    """The blocks of a text in order, none overlapping another, every letter and digit in one of them.

    ``known``: in the order of the text, none overlapping another; a known paragraph may still turn out to be a byline, a dateline or a
    caption. Time grows in proportion to the text.
    """
    units = _units(text, known)
    spans = [(u.start, u.end) for u in units]
    heads = find_heads(text, spans)
    if not made_of_turns(text, heads, len(units)):
        heads = names_alone(text, spans)
    return tuple(_Page(text, units, heads).blocks())


def _units(text: str, known: Sequence[Known]) -> list[Unit]:
    if not known:
        return find_units(text)
    units: list[Unit] = []
    here = 0
    for k in known:
        if here < k.start:
            units += find_units(text, here, k.start)
        start, end = trimmed(text, max(k.start, here), k.end)
        if has_words(text, start, end):
            units.append(Unit(start, end, k.kind, k.level))
        here = max(here, k.end)
    return units + find_units(text, here)


class _Page:
    """One text whose units are told apart."""

    def __init__(self, text: str, units: Sequence[Unit], heads: Sequence[Head]) -> None:
        self.text, self.units = text, units
        self.heads = {h.block: h for h in heads}
        plain = [u for u in units if u.kind is None]
        stops = sum(self._short(u)[1] for u in plain)
        self.has_stops = stops * 3 >= len(plain)
        """Whether paragraphs end with a full stop, so that what does not is likely no paragraph."""
        self.out: list[Block] = []
        self.begun = False
        """Whether anything but bylines and datelines stands above."""
        self.read = False
        """Whether anything that is read stands above."""

    def blocks(self) -> list[Block]:
        for number, unit in enumerate(self.units):
            self._add(number, unit)
        return self.out

    def _short(self, unit: Unit) -> tuple[bool, bool]:
        """Whether a unit is one short line, and whether it ends like a sentence."""
        text = self.text
        ends = bool(_SENTENCE_END.search(text, max(unit.start, unit.end - 8), unit.end))
        short = unit.end - unit.start <= 200 and "\n" not in text[unit.start : unit.end]
        return short, ends

    def _put(self, kind: BlockKind, start: int, end: int, level: int = 0) -> None:
        start, end = trimmed(self.text, start, end)
        if has_words(self.text, start, end):
            self.out.append(Block(kind, start, end, level))
            self.begun = self.begun or kind not in (BlockKind.BYLINE, BlockKind.DATELINE)
            self.read = self.read or kind.read

    def _add(self, number: int, unit: Unit) -> None:
        text, start, end = self.text, unit.start, unit.end
        if unit.kind is not None and unit.kind is not BlockKind.PARAGRAPH:
            first = unit.kind is BlockKind.HEADING and unit.level == 1 and not self.read
            self._put(BlockKind.TITLE if first else unit.kind, start, end, 0 if first else unit.level)
            return
        if (head := self.heads.get(number)) is not None:
            alone = not text[head.begin : end].strip()
            self._put(BlockKind.SPEAKER if alone else BlockKind.PARAGRAPH, start, end)
            return
        kind, level, begin = self._kind(number, unit)
        if kind is BlockKind.TABLE_CELL:
            at = start
            for cell in text[start:end].split("\t"):
                self._put(kind, at, at + len(cell))
                at += len(cell) + 1
            return
        if kind is BlockKind.PARAGRAPH:
            begin = self._opening(number, unit, start)
        self._put(kind, begin, end, level)

    def _opening(self, number: int, unit: Unit, start: int) -> int:
        """Put what stands before a paragraph's first sentence in its line, a dateline or a heading; where the rest begins."""
        text, stop = self.text, min(unit.end, unit.start + LONG)
        if (found := DATELINE.match(text, start, stop)) and found.end() < unit.end:
            if len(re.split(r"[,(]", found[0])[0].split()) <= _PLACE_WORDS:
                self._put(BlockKind.DATELINE, start, found.end())
                return found.end()
        elif (found := _RUN_IN.match(text, start, stop)) and number and has_words(text, found.end(), unit.end):
            self._put(BlockKind.HEADING, *found.span(1), 4)
            return found.end()
        return start

    def _kind(self, number: int, unit: Unit) -> tuple[BlockKind, int, int]:
        """(kind, level, where the block begins)."""
        text, start, end = self.text, unit.start, unit.end
        short, ends = self._short(unit)
        if unit.kind is None:
            if found := _MARKED_HEADING.match(text, start, min(end, start + 10)):
                return BlockKind.HEADING, len(found[1]), found.end()
            if found := _QUOTED.match(text, start, min(end, start + 10)):
                return BlockKind.QUOTATION, 0, start
            if self._is_row(unit):
                return BlockKind.TABLE_CELL, 0, start
            if _BULLET.match(text, start, min(end, start + 10)):
                return BlockKind.LIST_ITEM, 0, start
            if (found := _NUMBER.match(text, start, min(end, start + 12))) and self._is_item(number, unit, found.end()):
                return BlockKind.LIST_ITEM, 0, start
        if not short:
            return BlockKind.PARAGRAPH, 0, start
        words = text[start:end]
        if _CAPTION.match(words) or (has_any(words, _CREDITED) and _CREDIT.search(words)):
            return BlockKind.CAPTION, 0, start
        if _BYLINE.match(words) and (number < _NEAR_TOP or number >= len(self.units) - 2):
            return BlockKind.BYLINE, 0, start
        if _DATE_LINE.match(words):
            return BlockKind.DATELINE, 0, start
        if 0 < number < _NEAR_TOP and self._is_name_under_title(number, words):
            return BlockKind.BYLINE, 0, start
        if number < _NEAR_TOP and (credited := self._credits(number, words)) is not None:
            return credited, 0, start
        if unit.kind is not None:
            return BlockKind.PARAGRAPH, 0, start
        asks = words.endswith(("?", "!", "?”", "!”", '?"', '!"'))
        if (asks or not ends) and self._is_title(number, words):
            return BlockKind.TITLE, 0, start
        if ends:
            return BlockKind.PARAGRAPH, 0, start
        level = self._heading_level(number, unit, words)
        return (BlockKind.HEADING, level, start) if level else (BlockKind.PARAGRAPH, 0, start)

    def _credits(self, number: int, words: str) -> BlockKind | None:
        """The kind of a line that says who wrote or published the text: beside the title, or above it."""
        if any(b.kind not in _ABOVE_TEXT for b in self.out):
            return None
        found = credits_in(words)
        if found is not None and (found.authors or found.publisher is not None):
            return BlockKind.BYLINE if found.authors or not found.dated else BlockKind.DATELINE
        beside = [k for k in (number - 1, number + 1) if 0 <= k < len(self.units)]
        dated = any(_DATE_LINE.match(self.text[self.units[k].start : self.units[k].end]) for k in beside)
        alone = dated and _NAMED.match(words) is not None and is_called_so(words)
        return BlockKind.DATELINE if alone else None

    def _is_row(self, unit: Unit) -> bool:
        """Cells of a row stand apart by tabs; a number or a bullet with a tab after it opens a paragraph."""
        text = self.text
        tab = text.find("\t", unit.start, unit.end)
        return (
            tab > 0
            and not re.fullmatch(r"\W*\w{0,4}\W*", text[unit.start : tab])
            and not self._short(unit)[1]
            and unit.end - unit.start < 20 * LONG
        )

    def _is_item(self, number: int, unit: Unit, begin: int) -> bool:
        """A numbered unit is an item of a list where it is short, or stands under a line that ends with a colon; else a paragraph."""
        text = self.text
        if number and text[self.units[number - 1].end - 1] == ":":
            return True
        under = bool(self.out) and self.out[-1].kind is BlockKind.LIST_ITEM
        return (
            text[unit.end - 1] == ";"
            or (under and unit.end - begin < LONG)
            or (unit.end - begin < 80 and not self._short(unit)[1] and self._numbered_next(number))
        )

    def _numbered_next(self, number: int) -> bool:
        near = self.units[number + 1 : number + 2]
        return bool(near) and bool(_NUMBER.match(self.text, near[0].start, min(near[0].end, near[0].start + 12)))

    def _is_title(self, number: int, words: str) -> bool:
        if (
            self.begun
            or number + 1 >= len(self.units)
            or words.endswith((*_OPEN_END, ":"))
            or len(words.split()) > _TITLE_WORDS
        ):
            return False
        if QUOTED_BY.search(words):
            return False
        following = self.units[number + 1]
        below = self.text[following.start : min(following.end, following.start + LONG)]
        return bool(
            following.apart
            or _SENTENCE_END.search(below)
            or len(below) > len(words)
            or _BYLINE.match(below)
            or _NAME_ALONE.match(below)
        )

    def _is_name_under_title(self, number: int, words: str) -> bool:
        above = self.out and self.out[-1].kind in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.DATELINE)
        again = words in self.text[self.units[number].end :][:5000]
        return bool(above) and bool(_NAME_ALONE.match(words)) and number + 1 < len(self.units) and not again

    def _heading_level(self, number: int, unit: Unit, words: str) -> int:
        """0 where it is none. In capitals 2, else 3."""
        count = len(words.split())
        if (
            words.endswith(_OPEN_END)
            or words[:1].islower()
            or not re.search(r"[^\W\d]", words)
            or count > _HEADING_WORDS
            or number + 1 >= len(self.units)
        ):
            return 0
        if words.endswith(":") and (count > 5 or not words.isupper()):
            return 0
        if words[:1] in "“„«\"'‘(" and _SAID.search(words):
            return 0
        if words.isupper() and count > 1:
            return 2
        if self.heads:  # a question or an answer without a full stop
            return 0
        following = self.units[number + 1]
        set_apart = unit.apart and following.apart
        if not (set_apart or self.has_stops) or not self.has_stops:
            return 0
        return 3 if following.end - following.start > 40 or self._short(following)[1] else 0
