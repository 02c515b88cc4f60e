"""What two positions have in common: the figures by which it is told whether they answer the same question, and whether with the same answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from pourparler.drafting.kept_work import KeptWork
from pourparler.drafting.places import pages
from pourparler.model import Document, Meaning, Statement, quote
from pourparler.model.stances import Side, side_of
from pourparler.quantities import quantities
from pourparler.reading.stemming import stem

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

NUMBER = re.compile(
    r"\d+(?:[.,:/]\d+)*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred"
    r"|thousand|million|billion|half|third|quarter|twice|double|once|first|second)\b",
    re.I,
)
NEGATION = re.compile(r"\b(?:no|not|never|none|nothing|without|neither|nor|cannot|against)\b|n['’]t\b", re.I)
AROUND = 2
"""Positions before and after one in its document that are compared with it whatever they say."""
MANY = 60
"""Positions beyond which a record counts as large: the texts that the model of pairs was made from have no more."""
_AT_ONCE = 50_000
"""Pairs that are looked at together, so that memory stays small."""
_DOTS_AT_ONCE = 512
"""Pairs whose vectors are taken together: so many stay in the processor's cache, which makes it twice as fast."""
FEATURES = (
    "words", "words_centred", "content", "content_centred", "rank", "rank_content", "shared", "contained", "around", "around_contained",
    "same_document", "same_block", "same_sentence", "near", "next", "same_heading", "headings", "same_party", "other_side", "same_party_other_side",
    "both_against", "numbers_shared", "numbers_differ", "negated", "one_document", "bulletin", "many", "sparse",
)  # fmt: skip


