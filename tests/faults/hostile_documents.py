"""Hostile documents: made here, from a few lines each, so that nothing large or dangerous lies in the repository."""

from __future__ import annotations

import random
from collections.abc import Iterator

from . import damage, hostile_archives, hostile_binaries, hostile_texts
from .hostile_texts import HostileDocument
from .samples import containers, documents


def corpus(seed: int = 1, damages: int = 8) -> Iterator[HostileDocument]:
    """All of them; ``damages``: how many of each form are a valid file damaged at random."""
    for group in (*hostile_texts.GROUPS, *hostile_binaries.GROUPS, *hostile_archives.GROUPS):
        yield from group()
    for name, data in (documents() | containers()).items():
        for k in range(damages):
            chance = random.Random(f"{seed}-{name}-{k}")
            way = damage.WAYS[k % len(damage.WAYS)]
            yield HostileDocument(f"damaged: {name} {way.__name__} {k}", name, lambda d=data, w=way, c=chance: w(d, c))
