"""Windows of articles as padded tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from corpus import IGNORE, Article
from meaning import Fragment
from pourparler.reading.encoding import MOST_PIECES
from pourparler.reading.model import window_input

MASK = 103


@dataclass
class Cut:
    """Words ``first:last`` of one article."""

    article: int
    first: int
    last: int


@dataclass
class Batch:
    """One step's input and labels. Word tensors are (batch, words), padded with IGNORE; ``first_piece`` points into pieces."""

    pieces: Tensor
    signs: Tensor
    mask: Tensor
    first_piece: Tensor
    words: Tensor
    """How many words each row has."""
    tags: Tensor
    links: Tensor
    sources: Tensor
    entities: Tensor
    parts: Tensor
    antecedents: Tensor
    fragments: list[tuple[int, int, int, int]]
    """(row, first, last, number in the teacher's table), words within the row."""


def cuts(articles: list[Article], rng: random.Random) -> list[Cut]:
    """Each article cut anew, so that no word always stands at an edge, into windows as long as in use or longer."""
    found = []
    for number, article in enumerate(articles):
        starts, first = article.encoded.starts, 0
        longest = rng.choice((MOST_PIECES, MOST_PIECES, 320, 240))
        most = rng.randint(longest // 3, longest)
        while first < len(article.encoded):
            last = int(np.searchsorted(starts, starts[first] + most, side="right")) - 1
            last = max(min(last, len(article.encoded)), first + 1)
            found.append(Cut(number, first, last))
            first, most = last, longest
    return found


def batches(articles: list[Article], found: list[Fragment], rng: random.Random, *, pieces: int) -> Iterator[Batch]:
    """One epoch: windows of like length together, at most ``pieces`` a batch with padding."""
    by_article: dict[int, list[tuple[int, Fragment]]] = {}
    for number, fragment in enumerate(found):
        by_article.setdefault(fragment.article, []).append((number, fragment))
    order = cuts(articles, rng)
    rng.shuffle(order)
    groups: list[list[Cut]] = []
    for begin in range(0, len(order), 64):
        group: list[Cut] = []
        for cut in sorted(order[begin : begin + 64], key=lambda c: -_length(articles, c)):
            if group and (len(group) + 1) * _length(articles, group[0]) > pieces:
                groups.append(group)
                group = []
            group.append(cut)
        groups.append(group)
    rng.shuffle(groups)
    for group in groups:
        yield _batch(articles, group, by_article, rng)


def _length(articles: list[Article], cut: Cut) -> int:
    starts = articles[cut.article].encoded.starts
    return int(starts[cut.last] - starts[cut.first]) + 2


def _blotted(ids: np.ndarray, rng: random.Random, share: float = 0.05) -> np.ndarray:
    """A few pieces made unreadable, so that the words around them must do (as in Devlin et al. 2019)."""
    chosen = np.random.default_rng(rng.getrandbits(32)).random(len(ids)) < share
    chosen[[0, -1]] = False
    return np.where(chosen, MASK, ids)


def _batch(
    articles: list[Article], group: list[Cut], by_article: dict[int, list[tuple[int, Fragment]]], rng: random.Random
) -> Batch:
    rows = [window_input(articles[c.article].encoded, c.first, c.last) for c in group]
    longest, most = max(len(r[0]) for r in rows), max(c.last - c.first for c in group)
    size = len(group)
    pieces, mask = torch.zeros(size, longest, dtype=torch.long), torch.zeros(size, longest, dtype=torch.bool)
    signs, first_piece = torch.zeros(size, longest, 3, dtype=torch.long), torch.zeros(size, most, dtype=torch.long)
    labels = {
        n: torch.full((size, most), IGNORE, dtype=torch.long)
        for n in ("tags", "links", "sources", "entities", "parts", "antecedents")
    }
    seen = []
    for k, (cut, (ids, marks, heads)) in enumerate(zip(group, rows, strict=True)):
        article = articles[cut.article]
        reading = rng.randrange(len(article.tags))
        pieces[k, : len(ids)] = torch.from_numpy(_blotted(ids, rng))
        mask[k, : len(ids)] = True
        signs[k, : len(ids)] = torch.from_numpy(marks)
        count = cut.last - cut.first
        first_piece[k, :count] = torch.from_numpy(heads)
        at = slice(cut.first, cut.last)
        given = {
            "tags": article.tags[reading],
            "links": article.links[reading],
            "sources": article.sources[reading],
            "entities": article.entities,
            "parts": article.parts,
            "antecedents": article.antecedents,
        }
        for name, values in given.items():
            row = values[at].copy()
            if name in ("links", "sources", "antecedents"):
                inside = (row >= cut.first) & (row < cut.last)
                row = np.where(inside, row - cut.first, IGNORE)
            labels[name][k, :count] = torch.from_numpy(row)
        for number, fragment in by_article.get(cut.article, ()):
            if fragment.first >= cut.first and fragment.last <= cut.last:
                seen.append((k, fragment.first - cut.first, fragment.last - cut.first, number))
    return Batch(
        pieces, signs, mask, first_piece, torch.tensor([c.last - c.first for c in group]), fragments=seen, **labels
    )
