"""How near statements are in meaning to a question: every one is compared, on the bytes that are kept (record/meanings.py)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import simsimd
from numpy.typing import NDArray

from pourparler.record.meanings import packed

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]


class Nearness:
    """Statements and what they mean: ``ids`` and the rows (n, 384) of one byte a dimension."""

    def __init__(self, ids: Sequence[str], rows: Bytes) -> None:
        self.ids = list(ids)
        self._rows = rows
        self._number: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self.ids)

    def among(self, vector: Floats, ids: Collection[str], most: int) -> tuple[dict[str, float], list[str]]:
        """Cosine (-1..1) of a unit vector (384,) with some statements, and the nearest of them, nearest first, at most so many.

        Those of which nothing is kept are left out.
        """
        known, places = self._places(ids)
        if not known:
            return {}, []
        cosines = self._cosines(self._rows[places], vector)
        near = dict(zip(known, cosines.tolist(), strict=True))
        # Only what may be among the nearest is put in order.
        least = np.partition(cosines, -most)[-most] if len(known) > most else -np.inf
        first = [known[k] for k in np.flatnonzero(cosines >= least)]
        return near, sorted(first, key=lambda id: (-near[id], id))[:most]

    def nearest(self, vector: Floats, most: int) -> list[tuple[str, float]]:
        """(id, cosine) of the statements nearest to a unit vector, of all, nearest first."""
        if not len(self):
            return []
        cosines = self._cosines(self._rows, vector)
        best = np.argpartition(-cosines, min(most, len(cosines) - 1))[:most]
        return sorted(((self.ids[k], float(cosines[k])) for k in best), key=lambda found: -found[1])

    def units(self) -> tuple[list[str], Floats]:
        """(ids, (n, 384) unit vectors) of all."""
        rows = self._rows.astype(np.float32)
        return self.ids, rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-9))

    def _places(self, among: Collection[str]) -> tuple[list[str], NDArray[np.intp]]:
        """Those that are kept, and the numbers of their rows."""
        if self._number is None:
            self._number = {id: k for k, id in enumerate(self.ids)}
        known = [id for id in among if id in self._number]
        return known, np.fromiter(map(self._number.__getitem__, known), np.intp, len(known))

    @staticmethod
    def _cosines(rows: Bytes, vector: Floats) -> NDArray[np.float64]:
        query = np.frombuffer(packed(vector), dtype=np.int8).reshape(1, -1)
        distances: NDArray[np.float64] = np.asarray(simsimd.cdist(query, rows, metric="cosine"))
        return 1.0 - distances.reshape(len(rows))
