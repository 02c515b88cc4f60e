"""Titles that a text gives to people, and whom such a title then means: "Secretary of State Tom Hale … The Secretary affirmed …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
def _within_name() -> re.Pattern[str]:
    """A title that belongs to the form in which a text has a name: "General Voss"."""
    return re.compile(rf"(?P<head>{_heads()})\s+", re.I)


@cache
def _alone() -> re.Pattern[str]:
    """A title that stands for a person."""
    return re.compile(
        rf"(?:the|our|its|their)\s+(?:[\w'’\-]+\s+){{0,2}}(?P<head>{_heads()})(?: general| of (?:the )?[\w\-]+(?: [\w\-]+)?)?$",
        re.I,
    )


@cache
def _plain() -> re.Pattern[str]:
    """A title that stands for a person in running words, with no word that says which one."""
    return re.compile(
        rf"\b[Tt]he\s+(?P<head>{_heads()})(?![\w\-'’]|\s+(?:of|for|from|in|at|to|general|designate)\b|\s+(?-i:[A-ZÀ-Þ]))",
        re.I,
    )


def _heads() -> str:
    # Longest first: "vice president" before "vice".
    return any_of(sorted(map(re.escape, titles()), key=len, reverse=True))


class TitledPeople:
    """The people whom one text names with a title."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._by_head: dict[str, set[Name]] = {}
        self._first: dict[str, int] = {}
        """Where each title is first given to somebody."""
        for start, end, name in names.mentions(text):
            if not name.person:
                continue
            found = _within_name().match(text, start, end) or _before().search(text, max(0, start - _REACH), start)
            if found is not None:
                head = found["head"].lower()
                self._by_head.setdefault(head, set()).add(name)
                self._first.setdefault(head, start)

    def mentions(self) -> Iterator[tuple[int, int, Name]]:
        """Where a title alone stands for the one person to whom the text gave it before, with its article, as (start, end, name)."""
        if not self._by_head:
            return
        for found in _plain().finditer(self._text):
            head = found["head"].lower()
            people = self._by_head.get(head, set())
            if len(people) == 1 and self._first[head] < found.start():
                yield *found.span(), next(iter(people))

    def meant(self, words: str) -> Name | None:
        """The one person with the title that the words are ("the Secretary"); None where there are none or several, or the words say more."""
        found = _alone().fullmatch(" ".join(words.split()))
        people = self._by_head.get(found["head"].lower(), set()) if found else set()
        return next(iter(people)) if len(people) == 1 else None
