"""The title, the date and the source that a text gives of itself.

A date in a dateline, or on a line of its own, is the document's. One in a sentence is a guess, and only where the sentence reports what
happened on that day: the date of a treaty, of a law or of a deadline is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile

from pourparler.dates import ANY_MONTH, WEEKDAY, DateOrder, read_date
from pourparler.documents.details import Details
from pourparler.errors import DocumentError
from pourparler.model import Block, BlockKind
from pourparler.structure.credits import credits_in, is_called_so

_DATE = re.compile(
    rf"\b(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)?\.? (?:{ANY_MONTH})\.?,? \d{{4}}"
    rf"|(?:{ANY_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})(?![\w/-])"
)
_YEAR = re.compile(r"\d{4}")
"""What every date has: looked for first, as most sentences have none."""
_ON_THE_DAY = re.compile(
    rf"\b(?:on|today|yesterday|dated?|this)(?:,? (?:{WEEKDAY}))?[,:]? (?:the )?$|^\W*$",
    re.I,
)
_ANOTHER_DAY = re.compile(
    r"\b(?:treat(?:y|ies)|agreements?|accords?|pacts?|protocols?|conventions?|resolutions?|laws?|acts?|decrees?|contracts?|charters?"
    r"|letters?|decisions?|maps?"
    r"|by|until|till|before|after|since|from|deadlines?|due|expir\w+|no later than|as of|scheduled|planned|will|shall|would|to be"
    r"|elections?|born|died|founded"
    r"|signed|adopted|ratified|ceasefire|armistice|war|battle|anniversary)\b",
    re.I,
)
_ABOVE = (BlockKind.TITLE, BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.FURNITURE)
_NEAR = 8
"""Blocks from the top among which datelines are looked for."""
_AGENCY = re.compile(r"\((?P<agency>[A-ZÀ-Þ][^()\n]{1,40})\) ?(?:[–—]|--?)\s*$")
"""At the end of a dateline before the first sentence: "NORHAVEN, 3 February (Agency) –"."""
_FIRST = 4
"""Blocks from the top in whose sentences a date is looked for."""
_REACH = 300


def details_in_text(text: str, blocks: Sequence[Block], order: DateOrder | None = None) -> Details:
    """What the blocks tell: the title, the date of a dateline, else one that is guessed, and the publisher that the lines above name."""
    above = list(takewhile(lambda b: b.kind in _ABOVE, blocks))
    title = next((text[b.start : b.end] for b in above if b.kind is BlockKind.TITLE), None)
    source = _publisher(text, blocks, above)
    for words in _datelines(text, blocks):
        if (day := _day_in(words, order)) is not None:
            return Details(title=title, date=day, source=source)
    told = [b for b in blocks if b.kind.told or b.kind is BlockKind.TITLE][:_FIRST]
    guessed = next((day for b in told for day in _guesses(text[b.start : min(b.end, b.start + _REACH)], order)), None)
    return Details(title=title, date=guessed, source=source, date_guessed=guessed is not None)


def _publisher(text: str, blocks: Sequence[Block], above: Sequence[Block]) -> str | None:
    """Whom the lines above the text, or the last line, name as its publisher; else the agency in the brackets of a dateline."""
    lines = [*above, *(b for b in blocks[-1:] if b.kind is BlockKind.BYLINE)]
    told = [text[b.start : b.end] for b in lines if b.kind in (BlockKind.BYLINE, BlockKind.DATELINE)]
    for found in map(credits_in, told):
        if found is not None and found.publisher is not None and (found.sure or not _is_place(found.publisher, text)):
            return found.publisher
    alone = [line for line in told if not _YEAR.search(line) and is_called_so(line)]
    if alone and credits_in(alone[0]) is None:
        return alone[0]
    agencies = [
        m["agency"]
        for b in blocks[:_NEAR]
        if b.kind is BlockKind.DATELINE and (m := _AGENCY.search(text[b.start : b.end]))
    ]
    return agencies[0] if agencies else None


def _is_place(name: str, text: str) -> bool:
    """Whether a text speaks of a name as of a place."""
    return re.search(rf"\b(?:in|at|near|outside|around) {re.escape(name)}\b", text) is not None


def _datelines(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    near = [*blocks[:_NEAR], *blocks[-3:]] if len(blocks) > 11 else blocks
    yield from (
        text[b.start : b.end] for b in near if b.kind in (BlockKind.DATELINE, BlockKind.FURNITURE, BlockKind.BYLINE)
    )


def _guesses(words: str, order: DateOrder | None) -> Iterator[date]:
    if not _YEAR.search(words):
        return
    for found in _DATE.finditer(words):
        begin = max((m.end() for m in re.finditer(r"[.!?]\s", words[: found.start()])), default=0)
        stop = re.search(r"[.!?](?:\s|$)", words[found.end() :])
        sentence = words[begin : found.end() + (stop.start() if stop else len(words))]
        own = _ON_THE_DAY.search(words[begin : found.start()]) and not _ANOTHER_DAY.search(sentence)
        if own and (day := _day_in(found[0], order)) is not None:
            yield day


def _day_in(words: str, order: DateOrder | None) -> date | None:
    for found in _DATE.finditer(words[:_REACH]):
        try:
            return read_date(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", found[0]), order)
        except DocumentError:
            continue
    return None
