"""Windows of texts with what the lower layers make of them, so that training repeats only the upper layers.

The lower layers stay as attribution left them: what they say of a window is worked out once and kept, as is what the model before said of
its words (tags and meanings), which the model being trained is held to (Li, Hoiem 2016).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor, nn

from batches import Cut, cuts
from corpus import IGNORE, Article
from losses import word_states
from meaning import padded
from network import Reader
from positions import Text
from pourparler.reading.encoding import windows
from pourparler.reading.model import window_input

Spans = list[tuple[int, int, int, bool, list[list[int]]]]


@dataclass
class Row:
    """One window. ``lower`` (pieces, hidden) and ``meaning`` (words, hidden) in bfloat16; ``tags`` (words, 7) are log probabilities."""

    cut: Cut
    lower: Tensor
    first: Tensor
    tags: Tensor
    meaning: Tensor
    owner: str = ""
    """The author of a negotiation."""
    case: str = ""
    spans: Spans = field(default_factory=list)
    affiliations: list[tuple[int, list[int]]] = field(default_factory=list)
    labels: dict[str, Tensor] = field(default_factory=dict)


@dataclass
class Rows:
    """Rows as padded tensors."""

    lower: Tensor
    mask: Tensor
    first_piece: Tensor
    words: Tensor
    tags: Tensor
    meaning: Tensor
    spans: list[tuple[int, int, int, int, bool, list[list[int]]]]
    affiliations: list[tuple[int, int, list[int]]]
    labels: dict[str, Tensor]


def lower_states(model: Reader, pieces: Tensor, signs: Tensor, mask: Tensor, layers: int) -> Tensor:
    """States after the first ``layers`` layers."""
    x = model.norm(
        model.words(pieces)
        + model.positions(torch.arange(pieces.shape[1]))
        + model.case(signs[..., 0])
        + model.quote(signs[..., 1])
        + model.place(signs[..., 2])
    )
    for layer in model.layers[:layers]:
        x = layer(x, mask[:, None, None, :])
    return x


def upper_states(model: Reader, lower: Tensor, mask: Tensor, layers: int) -> Tensor:
    """The last layer's states from those after the first ``layers``."""
    for layer in model.layers[layers:]:
        lower = layer(lower, mask[:, None, None, :])
    return lower


@torch.no_grad()
def rows_of(
    model: Reader, given: Sequence[Text | Article], order: Sequence[Cut], layers: int, pieces: int = 4096
) -> list[Row]:
    """Each cut as a row without labels; ``layers`` must be the half of all, whose states the meaning needs."""
    model.eval()
    length = lambda c: int(given[c.article].encoded.starts[c.last] - given[c.article].encoded.starts[c.first]) + 2  # noqa: E731
    groups: list[list[Cut]] = []
    for cut in sorted(order, key=length):
        if groups and (len(groups[-1]) + 1) * length(cut) <= pieces:
            groups[-1].append(cut)
        else:
            groups.append([cut])
    found = []
    for group in groups:
        inputs = [window_input(given[c.article].encoded, c.first, c.last) for c in group]
        pieces, mask = padded([i[0].tolist() for i in inputs])
        signs, first = (
            torch.zeros(*pieces.shape, 3, dtype=torch.long),
            torch.zeros(len(group), max(len(i[2]) for i in inputs), dtype=torch.long),
        )
        for k, (_, marks, heads) in enumerate(inputs):
            signs[k, : len(marks)], first[k, : len(heads)] = torch.from_numpy(marks), torch.from_numpy(heads)
        with torch.autocast("cpu", torch.bfloat16):
            lower = lower_states(model, pieces, signs, mask, layers)
            last = word_states(upper_states(model, lower, mask, layers), first)
            tags = torch.log_softmax(model.tags(last).float(), -1)
            meaning = model.meaning(torch.cat([word_states(lower, first), last], -1)).bfloat16()
        for k, cut in enumerate(group):
            n, w = len(inputs[k][0]), len(inputs[k][2])
            found.append(
                Row(
                    cut,
                    lower[k, :n].bfloat16().clone(),
                    first[k, :w].clone(),
                    tags[k, :w].clone(),
                    meaning[k, :w].clone(),
                )
            )
    return found


