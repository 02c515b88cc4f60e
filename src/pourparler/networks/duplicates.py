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
FAR_BACK = -(10**6)
"""Months or years before 1970: before the first day there is."""
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
        return np.where(days > 0, of, FAR_BACK)


def once(*columns: Ints) -> NDArray[np.bool_]:
    """(n,) whether a row of these columns, (n,) each, is the first of its kind."""
    kept = np.zeros(len(columns[0]), dtype=bool)
    if not len(kept):
        return kept
    one, size = np.zeros(len(kept), dtype=np.int64), 1
    for column in columns:
        low, high = int(column.min()), int(column.max())
        if size * (high - low + 1) > MOST:  # numbers that lie far apart are counted first
            column = np.unique(column, return_inverse=True)[1].reshape(-1).astype(np.int64)
            low, high = 0, int(column.max())
        one, size = one * (high - low + 1) + (column - low), size * (high - low + 1)
    kept[np.unique(one, return_index=True)[1]] = True
    return kept


MOST = 2**62
"""Different rows that one number can tell apart."""
