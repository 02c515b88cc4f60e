"""Near-duplicates: the same words told by several outlets, found by MinHash (Broder 1997) and settled by what they truly share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

ENOUGH = 0.7
"""The share of common shingles (Jaccard) from which on two quotations are the same words told again."""
LENGTH = 5
"""Characters in a shingle."""
SHORTEST = 25
"""Characters that a quotation needs; shorter ones ("We will not") recur by chance."""
BANDS, ROWS = 8, 4
"""Two quotations that share 70 % of their shingles have a band in common with 89 % chance, with 80 % 98 %."""


def shingles(words: str) -> frozenset[str]:
    """Runs of characters of the words, punctuation and case aside; none where they are too short."""
    plain = " ".join(re.findall(r"\w+", words.casefold()))
    if len(plain) < SHORTEST:
        return frozenset()
    return frozenset(plain[k : k + LENGTH] for k in range(len(plain) - LENGTH + 1))


def jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of shingles that both have, 0 to 1."""
    return len(first & second) / len(first | second) if first and second else 0.0


def bands(found: Iterable[str]) -> list[int]:
    """Numbers, 64 bits with sign, of which like quotations share at least one; none without shingles."""
    told = [s.encode() for s in sorted(found)]
    if not told:
        return []
    sketch = _blank().copy()
    sketch.update_batch(told)
    values = sketch.hashvalues.astype("<u4").reshape(BANDS, ROWS)
    return [_number(k, row.tobytes()) for k, row in enumerate(values)]


@cache
def _blank() -> Any:
    """A sketch of nothing; drawing its permutations takes longer than using them once."""
    from datasketch import MinHash  # only who reads documents pays for this import

    return MinHash(num_perm=BANDS * ROWS, seed=1, scheme="affine32")


def _number(place: int, data: bytes) -> int:
    from hashlib import blake2b

    return int.from_bytes(blake2b(data, digest_size=8, salt=bytes([place])).digest(), "big", signed=True)
