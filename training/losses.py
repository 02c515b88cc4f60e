"""What each head is trained to do, as one weighted sum."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from batches import Batch
from corpus import IGNORE
from network import Reader

WEIGHTS = {
    "tags": 0.5,
    "row": 0.5,
    "links": 1.0,
    "sources": 0.5,
    "entities": 0.2,
    "parts": 0.1,
    "antecedents": 0.2,
    "meaning": 1.0,
}


def word_states(states: Tensor, first_piece: Tensor) -> Tensor:
    """(batch, words, hidden): the state of each word's first piece."""
    return states.gather(1, first_piece[..., None].expand(-1, -1, states.shape[-1]))


def row_loss(logits: Tensor, tags: Tensor, transitions: Tensor, lengths: Tensor) -> Tensor:
    """Negative log-likelihood of whole rows of tags under a linear chain (Lafferty, McCallum, Pereira 2001), per word."""
    real = torch.arange(tags.shape[1]) < lengths[:, None]
    gold = tags.clamp(min=0)
    score = (logits.gather(2, gold[..., None]).squeeze(-1) * real).sum(1)
    score = score + (transitions[gold[:, :-1], gold[:, 1:]] * real[:, 1:]).sum(1)
    alpha = logits[:, 0]
    for t in range(1, tags.shape[1]):
        moved = torch.logsumexp(alpha[:, :, None] + transitions[None], dim=1) + logits[:, t]
        alpha = torch.where(real[:, t, None], moved, alpha)
    return (torch.logsumexp(alpha, dim=1) - score).sum() / lengths.sum()


def pointer_loss(scores: Tensor, target: Tensor, lengths: Tensor) -> Tensor:
    """Cross-entropy of pointers over the words of the row."""
    real = torch.arange(scores.shape[2]) < lengths[:, None]
    scores = scores.masked_fill(~real[:, None, :], -1e4)
    chosen = target != IGNORE
    if not chosen.any():
        return scores.sum() * 0
    return F.cross_entropy(scores[chosen], target[chosen])


def losses(model: Reader, batch: Batch, teacher: Tensor, alone: tuple[Tensor, Tensor, Tensor]) -> dict[str, Tensor]:
    """Every head's loss on one batch. ``alone``: pieces, mask and teacher's rows of fragments given without their text."""
    with torch.autocast("cpu", torch.bfloat16):
        middle, last = model.encode(batch.pieces, batch.signs, batch.mask)
        middle, last = word_states(middle, batch.first_piece), word_states(last, batch.first_piece)
        dropped = model.dropout(last)
        tags, entities, parts = model.tags(dropped), model.entities(dropped), model.parts(dropped)
        links = model.pointer(dropped, model.link, model.link_distance)
        sources = model.pointer(dropped, model.source, model.source_distance)
        antecedents = model.pointer(dropped, model.antecedent, model.antecedent_distance)
        pieces, mask, wanted_alone = alone
        middle_alone, last_alone = model.encode(pieces, torch.zeros(*pieces.shape, 3, dtype=torch.long), mask)
        both = torch.cat([middle, last], dim=-1)
        inner = mask.clone()
        inner[:, 0] = False
        means_alone = (torch.cat([middle_alone, last_alone], dim=-1) * inner[..., None]).sum(1) / inner.sum(
            1, keepdim=True
        )
        # One product instead of a slice each: the gradient of a slice is as large as the whole batch.
        share = torch.zeros(len(batch.fragments), *batch.tags.shape)
        for row, (k, first, end, _) in enumerate(batch.fragments):
            share[row, k, first:end] = 1 / (end - first)
        found = model.meaning(torch.cat([share.flatten(1).to(both.dtype) @ both.flatten(0, 1), means_alone]))
    tags = tags.float()
    wanted = torch.cat([teacher[[n for *_, n in batch.fragments]], wanted_alone])
    flat = lambda x: x.float().flatten(0, 1)  # noqa: E731
    return {
        "tags": F.cross_entropy(flat(tags), batch.tags.flatten(), ignore_index=IGNORE),
        "row": row_loss(tags, batch.tags, model.transitions, batch.words),
        "links": pointer_loss(links.float(), batch.links, batch.words),
        "sources": pointer_loss(sources.float(), batch.sources, batch.words),
        "entities": F.cross_entropy(flat(entities), batch.entities.flatten(), ignore_index=IGNORE).nan_to_num(),
        "parts": F.cross_entropy(flat(parts), batch.parts.flatten(), ignore_index=IGNORE).nan_to_num(),
        "antecedents": pointer_loss(antecedents.float(), batch.antecedents, batch.words),
        "meaning": (1 - F.cosine_similarity(found.float(), wanted, dim=-1)).mean(),
    }
