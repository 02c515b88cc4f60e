"""The orders over options that positions state: comparisons, the best and the worst option, cycles."""

from __future__ import annotations

from collections.abc import Sequence

from pourparler.model import Kind, Position

Pair = tuple[str, str]


def comparisons(position: Position, options: Sequence[str]) -> tuple[list[Pair], list[Pair]]:
    """The pairs that one position states: (better, worse) and (equal, equal).

    ``prefers`` compares neighbouring groups of its ranking (the rest follows), ``demands`` its option with every other.
    """
    if position.kind is Kind.DEMANDS:
        return [(position.option or "", o) for o in options if o != position.option], []
    if position.kind is not Kind.PREFERS:
        return [], []
    strict = [
        (a, b)
        for above, below in zip(position.ranking, position.ranking[1:], strict=False)
        for a in above
        for b in below
    ]
    equal = [(group[0], other) for group in position.ranking for other in group[1:]]
    return strict, equal


def closure(options: Sequence[str], strict: Sequence[Pair], equal: Sequence[Pair]) -> dict[Pair, bool]:
    """All pairs (a, b) with a at least as good as b, each with whether a is strictly better, by transitivity."""
    order: dict[Pair, bool] = {}
    for a, b in equal:
        order[a, b] = order.get((a, b), False)
        order[b, a] = order.get((b, a), False)
    for pair in strict:
        order[pair] = True
    compared = {o for pair in order for o in pair}
    named = [o for o in options if o in compared]
    for k in named:  # Floyd-Warshall on (or, or)
        for a in named:
            if (a, k) not in order:
                continue
            for b in named:
                if (k, b) in order:
                    order[a, b] = order.get((a, b), False) or order[a, k] or order[k, b]
    return order


def stated_order(
    options: Sequence[str], positions: Sequence[Position], better: Sequence[Pair] = ()
) -> dict[Pair, bool]:
    """``closure`` of everything that the positions on one issue state, and of the pairs (better, worse) known otherwise."""
    strict = list(better)
    equal: list[Pair] = []
    for position in positions:
        more_strict, more_equal = comparisons(position, options)
        strict += more_strict
        equal += more_equal
    return closure(options, strict, equal)


def best_and_worst(options: Sequence[str], positions: Sequence[Position]) -> tuple[str | None, str | None]:
    """The option strictly above all others, and the one strictly below all others, where the comparisons leave one.

    An issue with a single option has neither: nothing was compared.
    """
    if len(options) < 2:
        return None, None
    order = stated_order(options, positions)

    def above_all(a: str) -> bool:
        return not order.get((a, a), False) and all(order.get((a, b), False) for b in options if b != a)

    def below_all(a: str) -> bool:
        return not order.get((a, a), False) and all(order.get((b, a), False) for b in options if b != a)

    best = next((a for a in options if above_all(a)), None)
    worst = next((a for a in options if below_all(a)), None)
    return best, worst
