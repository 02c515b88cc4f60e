"""What one party would take where it only ordered options and issues: in closed form, for all settlements at once.

The value functions that fit orders form a polytope whose corners are known: within an issue every option is worth nothing or the whole
issue (order polytopes: Stanley 1986, "Two poset polytopes", Discrete and Computational Geometry 1: 9-23), and weights ranked by priorities
are shared evenly by the first groups of the ranking, or lie all on one issue that is not ranked. The least and the greatest gain over
no-agreement are reached at corners, so both are small fractions, exactly.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pourparler.model import Negotiation
from pourparler.settlement.comparisons import best_and_worst, stated_order
from pourparler.settlement.value_thresholds import Ints, Need, Verdicts


def ordinal(negotiation: Negotiation, party: str) -> Verdicts | None:
    """When the party accepts; None where packages, numbers, or bundles that no-agreement is better than need the linear program."""
    if not only_orders(negotiation, party):
        return None
    without = negotiation.no_agreement
    mine = [p for p in negotiation.in_force if p.party == party]
    ranking = negotiation.priorities.get(party, ())
    least, most = [], []
    for issue in negotiation.issues:
        options = tuple(issue.options)
        here = [p for p in mine if p.issue == issue.id]
        order = stated_order(options, here)
        best, worst = best_and_worst(options, here)
        pairs = [_pairs(o, without.options.get(issue.id), order, best, worst) for o in options]
        least.append([min(a - b for a, b in both) for both in pairs])
        most.append([max(a - b for a, b in both) for both in pairs])
    # One sum tells whether an issue that is not ranked speaks against (or for) the settlement, one more for each group of the ranking.
    places = [next((g for g, group in enumerate(ranking) if issue.id in group), None) for issue in negotiation.issues]
    groups = len(ranking)

    def table(gains: list[int], place: int | None, alone: int) -> Ints:
        columns = np.zeros((len(gains), 1 + groups), dtype=np.int64)
        if place is None:
            columns[:, 0] = np.where(np.sign(gains) == alone, alone, 0)
        else:
            columns[:, 1 + place :] = np.array(gains)[:, None]
        return columns

    start = np.zeros(1 + groups, dtype=np.int64)
    return Verdicts.of(
        Need(tuple(table(g, k, -1) for g, k in zip(least, places, strict=True)), start),
        Need(tuple(table(g, k, 1) for g, k in zip(most, places, strict=True)), start),
    )


def only_orders(negotiation: Negotiation, party: str) -> bool:
    """Whether orders of options and of issues are all that is known of the party's values."""
    without = negotiation.no_agreement
    ranked = [issue for group in negotiation.priorities.get(party, ()) for issue in group]
    return bool(negotiation.issues) and not (
        any(p.better or p.worse for p in negotiation.in_force if p.party == party)
        or negotiation.values.get(party)
        or negotiation.ranges.get(party)
        or party in without.values
        or without.better_than.get(party)
        or len(set(ranked)) < len(ranked)
    )


def _pairs(
    option: str, without: str | None, order: Mapping[tuple[str, str], bool], best: str | None, worst: str | None
) -> list[tuple[int, int]]:
    """What (the option, no-agreement) can be worth at a corner: nothing or the whole issue each."""
    found = []
    for mine in (0, 1):
        if (option == best and not mine) or (option == worst and mine):
            continue
        for other in (0, 1):
            if without is None:
                found.append((mine, other))
                continue
            if (without == best and not other) or (without == worst and other):
                continue
            if mine != other and without == option:
                continue
            above, below = ((option, without), (without, option))
            if (other > mine and above in order) or (mine > other and below in order):
                continue
            found.append((mine, other))
    return found
