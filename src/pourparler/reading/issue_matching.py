"""Which issue and option a statement speaks of: likeness in meaning and shared words with the dossier's own.

The chance of each issue, and of none, is a conditional logit (McFadden 1974) of four things: likeness of the content to the
issue's phrases, words they share, words that the whole paragraph shares, and the issues of the statements just before.
Its weights are fitted on the tuning part of our own texts by ``training/calibrate.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pourparler.model import Issue, Span, Spans, quote
from pourparler.quantities import Quantity, quantities, without_quantities
from pourparler.reading.model import Floats, softmax
from pourparler.reading.stemming import stem
from pourparler.reading.turned_words import asked_for, asks_for_none

_STOP = frozenset(
    (
        "a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it "
        "its may more most must no not of on or our she should so some such than that the their them then there these "
        "they this those to under was we were what when where which while who whom whose why will with would you your any "
        "all one two other between after before over only own talks agreement settlement party parties side sides said "
        "say"
    ).split()
)
_WORDS = re.compile(r"[a-zà-ÿ0-9]+")
_SHORT_NAME = re.compile(r"\b[A-Z]{2}\b")
"""An abbreviation of two letters, which would be too short for a word."""
_SENTENCE_ENDS = re.compile(r"[.!?][\"'”’)]*\s+|\n")
LIKELY = 0.6
"""Chance from which an issue is suggested."""
ALONE = (5.72, 2.17, 2.78)
"""Weights of likeness and shared words, and of no issue, where nothing else is known."""
TOGETHER = (4.03, 1.53, 1.46, 1.43, 3.67)
"""Weights of likeness, shared words, the paragraph's shared words, the issues before, and of no issue."""
LONGEST_LINE = 5_000
"""Code points to either side in which the ends of a content's line are looked for."""
FADING = 0.5
"""How much an earlier statement's issue counts for each statement since."""


@dataclass(frozen=True, slots=True)
class Match:
    """A suggested issue and perhaps option. ``confidence``: the chance that the issue is right, 0..1."""

    issue: str
    option: str | None
    confidence: float


_COMPARES = re.compile(r"\b(?:prefer\w*\b.*\bto|rather than|sooner than|instead of|in place of)\b", re.I | re.S)
"""Words that weigh one option against another: which of the two they are for is not told by the words they share with it."""


class IssueMatcher:
    """Compares statements with issues. ``embed`` gives a phrase's sentence embedding as a unit vector (384,)."""

    def __init__(self, issues: Iterable[Issue], embed: Callable[[str], Floats]) -> None:
        self._issues = tuple(issues)
        words: dict[str, set[str]] = {}
        self._options: dict[str, Mapping[str, _Told]] = {}
        phrases: list[list[str]] = []
        for issue in self._issues:
            options = {o: stems(f"{o} {told}") for o, told in issue.options.items()}
            own = stems(" ".join((issue.id, issue.question, *issue.aliases)))
            words[issue.id] = own.union(*options.values())
            self._options[issue.id] = _told_by(issue.question, tuple(issue.options.items()))
            told = (issue.question, *issue.options.values(), *issue.aliases, issue.id.replace("_", " "))
            phrases.append([phrase for phrase in told if phrase])
        self._phrases = np.array([embed(phrase) for each in phrases for phrase in each], dtype=np.float32)
        """(phrases of all issues, 384), those of one issue side by side, the first of them at ``_firsts``."""
        self._firsts = np.cumsum([0, *map(len, phrases)])[:-1]
        self._spoken = _Spoken(list(words.values()))
        self._only_with = {k: [_in_stems(w) for w in i.only_with] for k, i in enumerate(self._issues) if i.only_with}

    def likeness(self, meanings: Floats) -> Floats:
        """(contents, 384) unit vectors → (contents, issues), -1..1: of any documents at once."""
        if not self._issues:
            return np.zeros((len(meanings), 0), dtype=np.float32)
        # Not by BLAS: for the few rows of one document its threads cost fifty times what the product does.
        every = np.einsum("cd,pd->cp", meanings, self._phrases)
        return np.maximum.reduceat(every, self._firsts, axis=1)

    def match(
        self, text: str, contents: Sequence[Spans], likeness: Floats, favours: Sequence[bool] | None = None
    ) -> list[Match | None]:
        """For each statement's content, in the order of the text, the issue that is likely; None where none is.

        ``likeness``: (contents, issues). ``favours``: of each content whether it is for what it tells of, which all are where nobody says.
        """
        if not self._issues:
            return [None] * len(contents)
        found: list[Match | None] = []
        odds = chances(self.features(text, contents, likeness), TOGETHER, self._without(text, contents))
        sides = favours if favours is not None else [True] * len(contents)
        for content, favoured, best, likely in zip(
            contents, sides, odds[:, :-1].argmax(1), odds[:, :-1].max(1), strict=True
        ):
            if likely < LIKELY:
                found.append(None)
                continue
            issue = self._issues[int(best)]
            option = self._option(issue.id, quote(text, content), favours=favoured)
            found.append(Match(issue.id, option, round(float(likely), 2)))
        return found

    def _without(self, text: str, contents: Sequence[Spans]) -> NDArray[np.bool_]:
        """(contents, issues): whether the sentence lacks all words that the issue must have one of (``Issue.only_with``)."""
        lacking = np.zeros((len(contents), len(self._issues)), dtype=np.bool_)
        if self._only_with:
            sentences = [_in_stems(_sentence(text, content)) for content in contents]
            for k, words in self._only_with.items():
                lacking[:, k] = [not any(w in sentence for w in words) for sentence in sentences]
        return lacking

    def features(self, text: str, contents: Sequence[Spans], likeness: Floats) -> Floats:
        """(contents, issues, 4): what ``TOGETHER`` weighs, in its order."""
        shape = len(contents), len(self._issues)
        places = [_paragraph(text, content) for content in contents]
        around = {place: number for number, place in enumerate(dict.fromkeys(places))}
        own = self._spoken.shared([quote(text, content) for content in contents])
        beside = self._spoken.shared([text[slice(*place)] for place in around])[[around[place] for place in places]]
        alone = chances(np.stack([likeness, own], axis=2), ALONE, self._without(text, contents))[:, :-1]
        before = np.zeros(shape, dtype=np.float32)
        for k in range(1, len(contents)):
            before[k] = FADING * before[k - 1] + alone[k - 1]
        return np.stack([likeness, own, beside, before], axis=2)

    def _option(self, issue: str, words: str, *, favours: bool = True) -> str | None:
        """The option that shares most words and figures with these; none where two do, or where the words weigh one thing against another.

        An option with another figure of the same is none: "5 percent" is not the option of 2 percent, whatever else they share.
        What the words give up, or want none of, they are not for: only an option that itself is without something is told by such words.
        """
        if _COMPARES.search(words):
            return None
        asked = _Said.of(asked_for(words, favours=favours))
        none = favours and asks_for_none(words)
        every = _Said.of(words) if none else asked
        scores = {}
        for o, told in self._options[issue].items():
            wants_none = none and told.of_none
            said = every if wants_none else asked
            if not _another_figure(said.figures, told.figures):
                own = told.phrase if wants_none else told.own
                scores[o] = len(said.words & own) + _in_common(said.figures, told.figures)
        best = max(scores.values(), default=0)
        firsts = [o for o, score in scores.items() if score == best]
        return firsts[0] if best and len(firsts) == 1 else None


