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
        places = self._places(ids)
        if not places:
            return {}, []
        cosines = self._cosines(np.ascontiguousarray(self._rows[[place for _, place in places]]), vector)
        near = dict(zip((id for id, _ in places), cosines.tolist(), strict=True))
        # Only what may be among the nearest is put in order.
        least = np.partition(cosines, -most)[-most] if len(places) > most else -np.inf
        first = [places[k][0] for k in np.flatnonzero(cosines >= least)]
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

    def _places(self, among: Collection[str]) -> list[tuple[str, int]]:
        if self._number is None:
            self._number = {id: k for k, id in enumerate(self.ids)}
        number = self._number.get
        return [(id, place) for id in among if (place := number(id)) is not None]

    @staticmethod
    def _cosines(rows: Bytes, vector: Floats) -> NDArray[np.float64]:
        query = np.frombuffer(packed(vector), dtype=np.int8).reshape(1, -1)
        distances: NDArray[np.float64] = np.asarray(simsimd.cdist(query, rows, metric="cosine"))
        return 1.0 - distances.reshape(len(rows))
