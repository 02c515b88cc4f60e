"""Which of several equal statements count, as in Discourse Network Analyzer (DNA).

Equal are those of one actor with the same concept on the same side. Source: the manual of DNA (Leifeld, Gruber, Bossner 2019) and
``Exporter.filterStatements`` (github.com/leifeld/dna at 2adbf786, dna/src/main/java/dna/export/Exporter.java). The source compares the
numbers of months and weeks without their year, so that of two Januaries one is left out; here, as the manual says, a month is one
calendar month and a week one calendar week from Monday to Sunday.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
UNIX_EPOCH = 719163
"""``date(1970, 1, 1).toordinal()``."""


class Duplicates(StrEnum):
    """What counts once: nothing more than near-duplicates, or equal statements of a document, a week, a month, a year, all the time."""

    INCLUDE = "include"
    DOCUMENT = "document"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"

    def period(self, days: Ints) -> Ints:
        """A number for the week, month or year of each day (``date.toordinal``; 0, undated, is a period of its own)."""
        if self is Duplicates.RANGE:
            return np.zeros_like(days)
        if self is Duplicates.WEEK:
            return np.where(days > 0, (days - 1) // 7, -1)  # day 1 was a Monday
        unit = "M" if self is Duplicates.MONTH else "Y"
        of = (days - UNIX_EPOCH).astype("datetime64[D]").astype(f"datetime64[{unit}]").astype(np.int64)
        return np.where(days > 0, of, np.iinfo(np.int64).min)


def once(rows: Ints) -> NDArray[np.bool_]:
    """(n,) whether a row of (n, k) is the first of its kind."""
    kept = np.zeros(len(rows), dtype=bool)
    if len(rows):
        kept[np.unique(rows, axis=0, return_index=True)[1]] = True
    return kept
