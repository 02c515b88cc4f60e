"""The words of a part of a text, as holders are found among them: what a word says, the name that it is part of, and the list that this stands in.

Positions that stand close together point to the same words; what is asked of a word is worked out once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pourparler.model import Span
from pourparler.reading.affiliations import group_spoken_for
from pourparler.reading.coreference import Antecedents
from pourparler.reading.encoding import Encoded
from pourparler.reading.names import Name, Names
from pourparler.reading.word_lists import REMEMBERED

Listed = dict[str, tuple[Name, Span]]
"""By the side in lower case: a name, and where it stands."""

_ENDING = re.compile(r"['’](?:s|d|re|ve|ll|m)$")
LISTS = frozenset({",", ";", "and", "&", "the", "with", "supported", "by"})
"""Words between the names of a list."""
_SIDED = frozenset({"supported", "opposed"})
"""Words that, with "by", put the names after them on one side or the other."""
_JOINING = LISTS | {"but"}


class NamedWords:
    """Asked by the number of a word, as the part of the text counts them. ``bodies``: whom a name may speak for."""

    def __init__(self, text: str, encoded: Encoded, antecedents: Antecedents, bodies: Names) -> None:
        self._text, self._encoded, self._antecedents, self._bodies = text, encoded, antecedents, bodies
        self._names: dict[int, Name | None] = {}
        self._spans: dict[int, Span] = {}
        self._lists: dict[Span, Listed] = {}

    def said(self, word: int) -> str:
        """The word in lower case, without what an apostrophe joins to it."""
        start, end = self._encoded.places[word]
        return _without_ending(self._text[start:end])

    def name(self, word: int) -> Name | None:
        """The name that the word is part of, or the group that whoever bears it speaks for here; None where it is part of none."""
        if word not in self._names:
            name = self._antecedents.named(word)
            self._names[word] = (self._group(word, name) or name) if name is not None else None
        return self._names[word]

    def _group(self, word: int, name: Name) -> Name | None:
        last = word
        while last + 1 < len(self._encoded) and self._antecedents.named(last + 1) == name:
            last += 1
        return group_spoken_for(self._text, self._encoded.places[last][1], self._bodies)

    def span(self, word: int) -> Span:
        """The whole name that a word is part of, with its article; the word alone where it is part of none."""
        if word not in self._spans:
            first = last = word
            if (name := self._antecedents.named(word)) is not None:
                while self.beside(first - 1, first) and self._antecedents.named(first - 1) == name:
                    first -= 1
                while self.beside(last, last + 1) and self._antecedents.named(last + 1) == name:
                    last += 1
                if self.beside(first - 1, first) and self.said(first - 1) == "the":
                    first -= 1
            self._spans[word] = self._encoded.places[first][0], self._encoded.places[last][1]
        return self._spans[word]

    def beside(self, word: int, after: int) -> bool:
        """Whether two words stand side by side, with nothing but blanks between them."""
        if word < 0 or after >= len(self._encoded):
            return False
        return not self._text[self._encoded.places[word][1] : self._encoded.places[after][0]].strip()

    def listed(self, spans: Iterable[Span]) -> Listed:
        """The names of the list that words stand in, with only commas, "and", "with" and "supported by" between them; these words' own too."""
        found: Listed = {}
        for span in dict.fromkeys(spans):
            if span not in self._lists:
                self._lists[span] = self._list_around(span)
            for side, there in self._lists[span].items():
                found.setdefault(side, there)
        return found

    def _list_around(self, span: Span) -> Listed:
        found: Listed = {}
        first, last = self._encoded.words(*span)
        for step in (-1, 1):
            at = first if step < 0 else last - 1
            while 0 <= at < len(self._encoded):
                if (name := self.name(at)) is not None:
                    found.setdefault(name.side.lower(), (name, self.span(at)))
                elif self.said(at) not in LISTS:
                    break
                at += step
        return found

    def behind(self, spans: Iterable[Span]) -> list[tuple[Name, Span]]:
        """The names after "supported by" or "opposed by", where nothing but names and what joins them stands before these words."""
        found: Listed = {}
        words = len(self._encoded)
        for span in dict.fromkeys(spans):
            told = False
            for at in range(self._encoded.words(*span)[1], words):
                name, said = self.name(at), self.said(at)
                if name is not None and told:
                    found.setdefault(name.side.lower(), (name, self.span(at)))
                elif said in _SIDED and at + 1 < words and self.said(at + 1) == "by":
                    told = True
                elif name is None and (said not in _JOINING or said == "supported"):
                    break
        return list(found.values())


@lru_cache(maxsize=REMEMBERED)
def _without_ending(word: str) -> str:
    return _ENDING.sub("", word.lower())
