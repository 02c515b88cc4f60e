"""Who moved: the lives of positions over a stretch of time, and whether the parties come closer on each issue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pourparler.drafting.convergence import Convergence, convergence
from pourparler.drafting.lives import Life, StepKind
from pourparler.drafting.periods import Period, periods
from pourparler.model import Issue, Negotiation

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

    def moves(self, since: date, until: date) -> int:
        """How often a party moved or gave something up within these days."""
        left = (StepKind.MOVED, StepKind.GIVEN_UP)
        return sum(s.kind in left and since <= s.day <= until for life in self.lives for s in life.steps)


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
