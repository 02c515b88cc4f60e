"""What the sentence head learns from: the published encoder's own embeddings of sentences and stretches of them."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from corpus import Article
from network import Reader

CLS, SEP = 101, 102


@dataclass
class Fragment:
    """Words ``first:last`` of an article, and where its embedding stands in the table."""

    article: int
    first: int
    last: int


def fragments(articles: list[Article], rng: random.Random) -> list[Fragment]:
    """Each sentence, and from each a shorter stretch of 2 to 12 words as a user's option might be worded."""
    found = []
    for number, article in enumerate(articles):
        for first, last in article.sentences:
            last = min(last, first + 60)
            if last - first < 3:
                continue
            found.append(Fragment(number, first, last))
            length = rng.randint(2, min(12, last - first))
            start = rng.randint(first, last - length)
            found.append(Fragment(number, start, start + length))
    return found


def pieces_alone(article: Article, first: int, last: int) -> list[int]:
    """The fragment as a text of its own."""
    encoded = article.encoded
    return [CLS, *encoded.pieces[encoded.starts[first] : encoded.starts[last]][:126].tolist(), SEP]


def padded(rows: list[list[int]]) -> tuple[Tensor, Tensor]:
    """(rows, longest) pieces and mask."""
    longest = max(map(len, rows))
    pieces = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    for k, row in enumerate(rows):
        pieces[k, : len(row)] = torch.tensor(row)
        mask[k, : len(row)] = True
    return pieces, mask


@torch.no_grad()
def teach(encoder: Reader, articles: list[Article], found: list[Fragment]) -> Tensor:
    """(fragments, 384) unit vectors: mean over the pieces of the last layer, as all-MiniLM-L6-v2 is published."""
    encoder.eval()
    rows = [pieces_alone(articles[f.article], f.first, f.last) for f in found]
    table = torch.zeros(len(rows), encoder.shape.hidden)
    order = np.argsort([len(r) for r in rows])
    for begin in range(0, len(order), 128):
        chosen = order[begin : begin + 128]
        pieces, mask = padded([rows[k] for k in chosen])
        with torch.autocast("cpu", torch.bfloat16):
            _, states = encoder.encode(pieces, torch.zeros(*pieces.shape, 3, dtype=torch.long), mask)
        states = states.float() * mask[..., None]
        table[torch.as_tensor(chosen.copy())] = torch.nn.functional.normalize(
            states.sum(1) / mask.sum(1, keepdim=True), dim=-1
        )
    return table
