"""The whole answer to "what could they agree on?", as one object that carries its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pourparler.errors import PourparlerError
from pourparler.lazy import computed_once, names_of
from pourparler.model import Negotiation, Position, confirmed
from pourparler.monitor import Monitor
from pourparler.settlement.acceptability import Judged, Judges
from pourparler.settlement.bargaining_analysis import Solved, solve
from pourparler.settlement.blocking import Blocking, find_blocking
from pourparler.settlement.commitment_strength import Firmness
from pourparler.settlement.contradictions import Contradiction, find_contradictions
from pourparler.settlement.deciding import Deciding, deciding_answers
from pourparler.settlement.efficiency import Efficiency, Improvement, efficiency
from pourparler.settlement.gaps import OpenQuestion, open_questions
from pourparler.settlement.polytope import build_polytopes
from pourparler.settlement.questions import Question, next_questions
from pourparler.settlement.readiness import missing, ready, without_choice
from pourparler.settlement.robust import Outcome, Robust, outcomes, robust_solutions
from pourparler.settlement.subgroup_agreements import Group, find_groups, group_of
from pourparler.settlement.trades import Trade, find_trades
from pourparler.settlement.zopa import CLOSED_LIMIT, Zopa, measure_zopa


class Verdict(StrEnum):
    """Where the talks stand."""

    AGREED = "agreed"
    """A settlement that every party would accept, whatever is not known."""
    POSSIBLE = "possible"
    """Settlements that nobody necessarily refuses, none that all would surely accept."""
    NONE = "none"
    """Every settlement is refused by somebody."""


@dataclass(frozen=True, slots=True)
class ToAsk:
    """``deciding``: answers that would change the verdict; only where there are none ``narrowing``: what would leave less doubt."""

    deciding: tuple[Deciding, ...]
    narrowing: tuple[Question, ...]


class Analysis:
    """What could be agreed, who stands in the way, what is not known, what would help.

    Each part is computed when it is first asked for, and once; safe to use from several threads. No made-up number; definitions in DESIGN
    section 5.

    Raises:
        NotReadyError: there is no party, or no issue with two options.

    Args:
        negotiation: what is analysed; issues with one option or none are left out (``readiness.ready``). Parts raise KeyError where a
            position names an issue or option that it lacks (a validated dossier never does).
        monitor: is told how far each part is, under the part's name; once it says no, a part ends with what it has found.
    """

    def __init__(self, negotiation: Negotiation, monitor: Monitor = Monitor()) -> None:
        self.negotiation = ready(negotiation)
        self.left_out = without_choice(negotiation)
        self._monitor = monitor

    @computed_once
    def judges(self) -> Judges:
        """Who would take what, and the rules that hold."""
        return Judges.of(self.negotiation)

    @computed_once
    def zopa(self) -> Zopa:
        """The settlements that no party necessarily refuses."""
        return measure_zopa(self.judges, self._monitor.part("zopa"))

    @computed_once
    def blocking(self) -> Blocking:
        """Who stands in the way together, and what would open a settlement."""
        return find_blocking(self.judges.rules, Firmness.of(self.negotiation), monitor=self._monitor.part("blocking"))

    @computed_once
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Statements of one party that cannot all be true."""
        return find_contradictions(self.negotiation, [j.polytope for j in self.judges])

    @computed_once
    def gaps(self) -> tuple[OpenQuestion, ...]:
        """What is not known, and how many settlements that leaves open."""
        return open_questions(self.negotiation, self.zopa)

    @computed_once
    def trades(self) -> tuple[Trade, ...]:
        """Packages in which each of two parties gives way on what matters less to it; the surest first."""
        return find_trades(self.judges, self.judges.parties)

    @computed_once
    def groups(self) -> tuple[Group, ...]:
        """Agreements of some without the others."""
        return find_groups(self.judges, self._monitor.part("groups"))

    @computed_once
    def deciding(self) -> tuple[Deciding, ...]:
        """Answers of parties that would change the verdict, by what they would change."""
        return deciding_answers(self.judges, self.zopa, self.blocking, self._monitor.part("deciding"))

    @computed_once
    def questions(self) -> tuple[Question, ...]:
        """Questions about what parties prefer, those first that leave least doubt about who would accept what."""
        return next_questions(self.judges, monitor=self._monitor.part("questions"))

    @computed_once
    def robust(self) -> Robust | None:
        """Bargaining solutions of the parties ``counted``, over all that is not known; None where they have none."""
        if len(self.counted) < 2:
            return None
        return robust_solutions(self.judges, self.counted, monitor=self._monitor.part("robust"))

    @computed_once
    def outcomes(self) -> tuple[Outcome, ...]:
        """The settlements that are most often on the frontier, with what each gives the parties ``counted``."""
        return outcomes(self.robust, self.judges) if self.robust else ()

    @computed_once
    def confirmed(self) -> Analysis | None:
        """The analysis of what somebody confirmed; None where that is not enough to analyse."""
        left = confirmed(self.negotiation)
        return Analysis(left, self._monitor) if missing(left) is None else None

    @computed_once
    def solved(self) -> Solved:
        """Frontier and solutions in numbers. Raises PourparlerError where a party gave no number for an option."""
        return solve(self.negotiation, self._monitor.part("solved"))

    @property
    def verdict(self) -> Verdict:
        """Where the talks stand."""
        if not self.zopa.size:
            return Verdict.NONE
        return Verdict.AGREED if self.zopa.agreed else Verdict.POSSIBLE

    @property
    def at_table_verdict(self) -> Verdict:
        """The same for those at the table, by what they refuse."""
        return Verdict.POSSIBLE if self.zopa.at_table else Verdict.NONE

    @property
    def counted(self) -> tuple[str, ...]:
        """All parties; those at the table where nothing suits everybody."""
        return self.judges.parties if self.zopa.size else self.negotiation.at_table

    @property
    def blockers(self) -> Mapping[str, tuple[Position, ...]]:
        """For each party in a blocking set, its positions there, in the order of the dossier."""
        named = {p.id for group in self.blocking.blocking_sets for p in group}
        result: dict[str, tuple[Position, ...]] = {}
        for party in self.negotiation.parties:
            mine = tuple(p for p in self.negotiation.positions if p.party == party.name and p.id in named)
            if mine:
                result[party.name] = mine
        return result

    @property
    def pivotal(self) -> tuple[Position, ...]:
        """Positions each of which, given up alone, would leave a settlement that breaks no hard position."""
        return tuple(group[0] for group in self.blocking.concessions or () if len(group) == 1)

    def judge(self, settlement: Mapping[str, str], *, shares: bool = False) -> Judged:
        """What each party says to one settlement; ``shares``: with the shares of value functions where that is open.

        Raises KeyError where the settlement names an unknown option or leaves an issue out.
        """
        return self.judges.judge(settlement, shares=shares)

    def efficiency(self, settlement: Mapping[str, str]) -> tuple[Efficiency, Improvement | None]:
        """Whether a settlement could be bettered for all who are ``counted``; not told where there are too many to compare it with."""
        if self.negotiation.size > CLOSED_LIMIT:
            return Efficiency.UNKNOWN, None
        found = self.often_efficient(settlement) > 0
        return efficiency(self.judges, settlement, self.counted, on_some_frontier=found)

    def often_efficient(self, settlement: Mapping[str, str]) -> float:
        """The share of the draws of ``robust`` in which the settlement is on the frontier."""
        return self.robust.efficient.get(self.judges.rules.space.codes(settlement), 0.0) if self.robust else 0.0

    def to_ask(self, party: str | None = None) -> ToAsk:
        """What to ask next; ``party``: only this party. Raises PourparlerError where there is no such party."""
        if party is not None and party not in self.negotiation.party:
            known = ", ".join(self.negotiation.party)
            raise PourparlerError(f"there is no party {party!r}", mend=f"Choose from: {known}")
        deciding = tuple(d for d in self.deciding if party in (None, d.party))
        if deciding:
            return ToAsk(deciding, ())
        if party is None:
            return ToAsk((), self.questions)
        # Asked for by name: a party is asked even where its red lines refuse the whole zone.
        return ToAsk((), next_questions(self.judges, party=party, monitor=self._monitor.part("questions")))

    @property
    def knows_what_to_ask(self) -> bool:
        """Whether nobody has to wait for ``to_ask`` any more."""
        return self.is_computed("deciding") and (bool(self.deciding) or self.is_computed("questions"))

    def group(self, parties: Sequence[str]) -> Group:
        """What an agreement of these parties would be to the others, whether they have a settlement or not."""
        return group_of(self.judges, parties, self._monitor.part("groups"))

    def compute(self, *parts: str) -> Analysis:
        """Compute these parts now, by their names (see ``PARTS``); to be done where a monitor is watched."""
        for part in parts:
            getattr(self, part)
        return self

    def is_computed(self, part: str) -> bool:
        """Whether nobody has to wait for a part any more, by its name (see ``PARTS``)."""
        found: computed_once[object] = vars(Analysis)[part]
        return found.is_computed(self)


PARTS = names_of(Analysis)
"""The parts of an analysis: what is computed once, and what a monitor may limit."""

SETTLED = ("zopa", "blocking", "contradictions", "gaps")
"""Those that answer what could be agreed; the others tell what would help."""


def analyse(negotiation: Negotiation, monitor: Monitor = Monitor()) -> Analysis:
    """Judge, count, find who blocks and what is open. The other parts of the analysis are computed when they are asked for."""
    return Analysis(negotiation, monitor).compute(*SETTLED)


def contradictions_in(negotiation: Negotiation) -> tuple[Contradiction, ...]:
    """The contradictions among each party's positions, without the rest of the analysis."""
    if missing(negotiation):
        return ()
    negotiation = ready(negotiation)
    return find_contradictions(negotiation, build_polytopes(negotiation))
