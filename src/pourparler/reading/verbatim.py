"""Words given back by somebody → the place in the text where they stand, or nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from pourparler.model import Span

_MARKS = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "}
_LOOSE = {
    '"': '["“”„«»]',
    "'": "['‘’]",
    "-": "[-–—]",
}


def find(words: str, text: str, start: int, end: int, near: int | None = None) -> Span | None:
    """Where the words stand verbatim between ``start`` and ``end``; the place closest to ``near`` where they stand twice.

    Only spacing and the form of quotation marks, apostrophes and dashes may differ. A word is never cut.
    """
    pattern = _pattern(words)
    if pattern is None:
        return None
    places = [m.span() for m in pattern.finditer(text, start, end)]
    if not places:
        return None
    return min(places, key=lambda p: abs(p[0] - (start if near is None else near)))


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str] | None:
    plain = "".join(_MARKS.get(c, c) for c in words).split()
    if not plain or not any(c.isalnum() for c in words):
        return None
    each = ["".join(_LOOSE.get(c, re.escape(c)) for c in word) for word in plain]
    before = r"(?<!\w)(?<!\w['‘’\-])" if plain[0][0].isalnum() else ""
    after = r"(?!['‘’\-]?\w)" if plain[-1][-1].isalnum() else ""
    return re.compile(before + r"\s+".join(each) + after)
