"""What changed in what could be agreed between two states of a negotiation, and which positions make the difference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pourparler.model import Negotiation, Position
from pourparler.monitor import Monitor
from pourparler.settlement.analysis import Analysis, Verdict
from pourparler.settlement.counts import Count
from pourparler.settlement.readiness import missing
from pourparler.settlement.supposed_answers import SupposedAnswer
from pourparler.settlement.zones_after import zones_of
from pourparler.settlement.zopa import Basis

Answer = tuple[Verdict | None, Count | None, Count | None]
"""Verdict, settlements left of everybody, and of those at the table."""
TRIED = 60
"""The most changed positions of which it is tried what each did to the verdict."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What could be agreed before and after. ``before``, ``after``: None where there was too little to analyse.

    ``came``: positions held now and not before; ``gone``: held before and not now. ``decisive``: those of both of which each, taken
    back alone, gives the answer of before again; of more than ``TRIED`` none was tried, nor after the monitor said no (``tried``).
    """

    before: Analysis | None
    after: Analysis | None
    came: tuple[Position, ...]
    gone: tuple[Position, ...]
    decisive: tuple[Position, ...] = ()
    tried: bool = True

    @property
    def changed(self) -> bool:
        """Whether the answer is another: the verdict, or how many settlements are left, of everybody or of those at the table."""
        return _answer(self.before) != _answer(self.after)


def what_changed(
    before: Negotiation,
    after: Negotiation,
    monitor: Monitor = Monitor(),
    analysis: Analysis | None = None,
    analysed: Callable[[Negotiation], Analysis] | None = None,
) -> Changed:
    """Analyse both, and find the positions that make the difference. ``analysis``: of ``after``, where there is one already; ``analysed``:
    gives that of ``before``, where it may be kept."""
    came, gone = _only_in(after, before), _only_in(before, after)
    second = analysis or _analysed(after, monitor)
    if not came and not gone and _rest(before) == _rest(after):
        return Changed(second, second, came, gone)
    first = analysed(before) if analysed and not missing(before) else _analysed(before, monitor)
    told = Changed(first, second, came, gone)
    if not told.changed or first is None or second is None:
        return told
    part, wanted = monitor.part("what changed"), _answer(first)
    if len(came) + len(gone) > TRIED:
        return replace(told, tried=False)
    back = _TakenBack(second, monitor)
    decisive = []
    for done, p in enumerate((*came, *gone)):
        if not part.step(done, len(came) + len(gone)):
            return replace(told, tried=False)
        if back.answer(p, came=p in came, wanted=wanted) == wanted:
            decisive.append(p)
    return replace(told, decisive=tuple(decisive))


class _TakenBack:
    """The answer of an analysis with one change of its positions taken back.

    A hard position does not bear on its party's values, so that what is left without it, or with it again, is counted as for an answer of
    the party (``zones_after``). Only for other positions all is analysed again, and not where nothing but red lines counts.
    """

    def __init__(self, analysis: Analysis, monitor: Monitor) -> None:
        self._analysis, self._monitor = analysis, monitor
        self._zones = zones_of(analysis.judges, analysis.zopa, monitor)

    def answer(self, p: Position, *, came: bool, wanted: Answer) -> Answer | None:
        """Verdict, settlements left of everybody and of those at the table; None where it is surely not the one that is ``wanted``."""
        only_hard = self._analysis.zopa.basis is Basis.HARD
        if not p.hard and only_hard:
            return None
        if p.hard:
            kept, more = ((p,), ()) if came else ((), (p,))
            left = self._zones.after(SupposedAnswer(p.party, p.issue or "", p.option or "", False, kept, more))
            found = Verdict.POSSIBLE if left.size else Verdict.NONE, left.size, left.at_table
            if only_hard or found[1:] != wanted[1:]:
                return found
        # Whether all would accept something, too, only the whole analysis tells.
        negotiation = self._analysis.negotiation
        positions = tuple(q for q in negotiation.positions if q is not p)
        return _answer(_analysed(replace(negotiation, positions=positions if came else (*positions, p)), self._monitor))


def _analysed(negotiation: Negotiation, monitor: Monitor) -> Analysis | None:
    return None if missing(negotiation) else Analysis(negotiation, monitor)


def _answer(analysis: Analysis | None) -> Answer:
    if analysis is None:
        return None, None, None
    return analysis.verdict, analysis.zopa.size, analysis.zopa.at_table


def _rest(negotiation: Negotiation) -> Negotiation:
    """All that counts for what could be agreed, but the positions."""
    return replace(negotiation, positions=(), meetings=(), next_steps=(), bystanders=(), conflict=None, stood=None)


def _only_in(one: Negotiation, other: Negotiation) -> tuple[Position, ...]:
    """The positions in force in the one that the other does not hold, whatever they are called there and rest on."""
    held = set(map(_content, other.in_force))
    return tuple(p for p in one.in_force if _content(p) not in held)


def _content(p: Position) -> tuple[object, ...]:
    return p.party, p.kind, p.issue, p.option, p.ranking, p.condition, p.better, p.worse
