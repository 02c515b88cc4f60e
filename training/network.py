"""The network: the encoder of all-MiniLM-L6-v2 with heads for spans, links, entities, antecedents and sentence meaning."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from pourparler.reading.decoding import TAGS
from pourparler.reading.encoding import CASES, PLACES, QUOTES
from pourparler.reading.model import ENTITIES, bucket
from pourparler.reading.positions_taken import COLUMNS


@dataclass(frozen=True)
class Shape:
    """Sizes. The encoder's are those of all-MiniLM-L6-v2."""

    hidden: int = 384
    inner: int = 1536
    layers: int = 6
    heads: int = 12
    vocabulary: int = 30522
    positions: int = 512
    link: int = 128
    distances: int = 32
    parts: int = 48
    dropout: float = 0.1


class Layer(nn.Module):
    """One transformer layer, normalised after each part (Devlin et al. 2019)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.out = nn.Linear(shape.hidden, shape.hidden)
        self.norm1 = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.wide = nn.Linear(shape.hidden, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.hidden)
        self.norm2 = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, hidden = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        # Dropout on attention weights would forbid the fast path on the CPU; dropout on the outputs is kept.
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.dropout(self.out(seen.transpose(1, 2).reshape(batch, length, hidden))))
        return self.norm2(x + self.dropout(self.narrow(F.gelu(self.wide(x)))))


class Reader(nn.Module):
    """Encoder and heads. Everything after the encoder works on words (the state of a word's first piece)."""

    def __init__(self, shape: Shape = Shape()) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.case = nn.Embedding(CASES, shape.hidden)
        self.quote = nn.Embedding(QUOTES, shape.hidden)
        self.place = nn.Embedding(PLACES, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.dropout = nn.Dropout(shape.dropout)
        self.tags = nn.Sequential(nn.Linear(shape.hidden, shape.hidden), nn.GELU(), nn.Linear(shape.hidden, len(TAGS)))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.entities = nn.Linear(shape.hidden, len(ENTITIES))
        self.parts = nn.Linear(shape.hidden, shape.parts)
        self.link = nn.Linear(shape.hidden, 2 * shape.link)
        self.link_distance = nn.Embedding(shape.distances, 1)
        self.source = nn.Linear(shape.hidden, 2 * shape.link)
        self.source_distance = nn.Embedding(shape.distances, 1)
        self.antecedent = nn.Linear(shape.hidden, 2 * shape.link)
        self.antecedent_distance = nn.Embedding(shape.distances, 1)
        self.meaning = nn.Linear(2 * shape.hidden, shape.hidden)
        self.position = nn.Sequential(
            nn.Linear(shape.hidden, shape.hidden), nn.GELU(), nn.Linear(shape.hidden, COLUMNS)
        )
        self.holder = nn.Linear(shape.hidden, 2 * shape.link)
        self.holder_distance = nn.Embedding(shape.distances, 1)
        self.affiliation = nn.Linear(shape.hidden, 2 * shape.link)
        self.affiliation_distance = nn.Embedding(shape.distances, 1)
        self.holder_none = nn.Parameter(torch.zeros(()))
        distances = (
            self.link_distance,
            self.source_distance,
            self.antecedent_distance,
            self.holder_distance,
            self.affiliation_distance,
        )
        for new in (self.case, self.quote, self.place, *distances):
            nn.init.zeros_(new.weight)

    def encode(self, pieces: Tensor, signs: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(batch, length) pieces, (batch, length, 3) signs, (batch, length) mask → states after the middle and the last layer."""
        at = torch.arange(pieces.shape[1], device=pieces.device)
        x = (
            self.words(pieces)
            + self.positions(at)
            + self.case(signs[..., 0])
            + self.quote(signs[..., 1])
            + self.place(signs[..., 2])
        )
        x = self.dropout(self.norm(x))
        allowed = mask[:, None, None, :]
        middle = x
        for number, layer in enumerate(self.layers):
            x = layer(x, allowed)
            if number == len(self.layers) // 2 - 1:
                middle = x
        return middle, x

    def pointer(self, states: Tensor, head: nn.Linear, distance: nn.Embedding) -> Tensor:
        """(batch, words, words): how well each word (row) points to each other word (column)."""
        rows, columns = head(states).chunk(2, dim=-1)
        words = states.shape[1]
        # One value for each distance, laid out so that row i, column j holds that of j - i.
        by_distance = distance(torch.from_numpy(bucket(np.arange(1 - words, words), self.shape.distances))).squeeze(-1)
        near = by_distance.unfold(0, words, 1).flip(0)
        return rows @ columns.transpose(1, 2) / self.shape.link**0.5 + near

    @classmethod
    def from_minilm(cls, weights: Path, shape: Shape = Shape()) -> Reader:
        """Start from the published encoder."""
        model = cls(shape)
        given = {k.removeprefix("bert."): v for k, v in load_file(weights).items()}
        own: dict[str, Tensor] = {
            "words.weight": given["embeddings.word_embeddings.weight"],
            # The one token type that is ever used is a constant: it goes into the positions.
            "positions.weight": given["embeddings.position_embeddings.weight"]
            + given["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": given["embeddings.LayerNorm.weight"],
            "norm.bias": given["embeddings.LayerNorm.bias"],
        }
        for k in range(shape.layers):
            theirs, ours = f"encoder.layer.{k}.", f"layers.{k}."
            for part in ("weight", "bias"):
                own[f"{ours}qkv.{part}"] = torch.cat(
                    [given[f"{theirs}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                )
                own[f"{ours}out.{part}"] = given[f"{theirs}attention.output.dense.{part}"]
                own[f"{ours}norm1.{part}"] = given[f"{theirs}attention.output.LayerNorm.{part}"]
                own[f"{ours}wide.{part}"] = given[f"{theirs}intermediate.dense.{part}"]
                own[f"{ours}narrow.{part}"] = given[f"{theirs}output.dense.{part}"]
                own[f"{ours}norm2.{part}"] = given[f"{theirs}output.LayerNorm.{part}"]
        missing, unexpected = model.load_state_dict(own, strict=False)
        if unexpected or any(name.startswith(("words", "layers", "norm", "positions")) for name in missing):
            raise ValueError(
                f"{weights}: not the encoder of all-MiniLM-L6-v2 (missing {missing[:3]}, unexpected {unexpected[:3]})"
            )
        return model

    def save(self, path: Path) -> None:
        """Weights and shape in one file."""
        torch.save({"shape": asdict(self.shape), "weights": self.state_dict()}, path)

    @classmethod
    def restore(cls, path: Path) -> Reader:
        """What ``save`` wrote. A head that was not yet there when it was written starts from nothing."""
        kept = torch.load(path, weights_only=True)
        model = cls(Shape(**kept["shape"]))
        model.load_state_dict(kept["weights"], strict=False)
        return model