def labelled(rows: Sequence[Row], given: Sequence[Text | Article]) -> list[Row]:
    """The rows with what is known of their words."""
    for row in rows:
        text, cut = given[row.cut.article], row.cut
        if isinstance(text, Text):
            row.owner, row.case = text.author, text.told.case
            row.labels = {"marks": torch.from_numpy(text.marks[cut.first : cut.last].copy())}
            within = lambda words: [int(w) - cut.first for w in words if cut.first <= w < cut.last]  # noqa: B023, E731
            row.spans = [
                (s.first - cut.first, s.last - cut.first, s.kind, s.conditional, [within(t) for t in s.targets])
                for s in text.spans
                if s.first >= cut.first and s.last <= cut.last
            ]
            pointers = [(w - cut.first, within(words)) for w, words in text.affiliations if cut.first <= w < cut.last]
            row.affiliations = [(w, words) for w, words in pointers if words]
        else:
            row.labels = labels(text, cut)
    return list(rows)


def labels(article: Article, cut: Cut) -> dict[str, Tensor]:
    """What the corpus says of attributions in a window, by the first reading."""
    at = slice(cut.first, cut.last)
    made = {
        "tags": torch.from_numpy(article.tags[0][at].copy()),
        "entities": torch.from_numpy(article.entities[at].copy()),
    }
    for name, values in (
        ("links", article.links[0]),
        ("sources", article.sources[0]),
        ("antecedents", article.antecedents),
    ):
        row = torch.from_numpy(values[at].copy())
        inside = (row >= cut.first) & (row < cut.last)
        made[name] = torch.where(inside, row - cut.first, IGNORE)
    return made


def several_cuts(given: Sequence[Text | Article], seed: int, times: int) -> list[Cut]:
    """Windows as in use, and ``times`` - 1 other ways to cut."""
    order = [Cut(k, w.first, w.last) for k, t in enumerate(given) for w in windows(t.encoded)]
    rng = random.Random(seed)
    for _ in range(times - 1):
        order += cuts(list(given), rng)  # type: ignore[arg-type]
    return order


def collated(rows: Sequence[Row]) -> Rows:
    """Pad and stack."""
    longest, most, size = max(len(r.lower) for r in rows), max(len(r.first) for r in rows), len(rows)
    hidden = rows[0].lower.shape[1]
    lower, mask = torch.zeros(size, longest, hidden, dtype=torch.bfloat16), torch.zeros(size, longest, dtype=torch.bool)
    first, tags = torch.zeros(size, most, dtype=torch.long), torch.zeros(size, most, 7)
    meaning = torch.zeros(size, most, hidden, dtype=torch.bfloat16)
    made = {n: torch.full((size, most), IGNORE) for n in rows[0].labels}
    spans: list[tuple[int, int, int, int, bool, list[list[int]]]] = []
    pointers: list[tuple[int, int, list[int]]] = []
    for k, row in enumerate(rows):
        n, w = len(row.lower), len(row.first)
        lower[k, :n], mask[k, :n] = row.lower, True
        first[k, :w], tags[k, :w], meaning[k, :w] = row.first, row.tags, row.meaning
        for name, values in row.labels.items():
            made[name][k, :w] = values
        spans += [(k, *s) for s in row.spans]
        pointers += [(k, *a) for a in row.affiliations]
    return Rows(
        lower,
        mask,
        first,
        torch.tensor([len(r.first) for r in rows]),
        tags,
        meaning,
        spans,
        pointers,
        made,
    )


def row_batches(rows: Sequence[Row], rng: random.Random, pieces: int) -> Iterator[list[Row]]:
    """One epoch of rows, those of like length together."""
    order = list(rows)
    rng.shuffle(order)
    groups: list[list[Row]] = []
    for begin in range(0, len(order), 48):
        group: list[Row] = []
        for row in sorted(order[begin : begin + 48], key=lambda r: -len(r.lower)):
            if group and (len(group) + 1) * len(group[0].lower) > pieces:
                groups.append(group)
                group = []
            group.append(row)
        groups.append(group)
    rng.shuffle(groups)
    yield from groups


def kept(path: Path, make: object) -> list[Row]:
    """The rows that were kept under ``path``, else those that ``make()`` gives."""
    if path.exists():
        found: list[Row] = torch.load(path, weights_only=False)
        return found
    found = make()  # type: ignore[operator]
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(found, path)
    return found


class Upper(nn.Module):
    """The part of the model that is trained."""

    def __init__(self, model: Reader, layers: int) -> None:
        super().__init__()
        self.model, self.layers = model, layers
        for part in (
            model.words,
            model.positions,
            model.case,
            model.quote,
            model.place,
            model.norm,
            *model.layers[:layers],
        ):
            part.requires_grad_(False)

    def forward(self, rows: Rows) -> tuple[Tensor, Tensor]:
        """Word states after the lower layers and after the last."""
        x = self.model.dropout(rows.lower)
        return word_states(rows.lower, rows.first_piece), word_states(
            upper_states(self.model, x, rows.mask, self.layers), rows.first_piece
        )
