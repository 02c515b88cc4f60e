"""Actors in a ring whose places stay from one picture to the next: ties for whole, ties against dashed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import NamedTuple

from pourparler.figures.drawing import MIDDLE, lines_of, wide
from pourparler.figures.marks import DOT, GAP, LINE, Node, line, node, picture

LETTERS = 22
"""In a line of a name."""
THICKEST = 7
"""Pixels."""
LOWEST, REACH = 400, 210
"""Pixels: the least height of a ring, and from its middle to its sides."""


class Tie(NamedTuple):
    """Between two actors, in words; ``weight`` below 0 is against."""

    first: str
    second: str
    weight: float
    words: str


class Ring:
    """The places of actors: some on the right side, top down, others on the left, so that two groups stand face to face."""

    def __init__(self, right: Sequence[str], left: Sequence[str]) -> None:
        self.sides = ((tuple(right), 1), (tuple(left), -1))
        self._lines = {name: lines_of(name, LETTERS) for side, _ in self.sides for name in side}
        wides = [
            max((wide(line) for n in side for line in self._lines[n]), default=0.0) + DOT + GAP
            for side, _ in self.sides
        ]
        self.height = max(*(sum(LINE * len(self._lines[n]) + GAP for n in side) for side, _ in self.sides), LOWEST)
        self._middle = wides[1] + REACH
        self.width = wides[0] + wides[1] + 2 * REACH
        self.places = {n: at for side, outward in self.sides for n, at in self._down(side, outward).items()}

    def _down(self, names: Sequence[str], outward: int) -> dict[str, tuple[float, float]]:
        spare = (self.height - sum(LINE * len(self._lines[n]) + GAP for n in names)) / max(len(names), 1)
        found, top = {}, 0.0
        for n in names:
            own = LINE * len(self._lines[n]) + GAP + spare
            y = top + own / 2
            x = self._middle + outward * REACH * sqrt(max(1 - (2 * y / self.height - 1) ** 2, 0.0))
            found[n] = (round(x, 1), round(y, 1))
            top += own
        return found

    def drawn(self, ties: Sequence[Tie], colours: Mapping[str, str], links: Mapping[str, str], strongest: float) -> str:
        """The picture as SVG. Who has no tie is faint. ``strongest``: the weight of the thickest line, the same in all pictures."""
        tied = {name for t in ties for name in (t.first, t.second)}
        lines = [self._line(t, strongest) for t in sorted(ties, key=lambda t: abs(t.weight))]
        names = [
            node(Node(*self.places[n], self._lines[n], outward, colours.get(n, MIDDLE), links[n], n not in tied))
            for side, outward in self.sides
            for n in side
        ]
        return picture("".join([*lines, *names]), self.width, self.height)

    def _line(self, tie: Tie, strongest: float) -> str:
        thick = 0.8 + (THICKEST - 0.8) * min(abs(tie.weight) / strongest, 1.0) if strongest else 1.0
        return line(self.places[tie.first], self.places[tie.second], thick, tie.words, against=tie.weight <= 0)
