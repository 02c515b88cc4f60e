"""Titles that a text gives to people, and whom such a title then means: "Secretary of State Tom Hale … The Secretary affirmed …"."""

from __future__ import annotations

import re
from functools import cache

from pourparler.reading.names import Name, Names, titles
from pourparler.reading.word_lists import any_of

_REACH = 60


@cache
def _before() -> re.Pattern[str]:
    """A title right before a name."""
    return re.compile(
        rf"(?P<head>{_heads()})(?: of (?:the )?[A-ZÀ-Þ][\w\-]+(?: (?:and )?[A-ZÀ-Þ][\w\-]+)?| general|[- ]designate)?,?\s+$",
        re.I,
    )


@cache
def _alone() -> re.Pattern[str]:
    """A title that stands for a person."""
    return re.compile(
        rf"(?:the|our|its|their)\s+(?:[\w'’\-]+\s+){{0,2}}(?P<head>{_heads()})(?: general| of (?:the )?[\w\-]+(?: [\w\-]+)?)?$",
        re.I,
    )


def _heads() -> str:
    # Longest first: "vice president" before "vice".
    return any_of(sorted(map(re.escape, titles()), key=len, reverse=True))


class TitledPeople:
    """The people whom one text names with a title."""

    def __init__(self, text: str, names: Names) -> None:
        self._by_head: dict[str, set[Name]] = {}
        for start, _, name in names.mentions(text):
            if name.person and (found := _before().search(text, max(0, start - _REACH), start)):
                self._by_head.setdefault(found["head"].lower(), set()).add(name)

    def meant(self, words: str) -> Name | None:
        """The one person with the title that the words are ("the Secretary"); None where there are none or several, or the words say more."""
        found = _alone().fullmatch(" ".join(words.split()))
        people = self._by_head.get(found["head"].lower(), set()) if found else set()
        return next(iter(people)) if len(people) == 1 else None
