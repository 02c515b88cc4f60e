"""Bucket elimination: sum out issues one at a time from a product of tables.

Settlements are a product space and most positions speak of one or two issues, so counts and minimal sets come from small
tables instead of a list of settlements (Dechter 1999, "Bucket elimination", Artificial Intelligence 113: 41-85). The same
elimination serves two semirings: (+, x) on whole numbers counts; (minimal union, pairwise union) on families of sets finds
which sets of positions have to give way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pourparler.errors import PourparlerError

Table = NDArray[Any]

CELLS = 2_000_000
"""The largest intermediate table, in cells."""

FAMILY = 5_000
"""The largest family of minimal sets."""


class TooManyError(PourparlerError):
    """The answer is too large to be written out; what is known without it stands."""


@dataclass(frozen=True, slots=True)
class Semiring:
    """Two operations and the neutral element of the product."""

    plus: Callable[[Any, Any], Any]
    times: Callable[[Any, Any], Any]
    one: Any


@dataclass(frozen=True, slots=True)
class Factor:
    """A table over the issues in ``scope`` (indices, ascending): one axis an issue, one entry an option."""

    scope: tuple[int, ...]
    table: Table


Family = tuple[int, ...]
"""A family of sets, none within another; a set is an integer whose bit k says that member k is in it."""


def minimal(sets: Sequence[int]) -> Family:
    """Those sets that contain no other, smallest first."""
    kept: list[int] = []
    for candidate in sorted(set(sets), key=lambda s: (s.bit_count(), s)):
        if not any(other & candidate == other for other in kept):
            kept.append(candidate)
    if len(kept) > FAMILY:
        raise TooManyError(f"more than {FAMILY} minimal sets")
    return tuple(kept)


def _either(first: Family, second: Family) -> Family:
    if first == second or not second:
        return first
    return second if not first else minimal(first + second)


def _both(first: Family, second: Family) -> Family:
    if not first or not second:
        return ()
    if first == (0,):
        return second
    if second == (0,):
        return first
    if len(first) * len(second) > FAMILY * 200:
        raise TooManyError(f"more than {FAMILY} minimal sets")
    return minimal([a | b for a in first for b in second])


COUNT = Semiring(plus=lambda a, b: a + b, times=lambda a, b: a * b, one=1)
MINIMAL_SETS = Semiring(plus=_either, times=_both, one=(0,))


def eliminate(sizes: Sequence[int], factors: Sequence[Factor], semiring: Semiring) -> Any:
    """Sum over all settlements of the product of the factors.

    Args:
        sizes: how many options each issue has.
        factors: tables of semiring elements (dtype object).
        semiring: what sum and product mean.

    Raises:
        TooManyError: a table would need more than ``CELLS`` cells, or a family more than ``FAMILY`` sets.
    """
    plus = np.frompyfunc(semiring.plus, 2, 1)
    times = np.frompyfunc(semiring.times, 2, 1)
    pending = list(factors)
    result = semiring.one
    remaining = set(range(len(sizes)))
    while remaining:
        # The issue whose elimination makes the smallest table goes first (min-size heuristic).
        cells = {issue: _cells(issue, sizes, pending) for issue in remaining}
        issue = min(sorted(cells), key=cells.__getitem__)
        if cells[issue] > CELLS:
            raise TooManyError(f"positions tie so many issues together that a table needs over {CELLS:,} cells")
        remaining.remove(issue)
        bucket = [f for f in pending if issue in f.scope]
        pending = [f for f in pending if issue not in f.scope]
        if not bucket:
            total = reduce(semiring.plus, [semiring.one] * sizes[issue])
            result = semiring.times(result, total)
            continue
        scope = tuple(sorted({i for f in bucket for i in f.scope}))
        joined = reduce(times, (_aligned(f, scope) for f in bucket))
        joined = np.broadcast_to(joined, tuple(sizes[i] for i in scope))
        summed = plus.reduce(joined, axis=scope.index(issue))
        rest = tuple(i for i in scope if i != issue)
        if rest:
            pending.append(Factor(rest, np.asarray(summed, dtype=object)))
        else:
            result = semiring.times(result, summed)
    return result


def _cells(issue: int, sizes: Sequence[int], factors: Sequence[Factor]) -> int:
    joined = {i for f in factors if issue in f.scope for i in f.scope} | {issue}
    return prod(sizes[i] for i in joined)


def _aligned(factor: Factor, scope: tuple[int, ...]) -> Table:
    shape = [1] * len(scope)
    for axis, issue in enumerate(factor.scope):
        shape[scope.index(issue)] = factor.table.shape[axis]
    return factor.table.reshape(shape)


def minimal_transversals(family: Sequence[int]) -> Family:
    """All minimal sets that meet every set of the family (Berge 1989, Hypergraphs, ch. 2).

    The empty family is met by the empty set; a family that holds the empty set is met by none.
    """
    found: Family = (0,)
    for edge in sorted(family, key=lambda s: (s.bit_count(), s)):
        members = [1 << k for k in range(edge.bit_length()) if edge >> k & 1]
        met = [t for t in found if t & edge]
        grown = [t | m for t in found if not t & edge for m in members]
        found = minimal(met + grown)
    return found
