"""Small changes to what one decision maker prefers: the currency of inverse analysis and of sensitivity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from pourparler.model.conflict import Conflict, Order, Wish


class Change(StrEnum):
    """What becomes of a preference statement."""

    WANTED = "wanted"
    UNWANTED = "unwanted"
    """It was not known which of the two."""
    FIRST = "first"
    """It comes before others."""
    DROPPED = "dropped"


@dataclass(frozen=True)
class Revision:
    """``maker`` with ``order`` in place of its own.

    ``wish`` is what changes, ``before`` what it comes before, with ``FIRST``. ``cost``: how great a change it is, to sort by: the places
    that it passes; to drop a statement is more than any of these.
    """

    maker: int
    change: Change
    wish: Wish
    before: tuple[Wish, ...]
    order: Order
    cost: int

    def of(self, conflict: Conflict) -> Conflict:
        """The conflict so changed."""
        return conflict.with_order(self.maker, self.order)


Tiers = Sequence[Sequence[Wish]]


def revisions(conflict: Conflict, maker: int) -> tuple[Revision, ...]:
    """All changes of one preference statement of a decision maker, the least first. Empty where it ranks states without statements."""
    order = conflict.orders[maker]
    tiers = order.wishes
    found: list[Revision] = []

    def add(change: Change, wish: Wish, cost: int, changed: Tiers, before: Sequence[Wish] = ()) -> None:
        revised = Order.by_wishes(changed, conflict.states, order.much)
        found.append(Revision(maker, change, wish, tuple(before), revised, cost))

    for k, tier in enumerate(tiers):
        for w in tier:
            rest = tuple(v for v in tier if v is not w)
            above, below = tiers[:k], tiers[k + 1 :]
            if not w.known:
                add(Change.WANTED, w, 0, [*above, (*rest, replace(w, known=True)), *below])
                add(Change.UNWANTED, w, 0, [*above, (*rest, opposite(w)), *below])
                continue
            if rest:
                add(Change.FIRST, w, 1, [*above, (w,), rest, *below], rest)
            for j in range(k):
                passed = [v for t in tiers[j:k] for v in t]
                add(Change.FIRST, w, 1 + k - j, [*tiers[:j], (w,), *tiers[j:k], rest, *below], passed)
            add(Change.DROPPED, w, 2 + len(tiers), [*above, rest, *below])
    return tuple(sorted(found, key=lambda r: r.cost))


@dataclass(frozen=True)
class Swap:
    """Two neighbours in the order of ``maker`` exchanged: ``upper`` comes to stand below ``lower``.

    Each is a tier of preference statements, or the places of states that it ranks alike.
    """

    maker: int
    upper: tuple[Wish, ...] | tuple[int, ...]
    lower: tuple[Wish, ...] | tuple[int, ...]
    order: Order

    def of(self, conflict: Conflict) -> Conflict:
        """The conflict so changed."""
        return conflict.with_order(self.maker, self.order)


def swaps(conflict: Conflict, maker: int) -> Iterator[Swap]:
    """All of them: of preference statements where it has them, else of groups of states that it ranks alike."""
    order = conflict.orders[maker]
    if order.wishes:
        tiers = order.wishes
        for k in range(len(tiers) - 1):
            changed = [*tiers[:k], tiers[k + 1], tiers[k], *tiers[k + 2 :]]
            yield Swap(maker, tiers[k], tiers[k + 1], Order.by_wishes(changed, conflict.states, order.much))
    elif order.complete:
        level = order.levels(len(conflict.states))
        for k in range(int(level.max()), 0, -1):
            upper, lower = (tuple(np.flatnonzero(level == x).tolist()) for x in (k, k - 1))
            swapped = np.where(level == k, k - 1, np.where(level == k - 1, k, level))
            yield Swap(maker, upper, lower, Order.by_level(swapped))


def opposite(wish: Wish) -> Wish:
    """The wish that the state fits none of the patterns.

    One pattern at a time is turned round: it fails where any of its moves is the other way.
    """
    patterns: list[dict[int, bool]] = [{}]
    for pattern in wish.patterns:
        patterns = [
            {**before, k: not taken} for before in patterns for k, taken in pattern if before.get(k, not taken) != taken
        ]
    unique = dict.fromkeys(tuple(sorted(p.items())) for p in patterns)
    return Wish(f"not ({wish.words})", tuple(unique), known=True)
