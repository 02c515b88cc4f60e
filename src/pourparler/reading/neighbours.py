"""Quotations given back to whoever the sentence before them is about, where the model hung them on the words of the next speaker.

In a paragraph with two speakers a quotation may stand as a sentence of its own, after the one that tells who speaks: "The envoy shook her head.
“Working them does not make them yours.”" It has no verb of saying, so the model hangs it on the nearest one, which may be of a sentence
about somebody else. A quotation never goes over such a sentence here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pourparler.model import Span
from pourparler.reading.attribution import Attribution
from pourparler.reading.block_borders import Borders
from pourparler.reading.genres import Spoken
from pourparler.reading.names import Name, Names, is_office
from pourparler.reading.sentences import sentence_at

_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_MAY_STAND_BEFORE = frozenset("the a an of for from but and then his her their its our former".split())
"""Small words before the name of whoever a sentence is about."""


class Neighbours:
    """The sentences of a text, asked whom each is about. ``marks``: which characters of the text stand inside quotation marks."""

    def __init__(self, borders: Borders, marks: Sequence[bool], names: Names, found: Sequence[Spoken]) -> None:
        self._text, self._sentences = borders.text, borders.sentences
        self._marks, self._names = marks, names
        self._told: dict[int, Attribution] = {}
        """By the number of its sentence the last attribution whose cue stands in it."""
        for a in (s.attribution for s in found if not s.form and s.attribution.cue):
            if (number := sentence_at(self._sentences, a.cue[0][0])) is not None:
                self._told[number] = a

    def returned(self, found: Sequence[Spoken]) -> list[Spoken]:
        """What is said, in order, each quotation with whoever it follows; what is left without content goes."""
        moved: dict[int, list[tuple[Span, Span]]] = {}
        kept: list[Spoken] = []
        for s in found:
            mine = []
            for span in s.attribution.content:
                to = None if s.form or not s.attribution.cue else self._belongs(s.attribution, span)
                if to is None:
                    mine.append(span)
                else:
                    moved.setdefault(to[0], []).append((to[1], span))
            if mine:
                changed = tuple(mine) != s.attribution.content
                kept.append(replace(s, attribution=replace(s.attribution, content=tuple(mine))) if changed else s)
        if not moved:
            return list(found)
        return sorted(self._with(kept, moved), key=lambda s: s.attribution.content[0])

    def _with(self, kept: Sequence[Spoken], moved: dict[int, list[tuple[Span, Span]]]) -> Iterator[Spoken]:
        """Those kept, what was moved to their sentence with them; where nothing is said in that sentence by a statement of its own."""
        for s in kept:
            a = s.attribution
            number = sentence_at(self._sentences, a.cue[0][0]) if a.cue and not s.form else None
            told = self._told.get(number) if number is not None else None
            if number is not None and number in moved and told is not None and told.cue == a.cue:
                spans = [span for _, span in moved.pop(number)]
                yield replace(s, attribution=replace(a, content=tuple(sorted((*a.content, *spans)))))
            else:
                yield s
        for those in moved.values():
            source = those[0][0]
            yield Spoken(Attribution((source,), (), tuple(sorted(span for _, span in those))), form=False)

    def _belongs(self, a: Attribution, span: Span) -> tuple[int, Span] | None:
        """The number of the sentence that a quotation follows, and where it names whom it is about; None where it stays."""
        here = sentence_at(self._sentences, a.cue[0][0])
        first, last = (sentence_at(self._sentences, k) for k in (span[0], span[1] - 1))
        if here is None or first is None or last is None or first <= here <= last or not self._same_block(here, first):
            return None
        if not self._quoted(*span):
            return None
        before = next((k for k in self._back(first) if not self._said_alone(k)), None)
        about = self._about(before) if before is not None else None
        if before is None or about is None:
            return None
        if last < here:
            others = [self._about(k) for k in range(last + 1, here + 1) if not self._said_alone(k)]
        else:
            if before <= here:
                return None
            others = [self._speaker(a, here)]
        apart = any(other is not None and other[0] != about[0] for other in others)
        return (before, about[1]) if apart else None

    def _speaker(self, a: Attribution, here: int) -> tuple[Name, Span] | None:
        """Who speaks in an attribution: whom its source names, else whom the nearest sentence before it is about."""
        own = self._person(*a.source[0]) if a.source else None
        return own or next((found for k in self._back(here) if (found := self._about(k)) is not None), None)

    def _about(self, number: int) -> tuple[Name, Span] | None:
        """Whom a sentence is about, and where it names him: whoever speaks in it, else the person whose name it begins with."""
        if (told := self._told.get(number)) is not None:
            return self._person(*told.source[0]) if told.source else None
        s = self._sentences[number]
        found = self._person(s.start, s.end)
        if found is None or any(map(self._marks.__getitem__, range(*found[1]))):
            return None
        before = _WORD.findall(self._text, s.start, found[1][0])
        opens = all(w[0].isupper() or w.lower() in _MAY_STAND_BEFORE or is_office(w) for w in before)
        return found if opens and not self._pronoun(before) else None

    def _pronoun(self, before: Sequence[str]) -> bool:
        return any(w.lower() in ("he", "she", "they", "it", "we", "i", "you") for w in before)

    def _person(self, start: int, end: int) -> tuple[Name, Span] | None:
        """The first person who is named between two places."""
        words = self._text[start:end]
        return next(((n, (start + a, start + b)) for a, b, n in self._names.mentions(words) if n.person), None)

    def _back(self, number: int) -> Iterator[int]:
        """The numbers of the sentences before one, in its block, the nearest first."""
        k = number - 1
        while k >= 0 and self._same_block(k, number):
            yield k
            k -= 1

    def _same_block(self, one: int, other: int) -> bool:
        return self._sentences[one].block == self._sentences[other].block

    def _said_alone(self, number: int) -> bool:
        s = self._sentences[number]
        return self._quoted(s.start, s.end)

    def _quoted(self, start: int, end: int) -> bool:
        """Whether all letters of a stretch stand in quotation marks."""
        return all(self._marks[k] for k in range(start, end) if self._text[k].isalnum())
