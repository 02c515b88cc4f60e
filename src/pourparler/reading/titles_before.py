"""Titles before a name: "Mr. Hale", "a spokesman, Per Aas"."""

from __future__ import annotations

from pourparler.reading.encoding import Encoded
from pourparler.reading.names import is_title, stands_before_a_name

_LONGEST_SHORT = 4
"""Letters of a title that is shortened: "Sen.", "Capt."."""


def has_a_title(text: str, encoded: Encoded, first: int) -> bool:
    """Whether a title stands before a word, perhaps with a stop: "Mr Hale", "Mr. Hale"."""
    before = first - 1
    stop = before > 0 and text[slice(*encoded.places[before])] == "."
    before -= stop
    if before < 0 or encoded.signs[first, 2]:
        return False
    title = text[slice(*encoded.places[before])]
    # After a whole word a stop ends the sentence: "Nobody told the minister. Port Auvane refused."
    return is_title(title) and (not stop or len(title) <= _LONGEST_SHORT)


def first_name_before(text: str, encoded: Encoded, first: int, last: int) -> str | None:
    """The capitalised word between a title and a single name, which the model leaves out: "a spokesman, Per Aas"."""
    before = first - 1
    if last - first > 1 or before < 1 or encoded.signs[first, 2] or encoded.signs[before, 2]:
        return None
    word = text[slice(*encoded.places[before])]
    gap = text[encoded.places[before][1] : encoded.places[first][0]]
    if not (word.isalpha() and word.istitle() and gap.isspace()) or stands_before_a_name(word):
        return None
    before -= 1
    if text[slice(*encoded.places[before])] == "," and before > 0:
        before -= 1
    title = text[slice(*encoded.places[before])]
    return word if title.islower() and is_title(title) else None
