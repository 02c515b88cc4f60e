"""Bargaining over an ordered issue, in words: where each actor stands, what it can bring to bear, and where that leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from pourparler.influence import Contested
from pourparler.model import Negotiation, Position
from pourparler.model.influence import Pull
from pourparler.wording.confirmation import resting
from pourparler.wording.english import capital, is_many, named, verb_phrase
from pourparler.wording.terms import issue_name, joined, option_words, percent


def interval(values: Any) -> list[float]:
    """The 2.5th, 50th and 97.5th percentile."""
    return [float(x) for x in np.percentile(values, [2.5, 50, 97.5])]


def range_words(values: Any) -> tuple[str, str]:
    """The middle, and between what 95 in 100 lie."""
    low, middle, high = interval(values)
    return f"{middle:.0f}", f"{low:.0f} to {high:.0f}"


@dataclass(frozen=True, slots=True)
class ContestWords:
    """The issue with its options in order, a line for each actor, and what comes of it."""

    title: str
    actors: tuple[str, ...]
    forecast: str


def contest_words(negotiation: Negotiation, found: Contested) -> ContestWords:
    """What was put in and what comes out."""
    issue = found.contest.issue
    order = " – ".join(option_words(negotiation, issue, o) for o in found.contest.scale)
    actors = tuple(
        f"{resting(_stands(negotiation, issue, pull, at), _said(negotiation, issue, pull))} {_weight(pull)}"
        for pull, at in zip(found.contest.pulls, found.positions, strict=True)
    )
    behind = [p for pull in found.contest.pulls for p in _said(negotiation, issue, pull)]
    forecast = resting(_forecast(negotiation, found), behind)
    return ContestWords(f"{capital(issue_name(issue))}: {order}", actors, forecast)


def _said(negotiation: Negotiation, issue: str, pull: Pull) -> list[Position]:
    """The positions that tell where an actor stands; none where the analyst does."""
    if pull.position is not None:
        return []
    return [p for p in negotiation.in_force if p.party == pull.actor and p.issue == issue]


def _stands(negotiation: Negotiation, issue: str, pull: Pull, at: tuple[str, ...]) -> str:
    who = named(pull.actor)
    wants = verb_phrase("wants", many=is_many(pull.actor))
    if not at:
        assert isinstance(pull.position, tuple)
        low, high = pull.position
        stands = verb_phrase("stands", many=is_many(pull.actor))
        return capital(f"{who} {stands} " + (f"at {low:g}." if low == high else f"between {low:g} and {high:g}."))
    words = [option_words(negotiation, issue, o) for o in at]
    if len(words) == 1:
        return capital(f"{who} {wants} {words[0]}.")
    return f"It is not known whether {who} {wants} {joined(words, 'or')}."


def _weight(pull: Pull) -> str:
    known, unknown = [], []
    for name, ends in (("capability", pull.capability), ("salience", pull.salience)):
        if ends is None:
            unknown.append(name)
        else:
            known.append(f"{name} {ends[0]:g}" if ends[0] == ends[1] else f"{name} between {ends[0]:g} and {ends[1]:g}")
    told = [capital(joined(known))] if known else []
    if unknown:
        told.append(f"{capital(joined(unknown))} {'is' if len(unknown) == 1 else 'are'} not known")
    return "; ".join(told) + "."


def _forecast(negotiation: Negotiation, found: Contested) -> str:
    issue = found.contest.issue
    options = list(found.contest.scale)
    runs = len(found.bargaining.start[0])
    low, middle, high = interval(found.bargaining.rounds[-1].median)
    first, last = (option_words(negotiation, issue, o) for o in (options[0], options[-1]))
    numbers = [end for place in found.contest.scale.values() for end in place]
    least, most = min(numbers), max(numbers)
    scale = f"On the scale from {first} ({found.contest.scale[options[0]][0]:g}) to {last} ({found.contest.scale[options[-1]][0]:g})"
    if found.given:
        return (
            f"The weighted median begins nearest to {_nearest(negotiation, issue, found.nearest[0])} and ends nearest to "
            f"{_nearest(negotiation, issue, found.nearest[1])}. {scale} it ends at {middle:.0f}."
        )
    error = 100 * 0.98 / runs**0.5
    return (
        f"The model was run {runs:,} times. In each run, what is not known takes another of its possible values, all equally likely. "
        f"The weighted median begins nearest to {_shares(negotiation, issue, found.nearest[0])}. "
        f"It ends nearest to {_shares(negotiation, issue, found.nearest[1])} (shares of runs, ± {error:.0f} points at most). "
        f"{_spread(scale, (low, middle, high), most - least)}"
    )


WHOLE = 0.9
"""From this part of a scale on, what 95 % of runs cover is no forecast of a place on it."""


def _spread(scale: str, ends: tuple[float, float, float], length: float) -> str:
    """Where on a scale of this length the runs end: low, middle and high; shares alone where that is nearly everywhere."""
    low, middle, high = ends
    if high - low >= WHOLE * length:
        return f"{scale} the runs end at nearly every place, so the model forecasts these shares and no place."
    if round(low) == round(high):
        return f"{scale} it ends at {middle:.0f} in 95 % of runs."
    return f"{scale} it ends at {middle:.0f} in the middle run, and between {low:.0f} and {high:.0f} in 95 % of runs."


def _nearest(negotiation: Negotiation, issue: str, shares: dict[str, float]) -> str:
    return option_words(negotiation, issue, max(shares, key=shares.__getitem__))


def _shares(negotiation: Negotiation, issue: str, shares: dict[str, float]) -> str:
    likely = sorted(shares.items(), key=lambda pair: -pair[1])
    return joined((f"{option_words(negotiation, issue, o)} ({percent(x)})" for o, x in likely if x), "or")
