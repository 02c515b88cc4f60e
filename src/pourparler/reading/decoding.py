"""From the model's scores to attributions: the best tags, then each source and content to the cue it hangs on.

In the corpus that the model learns from every attribution has exactly one cue, and no word has two roles. So an attribution
is a cue, with the source and the pieces of content whose words point to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pourparler.reading.model import Scores, softmax

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
_SOURCE, _CUE = 1, 2

# An I may only follow a B or an I of its own role.
_FORBIDDEN = np.zeros((7, 7), dtype=np.float32)
for _role in (1, 2, 3):
    _FORBIDDEN[:, 2 * _role] = -1e4
    _FORBIDDEN[2 * _role - 1, 2 * _role] = _FORBIDDEN[2 * _role, 2 * _role] = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution in word numbers, ends exclusive. ``score`` (0..1) is how sure the model is of its parts."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    score: float


@dataclass
class _Open:
    source: list[tuple[float, tuple[int, int]]] = field(default_factory=list)
    content: list[tuple[float, tuple[int, int]]] = field(default_factory=list)


def best_tags(logits: Sequence[Floats], transitions: Floats) -> list[Ints]:
    """The best allowed row of tags for each window (Viterbi 1967), all windows in step."""
    longest, count = max(map(len, logits)), len(logits)
    padded = np.zeros((count, longest, 7), dtype=np.float32)
    for k, one in enumerate(logits):
        padded[k, : len(one)] = one
    moves = transitions + _FORBIDDEN
    score = padded[:, 0] + np.where(np.arange(7) % 2 == 0, np.where(np.arange(7) == 0, 0, -1e4), 0)
    back = np.zeros((count, longest, 7), dtype=np.int8)
    lengths = np.array([len(one) for one in logits])
    for t in range(1, longest):
        total = score[:, :, None] + moves[None]
        back[:, t] = total.argmax(1)
        score = np.where((t < lengths)[:, None], total.max(1) + padded[:, t], score)
    last = score.argmax(1)
    result = []
    for k, length in enumerate(lengths):
        row = np.zeros(length, dtype=np.int64)
        row[-1] = last[k]
        for t in range(length - 1, 0, -1):
            row[t - 1] = back[k, t, row[t]]
        result.append(row)
    return result


def spans_of(tags: Ints) -> list[tuple[int, int, int]]:
    """(role, first, last) of each run."""
    found: list[tuple[int, int, int]] = []
    for k, tag in enumerate(tags.tolist()):
        role = (tag + 1) // 2
        if role and tag % 2 == 0 and found and found[-1][0] == role and found[-1][2] == k:
            found[-1] = (role, found[-1][1], k + 1)
        elif role:
            found.append((role, k, k + 1))
    return found


def decode(scores: Sequence[Scores], transitions: Floats) -> list[Frame]:
    """Attributions of a whole text, in the order of their cues."""
    if not scores:
        return []
    rows = best_tags([s.tags for s in scores], transitions)
    words = scores[-1].window.keep_last
    tags, sure = np.zeros(words, dtype=np.int64), np.zeros(words, dtype=np.float32)
    home = np.zeros(words, dtype=np.int64)
    for number, (s, row) in enumerate(zip(scores, rows, strict=True)):
        w = s.window
        kept = slice(w.keep_first - w.first, w.keep_last - w.first)
        tags[w.keep_first : w.keep_last] = row[kept]
        odds = softmax(s.tags[kept])
        roles = (row[kept] + 1) // 2
        by_role = np.stack([odds[:, 0], odds[:, 1:3].sum(1), odds[:, 3:5].sum(1), odds[:, 5:7].sum(1)], axis=1)
        sure[w.keep_first : w.keep_last] = by_role[np.arange(len(roles)), roles]
        home[w.keep_first : w.keep_last] = number
    spans = spans_of(tags)
    cues = {first: (first, last) for role, first, last in spans if role == _CUE}
    heads = np.array(sorted(cues))
    opened = {first: _Open() for first in cues}
    for role, first, last in spans:
        if role != _CUE and (linked := _cue_of(scores, home, heads, first, last)) is not None:
            cue_at, weight = linked
            entry = (weight * float(sure[first:last].mean()), (first, last))
            (opened[cue_at].source if role == _SOURCE else opened[cue_at].content).append(entry)
    frames = []
    for first, found in opened.items():
        if not found.content:
            continue
        source = max(found.source, default=None)
        cue = cues[first]
        parts = [float(sure[cue[0] : cue[1]].mean()), max(w for w, _ in found.content)]
        parts += [source[0]] if source else []
        score = float(np.prod(parts) ** (1 / len(parts)))
        content = tuple(sorted(span for _, span in found.content))
        frames.append(Frame((source[1],) if source else (), cue, content, score))
    return frames


def _cue_of(scores: Sequence[Scores], home: Ints, heads: Ints, first: int, last: int) -> tuple[int, float] | None:
    """The cue that the words of a run point to together, and its probability; None where its window has no cue."""
    s = scores[int(home[first])]
    w = s.window
    near = heads[np.searchsorted(heads, w.first) : np.searchsorted(heads, w.last)]
    if not len(near):
        return None
    words = np.arange(first, min(last, w.last))
    mean = softmax(s.links.scores(words - w.first, near - w.first)).mean(0)
    best = int(mean.argmax())
    return int(near[best]), float(mean[best])
