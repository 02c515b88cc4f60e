"""The house style of figures: colours of the parties, fonts, how much room words take; nothing is fetched."""

from __future__ import annotations

from textwrap import wrap

from pourparler.model import Negotiation

OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#6B6B00", "#767676")
"""Colour-blind-safe colours of the parties, in their order (Okabe, Ito 2008); yellow darkened for paper, black made grey for dark pages."""
INK, PAPER = "currentColor", "var(--paper, white)"
"""What is written and what lies behind it, as the page has them: a figure stands in light and dark pages alike."""
FAINT, MIDDLE = "#b9b4a8", "#808080"
"""Lines that separate, and lines that say something: to be seen on light and on dark."""

FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"
WIDTH = 740


def wide(words: str, size: float = 12) -> float:
    """Pixels that words take at most in our fonts, so that what is laid out by it fits whichever of them is there."""
    return size * sum(
        next((most for most, some in _LETTERS if c in some), 0.74 if c.isupper() else 0.59) for c in words
    )


_LETTERS = ((0.92, "MWmw@%—"), (0.34, " .,:;'|!ijlft()[]"))
"""Letters that are wider or narrower than others, as parts of the size of the font."""


def lines_of(words: str, most: int) -> list[str]:
    """The words in lines of at most so many letters."""
    return wrap(words, most) or [words]


def cut(words: str, room: float, size: float) -> str:
    """The words, or as many of their letters as have room, and a sign that some are missing."""
    if wide(words, size) <= room:
        return words
    while words and wide(f"{words}…", size) > room:
        words = words[:-1]
    return f"{words.rstrip()}…"


def party_colours(negotiation: Negotiation) -> dict[str, str]:
    """One colour a party, the same in every view."""
    return {p.name: OKABE_ITO[k % len(OKABE_ITO)] for k, p in enumerate(negotiation.parties)}


def on_white(svg: str) -> str:
    """The figure in fixed colours, for a program that knows no page's: Word, a picture."""
    return svg.replace(PAPER, "white").replace(INK, "black")
