"""Of many positions those nearest in meaning to each.

Likenesses are whole numbers, so that they are the same in whatever order and in however many pieces they are worked out: vectors are put on a
grid that is coarse enough for their products to be exact in single precision. What was found of earlier positions is therefore used again as
it is: only what is new is compared with all others, and what lost one of its nearest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pourparler.drafting.kept_work import packed, unpacked
from pourparler.drafting.likeness import Floats, Ints
from pourparler.spread import HERE, Spread, in_order

NEAREST = 16
"""The positions nearest in meaning with which one is compared."""
STEPS = 2000
"""Steps of the grid in a length of one. A sum of two unit vectors then is no longer than 4,010 steps, and every sum of products, whole or in
part, below 2**24, up to which single precision holds whole numbers."""
_SAMPLE = 4096
"""Positions by which it is told how near others have to be at the least."""
_ROWS = 256
"""Positions that are compared with all others together."""
_SENT = 8 * _ROWS
"""Positions that another process compares at once."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """Of each of n positions the nearest ones (n, NEAREST), nearest first, of equally near ones the first; and how near (n, NEAREST), in steps squared.

    ``tokens``: (n,) what each is: its statement and its place on the grid.
    """

    tokens: NDArray[np.bytes_]
    of: NDArray[np.int32]
    likeness: NDArray[np.int32]

    def packed(self) -> bytes:
        """As bytes, to be kept."""
        return packed(None, tokens=self.tokens, of=self.of, likeness=self.likeness)

    @classmethod
    def unpacked(cls, kept: bytes) -> Nearest | None:
        """The inverse of ``packed``; None where this is something else: it is worked out anew then."""
        return unpacked(kept, lambda _, found: cls(found["tokens"], found["of"], found["likeness"]))


def on_grid(vectors: Floats, contents: Floats) -> Floats:
    """(n, 384) whole numbers: what is meant, without what all have in common, twice: of the positions' words and of the contents.

    What is common is the mean of as many of the first as are a power of two, at least half of all: it does not change with every later document.
    """
    first = 1 << max(0, len(vectors).bit_length() - 1)
    middles = vectors[:first].mean(0), contents[:first].mean(0)
    found = np.empty_like(vectors)
    for start in range(0, len(vectors), _SENT):
        part = slice(start, start + _SENT)
        one, other = (_unit(v[part] - middle) for v, middle in zip((vectors, contents), middles, strict=True))
        np.rint((one + other) * np.float32(STEPS), out=found[part])
    return found


def _unit(rest: Floats) -> Floats:
    length = np.sqrt(np.add.reduce(rest * rest, axis=1, keepdims=True))
    return np.asarray(rest / np.maximum(length, np.float32(1e-6)), dtype=np.float32)


def tokens_of(ids: Sequence[str], grid: Floats) -> NDArray[np.bytes_]:
    """What each position is, whatever else there is: two have the same token only where statement and meaning are the same."""
    rows = grid.astype(np.int16)
    told = [hashlib.blake2b(id.encode() + row.tobytes(), digest_size=12) for id, row in zip(ids, rows, strict=True)]
    return np.array([t.hexdigest().encode() for t in told], dtype="S24")


def nearest(grid: Floats, tokens: NDArray[np.bytes_], kept: Nearest | None = None, on: Spread = HERE) -> Nearest:
    """The nearest of each of more than ``NEAREST`` positions. ``kept``: of an earlier time; the result is the same without it.

    ``on``: where they are compared; the result is the same.
    """
    many = len(grid)
    of = np.full((many, NEAREST), -1, dtype=np.int32)
    likeness = np.full((many, NEAREST), np.iinfo(np.int32).min, dtype=np.int32)
    known = _still(kept, tokens) if kept is not None else None
    fresh = np.ones(many, dtype=np.bool_)
    new = np.ones(many, dtype=np.bool_)
    if kept is not None and known is not None:
        there = known >= 0
        moved = np.where(there[kept.of], known[kept.of], -1)
        whole = there & (moved >= 0).all(1)
        new[known[there]] = False
        fresh[known[whole]] = False
        of[known[whole]], likeness[known[whole]] = moved[whole], kept.likeness[whole]
    least = likeness[:, -1].astype(np.float32)
    least[fresh] = _at_least(grid, np.flatnonzero(fresh))
    settled = np.flatnonzero(~fresh)
    order = np.concatenate((settled, np.flatnonzero(fresh)))
    ordered = grid[order] if len(settled) else grid
    work = ordered, least[order], new[order], len(settled)
    parts = [(start, min(start + _SENT, many)) for start in range(len(settled), many, _SENT)]
    found = in_order(on, _near_ones, work, parts)
    rows, columns, values = (np.concatenate(told) for told in zip(*found, strict=True)) if found else _NOTHING
    del found, work, ordered
    order = order.astype(np.int32)
    return Nearest(
        tokens,
        *_first_of_each(
            many,
            np.concatenate((np.repeat(order[: len(settled)], NEAREST), order[rows])),
            np.concatenate((of[settled].ravel(), order[columns])),
            np.concatenate((likeness[settled].ravel(), values)),
        ),
    )


def _still(kept: Nearest, tokens: NDArray[np.bytes_]) -> Ints | None:
    """The number that each of the kept positions has now, -1 where it is gone; None where what is kept does not help.

    It does not where fewer than half of all are in it, nor where others come first now: of equally near ones the first count.
    """
    place = {token: k for k, token in enumerate(tokens.tolist())}
    if (
        len(place) < len(tokens)
        or kept.of.shape != (len(kept.tokens), NEAREST)
        or kept.of.max(initial=0) >= len(kept.of)
    ):
        return None
    now = np.array([place.get(token, -1) for token in kept.tokens.tolist()], dtype=np.int64)
    there = now[now >= 0]
    return now if 2 * len(there) >= len(tokens) and bool(np.all(np.diff(there) > 0)) else None


def _at_least(grid: Floats, rows: Ints) -> Floats:
    """(rows,) a likeness that as many as are looked for reach, from a part of all: the nearest have at least this."""
    some = np.arange(0, len(grid), max(1, len(grid) // _SAMPLE))
    columns = np.ascontiguousarray(grid[some].T)
    found = np.empty(len(rows), dtype=np.float32)
    for start in range(0, len(rows), _ROWS):
        those = rows[start : start + _ROWS]
        likeness = grid[those] @ columns
        likeness[those[:, np.newaxis] == some] = -np.inf
        found[start : start + _ROWS] = np.partition(likeness, -NEAREST, axis=1)[:, -NEAREST]
    return found


Numbers = NDArray[np.int32]
_NOTHING = (np.zeros(0, dtype=np.int32),) * 3
Work = tuple[Floats, Floats, NDArray[np.bool_], int]
"""The grid, how near others have to be at the least, which are new, and how many, the first ones, have their nearest but for new ones."""


def _near_ones(work: Work, part: tuple[int, int]) -> tuple[Numbers, Numbers, Numbers]:
    """(position, another, likeness) of those in a part with all before them and in it: what may be among the nearest of either."""
    grid, least, new, settled = work
    rows: list[Numbers] = []
    columns: list[Numbers] = []
    values: list[Numbers] = []
    for start in range(*part, _ROWS):
        end = min(start + _ROWS, part[1])
        likeness = grid[start:end] @ grid[:end].T
        own = np.arange(end - start)
        likeness[own, own + start] = -np.inf
        row, column = np.divmod(np.flatnonzero(likeness >= least[start:end, np.newaxis]), end)
        rows.append((row + start).astype(np.int32))
        columns.append(column.astype(np.int32))
        values.append(likeness[row, column].astype(np.int32))
        back = likeness[:, :start]
        row, column = np.divmod(np.flatnonzero(back >= least[:start]), max(1, start))
        # What two have told each other before is in the list of the one that is settled.
        counts = new[row + start] | (column >= settled)
        row, column = row[counts], column[counts]
        rows.append(column.astype(np.int32))
        columns.append((row + start).astype(np.int32))
        values.append(back[row, column].astype(np.int32))
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(values)


def _first_of_each(many: int, rows: Numbers, columns: Numbers, values: Numbers) -> tuple[Numbers, Numbers]:
    """(many, NEAREST) the columns with the largest values of each row, and these."""
    order = np.lexsort((columns, -values, rows))
    begins = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=many))[:-1]))
    chosen = order[begins[:, np.newaxis] + np.arange(NEAREST)]
    return columns[chosen], values[chosen]
