"""What the heads for positions are trained to do, and what keeps the other heads as they are."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from corpus import IGNORE
from network import Reader
from pourparler.reading.model import bucket
from pourparler.reading.position_chances import KINDS
from pourparler.reading.positions_taken import ATTENTION, CONDITIONAL, span_distance
from prepared import Rows

POSITION_WEIGHTS = {
    "marks": 2.5,
    "kinds": 0.5,
    "direction": 0.6,
    "conditional": 0.1,
    "holders": 0.5,
    "tags": 0.3,
    "meaning": 0.5,
    "affiliations": 0.2,
}
AGAINST = KINDS.index("rejects")


def position_losses(model: Reader, batch: Rows, last: Tensor) -> dict[str, Tensor]:
    """``last`` (batch, words, hidden): states of the last layer, in float or bfloat16."""
    dropped = model.dropout(last)
    words = model.position(dropped).float()
    found = {
        "marks": F.cross_entropy(words[..., :3].flatten(0, 1), batch.labels["marks"].flatten(), ignore_index=IGNORE)
    }
    if batch.affiliations:
        found["affiliations"] = affiliation_loss(model, dropped, batch)
    if not batch.spans:
        return found
    most = batch.labels["marks"].shape[1]
    inside = torch.full((len(batch.spans), most), -1e4)
    for k, (_, first, end, *_) in enumerate(batch.spans):
        inside[k, first:end] = 0
    row = torch.tensor([s[0] for s in batch.spans])
    own = words[row]
    share = torch.softmax(own[..., ATTENTION] + inside, dim=1)
    pooled = (share[..., None] * own).sum(1)
    kinds, wanted = pooled[:, 3:10], torch.tensor([s[3] for s in batch.spans])
    found["kinds"] = F.cross_entropy(kinds, wanted)
    against = kinds[:, AGAINST] - torch.logsumexp(kinds[:, [k for k in range(len(KINDS)) if k != AGAINST]], dim=1)
    found["direction"] = F.binary_cross_entropy_with_logits(against, (wanted == AGAINST).float())
    found["conditional"] = F.binary_cross_entropy_with_logits(
        pooled[:, CONDITIONAL], torch.tensor([float(s[4]) for s in batch.spans])
    )
    found["holders"] = holder_loss(model, dropped, batch, row, (inside == 0).float())
    return found


def holder_loss(model: Reader, states: Tensor, batch: Rows, row: Tensor, inside: Tensor) -> Tensor:
    """Mean over spans and their holders of the negative log of the probability on any word that names the holder."""
    rows, columns = model.holder(states).float().chunk(2, dim=-1)
    pooled = torch.einsum("kw,kwh->kh", inside / inside.sum(1, keepdim=True), rows[row])
    logits = torch.einsum("kh,kwh->kw", pooled, columns[row]) / model.shape.link**0.5
    most = inside.shape[1]
    distance = np.stack([bucket(span_distance(s[1], s[2], most), model.shape.distances) for s in batch.spans])
    logits = logits + model.holder_distance(torch.from_numpy(distance)).squeeze(-1)
    real = torch.arange(most) < batch.words[row][:, None]
    logits = logits.masked_fill(~real, -1e4)
    logs = torch.log_softmax(torch.cat([logits, model.holder_none.expand(len(row), 1)], dim=1), dim=1)
    total, count = logs.new_zeros(()), 0.0
    for k, span in enumerate(batch.spans):
        for target in span[5]:
            chosen = target or [most]
            total = total - torch.logsumexp(logs[k, chosen], dim=0) / len(span[5])
        count += 1
    return total / max(count, 1)


def affiliation_loss(model: Reader, states: Tensor, batch: Rows) -> Tensor:
    """Negative log of the probability on any word that names the body a person acts for."""
    rows, columns = model.affiliation(states).float().chunk(2, dim=-1)
    row, word = (torch.tensor([a[k] for a in batch.affiliations]) for k in (0, 1))
    most = states.shape[1]
    logits = torch.einsum("kh,kwh->kw", rows[row, word], columns[row]) / model.shape.link**0.5
    distance = bucket(np.arange(most)[None] - word.numpy()[:, None], model.shape.distances)
    logits = logits + model.affiliation_distance(torch.from_numpy(distance)).squeeze(-1)
    logs = torch.log_softmax(logits.masked_fill(torch.arange(most) >= batch.words[row][:, None], -1e4), dim=1)
    return -torch.stack([torch.logsumexp(logs[k, a[2]], dim=0) for k, a in enumerate(batch.affiliations)]).mean()
