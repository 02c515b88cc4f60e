"""The movement graph of a conflict as a picture: the states that matter, and who would surely move from which to which."""

from __future__ import annotations

from math import atan2, degrees, hypot
from typing import TYPE_CHECKING, Any

from pourparler.figures.drawing import WIDTH, party_colours, rendered
from pourparler.model import Negotiation
from pourparler.stability.analysis import StabilityAnalysis
from pourparler.stability.relations import MOST_STATES
from pourparler.wording.limits import STATES

if TYPE_CHECKING:
    import altair as alt

ROW = 74
RADIUS = 15
"""In pixels: between two states of one column, and of a state."""
MOST = 14
"""The most states in the picture."""


def movement(negotiation: Negotiation, analysis: StabilityAnalysis) -> str | None:
    """SVG, left to right by how many moves a state is from how things stand; None where there is nothing to draw.

    Drawn are how things stand, equilibria and the states on the shortest ways to them; an arrow is a move that its mover surely prefers.
    """
    import altair as alt  # a second to load: only who draws pays for it

    conflict = analysis.conflict
    if len(conflict.states) > MOST_STATES:
        return None
    steps, nodes = _chosen(analysis)
    if len(nodes) < 2:
        return None
    at = _places(nodes, steps)
    colours = party_colours(negotiation)
    edges = []
    for a in nodes:
        for d, targets in analysis.reasons(a).items():
            for b in set(targets) & set(nodes):
                (x, y), (u, v) = at[a], at[b]
                length = hypot(u - x, v - y)
                cut, end = RADIUS / length, (RADIUS + 5) / length
                edges.append(
                    {
                        "x": x + (u - x) * cut,
                        "y": y + (v - y) * cut,
                        "x2": u - (u - x) * end,
                        "y2": v - (v - y) * end,
                        "angle": degrees(atan2(v - y, u - x)) + 90,
                        "who": conflict.decision_makers[d],
                    }
                )
    if not edges:
        return None
    surely, possibly = analysis.strength
    rows = [
        {
            "x": at[k][0],
            "y": at[k][1],
            "label": str(k + 1),
            "holds": "surely" if surely[k] else "perhaps" if possibly[k] else "no",
            "now": "as things stand" if k == conflict.now else "",
        }
        for k in nodes
    ]
    height = max(y for _, y in at.values()) + ROW / 2

    def across(field: str) -> alt.X:
        return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH - 20], nice=False))

    def down(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))

    names = [name for name in conflict.decision_makers if any(e["who"] == name for e in edges)]
    colour = alt.Color(
        "who:N",
        scale=alt.Scale(domain=names, range=[colours.get(name, "#555") for name in names]),
        legend=alt.Legend(
            title="would move", orient="top", direction="horizontal", symbolType="stroke", symbolStrokeWidth=3
        ),
    )
    layers: list[Any] = []
    moves = alt.Chart(alt.InlineData(values=edges))
    lines = moves.mark_rule(strokeWidth=1.8, opacity=0.85)
    layers.append(lines.encode(x=across("x"), y=down("y"), x2="x2:Q", y2="y2:Q", color=colour))
    heads = moves.mark_point(shape="triangle-up", filled=True, size=70, opacity=1)
    angle = alt.Angle("angle:Q", scale=None)
    layers.append(heads.encode(x=across("x2"), y=down("y2"), color=colour, angle=angle))
    states = alt.Chart(alt.InlineData(values=rows))
    for holds, fill, dash, width in (
        ("no", "white", [1, 0], 1),
        ("perhaps", "white", [4, 3], 2.2),
        ("surely", "#222", [1, 0], 1),
    ):
        some = states.transform_filter(f"datum.holds == '{holds}'")
        circle = some.mark_point(
            size=RADIUS * RADIUS * 3.2,
            filled=False,
            fill=fill,
            stroke="#222",
            strokeDash=dash,
            strokeWidth=width,
            opacity=1,
        )
        ink = "white" if holds == "surely" else "#222"
        layers += [
            circle.encode(x=across("x"), y=down("y")),
            some.mark_text(fontSize=12, color=ink).encode(x=across("x"), y=down("y"), text="label:N"),
        ]
    layers.append(
        states.mark_text(fontSize=11, dy=RADIUS + 10, color="#333").encode(x=across("x"), y=down("y"), text="now:N")
    )
    return rendered(alt.layer(*layers).properties(width=WIDTH - 20, height=height))


def _chosen(analysis: StabilityAnalysis) -> tuple[dict[int, int], list[int]]:
    """(how many moves from how things stand, for those that there is a way to; the states to draw)."""
    wanted = analysis.shown(STATES)
    reached = analysis.evolution()
    if reached is None:
        return {}, wanted
    nodes = list(wanted)
    for k in wanted:
        nodes += [s for _, s in reached.path(k) or ()]
    nodes = list(dict.fromkeys(nodes))[:MOST]
    return {k: int(reached.steps[k]) for k in nodes if reached.steps[k] >= 0}, nodes


def _places(nodes: list[int], steps: dict[int, int]) -> dict[int, tuple[float, float]]:
    """Columns by steps; what no way leads to stands in columns of its own at the right, three to a column."""
    columns: dict[int, list[int]] = {}
    last = max(steps.values(), default=-1)
    apart = [k for k in nodes if k not in steps]
    for k in nodes:
        column = steps[k] if k in steps else last + 1 + apart.index(k) // 3
        columns.setdefault(column, []).append(k)
    tallest = max(map(len, columns.values()))
    width = (WIDTH - 20 - 6 * RADIUS) / max(len(columns) - 1, 1)
    found = {}
    for n, column in enumerate(sorted(columns)):
        top = ROW * (tallest - len(columns[column])) / 2
        for row, k in enumerate(columns[column]):
            # Every other column a little lower, so that no arrow runs through a state.
            found[k] = (3 * RADIUS + n * width, ROW / 2 + top + row * ROW + (n % 2) * ROW * 0.3)
    return found
