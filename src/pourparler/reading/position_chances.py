"""How likely a position is right: that one is taken in these words, that its direction is, that its holder is.

Logistic regressions on what the model says of a stretch, fitted on cases that the models had not seen (training/chances.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

KINDS = ("demands", "requires", "offers", "accepts", "concedes", "prefers", "rejects")
AGAINST = KINDS.index("rejects")
"""The one kind that stands against what it speaks of."""
FEATURES = (
    "words inside, mean", "words inside, surest", "words inside, least sure", "first word begins one", "words", "kind", "kind, unnormalised",
    "names the holder", "likeliest word for the holder", "told by somebody", "words of the sentence", "share of the sentence",
)  # fmt: skip
"""What the chance of a mark is fitted on; probabilities as logits, lengths as logarithms."""

MARK_WEIGHTS = (-4.276, 0.419, 0.48, -0.116, 0.037, 0.556, -0.112, 0.254, 0.107, 0.067, -0.121, 0.093, 0.395)
DIRECTION_WEIGHTS = (0.393, 0.62, -0.744)
HOLDER_WEIGHTS = (-1.138, 0.094, 0.935)
"""A constant first."""


def logit(p: float) -> float:
    """Of a probability, kept off 0 and 1."""
    p = min(max(float(p), 1e-4), 1 - 1e-4)
    return float(np.log(p / (1 - p)))


def fitted(weights: Sequence[float], features: Sequence[float]) -> float:
    """A logistic regression's probability."""
    total = weights[0] + float(np.dot(np.asarray(weights[1:]), np.asarray(features)))
    return float(1 / (1 + np.exp(-total)))


def mark_features(
    inside: Floats, begins: float, kinds: Floats, names: Floats, *, told: bool, sentence: int
) -> NDArray[np.float32]:
    """(len(FEATURES),) of a stretch of words.

    ``inside``: of each word, the probability that it belongs to a position; ``begins``: that the first begins one. ``kinds`` (7,) as logits. ``names``:
    of each word of the window, the probability that it names the holder. ``sentence``: words of the sentence.
    """
    shares = np.exp(kinds - kinds.max())
    return np.array(
        [
            logit(inside.mean()),
            logit(inside.max()),
            logit(inside.min()),
            logit(begins),
            np.log(len(inside)),
            logit(float(shares.max() / shares.sum())),
            float(kinds.max()),
            logit(names.sum()),
            logit(names.max()),
            float(told),
            np.log(max(sentence, 1)),
            len(inside) / max(sentence, 1),
        ],
        dtype=np.float32,
    )


def direction_features(kinds: Floats) -> tuple[float, float]:
    """What the chance of the direction is fitted on: how far for and against are apart, and how sure the kind is; ``kinds`` are probabilities."""
    return abs(logit(float(kinds[AGAINST]))), float(kinds.max())


def holder_chance(share: float, side: bool) -> float:
    """How likely the likeliest holder is right: from its share of what speaks for any holder (0..1), and whether it is known whose side that one is on."""
    return fitted(HOLDER_WEIGHTS, [logit(share), float(side)])
