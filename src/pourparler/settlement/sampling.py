"""Value functions drawn evenly from a party's polytope: in how many of them something holds.

Hit-and-run (Smith 1984, "Efficient Monte Carlo procedures for generating points uniformly distributed over bounded regions", Operations
Research 32: 1296-1308), many chains side by side, with directions from the spread that earlier steps found, so that flat polytopes mix as
round ones do (Lovász, Vempala 2006, "Hit-and-run from a corner", SIAM Journal on Computing 35: 985-1005). What is read off comes with its
standard error between chains and with R-hat (Gelman, Rubin 1992; split as in Vehtari and others 2021, Bayesian Analysis 16: 667-718).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import highspy
import numpy as np
from numpy.typing import NDArray

from pourparler.errors import PourparlerError
from pourparler.monitor import Monitor, StoppedError
from pourparler.settlement.polytope import Column, Polytope, largest, quiet_solver

Floats = NDArray[np.float64]

CHAINS = 64
DRAWS = 64
"""Kept from each chain."""
FLAT = 0.5
"""Room is 1 where a row can have any and 0 where not; what lies between is rounding."""
FEW = 8
"""A form that has so many times fewer columns than there are is faster computed from its own."""
REFRESH = 50
"""Steps after which slacks are computed anew, before rounding adds up."""


@dataclass(frozen=True, slots=True)
class Share:
    """``value``: the share of value functions, 0..1, with its standard error; ``rhat`` near 1 where the chains agree."""

    value: float
    error: float
    rhat: float


@dataclass(frozen=True)
class ValueSample:
    """``points`` (chains, draws, columns): value functions of one party; the columns are those of its polytope."""

    party: str
    columns: tuple[Column, ...]
    points: Floats

    def of(self, terms: Mapping[Column, float]) -> Floats:
        """(chains, draws) the linear form."""
        form = np.zeros(len(self.columns))
        for column, coefficient in terms.items():
            form[self._place[column]] += coefficient
        used = np.flatnonzero(form)
        if len(used) * FEW <= len(form):
            return np.asarray(self.points[:, :, used] @ form[used])
        result: Floats = self.points @ form
        return result

    @cached_property
    def _place(self) -> dict[Column, int]:
        return {c: k for k, c in enumerate(self.columns)}

    def share(self, holds: NDArray[np.bool_]) -> Share:
        """Of (chains, draws) answers."""
        means = holds.mean(axis=1)
        error = float(means.std(ddof=1) / np.sqrt(len(means))) if len(means) > 1 else 0.0
        return Share(float(holds.mean()), error, rhat(holds.astype(np.float64)))

    @property
    def rhat(self) -> float:
        """The largest over the issues' weights."""
        weights = [k for k, c in enumerate(self.columns) if c[0] == "w"]
        return max((rhat(self.points[:, :, k]) for k in weights), default=1.0)


def rhat(values: Floats) -> float:
    """Split R-hat of (chains, draws): 1 where chains and their halves agree, more where they do not."""
    half = values.shape[1] // 2
    halves = np.concatenate([values[:, :half], values[:, half : 2 * half]])
    within = halves.var(axis=1, ddof=1).mean()
    if within < 1e-18:
        return 1.0
    between = halves.mean(axis=1).var(ddof=1)
    return float(np.sqrt((half - 1) / half + between / within))


def sample_values(
    polytope: Polytope, *, chains: int = CHAINS, draws: int = DRAWS, seed: int = 0, monitor: Monitor = Monitor()
) -> ValueSample:
    """Draw value functions evenly from the polytope. Over a hundred options that takes a minute: ``monitor`` is asked now and then.

    Raises:
        PourparlerError: the polytope is empty: the party's positions contradict one another.
        StoppedError: ``monitor`` said no before all were drawn.
    """
    rows, limits = _rows(polytope)
    inside, room = _interior(polytope, rows, limits)
    flat = room <= FLAT
    from scipy.linalg import null_space  # slow to load, and seldom needed first

    axes = null_space(rows[flat]) if flat.any() else np.eye(rows.shape[1])
    random = np.random.default_rng(seed)
    if not axes.shape[1]:
        points = np.broadcast_to(inside, (chains, draws, len(inside)))
        return ValueSample(polytope.party, tuple(polytope.columns), np.asarray(points))
    bounds = rows[~flat] @ axes
    walk = _Walk(bounds, limits[~flat] - rows[~flat] @ inside, chains, random)
    dimension = axes.shape[1]
    for _ in range(8):
        _go_on(monitor)
        walk.adapt(steps=16 * dimension, keep=8)
    seen = []
    for _ in range(draws):
        _go_on(monitor)
        seen.append(walk.advance(8 * dimension))
    kept = np.stack(seen, axis=1)
    return ValueSample(polytope.party, tuple(polytope.columns), inside + kept @ axes.T)


