"""Pictures of discourse networks, laid out so that every name has its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import TYPE_CHECKING, Any

from pourparler.figures.drawing import INK, MIDDLE, PAPER, drawn_from, here, lines_of, rendered, wide

if TYPE_CHECKING:
    import altair as alt
    import networkx as nx

AGREE, DISAGREE = "#0072B2", "#D55E00"
"""With the line's form (whole, dashed) they tell for from against; colour alone never does."""
LINE, GAP, DOT = 14, 10, 10
"""Pixels from line to line of a name, between two names, and from a node to its name."""
ACTOR, OPTION, IN_RING = 30, 46, 22
"""Letters in a line of a name: of actors and options side by side, of actors in a ring."""
ACROSS, RING = 420, 130
"""Pixels between the two sides, and from the middle of a ring to its side."""


def two_mode_figure(graph: nx.Graph, colours: Mapping[str, str], links: Mapping[str, str]) -> str | None:
    """Actors left, options right; a whole line is for, a dashed one against, thicker the more often. SVG; None without an edge."""
    if not graph.number_of_edges():
        return None
    actors = [n for n, d in graph.nodes(data=True) if d["kind"] == "actor"]
    options = sorted((n for n, d in graph.nodes(data=True) if d["kind"] == "option"), key=_issue_of(graph))
    lines = {n: lines_of(_label(d), ACTOR if d["kind"] == "actor" else OPTION) for n, d in graph.nodes(data=True)}
    left, right = (max(wide(line) for n in side for line in lines[n]) + DOT + GAP for side in (actors, options))
    height = max(_tall(lines, actors), _tall(lines, options))
    place = _down(lines, actors, left, height) | _down(lines, options, left + ACROSS, height)
    edges = [
        {**_ends(place, actor, option), "times": times, "form": form, "words": f"{actor} {form} {graph.nodes[option]['label']}: {times}"}
        for actor, option, data in _directed(graph)
        for form, times in (("for", data["agree"]), ("against", data["disagree"]))
        if times
    ]  # fmt: skip
    nodes = [
        _node(n, _label(graph.nodes[n]), lines[n], place[n], colours, links, outward=-1 if n in actors else 1)
        for n in graph
    ]
    return _drawn(edges, nodes, left + ACROSS + right, height)


