"""The movement graph of a conflict as a picture: the states that matter, and who would surely move from which to which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import atan2, degrees, hypot
from textwrap import wrap
from typing import NamedTuple
from xml.etree import ElementTree as ET

from pourparler.figures.drawing import INK, MIDDLE, PAPER, WIDTH, party_colours, wide
from pourparler.figures.svg import MARK, circle_of, line, lines, path, picture, text, written
from pourparler.model import Negotiation
from pourparler.stability.analysis import StabilityAnalysis
from pourparler.stability.relations import MOST_STATES
from pourparler.wording.limits import STATES
from pourparler.wording.moves import state_name
from pourparler.wording.stability import handles

SPAN = WIDTH - 20
"""Pixels from the left to the right end."""
RADIUS = 15
"""Pixels of a state's circle."""
LINE, LETTER, FONT_SIZE = 12, 5.3, 10
"""Pixels from line to line of a state's name, of a letter on average, and the size of the font."""
MOST_LINES = 8
"""Lines that a name may take; the rest stands in the list beside the picture."""
STAGGER = 34
"""Pixels that every other column lies lower, so that no arrow runs through a state."""
LONG = 24
"""Letters from which names of movers stand two in a row, else four."""
EDGE, ENTRY = 20, 14
"""Pixels left, right and above the states, and from row to row of the legend."""
HEAD = "M0,-3.6 L-4.2,3.6 L4.2,3.6 Z"
"""The head of an arrow that points upwards."""
MOST = 14
"""The most states in the picture."""
Places = dict[int, tuple[float, float]]
"""Where the centre of each state lies, in pixels."""


