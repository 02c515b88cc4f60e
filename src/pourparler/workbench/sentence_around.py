"""Words in their sentence, with the sentences before and after it: what stands beside a claim."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pourparler.model import Document, Spans, merge_spans
from pourparler.reading.sentences import Sentence, sentences

MOST = 500
"""Code points shown before the words, and after them."""

Piece = tuple[str, str]
"""Words, and what they are: ``content``, ``position``, or nothing."""


def around(document: Document, content: Spans, position: Spans = ()) -> dict[str, Any]:
    """The words with a sentence before and one after, in pieces; with what names the document."""
    start, end = _extent(document, merge_spans((*content, *position)))
    return {
        "pieces": pieces(document.text, (start, end), content, position),
        "title": document.title,
        "source": document.source or "source not known",
        "date": document.date,
        "document": document.id,
    }


def _extent(document: Document, spans: Spans) -> tuple[int, int]:
    first, last = spans[0][0], spans[-1][1]
    found = sentences(document.text, document.blocks)
    inside = [k for k, s in enumerate(found) if s.start < last and first < s.end]
    if not inside:
        return max(0, first - MOST // 4), min(len(document.text), last + MOST // 4)
    before, after = _same_block(found, inside[0], -1), _same_block(found, inside[-1], 1)
    return max(min(found[before].start, first), first - MOST), min(max(found[after].end, last), last + MOST)


def _same_block(found: Sequence[Sentence], at: int, by: int) -> int:
    """The neighbour, where it stands in the same block; else the sentence itself."""
    other = at + by
    return other if 0 <= other < len(found) and found[other].block == found[at].block else at


def pieces(text: str, extent: tuple[int, int], content: Spans, position: Spans) -> list[Piece]:
    """The stretch in pieces, each with what its words are."""
    start, end = extent
    cuts = {start, end, *(place for span in (*content, *position) for place in span if start < place < end)}
    places = sorted(cuts)
    found: list[Piece] = []
    for a, b in pairwise(places):
        kind = "position" if _covers(position, a) else "content" if _covers(content, a) else ""
        words = " ".join(text[a:b].split())
        lead = " " if text[a].isspace() else ""
        trail = " " if text[b - 1].isspace() and words else ""
        found.append((f"{lead}{words}{trail}" if words else " ", kind))
    return found


def _covers(spans: Spans, place: int) -> bool:
    return any(start <= place < end for start, end in spans)
