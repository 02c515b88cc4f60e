"""Whom a pronoun or a description means: the model's pointers followed back to names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from pourparler.model import Span
from pourparler.reading.encoding import Encoded
from pourparler.reading.model import Scores, softmax
from pourparler.reading.names import Name, Names
from pourparler.reading.pronouns import GENDERED, Persons

_STEPS = 4
"""Pronouns that a chain may pass before it has to reach a name."""
_WIDTH = 6
"""Words that one step may go on from; the others together rarely hold a tenth."""


class Antecedents:
    """The names in a text or the part of it that is encoded, and for every other word how likely it means each of them.

    ``own``: stretches in order that one person speaks, with that person's name: "he" is somebody else there. ``titled``: where titles alone
    stand for people.
    """

    def __init__(
        self,
        text: str,
        encoded: Encoded,
        scores: Sequence[Scores],
        names: Names,
        own: Sequence[tuple[Span, str]] = (),
        titled: Iterable[tuple[int, int, Name]] = (),
    ) -> None:
        self._text, self._encoded, self._scores = text, encoded, scores
        self._ends = [s.window.keep_last for s in scores]
        self._named: dict[int, Name] = {}
        begin, stop = encoded.extent
        for start, end, name in names.mentions(text[begin:stop]):
            first, last = self.words(begin + start, begin + end)
            self._named.update(dict.fromkeys(range(first, last), name))
        for start, end, name in titled:
            first, last = self.words(start, end)
            if not any(word in self._named for word in range(first, last)):
                self._named.update(dict.fromkeys(range(first, last), name))
        self._persons = Persons(text, encoded, self._named, own)
        self._known: dict[tuple[int, int], Mapping[Name, float]] = {}
        self._steps: dict[int, list[tuple[int, float]]] = {}

    def words(self, start: int, end: int) -> tuple[int, int]:
        """See ``Encoded.words``."""
        return self._encoded.words(start, end)

    def named(self, word: int) -> Name | None:
        """The name that the word is part of."""
        return self._named.get(word)

    def of(self, word: int) -> Mapping[Name, float]:
        """Name → probability; what is missing to 1 is nobody named."""
        return self._of(word, _STEPS)

    def _of(self, word: int, steps: int) -> Mapping[Name, float]:
        if (name := self._named.get(word)) is not None:
            return {name: 1.0}
        if not steps:
            return {}
        if (word, steps) not in self._known:
            found: dict[Name, float] = {}
            for before, chance in self._steps_from(word):
                for name, share in self._of(before, steps - 1).items():
                    found[name] = found.get(name, 0.0) + chance * share
            gendered = found and self._text[slice(*self._encoded.places[word])].lower() in GENDERED
            self._known[word, steps] = self._persons.meant(word, found) if gendered else found
        return self._known[word, steps]

    def _steps_from(self, word: int) -> list[tuple[int, float]]:
        """The likeliest words before, in this window, that this one points to."""
        if word not in self._steps:
            s = self._scores[bisect_right(self._ends, word)]
            here = word - s.window.first
            odds = softmax(s.antecedents.row(here, here + 1))
            best = np.argsort(-odds)[:_WIDTH]
            chances = zip(best.tolist(), odds[best].tolist(), strict=True)
            self._steps[word] = [(k + s.window.first, chance) for k, chance in chances if k != here and chance > 0.02]
        return self._steps[word]
