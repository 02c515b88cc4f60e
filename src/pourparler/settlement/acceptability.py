"""What one party would take: necessarily acceptable, necessarily unacceptable, or open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pourparler.model import Negotiation, Position
from pourparler.settlement.hard import HardRules, Rule
from pourparler.settlement.polytope import TOLERANCE, Polytope, build_polytope


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


@dataclass(frozen=True, slots=True)
class Judgement:
    """A party's answer to one settlement and the positions it rests on.

    ``least`` and ``greatest``: the smallest and largest gain over no-agreement on the polytope, in -1..1; None where a
    hard position is broken or the positions contradict one another.
    """

    party: str
    acceptance: Acceptance
    broken: tuple[Position, ...] = ()
    rests_on: tuple[Position, ...] = ()
    least: float | None = None
    greatest: float | None = None


class PartyJudge:
    """Answers for one party; keeps the linear program warm between questions."""

    def __init__(self, negotiation: Negotiation, party: str, rules: HardRules) -> None:
        self.party = party
        self.polytope: Polytope = build_polytope(negotiation, party)
        self.rules: Sequence[Rule] = rules.held_by([party])
        self._space = rules.space
        self._positions = tuple(q for q in negotiation.in_force if q.party == party and not q.hard)

    def acceptance(self, codes: Sequence[int]) -> Acceptance:
        """The answer alone, for counting."""
        if any(r.is_broken(codes) for r in self.rules):
            return Acceptance.REFUSED
        return self._by_value(codes)[0]

    def judge(self, codes: Sequence[int]) -> Judgement:
        """The answer with what it rests on."""
        broken = tuple(r.source for r in self.rules if isinstance(r.source, Position) and r.is_broken(codes))
        if broken:
            return Judgement(self.party, Acceptance.REFUSED, broken=broken, rests_on=broken)
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
