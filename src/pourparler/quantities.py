"""Figures that a text tells, in digits or in words, and what they count: "8 percent", "eighteen clubs", "twenty-five"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUE = {word: k for k, word in enumerate(_UNITS)} | {word: 10 * k for k, word in enumerate(_TENS, start=2)}
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}
_FIGURE = re.compile(
    rf"(?<![\w.,:/])(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<part>(?:[.,:/]\d+)*)|(?P<tens>{'|'.join(_TENS)})(?:[\s\-–](?P<and>{'|'.join(_UNITS[1:10])}))?"
    rf"|(?P<word>{'|'.join(_UNITS)}))(?:[\s\-–]?(?P<scale>{'|'.join(_SCALES)})\b)?(?:(?P<percent>\s?%|[\s\-–]?(?:percent|per\s?cent|pct)\b)|[\s\-–]+(?P<unit>[^\W\d_]{{2,}}))?(?![\w])",
    re.I,
)
_NO_UNIT = frozenset(
    "a an the and or but nor of to in on at by for from with without as than that this which who if when while until is are was were be "
    "been will would can could may might must should has have had do does did not no more less or so it they we he she said says".split()
)
"""Words that may follow a figure and are not what it counts."""
PERCENT = "percent"


class Quantity(NamedTuple):
    """``value``: in digits, as "8", "2.5" or "40000000".

    ``counts``: what it counts, in small letters; empty where the text does not say beside it.
    """

    value: str
    counts: str


def quantities(text: str) -> Iterator[Quantity]:
    """The figures of a text in its order; ordinals ("the second round") are none. A year counts nothing."""
    for found in _FIGURE.finditer(text):
        if found["digits"]:
            value = found["digits"].replace(",", "") + found["part"]
        elif found["tens"]:
            value = str(_VALUE[found["tens"].lower()] + (_VALUE[found["and"].lower()] if found["and"] else 0))
        else:
            value = str(_VALUE[found["word"].lower()])
        if found["scale"] and re.fullmatch(r"\d+(?:\.\d+)?", value):
            value = f"{(Decimal(value) * _SCALES[found['scale'].lower()]).normalize():f}"
        unit = PERCENT if found["percent"] else (found["unit"] or "").lower()
        year = len(value) == 4 and value.isdigit() and value[:2] in {"19", "20"}
        yield Quantity(value, "" if unit in _NO_UNIT or year else unit)


def without_quantities(text: str) -> str:
    """The text without its figures; what they count stays."""
    return _FIGURE.sub(lambda m: f" {m['unit'] or (PERCENT if m['percent'] else '')} ", text)
