"""Numbers in other programs' files: read as they are written, never through binary; written as short as they can be. Keys that recur."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from fractions import Fraction
from typing import Any, TypeVar

from pourparler.errors import FormatError

K = TypeVar("K", bound=Hashable)

DIGITS = 100
"""The most characters of a number."""
_NUMBER = re.compile(r"[+-]?(?:\d+/0*[1-9]\d*|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?)")


def finite(told: Any, where: str) -> Fraction:
    """The number exactly as written, a tenth for 0.1 and a third for 1/3.

    Raises:
        FormatError: it is none, not finite, or has more than 100 characters.
    """
    if isinstance(told, Fraction):
        return told
    text = "" if told is None or isinstance(told, bool) else str(told).strip()
    if len(text) > DIGITS:
        raise FormatError(
            f"{text[:20]}… is a number of {len(text):,} characters", where=where, mend=f"At most {DIGITS} are read"
        )
    if not _NUMBER.fullmatch(text):
        raise FormatError("a number is missing" if told is None else f"{told!r} is not a finite number", where=where)
    number = Fraction(text)
    try:
        float(number)
    except OverflowError:
        raise FormatError(f"{told!r} is too large a number", where=where) from None
    return number


def twice(keys: Iterable[K]) -> K | None:
    """The first that occurs a second time; None where none does."""
    seen: set[K] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    return None


def shortest(number: Fraction | float) -> str:
    """The shortest decimals that read back as the same double."""
    return repr(float(number))


def decimals(number: Fraction) -> tuple[str, bool]:
    """The number in decimals, and whether they are rounded: all of them where it has an end within 40 places, else 30."""
    for places in range(41):
        if (number.numerator * 10**places) % number.denominator == 0:
            return _placed(number.numerator * 10**places // number.denominator, places), False
    return _placed(round(number * 10**30), 30), True


def _placed(whole: int, places: int) -> str:
    digits = str(abs(whole)).rjust(places + 1, "0")
    point = len(digits) - places
    return ("-" if whole < 0 else "") + digits[:point] + ("." + digits[point:] if places else "")