NAMED = 2 / 3
"""Share of the words that an option alone has from which words name it, two at least."""


def names_option(issue: Issue, option: str, words: str) -> bool:
    """Whether words name an option and weigh nothing against it: two thirds of the words and figures that it alone has, two at least.

    An option that has fewer of its own is named by all words of its phrase. One that has figures of its own is not named without them.
    """
    if _COMPARES.search(words):
        return False
    told = _told_by(issue.question, tuple(issue.options.items()))[option]
    said = _Said.of(words)
    figures = _in_common(said.figures, told.figures)
    if _another_figure(said.figures, told.figures) or (told.figures and not figures):
        return False
    many = len(told.alone) + len(told.figures)
    if many < 2:
        return bool(many) and told.phrase <= said.words
    return len(said.words & told.alone) + figures >= max(2, NAMED * many)


class _Said(NamedTuple):
    """What is said, by the stems of its words without figures, and its figures."""

    words: set[str]
    figures: frozenset[Quantity]

    @classmethod
    def of(cls, text: str) -> _Said:
        return cls(stems(without_quantities(text)), _figures(text))


class _Told(NamedTuple):
    """By what an option is told: the words of its ``phrase``, those that tell it (``own``), those that it ``alone`` has, and its figures.

    ``of_none``: it is that there be none of something.
    """

    phrase: set[str]
    own: set[str]
    alone: set[str]
    figures: frozenset[Quantity]
    of_none: bool


@lru_cache(maxsize=1_000)
def _told_by(question: str, options: tuple[tuple[str, str], ...]) -> Mapping[str, _Told]:
    # An id is what its maker likes: "p40" is no word that anybody says.
    ids = {o: " ".join(word for word in o.split("_") if word.isalpha()) for o, _ in options}
    every = {o: stems(without_quantities(f"{ids[o]} {told}" if told else o)) for o, told in options}
    figures = {o: _figures(told or o) for o, told in options}
    shared = frozenset.intersection(*figures.values()) if figures else frozenset()
    own = _own_words(every, stems(question))
    alone = {o: those.difference(*(every[other] for other in every if other != o)) for o, those in own.items()}
    return {
        o: _Told(stems(without_quantities(told or o)), own[o], alone[o], figures[o] - shared, asks_for_none(told))
        for o, told in options
    }