class Positions:
    """Statements that take positions, in arrays, to be compared with each other two by two.

    ``meanings``: of each statement's content and of its position's words, unit vectors (384,). ``parties``: of each, who takes it.
    ``kept``: see ``places.pages``.
    """

    def __init__(
        self,
        statements: Sequence[Statement],
        documents: Mapping[str, Document],
        meanings: Mapping[str, Meaning],
        parties: Sequence[frozenset[str]],
        kept: KeptWork | None = None,
    ) -> None:
        self.many = len(statements)
        self.ids = [s.id for s in statements]
        found = pages(statements, documents, kept or KeptWork())
        number = {id: k for k, id in enumerate(found)}
        # Blocks and sentences by numbers that are unique in the record.
        base = dict(zip(found, np.cumsum([0, *(page.numbers + 1 for page in found.values())]).tolist(), strict=False))
        placed = {id: iter(page.placed) for id, page in found.items()}
        places = [next(placed[s.document]) for s in statements]
        first = np.array([base[s.document] for s in statements], dtype=np.int64)
        self.document = np.array([number[s.document] for s in statements], dtype=np.int64)
        self.block = first + np.array([p.block for p in places], dtype=np.int64)
        heading = np.array([p.heading for p in places], dtype=np.int64)
        self.heading = np.where(heading < 0, -1, first + heading)
        self.sentence = first + np.array([p.sentence for p in places], dtype=np.int64)
        self.start = np.array([p.start for p in places], dtype=np.int64)
        self.order = np.zeros(self.many, dtype=np.int64)
        in_order = np.lexsort((self.start, self.document))
        self.order[in_order] = np.arange(self.many)
        self.bulletin = (heading >= 0).astype(np.float32)
        words = [quote(documents[s.document].text, s.position) for s in statements]
        self.words = words
        self.stems = [p.own for p in places]
        self._own = _Bags(self.stems)
        self._around = _Bags([p.around | p.own for p in places])
        self._above = _Bags([p.above for p in places])
        numbers = [{m.lower() for m in NUMBER.findall(w)} for w in words]
        self._numbers = _Bags(numbers, plain=True)
        self._numbered = np.array([bool(n) for n in numbers])
        figures = [{(stem(q.counts), q.value) for q in quantities(w) if q.counts} for w in words]
        self._figures = _Bags([{f"{unit} {figure}" for unit, figure in those} for those in figures], plain=True)
        self._units = _Bags([{unit for unit, _ in those} for those in figures], plain=True)
        self._negated = np.array([NEGATION.search(w) is not None for w in words])
        self._parties = _Bags([set(p) for p in parties], plain=True)
        self._side = np.array([-1 if side_of(s.stance) is Side.AGAINST else 1 for s in statements])
        got = [meanings[s.id] for s in statements]
        self.vectors = _stacked([m.position if m.position is not None else m.content for m in got])
        self.contents = _stacked([m.content for m in got])
        self.documents = len(set(self.document.tolist()))

    @cached_property
    def centred(self) -> Floats:
        """The vectors without what all have in common."""
        return _centred(self.vectors)

    @cached_property
    def contents_centred(self) -> Floats:
        """Those of the contents."""
        return _centred(self.contents)

    def pairs(self) -> tuple[Ints, Ints]:
        """All pairs, of few positions."""
        first, second = np.triu_indices(self.many, 1)
        return first.astype(np.int64), second.astype(np.int64)

    def other_figures(self, a: Ints, b: Ints) -> NDArray[np.bool_]:
        """(pairs,) whether the two give other figures of the same: 4 percent and 9 percent are two answers, however alike the words."""
        apart = self._units.common(a, b) > self._figures.common(a, b)
        return np.asarray(apart, dtype=np.bool_)

    def features(self, a: Ints, b: Ints) -> Floats:
        """(pairs, len(FEATURES)) of the pairs (a, b)."""
        cos = _dots(self.vectors, a, b)
        centred = _dots(self.centred, a, b)
        content = _dots(self.contents, a, b)
        content_centred = _dots(self.contents_centred, a, b)
        same_document = self.document[a] == self.document[b]
        same_block = self.block[a] == self.block[b]
        apart = np.abs(self.order[a] - self.order[b])
        same_heading = (self.heading[a] == self.heading[b]) & (self.heading[a] >= 0)
        same_party = self._parties.common(a, b) > 0
        other_side = self._side[a] != self._side[b]
        shared, contained = self._own.overlap(a, b)
        around, around_contained = self._around.overlap(a, b)
        headings, _ = self._above.overlap(a, b)
        numbers = self._numbers.common(a, b) > 0
        both_numbers = self._numbered[a] & self._numbered[b]
        per_document = self.many / max(1, self.documents)
        columns = [
            cos, centred, content, content_centred,
            self._rank(centred, self.centred), self._rank(content_centred, self.contents_centred),
            shared, contained, around, around_contained,
            same_document, same_block, self.sentence[a] == self.sentence[b], np.where(same_document, 1 / (1 + np.log1p(apart)), 0.0),
            same_document & (apart == 1), same_heading, headings, same_party, other_side, same_party & other_side,
            (self._side[a] < 0) & ~other_side, numbers, both_numbers & ~numbers, self._negated[a] != self._negated[b],
            np.full(len(a), self.documents == 1), self.bulletin[a] * self.bulletin[b], np.full(len(a), log(1 + min(self.many, MANY)) / 5), np.full(len(a), log(1 + min(per_document, MANY)) / 5),
        ]  # fmt: skip
        return np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)

    def of_two_minds(self, a: Ints, b: Ints) -> NDArray[np.bool_]:
        """(pairs,) whether one party takes both and is for the one and against the other."""
        return np.asarray((self._parties.common(a, b) > 0) & (self._side[a] != self._side[b]))

    def _rank(self, likeness: Floats, vectors: Floats) -> Floats:
        """The likeness in standard deviations of the likenesses in the record (of a sample of many)."""
        step = max(1, len(vectors) // 500)
        some = vectors[::step]
        if len(some) < 3:
            return np.zeros(len(likeness), dtype=np.float32)
        all_ = (some @ some.T)[np.triu_indices(len(some), 1)]
        return np.asarray((likeness - all_.mean()) / (all_.std() + 1e-3), dtype=np.float32)


def _stacked(vectors: Sequence[Floats]) -> Floats:
    return np.stack(vectors) if vectors else np.zeros((0, 384), dtype=np.float32)


def _centred(vectors: Floats) -> Floats:
    """Without what all have in common, the subject of the talks; at length one."""
    if len(vectors) < 2:
        return vectors
    rest = vectors - vectors.mean(0)
    return np.asarray(rest / np.maximum(np.linalg.norm(rest, axis=1, keepdims=True), 1e-6), dtype=np.float32)


def _dots(vectors: Floats, a: Ints, b: Ints) -> Floats:
    result = np.empty(len(a), dtype=np.float32)
    for first in range(0, len(a), _DOTS_AT_ONCE):
        part = slice(first, first + _DOTS_AT_ONCE)
        result[part] = np.einsum("ij,ij->i", vectors[a[part]], vectors[b[part]])
    return result


class _Bags:
    """Sets of words, to tell how much of their weight two have in common: rare words weigh more (inverse document frequency)."""

    def __init__(self, bags: Sequence[Set[str]], *, plain: bool = False) -> None:
        spread = Counter(w for bag in bags for w in bag)
        number = {w: k for k, w in enumerate(sorted(spread))}
        self._words = len(number)
        self._many = np.array([len(bag) for bag in bags], dtype=np.int64)
        self._first = np.cumsum([0, *self._many])[:-1]
        self._word = np.array([k for bag in bags for k in sorted(number[w] for w in bag)], dtype=np.int64)
        self._weight = np.array([1.0 if plain else log(1 + len(bags) / spread[w]) for w in number], dtype=np.float32)
        self._keys = np.repeat(np.arange(len(bags)), self._many) * self._words + self._word
        """Every word of every bag by one number, ascending."""
        self._total = np.zeros(len(bags), dtype=np.float32)
        np.add.at(self._total, np.repeat(np.arange(len(bags)), self._many), self._weight[self._word])

    def common(self, a: Ints, b: Ints) -> Floats:
        """The weight of what two have in common."""
        result = np.zeros(len(a), dtype=np.float32)
        for first in range(0, len(a), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            swap = self._many[a[part]] > self._many[b[part]]
            less, more = np.where(swap, b[part], a[part]), np.where(swap, a[part], b[part])
            pair = np.repeat(np.arange(len(less)), self._many[less])
            begins = np.cumsum(self._many[less]) - self._many[less]
            word = self._word[np.arange(len(pair)) - begins[pair] + self._first[less][pair]]
            there = self._has(more[pair], word)
            np.add.at(result[part], pair[there], self._weight[word[there]])
        return result

    def _has(self, bag: Ints, word: Ints) -> NDArray[np.bool_]:
        """Whether each bag has the word beside it."""
        keys = bag * self._words + word
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return self._keys[at] == keys if len(keys) else np.zeros(0, dtype=np.bool_)

    def overlap(self, a: Ints, b: Ints) -> tuple[Floats, Floats]:
        """As a share of what either has, and of what the one with less has."""
        common = self.common(a, b)
        either = self._total[a] + self._total[b] - common
        less = np.minimum(self._total[a], self._total[b])
        shares = common / np.maximum(either, 1e-6), common / np.maximum(less, 1e-6)
        return np.asarray(shares[0], dtype=np.float32), np.asarray(shares[1], dtype=np.float32)
