"""Which documents tell the same story: from pairs that share words, and from what a person decided, to groups.

Pure functions. The pairs are found in ``story_pairs``, the groups are kept by ``stories``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pourparler.record.word_runs import Shared

CONTAINED = 0.5
"""The share of the shorter text's runs of words from which on two texts tell the same story."""
SHORTEST = 0.25
"""The length of the shorter text as a share of the longer from which on it is the story shortened, not a note or part of a digest."""
PART = 0.5
"""The length below which the shorter text is a part of the longer, of which there may be others."""
DAYS = 10
"""Days between two documents that tell one story: what stands in forms, day after day, shares words too."""
AGAIN = 0.9
"""The share of the runs of both from which on the days do not matter: it is the same text again."""

Couple = tuple[str, str]
"""Two documents, the smaller id first."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents, ``one`` < ``other``, that tell the same story, and how alike they are (0 to 1).

    ``part``: the one that is a part of the other, where it is much shorter. ``translated``: one tells it in another language.
    ``sure``: whether they are told together without a person saying so.
    """

    one: str
    other: str
    share: float
    part: str | None = None
    translated: bool = False
    sure: bool = True

    @property
    def couple(self) -> Couple:
        """Both."""
        return self.one, self.other


def couple(one: str, other: str) -> Couple:
    """Two documents, the smaller id first."""
    return (one, other) if one < other else (other, one)


def same_words(found: Shared, first: date | None, second: date | None) -> bool:
    """Whether two texts that share so much, told on these days, are one story told twice."""
    if found.resemblance >= AGAIN:
        return True
    near = first is None or second is None or abs((first - second).days) <= DAYS
    return near and found.containment >= CONTAINED and found.length >= SHORTEST


def grouped(
    documents: Collection[str],
    pairs: Iterable[Pair],
    together: Sequence[Couple] = (),
    apart: Collection[Couple] = (),
) -> dict[str, frozenset[str]]:
    """Each document with all that tell its story, itself among them.

    The closest pairs are put together first. ``apart``: what a person took apart, which nothing puts together; ``together``: what a person
    put together, the latest first, before all else. A document that contains several which share nothing with each other is a collection,
    a digest of a week or of a press, and is not the story of any of them.
    """
    group: dict[str, set[str]] = {d: {d} for d in documents}
    sure = [p for p in pairs if p.sure and p.one in group and p.other in group]
    collections = _collections(sure)
    away: dict[str, set[str]] = defaultdict(set)
    for one, other in apart:
        away[one].add(other)
        away[other].add(one)
    fit = [p for p in sure if p.part is None or _whole(p) not in collections]
    in_order = [p.couple for p in sorted(fit, key=lambda p: (-p.share, p.couple))]
    for one, other in (*(c for c in together if c[0] in group and c[1] in group), *in_order):
        first, second = group[one], group[other]
        if first is second or any(away[d] & second for d in first if d in away):
            continue
        less, more = sorted((first, second), key=len)
        more |= less
        group.update(dict.fromkeys(less, more))
    return {d: frozenset(members) for d, members in group.items()}


def _whole(pair: Pair) -> str:
    return pair.other if pair.part == pair.one else pair.one


def _collections(pairs: Sequence[Pair]) -> set[str]:
    """The documents of which several others are parts that have nothing to do with each other."""
    parts: dict[str, set[str]] = defaultdict(set)
    beside: dict[str, set[str]] = defaultdict(set)
    for p in pairs:
        beside[p.one].add(p.other)
        beside[p.other].add(p.one)
        if p.part is not None:
            parts[_whole(p)].add(p.part)
    return {whole for whole, those in parts.items() if len(those) > 1 and not _connected(those, beside)}


def _connected(those: set[str], beside: Mapping[str, set[str]]) -> bool:
    """Whether each is reached from each without leaving them."""
    reached, edge = set[str](), {next(iter(those))}
    while edge:
        reached |= edge
        edge = {d for e in edge for d in beside[e] & those} - reached
    return reached == those
