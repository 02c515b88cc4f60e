"""How well the words of a question fit a passage: each counts once, by how rare it is and how near it stands.

A sentence has few words, and what it is about often stands beside it: under which heading, and in the sentence before. So a word of the
question that the sentence has counts fully, one of the heading or of its neighbours in the paragraph less, and none twice; a sentence
that has more of the question goes before one that has a single rare word of it several times.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pourparler.asking.question import Question
from pourparler.record import Record
from pourparler.record.passages import quoted_terms

HEADING = 0.7
"""What a word counts that stands in a heading above the passage,"""
BESIDE: Mapping[int, float] = {-1: 0.5, -2: 0.25, 1: 0.25}
"""and one that stands in the passage so many after it, in the same block."""
USUAL = 180
"""Code points of a usual sentence, and"""
LENGTH = 0.15
"""how much a longer one counts less: 0 not at all, 1 in proportion."""

MANY, COMMON = 5_000, 0.1
"""A word is common that more passages have, and more than this share of all: to find them takes long and tells little."""


@dataclass(frozen=True, slots=True)
class Fit:
    """``shares``: of the question's words, by how rare they are, how much stands in or about each passage (about 0..1).

    Without those of which nothing does. ``titles``: those that are titles or headings themselves.
    """

    shares: Mapping[int, float]
    titles: frozenset[int]

    def best_first(self, numbers: Iterable[int]) -> list[int]:
        """Those of the passages that have something of the question."""
        return sorted((n for n in numbers if n in self.shares), key=lambda n: (-self.shares[n], n))


@dataclass(frozen=True, slots=True)
class Sought:
    """A word of the question in all its forms, as an expression of FTS5. ``rare``: how rare it is, more than 0; ``common``: so common that
    it need not be looked for where others are."""

    terms: str
    rare: float
    common: bool


def sought(record: Record, question: Question) -> list[Sought]:
    """The words of the question that are looked for."""
    passages = record.last_passage()
    found = []
    for forms in question.concepts:
        if terms := " OR ".join(quoted_terms(forms)):
            having = record.passages_having(*forms)
            found.append(Sought(terms, math.log(1 + passages / (1 + having)), having > max(MANY, COMMON * passages)))
    return found


def any_word(words: Sequence[Sought]) -> str:
    """An expression for passages that have one of the words; the common ones only where all are. Empty where there is no word."""
    return " OR ".join([w.terms for w in words if not w.common] or [w.terms for w in words])


def fit_of(record: Record, words: Sequence[Sought], found: Collection[int]) -> Fit:
    """The fit of passages that were found, and of those beside which they stand."""
    there = record.passage_stretches({n - by for n in found for by in (0, *BESIDE)})
    about = record.passage_stretches({n + by for n in there for by in BESIDE} - there.keys()) | there
    shares = dict.fromkeys(there, 0.0)
    whole = sum(word.rare for word in words)
    for word in words:
        own = record.passages_under(f"words : ({word.terms})", about)
        above = record.passages_under(f"headings : ({word.terms})", there)
        for n, place in there.items():
            if n in own:
                shares[n] += word.rare
            else:
                near = [by for b, by in BESIDE.items() if n + b in own and about[n + b].block == place.block]
                shares[n] += word.rare * max((*near, HEADING if n in above else 0.0), default=0.0)
    found_of = {n: share * _for_length(there[n].length) / whole for n, share in shares.items() if share}
    return Fit(found_of, frozenset(n for n in found_of if not there[n].told))


def _for_length(length: int) -> float:
    return 1 / (1 - LENGTH + LENGTH * length / USUAL)


def naming_words(naming: Sequence[str]) -> str:
    """An expression for passages in which one of the names stands, empty for anybody."""
    names = quoted_terms(naming)
    return f"words : ({' OR '.join(names)})" if names else ""
