"""What a negotiation was on a day: what had been said by then and was not given up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from pourparler.model.negotiation import Negotiation, NextStep, NoAgreement, Position, Stood
from pourparler.model.text import Evidence, Meeting

Days = Mapping[Evidence, date]
"""On which day each piece of evidence was published, where that is known: the date of its document, or of a judgement."""


def said_on(position: Position, days: Days) -> tuple[tuple[date, tuple[Evidence, ...]], ...]:
    """The days on which a position was said, oldest first, each with its evidence.

    ``as_of`` is one of them. A document dated later than ``as_of`` tells of what was said by then, and counts on that day. Evidence
    without a date stands on the first day. Empty where nothing has a date.
    """
    found: dict[date, list[Evidence]] = defaultdict(list)
    loose = []
    if position.as_of is not None:
        found[position.as_of] = []
    for e in position.evidence:
        day = days.get(e)
        if day is None:
            loose.append(e)
        else:
            found[day if position.as_of is None else min(day, position.as_of)].append(e)
    if not found:
        return ()
    found[min(found)] = [*loose, *found[min(found)]]
    return tuple((day, tuple(found[day])) for day in sorted(found))


def first_said(position: Position, days: Days) -> date | None:
    """The day on which a position was first said; None where nothing tells."""
    said = said_on(position, days)
    return said[0][0] if said else None


def as_it_stood(negotiation: Negotiation, day: date, days: Days | None = None) -> Negotiation:
    """The negotiation as it stood at the end of a day (``stood`` says which).

    A position counts from the day on which it was first said until the one on which it was given up; one without any date counts on every
    day. Evidence in documents of later days is left out, except where a position that counts has no other: then a later document tells
    what was said by then. Linkages, priorities, bonuses, bystanders, next steps and no-agreement whose evidence is all of later days are
    left out, and meetings of later days; without evidence that has a day they stay, and so do parties, issues, options and numbers. Of a
    next step what became of it is left out where only later days show it.
    Wishes of the conflict that rest on nothing else are left out.
    """
    told = days or {}
    counted = [_then(p, day, told) for p in negotiation.positions]
    positions = tuple(p for p in counted if p is not None)
    kept = {p.id for p in positions}
    unseen = {e for e, when in told.items() if when > day}
    ranked = {p for p in negotiation.priorities if _known(negotiation.priority_evidence.get(p, ()), unseen)}
    without = negotiation.no_agreement
    return replace(
        negotiation,
        positions=positions,
        priorities={p: r for p, r in negotiation.priorities.items() if p in ranked},
        priority_evidence={p: _seen(e, unseen) for p, e in negotiation.priority_evidence.items() if p in ranked},
        suggested_priorities=tuple(p for p in negotiation.suggested_priorities if p in ranked),
        linkages=_by_then(negotiation.linkages, unseen),
        no_agreement=_by_then((without,), unseen)[0] if _known(without.evidence, unseen) else NoAgreement(),
        bonuses=_by_then(negotiation.bonuses, unseen),
        bystanders=_by_then(negotiation.bystanders, unseen),
        meetings=tuple(m for one in negotiation.meetings if (m := _met(one, day, unseen)) is not None),
        next_steps=tuple(_became_by_then(s, unseen) for s in _by_then(negotiation.next_steps, unseen)),
        conflict=negotiation.conflict
        and negotiation.conflict.without({p.id for p in negotiation.positions} - kept, unseen),
        contests=tuple(
            replace(c, pulls=tuple(replace(p, evidence=_seen(p.evidence, unseen)) for p in c.pulls))
            for c in negotiation.contests
        ),
        votes=tuple(replace(v, evidence=_seen(v.evidence, unseen)) for v in negotiation.votes),
        stood=Stood(
            day,
            later=len(negotiation.positions) - len(positions),
            undated=sum(p.in_force and first_said(p, told) is None for p in positions),
        ),
    )


class _Rests(Protocol):
    """Something in a dossier that carries evidence."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Its sentences."""


R = TypeVar("R", bound=_Rests)


def _known(evidence: Sequence[Evidence], unseen: Collection[Evidence]) -> bool:
    """Whether a claim had been made: some of its evidence is not of later days, or it has none."""
    return not evidence or any(e not in unseen for e in evidence)


def _seen(evidence: Sequence[Evidence], unseen: Collection[Evidence]) -> tuple[Evidence, ...]:
    return tuple(e for e in evidence if e not in unseen)


def _by_then(told: Iterable[R], unseen: Collection[Evidence]) -> tuple[R, ...]:
    """Those of which something was known, with what was known of them."""
    known = (one for one in told if _known(one.evidence, unseen))
    return tuple(replace(one, evidence=_seen(one.evidence, unseen)) for one in known)  # type: ignore[type-var]


def _became_by_then(step: NextStep, unseen: Collection[Evidence]) -> NextStep:
    if not _known(step.shown_by, unseen):
        return replace(step, became=None, shown_by=())
    return replace(step, shown_by=_seen(step.shown_by, unseen))


def _met(meeting: Meeting, day: date, unseen: Collection[Evidence]) -> Meeting | None:
    """The meeting as it was known then; one that had taken place and is told by a later document alone keeps that, as a position does."""
    known = meeting.date <= day if meeting.date is not None else _known(meeting.evidence, unseen)
    return replace(meeting, evidence=_seen(meeting.evidence, unseen) or meeting.evidence) if known else None


def _then(position: Position, day: date, days: Days) -> Position | None:
    """The position as it was at the end of the day; None where it was not said yet."""
    said = said_on(position, days)
    if said and said[0][0] > day:
        return None
    until = position.until if position.until is not None and position.until <= day else None
    as_of = position.as_of
    if as_of is not None and as_of > day:
        as_of = max(when for when, _ in said if when <= day)
    left = tuple(e for e in position.evidence if e not in days or days[e] <= day)
    return replace(position, as_of=as_of, until=until, evidence=left or position.evidence)


def dated(positions: Iterable[Position], days: Days) -> list[date]:
    """The days on which these positions were first said, oldest first; of those that have any."""
    return sorted(first for p in positions if (first := first_said(p, days)) is not None)
