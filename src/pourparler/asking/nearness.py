"""How near statements are in meaning to a question: every one is compared, on the bytes that are kept (record/meanings.py)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]
AT_ONCE = 16_384
"""Rows that are worked on in one piece: as floats they take 25 MB."""


class Nearness:
    """Statements and what they mean: ``ids`` and the rows (n, 384) of one byte a dimension."""

    def __init__(self, ids: Sequence[str], rows: Bytes) -> None:
        self.ids = list(ids)
        self._rows = rows
        self._number: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self.ids)

    def likeness(self, vector: Floats, among: Collection[str]) -> dict[str, float]:
        """Cosine (-1..1) of a unit vector (384,) with some statements; those of which nothing is kept are left out."""
        places = self._places(among)
        products = self._products(self._rows[[place for _, place in places]], vector) if places else []
        return {id: float(p) for (id, _), p in zip(places, products, strict=True)}

    def nearest(self, vector: Floats, most: int) -> list[tuple[str, float]]:
        """(id, cosine) of the statements nearest to a unit vector, of all, nearest first."""
        products = self._products(self._rows, vector)
        best = np.argpartition(-products, min(most, len(products) - 1))[:most] if len(products) else []
        return sorted(((self.ids[k], float(products[k])) for k in best), key=lambda found: -found[1])

    def units(self) -> tuple[list[str], Floats]:
        """(ids, (n, 384) unit vectors) of all."""
        rows = self._rows.astype(np.float32)
        return self.ids, rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-9))

    def _places(self, among: Collection[str]) -> list[tuple[str, int]]:
        if self._number is None:
            self._number = {id: k for k, id in enumerate(self.ids)}
        return [(id, self._number[id]) for id in among if id in self._number]

    @staticmethod
    def _products(rows: Bytes, vector: Floats) -> Floats:
        found = np.zeros(len(rows), dtype=np.float32)
        for k in range(0, len(rows), AT_ONCE):
            some = rows[k : k + AT_ONCE].astype(np.float32)
            lengths = np.sqrt(np.einsum("ij,ij->i", some, some))
            found[k : k + AT_ONCE] = (some @ vector) / np.maximum(lengths, np.float32(1e-9))
        return found