def _go_on(monitor: Monitor) -> None:
    if monitor.stopped:
        raise StoppedError


class _Walk:
    """Chains in ``bounds @ x <= limits``, all from the origin, which lies inside."""

    def __init__(self, bounds: Floats, limits: Floats, chains: int, random: np.random.Generator) -> None:
        self._bounds, self._limits, self._random = bounds, limits, random
        self._x = np.zeros((bounds.shape[1], chains))
        self._shape = np.eye(bounds.shape[1])

    def advance(self, steps: int) -> Floats:
        """Walk on; (chains, dimensions) where the chains then are."""
        slack = self._limits[:, None] - self._bounds @ self._x
        for step in range(steps):
            if step % REFRESH == REFRESH - 1:
                slack = self._limits[:, None] - self._bounds @ self._x
            directions = self._shape @ self._random.standard_normal(self._x.shape)
            rates = self._bounds @ directions
            with np.errstate(divide="ignore", invalid="ignore"):
                ratios = np.maximum(slack, 0.0) / rates
            far = np.where(rates > 1e-14, ratios, np.inf).min(axis=0)
            near = np.where(rates < -1e-14, ratios, -np.inf).max(axis=0)
            along = near + (far - near) * self._random.random(self._x.shape[1])
            self._x += along * directions
            slack -= along * rates
        return self._x.T.copy()

    def adapt(self, steps: int, keep: int) -> None:
        """Walk on and take the directions from now on from the spread of what was seen."""
        seen = np.concatenate([self.advance(max(steps // keep, 1)) for _ in range(keep)])
        spread = np.cov(seen, rowvar=False).reshape(self._shape.shape)
        size = np.trace(spread) / len(spread)
        self._shape = np.linalg.cholesky(spread + 1e-6 * size * np.eye(len(spread)) + 1e-300 * np.eye(len(spread)))


def _rows(polytope: Polytope) -> tuple[Floats, Floats]:
    """``rows @ x <= limits`` of everything that bounds the polytope, equalities as two rows; repeated rows once."""
    place = {c: k for k, c in enumerate(polytope.columns)}
    lines: list[Floats] = []
    limits: list[float] = []

    def add(row: Floats, limit: float) -> None:
        lines.append(row)
        limits.append(limit)

    for told in polytope.rows:
        row = np.zeros(len(place))
        for column, coefficient in told.terms.items():
            row[place[column]] += coefficient
        if np.isfinite(told.upper):
            add(row, told.upper)
        if np.isfinite(told.lower):
            add(-row, -told.lower)
    for k, column in enumerate(polytope.columns):
        unit = np.eye(1, len(place), k)[0]
        add(-unit, 0.0)
        if np.isfinite(largest(column)):
            add(unit, 1.0)
    both = np.unique(np.column_stack([lines, limits]), axis=0)
    both = both[np.abs(both[:, :-1]).sum(axis=1) > 0]
    return both[:, :-1], both[:, -1]


def _interior(polytope: Polytope, rows: Floats, limits: Floats) -> tuple[Floats, Floats]:
    """A point inside, and how much room it leaves each row: none only to rows to which no point leaves any.

    One program, homogeneous so that the polytope's size does not matter: ``rows @ x + room <= limits * scale`` with every room at most 1
    and a free scale; each row that can have any room then has all of it (Freund, Roundy, Todd 1985).
    """
    many, columns = rows.shape
    solver = quiet_solver()
    for _ in range(columns):
        solver.addVar(0.0, np.inf)
    for _ in range(many):
        solver.addVar(0.0, 1.0)
    solver.addVar(1.0, np.inf)
    for k, (row, limit) in enumerate(zip(rows, limits, strict=True)):
        places = np.flatnonzero(row)
        numbers = np.concatenate([row[places], [1.0, -float(limit)]])
        where = np.concatenate([places, [columns + k, columns + many]]).astype(np.int32)
        solver.addRow(-np.inf, 0.0, len(where), where, numbers)
    cost = np.concatenate([np.zeros(columns), -np.ones(many), [0.0]])
    solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise PourparlerError(
            f"no value function fits what {polytope.party} said", mend="`pourparler settle` names what contradicts what"
        )
    found = np.array(solver.getSolution().col_value)
    return found[:columns] / found[-1], found[columns:-1]
