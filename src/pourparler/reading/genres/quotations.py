"""Quotations with a name beside them and no verb: "“…” – Ada Voss", "And from Chairwoman Lund:", "From the desk of Jean Le Fèvre, envoy."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pourparler.model import Block, Span
from pourparler.reading.attribution import Attribution
from pourparler.reading.block_borders import OPENING, STRAIGHT, Borders
from pourparler.structure.units import trimmed

_WHO = r"(?:[Tt]he |[Tt]hen-)?(?:[A-ZÀ-Þ][\w.'’\-]*)(?: (?:of|for|the|and|de|di|du|da|del|la|le|el|al|van|von|der|den|bin|ibn|[A-ZÀ-Þ][\w.'’\-]*)){0,9}"
_DASHED = re.compile(
    rf"(?P<close>[”»\"])\s*(?P<dash>[-–—―]{{1,2}})\s*(?P<who>{_WHO})(?:,[^.\n]{{1,80}}|\s*\([^()\n]{{1,60}}\))?\.?$"
)
_BELOW = re.compile(rf"(?P<dash>[-–—―]{{1,2}})\s*(?P<who>{_WHO})(?:,[^.\n]{{1,80}}|\s*\([^()\n]{{1,60}}\))?\.?$")
_ABOVE = re.compile(
    rf"(?:(?:And|Also|Now|This|Then|Word|More|Next)[ ,]+)*(?P<from>[Ff]rom(?: the (?:desk|office|pen|mouth) of)?|[Hh]ere is|[Oo]ver to) (?P<who>{_WHO})"
    r"(?:,[^:\n]{1,100})?[.:]$"
)
_LONGEST = 200


def named_quotations(text: str, blocks: Sequence[Block], borders: Borders) -> list[Attribution]:
    """Attributions whose cue is a dash, or the words that hand over to somebody."""
    return list(_found(text, blocks, borders))


def _found(text: str, blocks: Sequence[Block], borders: Borders) -> Iterator[Attribution]:
    for number, block in enumerate(blocks):
        if not block.kind.read:
            continue
        if found := _DASHED.search(text, max(block.start, block.end - _LONGEST), block.end):
            content = _quotation_before(text, block.start, found.start("close"))
            if content is not None:
                yield Attribution((found.span("who"),), (found.span("dash"),), (content,))
        elif block.end - block.start > _LONGEST:
            continue
        elif (
            number and (found := _BELOW.match(text, block.start, block.end)) and _is_quotation(text, blocks[number - 1])
        ):
            yield Attribution((found.span("who"),), (found.span("dash"),), (_inside(text, blocks[number - 1]),))
        elif found := _ABOVE.match(text, block.start, block.end):
            below = [
                k
                for k in range(number + 1, len(blocks))
                if borders.runs[k] == borders.runs[min(number + 1, len(blocks) - 1)]
            ]
            said = [_inside(text, blocks[k]) for k in below if _is_quotation(text, blocks[k]) or (k > number + 1)]
            if said and below[0] == number + 1 and _is_quotation(text, blocks[number + 1]):
                yield Attribution((found.span("who"),), (found.span("from"),), tuple(said))


def _quotation_before(text: str, start: int, close: int) -> Span | None:
    """What stands in marks up to the closing one, without the marks; None where nothing opens it."""
    opened = max(text.rfind(mark, start, close) for mark in OPENING)
    if opened < 0 and text[close] == STRAIGHT:
        opened = text.find(STRAIGHT, start, close)
    if opened < 0:
        return None
    begin, end = trimmed(text, opened + 1, close)
    return (begin, end) if begin < end else None


def _is_quotation(text: str, block: Block) -> bool:
    return text[block.start] in OPENING + STRAIGHT


def _inside(text: str, block: Block) -> Span:
    """A block's words without the marks around them."""
    start, end = block.start, block.end
    if text[start] in OPENING + STRAIGHT:
        start += 1
    if end > start and text[end - 1] in "”»" + STRAIGHT:
        end -= 1
    return trimmed(text, start, end)
