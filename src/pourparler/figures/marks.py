"""Lines between names and the names themselves, written as SVG: networks have thousands, for which elements would take too long.

A line tells by its form, by its colour and in words for from against; a name is a link.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from pourparler.figures.drawing import INK, PAPER
from pourparler.shown import shown

AGREE, DISAGREE = "#0072B2", "#D55E00"
"""With the line's form (whole, dashed) they tell for from against; colour alone never does."""
LINE, GAP, DOT = 14, 10, 10
"""Pixels from line to line of a name, between two names, and from a node to its name."""


class Node(NamedTuple):
    """``lines``: of the name, which stands on the side to which ``outward`` (-1 left, 1 right) points, centred at ``y``."""

    x: float
    y: float
    lines: Sequence[str]
    outward: int
    colour: str
    link: str
    faint: bool = False


def line(start: tuple[float, float], end: tuple[float, float], thick: float, words: str, *, against: bool) -> str:
    """A line ``thick`` pixels wide, dashed where it tells ``against``."""
    colour, dash = (DISAGREE, ' stroke-dasharray="6 5"') if against else (AGREE, "")
    (x, y), (x2, y2) = start, end
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{thick:.1f}" '
        f'stroke-opacity="0.75"{dash}><title>{_text(words)}</title></line>'
    )


def node(n: Node) -> str:
    """A dot and the name beside it."""
    at, top = n.x + n.outward * DOT, n.y - LINE * (len(n.lines) - 1) / 2
    spans = "".join(
        f'<tspan x="{at:.1f}" y="{top + LINE * k + 4:.1f}">{_text(words)}</tspan>' for k, words in enumerate(n.lines)
    )
    faint = ' class="faint"' if n.faint else ""
    return (
        f'<a href="{_text(n.link)}"{faint}><circle cx="{n.x:.1f}" cy="{n.y:.1f}" r="{4 if n.faint else 6}" fill="{n.colour}" '
        f'stroke="{PAPER}"/><text font-size="12" fill="{INK}" text-anchor="{"start" if n.outward > 0 else "end"}">{spans}</text></a>'
    )


def picture(marks: str, width: float, height: float) -> str:
    """The marks, in order, as a picture."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ring" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" font-family="inherit">{marks}</svg>'
    )


def _text(words: str) -> str:
    return escape(shown(words))
