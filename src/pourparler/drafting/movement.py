"""Who moved: the lives of positions over a stretch of time, and whether the parties come closer on each issue."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pourparler.calendar_periods import Period, periods
from pourparler.drafting.convergence import Convergence, convergence, held_on
from pourparler.drafting.lives import Life, Step, StepKind
from pourparler.model import Issue, Negotiation
from pourparler.model.stances import Side


@dataclass(frozen=True, slots=True)
class OnIssue:
    """One issue: the lives of what parties said on it, in the order of parties and options, and how close they are."""

    issue: Issue
    lives: tuple[Life, ...]
    convergence: Convergence

    @property
    def parties(self) -> tuple[str, ...]:
        """Those that said something on it, in the order of the dossier."""
        return tuple(dict.fromkeys(life.party for life in self.lives))

    def moves(self, since: date | None, until: date | None) -> int:
        """How often a party moved or gave something up within these days."""
        return len(self.movers(since, until))

    def movers(self, since: date | None, until: date | None) -> list[str]:
        """Who did, once for each time."""
        return [
            life.party
            for life in self.lives
            for s in life.steps
            if s.kind.is_leaving and (since is None or since <= s.day) and (until is None or s.day <= until)
        ]


@dataclass(frozen=True, slots=True)
class Movement:
    """What was said over time, issue by issue.

    ``first`` and ``last``: the days shown; None where nothing has a date. Lives begin where they began, also before ``first``, and end
    with ``last``. ``undated``: positions or statements that have no date and make no step.
    """

    issues: tuple[OnIssue, ...] = ()
    periods: tuple[Period, ...] = ()
    first: date | None = None
    last: date | None = None
    undated: int = 0


def in_order(negotiation: Negotiation, found: Sequence[Life]) -> tuple[Life, ...]:
    """Lives in the order of the dossier: issues, parties, options."""
    parties = {p.name: k for k, p in enumerate(negotiation.parties)}
    issues = {i.id: k for k, i in enumerate(negotiation.issues)}
    options = {(i.id, o): k for i in negotiation.issues for k, o in enumerate(i.options)}
    return tuple(
        sorted(found, key=lambda f: (issues[f.issue], parties[f.party], options[f.issue, f.option], -int(f.side)))
    )


def movement(
    negotiation: Negotiation,
    found: Iterable[Life],
    since: date | None = None,
    until: date | None = None,
    undated: int = 0,
) -> Movement:
    """Of these lives what happened between two days, and how close parties were; what was said after ``until`` is not looked at."""
    told = [life if until is None else life.until(until) for life in found]
    seen = in_order(negotiation, [life for life in told if life is not None])
    every = [s.day for life in seen for s in (life.steps[0], life.steps[-1])]
    if not every:
        return Movement(undated=undated)
    last = until or max(every)
    first = min(max(min(every), since), last) if since else min(every)
    shown = periods(first, last)
    by_issue: dict[str, list[Life]] = {}
    for life in seen:
        by_issue.setdefault(life.issue, []).append(life)
    issues = tuple(
        OnIssue(negotiation.issue[i], tuple(some), convergence(i, some, shown)) for i, some in by_issue.items()
    )
    return Movement(issues, shown, first, last, undated)


@dataclass(frozen=True, slots=True)
class InPeriod:
    """A party on an issue in a period.

    ``held``: the options that it is for at the end of it. ``rejected``: those that it is against then. ``spoke``: whether it said anything
    in it. ``telling``: the step that says most (a move before giving up, before weakening …), with its life; ``changes``: how many
    steps there are that are more than repetitions. ``suggested``: nobody confirmed what was last said of what is held.
    """

    held: tuple[str, ...]
    rejected: tuple[str, ...]
    spoke: bool
    telling: tuple[Life, Step] | None
    changes: int
    suggested: bool


TELLING = (
    StepKind.MOVED, StepKind.GIVEN_UP, StepKind.WEAKENED, StepKind.HARDENED, StepKind.FIRST, StepKind.RETURNED, StepKind.REPEATED,
    StepKind.PERHAPS,
)  # fmt: skip
"""Kinds of step, that first which says most."""


Grid = Mapping[str, Sequence[InPeriod]]
"""Party to what it held and did, period by period."""


def grid(one: OnIssue, periods: Sequence[Period], parties: Iterable[str]) -> Grid:
    """What these parties held and did on the issue, period by period. Steps before the first period are not told."""
    own: dict[str, list[Life]] = {party: [] for party in parties}
    for life in one.lives:
        if life.party in own:
            own[life.party].append(life)
    return {party: _in_periods(one, periods, party, some) for party, some in own.items()}


def _in_periods(one: OnIssue, periods: Sequence[Period], party: str, own: Sequence[Life]) -> list[InPeriod]:
    starts = [p.first for p in periods]
    steps: list[list[tuple[Life, Step]]] = [[] for _ in periods]
    for life in own:
        for step in life.steps:
            place = bisect_right(starts, step.day) - 1
            if place >= 0 and step.day <= periods[place].last:
                steps[place].append((life, step))
    found = []
    for period, some in zip(periods, steps, strict=True):
        holding = [life for life in own if life.holds(period.last)]
        held = held_on(own, period.last).get(party, frozenset())
        best = min(some, key=lambda s: (TELLING.index(s[1].kind), s[1].day), default=None)
        found.append(
            InPeriod(
                held=tuple(option for option in one.issue.options if option in held),
                rejected=tuple(life.option for life in holding if life.side is Side.AGAINST),
                spoke=bool(some),
                telling=best,
                changes=sum(step.kind.is_change for _, step in some),
                suggested=any(life.said_last(period.last).suggested for life in holding),
            )
        )
    return found
