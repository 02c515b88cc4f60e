"""From runs of words to attributions: each source and content to the cue it hangs on.

In the corpus that the model learns from every attribution has exactly one cue, and a word has one role; but several cues may share a
source ("he said …, adding …"). So an attribution is a cue, the pieces of content whose words point to it, and the source that the cue
itself points to, if it points to any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from pourparler.reading.decoding import CUE, SOURCE, TAGS, Floats, Ints, best_tags, spans_of
from pourparler.reading.model import Scores, softmax

Run = tuple[int, int]
"""Words, first and last (exclusive)."""

CUE_BIAS = 0.5
"""Added to the scores of cues: a cue that is missed loses the whole attribution."""
SWITCH = 5.0
"""What it costs, in log probability, that the words of one run of content hang on two cues; less splits too often."""
FOUND = 0.7
"""Probability from which a cue's own pointer makes a source of words that the tags left out."""
PART_OF_SOURCE = 0.1
"""Probability of being source from which the words after such a word belong to it."""

_BIAS = np.array([CUE_BIAS if TAGS[k].endswith("cue") else 0.0 for k in range(len(TAGS))], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution in word numbers, ends exclusive. ``score`` (0..1) is how sure the model is of its parts."""

    source: tuple[Run, ...]
    cue: Run
    content: tuple[Run, ...]
    score: float


@dataclass
class _Open:
    cue: Run
    source: tuple[float, Run] | None = None
    content: list[tuple[float, Run]] = field(default_factory=list)


class _Text:
    """The scores of all windows as one row of words."""

    def __init__(self, scores: Sequence[Scores], transitions: Floats) -> None:
        rows = best_tags([s.tags + _BIAS for s in scores], transitions)
        words = scores[-1].window.keep_last
        self.scores = scores
        self.tags, self.home = np.zeros(words, dtype=np.int64), np.zeros(words, dtype=np.int64)
        self.odds = np.zeros((words, 4), dtype=np.float32)
        """Probability of each role."""
        for number, (s, row) in enumerate(zip(scores, rows, strict=True)):
            w = s.window
            kept = slice(w.keep_first - w.first, w.keep_last - w.first)
            self.tags[w.keep_first : w.keep_last] = row[kept]
            each = softmax(s.tags[kept])
            by_role = [each[:, 0], each[:, 1:3].sum(1), each[:, 3:5].sum(1), each[:, 5:7].sum(1)]
            self.odds[w.keep_first : w.keep_last] = np.stack(by_role, axis=1)
            self.home[w.keep_first : w.keep_last] = number
        self.sure: Floats = self.odds[np.arange(words), (self.tags + 1) // 2]
        """Probability of the role that each word has."""
        self.runs = spans_of(self.tags)
        self.heads = np.array(sorted(first for role, first, _ in self.runs if role == CUE), dtype=np.int64)

    def cues_of(self, first: int, last: int) -> tuple[Ints, Floats] | None:
        """The cues in the window of a run, and (words, cues) how likely each word hangs on each; None where there are none."""
        s = self.scores[int(self.home[first])]
        w = s.window
        near = self.heads[np.searchsorted(self.heads, w.first) : np.searchsorted(self.heads, w.last)]
        if not len(near):
            return None
        words = np.arange(first, min(last, w.last))
        return near, softmax(s.links.scores(words - w.first, near - w.first))

    def source_of(self, cue: int) -> tuple[int, Floats]:
        """First word of the cue's window, and for each word of it how likely the cue's source begins there."""
        s = self.scores[int(self.home[cue])]
        w = s.window
        return w.first, softmax(s.sources.row(cue - w.first, w.last - w.first))


def decode(scores: Sequence[Scores], transitions: Floats) -> list[Frame]:
    """Attributions of a whole text, in the order of their cues. Time grows in proportion to the text."""
    if not scores:
        return []
    text = _Text(scores, transitions)
    opened = {first: _Open((first, last)) for role, first, last in text.runs if role == CUE}
    _hang_contents(text, opened)
    _hang_sources(text, opened)
    frames = []
    for found in opened.values():
        if not found.content:
            continue
        parts = [float(text.sure[slice(*found.cue)].mean()), max(w for w, _ in found.content)]
        parts += [found.source[0]] if found.source else []
        score = float(np.prod(parts) ** (1 / len(parts)))
        source = (found.source[1],) if found.source else ()
        frames.append(Frame(source, found.cue, tuple(sorted(run for _, run in found.content)), score))
    return frames


def _hang_contents(text: _Text, opened: dict[int, _Open]) -> None:
    for role, first, last in text.runs:
        if role in (CUE, SOURCE) or (linked := text.cues_of(first, last)) is None:
            continue
        near, odds = linked
        for begin, end in _split(odds):
            mean = odds[begin:end].mean(0)
            best = int(mean.argmax())
            # What stands in the next window goes with the words before it.
            run = first + begin, (last if end == len(odds) else first + end)
            weight = float(mean[best]) * float(text.sure[slice(*run)].mean())
            opened[int(near[best])].content.append((weight, run))


def _split(odds: Floats) -> list[Run]:
    """(words, cues) → stretches whose words hang on one cue, by the best path with a price on each change (Viterbi 1967)."""
    logs = np.log(odds + 1e-6)
    words, cues = logs.shape
    likeliest = logs.argmax(1)
    if (likeliest == likeliest[0]).all():  # as most are; the path never leaves it
        return [(0, words)]
    score, back = logs[0], np.zeros((words, cues), dtype=np.int64)
    for t in range(1, words):
        best = int(score.argmax())
        back[t] = np.where(score >= score[best] - SWITCH, np.arange(cues), best)
        score = np.maximum(score, score[best] - SWITCH) + logs[t]
    path = np.zeros(words, dtype=np.int64)
    path[-1] = int(score.argmax())
    for t in range(words - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    edges = [0, *(np.flatnonzero(np.diff(path)) + 1).tolist(), words]
    return list(pairwise(edges))


def _hang_sources(text: _Text, opened: dict[int, _Open]) -> None:
    """Each cue's source: the run that it points to; else words that the tags left out. Several cues may share one source."""
    begins = np.array([first for role, first, _ in text.runs if role == SOURCE], dtype=np.int64)
    runs = [(first, last) for role, first, last in text.runs if role == SOURCE]
    for cue, found in opened.items():
        if not found.content:
            continue
        start, odds = text.source_of(cue)
        near = runs[int(np.searchsorted(begins, start)) : int(np.searchsorted(begins, start + len(odds)))]
        best = max(((float(odds[a - start : b - start].sum()), (a, b)) for a, b in near), default=None)
        if best is not None and best[0] > odds[cue - start]:
            found.source = (best[0] * float(text.sure[slice(*best[1])].mean()), best[1])
            continue
        first = start + int(odds.argmax())
        if first != cue and first < len(text.tags) and odds[first - start] >= FOUND and not text.tags[first]:
            last = first + 1
            while last < len(text.tags) and not text.tags[last] and text.odds[last, SOURCE] > PART_OF_SOURCE:
                last += 1
            found.source = (float(odds[first - start]), (first, last))
