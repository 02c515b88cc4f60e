"""How likely two positions answer the same question, and, if they do, with the same answer.

Two small networks with one hidden layer each over the figures of ``likeness.FEATURES``; ``training/train_pairs.py`` fits them and writes
``pair_model.json`` beside this file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from pourparler.drafting.likeness import FEATURES, Floats

WEIGHTS = Path(__file__).parent / "pair_model.json"


@dataclass(frozen=True, slots=True)
class Network:
    """Features, made comparable by ``middle`` and ``spread``, through layers (weights, bias) with tanh between them; several are averaged."""

    middle: Floats
    spread: Floats
    members: Sequence[Sequence[tuple[Floats, Floats]]]

    def odds(self, features: Floats) -> Floats:
        """(pairs,) log-odds of the pairs with these features (pairs, len(FEATURES))."""
        total = np.zeros(len(features), dtype=np.float32)
        scaled = (features - self.middle) / self.spread
        for layers in self.members:
            x = scaled
            for k, (weights, bias) in enumerate(layers):
                x = x @ weights + bias
                if k + 1 < len(layers):
                    x = np.tanh(x)
            total += x[:, 0]
        return total / np.float32(len(self.members))


@dataclass(frozen=True, slots=True)
class PairModel:
    """``question``: whether two answer the same question. ``answer``: of those that do, whether with the same answer.

    ``least_…``: mean log-odds above which clusters are joined; ``least_alone`` those for a record of one document, where most questions are
    touched on once.
    """

    question: Network
    answer: Network
    least_question: float
    least_alone: float
    least_answer: float


@lru_cache(maxsize=1)
def shipped() -> PairModel:
    """The model in the package."""
    told: Mapping[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    if tuple(told["features"]) != FEATURES:
        raise ValueError(f"{WEIGHTS.name} was made for other features: make it again (training/train_pairs.py)")
    question, alone, answer = (float(told[f"least_{name}"]) for name in ("question", "alone", "answer"))
    return PairModel(_network(told["question"]), _network(told["answer"]), question, alone, answer)


def _network(told: Mapping[str, Any]) -> Network:
    members = [[(_array(w), _array(b)) for w, b in layers] for layers in told["members"]]
    return Network(_array(told["middle"]), _array(told["spread"]), members)


def _array(values: Sequence[Any]) -> Floats:
    return np.array(values, dtype=np.float32)
