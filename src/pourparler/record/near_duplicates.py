"""Whether two quotations are one that is told again: the same words, by MinHash (Broder 1997) and then by what they share."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from pourparler.record.min_hash import sketches

ENOUGH = 0.7
"""The share of common shingles (Jaccard) from which on two quotations are the same words told again."""
LENGTH = 5
"""Characters in a shingle."""
SHORTEST = 25
"""Characters that a quotation needs; shorter ones ("We will not") recur by chance."""
BANDS = 8
"""Each of four values of a sketch. Two quotations that share 70 % of their shingles have one in common with 89 % chance, with 80 % 98 %."""


def plain_words(words: str) -> str:
    """The words without punctuation and case."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def shingles(words: str) -> frozenset[str]:
    """Runs of characters of the words, punctuation and case aside; none where they are too short."""
    plain = plain_words(words)
    if len(plain) < SHORTEST:
        return frozenset()
    return frozenset({plain[k : k + LENGTH] for k in range(len(plain) - LENGTH + 1)})


def jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of shingles that both have, 0 to 1."""
    both = len(first & second)
    return both / (len(first) + len(second) - both) if both else 0.0


RETOLD = 0.8
"""The share of the shorter quotation's shingles from which on two are one told in other words, where one speaker says both in one story."""
NEGATIVE = frozenset({"no", "not", "t", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "without"})
"""Words that turn a sentence (Huddleston and Pullum, The Cambridge Grammar of the English Language, 2002, chapter 9); "t" ends "won't"."""


@dataclass(frozen=True)
class Quotation:
    """What somebody is quoted with, to be compared with many others."""

    words: str

    @cached_property
    def shingles(self) -> frozenset[str]:
        """Those of its words."""
        return shingles(self.words)


def same_words(one: Quotation, other: Quotation) -> float:
    """How much two quotations share (Jaccard) that are the same words told again; 0 where they are not, or stand against each other."""
    # Two of so different lengths need not be taken apart: no text has more shingles than characters.
    if len(other.words.casefold()) < ENOUGH * len(one.shingles):
        return 0.0
    share = jaccard(one.shingles, other.shingles)
    return share if share == 1 or (share >= ENOUGH and not opposed(one.words, other.words)) else 0.0


def retold(one: Quotation, other: Quotation) -> bool:
    """Whether two quotations are one, shortened or in other words, given that one speaker says both and both documents tell one story.

    The shorter one is contained in the longer, and they do not stand against each other.
    """
    first, second = one.shingles, other.shingles
    if not first or not second or len(first & second) < RETOLD * min(len(first), len(second)):
        return False
    return not opposed(one.words, other.words)


def same_short(one: Quotation, other: Quotation) -> bool:
    """Whether two quotations that are too short to be compared by what they share are the same words.

    That says little by itself ("the toll"): it counts only where one speaker takes one stance on both, and both documents tell one story.
    """
    return not one.shingles and plain_words(one.words) == plain_words(other.words) != ""


def opposed(one: str, other: str) -> bool:
    """Whether one of two like quotations says otherwise: each has a figure that the other has not, or one denies what the other says.

    A denial is no denial of the other where it comes only after all that the shorter one says.
    """
    less, more = sorted((re.findall(r"\w+", text.casefold()) for text in (one, other)), key=lambda w: (len(w), w))
    figures = [{w for w in words if w[0].isdigit()} for words in (less, more)]
    if figures[0] - figures[1] and figures[1] - figures[0]:
        return True
    if len(less) < len(more):
        from rapidfuzz.distance import LCSseq  # only who reads documents pays for this import, too

        in_order = LCSseq.opcodes(less, more)
        more = more[: max((step.dest_end for step in in_order if step.tag == "equal"), default=0)]
    return sum(w in NEGATIVE for w in less) != sum(w in NEGATIVE for w in more)


def bands(found: Collection[str]) -> list[int]:
    """Numbers, 64 bits with sign, of which like quotations share at least one; none without shingles."""
    return bands_of([found])[0]


def bands_of(found: Sequence[Collection[str]]) -> list[list[int]]:
    """``bands`` of each of several quotations, in their order."""
    made = sketches(each for each in found if each)
    return [_numbers(next(made).astype("<u4").tobytes()) if each else [] for each in found]


def keys_of(quotations: Sequence[Collection[str]]) -> list[list[int]]:
    """The bands by which each of several quotations is found, every band once, in ascending order."""
    return [sorted(set(numbers)) for numbers in bands_of(quotations)]


def _numbers(sketch: bytes) -> list[int]:
    size = len(sketch) // BANDS
    return [_number(k, sketch[k * size : (k + 1) * size]) for k in range(BANDS)]


def _number(place: int, data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8, salt=bytes([place])).digest(), "big", signed=True)
