"""How many settlements meet every party's need where they are too many to count, with a 95 % interval; and drawing from them evenly.

Importance sampling with exponential tilting (Siegmund 1976, "Importance sampling in the Monte Carlo study of sequential tests", Annals of
Statistics 4: 673-684): settlements are drawn, independently and exactly, with chances that grow with what the parties need, so that about
half of the draws meet each need, and are weighed back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray

from pourparler.errors import TooManyError
from pourparler.monitor import Monitor
from pourparler.settlement.counting import STATES, count
from pourparler.settlement.counts import Count, Estimate
from pourparler.settlement.decision_diagram import Diagram, Floats, Ints
from pourparler.settlement.value_thresholds import Bools, Need, all_met

DRAWS = 2_000_000
"""The most settlements drawn for one estimate."""
BATCH = 50_000


@dataclass(frozen=True)
class Tilt:
    """A way to draw settlements of a diagram: those that are worth more are likelier by exp(worth).

    A settlement that meets all needs is drawn at least as often, times exp(-``excess``), as any other of the kind; ``total``: the log of
    the sum of exp(worth) over all settlements.
    """

    diagram: Diagram
    needs: tuple[Need, ...]
    strength: Floats
    worth: tuple[Floats, ...]
    total: float

    @classmethod
    def of(cls, diagram: Diagram, needs: Sequence[Need]) -> Tilt:
        """The tilt under which the expected sums stand on the line, or less where that needs no tilt.

        It makes the bound exp(total) on the number of settlements that meet all needs smallest (Chernoff 1952).
        """
        lines = [(n, k) for n in needs if n.plain for k in range(len(n.start))]
        start = np.array([n.start[k] for n, k in lines], dtype=float)
        tables = [np.array([n.tables[i][:, k] for n, k in lines], dtype=float).T for i in range(len(diagram.sizes))]
        spread = np.array([max(np.ptp(t[:, j]) for t in tables) or 1.0 for j in range(len(lines))])

        def worth(strength: Floats) -> list[Floats]:
            rates = strength / spread
            return [t @ rates if len(lines) else np.zeros(n) for t, n in zip(tables, diagram.sizes, strict=True)]

        def bound(strength: Floats) -> float:
            return float(diagram.completions(worth(strength))[0][0] + start @ (strength / spread))

        strength = np.zeros(len(lines))
        if len(lines) and not diagram.empty:
            from scipy.optimize import minimize  # slow to load: only a zone that is estimated pays for it

            found = minimize(bound, strength, method="L-BFGS-B", bounds=[(0, 50)] * len(lines), options={"maxiter": 60})
            strength = found.x
        tables_worth = worth(strength)
        total = float(diagram.completions(tables_worth)[0][0]) if not diagram.empty else -np.inf
        return cls(diagram, tuple(needs), strength / spread, tuple(tables_worth), total)

    def draw(self, many: int, random: np.random.Generator) -> tuple[Ints, Floats, NDArray[np.bool_]]:
        """Settlements, the log of one over the chance of each, and which meet all needs."""
        codes, total = self.diagram.sample(self.worth, many, random)
        drawn_worth = sum((w[codes[:, i]] for i, w in enumerate(self.worth)), np.zeros(many))
        return codes, total - drawn_worth, all_met(self.needs, codes)

    @property
    def bound(self) -> float:
        """The log of the most that one over the chance of a settlement that meets all needs can be."""
        start = np.array([x for n in self.needs if n.plain for x in n.start], dtype=float)
        return self.total + float(start @ self.strength)


def estimate(
    diagram: Diagram,
    needs: Sequence[Need] = (),
    *,
    within: float = 0.02,
    draws: int = DRAWS,
    seed: int = 0,
    only: Callable[[Ints], Bools] | None = None,
    monitor: Monitor = Monitor(),
) -> Estimate:
    """How many settlements meet all needs. Draws until the 95 % interval is ``within`` that share of the count, or ``draws`` are made.

    ``only``: counts those alone for which this, asked of (settlements, issues) option numbers, is true. Where no draw is counted, ``high``
    is the upper end of the exact 95 % interval of a share of none (rule of three).
    """
    if diagram.empty:
        return Estimate(0.0, 0.0, 0.0, 0, 0)
    tilt = Tilt.of(diagram, needs)
    random = np.random.default_rng(seed)
    drawn = met = 0
    total = squares = 0.0
    scale = tilt.bound  # weights are kept as parts of this, which none exceeds
    while drawn < draws:
        codes, weights, good = tilt.draw(BATCH, random)
        if only is not None:
            good = good & only(codes)
        parts = np.exp(weights[good] - scale)
        drawn += BATCH
        met += int(good.sum())
        total += float(parts.sum())
        squares += float((parts**2).sum())
        mean = total / drawn
        error = sqrt(max(squares / drawn - mean**2, 0.0) / (drawn - 1))
        if (met and 1.96 * error <= within * mean) or not monitor.step(drawn, draws):
            break
    if not met:
        return Estimate(0.0, 0.0, _times(3 / drawn, scale), drawn, 0)
    low = max(mean - 1.96 * error, 0.0)
    return Estimate(_times(mean, scale), _times(low, scale), _times(mean + 1.96 * error, scale), drawn, met)


def measure(diagram: Diagram, needs: Sequence[Need] = (), most: int = STATES, monitor: Monitor = Monitor()) -> Count:
    """How many settlements meet all needs: exactly, or by an estimate where more than ``most`` partial results differ."""
    try:
        return count(diagram, needs, most)
    except TooManyError:
        return estimate(diagram, needs, monitor=monitor)


def measure_lost(
    diagram: Diagram,
    needs: Sequence[Need],
    kept: tuple[Diagram, Sequence[Need]],
    lost: Callable[[Ints], Bools],
    most: int = STATES,
    monitor: Monitor = Monitor(),
) -> Count:
    """How many settlements that meet all needs somebody else refuses: exactly where that can be counted, else by an estimate of its own.

    ``kept``: the same settlements without those that are lost. ``lost``: which are, of (settlements, issues) option numbers.
    """
    try:
        return count(diagram, needs, most) - count(*kept, most)
    except TooManyError:
        return estimate(diagram, needs, only=lost, monitor=monitor)


def draw_evenly(diagram: Diagram, needs: Sequence[Need], many: int, *, seed: int = 0, draws: int = DRAWS) -> Ints:
    """(many, issues) settlements that meet all needs, each as likely as any other, independently (rejection from the tilt).

    Raises:
        TooManyError: ``draws`` did not give that many; the zone is too small a part of what the tilt draws from, or empty.
    """
    if diagram.empty:
        raise TooManyError("every settlement crosses a red line or is ruled out by a linkage")
    tilt = Tilt.of(diagram, needs)
    random = np.random.default_rng(seed)
    found: list[Ints] = []
    got = drawn = 0
    while got < many:
        if drawn >= draws:
            raise TooManyError(
                f"{draws:,} draws found only {got} of {many} settlements that meet what every party needs"
            )
        codes, weights, good = tilt.draw(BATCH, random)
        kept = good & (np.log(random.random(BATCH)) < weights - tilt.bound)
        found.append(codes[kept])
        got += int(kept.sum())
        drawn += BATCH
    return np.concatenate(found)[:many]


def _times(share: float, log_scale: float) -> float:
    power = log(share) + log_scale if share > 0 else -np.inf
    return exp(power) if power < 709 else np.inf
