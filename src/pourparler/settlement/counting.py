"""How many settlements break no rule and meet every party's need: exact, without listing them.

Issue by issue, keep what each party still needs and in how many ways that state is reached; equal states are one (Horowitz, Sahni 1974,
"Computing partitions with applications to the knapsack problem", Journal of the ACM 21: 277-292). A need that the issues to come meet in
any case counts as met, a state that they cannot meet is dropped: both make states equal or few.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, reduce

import numpy as np

from pourparler.errors import TooManyError
from pourparler.settlement import dense_counting
from pourparler.settlement.decision_diagram import Diagram, Ints
from pourparler.settlement.numeric_case import Bargain
from pourparler.settlement.value_thresholds import Need, Needs

STATES = 1_500_000
"""The most states kept after an issue."""
BATCH = 3_000_000
"""Rows that wait to be merged: what bounds the memory."""


def count(diagram: Diagram, needs: Sequence[Need] = (), most: int = STATES) -> int:
    """How many settlements of the diagram meet all needs.

    Raises:
        TooManyError: more than ``most`` different states; the count is then not known exactly.
    """
    if not needs or diagram.empty:
        return diagram.count()
    primes = _enough(diagram.count())
    together = Needs.of(needs, diagram.order)
    if dense_counting.fits(diagram, together):
        return _together([dense_counting.count_modulo(diagram, together, int(p)) for p in primes], primes.tolist())
    sums, alive = together.canonical(together.start[None], 0)
    if not alive.any():
        return 0
    nodes = np.zeros(1, dtype=np.int64)
    ways = np.ones((1, len(primes)), dtype=np.int64)
    for place, (issue, step) in enumerate(zip(diagram.order, diagram.steps, strict=True), start=1):
        table = together.table(issue)
        waiting: list[tuple[Ints, Ints]] = []
        rows = 0
        for option in range(step.shape[1]):
            led = step[nodes, option]
            kept = np.flatnonzero(led >= 0)
            after, alive = together.canonical(sums[kept] + table[option], place)
            kept, after = kept[alive], after[alive]
            waiting.append((np.column_stack([led[kept], after]), ways[kept]))
            rows += len(kept)
            if rows > BATCH:
                waiting = [_merged(waiting, primes)]
                rows = len(waiting[0][0])
                _check(rows, most)
        states, ways = _merged(waiting, primes)
        _check(len(states), most)
        if not len(states):
            return 0
        nodes, sums = states[:, 0], states[:, 1:]
    return _together([int(x) for x in ways.sum(axis=0) % primes], primes.tolist())


def count_accepted(bargain: Bargain, diagram: Diagram | None = None, most: int = STATES) -> int:
    """How many settlements give every party its reservation value. Raises TooManyError as ``count`` does."""
    everything = diagram or Diagram.of([len(t) for t in bargain.tables], ())
    return count(everything, needs_of(bargain), most)


def needs_of(bargain: Bargain) -> tuple[Need, ...]:
    """One need a party: at least its reservation value."""
    start = bargain.base - bargain.reservation
    return tuple(Need(tuple(t[:, [p]] for t in bargain.tables), start[p : p + 1]) for p in range(bargain.parties))


def _check(states: int, most: int) -> None:
    if states > most:
        raise TooManyError(f"an exact count would need more than {most:,} partial sums")


def _merged(waiting: Sequence[tuple[Ints, Ints]], primes: Ints) -> tuple[Ints, Ints]:
    states = np.concatenate([s for s, _ in waiting])
    ways = np.concatenate([w for _, w in waiting])
    if not len(states):
        return states, ways
    low = states.min(axis=0)
    spans = [int(x) for x in states.max(axis=0) - low + 1]
    if reduce(lambda a, b: a * b, spans, 1) < 2**62:
        keys = np.zeros(len(states), dtype=np.int64)
        for column, span in enumerate(spans):
            keys = keys * span + (states[:, column] - low[column])
        order = np.argsort(keys, kind="stable")
        new = np.flatnonzero(np.diff(keys[order], prepend=keys[order[0]] - 1))
    else:
        order = np.lexsort(states.T)
        new = np.flatnonzero(np.concatenate([[True], (np.diff(states[order], axis=0) != 0).any(axis=1)]))
    return states[order[new]], np.add.reduceat(ways[order], new, axis=0) % primes


@cache
def _prime(number: int) -> int:
    """The primes below 2^31, largest first. Counts are kept modulo some of them: exact, however large, at the speed of arrays."""
    candidate = (_prime(number - 1) if number else 2**31) - 1
    while not (candidate % _divisors()).all():
        candidate -= 1
    return candidate


@cache
def _divisors() -> Ints:
    sieve = np.ones(46_342, dtype=bool)
    sieve[:2] = False
    for k in range(2, 216):
        sieve[k * k :: k] &= not sieve[k]
    return np.flatnonzero(sieve)


def _enough(largest: int) -> Ints:
    """As many primes as it takes to tell all counts up to this apart."""
    product = 1
    chosen: list[int] = []
    while product <= largest:
        chosen.append(_prime(len(chosen)))
        product *= chosen[-1]
    return np.array(chosen or [_prime(0)], dtype=np.int64)


def _together(remainders: list[int], primes: list[int]) -> int:
    """The number with these remainders (Chinese remainder theorem)."""
    number, product = 0, 1
    for remainder, prime in zip(remainders, primes, strict=True):
        number += product * ((remainder - number) * pow(product, -1, prime) % prime)
        product *= prime
    return number