def one_mode_figure(graph: nx.Graph, colours: Mapping[str, str], links: Mapping[str, str], form: str) -> str | None:
    """Actors in a ring; a line's thickness is its weight; ``form`` against, and a weight below 0, is dashed. SVG; None without an edge.

    The names stand left and right of the ring at even distances, so that none stands over another.
    """
    if not graph.number_of_edges():
        return None
    names = list(graph)
    sides = names[: (len(names) + 1) // 2], names[(len(names) + 1) // 2 :][::-1]
    lines = {n: lines_of(n, IN_RING) for n in names}
    right, left = (max((wide(line) for n in side for line in lines[n]), default=0.0) + DOT + GAP for side in sides)
    height = max(*(_tall(lines, side) for side in sides), 2 * RING)
    place = {}
    for side, outward in zip(sides, (1, -1), strict=True):
        for n, (_, y) in _down(lines, side, 0, height).items():
            place[n] = (left + RING + outward * RING * sqrt(1 - (2 * y / height - 1) ** 2), y)
    edges = [
        {
            **_ends(place, a, b),
            "times": abs(d["weight"]),
            "form": form if d["weight"] > 0 else "against",
            "words": f"{a} and {b}: {d['weight']}",
        }
        for a, b, d in graph.edges(data=True)
    ]
    nodes = [
        _node(n, n, lines[n], place[n], colours, links, outward=outward)
        for side, outward in zip(sides, (1, -1), strict=True)
        for n in side
    ]
    return _drawn(edges, nodes, left + 2 * RING + right, height)


def _tall(lines: Mapping[str, Sequence[str]], names: Sequence[str]) -> float:
    """Pixels of these names under one another."""
    return sum(LINE * len(lines[n]) + GAP for n in names)


def _down(
    lines: Mapping[str, Sequence[str]], names: Sequence[str], x: float, height: float
) -> dict[str, tuple[float, float]]:
    """Places under one another, each as far from the next as their names need, spread over the height."""
    spare = (height - _tall(lines, names)) / max(len(names), 1)
    found, top = {}, 0.0
    for n in names:
        own = LINE * len(lines[n]) + GAP + spare
        found[n] = (x, top + own / 2)
        top += own
    return found


def _node(
    name: str,
    label: str,
    lines: Sequence[str],
    at: tuple[float, float],
    colours: Mapping[str, str],
    links: Mapping[str, str],
    *,
    outward: int,
) -> dict[str, Any]:
    """A row for a node; its name begins so high that its lines are centred, on the side to which ``outward`` points."""
    x, y = at
    return {
        "x": x, "y": y, "words": label, "lines": list(lines), "line_y": y - LINE * (len(lines) - 1) / 2, "outward": outward,
        "colour": colours.get(name, MIDDLE), "link": here(links[name]),
    }  # fmt: skip


def _directed(graph: nx.Graph) -> list[tuple[str, str, dict[str, Any]]]:
    """Each edge from its actor to its option."""
    return [(a, b, d) if graph.nodes[a]["kind"] == "actor" else (b, a, d) for a, b, d in graph.edges(data=True)]


def _issue_of(graph: nx.Graph) -> Any:
    return lambda node: (graph.nodes[node]["issue"], graph.nodes[node]["label"])


def _label(data: Mapping[str, Any]) -> str:
    return str(data["label"] if data["kind"] == "actor" else f"{data['issue']}: {data['label']}")


def _ends(place: Mapping[str, tuple[float, float]], first: str, second: str) -> dict[str, float]:
    (x, y), (x2, y2) = place[first], place[second]
    return {"x": x, "y": y, "x2": x2, "y2": y2}


def _drawn(edges: list[dict[str, Any]], nodes: list[dict[str, Any]], width: float, height: float) -> str:
    import altair as alt  # a second to load: only who draws pays for it

    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False))
    y_scale = alt.Scale(domain=[height, 0], nice=False)
    y = alt.Y("y:Q", axis=None, scale=y_scale)
    # Thick enough to be seen, the thickest no more than six points.
    most = max(e["times"] for e in edges)
    thick = alt.Size("times:Q", scale=alt.Scale(domain=[0, max(most, 4)], range=[1, 6]), legend=None)
    lines = drawn_from(edges)
    layers: list[alt.Chart] = []
    for form, colour, dash in (("for", AGREE, [1, 0]), ("against", DISAGREE, [5, 4])):
        if any(e["form"] == form for e in edges):
            mine = lines.transform_filter(f"datum.form == '{form}'").mark_rule(
                color=colour, strokeDash=dash, opacity=0.75
            )
            layers.append(mine.encode(x=x, y=y, x2="x2:Q", y2="y2:Q", size=thick, description="words:N"))
    dots = drawn_from(nodes)
    layers.append(
        dots.mark_point(filled=True, size=130, opacity=1, stroke=PAPER).encode(
            x=x, y=y, color=alt.Color("colour:N", scale=None), href="link:N", description="words:N"
        )
    )
    for outward, align in ((-1, "right"), (1, "left")):
        named = dots.transform_filter(f"datum.outward == {outward}").mark_text(
            align=align, baseline="middle", dx=outward * DOT, fontSize=12, lineHeight=LINE, color=INK
        )
        at = alt.Y("line_y:Q", axis=None, scale=y_scale)
        layers.append(named.encode(x=x, y=at, text="lines:N", href="link:N", description="words:N"))
    return rendered(alt.layer(*layers).properties(width=width, height=height))
