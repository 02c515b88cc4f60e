"""Bargaining solutions where values are only partly known: over all value functions that fit, which settlement is the answer how often.

Stochastic multicriteria acceptability analysis (Lahdelma, Salminen 2001, Operations Research 49: 444-454) with a bargaining solution in
place of a ranking. Nobody said how one party's gain compares with another's, so only solutions that do not ask for it are computed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from pourparler.model import Negotiation
from pourparler.monitor import Monitor
from pourparler.settlement.acceptability import Judges, PartyJudge
from pourparler.settlement.frontier import find_frontier
from pourparler.settlement.hard_constraints import HardRules
from pourparler.settlement.numeric_case import Bargain
from pourparler.settlement.polytope import Column
from pourparler.settlement.sampling import ValueSample
from pourparler.settlement.solutions import kalai_smorodinsky, nash

Floats = NDArray[np.float64]

UNIT = 2**40
"""Utilities, which lie in 0..1, become whole numbers of this."""
JOINT = 200
"""How many times one value function is taken of every party."""
FEWEST, WORK = 20, 20_000_000
"""Draws are fewer than that, and the errors that are told larger, once their frontiers took so many vectors: about as many microseconds."""
SURELY = 1.96
"""Standard errors on either side that 95 % confidence takes."""
SOLUTIONS = {"nash": nash, "kalai_smorodinsky": kalai_smorodinsky}
"""Those that do not depend on how utilities of different parties compare."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A settlement that is the solution for a ``share`` of the value functions, with its standard error.

    ``gains``: for each party the mean gain over no-agreement there, and the least and greatest among the draws, in parts of its weight.
    """

    settlement: Mapping[str, str]
    share: float
    error: float
    gains: Mapping[str, tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class RobustSolution:
    """``answers``: the commonest first. ``moves``: on how many issues the answer differs from the commonest, on average.

    ``options``: for each issue the share of each option among the answers. ``none``: the share of draws in which no settlement gives every
    party as much as no-agreement.
    """

    answers: tuple[Answer, ...]
    options: Mapping[str, Mapping[str, float]]
    moves: float
    none: float
    draws: int

    @property
    def stands_out(self) -> bool:
        """Whether the commonest answer is commoner than the next beyond the error of sampling, with 95 % confidence.

        Of shares p > q of the same n draws, p - q has the variance (p + q - (p - q)^2) / n (multinomial).
        """
        if not self.answers:
            return False
        first, second = (*(a.share for a in self.answers[:2]), 0.0)[:2]
        ahead = first - second
        return ahead > SURELY * sqrt((first + second - ahead**2) / self.draws)


@dataclass(frozen=True, slots=True)
class Robust:
    """``parties``: who is counted. ``efficient``: for each settlement on some frontier the share of draws in which it is on it."""

    parties: tuple[str, ...]
    solutions: Mapping[str, RobustSolution]
    efficient: Mapping[tuple[int, ...], float]


def robust_solutions(
    judges: Judges, parties: Sequence[str], *, draws: int = JOINT, monitor: Monitor = Monitor()
) -> Robust | None:
    """Solutions for these parties under the linkages and their hard positions.

    ``monitor`` is asked between draws, which are fewer than ``draws`` where frontiers are large. None where rules leave no settlement, a
    party's positions contradict one another, or its values do not add up over issues (bonuses); or ``monitor`` said no while value
    functions were drawn.
    """
    chosen = judges.among(parties)
    diagram = judges.diagram(parties)
    if diagram.empty or not chosen or any(j.contradicted or j.polytope.bonuses for j in chosen):
        return None
    if any(j.sample_within(monitor) is None for j in chosen):
        return None
    bargains = _bargains(judges.negotiation, chosen, draws)
    found: dict[str, list[tuple[tuple[int, ...], tuple[float, ...]] | None]] = {name: [] for name in SOLUTIONS}
    efficient: Counter[tuple[int, ...]] = Counter()
    made = work = 0
    for draw, bargain in enumerate(bargains):
        if (work > WORK and made >= FEWEST) or not monitor.step(draw, draws):
            break
        frontier = find_frontier(bargain, diagram).rational()
        made += 1
        work += sum(len(vectors) for _, vectors in frontier.layers)
        efficient.update(tuple(row) for row in frontier.codes.tolist())
        for name, solution in SOLUTIONS.items():
            best = solution(frontier, bargain.reservation)
            if best is None:
                found[name].append(None)
                continue
            gains = (frontier.vectors[best.place] - bargain.reservation) / UNIT
            found[name].append((tuple(frontier.codes[best.place].tolist()), tuple(gains.tolist())))
    if not made:
        return None
    names = tuple(j.party for j in chosen)
    return Robust(
        names,
        {name: _gathered(judges.rules, names, answers) for name, answers in found.items()},
        {codes: many / made for codes, many in efficient.items()},
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """A settlement that is efficient for a ``share`` of the draws, and for each party its gain over no-agreement: mean, and the values that
    80 % of its value functions lie between, in parts of its weight (-1..1)."""

    settlement: Mapping[str, str]
    share: float
    gains: Mapping[str, tuple[float, float, float]]


def outcomes(robust: Robust, judges: Judges, most: int = 60) -> tuple[Outcome, ...]:
    """The settlements that are most often efficient, with what each gives the parties counted."""
    chosen = judges.among(robust.parties)
    ranked = sorted(robust.efficient.items(), key=lambda e: (-e[1], e[0]))[:most]
    found = []
    for codes, share in ranked:
        settlement = judges.rules.space.settlement(codes)
        gains = {}
        for j in chosen:
            drawn = j.sample.of(j.polytope.gain(settlement))
            low, high = np.quantile(drawn, (0.1, 0.9))
            gains[j.party] = (float(drawn.mean()), float(low), float(high))
        found.append(Outcome(settlement, share, gains))
    return tuple(found)


def _bargains(negotiation: Negotiation, judges: Sequence[PartyJudge], draws: int) -> Iterator[Bargain]:
    """So many, each with one value function of each party."""
    taken = [_taken(j.sample, k, draws) for k, j in enumerate(judges)]
    tables = [
        np.rint(np.array([[values["v", i.id, o] for values in taken] for o in i.options]) * UNIT).astype(np.int64)
        for i in negotiation.issues
    ]
    baseline = np.array(
        [
            sum((x * values[c] for c, x in j.polytope.baseline.items()), np.zeros(draws))
            for j, values in zip(judges, taken, strict=True)
        ]
    )
    # A ten-billionth less, so that a settlement that is no-agreement itself is not lost to rounding.
    reservation = np.floor((baseline - 1e-10) * UNIT).astype(np.int64)
    base = np.zeros(len(judges), dtype=np.int64)
    for k in range(draws):
        own = tuple(np.ascontiguousarray(table[:, :, k]) for table in tables)
        yield Bargain(own, base, reservation[:, k], Fraction(UNIT), False)


def _taken(sample: ValueSample, seed: int, draws: int) -> dict[Column, Floats]:
    """(draws,) of each column: so many value functions of a party, in an order of its own; none twice while there are enough."""
    flat = sample.points.reshape(-1, sample.points.shape[2])
    order = np.random.default_rng(seed).permutation(len(flat))
    return dict(zip(sample.columns, flat[np.resize(order, draws)].T, strict=True))


def _gathered(
    rules: HardRules, parties: Sequence[str], answers: Sequence[tuple[tuple[int, ...], tuple[float, ...]] | None]
) -> RobustSolution:
    many = len(answers)
    told = [a for a in answers if a]
    counts = Counter(codes for codes, _ in told)
    result = []
    for codes, times in counts.most_common():
        gains = np.array([g for c, g in told if c == codes])
        share = times / many
        columns = zip(parties, gains.mean(axis=0), gains.min(axis=0), gains.max(axis=0), strict=True)
        result.append(
            Answer(
                rules.space.settlement(codes),
                share,
                sqrt(share * (1 - share) / many),
                {p: (float(mean), float(low), float(high)) for p, mean, low, high in columns},
            )
        )
    first = counts.most_common(1)[0][0] if counts else ()
    moves = [sum(a != b for a, b in zip(codes, first, strict=True)) for codes, _ in told]
    all_codes = np.array([codes for codes, _ in told]).reshape(len(told), len(rules.space.sizes))
    options = {
        issue.id: {o: float((all_codes[:, k] == j).mean()) if told else 0.0 for j, o in enumerate(issue.options)}
        for k, issue in enumerate(rules.space.issues)
    }
    return RobustSolution(
        tuple(result), options, float(np.mean(moves)) if moves else 0.0, (many - len(told)) / many, many
    )
