"""What belongs together, from how likely every two of many do: average linkage over the pairs that were compared.

Clusters are joined while the mean of the log-odds between their members is above a threshold (average linkage, Sokal and Michener 1958, on
the weights of correlation clustering, Bansal, Blum and Chawla 2004). Pairs that were not compared count as ``FAR``.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

FAR = -6.0
"""Log-odds of two that were not compared."""


def clusters(
    many: int,
    pairs: Iterable[tuple[int, int, float]],
    least: float,
    together: Sequence[Sequence[int]] = (),
    far: float = FAR,
) -> list[list[int]]:
    """Members 0..many-1 in clusters, each in ascending order, ordered by their first members.

    ``pairs``: (first, second, log-odds that they belong together), each pair once. ``least``: the mean log-odds above which two clusters are
    joined. ``together``: members that are one cluster from the start; two of these are never joined. ``far``: log-odds of two that are in no pair.
    """
    work = _Work(many, least, far)
    for members in together:
        work.begin(members)
    work.compare(pairs)
    work.join_all()
    return sorted(sorted(members) for members in work.members.values())


class _Work:
    """Clusters by the number of their first member; of each to its neighbours the sum of log-odds and how many pairs it sums.

    Millions of means are worked out for a long record: they are written out where they are needed, not asked of a method.
    """

    def __init__(self, many: int, least: float, far: float) -> None:
        self.members: dict[int, list[int]] = {k: [k] for k in range(many)}
        self._of = list(range(many))
        self._size = [1] * many
        """Of each cluster; 0 where it was joined to another."""
        self._fixed: set[int] = set()
        self._beside: list[dict[int, tuple[float, int]]] = [{} for _ in range(many)]
        self._first: list[tuple[float, int, int]] = []
        """What was offered before anything was joined, the best last."""
        self._heap: list[tuple[float, int, int]] = []
        self._least, self._far = least, far

    def begin(self, members: Sequence[int]) -> None:
        """Put these together for good."""
        first, *rest = sorted(members)
        for k in rest:
            self._of[k] = first
            self._size[k] = 0
            self.members[first] += self.members.pop(k)
        self._size[first] = len(self.members[first])
        self._fixed.add(first)

    def compare(self, pairs: Iterable[tuple[int, int, float]]) -> None:
        """Take over the log-odds of the pairs."""
        of, beside = self._of, self._beside
        for one, other, odds in pairs:
            a, b = of[one], of[other]
            if a != b:
                total, many = beside[a].get(b, (0.0, 0))
                beside[a][b] = beside[b][a] = (total + odds, many + 1)
        for a in range(len(beside)):
            self._first += [one for one in self._offers(a) if one[1] == a]
        self._first.sort(reverse=True)

    def _offers(self, a: int) -> list[tuple[float, int, int]]:
        """(minus the mean log-odds, one, other) of a cluster and each neighbour to which it belongs likely enough to be joined."""
        size, least, far = self._size, self._least, self._far
        own, fixed = size[a], self._fixed if a in self._fixed else ()
        found = []
        for b, (total, many) in self._beside[a].items():
            pairs = own * size[b]
            mean = (total + (pairs - many) * far) / pairs
            if mean > least and b not in fixed:
                found.append((-mean, a, b) if a < b else (-mean, b, a))
        return found

    def join_all(self) -> None:
        """Join the two that are likeliest to belong together, again and again. What was offered before one of the two grew is out of date."""
        size, beside, far, first, heap, pop = (
            self._size, self._beside, self._far, self._first, self._heap, heapq.heappop,
        )  # fmt: skip
        while first or heap:
            mean, a, b = pop(heap) if heap and (not first or heap[0] < first[-1]) else first.pop()
            pairs = size[a] * size[b]
            if pairs and (told := beside[a].get(b)) is not None:
                total, many = told
                if -mean == (total + (pairs - many) * far) / pairs:
                    self._join(a, b)

    def _join(self, a: int, b: int) -> None:
        self.members[a] += self.members.pop(b)
        self._size[a] += self._size[b]
        self._size[b] = 0
        if b in self._fixed:
            self._fixed.add(a)
        beside = self._beside
        own, row = beside[a], beside[b]
        beside[b] = {}
        del own[b]
        for other, (total, many) in row.items():
            if other == a:
                continue
            theirs = beside[other]
            del theirs[b]
            if (there := own.get(other)) is not None:
                total, many = there[0] + total, there[1] + many
            own[other] = theirs[a] = (total, many)
        for offer in self._offers(a):
            heapq.heappush(self._heap, offer)
