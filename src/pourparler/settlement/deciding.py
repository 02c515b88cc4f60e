"""Which answers of a party would change the verdict, and what would follow from each: whether a settlement remains, who blocks.

Every answer is one position more, or some fewer (``supposed_answers``); what follows is counted, not estimated, wherever the engine
counts today (``zones_after``). An answer that changes nothing is not a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain, islice

from pourparler.model import Position
from pourparler.monitor import Monitor
from pourparler.settlement.acceptability import Judges
from pourparler.settlement.blocking import Blocking, Feasibility, Places, explore, members
from pourparler.settlement.counts import Count, Estimate, middle
from pourparler.settlement.hard_constraints import HardRules, rule
from pourparler.settlement.supposed_answers import SupposedAnswer, possible_acceptances, possible_refusals
from pourparler.settlement.zones_after import Left, Zones, zones_of
from pourparler.settlement.zopa import Zopa

MOST = 1_000
"""The most answers that are weighed: acceptances of what stands in the way first, then refusals, parties at the table first."""
SURVEYED = 50
"""Where more blocking sets are known than these, nobody is asked about standing in the way in one more place."""
SETS = 60
"""The most blocking sets that are looked at to find one that a refusal completes."""


class Effect(IntEnum):
    """What an answer changes, the strongest first; each answer has the first that is true of it."""

    OPENS = 1
    """A settlement is left that nobody refuses; today there is none."""
    CLOSES = 2
    """No settlement is left that nobody refuses; today there is one."""
    OPENS_TABLE = 3
    """The same for those at the table."""
    CLOSES_TABLE = 4
    FEWER = 5
    """Fewer parties refuse the settlements that fewest refuse."""
    MORE = 6
    UNBLOCKS = 7
    """The red lines on the issue, and on those tied to it, no longer exclude every settlement; others still do."""
    BLOCKS = 8
    """With red lines of others the refusal excludes every settlement: the party stands in the way in one more place."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """An answer that would change the verdict.

    ``before`` and ``after``: settlements left, of everybody or of those at the table, as the effect says; of FEWER and MORE by how many
    parties the best are refused; 0 of those that only change who blocks. ``rests_on``: the positions that would be given up, or those that
    exclude every settlement together with the refusal.
    """

    answer: SupposedAnswer
    effect: Effect
    before: Count
    after: Count
    rests_on: tuple[Position, ...]

    @property
    def party(self) -> str:
        """Whom to ask."""
        return self.answer.party


def deciding_answers(
    judges: Judges, zopa: Zopa, blocking: Blocking, monitor: Monitor = Monitor()
) -> tuple[Deciding, ...]:
    """All answers that would change the verdict, by the strength of their effect; parties at the table first, then by what is left.

    Looked at are acceptances of what hard positions in a minimal blocking set rule out (of all hard positions where red lines alone do
    not block, or not all blocking sets are known), and refusals of options that a party neither speaks for nor rules out; of these the
    first ``MOST``. Who would stand in the way in one more place is told where there are at most ``SURVEYED`` blocking sets today.
    ``monitor`` is asked between answers and ends the search with what was found.
    """
    if blocking.linkages_alone_block:
        return ()
    negotiation = judges.negotiation
    answers = list(islice(chain(_acceptances(judges, zopa, blocking), possible_refusals(negotiation)), MOST))
    zones = zones_of(judges, zopa, monitor)
    lines = _RedLines(judges.rules, answers, monitor)
    found = []
    for done, answer in enumerate(answers):
        if not monitor.step(done, len(answers)):
            break
        told = _counted(judges, zones, lines, answer) or _blocking(lines, answer, blocking)
        if told:
            found.append(told)
    at_table = set(negotiation.at_table)
    return tuple(sorted(found, key=lambda d: (d.effect, d.party not in at_table, -middle(d.after))))


def _acceptances(judges: Judges, zopa: Zopa, blocking: Blocking) -> Iterator[SupposedAnswer]:
    """Those that may open a settlement, for everybody or for those at the table."""
    if zopa.size and zopa.at_table:
        return iter(())
    in_sets = {p for group in blocking.blocking_sets for p in group}
    hard = in_sets if in_sets and blocking.complete else {p for p in judges.negotiation.in_force if p.hard}
    return possible_acceptances(judges.negotiation, hard)


def _counted(judges: Judges, zones: Zones, lines: _RedLines, answer: SupposedAnswer) -> Deciding | None:
    """What the answer changes in the numbers."""
    today = zones.today
    if not answer.accepts and (
        (not today.size and not today.at_table and today.fewest is None) or zones.cannot_close(answer)
    ):
        return None
    effect, before, after = _effect(today, zones.after(answer)) or (None, 0, 0)
    if effect is None:
        return None
    closing = effect in (Effect.CLOSES, Effect.CLOSES_TABLE)
    counted = judges.negotiation.at_table if effect is Effect.CLOSES_TABLE else judges.parties
    return Deciding(answer, effect, before, after, lines.with_refusal(answer, counted) if closing else answer.drop)


def _effect(today: Left, then: Left) -> tuple[Effect, Count, Count] | None:
    for before, after, opens, closes in (
        (today.size, then.size, Effect.OPENS, Effect.CLOSES),
        (today.at_table, then.at_table, Effect.OPENS_TABLE, Effect.CLOSES_TABLE),
    ):
        if not before and after:
            return opens, before, after
        if before and not after and not isinstance(after, Estimate):
            return closes, before, after
    if today.fewest is not None and then.fewest is not None and today.fewest != then.fewest:
        effect = Effect.FEWER if then.fewest < today.fewest else Effect.MORE
        return effect, today.fewest, then.fewest
    return None


def _blocking(lines: _RedLines, answer: SupposedAnswer, blocking: Blocking) -> Deciding | None:
    """What the answer changes in who stands in the way; nothing where red lines leave a settlement."""
    if not blocking.blocking_sets:
        return None
    if answer.accepts:
        return Deciding(answer, Effect.UNBLOCKS, 0, 0, answer.drop) if lines.resolved_by(answer) else None
    few = blocking.complete and len(blocking.blocking_sets) <= SURVEYED
    others = lines.completed_by(answer) if few else ()
    return Deciding(answer, Effect.BLOCKS, 0, 0, others) if others else None


class _RedLines:
    """Which red lines exclude every settlement together, those that answers would add included; one solver for all."""

    def __init__(self, rules: HardRules, answers: Iterable[SupposedAnswer], monitor: Monitor) -> None:
        self._monitor = monitor
        own = len(rules.positions)
        supposed: dict[tuple[str, str], Position] = {}
        for answer in answers:
            for p in answer.add:
                if p.hard:  # a refusal of an option is the same rule whoever refuses
                    supposed.setdefault((answer.issue, p.option or ""), p)
        self._place = {cell: own + k for k, cell in enumerate(supposed)}
        self._base = rules
        self._rules = HardRules(
            rules.space, (*rules.positions, *(rule(rules.space, p) for p in supposed.values())), rules.linkages
        )
        self._feasible = Feasibility(self._rules)
        self._group = {place: group for group in self._rules.components() for place in group}
        self._sets: dict[int, list[Places]] = {}

    def with_refusal(self, answer: SupposedAnswer, parties: Iterable[str]) -> tuple[Position, ...]:
        """Positions of these parties that exclude every settlement together with the refusal; none where values do."""
        place = self._place[answer.issue, answer.option]
        core = self._feasible.core([*self._base.places_of(parties), place])
        return self._others(self._feasible.shrink(core), place) if core else ()

    def completed_by(self, answer: SupposedAnswer) -> tuple[Position, ...]:
        """Positions, of others among them, that exclude every settlement together with the refusal but not without it; else none."""
        place = self._place[answer.issue, answer.option]
        if place not in self._sets:
            group = [k for k in self._group[place] if k < len(self._base.positions)] + [place]
            found, _, _ = explore(self._feasible, group, SETS, self._monitor)
            self._sets[place] = sorted((s for s in found if place in s), key=lambda s: (len(s), sorted(s)))
        sets = (self._others(s, place) for s in self._sets[place])
        return next((s for s in sets if any(p.party != answer.party for p in s)), ())

    def resolved_by(self, answer: SupposedAnswer) -> bool:
        """Whether the red lines that hang together with those given up leave a settlement then."""
        places = [k for k, r in enumerate(self._base.positions) if r.source in answer.drop]
        added = [self._place[answer.issue, o] for o in answer.refused]
        group = {k for place in places for k in self._group[place] if k < len(self._base.positions)}
        then = [*sorted(group - set(places)), *added]
        return self._feasible.core(sorted(group)) is not None and self._feasible.core(then) is None

    def _others(self, places: Places, place: int) -> tuple[Position, ...]:
        return members(self._rules, places - {place})
