"""Hard positions and linkages as combinations of options that cannot be.

Definitions: a settlement breaks ``rejects a`` when it has a (and not all of ``unless`` hold), ``requires a`` when it lacks
a, and ``accepts a if c`` when it has a while not all of c hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pourparler.model import Bundle, Issue, Kind, Linkage, Negotiation, Position
from pourparler.settlement.decision_diagram import Clause, Diagram, Ints, clause
from pourparler.settlement.value_thresholds import Bools

Codes = Ints
"""(settlements, issues) option numbers."""


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

    def everything(self) -> Codes:
        """(settlements, issues) all option numbers."""
        return np.indices(self.sizes).reshape(len(self.sizes), -1).T

    def has(self, bundle: Bundle) -> Clause:
        """The clause that holds where every pair of the bundle does."""
        parts: dict[int, tuple[bool, ...]] = {}
        for issue, option in bundle:
            k = self.index[issue]
            mine = tuple(o == self.option_index[k][option] for o in range(self.sizes[k]))
            parts[k] = tuple(a and b for a, b in zip(mine, parts.get(k, mine), strict=True))
        return clause(parts)

    def lacks(self, issue: str, option: str) -> Clause:
        """The clause that holds where the issue has any other option."""
        k = self.index[issue]
        return clause({k: tuple(o != self.option_index[k][option] for o in range(self.sizes[k]))})


@dataclass(frozen=True, slots=True)
class Rule:
    """Which combinations break a hard position or a linkage: those of any of its clauses."""

    source: Position | Linkage
    clauses: tuple[Clause, ...]

    @property
    def scope(self) -> tuple[int, ...]:
        """The issues that it speaks of, ascending."""
        return tuple(sorted({issue for c in self.clauses for issue, _ in c}))

    def is_broken(self, codes: Sequence[int]) -> bool:
        """Whether the settlement (option numbers) breaks it."""
        return any(all(options[codes[issue]] for issue, options in c) for c in self.clauses)


def holds(condition: Clause, codes: Codes) -> Bools:
    """(settlements,) where the clause is true, for (settlements, issues) option numbers."""
    result = np.ones(len(codes), dtype=bool)
    for issue, options in condition:
        result &= np.array(options)[codes[:, issue]]
    return result


def broken(rules: Iterable[Rule], codes: Codes) -> Bools:
    """(settlements,) which break any of the rules."""
    result = np.zeros(len(codes), dtype=bool)
    for r in rules:
        for c in r.clauses:
            result |= holds(c, codes)
    return result


def rule(space: Space, source: Position | Linkage) -> Rule:
    """The clauses of a hard position or linkage."""
    if isinstance(source, Linkage):
        return Rule(source, (space.has(source.never),) if source.never else ())
    issue, option = source.issue or "", source.option or ""
    if source.kind is Kind.REQUIRES:
        return Rule(source, (space.lacks(issue, option),))
    own = ((issue, option),)
    if not source.condition:
        return Rule(source, (space.has(own),))
    # Has the option, while the condition fails in one of its parts.
    pairs = [(space.has(own), space.lacks(*part)) for part in source.condition]
    return Rule(source, tuple(both for a, b in pairs if (both := _and(a, b)) is not None))


def _and(first: Clause, second: Clause) -> Clause | None:
    parts = dict(first)
    for issue, options in second:
        before = parts.get(issue, options)
        parts[issue] = tuple(a and b for a, b in zip(before, options, strict=True))
    return clause(parts) if all(map(any, parts.values())) else None


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

    def places_of(self, parties: Iterable[str]) -> list[int]:
        """Where in ``positions`` these parties' rules stand."""
        names = set(parties)
        return [k for k, r in enumerate(self.positions) if isinstance(r.source, Position) and r.source.party in names]

    def held_by(self, parties: Iterable[str]) -> tuple[Rule, ...]:
        """The rules of these parties' positions."""
        return tuple(self.positions[k] for k in self.places_of(parties))

    def diagram(self, positions: Iterable[Rule] | None = None, extra: Iterable[Clause] = ()) -> Diagram:
        """The settlements that break neither a linkage nor any of the positions (default: all), nor an extra clause."""
        kept = (*(self.positions if positions is None else positions), *self.linkages)
        return Diagram.of(self.space.sizes, [*(c for r in kept for c in r.clauses), *extra])

    def count(self, positions: Iterable[Rule] | None = None, *, without_issue: int | None = None) -> int:
        """How many settlements break neither a linkage nor any of the positions (default: all), exactly.

        With ``without_issue``: how many packages over the other issues, every rule that touches that issue set aside.
        """
        kept = (*(self.positions if positions is None else positions), *self.linkages)
        sizes = list(self.space.sizes)
        if without_issue is not None:
            kept = tuple(r for r in kept if without_issue not in r.scope)
            sizes[without_issue] = 1
        # Issues that are not tied to others are counted one by one; the diagram is built over the others alone, once for equal ones.
        clauses = {c for r in kept for c in r.clauses}
        tied = tuple(sorted({issue for c in clauses if len(c) > 1 for issue, _ in c}))
        place = {issue: k for k, issue in enumerate(tied)}
        total = 1
        inner = []
        free: dict[int, list[tuple[bool, ...]]] = {}
        for c in clauses:
            if len(c) == 1 and c[0][0] not in place:
                free.setdefault(c[0][0], []).append(c[0][1])
            else:
                inner.append(tuple((place[issue], options) for issue, options in c))
        for issue, size in enumerate(sizes):
            if issue not in place:
                total *= sum(not any(f[o] for f in free.get(issue, ())) for o in range(size))
        key = (tuple(sizes[i] for i in tied), frozenset(inner))
        if key not in self._counted:
            self._counted[key] = Diagram.of(*key).count()
        return total * self._counted[key]

    @cached_property
    def _counted(self) -> dict[tuple[tuple[int, ...], frozenset[Clause]], int]:
        return {}

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
            if r.scope:
                groups.setdefault(root(r.scope[0]), []).append(k)
        return list(groups.values())
