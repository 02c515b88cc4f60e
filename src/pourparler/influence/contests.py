"""Spatial bargaining from a dossier: positions from what the parties said, numbers only from the analyst.

What nobody gave a number for is drawn evenly over all that it may be, so that the forecast is a range and no number is made up: where an
option stands between the ends of its scale (in its order), how capable an actor is (up to the most capable one that has a number), how
much the issue matters to it, where it stands on it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pourparler.errors import PourparlerError
from pourparler.influence.spatial import Bargaining, Rules, play
from pourparler.model import Kind, Negotiation
from pourparler.model.influence import Contest, Pull, Range
from pourparler.spread import HERE, Spread

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Contested:
    """``positions``: for each actor the options that it may stand at (one where that is known); ``given``: whether every number was.

    ``nearest``: for each option the share of runs in which the weighted median is nearest to it, before any round and after the last.
    """

    contest: Contest
    bargaining: Bargaining
    positions: tuple[tuple[str, ...], ...]
    given: bool
    nearest: tuple[dict[str, float], dict[str, float]]


def contested(
    negotiation: Negotiation,
    contest: Contest,
    rounds: int = 10,
    *,
    runs: int = 1_000,
    rules: Rules = Rules(),
    seed: int = 0,
    on: Spread = HERE,
) -> Contested:
    """Bargain over a contest of the dossier. ``on``: where runs are played; the result is the same.

    Raises:
        PourparlerError: fewer than two actors, or all of them surely at one place.
    """
    options = list(contest.scale)
    stands = tuple(stated(negotiation, contest, pull) for pull in contest.pulls)
    if len(contest.pulls) < 2 or (len(set(stands)) == 1 and len(stands[0]) == 1):
        raise PourparlerError(
            f"all actors hold the same position on {contest.issue}",
            mend="A contest needs two actors whose positions may differ",
        )
    random = np.random.default_rng(seed)
    scale = _scale(contest, runs, random)
    x = np.stack(
        [_position(pull, at, options, scale, random) for pull, at in zip(contest.pulls, stands, strict=True)], axis=1
    )
    most = max((pull.capability[1] for pull in contest.pulls if pull.capability), default=1.0)
    tiny = 1e-6 * most  # above 0
    capability = np.stack([_drawn(pull.capability or (tiny, most), runs, random) for pull in contest.pulls], axis=1)
    salience = np.stack([_drawn(pull.salience or (0.0, 1.0), runs, random) for pull in contest.pulls], axis=1)
    if (salience.sum(axis=1) == 0).any():
        raise PourparlerError(
            f"{contest.issue} matters to nobody: every salience is 0", mend="Give an actor a salience above 0"
        )
    width = float(scale[0].max() - scale[0].min())
    actors = tuple(pull.actor for pull in contest.pulls)
    bargaining = play(actors, x, capability, salience, width, rounds, rules, on)
    exact = all(_exact(p.capability) and _exact(p.salience) for p in contest.pulls)
    given = exact and all(len(at) == 1 for at in stands) and all(low == high for low, high in contest.scale.values())
    nearest = tuple(_nearest(options, scale, m) for m in (bargaining.start[0], bargaining.rounds[-1].median))
    return Contested(contest, bargaining, stands, given, (nearest[0], nearest[1]))


def stated(negotiation: Negotiation, contest: Contest, pull: Pull) -> tuple[str, ...]:
    """The options that the actor may stand at: the one given, else what its positions in force leave as its best; () for a number.

    What it demands, requires or puts first is its best; else what it offers or accepts without a condition, where that is one option; else
    whatever it does not reject.
    """
    if isinstance(pull.position, str):
        return (pull.position,)
    if pull.position is not None:
        return ()
    mine = [p for p in negotiation.in_force if p.party == pull.actor and p.issue == contest.issue]
    wanted = {p.option for p in mine if p.kind in (Kind.DEMANDS, Kind.REQUIRES)}
    wanted |= {p.ranking[0][0] for p in mine if p.kind is Kind.PREFERS and len(p.ranking[0]) == 1}
    taken = {p.option for p in mine if p.kind in (Kind.OFFERS, Kind.ACCEPTS) and not p.condition}
    rejected = {p.option for p in mine if p.kind is Kind.REJECTS and not p.condition}
    for chosen in (wanted, taken):
        if len(chosen) == 1:
            return tuple(o for o in contest.scale if o in chosen)
    left = tuple(o for o in contest.scale if o not in rejected)
    return left or tuple(contest.scale)


def _scale(contest: Contest, runs: int, random: np.random.Generator) -> Floats:
    """(runs, options) where each stands; the first run has the middle of each interval, and all keep the order."""
    columns = np.stack([_drawn(ends, runs, random) for ends in contest.scale.values()], axis=1)
    low, high = (np.array(ends) for ends in zip(*contest.scale.values(), strict=True))
    free = (low == min(columns[0, 0], columns[0, -1])) & (high == max(columns[0, 0], columns[0, -1])) & (low < high)
    # Options between the ends, of which only the order is told, divide the way evenly in the first run.
    if free.any():
        columns[0] = np.where(free, np.linspace(columns[0, 0], columns[0, -1], len(free)), columns[0])
    ascending = columns[0, 0] <= columns[0, -1]
    return np.sort(columns, axis=1) if ascending else -np.sort(-columns, axis=1)


def _position(
    pull: Pull, at: tuple[str, ...], options: list[str], scale: Floats, random: np.random.Generator
) -> Floats:
    runs = len(scale)
    if not at:
        assert isinstance(pull.position, tuple)
        return _drawn(pull.position, runs, random)
    chosen = random.integers(0, len(at), runs)
    return np.asarray(scale[np.arange(runs), np.array([options.index(o) for o in at])[chosen]])


def _drawn(ends: Range, runs: int, random: np.random.Generator) -> Floats:
    found = random.uniform(ends[0], ends[1], runs)
    found[0] = (ends[0] + ends[1]) / 2
    return found


def _exact(ends: Range | None) -> bool:
    return ends is not None and ends[0] == ends[1]


def _nearest(options: list[str], scale: Floats, medians: Floats) -> dict[str, float]:
    where = np.abs(scale - medians[:, None]).argmin(axis=1)
    return {o: float((where == k).mean()) for k, o in enumerate(options)}
