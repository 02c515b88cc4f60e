"""Additive utilities with numbers, as integers: what frontier and solutions compute with.

Everything is decided in whole numbers, so that ties are ties. Decimals and fractions that fit become integers exactly. Of others the
frontier is decided in integers of any length; counts and solutions round them to a grid of 2^-50 of the largest utility, and the result
says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pourparler.errors import PourparlerError
from pourparler.model import Negotiation, exact

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Whole = NDArray[Any]
"""Python's integers, of any length."""

LARGEST = 2**52
"""No sum of utilities may pass this: it must be the same number as an integer and as a float."""


@dataclass(frozen=True)
class Sums:
    """What utilities are summed from: ``tables[i]`` (options, parties), ``base`` and ``ceiling`` (parties,)."""

    tables: tuple[Whole, ...]
    base: Whole
    ceiling: Whole | None

    def of(self, codes: Ints) -> Whole:
        """(settlements, parties) what these settlements, (settlements, issues) in option numbers, add up to; nothing cut."""
        total: Whole = self.base + sum(t[codes[:, k]] for k, t in enumerate(self.tables))
        return total

    def capped(self, sums: Whole) -> Whole:
        """What sums count as."""
        return sums if self.ceiling is None else np.minimum(sums, self.ceiling)


@dataclass(frozen=True)
class Bargain:
    """Parties that bargain over issues, each with an additive utility and a reservation value.

    ``tables[i]`` is (options, parties): what each option of issue i is worth, times ``scale``. ``base`` (parties,) is added to every
    settlement, ``reservation`` (parties,) is the least a party accepts. ``exact``: whether nothing was rounded. ``fine``: where something
    was, the same as integers of any length, each party in a unit of its own.
    ``ceiling`` (parties,): a sum above it counts as this.
    """

    tables: tuple[Ints, ...]
    base: Ints
    reservation: Ints
    scale: Fraction
    exact: bool
    fine: Sums | None = None
    ceiling: Ints | None = None

    @classmethod
    def of(
        cls,
        values: Sequence[ArrayLike],
        *,
        weights: ArrayLike | None = None,
        reservation: ArrayLike | None = None,
        bias: ArrayLike | None = None,
        ceiling: ArrayLike | None = None,
    ) -> Bargain:
        """From numbers.

        Args:
            values: for each issue (parties, options), what each option is worth to each party.
            weights: (parties, issues), factors of ``values``; one each if not given.
            reservation: (parties,) the least utility that a party accepts; its worst settlement if not given.
            bias: (parties,) added to every settlement.
            ceiling: (parties,) the most that a settlement counts for a party, not below its reservation value; no end if not given.

        Raises:
            PourparlerError: no issue, no party, an issue without options, tables of different parties, a value that is not finite.
        """
        given = [np.array(table, dtype=object) for table in values]
        if not given:
            raise PourparlerError("a bargain needs an issue")
        parties = len(given[0])
        for number, table in enumerate(given):
            if table.ndim != 2 or len(table) != parties or not table.size:
                raise PourparlerError(
                    f"issue {number}: the values must be one row a party and one column an option; the shape is {table.shape}",
                    mend=f"Give {parties} rows, each with at least one number",
                )
        worth = [_exactly(t, t.shape, f"issue {k}") for k, t in enumerate(given)]
        if weights is not None:
            factors = _exactly(weights, (parties, len(given)), "weights")
            worth = [t * factors[:, [k]] for k, t in enumerate(worth)]
        base = _exactly(np.zeros(parties) if bias is None else bias, (parties,), "bias")
        least = (
            base + sum(t.min(axis=1) for t in worth)
            if reservation is None
            else _exactly(reservation, (parties,), "reservation")
        )
        top = None if ceiling is None else _exactly(ceiling, (parties,), "ceiling")
        numbers = [*(x for t in worth for x in t.flat), *base, *least, *(() if top is None else top)]
        size = max(sum((abs(t).max() for t in worth), abs(base).max()), abs(least).max()) or 1
        common = 1
        for x in numbers:
            common = lcm(common, x.denominator)
            if common * size > LARGEST:
                break
        exact = common * size <= LARGEST
        scale = Fraction(common) if exact else Fraction(2**50) / size
        whole = np.frompyfunc(lambda x: round(x * scale), 1, 1)
        return cls(
            tuple(np.ascontiguousarray(whole(t).T.astype(np.int64)) for t in worth),
            whole(base).astype(np.int64),
            # Rounded down, so that a settlement worth exactly the reservation value stays acceptable.
            np.array([(x * scale).__floor__() - (0 if exact else len(worth)) for x in least], dtype=np.int64),
            scale,
            exact,
            None if exact else _fine(worth, base, top),
            None if top is None else whole(top).astype(np.int64),
        )

    @property
    def parties(self) -> int:
        """How many there are."""
        return len(self.base)

    @property
    def settlements(self) -> int:
        """How many there are, exactly."""
        return prod(len(t) for t in self.tables)

    @property
    def worst(self) -> Ints:
        """(parties,) the least that each party can get."""
        worst: Ints = self.base + np.sum([t.min(axis=0) for t in self.tables], axis=0)
        return worst

    def utilities(self, settlements: ArrayLike) -> Ints:
        """(settlements, parties) times ``scale``, for (settlements, issues) option numbers."""
        codes = np.atleast_2d(np.asarray(settlements, dtype=np.int64))
        rounded = Sums(self.tables, self.base, self.ceiling)
        return rounded.capped(rounded.of(codes))

    @property
    def sums(self) -> Sums:
        """What nothing was rounded in."""
        return self.fine or Sums(self.tables, self.base, self.ceiling)

    def plain(self, scaled: ArrayLike) -> Floats:
        """Utilities in the numbers that were given."""
        exact = np.frompyfunc(lambda x: float(int(x) / self.scale), 1, 1)
        return np.asarray(exact(np.asarray(scaled, dtype=np.int64)), dtype=np.float64)


