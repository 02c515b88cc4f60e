"""Numbers in other programs' files: read as they are written, written as short as they can be."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from pourparler.errors import FormatError


def finite(told: Any, where: str) -> Fraction:
    """The number exactly as written. Raises FormatError where it is none, or not finite."""
    try:
        return Fraction(str(told).strip())
    except (ValueError, ZeroDivisionError) as error:
        raise FormatError(f"{told!r} is not a finite number", where=where) from error


def shortest(number: Fraction | float) -> str:
    """The shortest decimals that read back as the same double."""
    return repr(float(number))
