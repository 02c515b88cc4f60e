"""The network's score on a split, before any export."""

from __future__ import annotations

import numpy as np
import torch

from corpus import Article
from losses import word_states
from meaning import padded
from network import Reader
from pourparler.reading.encoding import windows
from pourparler.reading.model import Pointer, Scores, window_input


@torch.no_grad()
def window_scores(model: Reader, article: Article) -> list[Scores]:
    """Tags and links of every window of an article."""
    model.eval()
    cut = windows(article.encoded)
    rows = [window_input(article.encoded, w.first, w.last) for w in cut]
    pieces, mask = padded([r[0].tolist() for r in rows])
    signs = torch.zeros(*pieces.shape, 3, dtype=torch.long)
    found = []
    for k, (_, marks, _) in enumerate(rows):
        signs[k, : len(marks)] = torch.from_numpy(marks)
    with torch.autocast("cpu", torch.bfloat16):
        _, states = model.encode(pieces, signs, mask)
    for k, (w, (_, _, heads)) in enumerate(zip(cut, rows, strict=True)):
        last = word_states(states[k : k + 1].float(), torch.from_numpy(heads)[None])
        found.append(
            Scores(
                w,
                model.tags(last)[0].numpy(),
                _pointer(model.link(last)[0].numpy(), model.link_distance),
                _pointer(model.source(last)[0].numpy(), model.source_distance),
                _pointer(model.antecedent(last)[0].numpy(), model.antecedent_distance),
                np.zeros((len(heads), 384), dtype=np.float16),
                model.position(last)[0].numpy(),
                _pointer(model.holder(last)[0].numpy(), model.holder_distance),
                float(model.holder_none),
                model.entities(last)[0].numpy(),
                _pointer(model.affiliation(last)[0].numpy(), model.affiliation_distance),
            )
        )
    return found


def _pointer(both: np.ndarray, distance: torch.nn.Embedding) -> Pointer:
    half = both.shape[1] // 2
    return Pointer(both[:, :half], both[:, half:], distance.weight[:, 0].numpy())
