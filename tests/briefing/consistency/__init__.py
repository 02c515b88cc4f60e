"""Whether one sentence of a briefing denies another: the rendered page is read as a reader would, and its facts are held against each other.

``denials(page)`` names every pair that does not fit. A module for each subject: ``page`` reads, the others compare.
"""

from __future__ import annotations

from . import figures, numbers, positions, settlements
from .page import Page

CHECKS = (*settlements.CHECKS, *positions.CHECKS, *figures.CHECKS, *numbers.CHECKS)


def denials(page: str) -> list[str]:
    """What denies what in the HTML of a briefing; empty where all fits."""
    read = Page(page)
    return [f"{check.__name__}: {words}" for check in CHECKS for words in check(read)]
