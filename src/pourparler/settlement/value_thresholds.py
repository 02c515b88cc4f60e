"""What a party needs of a settlement, as conditions on sums over issues: what can be counted without listing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Need:
    """``start`` plus the sum over issues of ``tables[issue][option]`` gives (sums,) whole numbers.

    The need is met where every sum is at least 0; or, of a need with ``above`` (sums,), where some sum that is marked there is more than
    0, or where there are others and all of those are at least 0.
    """

    tables: tuple[Ints, ...]
    start: Ints
    above: Bools | None = None

    @property
    def plain(self) -> bool:
        """Whether every sum has to reach 0."""
        return self.above is None

    @property
    def always(self) -> bool:
        """Whether even the least of every sum meets it, so that nothing has to be counted for it; True is never wrong."""
        least = self.start + sum(t.min(axis=0) for t in self.tables)
        if self.above is None:
            return bool((least >= 0).all())
        rest = least[~self.above]
        return bool((least[self.above] > 0).any() or (len(rest) and (rest >= 0).all()))

    def sums(self, codes: Ints) -> Ints:
        """(settlements, sums) for (settlements, issues) option numbers."""
        total: Ints = self.start + sum(t[codes[:, k]] for k, t in enumerate(self.tables))
        return total

    def coarse(self) -> Need:
        """The same need in the largest unit that all differences between options are whole in: fewer different sums."""
        if self.above is not None:
            return self
        least = np.array([t.min(axis=0) for t in self.tables])
        unit = np.gcd.reduce(np.concatenate([t - low for t, low in zip(self.tables, least, strict=True)]), axis=0)
        unit = np.maximum(unit, 1)
        tables = tuple((t - low) // unit for t, low in zip(self.tables, least, strict=True))
        return Need(tables, (self.start + least.sum(axis=0)) // unit)

    def met(self, codes: Ints) -> Bools:
        """(settlements,) whether it is met."""
        sums = self.sums(codes)
        if self.above is None:
            return np.asarray((sums >= 0).all(axis=1))
        rest = sums[:, ~self.above]
        return np.asarray((sums[:, self.above] > 0).any(axis=1) | ((rest >= 0).all(axis=1) & bool(rest.shape[1])))

    def canonical(self, sums: Ints, least: Ints, most: Ints) -> tuple[Ints, Bools]:
        """Rows made equal that no completion tells apart, and which some completion can still meet.

        ``least`` and ``most``: (sums,) what the issues to come can add. A sum that is brought over its line in any case counts as just so
        high, one that cannot be brought there as just so low.
        """
        if self.above is None:
            return np.minimum(sums, -least), np.asarray((sums + most >= 0).all(axis=1))
        up = self.above
        rest: Bools = np.asarray(np.logical_not(up))
        result = np.empty_like(sums)
        result[:, up] = np.maximum(sums[:, up], -most[up])
        lost: Bools = np.asarray((sums[:, rest] + most[rest] < 0).any(axis=1) | (not rest.any()))
        result[:, rest] = np.where(lost[:, None], -most[rest] - 1, np.minimum(sums[:, rest], -least[rest]))
        met = (sums[:, up] + least[up] > 0).any(axis=1)
        if rest.any():
            met |= (sums[:, rest] + least[rest] >= 0).all(axis=1)
            result[np.ix_(met, up)], result[np.ix_(met, rest)] = -most[up], -least[rest]
        else:
            result[met] = 1 - least
        return result, np.asarray((sums[:, up] + most[up] > 0).any(axis=1) | ~lost)


@dataclass(frozen=True)
class Verdicts:
    """When a party takes a settlement, hard positions aside: ``sure`` for every compatible value function at least as good as
    no-agreement, ``possible`` for some better, or sure. Exact."""

    sure: Need
    possible: Need

    def strictly(self, codes: Ints) -> Bools:
        """(settlements,) better than no-agreement for some value function."""
        assert self.possible.above is not None
        return np.asarray((self.possible.sums(codes)[:, self.possible.above] > 0).any(axis=1))

    @classmethod
    def of(cls, least: Need, most: Need) -> Verdicts:
        """Sure where every sum of ``least`` is at least 0, possible where that holds or a sum of ``most`` is above 0."""
        both = tuple(np.concatenate(pair, axis=1) for pair in zip(least.tables, most.tables, strict=True))
        above = np.arange(both[0].shape[1]) >= len(least.start)
        return cls(least, Need(both, np.concatenate([least.start, most.start]), above))


@dataclass(frozen=True)
class Needs:
    """Several needs side by side, all to be met: their sums in one row, made canonical while issues are still to come.

    ``order``: in which the issues come.
    """

    needs: tuple[Need, ...]
    order: tuple[int, ...]

    @classmethod
    def of(cls, needs: Sequence[Need], order: tuple[int, ...]) -> Needs:
        """The needs in their coarsest units."""
        return cls(tuple(n.coarse() for n in needs), order)

    @cached_property
    def _ahead(self) -> list[tuple[Ints, Ints]]:
        """For each place the least and the most that the issues from there on can add to each sum."""
        bounds = [(np.zeros(self.width, dtype=np.int64), np.zeros(self.width, dtype=np.int64))]
        for issue in reversed(self.order):
            table = self.table(issue)
            bounds.append((bounds[-1][0] + table.min(axis=0), bounds[-1][1] + table.max(axis=0)))
        return bounds[::-1]

    @property
    def width(self) -> int:
        """How many sums."""
        return sum(len(n.start) for n in self.needs)

    @property
    def start(self) -> Ints:
        """(sums,) before any issue."""
        parts = [n.start for n in self.needs]
        return np.concatenate(parts).astype(np.int64) if parts else np.zeros(0, dtype=np.int64)

    def table(self, issue: int) -> Ints:
        """(options, sums) of an issue; (1, 0) where nothing is needed."""
        parts = [n.tables[issue] for n in self.needs]
        return np.concatenate(parts, axis=1) if parts else np.zeros((1, 0), dtype=np.int64)

    def most(self, place: int) -> Ints:
        """(sums,) the most that the issues from this place on can add."""
        return self._ahead[place][1]

    def window(self, place: int) -> Ints:
        """(sums,) how many different values a sum can have there that completions tell apart."""
        least, most = self._ahead[place]
        return most - least + 1

    def canonical(self, sums: Ints, place: int) -> tuple[Ints, Bools]:
        """Rows that no completion tells apart made equal, and which rows some completion may still meet.

        ``place``: how many issues of ``order`` are in the sums.
        """
        least, most = self._ahead[place]
        if not self.needs:
            return sums, np.ones(len(sums), dtype=bool)
        parts, alive, first = [], np.ones(len(sums), dtype=bool), 0
        for need in self.needs:
            part = slice(first, first + len(need.start))
            rows, possible = need.canonical(sums[:, part], least[part], most[part])
            parts.append(rows)
            alive &= possible
            first = part.stop
        return np.concatenate(parts, axis=1), alive


def all_met(needs: Sequence[Need], codes: Ints) -> Bools:
    """(settlements,) whether all needs are met."""
    result = np.ones(len(codes), dtype=bool)
    for need in needs:
        result &= need.met(codes)
    return result
