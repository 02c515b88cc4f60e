"""Whom "he" and "she" may mean: a person and no body, the same word for one person all through a text, and nobody who speaks of himself as "I".

The model points each pronoun at words before it, sentence by sentence, and knows nothing of this: of two ministers in one paragraph it
gives "she" to the one whom the sentence before calls "he".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from pourparler.model import Span
from pourparler.reading.encoding import Encoded
from pourparler.reading.names import Name

HE, SHE = "he", "she"
GENDERED = {
    **dict.fromkeys(("he", "him", "his", "himself"), HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), SHE),
}
_TITLES = {
    **dict.fromkeys(("mr", "sir", "lord"), HE),
    **dict.fromkeys(("mrs", "ms", "miss", "lady", "dame", "madam"), SHE),
}
_OF_ITS_SUBJECT = frozenset({"he", "his", "himself", "she", "herself"})
"""Pronouns that may mean whoever their own clause is about; "him" never does, and "her" only before a noun."""
_NO_NOUN = frozenset(
    "a an the to in on at by for from with of and or but that than as when while if because before after about into until not also again".split()
)
_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s|\n")
_OWNER = re.compile(r"['’]s?\W?$")
_MARK = re.compile(r"[“”\"]")
_REACH = 400
"""Code points before a pronoun in which its sentence, and the one before, are looked for."""
TITLE, SENTENCE, NEXT_SENTENCE = 2.0, 1.0, 0.5
"""What speaks for one of the two words: a title ("Ms"), the word in a sentence that names one person before it, the word that begins the next one."""
KNOWN = 2.0
"""How much likelier somebody is who is known to go by the word than somebody of whom the text does not tell."""
PLAINLY = 3.0
"""How many times as much has to speak for one word as for the other."""


class Persons:
    """The people named in a part of a text, and which of the two words each goes by.

    ``named``: by the number of a word, the name that it is part of. ``own``: stretches in order that one person speaks, with that person's name.
    """

    def __init__(
        self, text: str, encoded: Encoded, named: Mapping[int, Name], own: Sequence[tuple[Span, str]] = ()
    ) -> None:
        self._text, self._encoded, self._own = text, encoded, own
        self._turns = [start for (start, _), _ in own]
        self._mentions = self._people(named)
        self._goes_by = self._told()
        self._of: dict[str, list[tuple[int, Name]]] = {HE: [], SHE: []}
        """Where those who are known to go by a word are named, in order."""
        for first, _, name in self._mentions:
            if (gender := self._goes_by.get(name.name)) is not None:
                self._of[gender].append((first, name))

    def _people(self, named: Mapping[int, Name]) -> list[tuple[int, int, Name]]:
        """Where each person is named, in code points, in the order of the text."""
        found: list[tuple[int, int, Name]] = []
        last = -1
        for word in sorted(named):
            start, end = self._encoded.places[word]
            if found and last == word - 1 and found[-1][2] == named[word]:
                found[-1] = found[-1][0], end, named[word]
            else:
                found.append((start, end, named[word]))
            last = word
        return [each for each in found if each[2].person]

    def goes_by(self, name: Name) -> str | None:
        """``HE`` or ``SHE``; None where the text does not tell."""
        return self._goes_by.get(name.name)

    def meant(self, word: int, found: Mapping[Name, float]) -> Mapping[Name, float]:
        """Whom a pronoun means, from whom it points at: what it gives to a person whom it cannot mean goes to whoever was named last before
        of those who go by it, what it gives to bodies to the persons."""
        start, end = self._encoded.places[word]
        gender = GENDERED[self._text[start:end].lower()]
        speaks = self._speaks(start)
        if not any(n.person for n in found):
            return found
        whole = sum(found.values())
        may = {n: p for n, p in found.items() if n.person and self._may(n, gender, speaks)}
        lost = sum(p for n, p in found.items() if n.person and n not in may)
        if lost and (before := self._before(start, gender, speaks)) is not None:
            may[before] = may.get(before, 0.0) + lost
        likely = {n: p * (KNOWN if n.name in self._goes_by else 1.0) for n, p in may.items()}
        left = sum(likely.values())
        return {n: p * whole / left for n, p in likely.items()} if left > 0 else {}

    def _may(self, name: Name, gender: str, speaks: str | None) -> bool:
        return name.name != speaks and self._goes_by.get(name.name, gender) == gender

    def _before(self, start: int, gender: str, speaks: str | None) -> Name | None:
        """Whoever was named last before a place of those who are known to go by the word."""
        those = self._of[gender]
        at = bisect_left(those, start, key=itemgetter(0)) - 1
        while at >= 0 and those[at][1].name == speaks:
            at -= 1
        return those[at][1] if at >= 0 else None

    def _speaks(self, start: int) -> str | None:
        """Who speaks at a place."""
        at = bisect_right(self._turns, start) - 1
        return self._own[at][1] if at >= 0 and start < self._own[at][0][1] else None

    def _told(self) -> dict[str, str]:
        votes: dict[str, dict[str, float]] = {}
        for name, gender, weight in self._votes():
            each = votes.setdefault(name.name, {HE: 0.0, SHE: 0.0})
            each[gender] += weight
        told = {}
        for who, each in votes.items():
            gender = max(each, key=lambda g: each[g])
            if each[gender] >= PLAINLY * (sum(each.values()) - each[gender]):
                told[who] = gender
        return told

    def _votes(self) -> Iterator[tuple[Name, str, float]]:
        for start, _, name in self._mentions:
            before = re.search(r"(\w+)\.?\s+$", self._text[max(0, start - 12) : start])
            if before is not None and (gender := _TITLES.get(before[1].lower())) is not None:
                yield name, gender, TITLE
        at = 0
        for word, (start, end) in enumerate(self._encoded.places):
            said = self._text[start:end].lower()
            if said not in GENDERED or not (said in _OF_ITS_SUBJECT or self._owns(word)):
                continue
            while at < len(self._mentions) and self._mentions[at][0] < start:
                at += 1
            near = [m for m in self._mentions[max(0, at - 8) : at] if m[0] >= start - _REACH]
            yield from self._vote(start, GENDERED[said], near)

    def _owns(self, word: int) -> bool:
        """Whether "her" stands before a noun."""
        if word + 1 >= len(self._encoded):
            return False
        after = self._text[slice(*self._encoded.places[word + 1])].lower()
        return after.isalpha() and after not in _NO_NOUN

    def _vote(
        self, start: int, gender: str, near: Sequence[tuple[int, int, Name]]
    ) -> Iterator[tuple[Name, str, float]]:
        low = max(0, start - _REACH)
        ends = [m.end() for m in _SENTENCE_END.finditer(self._text, low, start)]
        begins = ends[-1] if ends else low
        here = self._subjects(near, begins, start)
        if len({n.name for n in here}) == 1 and not _MARK.search(self._text, begins, start):
            yield here[0], gender, SENTENCE
        elif not here and begins == start and ends and self._text[begins - 1] != "\n":
            before = self._subjects(near, ends[-2] if len(ends) > 1 else low, begins)
            if len({n.name for n in before}) == 1:
                yield before[0], gender, NEXT_SENTENCE

    def _subjects(self, near: Sequence[tuple[int, int, Name]], begins: int, ends: int) -> list[Name]:
        """Those named in a stretch, where the name does not only tell whose something is."""
        return [n for a, b, n in near if begins <= a < ends and not _OWNER.search(self._text, a, b + 1)]
