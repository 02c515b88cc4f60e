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
    """Clusters by the number of their first member; of each to its neighbours the sum of log-odds and how many pairs it sums."""

    def __init__(self, many: int, least: float, far: float) -> None:
        self.members: dict[int, list[int]] = {k: [k] for k in range(many)}
        self._of = list(range(many))
        self._fixed: set[int] = set()
        self._beside: list[dict[int, tuple[float, int]]] = [{} for _ in range(many)]
        self._heap: list[tuple[float, int, int]] = []
        self._least, self._far = least, far

    def begin(self, members: Sequence[int]) -> None:
        """Put these together for good."""
        first, *rest = sorted(members)
        for k in rest:
            self._of[k] = first
            self.members[first] += self.members.pop(k)
        self._fixed.add(first)

    def compare(self, pairs: Iterable[tuple[int, int, float]]) -> None:
        """Take over the log-odds of the pairs."""
        for one, other, odds in pairs:
            a, b = self._of[one], self._of[other]
            if a != b:
                total, many = self._beside[a].get(b, (0.0, 0))
                self._beside[a][b] = self._beside[b][a] = (total + odds, many + 1)
        for a, row in enumerate(self._beside):
            for b in row:
                if a < b:
                    self._offer(a, b)

    def _mean(self, a: int, b: int) -> float:
        total, many = self._beside[a][b]
        pairs = len(self.members[a]) * len(self.members[b])
        return (total + (pairs - many) * self._far) / pairs

    def _offer(self, a: int, b: int) -> None:
        if a in self._fixed and b in self._fixed:
            return
        mean = self._mean(a, b)
        if mean > self._least:
            heapq.heappush(self._heap, (-mean, min(a, b), max(a, b)))

    def join_all(self) -> None:
        """Join the two that are likeliest to belong together, again and again. What was offered before one of the two grew is out of date."""
        while self._heap:
            mean, a, b = heapq.heappop(self._heap)
            if a in self.members and b in self.members and b in self._beside[a] and -mean == self._mean(a, b):
                self._join(a, b)

    def _join(self, a: int, b: int) -> None:
        self.members[a] += self.members.pop(b)
        if b in self._fixed:
            self._fixed.add(a)
        row = self._beside[b]
        self._beside[b] = {}
        del self._beside[a][b]
        for other, (total, many) in row.items():
            if other == a:
                continue
            del self._beside[other][b]
            more, count = self._beside[a].get(other, (0.0, 0))
            self._beside[a][other] = self._beside[other][a] = (total + more, many + count)
        for other in self._beside[a]:
            self._offer(a, other)
