"""What one party would take: necessarily acceptable, necessarily unacceptable, or open."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from pourparler.lazy import computed_once
from pourparler.model import Linkage, Negotiation, Position
from pourparler.monitor import Monitor, StoppedError
from pourparler.settlement.decision_diagram import Diagram
from pourparler.settlement.hard_constraints import Codes, HardRules, Rule, broken
from pourparler.settlement.numeric_values import numeric
from pourparler.settlement.order_sampling import sample_orders
from pourparler.settlement.ordinal_values import ordinal
from pourparler.settlement.polytope import TOLERANCE, Polytope, build_polytope, build_polytopes
from pourparler.settlement.sampling import CHAINS, DRAWS, Share, ValueSample, sample_values
from pourparler.settlement.value_thresholds import Bools, Need, Verdicts


class Acceptance(IntEnum):
    """A party's answer to a settlement; the numbers are for arrays of answers and mean nothing."""

    ACCEPTABLE = 1
    """No hard position broken, at least as good as no-agreement for every compatible value function."""
    OPEN = 2
    """None of these: not known."""
    UNACCEPTABLE = 3
    """Better than no-agreement for no compatible value function."""
    REFUSED = 4
    """Breaks a hard position."""

    @property
    def refused(self) -> bool:
        """Whether the party necessarily says no."""
        return self in (Acceptance.REFUSED, Acceptance.UNACCEPTABLE)


Answers = NDArray[np.uint8]
"""(settlements,) the ``Acceptance`` of each."""


def refused(answers: Answers) -> Bools:
    """(settlements,) to which the party necessarily says no."""
    no: Bools = (answers == Acceptance.REFUSED) | (answers == Acceptance.UNACCEPTABLE)
    return no


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


@dataclass(frozen=True, slots=True)
class Judged:
    """One settlement, what each party says to it, and the linkages that it breaks."""

    settlement: Mapping[str, str]
    judgements: tuple[Judgement, ...]
    broken_linkages: tuple[Linkage, ...] = ()

    @property
    def agreed(self) -> bool:
        """Whether every party would accept."""
        return all(j.acceptance is Acceptance.ACCEPTABLE for j in self.judgements)


def closed_form(negotiation: Negotiation, party: str) -> Verdicts | None:
    """When the party accepts, where orders or complete numbers are all there is; else None."""
    return ordinal(negotiation, party) or numeric(negotiation, party)


class PartyJudge:
    """Answers for one party.

    ``verdicts``: its conditions in closed form where orders or complete numbers are all there is; None where only the linear program can
    tell, which is kept warm between questions. ``polytope``: the party's value functions, where they were built.
    """

    def __init__(
        self, negotiation: Negotiation, party: str, rules: HardRules, polytope: Polytope | None = None
    ) -> None:
        self.party = party
        self._negotiation = negotiation
        self.polytope = polytope or build_polytope(negotiation, party)
        self.rules: Sequence[Rule] = rules.held_by([party])
        self._space = rules.space
        self._positions = tuple(q for q in negotiation.in_force if q.party == party and not q.hard)
        found = closed_form(negotiation, party)
        self.verdicts: Verdicts | None = found if found and self.polytope.feasible() else None

    @property
    def contradicted(self) -> bool:
        """Whether no value function fits what the party said, so that nothing follows from it."""
        return self.verdicts is None and not self.polytope.feasible()

    @computed_once
    def sample(self) -> ValueSample:
        """Value functions of the party, drawn evenly; the same ones every time. Raises PourparlerError where there are none."""
        return self._drawn(Monitor())

    def sample_within(self, monitor: Monitor) -> ValueSample | None:
        """The same, where it is there already or there before ``monitor`` says no; else None."""
        if not PartyJudge.sample.is_computed(self):
            try:
                PartyJudge.sample.know(self, self._drawn(monitor))
            except StoppedError:
                return None
        return self.sample

    def _drawn(self, monitor: Monitor) -> ValueSample:
        drawn = sample_orders(self._negotiation, self.party, self.polytope.columns, CHAINS * DRAWS, seed=0)
        if drawn is None:
            return sample_values(self.polytope, monitor=monitor)
        points = drawn.reshape(CHAINS, DRAWS, len(self.polytope.columns))
        return ValueSample(self.party, tuple(self.polytope.columns), points)

    def share(self, codes: Sequence[int]) -> Share:
        """In how many of the party's value functions the settlement is at least as good as no-agreement; hard positions aside."""
        gains = self.sample.of(self.polytope.gain(self._space.settlement(codes)))
        return self.sample.share(gains >= -TOLERANCE)

    def answers(self, codes: Codes) -> Answers:
        """(settlements,) the answers alone, for (settlements, issues) option numbers."""
        no = broken(self.rules, codes)
        found = np.full(len(codes), Acceptance.REFUSED, dtype=np.uint8)
        found[~no] = self.by_values(codes[~no])
        return found

    def by_values(self, codes: Codes) -> Answers:
        """(settlements,) the answers, hard positions aside."""
        if not self.verdicts:
            return np.array([self._by_value(row)[0] for row in codes.tolist()], dtype=np.uint8)
        sure, possible = self.verdicts.sure.met(codes), self.verdicts.possible.met(codes)
        unsure = np.where(possible, Acceptance.OPEN, Acceptance.UNACCEPTABLE)
        return np.where(sure, Acceptance.ACCEPTABLE, unsure).astype(np.uint8)

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


@dataclass(frozen=True)
class Judges:
    """A negotiation, its hard positions and linkages, and a judge for each party in its order: what every analysis begins with."""

    negotiation: Negotiation
    rules: HardRules
    each: tuple[PartyJudge, ...]

    @classmethod
    def of(cls, negotiation: Negotiation) -> Judges:
        """Raises KeyError where a position names an issue or option that the negotiation lacks."""
        rules = HardRules.of(negotiation)
        each = (PartyJudge(negotiation, p.party, rules, p) for p in build_polytopes(negotiation))
        return cls(negotiation, rules, tuple(each))

    def __iter__(self) -> Iterator[PartyJudge]:
        return iter(self.each)

    def __len__(self) -> int:
        return len(self.each)

    @property
    def parties(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(j.party for j in self.each)

    def among(self, parties: Collection[str]) -> tuple[PartyJudge, ...]:
        """The judges of these parties, in the order of the negotiation."""
        return tuple(j for j in self.each if j.party in parties)

    def diagram(self, parties: Collection[str]) -> Diagram:
        """The settlements that break no linkage and no hard position of these parties."""
        return self.rules.diagram(self.rules.held_by(parties))

    def needs(self, parties: Collection[str]) -> list[Need]:
        """What a settlement has to give these parties so that none necessarily refuses it, as far as that is known in closed form."""
        return [j.verdicts.possible for j in self.among(parties) if j.verdicts]

    def judge(self, settlement: Mapping[str, str], *, shares: bool = False) -> Judged:
        """What each party says to one settlement, with the positions it rests on; ``shares``: and shares where that is open.

        Raises KeyError where the settlement names an unknown option or leaves an issue out.
        """
        codes = self.rules.space.codes(settlement)
        found = [j.judge(codes) for j in self.each]
        if shares:
            found = [
                replace(answer, share=j.share(codes))
                if answer.acceptance is Acceptance.OPEN and not j.contradicted
                else answer
                for j, answer in zip(self.each, found, strict=True)
            ]
        impossible = tuple(
            r.source for r in self.rules.linkages if isinstance(r.source, Linkage) and r.is_broken(codes)
        )
        return Judged(dict(settlement), tuple(found), impossible)
