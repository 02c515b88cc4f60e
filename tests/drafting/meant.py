"""Sentence embeddings for tests: of a text the sum of its words' vectors, so that like words mean like things."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pourparler.model import Document, Meaning, Statement, quote


def vector(words: str) -> NDArray[np.float32]:
    """(384,) at length one."""
    total = np.zeros(384, dtype=np.float32)
    for word in re.findall(r"\w+", words.lower()):
        total += np.random.default_rng(crc32(word.encode())).standard_normal(384).astype(np.float32)
    return total / max(1e-6, float(np.linalg.norm(total)))


def meant(statements: Sequence[Statement], documents: Mapping[str, Document]) -> dict[str, Meaning]:
    """Of each statement's content and position."""
    return {
        s.id: Meaning(
            vector(quote(documents[s.document].text, s.content)),
            vector(quote(documents[s.document].text, s.position)) if s.position else None,
        )
        for s in statements
    }
