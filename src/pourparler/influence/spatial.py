"""Bargaining over one ordered issue: Bueno de Mesquita's expected-utility model.

Bueno de Mesquita 1994 ("Political forecasting: an expected utility method", in Bueno de Mesquita, Stokman, European Community Decision
Making), in the reconstruction of Scholz, Calbert, Smith 2011 (Journal of Theoretical Politics 23: 510-531), whose equations are numbered
here. The model is underspecified; where a published reconstruction departs from the text, a switch in ``Rules`` chooses. Everything is
computed for many runs at once: arrays are (runs, actors, ...).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from pourparler.errors import PourparlerError
from pourparler.spread import HERE, Spread, in_order

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NONE, CONFRONTATION, COMPROMISE, CAPITULATION = range(4)
"""What an offer amounts to."""
AT_ONCE = 25
"""Runs in one array: what stays in the processor's cache."""
SENT = 250
"""Runs that another process is given at once: a second's work of many actors."""
LARGEST = 1e100
"""Positions and capabilities above it could come to more than a double holds where they are multiplied and added."""


@dataclass(frozen=True, slots=True)
class SpatialActor:
    """``position`` on the issue; ``capability`` (more than 0) and ``salience`` (0..1), both from the analyst."""

    name: str
    position: float
    capability: float
    salience: float


@dataclass(frozen=True, slots=True)
class Rules:
    """How the model is read; the defaults follow the papers' text, ``PUBLISHED`` one public reconstruction.

    ``votes_over_all_pairs``: the chance of success is divided by all votes over all pairs of actors, not by the votes on the pair itself.
    ``risk_among_actors``: an actor's danger is set against the other actors', not against its own at the positions it could take.
    ``by_kind``: a confrontation is answered before a compromise, that before a capitulation, and of compromises the one that moves the
    actor most; else of all offers the one that moves it least.
    """

    votes_over_all_pairs: bool = False
    risk_among_actors: bool = False
    by_kind: bool = False


PUBLISHED = Rules(votes_over_all_pairs=True, risk_among_actors=True, by_kind=True)


@dataclass(frozen=True)
class Round:
    """What one round starts from and comes to; arrays are (runs, actors) or (runs,) or (runs, challenger, challenged).

    ``risk_exponent`` by equation 9; ``expected_utility[r, i, j]`` of i challenging j as i sees it, equation 4; ``offers[r, i]``: what moved
    i (``NONE``, ``CONFRONTATION``, ``COMPROMISE``, ``CAPITULATION``); ``positions``, ``median`` and ``mean`` after the round.
    """

    risk_exponent: Floats
    expected_utility: Floats
    offers: Ints
    positions: Floats
    median: Floats
    mean: Floats


@dataclass(frozen=True)
class Bargaining:
    """``start``: (runs,) the weighted median and mean before any round."""

    actors: tuple[str, ...]
    start: tuple[Floats, Floats]
    rounds: tuple[Round, ...]

    @property
    def settled(self) -> bool:
        """Whether nobody moved in the last round, in any run."""
        return bool(self.rounds) and not self.rounds[-1].offers.any()


def bargain(
    actors: Sequence[SpatialActor],
    rounds: int = 10,
    *,
    rules: Rules = Rules(),
    runs: int = 1,
    spread: float = 0.0,
    seed: int = 0,
    on: Spread = HERE,
) -> Bargaining:
    """Play rounds until nobody moves, at most so many.

    Args:
        actors: at least two, with different positions.
        rounds: the most rounds.
        rules: how the model is read.
        runs: how many times; from the second on, capability, salience and position are drawn evenly within ``spread`` of what is given.
        spread: share of capability and salience, and of the range of positions, by which the inputs may be off, 0..1.
        seed: of these draws.
        on: where runs are played; the result is the same.

    Raises:
        PourparlerError: fewer than two actors or positions, a capability that is not above 0, a salience or a spread outside 0..1.
    """
    _check(actors, spread)
    given = np.array([[a.position, a.capability, a.salience] for a in actors])
    low, high = given[:, 0].min(), given[:, 0].max()
    random = np.random.default_rng(seed)
    off = random.uniform(-spread, spread, (runs, *given.shape))
    off[0] = 0.0
    x = np.clip(given[:, 0] + off[..., 0] * (high - low), low, high)
    capability = given[:, 1] * (1 + off[..., 1])
    salience = np.clip(given[:, 2] * (1 + off[..., 2]), 0.0, 1.0)
    return play(tuple(a.name for a in actors), x, capability, salience, high - low, rounds, rules, on)


