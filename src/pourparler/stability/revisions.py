"""Small changes to what one decision maker prefers, in words: the currency of inverse analysis and of sensitivity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pourparler.model.conflict import Conflict, Ints, Order, Wish


@dataclass(frozen=True)
class Revision:
    """``maker`` with ``order`` in place of its own; ``words`` go on from its name."""

    maker: int
    words: str
    order: Order

    def of(self, conflict: Conflict) -> Conflict:
        """The conflict so changed."""
        orders = (*conflict.orders[: self.maker], self.order, *conflict.orders[self.maker + 1 :])
        return replace(conflict, orders=orders)


def revisions(conflict: Conflict, maker: int) -> tuple[Revision, ...]:
    """All changes of one preference statement: put earlier, left out, or made known; the least first. Empty for mere rankings."""
    order = conflict.orders[maker]
    tiers = order.wishes

    def revised(words: str, changed: Sequence[Sequence[Wish]]) -> Revision:
        return Revision(maker, words, Order.by_wishes(changed, conflict.states, order.much))

    found = []
    for tier in tiers:
        for w in tier:
            if not w.known:
                for is_wanted, word in ((True, "does"), (False, "does not")):
                    known = replace(w, known=True) if is_wanted else opposite(w)
                    changed = [[known if v is w else v for v in t] for t in tiers]
                    found.append((0, revised(f"{word} want: {w.words}", changed)))
    for k in range(len(tiers)):
        for j in range(k):
            earlier = (*tiers[:j], tiers[k], *tiers[j:k], *tiers[k + 1 :])
            found.append((k - j, revised(f"puts [{_told(tiers[k])}] before [{_told(tiers[j])}]", earlier)))
    for k, tier in enumerate(tiers):
        without = (*tiers[:k], *tiers[k + 1 :])
        found.append((len(tiers), revised(f"no longer minds: {_told(tier)}", without)))
    return tuple(revision for _, revision in sorted(found, key=lambda pair: pair[0]))


def swaps(conflict: Conflict, maker: int) -> Iterator[Revision]:
    """Each two neighbours in its order exchanged: preference statements where it has them, else groups of states that it ranks alike."""
    order = conflict.orders[maker]
    if order.wishes:
        tiers = order.wishes
        for k in range(len(tiers) - 1):
            changed = [*tiers[:k], tiers[k + 1], tiers[k], *tiers[k + 2 :]]
            words = f"puts [{_told(tiers[k + 1])}] before [{_told(tiers[k])}]"
            yield Revision(maker, words, Order.by_wishes(changed, conflict.states, order.much))
    elif order.complete:
        level = order.levels(len(conflict.states))
        for k in range(int(level.max()), 0, -1):
            words = f"ranks {_states(level == k - 1)} above {_states(level == k)}"
            yield Revision(
                maker, words, Order.by_level(np.where(level == k, k - 1, np.where(level == k - 1, k, level)))
            )


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


def _told(tier: Sequence[Wish]) -> str:
    return "; ".join(w.words for w in tier)


def _states(chosen: Ints) -> str:
    numbers = (np.flatnonzero(chosen) + 1).tolist()
    shown = ", ".join(map(str, numbers[:6])) + (", …" if len(numbers) > 6 else "")
    return f"{'state' if len(numbers) == 1 else 'states'} {shown}"
