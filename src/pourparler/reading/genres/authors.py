"""Whose own words a statement, a speech or a letter holds: named in its title, in a line above it, by a signature, or by who published it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pourparler.model import Block, BlockKind, Document, Span
from pourparler.structure.kinds import own_statement
from pourparler.structure.units import trimmed

_WHAT = r"(?:statement|speech|remarks|address|words|testimony|declaration|letter|note|message|intervention|answers?|greetings|toast|appeal|comments?)"
_BY = re.compile(
    rf"\b(?:{_WHAT}\b[^.\n:]*?\b(?:by|from|delivered by|made by)|delivered by|by) (?=(?:the |H\.?E\.? )?[A-Za-zÀ-ÿ])",
    re.I,
)
_OF = re.compile(rf"\b{_WHAT} of (?=(?:the |H\.?E\.? )?[A-Za-zÀ-ÿ])", re.I)
_WHOSE = re.compile(rf"^(?P<who>[^.:\n]{{2,60}}?)['’]s? {_WHAT}\b", re.I)
_STOPS = re.compile(r"[,.;:()–—\n]| (?:on|at|to|before|in|about|after|during|regarding|concerning) |$")
_CLOSING = re.compile(
    r"(?:Yours (?:sincerely|faithfully|truly|ever)|Sincerely(?: yours)?|Respectfully(?: yours)?|(?:With )?(?:kind|best|warm) regards|In solidarity|Signed)\b[,.]?",
    re.I,
)
_SIGNED = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’\-]*)(?: (?:of|for|the|de|van|von|al|and|[A-ZÀ-Þ][\w.'’\-]*)){0,7}(?:, .{2,60})?$"
)
_MY_NAME = re.compile(r"\b(?:[Mm]y name is|I am|I'm) (?=[A-ZÀ-Þ][\w'’\-]+ [A-ZÀ-Þ])")
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’\-]+(?: [A-ZÀ-Þ][\w.'’\-]*){1,3}")
_THINGS = re.compile(
    r"^(?:the )?(?:parties|two sides|sides|talks|day|week|year|fourth|third|second|first|art|intent|principles?|facts?|case|support|thanks)\b",
    re.I,
)
"""What "statement of" is followed by where it names no author."""


def author_of(document: Document, blocks: Sequence[Block]) -> Span | None:
    """Where the author is named in the text; None where it is not.

    Titles and lines that end with a colon are looked at first, then the signature, then "my name is".
    """
    text = document.text
    for block in blocks[:4]:
        lead_in = block.kind.told and text[block.end - 1] == ":" and block.end - block.start < 200
        above = block.kind in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.BYLINE) or lead_in
        if above and (found := _named_in(text, block)) is not None:
            return found
    if (signed := _signature(text, blocks)) is not None:
        return signed
    top = text[:3_000]
    if (said := _MY_NAME.search(top)) and (name := _NAME.match(top, said.end())):
        return name.span()
    return None


def _named_in(text: str, block: Block) -> Span | None:
    for pattern in (_BY, _OF):
        if found := pattern.search(text, block.start, block.end):
            stop = _STOPS.search(text, found.end(), block.end)
            start, end = trimmed(text, found.end(), stop.start() if stop else block.end)
            if start < end and not _THINGS.match(text[start:end]):
                return start, end
    title = text[block.start : block.end]
    if found := _WHOSE.match(title) or own_statement(title):
        return block.start + found.start("who"), block.start + found.end("who")
    return None


def _signature(text: str, blocks: Sequence[Block]) -> Span | None:
    """The name under a closing formula, in its own block or in the formula's."""
    for number in range(max(0, len(blocks) - 5), len(blocks)):
        block = blocks[number]
        found = _CLOSING.search(text, max(block.start, block.end - 200), block.end)
        if found is None:
            continue
        start, end = trimmed(text, found.end(), block.end)
        if start == end and number + 1 < len(blocks):
            start, end = blocks[number + 1].start, blocks[number + 1].end
        line = text[start:end].split("\n")[0]
        if line and _SIGNED.match(line):
            return start, start + len(line.split(",")[0])
    return None
