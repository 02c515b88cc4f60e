"""Hard positions and linkages as tables over the issues they speak of.

Definitions: a settlement breaks ``rejects a`` when it has a (and not all of ``unless`` hold), ``requires a`` when it lacks
a, and ``accepts a if c`` when it has a while not all of c hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pourparler.model import Bundle, Issue, Kind, Linkage, Negotiation, Position
from pourparler.settlement.elimination import CELLS, COUNT, MINIMAL_SETS, Factor, Family, TooManyError, eliminate

Cells = NDArray[np.bool_]


@dataclass(frozen=True)
class Space:
    """The settlements: the product of the options in the order of the issues, last issue fastest."""

    issues: tuple[Issue, ...]

    @cached_property
    def options(self) -> tuple[tuple[str, ...], ...]:
        """The ids of the options of each issue."""
        return tuple(tuple(issue.options) for issue in self.issues)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many options each issue has."""
        return tuple(len(options) for options in self.options)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Issue id to its place."""
        return {issue.id: k for k, issue in enumerate(self.issues)}

    @cached_property
    def option_index(self) -> tuple[Mapping[str, int], ...]:
        """For each issue, option id to its place."""
        return tuple({option: k for k, option in enumerate(options)} for options in self.options)

    def codes(self, settlement: Mapping[str, str]) -> tuple[int, ...]:
        """The settlement as one option number an issue. Raises KeyError on an unknown or missing option."""
        return tuple(self.option_index[k][settlement[issue.id]] for k, issue in enumerate(self.issues))

    def settlement(self, codes: Sequence[int]) -> dict[str, str]:
        """The inverse of ``codes``."""
        return {issue.id: self.options[k][codes[k]] for k, issue in enumerate(self.issues)}

    def holds(self, bundle: Bundle) -> Iterable[tuple[int, int]]:
        """(issue number, option number) for each pair of the bundle."""
        for issue, option in bundle:
            k = self.index[issue]
            yield k, self.option_index[k][option]


@dataclass(frozen=True, slots=True)
class Rule:
    """Which combinations break a hard position or a linkage: a boolean table over ``scope``."""

    source: Position | Linkage
    scope: tuple[int, ...]
    broken: Cells

    def is_broken(self, codes: Sequence[int]) -> bool:
        """Whether the settlement (option numbers) breaks it."""
        return bool(self.broken[tuple(codes[i] for i in self.scope)])

    def factor(self, when_kept: object, when_broken: object) -> Factor:
        """The table with the two given elements in place of kept and broken."""
        table = np.empty(self.broken.shape, dtype=object)
        for cell in np.ndindex(table.shape):
            table[cell] = when_broken if self.broken[cell] else when_kept
        return Factor(self.scope, table)


def rule(space: Space, source: Position | Linkage) -> Rule:
    """The table of a hard position or linkage."""
    bundle = source.never if isinstance(source, Linkage) else source.condition
    pairs = list(space.holds(bundle))
    own = None if isinstance(source, Linkage) else space.index[source.issue or ""]
    scope = tuple(sorted({k for k, _ in pairs} | ({own} if own is not None else set())))
    axis = {issue: k for k, issue in enumerate(scope)}
    shape = tuple(space.sizes[i] for i in scope)
    if prod(shape) > CELLS:
        raise TooManyError(
            f"one position or linkage ties {len(scope)} issues together, too many to be analysed",
            mend="Split it into several that name fewer issues",
        )
    grid = np.indices(shape)
    together = np.ones(shape, dtype=bool)
    for issue, option in pairs:
        together &= grid[axis[issue]] == option
    if isinstance(source, Linkage):
        return Rule(source, scope, together)
    assert own is not None
    assert source.option is not None
    has = grid[axis[own]] == space.option_index[own][source.option]
    if source.kind is Kind.REQUIRES:
        return Rule(source, scope, ~has)
    if source.kind is Kind.REJECTS and not pairs:
        return Rule(source, scope, has)
    return Rule(source, scope, has & ~together)


@dataclass(frozen=True)
class HardRules:
    """All hard positions in force and all linkages of a negotiation."""

    space: Space
    positions: tuple[Rule, ...]
    linkages: tuple[Rule, ...]

    @classmethod
    def of(cls, negotiation: Negotiation) -> HardRules:
        """Collect them."""
        space = Space(negotiation.issues)
        return cls(
            space,
            tuple(rule(space, p) for p in negotiation.in_force if p.hard),
            tuple(rule(space, linkage) for linkage in negotiation.linkages),
        )

    def held_by(self, parties: Iterable[str]) -> tuple[Rule, ...]:
        """The rules of these parties' positions."""
        names = set(parties)
        return tuple(r for r in self.positions if isinstance(r.source, Position) and r.source.party in names)

    def count(self, positions: Iterable[Rule] | None = None, *, without_issue: int | None = None) -> int:
        """How many settlements break neither a linkage nor any of the positions (default: all), exactly.

        With ``without_issue``: how many packages over the other issues, every rule that touches that issue set aside.
        """
        kept = list(self.positions if positions is None else positions) + list(self.linkages)
        sizes: list[int] = list(self.space.sizes)
        if without_issue is not None:
            kept = [r for r in kept if without_issue not in r.scope]
            sizes[without_issue] = 1
        return int(eliminate(sizes, [r.factor(1, 0) for r in kept], COUNT))

    def concessions(self, subset: Sequence[int]) -> Family:
        """Minimal sets of positions (bits: places in ``positions``) to give up so that a settlement is left.

        Only the positions in ``subset`` and all linkages are looked at. Raises TooManyError.
        """
        factors = [self.positions[k].factor((0,), (1 << k,)) for k in subset]
        factors += [r.factor((0,), ()) for r in self.linkages]
        found: Any = eliminate(self.space.sizes, factors, MINIMAL_SETS)
        return tuple(found)

    def components(self) -> list[list[int]]:
        """Positions grouped so that two groups share no issue, directly or over other positions and linkages."""
        parent = list(range(len(self.space.sizes)))

        def root(k: int) -> int:
            while parent[k] != k:
                parent[k] = parent[parent[k]]
                k = parent[k]
            return k

        for r in (*self.positions, *self.linkages):
            for issue in r.scope[1:]:
                parent[root(issue)] = root(r.scope[0])
        groups: dict[int, list[int]] = {}
        for k, r in enumerate(self.positions):
            groups.setdefault(root(r.scope[0]), []).append(k)
        return list(groups.values())
