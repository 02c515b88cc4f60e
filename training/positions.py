"""Annotated negotiations as labels on words, and batches of their windows."""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from batches import Cut, cuts
from batches import _blotted as blotted
from corpus import IGNORE
from negotiations import Told, load, sources
from pourparler.reading.encoding import Encoded, encode
from pourparler.reading.model import window_input
from pourparler.reading.positions_taken import KINDS
from pourparler.reading.sentences import sentences

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


@dataclass
class PositionBatch:
    """One step's input and labels: as ``Batch``, with the spans that lie whole in their row."""

    pieces: Tensor
    signs: Tensor
    mask: Tensor
    first_piece: Tensor
    words: Tensor
    marks: Tensor
    weights: Tensor
    """(rows,)"""
    spans: list[tuple[int, int, int, int, bool, list[list[int]]]] = field(default_factory=list)
    """(row, first, last, kind, conditional, targets), words within the row; an empty target: not in this row."""


def label(author: str, told: Told, tokenizer: Tokenizer) -> Text:
    """Words, marks and holders of one document."""
    text, encoded = told.text, encode(told.text, tokenizer)
    cut = sentences(text)
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
    return Text(author, told, encoded, marks, spans, edges(text, encoded))


def _pronouns(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return _PRONOUN.finditer(text, start, end)


def edges(text: str, encoded: Encoded) -> Ints:
    """First words of sentences and of blocks."""
    if not len(encoded):
        return np.zeros(0, dtype=np.int64)
    starts = np.array([s.start for s in sentences(text)], dtype=np.int64)
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


def position_batches(given: Sequence[Text], rng: random.Random, *, pieces: int) -> Iterator[PositionBatch]:
    """One epoch: windows cut anew, those of like length together, at most ``pieces`` a batch with padding."""
    order = cuts(list(given), rng)  # type: ignore[arg-type]
    rng.shuffle(order)

    def length(cut: Cut) -> int:
        starts = given[cut.article].encoded.starts
        return int(starts[cut.last] - starts[cut.first]) + 2

    groups: list[list[Cut]] = []
    for begin in range(0, len(order), 48):
        group: list[Cut] = []
        for cut in sorted(order[begin : begin + 48], key=lambda c: -length(c)):
            if group and (len(group) + 1) * length(group[0]) > pieces:
                groups.append(group)
                group = []
            group.append(cut)
        groups.append(group)
    rng.shuffle(groups)
    for group in groups:
        yield batch_of(given, group, rng)


def batch_of(given: Sequence[Text], group: list[Cut], rng: random.Random | None) -> PositionBatch:
    """The windows as padded tensors; without ``rng`` nothing is blotted out."""
    rows = [window_input(given[c.article].encoded, c.first, c.last) for c in group]
    longest, most, size = max(len(r[0]) for r in rows), max(c.last - c.first for c in group), len(group)
    pieces, mask = torch.zeros(size, longest, dtype=torch.long), torch.zeros(size, longest, dtype=torch.bool)
    signs, first_piece = torch.zeros(size, longest, 3, dtype=torch.long), torch.zeros(size, most, dtype=torch.long)
    marks = torch.full((size, most), IGNORE, dtype=torch.long)
    spans = []
    for k, (cut, (ids, signals, heads)) in enumerate(zip(group, rows, strict=True)):
        text = given[cut.article]
        pieces[k, : len(ids)] = torch.from_numpy(blotted(ids, rng) if rng else ids)
        mask[k, : len(ids)] = True
        signs[k, : len(ids)] = torch.from_numpy(signals)
        count = cut.last - cut.first
        first_piece[k, :count] = torch.from_numpy(heads)
        if not isinstance(text, Text):
            continue
        marks[k, :count] = torch.from_numpy(text.marks[cut.first : cut.last])
        for span in text.spans:
            if span.first >= cut.first and span.last <= cut.last:
                targets = [(t[(t >= cut.first) & (t < cut.last)] - cut.first).tolist() for t in span.targets]
                spans.append((k, span.first - cut.first, span.last - cut.first, span.kind, span.conditional, targets))
    return PositionBatch(
        pieces,
        signs,
        mask,
        first_piece,
        torch.tensor([c.last - c.first for c in group]),
        marks,
        torch.ones(size),
        spans,
    )
