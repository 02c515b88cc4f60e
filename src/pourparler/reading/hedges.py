"""Words that make a report less than certain."""

from __future__ import annotations

import re
from functools import cache

from pourparler.reading.word_lists import any_of, word_list

_MONTH_MAY = re.compile(
    r"\bMay\b|\b(?:in|by|since|on|until|till|before|after|of|early|late|mid|last|next|this) may\b|\b\d{1,2} may\b|\bmay \d"
)
"""The month, which is no "may"; a capital is the month's, as no report begins with the verb."""


@cache
def _hedges() -> re.Pattern[str]:
    return re.compile(any_of(sorted(word_list("hedges"))), re.I)


def is_hedged(cue: str, content: str) -> bool:
    """Whether the words make the report less than certain."""
    return _hedges().search(_MONTH_MAY.sub(" ", f"{cue} {content}")) is not None