def _own_words(options: Mapping[str, set[str]], asked: set[str]) -> dict[str, set[str]]:
    """The words that tell an option: one of all options counts for none, nor does one of the question where the option has others."""
    shared = set.intersection(*options.values()) if options else set()
    return {o: (told - asked or told) - shared for o, told in options.items()}


def _figures(text: str) -> frozenset[Quantity]:
    """The figures of a text with the stems of what they count."""
    return frozenset(Quantity(value, stem(counts)) for value, counts in quantities(text))


def _in_common(said: Collection[Quantity], told: Iterable[Quantity]) -> int:
    """How many of an option's figures are said: of the same, or where one of the two does not say of what."""
    return sum(
        any(s.value == t.value and (s.counts == t.counts or not s.counts or not t.counts) for s in said) for t in told
    )


def _another_figure(said: Collection[Quantity], told: frozenset[Quantity]) -> bool:
    """Whether words tell figures of what the option's figures count, and none of these."""
    counted = {t.counts for t in told if t.counts}
    return any(s.counts in counted for s in said) and not _in_common(said, told)


class _Spoken:
    """Which issues a text shares words with. ``words``: the stems of each issue; rare ones weigh more (inverse document frequency over issues)."""

    def __init__(self, words: Sequence[set[str]]) -> None:
        spread = Counter(word for each in words for word in each)
        self._rows = {word: k for k, word in enumerate(sorted(spread))}
        self._weights = np.zeros((len(self._rows) + 1, len(words)), dtype=np.float32)
        for column, each in enumerate(words):
            for word in each:
                self._weights[self._rows[word], column] = log(1 + len(words) / spread[word])
        self._row_of: dict[str, int] = {}
        """Word as it is written → row of its stem, the last one for words of no issue: each is looked up once."""

    def shared(self, texts: Sequence[str]) -> Floats:
        """(texts, issues) the weight of the words in common, on a logarithmic scale."""
        rows = [self._rows_of(text) for text in texts]
        begins = np.cumsum([0, *map(len, rows)])[:-1]
        every = np.array([row for each in rows for row in each], dtype=np.int64)
        weights = np.add.reduceat(self._weights[every], begins, axis=0)
        return np.asarray(np.log1p(weights), dtype=np.float32)

    def _rows_of(self, text: str) -> list[int]:
        """The rows of a text's words, ascending; the last one, which weighs nothing, is always among them."""
        words = set(_WORDS.findall(text.lower().replace("_", " ")))
        self._look_up(words.difference(self._row_of))
        return sorted({len(self._rows), *map(self._row_of.__getitem__, words)})

    def _look_up(self, words: Iterable[str]) -> None:
        for word in words:
            self._row_of[word] = self._rows.get(stem(word), len(self._rows)) if _counts(word) else len(self._rows)


def chances(features: Floats, weights: Sequence[float], barred: NDArray[np.bool_] | None = None) -> Floats:
    """(…, issues, features) → (…, issues + 1) probabilities, the last that of no issue. ``barred``: (…, issues), where one cannot be."""
    *each, none = weights
    for_issues = features @ np.array(each, dtype=np.float32)
    if barred is not None:
        for_issues = np.where(barred, np.float32(-np.inf), for_issues)
    return softmax(np.concatenate([for_issues, np.full((*for_issues.shape[:-1], 1), none, dtype=np.float32)], axis=-1))


def _paragraph(text: str, content: Spans) -> Span:
    """The lines that the content stands in; of a longer line a piece, the same for all contents that begin in it."""
    first, last = min(start for start, _ in content), max(end for _, end in content)
    low, high = max(0, first - LONGEST_LINE), min(len(text), last + LONGEST_LINE)
    begin, end = text.rfind("\n", low, first) + 1, text.find("\n", last, high)
    if (not begin and low) or (end < 0 and high < len(text)):
        piece = first // LONGEST_LINE * LONGEST_LINE
        return piece, piece + LONGEST_LINE
    return begin, end if end >= 0 else len(text)


def _sentence(text: str, content: Spans) -> str:
    """The sentence or sentences that the content stands in, the piece of a line at most."""
    first, last = min(start for start, _ in content), max(end for _, end in content)
    low = max(0, first - LONGEST_LINE)
    begin = max((m.end() for m in _SENTENCE_ENDS.finditer(text, low, first)), default=low)
    end = _SENTENCE_ENDS.search(text, last, min(len(text), last + LONGEST_LINE))
    return text[begin : end.start() if end else last]


def _in_stems(text: str) -> str:
    """Every word of a text without its ending, between blanks: a phrase occurs in a sentence whose stems hold its own."""
    return f" {' '.join(map(stem, _WORDS.findall(text.lower())))} "


def stems(text: str) -> set[str]:
    """Words without their endings (Porter's English stemmer, second version); function words left out, abbreviations of two letters kept."""
    short = {name.lower() for name in _SHORT_NAME.findall(text)}
    return short | {stem(word) for word in _WORDS.findall(text.lower().replace("_", " ")) if _counts(word)}


def _counts(word: str) -> bool:
    return word not in _STOP and len(word) >= 3
