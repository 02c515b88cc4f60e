"""What one party would take: necessarily acceptable, necessarily unacceptable, or open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pourparler.model import Negotiation, Position
from pourparler.settlement.hard_constraints import Codes, HardRules, Rule, broken
from pourparler.settlement.numeric_values import numeric
from pourparler.settlement.order_sampling import sample_orders
from pourparler.settlement.ordinal_values import ordinal
from pourparler.settlement.polytope import TOLERANCE, Polytope, build_polytope
from pourparler.settlement.sampling import CHAINS, DRAWS, Share, ValueSample, sample_values
from pourparler.settlement.value_thresholds import Verdicts


class Acceptance(StrEnum):
    """The four answers; the letters are those of ``partial-case/1``."""

    ACCEPTABLE = "A"
    """No hard position broken, at least as good as no-agreement for every compatible value function."""
    UNACCEPTABLE = "U"
    """Better than no-agreement for no compatible value function."""
    REFUSED = "R"
    """Breaks a hard position."""
    OPEN = "O"
    """None of these: not known."""

    @property
    def refused(self) -> bool:
        """Whether the party necessarily says no."""
        return self in (Acceptance.REFUSED, Acceptance.UNACCEPTABLE)


Letters = NDArray[np.str_]
"""Answers as their letters, one a settlement."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A party's answer to one settlement and the positions it rests on.

    ``least`` and ``greatest``: the smallest and largest gain over no-agreement on the polytope, in -1..1; None where a
    hard position is broken or the positions contradict one another. ``share``: where it is open and was asked for, of value functions for
    which the settlement is at least as good as no-agreement.
    """

    party: str
    acceptance: Acceptance
    broken: tuple[Position, ...] = ()
    rests_on: tuple[Position, ...] = ()
    least: float | None = None
    greatest: float | None = None
    share: Share | None = None


def closed_form(negotiation: Negotiation, party: str) -> Verdicts | None:
    """When the party accepts, where orders or complete numbers are all there is; else None."""
    return ordinal(negotiation, party) or numeric(negotiation, party)


class PartyJudge:
    """Answers for one party.

    ``verdicts``: its conditions in closed form where orders or complete numbers are all there is; None where only the linear program can
    tell, which is kept warm between questions.
    """

    def __init__(self, negotiation: Negotiation, party: str, rules: HardRules) -> None:
        self.party = party
        self._negotiation = negotiation
        self.polytope: Polytope = build_polytope(negotiation, party)
        self.rules: Sequence[Rule] = rules.held_by([party])
        self._space = rules.space
        self._positions = tuple(q for q in negotiation.in_force if q.party == party and not q.hard)
        found = closed_form(negotiation, party)
        self.verdicts: Verdicts | None = found if found and self.polytope.feasible() else None

    @property
    def contradicted(self) -> bool:
        """Whether no value function fits what the party said, so that nothing follows from it."""
        return self.verdicts is None and not self.polytope.feasible()

    @cached_property
    def sample(self) -> ValueSample:
        """Value functions of the party, drawn evenly; the same ones every time. Raises PourparlerError where there are none."""
        drawn = sample_orders(self._negotiation, self.party, self.polytope.columns, CHAINS * DRAWS, seed=0)
        if drawn is None:
            return sample_values(self.polytope)
        points = drawn.reshape(CHAINS, DRAWS, len(self.polytope.columns))
        return ValueSample(self.party, tuple(self.polytope.columns), points)

    def share(self, codes: Sequence[int]) -> Share:
        """In how many of the party's value functions the settlement is at least as good as no-agreement; hard positions aside."""
        gains = self.sample.of(self.polytope.gain(self._space.settlement(codes)))
        return self.sample.share(gains >= -TOLERANCE)

    def letters(self, codes: Codes) -> Letters:
        """(settlements,) the answers alone, for (settlements, issues) option numbers."""
        refused = broken(self.rules, codes)
        answers = np.full(len(codes), Acceptance.REFUSED.value)
        rest = codes[~refused]
        if self.verdicts:
            sure, possible = self.verdicts.sure.met(rest), self.verdicts.possible.met(rest)
            by_value = np.where(sure, "A", np.where(possible, "O", "U"))
        else:
            by_value = np.array([self._by_value(row)[0].value for row in rest.tolist()], dtype=answers.dtype)
        answers[~refused] = by_value
        return answers

    def judge(self, codes: Sequence[int]) -> Judgement:
        """The answer with what it rests on."""
        lines = tuple(r.source for r in self.rules if isinstance(r.source, Position) and r.is_broken(codes))
        if lines:
            return Judgement(self.party, Acceptance.REFUSED, broken=lines, rests_on=lines)
        acceptance, least, greatest = self._by_value(codes)
        rests = self._positions if acceptance is not Acceptance.OPEN else ()
        return Judgement(self.party, acceptance, rests_on=rests, least=least, greatest=greatest)

    def _by_value(self, codes: Sequence[int]) -> tuple[Acceptance, float | None, float | None]:
        gain = self.polytope.gain(self._space.settlement(codes))
        least = self.polytope.minimum(gain)
        if least is None:
            # No value function fits what the party said: nothing follows, and the contradiction is reported.
            return Acceptance.OPEN, None, None
        if least >= -TOLERANCE:
            return Acceptance.ACCEPTABLE, least, None
        greatest = self.polytope.maximum(gain)
        if greatest is not None and greatest <= TOLERANCE:
            return Acceptance.UNACCEPTABLE, least, greatest
        return Acceptance.OPEN, least, greatest


def judges_of(negotiation: Negotiation) -> tuple[HardRules, list[PartyJudge]]:
    """The rules of a negotiation, and a judge for each party: what every analysis begins with."""
    rules = HardRules.of(negotiation)
    return rules, [PartyJudge(negotiation, party.name, rules) for party in negotiation.parties]
