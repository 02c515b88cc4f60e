"""A party's compatible value functions: the polytope that its positions cut out.

Additive value functions without numbers (ordinal regression: Greco, Mousseau, Słowiński 2008, EJOR 191: 416-436). Columns:
``w`` a weight for each issue, ``v`` a value for each option, ``n`` what an issue is worth without a settlement where the
option it then has is unknown, ``m`` the best an issue can give, ``scale`` one unit of the party's own numbers. Every row
knows the position it comes from, so that an inconsistent set can be explained.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

from pourparler.model import Negotiation, Position, exact
from pourparler.settlement.comparisons import best_and_worst, comparisons

TOLERANCE = 1e-9
"""Differences of utility (which lies in 0..1) up to this count as none."""


class _QuietHighs(highspy.Highs):
    """HiGHS prints its banner on construction, where no option can be set yet; standard output is ours."""

    def enableCallbacks(self) -> None:
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def quiet_solver() -> highspy.Highs:
    """A solver of linear programs that prints nothing, decides at 1e-10 (the reference at 1e-9) and uses one thread."""
    solver = _QuietHighs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("primal_feasibility_tolerance", 1e-10)
    solver.setOptionValue("dual_feasibility_tolerance", 1e-10)
    return solver


Column = tuple[str, ...]
Terms = Mapping[Column, float]


def largest(column: Column) -> float:
    """The upper bound of a column: what is in the party's own units has none."""
    return np.inf if column[0] in ("scale", "b") else 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """``lower <= sum of coefficient * column <= upper`` and the position behind it (None: by definition)."""

    terms: Terms
    lower: float
    upper: float
    source: Position | None = None


