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
    """Statements and what they mean: ``ids``, the ids of the documents they are in, and the rows (n, 384) of one byte a dimension."""

    def __init__(self, ids: Sequence[str], documents: Sequence[str], rows: Bytes) -> None:
        self.ids = list(ids)
        self._rows = rows
        self._number: dict[str, int] | None = None
        numbers: dict[str, int] = {}
        self._document = np.fromiter((numbers.setdefault(d, len(numbers)) for d in documents), np.int32, len(self.ids))
        self._documents = list(numbers)

    def __len__(self) -> int:
        return len(self.ids)

    def among(
        self, vector: Floats, most: int, ids: Collection[str] | None = None, documents: Collection[str] | None = None
    ) -> dict[str, float]:
        """The statements nearest to a unit vector (384,), of some, or in some documents, and their cosines (-1..1), nearest first.

        At most so many. Those of which nothing is kept are left out.
        """
        places = self._places(ids) if ids is not None else np.arange(len(self))
        if documents is not None:
            inside = np.fromiter((d in documents for d in self._documents), np.bool_, len(self._documents))
            places = places[inside[self._document[places]]]
        if not len(places):
            return {}
        cosines = self._cosines(self._rows[places], vector)
        # Only what may be among the nearest is put in order.
        least = np.partition(cosines, -most)[-most] if len(places) > most else -np.inf
        first = [(float(cosines[k]), self.ids[places[k]]) for k in np.flatnonzero(cosines >= least)]
        return {id: cosine for cosine, id in sorted(first, key=lambda found: (-found[0], found[1]))[:most]}

    def of(self, vector: Floats, ids: Collection[str]) -> dict[str, float]:
        """Cosine (-1..1) of a unit vector (384,) with some statements; those of which nothing is kept are left out."""
        places = self._places(ids)
        if not len(places):
            return {}
        cosines = self._cosines(self._rows[places], vector)
        return {self.ids[place]: cosine for place, cosine in zip(places, cosines.tolist(), strict=True)}

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

    def _places(self, among: Collection[str]) -> NDArray[np.intp]:
        """The numbers of the rows of those that are kept."""
        if self._number is None:
            self._number = {id: k for k, id in enumerate(self.ids)}
        return np.array([number for id in among if (number := self._number.get(id)) is not None], np.intp)

    @staticmethod
    def _cosines(rows: Bytes, vector: Floats) -> NDArray[np.float64]:
        query = np.frombuffer(packed(vector), dtype=np.int8).reshape(1, -1)
        distances: NDArray[np.float64] = np.asarray(simsimd.cdist(query, rows, metric="cosine"))
        return 1.0 - distances.reshape(len(rows))
