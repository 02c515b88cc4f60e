"""Annotated negotiations as labels on words, and batches of their windows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from negotiations import Told, load, sources
from pourparler.reading.encoding import Encoded, encode
from pourparler.reading.position_chances import KINDS
from pourparler.reading.sentences import Sentence, sentences
from pourparler.structure.blocks import find_blocks

Ints = NDArray[np.int64]
_PRONOUN = re.compile(
    r"\b(?:he|she|they|we|I|it|his|her|hers|their|theirs|our|ours|us|my|its|him|them|who|whose|both)\b"
)


@dataclass
class Span:
    """A mark in word numbers. ``targets``: for each holder the words that may name it, none where nothing in the text does."""

    first: int
    last: int
    kind: int
    conditional: bool
    targets: list[Ints]


@dataclass
class Text:
    """One document with its labels; ``marks`` (words,) is 0 outside, 1 on the first word of a mark, 2 on the others."""

    author: str
    told: Told
    encoded: Encoded
    marks: Ints
    spans: list[Span]
    edges: Ints
    """First words of sentences and of blocks."""
    affiliations: list[tuple[int, list[int]]]
    """The last word of a person's mention, and the words of the same sentence that name the body it acts for."""


def label(author: str, told: Told, tokenizer: Tokenizer) -> Text:
    """Words, marks and holders of one document."""
    text, blocks = told.text, find_blocks(told.text)
    encoded, cut = encode(text, tokenizer, blocks), sentences(text, blocks)
    begins = [s.start for s in cut]
    marks = np.zeros(len(encoded), dtype=np.int64)
    mentions = [(*encoded.words(a, b), a, party) for a, b, party in told.mentions]
    spans = []
    for mark in told.marks:
        first, last = encoded.words(mark.start, mark.end)
        marks[first:last] = 2
        marks[first] = 1
        k = max(bisect_right(begins, mark.start) - 1, 0)
        start, end = cut[k].start, max(cut[k].end, mark.end)
        targets = []
        for party in mark.holders:
            own = [m for m in mentions if m[3] == party]
            near = [m for m in own if start <= m[2] < end]
            words = [w for a, b, *_ in near or own for w in range(a, b)]
            if not near:
                words += [encoded.words(*m.span())[0] for m in _pronouns(text, start, end)]
            targets.append(np.unique(np.array(words, dtype=np.int64)))
        spans.append(Span(first, last, KINDS.index(mark.kind), mark.conditional, targets))
    return Text(author, told, encoded, marks, spans, edges(cut, encoded), affiliations(told, encoded, begins))


def affiliations(told: Told, encoded: Encoded, begins: Sequence[int]) -> list[tuple[int, list[int]]]:
    """For each person that stands in a sentence with a form of the party: the person's last word, and the words of those forms."""
    by_sentence: dict[int, list[tuple[int, int, str]]] = {}
    for mention in told.mentions:
        by_sentence.setdefault(bisect_right(begins, mention[0]), []).append(mention)
    found = []
    for those in by_sentence.values():
        person = {m: told.text[m[0] : m[1]].lower() in told.people for m in those}
        for a, b, party in (m for m in those if person[m]):
            bodies = [m for m in those if m[2] == party and not person[m]]
            words = [w for x, y, _ in bodies for w in range(*encoded.words(x, y))]
            if words:
                found.append((encoded.words(a, b)[1] - 1, words))
    return found


def _pronouns(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return _PRONOUN.finditer(text, start, end)


def edges(cut: Sequence[Sentence], encoded: Encoded) -> Ints:
    """First words of sentences and of blocks."""
    if not len(encoded):
        return np.zeros(0, dtype=np.int64)
    starts = np.array([s.start for s in cut], dtype=np.int64)
    found = np.searchsorted(encoded.spans[:, 0], starts)
    return np.unique(np.concatenate([found, np.flatnonzero(encoded.signs[:, 2])]))


def texts(folder: Path, tokenizer: Tokenizer) -> list[Text]:
    """All documents of all authors (one folder each) under ``folder``."""
    return [
        label(author, told, tokenizer)
        for author, files in sources(folder).items()
        for file in files
        for told in load(file)
    ]