def movement_graph(negotiation: Negotiation, analysis: StabilityAnalysis) -> str | None:
    """SVG, left to right by how many moves a state is from how things stand; None where there is nothing to draw.

    Drawn are how things stand, equilibria and the states on the shortest ways to them; an arrow is a move that its mover surely prefers.
    """
    nodes = drawn_states(analysis)
    if not nodes:
        return None
    columns = _columns(nodes, _steps(analysis, nodes))
    names = _names(analysis, nodes, SPAN / len(columns))
    at, height = _places(columns, 4 * RADIUS + LINE * max(map(len, names.values())))
    arrows, colours = _arrows(analysis, at), party_colours(negotiation)
    movers = list(dict.fromkeys(a.who for a in arrows))
    in_row = 2 if any(len(name) > LONG for name in movers) else 4
    top = 2 * ENTRY + 10 + ENTRY * -(-len(movers) // in_row)
    svg = picture(SPAN + 2 * EDGE, top + height)
    _legend(svg, movers, colours, in_row)
    area = ET.SubElement(svg, "g", {"transform": f"translate({EDGE},{top})"})
    for arrow in arrows:
        _arrow(area, arrow, colours.get(arrow.who, MIDDLE))
    surely, possibly = analysis.strength
    by_handle = handles(analysis)
    for k, place in at.items():
        _state(area, place, by_handle[k], names[k], surely=bool(surely[k]), possibly=bool(possibly[k]))
    return written(svg)


class _Arrow(NamedTuple):
    """A move from the rim of one state to the rim of the other; ``angle`` in degrees to the right of upwards."""

    x: float
    y: float
    x2: float
    y2: float
    angle: float
    who: str


def drawn_states(analysis: StabilityAnalysis) -> list[int]:
    """The states in the picture, at most MOST; none where no two of them are joined by a move, or the conflict is too large."""
    if len(analysis.conflict.states) > MOST_STATES:
        return []
    nodes = [*analysis.shown(STATES), *analysis.on_the_way(STATES)][:MOST]
    joined = any(set(targets) & set(nodes) for a in nodes for targets in analysis.reasons(a).values())
    return nodes if joined else []


def key_words(analysis: StabilityAnalysis) -> list[str]:
    """What arrows and circles mean, only of those that the picture has."""
    surely, possibly = analysis.strength
    nodes = drawn_states(analysis)
    told = ["Arrow: a move that its mover surely prefers."]
    if any(surely[k] for k in nodes):
        told.append("Filled circle: surely an equilibrium under at least one concept.")
    if any(possibly[k] and not surely[k] for k in nodes):
        told.append("Dashed circle: possibly one." if len(told) > 1 else "Dashed circle: possibly an equilibrium.")
    return told


def _steps(analysis: StabilityAnalysis, nodes: Sequence[int]) -> dict[int, int]:
    """How many moves each state is from how things stand, for those that can be reached."""
    reached = analysis.evolution()
    return {} if reached is None else {k: int(reached.steps[k]) for k in nodes if reached.steps[k] >= 0}


def _columns(nodes: Sequence[int], steps: dict[int, int]) -> list[list[int]]:
    """States by steps; those that cannot be reached in columns of their own at the right, three to a column."""
    last = max(steps.values(), default=-1)
    apart = [k for k in nodes if k not in steps]
    columns: dict[int, list[int]] = {}
    for k in nodes:
        columns.setdefault(steps[k] if k in steps else last + 1 + apart.index(k) // 3, []).append(k)
    return [columns[c] for c in sorted(columns)]


def _places(columns: Sequence[Sequence[int]], row: float) -> tuple[Places, float]:
    """(places, height): the columns side by side, each centred, ``row`` pixels from state to state."""
    tallest = max(map(len, columns))
    width = SPAN / len(columns)
    found = {}
    for n, column in enumerate(columns):
        top = row * (tallest - len(column)) / 2 + (n % 2) * STAGGER
        for k, state in enumerate(column):
            found[state] = ((n + 0.5) * width, 2 * RADIUS + top + k * row)
    return found, tallest * row + STAGGER


def _names(analysis: StabilityAnalysis, nodes: Sequence[int], width: float) -> dict[int, list[str]]:
    """What happens in each state, in lines of at most ``width`` pixels."""
    found = {}
    for k in nodes:
        now = "as things stand: " if k == analysis.conflict.now else ""
        lines = wrap(now + state_name(analysis.conflict, k), max(int(width / LETTER) - 1, 12))
        found[k] = lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …"]
    return found


def _arrows(analysis: StabilityAnalysis, at: Places) -> list[_Arrow]:
    """Each move that its mover surely prefers."""
    found = []
    for a, (x, y) in at.items():
        for d, targets in analysis.reasons(a).items():
            for b in set(targets) & set(at):
                u, v = at[b]
                length = hypot(u - x, v - y)
                begin, end = RADIUS / length, (RADIUS + 5) / length
                found.append(
                    _Arrow(
                        x + (u - x) * begin, y + (v - y) * begin, u - (u - x) * end, v - (v - y) * end,
                        degrees(atan2(v - y, u - x)) + 90, analysis.conflict.decision_makers[d],
                    )
                )  # fmt: skip
    return found


def _legend(svg: ET.Element, movers: Sequence[str], colours: Mapping[str, str], in_row: int) -> None:
    """Who would move, each with a line in its colour."""
    text(svg, EDGE, ENTRY, "who would move", size=11, font_weight="bold")
    columns = [max(wide(name, FONT_SIZE) for name in movers[k::in_row]) + 46 for k in range(min(in_row, len(movers)))]
    for k, name in enumerate(movers):
        x, y = EDGE + sum(columns[: k % in_row]), 2 * ENTRY + 4 + ENTRY * (k // in_row)
        entry = ET.SubElement(svg, "g", {"class": "legend"})
        line(entry, x, y - 4, x + 10, y - 4, stroke=colours.get(name, MIDDLE), stroke_width="3")
        text(entry, x + 16, y, name, size=FONT_SIZE)


def _arrow(area: ET.Element, a: _Arrow, colour: str) -> None:
    """A line with its head."""
    line(area, a.x, a.y, a.x2, a.y2, class_=MARK, stroke=colour, stroke_width="1.8", stroke_opacity="0.85")
    path(area, HEAD, a.x2, a.y2, turned=a.angle, class_=MARK, fill=colour)


def _state(
    area: ET.Element, place: tuple[float, float], label: str, name: Sequence[str], *, surely: bool, possibly: bool
) -> None:
    """A circle with its handle and name: filled where the state surely is an equilibrium, dashed where it possibly is one."""
    x, y = place
    circle = path(area, circle_of(RADIUS), x, y, class_=MARK, fill=INK if surely else PAPER, stroke=INK)
    if possibly and not surely:
        circle.attrib |= {"stroke-dasharray": "4 3", "stroke-width": "2.2"}
    text(area, x, y + 4, label, text_anchor="middle", fill=PAPER if surely else INK)
    lines(area, x, y + RADIUS + 5 + 0.75 * LINE, name, LINE, size=FONT_SIZE, text_anchor="middle")
