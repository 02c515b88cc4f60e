"""Power indices of weighted voting games, also with several rules that must all be met (double majority).

Shapley, Shubik 1954 (American Political Science Review 48: 787-792); Banzhaf 1965 and Penrose 1946; Johnston 1978 (Environment and Planning
A 10: 907-914); Deegan, Packel 1978 (International Journal of Game Theory 7: 113-123); Holler 1982 (Political Studies 30: 262-271).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import comb, log, sqrt

import numpy as np
from numpy.typing import NDArray

from pourparler.errors import PourparlerError, TooManyError
from pourparler.influence.large_games import banzhaf_swings, shapley_by_quadrature
from pourparler.spread import HERE, Spread, in_order

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

LISTED = 20
"""The most voters whose coalitions are listed."""
MOST_WEIGHT = 200_000
"""The most total weight that generating functions run over."""
DRAWS = 200_000
"""How many orders and coalitions are sampled where neither will do."""
BATCH = 2_000
"""Of these at once."""


MOST_TOGETHER = 2**62
"""What the weights of a rule may come to."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A coalition meets the rule whose members' weights come to the quota."""

    weights: tuple[int, ...]
    quota: int


@dataclass(frozen=True)
class Game:
    """Voters and the rules that a winning coalition meets, all of them.

    Raises:
        PourparlerError: no voter, weights that do not fit or are negative, a quota that nobody meets or that the empty coalition does.
    """

    voters: tuple[str, ...]
    rules: tuple[Rule, ...]

    def __post_init__(self) -> None:
        if not self.voters or not self.rules:
            raise PourparlerError("a voting game needs voters and a rule")
        if len(set(self.voters)) < len(self.voters):
            raise PourparlerError("two voters have the same name")
        for rule in self.rules:
            if len(rule.weights) != len(self.voters):
                raise PourparlerError(f"a rule has {len(rule.weights)} weights for {len(self.voters)} voters")
            if sum(rule.weights) > MOST_TOGETHER:
                raise PourparlerError(
                    "the weights of a rule come to more than can be summed exactly",
                    mend="Divide weights and quota by a common number",
                )
            if min(rule.weights) < 0:
                raise PourparlerError("a weight is negative", mend="Use whole numbers from 0")
            if rule.quota > sum(rule.weights):
                raise PourparlerError(f"all voters together have {sum(rule.weights)}, less than the quota {rule.quota}")
            if rule.quota < 1:
                raise PourparlerError(
                    f"a quota of {rule.quota} is met without a single vote", mend="Choose a quota of at least 1"
                )

    @cached_property
    def winning(self) -> Bools:
        """(2 ** voters,) which coalitions win; bit k is voter k.

        Raises:
            TooManyError: more than ``LISTED`` voters.
        """
        if len(self.voters) > LISTED:
            raise TooManyError(f"{len(self.voters)} voters form too many coalitions to list")
        wins = np.ones(1 << len(self.voters), dtype=bool)
        for rule in self.rules:
            totals = np.zeros(1, dtype=np.int64)
            for weight in rule.weights:
                totals = np.concatenate([totals, totals + weight])
            wins &= totals >= rule.quota
        return wins

    @property
    def veto(self) -> tuple[str, ...]:
        """Voters without whom the others do not win."""
        return tuple(
            v for k, v in enumerate(self.voters) if any(sum(r.weights) - r.weights[k] < r.quota for r in self.rules)
        )

    def bloc(self, members: Sequence[str], name: str) -> Game:
        """The same game with some voters as one.

        Raises:
            PourparlerError: a member is no voter.
        """
        if missing := [m for m in members if m not in self.voters]:
            raise PourparlerError(f"there is no voter {missing[0]!r}", mend=f"Choose from: {', '.join(self.voters)}")
        rest = [k for k, v in enumerate(self.voters) if v not in members]
        inside = [k for k, v in enumerate(self.voters) if v in members]
        return Game(
            (name, *(self.voters[k] for k in rest)),
            tuple(
                Rule((sum(r.weights[k] for k in inside), *(r.weights[k] for k in rest)), r.quota) for r in self.rules
            ),
        )


@dataclass(frozen=True)
class Powers:
    """Indices, one number a voter. ``exact``: Shapley-Shubik as fractions, else to rounding of doubles.

    ``swings``: coalitions of the others that the voter turns into winning ones. Johnston, Deegan-Packel and Holler are None for games whose
    coalitions are not listed. ``error``: where voters were sampled, by which each Shapley-Shubik and absolute Banzhaf index is off at most,
    all of them together with a chance of 95 %; ``swings`` is None then.
    """

    game: Game
    shapley_shubik: tuple[Fraction, ...] | tuple[float, ...]
    swings: tuple[int, ...] | None
    banzhaf_absolute: tuple[float, ...]
    """Swings among all coalitions of the others (Penrose, Banzhaf)."""
    exact: bool
    johnston: tuple[Fraction, ...] | None = None
    deegan_packel: tuple[Fraction, ...] | None = None
    holler: tuple[Fraction, ...] | None = None
    error: float | None = None

    @property
    def banzhaf_normalised(self) -> tuple[float, ...]:
        """Swings as shares of all swings."""
        if self.swings is not None:
            return tuple(float(Fraction(s, sum(self.swings))) for s in self.swings)
        total = sum(self.banzhaf_absolute)
        return tuple(b / total if total else 0.0 for b in self.banzhaf_absolute)