def play(
    actors: tuple[str, ...],
    x: Floats,
    capability: Floats,
    salience: Floats,
    width: float,
    rounds: int,
    rules: Rules,
    on: Spread = HERE,
) -> Bargaining:
    """Rounds until nobody moves, at most so many, from drawn inputs.

    Args:
        actors: their names.
        x: (runs, actors) positions.
        capability: (runs, actors) above 0.
        salience: (runs, actors) 0..1, in no run 0 for all.
        width: from one end of the issue to the other.
        rounds: the most rounds.
        rules: how the model is read.
        on: where runs are played; the result is the same.

    Raises PourparlerError where no round is to be played, ClusterError where nobody is left who plays.
    """
    if rounds < 1:
        raise PourparlerError("there must be at least one round", mend="Give a whole number from 1")
    start = (weighted_median(x, capability * salience), weighted_mean(x, capability * salience))
    at_once = len(x) if on is HERE else SENT
    threads = os.cpu_count() if on is HERE else 1
    parts = [slice(first, first + at_once) for first in range(0, len(x), at_once)]
    inputs = ((x[p], capability[p], salience[p]) for p in parts)
    played = in_order(on, _rounds, (width, rounds, rules, threads), inputs)
    last = max(map(len, played))
    # Where nobody moves all rounds from then on are alike.
    whole = [[each[min(k, len(each) - 1)] for each in played] for k in range(last)]
    return Bargaining(actors, start, tuple(map(_together, whole)))


def _rounds(shared: tuple[float, int, Rules, int | None], drawn: tuple[Floats, Floats, Floats]) -> list[Round]:
    """The rounds of some runs until nobody moves in any of them."""
    (width, rounds, rules, threads), (x, capability, salience) = shared, drawn
    played: list[Round] = []
    parts = [slice(first, first + AT_ONCE) for first in range(0, len(x), AT_ONCE)]
    # NumPy lets other threads run.
    with ThreadPoolExecutor(threads) as pool:
        for _ in range(rounds):
            here = played[-1].positions if played else x
            found = list(pool.map(lambda p, x=here: _play(x[p], capability[p], salience[p], width, rules), parts))
            played.append(_together(found))
            if not played[-1].offers.any():
                break
    return played


def _together(parts: Sequence[Round]) -> Round:
    """One round of the runs of all parts."""
    return Round(*(np.concatenate([getattr(r, f.name) for r in parts]) for f in fields(Round)))


def weighted_mean(x: Floats, weights: Floats) -> Floats:
    """(runs,) of (runs, actors)."""
    return np.asarray((x * weights).sum(axis=1) / weights.sum(axis=1))


def weighted_median(x: Floats, weights: Floats) -> Floats:
    """(runs,) the position at which those below and at it come to half of the weight."""
    order = np.argsort(x, axis=1, kind="stable")
    reached = np.take_along_axis(weights, order, axis=1).cumsum(axis=1)
    place = (reached >= reached[:, -1:] / 2 - 1e-12).argmax(axis=1)
    return np.take_along_axis(np.take_along_axis(x, order, axis=1), place[:, None], axis=1)[:, 0]


def _play(x: Floats, capability: Floats, salience: Floats, width: float, rules: Rules) -> Round:
    weight = capability * salience
    plain = np.ones_like(x)
    distance = np.abs(x[:, :, None] - x[:, None, :]) / width
    chance = _success(distance, weight, plain, rules)
    risk = _risk_exponent(distance, chance, salience, rules)
    chance = _success(distance, weight, risk, rules)
    # Both challenges as the one who may have to move sees them: with its own attitude to risk.
    ends = _ends(distance, risk[:, :, None])
    mine = _expected(ends, chance, salience[:, None, :])
    theirs = _expected(ends, chance.transpose(0, 2, 1), salience[:, :, None])
    positions, offers = _moved(x, distance, mine, theirs, rules)
    return Round(risk, mine, offers, positions, weighted_median(positions, weight), weighted_mean(positions, weight))


def _success(distance: Floats, weight: Floats, risk: Floats, rules: Rules) -> Floats:
    """(runs, i, j) the chance that i succeeds against j: votes for i among votes (equation 2).

    Actor k votes for the one whose position it prefers, with capability times salience times the difference in utility.
    """
    loss = distance ** risk[:, :, None]  # (runs, k, position)
    support = np.empty_like(distance)
    many = distance.shape[1]
    prefers = np.empty((many, many, many))  # one run at a time: it stays in the processor's cache
    for run, (own, votes_of) in enumerate(zip(loss, weight, strict=True)):
        np.subtract(own[:, None, :], own[:, :, None], out=prefers)
        np.maximum(prefers, 0.0, out=prefers)
        support[run] = (votes_of @ prefers.reshape(many, -1)).reshape(many, many)
    votes = support + support.transpose(0, 2, 1)
    if rules.votes_over_all_pairs:
        votes = np.broadcast_to(votes.sum(axis=(1, 2))[:, None, None], votes.shape)
    return np.divide(support, votes, out=np.full_like(support, 0.5), where=votes > 0)


