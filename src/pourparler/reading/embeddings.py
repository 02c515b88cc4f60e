"""Sentence embeddings of stretches of a text, from the scores that are there already."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pourparler.model import Meaning, Spans, Statement
from pourparler.reading.encoding import Encoded
from pourparler.reading.model import Floats, Scores, unit


class Meanings:
    """What stretches of one text mean, as unit vectors whose products are likenesses (-1..1)."""

    def __init__(self, encoded: Encoded, scores: Sequence[Scores]) -> None:
        self._encoded, self._scores = encoded, scores
        self._ends = np.array([s.window.keep_last for s in scores], dtype=np.int64)

    def of(self, spans: Spans) -> Floats:
        """(384,) the mean over the words under the spans."""
        total = np.zeros(384, dtype=np.float32)
        for start, end in spans:
            first, last = self._encoded.words(start, end)
            while first < last:
                s = self._scores[int(np.searchsorted(self._ends, first, side="right"))]
                stop = min(last, s.window.keep_last)
                rows = s.meaning[first - s.window.first : stop - s.window.first]
                total += rows.sum(0, dtype=np.float32)
                first = stop
        return unit(total)

    def of_statement(self, statement: Statement) -> Meaning:
        """Of the content, and of the words that take a position."""
        content = self.of(statement.content)
        if not statement.position:
            return Meaning(content)
        same = statement.position == statement.content
        return Meaning(content, content if same else self.of(statement.position))
