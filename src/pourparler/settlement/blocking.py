"""Which positions stand in the way together, and which have to give way.

A blocking set is a minimal set of hard positions that no settlement satisfies together; a concession set is a minimal set
whose withdrawal leaves a settlement. Each family is the family of minimal transversals of the other (Reiter 1987, "A theory
of diagnosis from first principles", Artificial Intelligence 32: 57-95, theorem 4.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod

from pourparler.model import Position
from pourparler.settlement.elimination import FAMILY, Family, TooManyError, minimal_transversals
from pourparler.settlement.hard import HardRules

PositionSet = tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Blocking:
    """All minimal blocking sets and concession sets.

    ``concessions`` is None where there are more than can be listed; ``concession_parts`` then still says, for each group of
    positions that share no issue with the others, what has to give way there: one choice from every part.
    """

    blocking_sets: tuple[PositionSet, ...]
    concession_parts: tuple[tuple[PositionSet, ...], ...]
    concessions: tuple[PositionSet, ...] | None
    linkages_alone_block: bool = False
    complete: bool = True


def _members(rules: HardRules, bits: int) -> PositionSet:
    chosen = (rules.positions[k].source for k in range(bits.bit_length()) if bits >> k & 1)
    return tuple(p for p in chosen if isinstance(p, Position))


def _ordered(family: Family) -> list[int]:
    """Smallest sets first, then by the places of their members."""
    return sorted(family, key=lambda s: (s.bit_count(), [k for k in range(s.bit_length()) if s >> k & 1]))


def find_blocking(rules: HardRules) -> Blocking:
    """All minimal blocking and concession sets of the hard positions under the linkages."""
    if not rules.count(()):
        return Blocking(((),), (), (), linkages_alone_block=True)
    parts: list[Family] = []
    blocking: list[int] = []
    complete = True
    for group in rules.components():
        try:
            concessions = rules.concessions(group)
            if concessions == (0,):
                continue
            parts.append(concessions)
            blocking.extend(minimal_transversals(concessions))
        except TooManyError:
            complete = False
    sets = tuple(_members(rules, s) for s in _ordered(tuple(blocking)))
    worded = tuple(tuple(_members(rules, s) for s in _ordered(part)) for part in parts)
    if not complete or prod(map(len, parts)) > FAMILY:
        return Blocking(sets, worded, None, complete=complete)
    joined: list[int] = []
    for choice in product(*parts):
        union = 0
        for chosen in choice:
            union |= chosen
        joined.append(union)
    return Blocking(sets, worded, tuple(_members(rules, s) for s in _ordered(tuple(joined))))
