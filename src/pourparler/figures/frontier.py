"""The frontier as a picture: settlements that are efficient under some value functions that fit, by the gains of two parties."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10, pi, sqrt
from statistics import pstdev
from xml.etree import ElementTree as ET

from pourparler import wording
from pourparler.figures.drawing import MIDDLE, OKABE_ITO, PAPER, lines_of
from pourparler.figures.svg import MARK, SIZE, circle_of, line, lines, path, picture, said, text, written
from pourparler.model import Negotiation
from pourparler.settlement.robust import Outcome

WIDTH, HEIGHT = 500, 320
"""Pixels of the field in which the points lie."""
EDGE, LABELS, TITLE, TITLE_SIZE = 12, 44, 13, 11
"""Pixels around all, of the numbers of the upward axis, from line to line of an axis's title, and of its letters."""
NUMBERS = 6
"""About how many numbers stand at an axis."""
AREA, MORE = 40, 380
"""Square pixels of a point that is efficient under no value function, and how many more where it is under all."""


def frontier_chart(
    negotiation: Negotiation, found: Sequence[Outcome], across: str, up: str, link: Callable[[Outcome], str]
) -> str:
    """SVG: a point a settlement, larger where it is efficient more often, lines over 80 % of value functions; ``link``: where it leads."""
    common = {i for i in found[0].settlement if all(o.settlement[i] == found[0].settlement[i] for o in found)}
    x = _Axis.of([gain for o in found for gain in o.gains[across]], 0, WIDTH)
    y = _Axis.of([gain for o in found for gain in o.gains[up]], HEIGHT, 0)
    titles = [lines_of(f"{name}: average gain over no agreement", most) for name, most in ((across, 76), (up, 48))]
    left, below = EDGE + TITLE * len(titles[1]) + LABELS, SIZE + 14 + TITLE * len(titles[0])
    svg = picture(left + WIDTH + 2 * EDGE, EDGE + HEIGHT + below + EDGE)
    field = ET.SubElement(svg, "g", {"transform": f"translate({left},{EDGE})"})
    _axes(field, x, y)
    title = {"font_weight": "bold", "text_anchor": "middle"}
    lines(field, WIDTH / 2, HEIGHT + SIZE + TITLE + 12, titles[0], TITLE, size=TITLE_SIZE, **title)
    side = ET.SubElement(
        field, "g", {"transform": f"translate({-left + EDGE + TITLE - 3},{HEIGHT / 2:.0f}) rotate(-90)"}
    )
    lines(side, 0, 0, titles[1], TITLE, size=TITLE_SIZE, **title)
    for o in found:
        (mean, low, high), (mean_up, low_up, high_up) = o.gains[across], o.gains[up]
        for ends in (
            (x.at(low), y.at(mean_up), x.at(high), y.at(mean_up)),
            (x.at(mean), y.at(low_up), x.at(mean), y.at(high_up)),
        ):
            line(field, *ends, stroke=MIDDLE, stroke_opacity="0.28")
    for o in found:
        path(
            said(field, _words(negotiation, o, common), link(o)), circle_of(sqrt((AREA + MORE * o.share) / pi)),
            x.at(o.gains[across][0]), y.at(o.gains[up][0]), class_=MARK, fill=OKABE_ITO[0], stroke=PAPER,
        )  # fmt: skip
    return written(svg)


@dataclass(frozen=True, slots=True)
class _Axis:
    """Numbers from ``low`` to ``high`` between two places in pixels, each ``step`` of them named."""

    low: float
    high: float
    step: float
    begin: float
    end: float

    @classmethod
    def of(cls, values: Sequence[float], begin: float, end: float) -> _Axis:
        """From and to a multiple of a round step, so that it holds the values and nought."""
        low, high = min(0.0, *values), max(0.0, *values)
        rough = (high - low or 1.0) / NUMBERS
        power = 10.0 ** floor(log10(rough))
        step = power * min((1, 2, 5, 10), key=lambda n: abs(log10(n * power / rough)))
        # Gains come as 0.1 + 0.2: what is a multiple but for the last digits is one.
        return cls(step * floor(low / step + 1e-9), step * ceil(high / step - 1e-9), step, begin, end)

    def at(self, value: float) -> float:
        """Its place."""
        return self.begin + (self.end - self.begin) * (value - self.low) / (self.high - self.low or 1.0)

    def numbers(self) -> list[tuple[float, str]]:
        """(place, number) of each that is named, with no more decimals than they need."""
        decimals = max(-floor(log10(self.step) + 1e-9), 1)
        many = round((self.high - self.low) / self.step)
        values = [round(self.low + self.step * k, decimals) + 0.0 for k in range(many + 1)]
        return [(self.at(v), f"{v:.{decimals}f}".replace("-", "−")) for v in values]


def _axes(field: ET.Element, x: _Axis, y: _Axis) -> None:
    """Both axes with their numbers, and dashed lines where somebody gains nothing."""
    line(field, 0, HEIGHT, WIDTH, HEIGHT, stroke=MIDDLE)
    line(field, 0, 0, 0, HEIGHT, stroke=MIDDLE)
    for at, number in x.numbers():
        line(field, at, HEIGHT, at, HEIGHT + 5, stroke=MIDDLE)
        text(field, at, HEIGHT + 8 + SIZE, number, text_anchor="middle")
    for at, number in y.numbers():
        line(field, -5, at, 0, at, stroke=MIDDLE)
        text(field, -8, at + 4, number, text_anchor="end")
    line(field, x.at(0), 0, x.at(0), HEIGHT, stroke=MIDDLE, stroke_dasharray="3 3")
    line(field, 0, y.at(0), WIDTH, y.at(0), stroke=MIDDLE, stroke_dasharray="3 3")


def widest_pair(found: Sequence[Outcome], parties: Sequence[str]) -> tuple[str, str]:
    """The two parties whose gains differ most among these settlements."""
    spread = {p: pstdev([o.gains[p][0] for o in found]) for p in parties}
    first, second = sorted(sorted(parties, key=lambda p: -spread[p])[:2], key=list(parties).index)
    return first, second


def _words(negotiation: Negotiation, outcome: Outcome, common: set[str]) -> str:
    apart = {i: o for i, o in outcome.settlement.items() if i not in common} or outcome.settlement
    options = "; ".join(f"{wording.issue_name(i)}: {wording.option_words(negotiation, i, o)}" for i, o in apart.items())
    return f"{options}. Efficient under {wording.percent(outcome.share)} of the value functions that fit what the parties said."
