"""How many settlements are left after an answer: of everybody and of those at the table, and by how few parties the best are refused.

Nothing is analysed again: an answer changes hard positions of one party only, and these do not bear on its values. Where the settlements
are judged one by one, its column alone is made anew; where they are counted, the same rules are, with those of the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pourparler.monitor import Monitor
from pourparler.settlement.acceptability import Judges, refused
from pourparler.settlement.counts import Count
from pourparler.settlement.estimation import measure
from pourparler.settlement.hard_constraints import Codes, HardRules, Rule, broken, rule
from pourparler.settlement.supposed_answers import SupposedAnswer
from pourparler.settlement.value_thresholds import Bools
from pourparler.settlement.zopa import STATES, Zopa, few_enough

Many = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Left:
    """``size``: settlements that nobody refuses; ``at_table``: that nobody at the table refuses.

    ``fewest``: how many parties refuse the settlements that fewest refuse; None where that is not told, or the linkages leave nothing.
    """

    size: Count
    at_table: Count
    fewest: int | None


class Zones(Protocol):
    """What is left today, and after an answer."""

    today: Left

    def after(self, answer: SupposedAnswer) -> Left:
        """What is left when the party gives this answer; exact wherever today's numbers are."""
        ...

    def cannot_close(self, answer: SupposedAnswer) -> bool:
        """Whether a settlement is known that the answer, a refusal, leaves: of everybody, and of those at the table."""
        ...


def zones_of(judges: Judges, zopa: Zopa, monitor: Monitor) -> Zones:
    """By judging where the settlements are few enough, else by counting."""
    return _Judged(judges, zopa) if few_enough(judges) else _Counted(judges, zopa, monitor)


class _Judged:
    """Settlement by settlement; those that break a linkage are left out from the start."""

    def __init__(self, judges: Judges, zopa: Zopa) -> None:
        assert zopa.acceptability is not None
        self._judges = judges
        everything = judges.rules.space.everything()
        allowed = ~broken(judges.rules.linkages, everything)
        self._codes: Codes = everything[allowed]
        self._refuses = {party: refused(row[allowed]) for party, row in zopa.acceptability.items()}
        self._breaks = {j.party: broken(j.rules, self._codes) for j in judges}
        self._table = frozenset(judges.negotiation.at_table)
        self._many, self._many_at_table = map(self._refusals, (judges.parties, judges.negotiation.at_table))
        self.today = self._left(self._many, self._many_at_table)

    def after(self, answer: SupposedAnswer) -> Left:
        """See ``Zones``."""
        change: Many = self._column(answer).astype(np.int16) - self._refuses[answer.party].astype(np.int16)
        at_table = self._many_at_table + change if answer.party in self._table else self._many_at_table
        return self._left(self._many + change, at_table)

    def cannot_close(self, answer: SupposedAnswer) -> bool:
        """See ``Zones``. To count is as quick as to look."""
        return False

    def _column(self, answer: SupposedAnswer) -> Bools:
        """(settlements,) what the party then refuses; its values are asked only where a red line no longer speaks."""
        (judge,) = self._judges.among([answer.party])
        breaks = broken(rules_after(judge.rules, self._judges.rules, answer), self._codes)
        column = np.where(self._breaks[answer.party], False, self._refuses[answer.party]) | breaks
        freed = np.flatnonzero(self._breaks[answer.party] & ~breaks)
        if len(freed):
            column[freed] = refused(judge.by_values(self._codes[freed]))
        return column

    def _refusals(self, parties: Sequence[str]) -> Many:
        """(settlements,) how many of the parties refuse each."""
        many: Many = np.zeros(len(self._codes), dtype=np.int16)
        for p in parties:
            many += self._refuses[p]
        return many

    def _left(self, many: Many, at_table: Many) -> Left:
        fewest = int(many.min()) if len(many) else None
        return Left(int((many == 0).sum()), int((at_table == 0).sum()), fewest)


class _Counted:
    """By the rules, and by what each party needs where that is known in closed form and not met in any case."""

    def __init__(self, judges: Judges, zopa: Zopa, monitor: Monitor) -> None:
        self._judges, self._monitor = judges, monitor
        self.today = Left(zopa.size, zopa.at_table, None)
        self._known = [
            np.array([judges.rules.space.codes(e.settlement) for e in examples], dtype=np.int64)
            for size, examples in ((zopa.size, zopa.examples), (zopa.at_table, zopa.table_examples))
            if size
        ]

    def after(self, answer: SupposedAnswer) -> Left:
        """See ``Zones``."""
        negotiation = self._judges.negotiation
        groups = (self._judges.parties, negotiation.at_table)
        size, at_table = (self._count(group, answer) for group in groups)
        return Left(size, at_table, None)

    def cannot_close(self, answer: SupposedAnswer) -> bool:
        """See ``Zones``."""
        rules = [rule(self._judges.rules.space, p) for p in answer.add]
        return all(len(codes) and not broken(rules, codes).all() for codes in self._known)

    def _count(self, parties: Sequence[str], answer: SupposedAnswer) -> Count:
        rules = self._judges.rules
        kept = rules_after(rules.held_by(parties), rules, answer) if answer.party in parties else rules.held_by(parties)
        needs = [n for n in self._judges.needs(parties) if not n.always]
        return measure(rules.diagram(kept), needs, STATES, self._monitor) if needs else rules.count(kept)


def rules_after(held: Sequence[Rule], rules: HardRules, answer: SupposedAnswer) -> list[Rule]:
    """These rules without those of the positions that the answer drops, and with those that it adds."""
    added = [rule(rules.space, p) for p in answer.add if p.hard]
    return [r for r in held if r.source not in answer.drop] + added