class _Solved:
    """A linear program that is solved again and again, by one thread at a time, and what came of it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.solver: highspy.Highs | None = None
        self.feasible: bool | None = None
        self.least: dict[tuple[tuple[int, float], ...], float | None] = {}


@dataclass
class Polytope:
    """Value functions of one party, and a linear program over them."""

    party: str
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    baseline: dict[Column, float] = field(default_factory=dict)
    """U0, the utility of no-agreement, as coefficients of columns."""
    bonuses: list[tuple[Mapping[str, str], float]] = field(default_factory=list)
    """Packages and what each is worth beyond its options, in units of ``scale``."""

    def __post_init__(self) -> None:
        self._place: dict[Column, int] = {}
        self._solved = _Solved()

    def column(self, *name: str) -> Column:
        """Add the column if it is new."""
        if name not in self._place:
            self._place[name] = len(self.columns)
            self.columns.append(name)
        return name

    def require(
        self, terms: Terms, *, lower: float = -np.inf, upper: float = np.inf, source: Position | None = None
    ) -> None:
        """Add a row."""
        self.rows.append(Row(dict(terms), lower, upper, source))

    def feasible(self, rows: Sequence[Row] | None = None) -> bool:
        """Whether any value function is compatible (with these rows instead of all)."""
        if rows is not None:
            return self._fits(rows)
        with self._solved.lock:
            if self._solved.feasible is None:
                self._solved.feasible = self._fits(self.rows)
            return self._solved.feasible

    def _fits(self, rows: Sequence[Row]) -> bool:
        solver = self._build(rows)
        solver.run()
        return bool(solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def minimum(self, terms: Terms) -> float | None:
        """The least of the linear form over the polytope; None where the polytope is empty."""
        key = tuple(sorted((self._place[c], x) for c, x in terms.items() if x))
        if not key:
            return 0.0
        with self._solved.lock:
            if key not in self._solved.least:
                self._solved.least[key] = self._solve(key)
            return self._solved.least[key]

    def maximum(self, terms: Terms) -> float | None:
        """The greatest of the linear form over the polytope; None where the polytope is empty."""
        least = self.minimum({c: -x for c, x in terms.items()})
        return None if least is None else -least

    def gain(self, choice: Mapping[str, str]) -> dict[Column, float]:
        """U(settlement) - U0 as coefficients of columns."""
        terms: dict[Column, float] = {c: -x for c, x in self.baseline.items()}
        for issue, option in choice.items():
            name = ("v", issue, option)
            terms[name] = terms.get(name, 0.0) + 1.0
        for package, worth in self.bonuses:
            if all(choice.get(issue) == option for issue, option in package.items()):
                terms["scale",] = terms.get(("scale",), 0.0) + worth
        return {c: x for c, x in terms.items() if x}

    def _solve(self, key: tuple[tuple[int, float], ...]) -> float | None:
        solver = self._solved.solver
        if solver is None:
            solver = self._solved.solver = self._build(self.rows)
        cost = np.zeros(len(self.columns))
        for place, coefficient in key:
            cost[place] = coefficient
        solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return float(solver.getInfo().objective_function_value)

    def _build(self, rows: Sequence[Row]) -> highspy.Highs:
        solver = quiet_solver()
        for column in self.columns:
            solver.addVar(0.0, largest(column))
        for row in rows:
            filled = [(self._place[c], x) for c, x in row.terms.items() if x]
            places = np.array([k for k, _ in filled], dtype=np.int32)
            solver.addRow(row.lower, row.upper, len(filled), places, np.array([x for _, x in filled]))
        return solver


def build_polytopes(negotiation: Negotiation) -> tuple[Polytope, ...]:
    """``build_polytope`` of each party, in their order. What is solved for one holds for all that said the same, such as nothing at all.

    Raises KeyError as that does.
    """
    solved: dict[Hashable, _Solved] = {}
    found = tuple(build_polytope(negotiation, p.name) for p in negotiation.parties)
    for p in found:
        rows = tuple((frozenset(r.terms.items()), r.lower, r.upper) for r in p.rows)
        p._solved = solved.setdefault((tuple(p.columns), rows), p._solved)
    return found


def build_polytope(negotiation: Negotiation, party: str) -> Polytope:
    """The value functions compatible with what the party said.

    Raises KeyError where a position names an issue or option that the negotiation lacks.
    """
    p = Polytope(party)
    issues = negotiation.issues
    for issue in issues:
        w = p.column("w", issue.id)
        for option in issue.options:
            v = p.column("v", issue.id, option)
            p.require({w: 1, v: -1}, lower=0)
    p.require({("w", issue.id): 1 for issue in issues}, lower=1, upper=1)
    positions = [q for q in negotiation.in_force if q.party == party]
    for issue in issues:
        _add_orders(p, issue.id, tuple(issue.options), [q for q in positions if q.issue == issue.id])
    for position in positions:
        if position.better or position.worse:
            terms: dict[Column, float] = {}
            for bundle, sign in ((position.better, 1.0), (position.worse, -1.0)):
                for item in bundle:
                    name = ("v", *item)
                    terms[name] = terms.get(name, 0.0) + sign
            p.require(terms, lower=0, source=position)
    ranking = negotiation.priorities.get(party, ())
    for above, below in itertools.pairwise(ranking):
        for i in above:
            for j in below:
                p.require({("w", i): 1, ("w", j): -1}, lower=0)
    for group in ranking:
        for i, j in itertools.pairwise(group):
            p.require({("w", i): 1, ("w", j): -1}, lower=0, upper=0)
    _add_numbers(p, negotiation)
    _add_no_agreement(p, negotiation)
    return p


def _add_orders(p: Polytope, issue: str, options: tuple[str, ...], positions: Sequence[Position]) -> None:
    for position in positions:
        strict, equal = comparisons(position, options)
        for a, b in strict:
            p.require({("v", issue, a): 1, ("v", issue, b): -1}, lower=0, source=position)
        for a, b in equal:
            p.require({("v", issue, a): 1, ("v", issue, b): -1}, lower=0, upper=0, source=position)
    best, worst = best_and_worst(options, positions)
    if best is not None:
        p.require({("v", issue, best): 1, ("w", issue): -1}, lower=0, upper=0)
    if worst is not None:
        p.require({("v", issue, worst): 1}, lower=0, upper=0)


def _add_numbers(p: Polytope, negotiation: Negotiation) -> None:
    """Numbers somebody gave: values proportional to them, one scale for all issues of the party."""
    for issue, given in negotiation.values.get(p.party, {}).items():
        numbers = {o: float(x) for o, x in given.items()}
        scale = p.column("scale")
        low, high = min(numbers.values()), max(numbers.values())
        for option, number in numbers.items():
            p.require({("v", issue, option): 1, scale: low - number}, lower=0, upper=0)
        p.require({("w", issue): 1, scale: low - high}, lower=0, upper=0)
    for issue, told in negotiation.ranges.get(p.party, {}).items():
        # The number x of an option lies in low..high, and v + b = scale * (x - floor): b is the least x of the issue, above the floor.
        # That the least v is 0 and the greatest w is no linear condition; it is left out, so that less follows than might.
        scale, base = p.column("scale"), p.column("b", issue)
        floor, ceiling = min(low for low, _ in told.values()), max(high for _, high in told.values())
        for option, (low, high) in told.items():
            v: Column = ("v", issue, option)
            p.require({v: 1, base: 1, scale: floor - low}, lower=0)
            p.require({v: 1, base: 1, scale: floor - high}, upper=0)
        p.require({base: 1, scale: floor - min(high for _, high in told.values())}, upper=0)
        p.require({("w", issue): 1, scale: floor - ceiling}, upper=0)
    p.bonuses += [(dict(b.package), float(b.worth)) for b in negotiation.bonuses if b.party == p.party]


def _add_no_agreement(p: Polytope, negotiation: Negotiation) -> None:
    without = negotiation.no_agreement
    numbers, ranges = negotiation.values.get(p.party, {}), negotiation.ranges.get(p.party, {})
    if p.party in without.values:
        # A reservation value is a number in the party's own units, counted from the floor of each issue.
        least = sum((min(map(exact, given.values())) for given in numbers.values()), exact(0))
        least += sum(exact(min(low for low, _ in told.values())) for told in ranges.values())
        p.baseline[p.column("scale")] = float(exact(without.values[p.party]) - least)
        for issue_id in ranges:
            p.baseline[p.column("b", issue_id)] = -1.0
    else:
        for issue in negotiation.issues:
            if issue.id in without.options:
                p.baseline["v", issue.id, without.options[issue.id]] = 1.0
            else:
                n = p.column("n", issue.id)
                p.require({("w", issue.id): 1, n: -1}, lower=0)
                p.baseline[n] = 1.0
        for package, worth in p.bonuses:
            if all(without.options.get(i) == o for i, o in package.items()):
                p.baseline[p.column("scale")] = p.baseline.get(("scale",), 0.0) + worth
    for bundle in without.better_than.get(p.party, ()):
        named = dict(bundle)
        terms = dict(p.baseline)
        for issue in negotiation.issues:
            if issue.id in named:
                name: Column = ("v", issue.id, named[issue.id])
            else:
                # Better than every completion: m is at least the value of each option of an issue left open.
                name = p.column("m", issue.id)
                for option in issue.options:
                    p.require({name: 1, ("v", issue.id, option): -1}, lower=0)
            terms[name] = terms.get(name, 0.0) - 1.0
        p.require(terms, lower=0)


def explain_empty(p: Polytope) -> tuple[Position, ...]:
    """Positions of an irreducible infeasible subset, by deletion (Chinneck 2008, Feasibility and Infeasibility, ch. 6).

    Empty where the polytope is not, or where it is empty whatever the positions are.
    """
    if p.feasible():
        return ()
    kept = list(dict.fromkeys(row.source for row in p.rows if row.source is not None))

    def without(dropped: Sequence[Position]) -> list[Row]:
        return [row for row in p.rows if row.source is None or row.source not in dropped]

    if not p.feasible(without(kept)):
        return ()
    gone: list[Position] = []
    for position in list(kept):
        if not p.feasible(without([*gone, position])):
            gone.append(position)
    return tuple(q for q in kept if q not in gone)
