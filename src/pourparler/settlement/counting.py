"""How many settlements every party accepts, where utilities are numbers: exact, without listing them.

Issue by issue, keep what each party still needs and in how many ways that state is reached; equal states are one (Horowitz, Sahni 1974,
"Computing partitions with applications to the knapsack problem", Journal of the ACM 21: 277-292). A need that the issues to come meet in
any case counts as met, a state that they cannot meet is dropped: both make states equal or few.
"""

from __future__ import annotations

from functools import reduce

import numpy as np

from pourparler.settlement.bargain import Bargain, Ints
from pourparler.settlement.elimination import TooManyError

STATES = 4_000_000
"""The most states kept after an issue."""
PRIMES = (
    2147483647,
    2147483629,
    2147483587,
    2147483579,
    2147483563,
    2147483549,
    2147483543,
    2147483497,
    2147483489,
    2147483477,
)
"""Counts are kept modulo these and put together by the Chinese remainder theorem: exact far beyond 64 bits, at the speed of arrays."""


def count_accepted(bargain: Bargain, most: int = STATES) -> int:
    """How many settlements give every party its reservation value.

    Raises:
        TooManyError: more than ``most`` different states; the count is then not known exactly.
    """
    rest_low = np.cumsum([t.min(axis=0) for t in bargain.tables][::-1], axis=0)[::-1]
    rest_high = np.cumsum([t.max(axis=0) for t in bargain.tables][::-1], axis=0)[::-1]
    none = np.zeros(bargain.parties, dtype=np.int64)
    needs = (bargain.reservation - bargain.base)[None]
    if (needs[0] > rest_high[0]).any():
        return 0
    primes = _enough(bargain.settlements)
    ways = np.ones((1, len(primes)), dtype=np.int64)
    for k, table in enumerate(bargain.tables):
        low, high = (rest_low[k + 1], rest_high[k + 1]) if k + 1 < len(bargain.tables) else (none, none)
        if len(needs) * len(table) > 8 * most:
            raise TooManyError(f"more than {most:,} different states of what the parties still need")
        left = np.maximum(needs[:, None] - table[None], low).reshape(-1, bargain.parties)
        each = np.repeat(ways, len(table), axis=0)
        possible = (left <= high).all(axis=1)
        needs, ways = _merged(left[possible], each[possible], primes)
        if not len(needs):
            return 0
        if len(needs) > most:
            raise TooManyError(f"more than {most:,} different states of what the parties still need")
    return _together([int(x) for x in ways.sum(axis=0) % primes], primes.tolist())


def _merged(needs: Ints, ways: Ints, primes: Ints) -> tuple[Ints, Ints]:
    if not len(needs):
        return needs, ways
    low = needs.min(axis=0)
    spans = [int(x) for x in needs.max(axis=0) - low + 1]
    if reduce(lambda a, b: a * b, spans, 1) < 2**62:
        keys = np.zeros(len(needs), dtype=np.int64)
        for column, span in enumerate(spans):
            keys = keys * span + (needs[:, column] - low[column])
        order = np.argsort(keys, kind="stable")
        new = np.flatnonzero(np.diff(keys[order], prepend=keys[order[0]] - 1))
    else:
        order = np.lexsort(needs.T)
        new = np.flatnonzero(np.concatenate([[True], (np.diff(needs[order], axis=0) != 0).any(axis=1)]))
    return needs[order[new]], np.add.reduceat(ways[order], new, axis=0) % primes


def _enough(settlements: int) -> Ints:
    """As many primes as it takes to tell all counts up to this apart."""
    product, chosen = 1, []
    for prime in PRIMES:
        if product > settlements:
            break
        chosen.append(prime)
        product *= prime
    if product <= settlements:
        raise TooManyError(f"counts up to {float(settlements):.3g} are beyond what can be kept")
    return np.array(chosen, dtype=np.int64)


def _together(remainders: list[int], primes: list[int]) -> int:
    """The number with these remainders (Chinese remainder theorem)."""
    number, product = 0, 1
    for remainder, prime in zip(remainders, primes, strict=True):
        number += product * ((remainder - number) * pow(product, -1, prime) % prime)
        product *= prime
    return number
