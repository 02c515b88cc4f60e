"""Who pulls where on an ordered issue, in words and as figures' data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from pourparler.influence import Contested
from pourparler.model import Negotiation
from pourparler.model.influence import Pull
from pourparler.wording.advice import percent
from pourparler.wording.settlement import issue_name, joined, option_words


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
        f"{pull.actor}: {_stands(negotiation, issue, at, pull.position)}; {_weight(pull)}"
        for pull, at in zip(found.contest.pulls, found.positions, strict=True)
    )
    forecast = _forecast(negotiation, found)
    if not found.given:
        runs = len(found.bargaining.start[0])
        forecast += f" Over {runs:,} draws of what is not known, each as likely as any other."
    return ContestWords(f"{issue_name(issue).capitalize()}: {order}", actors, forecast)


def _stands(negotiation: Negotiation, issue: str, at: tuple[str, ...], position: Any) -> str:
    if not at:
        low, high = position
        return f"at {low:g}" if low == high else f"between {low:g} and {high:g}"
    words = [option_words(negotiation, issue, o) for o in at]
    return words[0] if len(words) == 1 else f"not known which of {joined(words, 'or')}"


def _weight(pull: Pull) -> str:
    told = []
    for name, ends in (("capability", pull.capability), ("salience", pull.salience)):
        if ends is None:
            told.append(f"{name} not known")
        else:
            told.append(f"{name} {ends[0]:g}" if ends[0] == ends[1] else f"{name} {ends[0]:g} to {ends[1]:g}")
    return ", ".join(told)


def _forecast(negotiation: Negotiation, found: Contested) -> str:
    issue = found.contest.issue

    def shares(nearest: dict[str, float]) -> str:
        likely = sorted(nearest.items(), key=lambda pair: -pair[1])
        return joined(f"{option_words(negotiation, issue, o)} ({percent(x)})" for o, x in likely if x)

    low, middle, high = interval(found.bargaining.rounds[-1].median)
    return (
        f"The weighted median begins nearest to {shares(found.nearest[0])} and ends nearest to {shares(found.nearest[1])}: "
        f"at {middle:.0f}, between {low:.0f} and {high:.0f} in 95 %."
    )
