"""What is counted in documents line by line, kept from one draft to the next: a line is counted again only where a name in it or near it changed.

A name that does not stand there changes nothing, so what an earlier draft counted in a line holds as long as every form that stands in reach
of the line means what it meant. Common words come and go as names ("the government"), in most documents and few lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pourparler.drafting.kept_work import KeptWork, packed, unpacked
from pourparler.model import Document
from pourparler.reading.known_forms import small_letters

NAME = "names"
"""Of what is kept."""
Rows = NDArray[np.int64]
"""(n, 4): what is counted, by its number; of which name, by its number; of which other; how many halves."""


class CountedForm(NamedTuple):
    """A form in small letters: whose it is, of what sort that is, and whether it counts only with a capital."""

    name: str
    sort: str
    capital: bool


Count = Callable[[str, int, Sequence[int]], list[Rows]]
"""Counts in lines of a text that follow one another: where the first begins, where each ends."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of lines, one line after another, and of documents one after another; names by their numbers in ``names``.

    ``lines``: (documents,) how many each has; ``ends``: (all lines,) where the rows of each end.
    """

    forms: Mapping[str, CountedForm]
    names: Sequence[str]
    documents: Sequence[str]
    lines: NDArray[np.int64]
    ends: NDArray[np.int64]
    rows: Rows

    def packed(self) -> bytes:
        """As bytes, to be kept."""
        forms = [[form, *told] for form, told in self.forms.items()]
        told = [forms, list(self.names), list(self.documents)]
        small = (some.astype(np.int32) for some in (self.lines, self.ends, self.rows))
        return packed(told, **dict(zip(("lines", "ends", "rows"), small, strict=True)))

    @classmethod
    def unpacked(cls, kept: bytes) -> Counts | None:
        """The inverse of ``packed``; None where this is something else: all is counted then."""

        def made(told: Any, found: Mapping[str, NDArray[Any]]) -> Counts | None:
            forms, names, documents = told
            lines, ends, rows = (found[name].astype(np.int64) for name in ("lines", "ends", "rows"))
            counts = cls({form: CountedForm(*rest) for form, *rest in forms}, names, documents, lines, ends, rows)
            return counts if counts._whole() else None

        return unpacked(kept, made)

    def _whole(self) -> bool:
        """Whether rows are of the names, documents and lines that there are."""
        rows, lines, ends = self.rows, self.lines, self.ends
        named = (
            rows.ndim == 2
            and rows.shape[1] == 4
            and bool(((rows[:, 1:3] >= 0) & (rows[:, 1:3] < len(self.names))).all())
        )
        placed = lines.shape == (len(self.documents),) and ends.shape == (int(lines.sum()),)
        return named and placed and (not len(ends) or int(ends[-1]) == len(rows))

    def by_line(self) -> dict[str, list[Rows]]:
        """By the ids of documents, the rows of each line."""
        found: dict[str, list[Rows]] = {}
        each = iter(zip([0, *self.ends.tolist()], self.ends.tolist(), strict=False))
        for id, many in zip(self.documents, self.lines.tolist(), strict=True):
            found[id] = [self.rows[first:end] for first, end in islice(each, many)]
        return found


def rows_of(counted: Mapping[tuple[int, int, int], int]) -> Rows:
    """(what, one, other) → how many halves, as rows."""
    return np.array([(*key, halves) for key, halves in counted.items()], dtype=np.int64).reshape(len(counted), 4)


def counted_by_line(
    names: Sequence[str],
    forms: Mapping[str, CountedForm],
    documents: Mapping[str, Document],
    count: Count,
    reach: int,
    kept: KeptWork,
) -> Rows:
    """What all documents have, each (what, one, other) once, names by their numbers in ``names``.

    ``reach``: code points before and after a line in which no form stands that bears on what is counted in the line.
    ``kept``: where the counts of an earlier draft are, and these are put; the result is the same.
    """
    before = Counts.unpacked(kept.found.get(NAME, b""))
    there, changed = _still(before, names, forms) if before else ({}, [])
    found = [_counted(documents[id].text, there.get(id), changed, count, reach) for id in documents]
    flat = [rows for lines in found for rows in lines]
    rows = np.concatenate((_NOTHING, *flat))
    ends = np.cumsum([len(some) for some in flat], dtype=np.int64)
    lines = np.array([len(some) for some in found], dtype=np.int64)
    kept.made[NAME] = Counts(forms, names, list(documents), lines, ends, rows).packed()
    return _summed(rows, len(names))


_NOTHING: Rows = np.zeros((0, 4), dtype=np.int64)


def _still(
    before: Counts, names: Sequence[str], forms: Mapping[str, CountedForm]
) -> tuple[dict[str, list[Rows]], list[str]]:
    """The rows of an earlier draft with the numbers that names have now, -1 where there is no such name; and the forms that changed.

    Nothing where a form goes on over the end of a line: lines are not looked at one by one then.
    """
    if any("\n" in form for form in (*forms, *before.forms)):
        return {}, []
    changed = [
        small_letters(form) for form in forms.keys() | before.forms.keys() if forms.get(form) != before.forms.get(form)
    ]
    number = {name: k for k, name in enumerate(names)}
    now = np.array([number.get(name, -1) for name in before.names], dtype=np.int64)
    rows = before.rows.copy()
    rows[:, 1:3] = now[rows[:, 1:3]]
    return replace(before, rows=rows).by_line(), changed


def _counted(text: str, there: list[Rows] | None, changed: Sequence[str], count: Count, reach: int) -> list[Rows]:
    """The rows of each line of a text: those that an earlier draft left, else counted."""
    ends = _line_ends(text)
    if there is None or len(there) != len(ends):
        return count(text, 0, ends)
    found = list(there)
    for first, last in _stretches(_touched(small_letters(text), ends, changed, reach)):
        found[first : last + 1] = count(text, ends[first - 1] if first else 0, ends[first : last + 1])
    return found


def _line_ends(text: str) -> list[int]:
    """Where each line of a text ends, the mark that ends it included; the last one ends with the text."""
    return [*accumulate(len(line) + 1 for line in text.split("\n")[:-1]), len(text)]


def _touched(text: str, ends: Sequence[int], changed: Sequence[str], reach: int) -> list[int]:
    """The lines, in order, in whose reach a form stands that changed; a form that stands over the end of a line is in reach of both."""
    found: set[int] = set()
    for form in changed:
        at = text.find(form)
        while at >= 0:
            first = bisect_right(ends, at - reach)
            last = bisect_left(ends, at + len(form) + reach)
            found.update(range(first, min(last, len(ends) - 1) + 1))
            at = text.find(form, at + 1)
    return sorted(found)


def _stretches(lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of lines that follow one another."""
    for first, line in enumerate(lines):
        if not first or lines[first - 1] != line - 1:
            start = line
        if first + 1 == len(lines) or lines[first + 1] != line + 1:
            yield start, line


def _summed(rows: Rows, names: int) -> Rows:
    """Each (what, one, other) once."""
    keys, inverse = np.unique((rows[:, 0] * names + rows[:, 1]) * names + rows[:, 2], return_inverse=True)
    halves = np.bincount(inverse, rows[:, 3], len(keys)).astype(np.int64)
    rest, other = np.divmod(keys, max(1, names))
    what, one = np.divmod(rest, max(1, names))
    return np.stack((what, one, other, halves), axis=1)
