"""Who says what: source, cue and content spans, found by the model and given in code points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pourparler.model import Spans
from pourparler.reading.encoding import Encoded
from pourparler.reading.linking import decode
from pourparler.reading.model import Floats, Scores


@dataclass(frozen=True, slots=True)
class Attribution:
    """Spans of one attribution, and how sure the model is of them (0..1; 1 where a layout tells)."""

    source: Spans
    cue: Spans
    content: Spans
    score: float = 1.0


def find_attributions(encoded: Encoded, scores: Sequence[Scores], transitions: Floats) -> list[Attribution]:
    """All attributions in the order of their cues. Several may share a source; no other word stands in two."""
    at = encoded.spans

    def span(first: int, last: int) -> tuple[int, int]:
        return int(at[first, 0]), int(at[last - 1, 1])

    return [
        Attribution(
            tuple(span(*s) for s in frame.source),
            (span(*frame.cue),),
            tuple(span(*c) for c in frame.content),
            frame.score,
        )
        for frame in decode(scores, transitions)
    ]