def powers(game: Game, on: Spread = HERE) -> Powers:
    """All indices: by listing up to ``LISTED`` voters; beyond, Banzhaf by generating functions, exactly, and Shapley-Shubik by quadrature.

    With more voters under several rules, or of a total weight above ``MOST_WEIGHT``, both are sampled, with a bound on the error. ``on``:
    where samples are drawn; the result is the same.
    """
    if len(game.voters) > LISTED:
        weights, quota = game.rules[0].weights, game.rules[0].quota
        if len(game.rules) > 1 or sum(weights) > MOST_WEIGHT:
            return _sampled(game, on)
        swings = banzhaf_swings(weights, quota)
        return Powers(game, shapley_by_quadrature(weights, quota), swings, _absolute(swings), exact=False)
    many = len(game.voters)
    wins = game.winning
    everything = np.arange(1 << many)
    sizes = np.zeros(1 << many, dtype=np.int64)
    for k in range(many):
        sizes += everything >> k & 1
    critical = np.stack([wins & ~wins[everything & ~(1 << k)] & (everything >> k & 1 == 1) for k in range(many)])
    shapley = []
    for row in critical:
        by_size = np.bincount(sizes[row], minlength=many + 1).tolist()
        # A voter that turns a coalition of s (itself included) is last of s in (s - 1)! (n - s)! of n! orders.
        shapley.append(
            sum((Fraction(n, many * comb(many - 1, s - 1)) for s, n in enumerate(by_size) if n), Fraction(0))
        )
    critical_members = critical.sum(axis=0)
    with_critical = critical_members > 0
    johnston = [_shares(critical_members[row & with_critical]) for row in critical]
    minimal = wins & (critical_members == sizes)
    packel = [_shares(sizes[minimal & (everything >> k & 1 == 1)]) for k in range(many)]
    holler = [Fraction(int((minimal & (everything >> k & 1 == 1)).sum())) for k in range(many)]
    swings = tuple(int(row.sum()) for row in critical)
    return Powers(
        game,
        tuple(shapley),
        swings,
        _absolute(swings),
        exact=True,
        johnston=_normalised(johnston),
        deegan_packel=_normalised(packel),
        holler=_normalised(holler),
    )


def _absolute(swings: Sequence[int]) -> tuple[float, ...]:
    others = 1 << (len(swings) - 1)
    return tuple(float(Fraction(s, others)) for s in swings)


def _sampled(game: Game, on: Spread, draws: int = DRAWS, seed: int = 0) -> Powers:
    """By drawing orders in which voters join (Castro, Gomez, Tejada 2009, Computers & Operations Research 36: 1726-1730) and coalitions
    (Bachrach and others 2010, Autonomous Agents and Multi-Agent Systems 20: 105-122), with Hoeffding's bound over all figures together.
    """
    many = len(game.voters)
    sizes = [min(BATCH, draws - first) for first in range(0, draws, BATCH)]
    # Each part has a seed of its own: whoever draws it, it is the same.
    parts = zip(sizes, np.random.SeedSequence(seed).spawn(len(sizes)), strict=True)
    drawn = in_order(on, _drawn, game, parts)
    pivots, swings = (sum(each) for each in zip(*drawn, strict=True))
    error = sqrt(log(2 * 2 * many / 0.05) / (2 * draws))
    shapley, banzhaf = (tuple((x / draws).tolist()) for x in (pivots, swings))
    return Powers(game, shapley, None, banzhaf, exact=False, error=error)


def _drawn(game: Game, part: tuple[int, np.random.SeedSequence]) -> tuple[Ints, Ints]:
    """How often each voter was the pivot of an order, and turned a coalition, in so many draws."""
    size, seed = part
    random = np.random.default_rng(seed)
    many = len(game.voters)
    weights = np.array([r.weights for r in game.rules], dtype=np.int64)  # (rules, voters)
    quotas = np.array([r.quota for r in game.rules], dtype=np.int64)
    order = random.permuted(np.broadcast_to(np.arange(many), (size, many)), axis=1)
    joined = weights[:, order].cumsum(axis=2)  # (rules, draws, places)
    pivot = (joined >= quotas[:, None, None]).all(axis=0).argmax(axis=1)
    pivots = np.bincount(order[np.arange(size), pivot], minlength=many)
    inside = random.random((size, many)) < 0.5
    totals = inside @ weights.T  # (draws, rules)
    without = totals[:, None, :] - inside[:, :, None] * weights.T[None]  # (draws, voters, rules): of the others
    with_it = (without + weights.T[None] >= quotas).all(axis=2)
    return pivots, (with_it & ~(without >= quotas).all(axis=2)).sum(axis=0)


def _shares(sizes: Ints) -> Fraction:
    """The sum of one over each."""
    numbers, times = np.unique(sizes, return_counts=True)
    return sum((Fraction(int(t), int(n)) for n, t in zip(numbers, times, strict=True)), Fraction(0))


def _normalised(numbers: Sequence[Fraction]) -> tuple[Fraction, ...]:
    total = sum(numbers, Fraction(0))
    return tuple(x / total for x in numbers)
