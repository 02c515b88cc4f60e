"""The movement graph of a conflict as a picture: the states that matter, and who would surely move from which to which."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, degrees, hypot
from textwrap import wrap
from typing import Any

from pourparler.figures.drawing import INK, MIDDLE, PAPER, WIDTH, party_colours, rendered
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
"""Letters from which names of movers stand two in a row."""
MOST = 14
"""The most states in the picture."""
Places = dict[int, tuple[float, float]]
"""Where the centre of each state lies, in pixels."""


def movement_graph(negotiation: Negotiation, analysis: StabilityAnalysis) -> str | None:
    """SVG, left to right by how many moves a state is from how things stand; None where there is nothing to draw.

    Drawn are how things stand, equilibria and the states on the shortest ways to them; an arrow is a move that its mover surely prefers.
    """
    import altair as alt  # a second to load: only who draws pays for it

    nodes = drawn_states(analysis)
    if not nodes:
        return None
    columns = _columns(nodes, _steps(analysis, nodes))
    names = _names(analysis, nodes, SPAN / len(columns))
    at, height = _places(columns, 4 * RADIUS + LINE * max(map(len, names.values())))
    y_scale = alt.Scale(domain=[height, 0], nice=False)
    x_scale = alt.Scale(domain=[0, SPAN], nice=False)

    def place(x: str, y: str) -> dict[str, Any]:
        return {"x": alt.X(f"{x}:Q", axis=None, scale=x_scale), "y": alt.Y(f"{y}:Q", axis=None, scale=y_scale)}

    layers = [
        *_arrow_layers(_arrows(analysis, at), party_colours(negotiation), place),
        *_state_layers(_states(analysis, at, names), place),
    ]
    return rendered(alt.layer(*layers).properties(width=SPAN, height=height))


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


def _arrows(analysis: StabilityAnalysis, at: Places) -> list[dict[str, Any]]:
    """A row for each move that its mover surely prefers, from the rim of one state to the rim of the other."""
    rows = []
    for a, (x, y) in at.items():
        for d, targets in analysis.reasons(a).items():
            for b in set(targets) & set(at):
                u, v = at[b]
                length = hypot(u - x, v - y)
                begin, end = RADIUS / length, (RADIUS + 5) / length
                rows.append(
                    {
                        "x": x + (u - x) * begin,
                        "y": y + (v - y) * begin,
                        "x2": u - (u - x) * end,
                        "y2": v - (v - y) * end,
                        "angle": degrees(atan2(v - y, u - x)) + 90,
                        "who": analysis.conflict.decision_makers[d],
                    }
                )
    return rows


def _states(analysis: StabilityAnalysis, at: Places, names: dict[int, list[str]]) -> list[dict[str, Any]]:
    """A row for each state: its handle and name, and whether it is an equilibrium."""
    surely, possibly = analysis.strength
    by_handle = handles(analysis)
    return [
        {
            "x": x,
            "y": y,
            "label": by_handle[k],
            "holds": "surely" if surely[k] else "possibly" if possibly[k] else "no",
            "name": names[k],
        }
        for k, (x, y) in at.items()
    ]


def _arrow_layers(arrows: list[dict[str, Any]], colours: dict[str, str], place: Any) -> list[Any]:
    """Lines with heads in the colours of the movers; a legend names them."""
    import altair as alt

    names = list(dict.fromkeys(a["who"] for a in arrows))
    colour = alt.Color(
        "who:N",
        scale=alt.Scale(domain=names, range=[colours.get(name, MIDDLE) for name in names]),
        legend=alt.Legend(
            title="who would move",
            orient="top",
            direction="horizontal",
            symbolType="stroke",
            symbolStrokeWidth=3,
            columns=2 if any(len(name) > LONG for name in names) else 4,
            columnPadding=30,
            labelLimit=0,
        ),
    )
    moves = alt.Chart(alt.InlineData(values=arrows))
    lines = moves.mark_rule(strokeWidth=1.8, opacity=0.85).encode(**place("x", "y"), x2="x2:Q", y2="y2:Q", color=colour)
    heads = moves.mark_point(shape="triangle-up", filled=True, size=70, opacity=1).encode(
        **place("x2", "y2"), color=colour, angle=alt.Angle("angle:Q", scale=None)
    )
    return [lines, heads]


def _state_layers(states: list[dict[str, Any]], place: Any) -> list[Any]:
    """Circles with handles and names: filled where the state surely is an equilibrium, dashed where it possibly is one."""
    import altair as alt

    rows = alt.Chart(alt.InlineData(values=states))
    layers = []
    for holds, fill, ink, dash, width in (
        ("no", PAPER, INK, [1, 0], 1),
        ("possibly", PAPER, INK, [4, 3], 2.2),
        ("surely", INK, PAPER, [1, 0], 1),
    ):
        some = rows.transform_filter(f"datum.holds == '{holds}'").encode(**place("x", "y"))
        circle = some.mark_point(
            size=RADIUS * RADIUS * 3.2, filled=False, fill=fill, stroke=INK, strokeDash=dash, strokeWidth=width, opacity=1
        )  # fmt: skip
        layers += [circle, some.mark_text(fontSize=12, color=ink).encode(text="label:N")]
    names = rows.mark_text(fontSize=FONT_SIZE, lineHeight=LINE, baseline="top", dy=RADIUS + 5, color=INK)
    return [*layers, names.encode(**place("x", "y"), text="name:N")]
