"""Titles that a text gives to people, and whom such a title then means: "Secretary of State Tom Hale … The Secretary affirmed …"."""

from __future__ import annotations

import re

from pourparler.reading.names import Name, Names

_HEADS = (
    "secretary|minister|president|premier|chancellor|ambassador|envoy|commissioner|governor|mayor|chair|chairman|chairwoman|director|general|admiral|senator|judge"
    "|king|queen|prince|princess|emir|sheikha?|speaker|bishop|commodore|major|colonel|captain|sergeant|professor|provost|coordinator|negotiator|mediator"
    "|spokesman|spokeswoman|spokesperson|delegate|representative|chief|commander|inspector|rector|magistrate|regent|vicar|pope|cardinal"
)
_BEFORE = re.compile(
    rf"\b(?P<head>{_HEADS})(?: of (?:the )?[A-ZÀ-Þ][\w\-]+(?: (?:and )?[A-ZÀ-Þ][\w\-]+)?| general|[- ]designate)?,?\s+$",
    re.I,
)
_ALONE = re.compile(
    rf"(?:the|our|its|their)\s+(?:[\w'’\-]+\s+){{0,2}}(?P<head>{_HEADS})(?: general| of (?:the )?[\w\-]+(?: [\w\-]+)?)?$",
    re.I,
)
_REACH = 60


class TitledPeople:
    """The people whom one text names with a title."""

    def __init__(self, text: str, names: Names) -> None:
        self._by_head: dict[str, set[Name]] = {}
        for start, _, name in names.mentions(text):
            if name.person and (found := _BEFORE.search(text, max(0, start - _REACH), start)):
                self._by_head.setdefault(found["head"].lower(), set()).add(name)

    def meant(self, words: str) -> Name | None:
        """The one person with the title that the words are ("the Secretary"); None where there are none or several, or the words say more."""
        found = _ALONE.fullmatch(" ".join(words.split()))
        people = self._by_head.get(found["head"].lower(), set()) if found else set()
        return next(iter(people)) if len(people) == 1 else None
