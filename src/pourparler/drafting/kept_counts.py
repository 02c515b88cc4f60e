"""What is counted in documents one by one, kept from one draft to the next: a document is counted again only where one of its names changed.

A name that a document does not hold changes nothing in it, so what an earlier draft counted there holds as long as every form that stands in
the document means what it meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pourparler.drafting.kept_work import KeptWork, packed, unpacked
from pourparler.model import Document

NAME = "names"
"""Of what is kept."""
Rows = NDArray[np.int64]
"""(n, 4): what is counted, by its number; of which name, by its number; of which other; how many halves."""


class CountedForm(NamedTuple):
    """A form in small letters: whose it is, of what sort that is, and whether it counts only with a capital."""

    name: str
    sort: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of documents, one document after another; ``ends``: (documents,) where the rows of each end. Names by their numbers in ``names``."""

    forms: Mapping[str, CountedForm]
    names: Sequence[str]
    documents: Sequence[str]
    ends: NDArray[np.int64]
    rows: Rows

    def packed(self) -> bytes:
        """As bytes, to be kept."""
        forms = [[form, *told] for form, told in self.forms.items()]
        told = [forms, list(self.names), list(self.documents)]
        return packed(told, ends=self.ends, rows=self.rows.astype(np.int32))

    @classmethod
    def unpacked(cls, kept: bytes) -> Counts | None:
        """The inverse of ``packed``; None where this is something else: all is counted then."""

        def made(told: Any, found: Mapping[str, NDArray[Any]]) -> Counts | None:
            forms, names, documents = told
            ends, rows = found["ends"].astype(np.int64), found["rows"].astype(np.int64)
            counts = cls({form: CountedForm(*rest) for form, *rest in forms}, names, documents, ends, rows)
            return counts if _whole(names, documents, ends, rows) else None

        return unpacked(kept, made)


def _whole(names: Sequence[str], documents: Sequence[str], ends: NDArray[np.int64], rows: Rows) -> bool:
    """Whether rows are of the names and documents that there are."""
    inside = rows.ndim == 2 and rows.shape[1] == 4 and bool(((rows[:, 1:3] >= 0) & (rows[:, 1:3] < len(names))).all())
    return inside and ends.shape == (len(documents),) and (not len(ends) or int(ends[-1]) == len(rows))


def rows_of(counted: Mapping[tuple[int, int, int], int]) -> Rows:
    """(what, one, other) → how many halves, as rows."""
    return np.array([(*key, halves) for key, halves in counted.items()], dtype=np.int64).reshape(len(counted), 4)


def counted_by_document(
    names: Sequence[str],
    forms: Mapping[str, CountedForm],
    documents: Mapping[str, Document],
    count: Callable[[str], Rows],
    kept: KeptWork,
) -> Rows:
    """What all documents have, each (what, one, other) once, names by their numbers in ``names``. ``count``: counts in a text.

    ``kept``: where the counts of an earlier draft are, and these are put; the result is the same.
    """
    before = kept.found.get(NAME)
    there = _still(Counts.unpacked(before) if before else None, names, forms, documents)
    found = [there[id] if id in there else count(documents[id].text) for id in documents]
    rows = np.concatenate((np.zeros((0, 4), dtype=np.int64), *found))
    ends = np.cumsum([len(some) for some in found], dtype=np.int64)
    kept.made[NAME] = Counts(forms, names, list(documents), ends, rows).packed()
    return _summed(rows, len(names))


def _still(
    before: Counts | None,
    names: Sequence[str],
    forms: Mapping[str, CountedForm],
    documents: Mapping[str, Document],
) -> dict[str, Rows]:
    """The rows of those documents that hold no form which meant something else, or nothing, when they were counted."""
    if before is None:
        return {}
    changed = [_small(form) for form in forms.keys() | before.forms.keys() if forms.get(form) != before.forms.get(form)]
    number = {name: k for k, name in enumerate(names)}
    now = np.array([number.get(name, -1) for name in before.names], dtype=np.int64)
    rows = before.rows.copy()
    rows[:, 1:3] = now[rows[:, 1:3]]
    found = {}
    for k, id in enumerate(before.documents):
        if id in documents:
            those = rows[int(before.ends[k - 1]) if k else 0 : int(before.ends[k])]
            text = _small(documents[id].text)
            if (those >= 0).all() and not any(form in text for form in changed):
                found[id] = those
    return found


def _small(text: str) -> str:
    """In small letters that do not hang on where the word ends: Greek has one that does, and a text is looked at in pieces."""
    return text.lower().replace("ς", "σ")


def _summed(rows: Rows, names: int) -> Rows:
    """Each (what, one, other) once."""
    keys, inverse = np.unique((rows[:, 0] * names + rows[:, 1]) * names + rows[:, 2], return_inverse=True)
    halves = np.bincount(inverse, rows[:, 3], len(keys)).astype(np.int64)
    rest, other = np.divmod(keys, max(1, names))
    what, one = np.divmod(rest, max(1, names))
    return np.stack((what, one, other, halves), axis=1)
