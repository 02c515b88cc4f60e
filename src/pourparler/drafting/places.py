"""Where positions stand in their documents, and the words at their places: kept from one draft to the next, document by document."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pourparler.drafting.kept_work import KeptWork, document_key, packed, unpacked
from pourparler.model import Document, Spans, Statement, heading_paths, quote
from pourparler.reading.block_borders import Borders
from pourparler.reading.issue_matching import stems
from pourparler.structure.kinds import completed

NAME = "places"
"""Of what is kept."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a position stands: its block, heading (-1: under none) and sentence by numbers that are unique in their document, and its start.

    ``own``: the stems of its words; ``around``: of the sentence; ``above``: of the heading.
    """

    block: int
    heading: int
    sentence: int
    start: int
    own: frozenset[str]
    around: frozenset[str]
    above: frozenset[str]


@dataclass(frozen=True, slots=True)
class Page:
    """The positions of a document; ``numbers``: no block or sentence has a higher number."""

    numbers: int
    placed: Sequence[Placed]


def pages(statements: Iterable[Statement], documents: Mapping[str, Document], kept: KeptWork) -> dict[str, Page]:
    """By the ids of documents, these in order, where the positions of statements stand in each, in the order of the statements.

    ``kept``: where those of an earlier draft are, and these are put; the result is the same.
    """
    spans: dict[str, list[Spans]] = {}
    for s in statements:
        spans.setdefault(s.document, []).append(s.position)
    before = unpacked(kept.found.get(NAME, b""), _pages) or {}
    made: dict[str, Page] = {}
    found: dict[str, Page] = {}
    for id in sorted(spans):
        told = f"{document_key(documents[id])} {spans[id]}"
        key = hashlib.blake2b(told.encode(), digest_size=12).hexdigest()
        found[id] = made[key] = before[key] if key in before else _page(documents[id], spans[id])
    kept.made[NAME] = _packed(made)
    return found


def _page(document: Document, positions: Sequence[Spans]) -> Page:
    document = completed(document)
    text, blocks = document.text, document.blocks
    sentences = Borders(text, blocks).sentences
    paths = heading_paths(blocks)
    block_starts, sentence_starts = [b.start for b in blocks], [s.start for s in sentences]

    def placed(spans: Spans) -> Placed:
        start, end = spans[0][0], spans[-1][1]
        block = max(0, bisect_right(block_starts, start) - 1)
        sentence = max(0, bisect_right(sentence_starts, start) - 1)
        path = paths[block] if blocks else ()
        around = text[start:end]
        if sentences:
            s = sentences[sentence]
            around = text[s.start : max(s.end, end)]
        above = " ".join(text[blocks[k].start : blocks[k].end] for k in path[-1:])
        own = stems(quote(text, spans))
        bags = (frozenset(bag) for bag in (own, stems(around), stems(above)))
        return Placed(block, path[-1] if path else -1, sentence, start, *bags)

    return Page(max(len(blocks), len(sentences), 1), [placed(spans) for spans in positions])


def _packed(made: Mapping[str, Page]) -> bytes:
    """As bytes, to be kept."""
    placed = [p for page in made.values() for p in page.placed]
    bags = [bag for p in placed for bag in (p.own, p.around, p.above)]
    stem_of = sorted(set().union(*bags)) if bags else []
    number = {stem: k for k, stem in enumerate(stem_of)}
    told = [stem_of, [[key, page.numbers, len(page.placed)] for key, page in made.items()]]
    return packed(
        told,
        places=np.array([(p.block, p.heading, p.sentence, p.start) for p in placed], dtype=np.int32).reshape(-1, 4),
        many=np.array([len(bag) for bag in bags], dtype=np.int32),
        stems=np.array([k for bag in bags for k in sorted(number[s] for s in bag)], dtype=np.int32),
    )


def _pages(told: Any, found: Mapping[str, NDArray[Any]]) -> dict[str, Page]:
    """The inverse of ``_packed``; nothing where there are fewer positions than it tells, or more."""
    stem_of, documents = told
    words = [stem_of[k] for k in found["stems"].tolist()]
    ends = np.cumsum(found["many"]).tolist()
    bags = [frozenset(words[first:end]) for first, end in pairwise([0, *ends])]
    each = zip(found["places"].tolist(), *(bags[k::3] for k in range(3)), strict=True)
    placed = [Placed(b, h, s, start, *three) for (b, h, s, start), *three in each]
    made: dict[str, Page] = {}
    first = 0
    for key, numbers, many in documents:
        made[key] = Page(numbers, placed[first : first + many])
        first += many
    return made if first == len(placed) else {}
