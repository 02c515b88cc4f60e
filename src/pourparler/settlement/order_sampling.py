"""Value functions drawn evenly, and independently, where a party only ordered options and issues: no chain is needed.

Given the weights, the values of an issue's options lie evenly in an order polytope: a linear extension of the order, each as likely, and
sorted even numbers (Stanley 1986, "Two poset polytopes"). The weights then follow a Dirichlet distribution whose exponents are the numbers
of options that are free, kept where they fit the priorities.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pourparler.model import Negotiation
from pourparler.settlement.comparisons import best_and_worst, stated_order
from pourparler.settlement.ordinal_values import only_orders
from pourparler.settlement.polytope import Column

Floats = NDArray[np.float64]

FREE = 12
"""The most options of an issue, equal ones and the best and the worst aside, whose orders are counted."""
TRIES = 4_000_000
"""The most weights that are drawn to find some that fit the priorities."""


def sample_orders(
    negotiation: Negotiation, party: str, columns: Sequence[Column], many: int, seed: int
) -> Floats | None:
    """(many, columns) value functions; None where the party said more than orders, or the priorities fit too rarely."""
    if not only_orders(negotiation, party):
        return None
    random = np.random.default_rng(seed)
    mine = [p for p in negotiation.in_force if p.party == party]
    without = negotiation.no_agreement.options
    parts: dict[Column, Floats] = {}
    free: dict[str, int] = {}
    for issue in negotiation.issues:
        options = tuple(issue.options)
        here = [p for p in mine if p.issue == issue.id]
        order = stated_order(options, here)
        best, worst = best_and_worst(options, here)
        classes: dict[str, str] = {}
        for o in options:
            equal = next((c for c in classes.values() if (o, c) in order and (c, o) in order), o)
            classes[o] = equal
        loose = [c for c in dict.fromkeys(classes.values()) if c not in (best, worst)]
        if len(loose) > FREE:
            return None
        values = dict(zip(loose, _ordered(loose, order, many, random).T, strict=True))
        values |= {c: np.full(many, level) for c, level in ((best, 1.0), (worst, 0.0)) if c is not None}
        for o in options:
            parts["v", issue.id, o] = values[classes[o]]
        free[issue.id] = len(loose)
        if issue.id not in without:
            parts["n", issue.id] = random.random(many)
            free[issue.id] += 1
    weights = _weights(negotiation, party, free, many, random)
    if weights is None:
        return None
    result = np.zeros((many, len(columns)))
    for k, column in enumerate(columns):
        result[:, k] = weights[column[1]] * (parts[column] if column[0] != "w" else 1.0)
    return result


def _ordered(
    names: Sequence[str], order: Mapping[tuple[str, str], bool], many: int, random: np.random.Generator
) -> Floats:
    """(many, names) even numbers in 0..1 in an order that fits; evenly among all that do."""
    size = len(names)
    if not size:
        return np.zeros((many, 0))
    below = [sum(1 << j for j, b in enumerate(names) if b != a and (a, b) in order) for a in names]
    everything = (1 << size) - 1
    ways = np.zeros(1 << size)  # of completing once these, a set with all that is below each, have the lowest numbers
    ways[everything] = 1
    steps = np.zeros((1 << size, size))
    for done in range(everything - 1, -1, -1):
        for k in range(size):
            if not done >> k & 1 and below[k] & ~done == 0:
                steps[done, k] = ways[done | 1 << k]
        ways[done] = steps[done].sum()
    sets = np.zeros(many, dtype=np.int64)
    numbers = np.sort(random.random((many, size)), axis=1)
    result = np.zeros((many, size))
    rows = np.arange(many)
    for rank in range(size):
        reach = steps[sets].cumsum(axis=1)
        chosen = (random.random(many)[:, None] * reach[:, -1:] >= reach).sum(axis=1)
        result[rows, chosen] = numbers[:, rank]
        sets |= 1 << chosen
    return result


def _weights(
    negotiation: Negotiation, party: str, free: Mapping[str, int], many: int, random: np.random.Generator
) -> dict[str, Floats] | None:
    ranking = [group for group in negotiation.priorities.get(party, ()) if group]
    named = {issue for group in ranking for issue in group}
    # Issues of equal weight share one number; a group's exponent is that of all its options.
    groups = [*ranking, *((issue.id,) for issue in negotiation.issues if issue.id not in named)]
    exponents = [sum(free[i] for i in group) + 1 for group in groups]
    kept: list[Floats] = []
    got = tried = 0
    batch = many
    while got < many:
        if tried >= TRIES:
            return None
        drawn = random.dirichlet(exponents, size=batch) / [len(group) for group in groups]
        fits = (np.diff(drawn[:, : len(ranking)], axis=1) <= 0).all(axis=1)
        kept.append(drawn[fits])
        got += int(fits.sum())
        tried += batch
        batch = min(4 * batch, 200_000)
    rows = np.concatenate(kept)[:many]
    return {issue: rows[:, k] for k, group in enumerate(groups) for issue in group}
