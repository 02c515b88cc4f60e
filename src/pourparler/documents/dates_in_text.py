"""The title and the date that a text gives of itself.

A date in a dateline, or on a line of its own, is the document's. One in a sentence is a guess, and only where the sentence reports what
happened on that day: the date of a treaty, of a law or of a deadline is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pourparler.dates import MONTH, DateOrder, read_date
from pourparler.documents.details import Details
from pourparler.errors import DocumentError
from pourparler.model import Block, BlockKind

_MONTHS = rf"{MONTH}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_DATE = re.compile(
    rf"\b(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)?\.? (?:{_MONTHS})\.?,? \d{{4}}"
    rf"|(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})(?![\w/-])"
)
_YEAR = re.compile(r"\d{4}")
"""What every date has: looked for first, as most sentences have none."""
_ON_THE_DAY = re.compile(
    r"\b(?:on|today|yesterday|dated?|this)(?:,? (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))?[,:]? (?:the )?$|^\W*$",
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
_FIRST = 4
"""Blocks from the top in whose sentences a date is looked for."""
_REACH = 300


def details_in_text(text: str, blocks: Sequence[Block], order: DateOrder | None = None) -> Details:
    """What the blocks tell: the title, and the date of a dateline, else one that is guessed."""
    title = next((text[b.start : b.end] for b in blocks[:1] if b.kind is BlockKind.TITLE), None)
    for words in _datelines(text, blocks):
        if (day := _day_in(words, order)) is not None:
            return Details(title=title, date=day)
    told = [b for b in blocks if b.kind.told or b.kind is BlockKind.TITLE][:_FIRST]
    guessed = next((day for b in told for day in _guesses(text[b.start : min(b.end, b.start + _REACH)], order)), None)
    return Details(title=title, date=guessed, date_guessed=guessed is not None)


def _datelines(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    near = [*blocks[:8], *blocks[-3:]] if len(blocks) > 11 else blocks
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
