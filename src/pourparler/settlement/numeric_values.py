"""What a party would take that gave a number for every option: its utility is known, and no linear program is needed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from pourparler.model import Negotiation, exact
from pourparler.settlement.numeric_case import LARGEST
from pourparler.settlement.value_thresholds import Ints, Need, Verdicts


def numeric(negotiation: Negotiation, party: str) -> Verdicts | None:
    """When the party accepts; None where a number is missing or more is known of no-agreement than a value or options.

    Where an issue's option without a settlement is not known, no-agreement is worth anything between its worst and its best option there.
    """
    without = negotiation.no_agreement
    given = negotiation.values.get(party, {})
    if not negotiation.issues or without.better_than.get(party) or any(b.party == party for b in negotiation.bonuses):
        return None
    if any(set(given.get(issue.id, {})) != set(issue.options) for issue in negotiation.issues):
        return None
    worth = [[exact(given[i.id][o]) for o in i.options] for i in negotiation.issues]
    if party in without.values:
        low = high = exact(without.values[party])
    else:
        ends = [
            (w[tuple(i.options).index(without.options[i.id])],) * 2 if i.id in without.options else (min(w), max(w))
            for i, w in zip(negotiation.issues, worth, strict=True)
        ]
        low, high = sum((a for a, _ in ends), Fraction(0)), sum((b for _, b in ends), Fraction(0))
    scale = _common([*(x for w in worth for x in w), low, high])
    if scale is None:
        return None
    tables = tuple(np.array([[int(x * scale)] for x in w], dtype=np.int64) for w in worth)

    def start(reservation: Fraction) -> Ints:
        return np.array([-int(reservation * scale)], dtype=np.int64)

    return Verdicts.of(Need(tables, start(high)), Need(tables, start(low)))


def _common(numbers: Sequence[Fraction]) -> int | None:
    """What makes all of them whole; None where that leaves the range of exact sums."""
    common = 1
    for x in numbers:
        common = lcm(common, x.denominator)
        if common > LARGEST:
            return None
    return common if common * sum(map(abs, numbers)) <= LARGEST else None
