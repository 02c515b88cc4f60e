"""The whole answer where every party gave numbers: frontier, solutions, and how many settlements all accept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from pourparler.errors import PourparlerError
from pourparler.lazy import computed_once
from pourparler.model import Negotiation
from pourparler.monitor import Monitor
from pourparler.settlement.adjusted_winner import Division, divide
from pourparler.settlement.bundling import Bundled, bundle
from pourparler.settlement.counting import needs_of
from pourparler.settlement.counts import Count
from pourparler.settlement.decision_diagram import Diagram
from pourparler.settlement.estimation import measure
from pourparler.settlement.frontier import Frontier, find_frontier
from pourparler.settlement.hard_constraints import HardRules
from pourparler.settlement.numeric_case import Bargain, Ints, bargain_of
from pourparler.settlement.ranking import best_settlements
from pourparler.settlement.solutions import Solution, solutions_of


@dataclass(frozen=True)
class Setting:
    """Among which settlements is looked, and what each party has if no settlement is found."""

    frontier: Frontier
    disagreement: Ints

    @computed_once
    def solutions(self) -> Mapping[str, Solution | None]:
        """By name; None where the setting has no such settlement."""
        return solutions_of(self.frontier, self.disagreement)


def _cut(
    bargain: Bargain, found: Iterable[tuple[int, Sequence[int]]], base: int
) -> Iterator[tuple[int, Sequence[int]]]:
    """In the order of the sums that ceilings cut; ``found`` comes in the order of those that nothing cuts, which are no smaller."""
    waiting: list[tuple[int, int, Sequence[int]]] = []
    for place, (total, codes) in enumerate(found):
        while waiting and -waiting[0][0] >= total + base:
            least, _, first = heappop(waiting)
            yield -least, first
        heappush(waiting, (-int(bargain.utilities(codes).sum()), place, codes))
    while waiting:
        least, _, first = heappop(waiting)
        yield -least, first


@dataclass(frozen=True)
class Solved:
    """``all_outcomes``: all settlements that no linkage forbids, from each party's worst. ``rational``: those that every party accepts,
    red lines included, from the reservation values. ``zopa``: how many these are, an estimate where they are too many to count."""

    bargain: Bargain
    zopa: Count
    all_outcomes: Setting
    rational: Setting
    tied: Bundled | None = None
    """Issues that bonuses tie together are one issue of the bargain; None where there are none."""

    def settlement(self, codes: Sequence[int]) -> tuple[int, ...]:
        """Option numbers of the negotiation's own issues."""
        return self.tied.original(codes) if self.tied else tuple(int(o) for o in codes)

    def best(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Settlements that every party accepts, the largest sum of utilities first, lazily: (sum times the bargain's scale, options)."""
        worth = [table.sum(axis=1) for table in self.bargain.tables]
        base = int(self.bargain.base.sum())
        found = best_settlements(self.rational.frontier.diagram, worth, needs_of(self.bargain))
        if self.bargain.ceiling is None:
            return ((total + base, self.settlement(codes)) for total, codes in found)
        return ((total, self.settlement(codes)) for total, codes in _cut(self.bargain, found, base))

    @computed_once
    def division(self) -> Division | None:
        """The issues divided by Adjusted Winner; None where there are not two parties that both care, or bonuses tie issues."""
        if self.tied:
            return None
        try:
            return divide(self.bargain)
        except PourparlerError:
            return None


def solve_bargain(
    bargain: Bargain,
    allowed: Diagram | None = None,
    acceptable: Diagram | None = None,
    monitor: Monitor = Monitor(),
) -> Solved:
    """Solve a bargain in numbers.

    Args:
        bargain: utilities and reservation values.
        allowed: the settlements that can be made; all if not given.
        acceptable: those of them that break no party's red line; the same if not given.
        monitor: asked between steps; once it says no, what is left is done roughly and the gap is stated.
    """
    frontier = find_frontier(bargain, allowed, monitor=monitor)
    within = frontier if acceptable is None else find_frontier(bargain, acceptable, monitor=monitor)
    counted = acceptable or allowed or Diagram.of([len(t) for t in bargain.tables], ())
    zopa = measure(counted, needs_of(bargain), monitor=monitor)
    return Solved(bargain, zopa, Setting(frontier, bargain.worst), Setting(within.rational(), bargain.reservation))


def solve(negotiation: Negotiation, monitor: Monitor = Monitor()) -> Solved:
    """Solve a negotiation in which every party gave a number for every option.

    Raises:
        PourparlerError: a number is missing.
    """
    rules = HardRules.of(negotiation)
    bargain = bargain_of(negotiation)  # says which number is missing
    if not negotiation.bonuses:
        acceptable = rules.diagram() if rules.positions else None
        return solve_bargain(bargain, rules.diagram(()), acceptable, monitor)
    tied = bundle(negotiation)
    bargain = bargain_of(tied.negotiation)
    sizes = [len(t) for t in bargain.tables]
    linkages = tied.clauses(c for r in rules.linkages for c in r.clauses)
    lines = tied.clauses(c for r in rules.positions for c in r.clauses)
    acceptable = Diagram.of(sizes, [*linkages, *lines]) if lines else None
    return replace(solve_bargain(bargain, Diagram.of(sizes, linkages), acceptable, monitor), tied=tied)
