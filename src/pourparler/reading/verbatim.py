"""Words given back by a person or a program → the places in the text where they stand. The one search for verbatim words."""

from __future__ import annotations

import re
from functools import lru_cache

from pourparler.errors import NotFoundError
from pourparler.model import Span, Spans, merge_spans

_MARKS = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "}
_LOOSE = {
    '"': '["“”„«»]',
    "'": "['‘’]",
    "-": "[-–—]",
}


def places_of(words: str, text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Every place between ``start`` and ``end`` where the words stand verbatim.

    Only spacing and line ends, and the form of quotation marks, apostrophes and dashes may differ. A word is never cut. Words without a
    letter or digit stand nowhere.
    """
    pattern = _pattern(words)
    return [m.span() for m in pattern.finditer(text, start, len(text) if end is None else end)] if pattern else []


def find(words: str, text: str, start: int = 0, end: int | None = None, near: int | None = None) -> Span | None:
    """Where the words stand verbatim (see ``places_of``): of several places the one closest to ``near``, else to ``start``."""
    at = start if near is None else near
    return min(places_of(words, text, start, end), key=lambda place: abs(place[0] - at), default=None)


def place_words(words: str, text: str, near: Spans) -> Spans:
    """The spans of words written as they are quoted, pieces joined by an ellipsis (…); no words have no span.

    Of several places the one nearest to ``near`` and to the piece before counts.

    Raises:
        NotFoundError: a piece does not stand in the text.
    """
    at = near[0][0] if near else 0
    found: list[Span] = []
    for piece in filter(None, map(str.strip, words.split("…"))):
        place = find(piece, text, near=at)
        if place is None:
            mend = "Copy them from the document, whole words only; … joins pieces"
            raise NotFoundError(f"the document does not have the words {piece!r}", mend=mend)
        found.append(place)
        at = place[1]
    return merge_spans(found)


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str] | None:
    plain = "".join(_MARKS.get(c, c) for c in words).split()
    if not any(c.isalnum() for c in words):
        return None
    each = ["".join(_LOOSE.get(c, re.escape(c)) for c in word) for word in plain]
    before = r"(?<!\w)(?<!\w['‘’\-])" if plain[0][0].isalnum() else ""
    after = r"(?!['‘’\-]?\w)" if plain[-1][-1].isalnum() else ""
    return re.compile(before + r"\s+".join(each) + after)