def bargain_of(negotiation: Negotiation) -> Bargain:
    """A negotiation in which every party gave numbers for every option. Linkages, red lines and bonuses are not in it.

    Reservation values: where given; else what the options without a settlement are worth, where all are known; else the worst settlement.

    Raises:
        PourparlerError: a number is missing.
    """
    names = [p.name for p in negotiation.parties]
    values: list[Any] = []
    for issue in negotiation.issues:
        table = []
        for name in names:
            given = negotiation.values.get(name, {}).get(issue.id, {})
            if issue.id in negotiation.ranges.get(name, {}):
                raise PourparlerError(
                    f"{name} gave an interval for an option of {issue.id!r}",
                    mend="Numbers for every option are needed; with intervals: `pourparler settle`",
                )
            if missing := [o for o in issue.options if o not in given]:
                raise PourparlerError(
                    f"{name} gave no number for {missing[0]!r} of {issue.id!r}",
                    mend="Numbers for every option are needed; without them: `pourparler settle`",
                )
            table.append([given[o] for o in issue.options])
        values.append(table)
    without = negotiation.no_agreement
    least = []
    for k, name in enumerate(names):
        if name in without.values:
            least.append(exact(without.values[name]))
            continue
        own = [[exact(x) for x in table[k]] for table in values]
        if all(issue.id in without.options for issue in negotiation.issues):
            places = [list(issue.options).index(without.options[issue.id]) for issue in negotiation.issues]
            least.append(sum((row[o] for row, o in zip(own, places, strict=True)), Fraction(0)))
        else:
            least.append(sum(map(min, own), Fraction(0)))
    top = None
    if negotiation.ceilings:
        most = [sum((max(map(exact, table[k])) for table in values), Fraction(0)) for k in range(len(names))]
        top = np.array([exact(negotiation.ceilings.get(n, m)) for n, m in zip(names, most, strict=True)], dtype=object)
    return Bargain.of(values, reservation=np.array(least, dtype=object), ceiling=top)


def _fine(worth: Sequence[Whole], base: Whole, ceiling: Whole | None) -> Sums:
    """Each party times what makes all its numbers whole."""
    rest = (base,) if ceiling is None else (base, ceiling)
    units = np.array(
        [
            lcm(*(r[p].denominator for r in rest), *(x.denominator for t in worth for x in t[p]))
            for p in range(len(base))
        ],
        dtype=object,
    )
    whole = np.frompyfunc(int, 1, 1)
    top = None if ceiling is None else whole(ceiling * units)
    return Sums(tuple(whole(t.T * units) for t in worth), whole(base * units), top)


def _exactly(numbers: ArrayLike, shape: tuple[int, ...], what: str) -> NDArray[np.object_]:
    """The decimals that were written, as fractions."""
    table = np.array(numbers, dtype=object)
    if table.shape != shape:
        raise PourparlerError(f"{what}: the shape is {table.shape}, not {shape}")
    result = np.empty(shape, dtype=object)
    for place in np.ndindex(shape):
        x: Any = table[place]
        try:
            result[place] = Fraction(str(x)) if isinstance(x, float | np.floating) else Fraction(x)
        except (TypeError, ValueError, OverflowError) as error:
            raise PourparlerError(f"{what}: {x!r} is not a finite number") from error
    return result
