"""From the model's scores to runs of words: the best allowed row of tags."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
SOURCE, CUE, CONTENT = 1, 2, 3
"""Roles as ``spans_of`` numbers them; 0 is none."""

# An I may only follow a B or an I of its own role.
_FORBIDDEN = np.zeros((7, 7), dtype=np.float32)
for _role in (1, 2, 3):
    _FORBIDDEN[:, 2 * _role] = -1e4
    _FORBIDDEN[2 * _role - 1, 2 * _role] = _FORBIDDEN[2 * _role, 2 * _role] = 0


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