def _ends(distance: Floats, risk: Floats) -> tuple[Floats, Floats, Floats]:
    """Utility of success, of failure and of the status quo."""
    half = 0.5 * distance
    return 2 - 4 * (0.5 - half) ** risk, 2 - 4 * (0.5 + half) ** risk, 2 - 4 * 0.5**risk


def _expected(ends: tuple[Floats, Floats, Floats], chance: Floats, resist: Floats) -> Floats:
    """Expected utility of a challenge (equation 4, the status quo certain without it): ``resist`` is the rival's salience."""
    success, failure, status_quo = ends
    return np.asarray(resist * (chance * success + (1 - chance) * failure) + (1 - resist) * success - status_quo)


def _risk_exponent(distance: Floats, chance: Floats, salience: Floats, rules: Rules) -> Floats:
    """(runs, actors) between 1/2 and 2 (equations 8 and 9), from what the others expect of challenging the actor."""
    # With an even attitude to risk (exponent 1) equation 4 is 2 distance (1 - 2 salience (1 - chance)).
    success, resisted = 2 * distance, 4 * distance * (1 - chance)
    # [r, i, p]: what all others together expect of a challenge if i stood where p stands, with i's salience.
    at = success.sum(axis=1)[:, None] - success - salience[:, :, None] * (resisted.sum(axis=1)[:, None] - resisted)
    danger = np.diagonal(at, axis1=1, axis2=2)
    if rules.risk_among_actors:
        low, high = danger.min(axis=1, keepdims=True), danger.max(axis=1, keepdims=True)
    else:
        low, high = at.min(axis=2), at.max(axis=2)
    apart = high - low
    risk = np.divide(2 * danger - high - low, apart, out=np.zeros_like(danger), where=apart > 1e-15)
    return np.asarray((1 - risk / 3) / (1 + risk / 3))


def _moved(x: Floats, distance: Floats, mine: Floats, theirs: Floats, rules: Rules) -> tuple[Floats, Ints]:
    """Each actor answers one of the offers that others make it."""
    apart = distance > 0
    kind = np.zeros(distance.shape, dtype=np.int64)
    kind[apart & (theirs > mine) & (mine > 0)] = CONFRONTATION
    kind[apart & (theirs > 0) & (mine < 0) & (theirs > -mine)] = COMPROMISE
    kind[apart & (theirs > 0) & (mine < 0) & (theirs < -mine)] = CAPITULATION
    part = np.divide(np.abs(mine), np.abs(theirs), out=np.ones_like(mine), where=kind == COMPROMISE)
    target = x[:, :, None] + (x[:, None, :] - x[:, :, None]) * part
    step = np.abs(target - x[:, :, None])
    step = np.where(kind == NONE, np.inf, step)
    if rules.by_kind:
        first = np.where(kind == NONE, CAPITULATION + 1, kind).min(axis=2, keepdims=True)
        # Of compromises the one that moves most, of the others the one that moves least.
        step = np.where(kind == first, np.where(kind == COMPROMISE, -step, step), np.inf)
    chosen = step.argmin(axis=2)[:, :, None]
    some = np.isfinite(np.take_along_axis(step, chosen, axis=2)[:, :, 0])
    positions = np.where(some, np.take_along_axis(target, chosen, axis=2)[:, :, 0], x)
    return positions, np.where(some, np.take_along_axis(kind, chosen, axis=2)[:, :, 0], NONE)


def _check(actors: Sequence[SpatialActor], spread: float) -> None:
    if len(actors) < 2 or len({a.position for a in actors}) < 2:
        raise PourparlerError("bargaining needs at least two actors with different positions")
    if len({a.name for a in actors}) < len(actors):
        raise PourparlerError("two actors have the same name")
    for a in actors:
        if not (
            np.isfinite([a.position, a.capability, a.salience]).all() and a.capability > 0 and 0 <= a.salience <= 1
        ):
            raise PourparlerError(
                f"{a.name}: capability must be above 0, salience between 0 and 1, and all numbers finite"
            )
        if max(abs(a.position), a.capability) > LARGEST:
            mend = "Give positions and capabilities on a scale of your own, such as 0 to 100"
            raise PourparlerError(f"{a.name}: a number is above {LARGEST:.0e}", mend=mend)
    if not any(a.salience for a in actors):
        raise PourparlerError("the issue matters to nobody: every salience is 0")
    if not 0 <= spread < 1:
        raise PourparlerError("the spread must lie between 0 and 1", mend="0 takes the numbers as they are")
