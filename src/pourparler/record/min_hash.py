"""Sketches of sets of words, of which like sets have much in common: A. Broder, On the resemblance and containment of documents, 1997.

A member is a number of 32 bits (of its SHA-1), mixed by the end of MurmurHash3 (Appleby 2011) and then by as many affine functions as a
sketch has values; each value is the least over all members. These are the sketches of datasketch's ``MinHash(num_perm=32, seed=1,
scheme="affine32")``, bit by bit: earlier releases have kept bands of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from hashlib import sha1
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]

VALUES = 32
"""Values of a sketch."""
SEED = 1
AT_ONCE = 20_000
"""Members that are worked on together, or those of one set: some megabytes."""
REMEMBERED = 16_384
"""Members whose number is remembered: of the shingles of a bulletin seven in eight were in the bulletins before it."""


def sketches(sets: Iterable[Collection[str]]) -> Iterator[Numbers]:
    """(VALUES,) of each set, in their order. Raises ValueError where one is empty: it is like no other."""
    waiting: list[Collection[str]] = []
    many = 0
    for members in sets:
        waiting.append(members)
        many += len(members)
        if many >= AT_ONCE:
            yield from _sketched(waiting)
            waiting, many = [], 0
    if waiting:
        yield from _sketched(waiting)


def _sketched(sets: Sequence[Collection[str]]) -> Numbers:
    """(sets, VALUES)."""
    sizes = [len(members) for members in sets]
    if not min(sizes):
        raise ValueError("an empty set has no sketch")
    numbers = np.fromiter(map(_number, chain.from_iterable(sets)), dtype=np.uint32, count=sum(sizes))
    factors, more = _functions()
    mixed = factors[:, None] * _mixed(numbers) + more[:, None]
    return np.ascontiguousarray(np.minimum.reduceat(mixed, np.cumsum([0, *sizes[:-1]]), axis=1).T)


@lru_cache(REMEMBERED)
def _number(member: str) -> int:
    return int.from_bytes(sha1(member.encode(), usedforsecurity=False).digest()[:4], "little")


def _mixed(numbers: Numbers) -> Numbers:
    numbers = (numbers ^ (numbers >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    numbers = (numbers ^ (numbers >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return np.asarray(numbers ^ (numbers >> np.uint32(16)), dtype=np.uint32)


@cache
def _functions() -> tuple[Numbers, Numbers]:
    """What each function multiplies by, an odd number, and what it adds. The old generator: its numbers never change (NEP 19)."""
    drawn = np.random.RandomState(SEED)
    factors = drawn.randint(0, 1 << 31, VALUES, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, drawn.randint(0, 1 << 32, VALUES, dtype=np.uint32)
