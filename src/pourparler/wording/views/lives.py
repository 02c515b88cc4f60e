"""What became of positions over time, as plain data: lives with their steps, and movement issue by issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pourparler.calendar_periods import Period
from pourparler.drafting.convergence import Closeness
from pourparler.drafting.lives import Life, Step, StepKind
from pourparler.drafting.movement import Movement, OnIssue
from pourparler.model import Evidence, Negotiation, Place
from pourparler.model.stances import Side
from pourparler.wording.confirmation import NOT_CONFIRMED
from pourparler.wording.lives import (
    SIDE,
    closeness_words,
    lead_words,
    life_words,
    look_at_words,
    move_words,
    moves_words,
    period_words,
    step_words,
    trend_words,
    undated_words,
)
from pourparler.wording.terms import issue_name, option_words

View = dict[str, Any]
Places = Mapping[Evidence, Place]
"""Where evidence stands in the record."""


def life_view(negotiation: Negotiation, life: Life, places: Places) -> View:
    """One life: whose, of which side on which option, when it was held, and its steps with the sentences for them."""
    return {
        "party": life.party,
        "issue": life.issue,
        "option": life.option,
        "side": SIDE[life.side],
        "words": life_words(negotiation, life),
        "held": [{"from": begun, "until": end} for begun, end in life.held],
        "steps": [step_view(negotiation, life, step, places) for step in life.steps],
    }


def step_view(negotiation: Negotiation, life: Life, step: Step, places: Places) -> View:
    """One step: ``evidence`` are the sentences, each with its document and day where the record has it."""
    return {
        "kind": step.kind.value,
        "day": step.day,
        "words": step_words(negotiation, life, step),
        "sentence": move_words(negotiation, life, step),
        "position": step.firmest and step.firmest.value,
        "softened": step.softened,
        "to": step.to and {"option": step.to[0], "side": SIDE[step.to[1]]},
        "suggested": step.suggested,
        "doubt": f" ({NOT_CONFIRMED})" if step.suggested else "",
        "evidence": [_place(e, places.get(e)) for e in step.evidence],
    }


def _place(evidence: Evidence, place: Place | None) -> View:
    return {"id": str(evidence), "document": place and place.document, "day": place and place.day}


def movement_view(negotiation: Negotiation, found: Movement, basis: str, places: Places) -> View:
    """Who moved: issue by issue, that first on which parties moved most."""
    return {
        "basis": basis,
        "from": found.first,
        "to": found.last,
        "words": lead_words(found),
        "undated": found.undated,
        "undated_words": undated_words(found, basis),
        "issues": [_issue(negotiation, i, found, places) for i in most_moved(found)],
    }


def most_moved(found: Movement) -> list[OnIssue]:
    """The issues, that first on which parties moved or gave up most often in the days shown."""
    first, last = found.first, found.last
    return sorted(found.issues, key=lambda i: -i.moves(first, last))


def _issue(negotiation: Negotiation, one: OnIssue, found: Movement, places: Places) -> View:
    steps, look_at = steps_of(one, found), sentences_to_look_at(one, found)
    return {
        "issue": one.issue.id,
        "name": issue_name(one.issue.id),
        "question": one.issue.question,
        "moves": one.moves(found.first, found.last),
        "moves_words": moves_words(one, found.first, found.last),
        "trend": one.convergence.trend.value,
        "trend_words": trend_words(one, found.periods),
        "options": {o: option_words(negotiation, one.issue.id, o) for o in one.issue.options},
        "periods": [_closeness(c, p) for c, p in zip(one.convergence.by_period, found.periods, strict=True)],
        "steps": [
            {"party": life.party, "option": life.option, "side": SIDE[life.side]}
            | step_view(negotiation, life, step, places)
            for life, step in steps
        ],
        "look_at_words": look_at_words(len(look_at)),
        "look_at": [
            {"party": life.party, "option": life.option, "side": SIDE[life.side]}
            | step_view(negotiation, life, step, places)
            for life, step in look_at
        ],
    }


def _closeness(found: Closeness, period: Period) -> View:
    return {
        "from": period.first,
        "until": period.last,
        "period": period_words(period),
        "parties": found.parties,
        "pairs": found.pairs,
        "same": found.same,
        "share": found.share,
        "options": found.options,
        "words": closeness_words(found),
    }


def steps_of(one: OnIssue, found: Movement) -> list[tuple[Life, Step]]:
    """Every change on an issue in the days shown, oldest first; left out are repetitions, and what another step of the day tells.

    A move tells of the option that the party takes with it, and giving up of its speaking against what it wanted.
    """
    if found.first is None:
        return []
    moved_to = {(f.party, s.day, s.to) for f in one.lives for s in f.steps if s.kind is StepKind.MOVED}
    moved_to |= {
        (f.party, s.day, (f.option, Side.AGAINST))
        for f in one.lives
        for s in f.steps
        if s.kind is StepKind.GIVEN_UP and s.firmest is not None
    }
    told = [
        (f, s)
        for f in one.lives
        for s in f.steps
        if s.day >= found.first and s.kind.is_change and (f.party, s.day, (f.option, f.side)) not in moved_to
    ]
    return sorted(told, key=lambda pair: (pair[1].day, pair[0].party))


def sentences_to_look_at(one: OnIssue, found: Movement) -> list[tuple[Life, Step]]:
    """What would be moves if the reader were surer, on an issue in the days shown, oldest first; one sentence of a party once."""
    if found.first is None:
        return []
    told = {
        (f.party, s.day, s.evidence): (f, s)
        for f in one.lives
        for s in f.steps
        if s.kind is StepKind.PERHAPS and s.day >= found.first
    }
    return sorted(told.values(), key=lambda pair: (pair[1].day, pair[0].party))


def evidence_of(found: Iterable[Life]) -> list[Evidence]:
    """What the steps of these lives rest on."""
    return [e for life in found for s in life.steps for e in s.evidence]


def movement_evidence(found: Movement) -> list[Evidence]:
    """What the changes rest on that ``movement_view`` tells."""
    told = (pair for one in found.issues for pair in (*steps_of(one, found), *sentences_to_look_at(one, found)))
    return [e for _, step in told for e in step.evidence]
