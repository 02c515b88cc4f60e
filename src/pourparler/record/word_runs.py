"""What two texts share word for word: runs of words ("shingles"), of which a part that any two texts choose alike is kept to be searched.

Resemblance and containment of shingles: A. Broder, On the resemblance and containment of documents, 1997; what is kept are his
"shingles that are 0 mod m", from which containment can be told as well as resemblance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pourparler.model import Block

WordRuns = NDArray[np.uint64]
"""Numbers of runs of words, in ascending order, each once."""

LENGTH = 4
"""Words in a run."""
FEWEST = 20
"""Runs that a text needs; a shorter one is compared with no other."""
ONE_IN = 16
"""One of so many runs is kept to be searched."""

_SPACELESS = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
"""Scripts without blanks between words: Thai, Japanese, Chinese; a character counts as a word there."""
_WORD = re.compile(rf"[{_SPACELESS}]|[^\W{_SPACELESS}]+")
_ODD = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Shared:
    """What two texts share: of the runs of both together (``resemblance``), of those of the shorter one (``containment``); 0 to 1.

    ``length``: that of the shorter one as a share of that of the longer.
    """

    resemblance: float
    containment: float
    length: float


def told(text: str, blocks: Sequence[Block]) -> str:
    """What a document itself tells: no headline, byline, dateline, page header, which each outlet makes anew; without blocks all."""
    return "\n".join(text[b.start : b.end] for b in blocks if b.kind.told) or text


def word_runs(text: str) -> WordRuns:
    """The runs of words of a text, case and punctuation aside; none where it is too short."""
    words = _WORD.findall(text.casefold())
    if len(words) < FEWEST + LENGTH - 1:
        return np.zeros(0, dtype=np.uint64)
    numbers = {word: crc32(word.encode("utf-8", "surrogatepass")) for word in set(words)}
    each = np.fromiter(map(numbers.__getitem__, words), dtype=np.uint64, count=len(words))
    runs = np.zeros(len(words) - LENGTH + 1, dtype=np.uint64)
    for place in range(LENGTH):
        runs = _mixed((runs ^ each[place : place + len(runs)]) * _ODD[place])
    found = np.unique(runs)
    return found if len(found) >= FEWEST else found[:0]


def _mixed(numbers: WordRuns) -> WordRuns:
    """Each bit depends on each: the end of MurmurHash3 (Appleby 2011)."""
    numbers = (numbers ^ (numbers >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    return np.asarray(numbers ^ (numbers >> np.uint64(33)), dtype=np.uint64)


def searched(found: WordRuns) -> list[int]:
    """Those that are kept to be searched, as numbers of 64 bits with sign."""
    return [int(n) for n in found[found % np.uint64(ONE_IN) == 0].view(np.int64)]


def shared(one: WordRuns, other: WordRuns) -> Shared:
    """What two texts share, counted over all their runs."""
    few, many = sorted((len(one), len(other)))
    if not few:
        return Shared(0.0, 0.0, 0.0)
    both = len(np.intersect1d(one, other, assume_unique=True))
    return Shared(both / (few + many - both), both / few, few / many)
