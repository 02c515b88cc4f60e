"""What "this idea" is: positions whose words point back, and the position that they point at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pourparler.model import Block
from pourparler.reading.said import Held
from pourparler.reading.word_lists import any_of, word_list

BLOCKS_BACK = 2
"""A position points at one of its own block or of this many before it."""
MOST_OTHER_WORDS = 8
"""Words beside the one that points back; a longer position says itself what it is about."""

_END = r"(?=\s*(?:$|[.,;:)”\"])|\s+(?:to|for|in|as|at|on|by|with|and|but|if|unless)\b)"
_ALONE = re.compile(
    rf"\b(?:(?:this|these)(?={_END[3:-1]}|\s+(?:is|was|were|are|would|will|could|should|must|may|had|has)\b)|(?:it|them|that|so|both|the same){_END})",
    re.I,
)
"""Pronouns that stand for what is proposed; "it" before a verb is whoever proposes."""


@cache
def _named() -> re.Pattern[str]:
    """ "this proposal", "such an offer", "the amendment"."""
    nouns = any_of(f"{noun}s?" for noun in sorted(word_list("things_proposed")))
    return re.compile(
        rf"\b(?:this|that|these|those|such|the same|the|his|her|its|their)\s+(?:an?\s+)?(?:\w+\s+)?(?:{nouns})\b",
        re.I,
    )


def pointing_words(words: str) -> str | None:
    """The words of a position that leave to others what it is about ("this", "the proposal"); None where it says so itself."""
    for pattern in (_ALONE, _named()):
        if found := pattern.search(words):
            rest = words[: found.start()] + words[found.end() :]
            return found[0] if len(re.findall(r"\w+", rest)) <= MOST_OTHER_WORDS else None
    return None


def linked(held: Sequence[Held], text: str, blocks: Sequence[Block]) -> list[Held]:
    """The positions, those whose words point back with what they point at: the nearest position before that says what it is about.

    ``held``: in the order of the text.
    """
    starts = [b.start for b in blocks]
    found: list[Held] = []
    for each in held:
        start, end = each.taken.words
        if pointing_words(text[start:end]) is not None:
            before = found[-1] if found else None
            if before and bisect_right(starts, start) - bisect_right(starts, before.taken.words[0]) <= BLOCKS_BACK:
                each = replace(each, points_to=before.points_to or (before.taken.words,))
        found.append(each)
    return found
