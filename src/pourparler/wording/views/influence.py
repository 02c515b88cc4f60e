"""Who weighs how much, and where that leads: votes, contests over ordered issues, spatial bargaining."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pourparler.influence import Bargaining, Contested, Powers
from pourparler.model import Negotiation
from pourparler.wording.spatial import contest_words, interval, range_words
from pourparler.wording.terms import option_words, percent
from pourparler.wording.views.settlement import View
from pourparler.wording.voting import error_words, powerless_words, veto_words

INDICES = ("shapley_shubik", "banzhaf_normalised", "banzhaf_absolute", "johnston", "deegan_packel", "holler")
INDEX = {
    "shapley_shubik": "Shapley-Shubik",
    "banzhaf_normalised": "Banzhaf, normalised",
    "banzhaf_absolute": "Banzhaf, absolute",
    "johnston": "Johnston",
    "deegan_packel": "Deegan-Packel",
    "holler": "Holler",
}
"""What each is called."""


def power_view(title: str, found: Powers) -> View:
    """One voting game: indices in the order of the voters."""
    view: View = {
        "title": title,
        "voters": found.game.voters,
        "exact": found.exact,
        "veto": found.game.veto,
        "words": [w for w in (error_words(found), veto_words(found), powerless_words(found)) if w],
    }
    columns = {name: getattr(found, name) for name in INDICES}
    view |= {name: [float(x) for x in numbers] for name, numbers in columns.items() if numbers is not None}
    if found.swings is not None:
        view["banzhaf_swings"] = found.swings
    if found.exact:
        view["shapley_shubik_fractions"] = [str(x) for x in found.shapley_shubik]
    if found.error is not None:
        view["error_95"] = found.error
    return view


def bargaining_view(found: Bargaining) -> View:
    """Spatial bargaining, round by round, of the first run; the forecast over all runs."""
    last = found.rounds[-1]
    return {
        "actors": found.actors,
        "start": {"median": found.start[0][0], "mean": found.start[1][0]},
        "rounds": [
            {
                "risk_exponent": r.risk_exponent[0].tolist(),
                "expected_utility": r.expected_utility[0].tolist(),
                "positions": r.positions[0].tolist(),
                "median": float(r.median[0]),
                "mean": float(r.mean[0]),
            }
            for r in found.rounds
        ],
        "settled": found.settled,
        "forecast": {"median": interval(last.median), "mean": interval(last.mean)},
    }


def bargaining_words(found: Bargaining, runs: int, spread: float) -> list[str]:
    """What came of it, in sentences."""
    told = [
        f"Before the first round the weighted median is {found.start[0][0]:.2f} and the mean {found.start[1][0]:.2f}.",
        "In the last round nobody moved." if found.settled else "In the last round somebody still moved.",
    ]
    if runs > 1:
        low, middle, high = interval(found.rounds[-1].mean)
        told.append(
            f"The model was run {runs:,} times with inputs changed by up to {spread:.0%}. "
            f"In 95 % of runs the mean ends between {low:.2f} and {high:.2f}; in the middle run it ends at {middle:.2f}."
        )
    return told


def contest_view(negotiation: Negotiation, found: Contested) -> View:
    """One contest of the dossier."""
    words = contest_words(negotiation, found)
    options = list(found.contest.scale)
    when = ("before the first round", "after the last round")
    return {
        "title": words.title,
        "actor_words": words.actors,
        "forecast_words": words.forecast,
        "issue": found.contest.issue,
        "options": [option_words(negotiation, found.contest.issue, o) for o in options],
        "nearest": [
            {"when": w, "cells": [percent(nearest[o]) for o in options]}
            for w, nearest in zip(when, found.nearest, strict=True)
        ],
        "scale": dict(found.contest.scale),
        "may_stand_at": dict(zip(found.bargaining.actors, found.positions, strict=True)),
        "every_number_given": found.given,
        "nearest_at_start": found.nearest[0],
        "nearest_at_end": found.nearest[1],
        "start_range": {"median": interval(found.bargaining.start[0])},
    } | bargaining_view(found.bargaining)


def ranges_view(found: Bargaining) -> list[tuple[str, ...]]:
    """For each actor and the weighted median: the middle and the range after the first and after the last round."""
    ends = (found.rounds[0], found.rounds[-1])
    rows = [(name, *(x for r in ends for x in range_words(r.positions[:, a]))) for a, name in enumerate(found.actors)]
    return [*rows, ("weighted median", *(x for r in ends for x in range_words(r.median)))]


def vote_view(title: str, rules: Sequence[tuple[Sequence[int], int]], found: Powers) -> View:
    """A vote of the dossier as a table: weights, Shapley-Shubik and normalised Banzhaf indices, in parts of a hundred."""
    power = power_view(title, found)
    rows: list[dict[str, Any]] = [
        {
            "voter": voter,
            "weights": [weights[k] for weights, _ in rules],
            "shapley_shubik": f"{100 * power['shapley_shubik'][k]:.1f}",
            "banzhaf": f"{100 * power['banzhaf_normalised'][k]:.1f}",
        }
        for k, voter in enumerate(found.game.voters)
    ]
    return {
        "title": title,
        "quotas": [quota for _, quota in rules],
        "rows": rows,
        "words": power["words"],
    }
