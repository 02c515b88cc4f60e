"""Pictures of discourse networks: where the nodes lie comes from networkx, the drawing from Altair."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pourparler.figures.drawing import drawn_from, here, rendered

if TYPE_CHECKING:
    import altair as alt
    import networkx as nx

AGREE, DISAGREE, GREY, INK = "#0072B2", "#D55E00", "#777777", "#1d1b18"
"""With the line's form (whole, dashed) they tell for from against; colour alone never does."""
ROW = 26
"""Pixels between two options."""


def two_mode_figure(graph: nx.Graph, colours: Mapping[str, str], links: Mapping[str, str]) -> str | None:
    """Actors left, options right; a whole line is for, a dashed one against, thicker the more often. SVG; None without an edge."""
    if not graph.number_of_edges():
        return None
    actors = [n for n, d in graph.nodes(data=True) if d["kind"] == "actor"]
    options = sorted((n for n, d in graph.nodes(data=True) if d["kind"] == "option"), key=_issue_of(graph))
    height = ROW * max(len(options), 2 * len(actors))
    place = {a: (0.0, (k + 0.5) * height / len(actors)) for k, a in enumerate(actors)}
    place |= {o: (1.0, (k + 0.5) * height / len(options)) for k, o in enumerate(options)}
    edges = [
        {**_ends(place, actor, option), "times": times, "form": form, "words": f"{actor} {form} {graph.nodes[option]['label']}: {times}"}
        for actor, option, data in _directed(graph)
        for form, times in (("for", data["agree"]), ("against", data["disagree"]))
        if times
    ]  # fmt: skip
    nodes = [
        {
            "x": place[n][0], "y": place[n][1], "label": _label(d), "actor": d["kind"] == "actor",
            "colour": colours.get(n, GREY), "link": here(links[n]),
        }
        for n, d in graph.nodes(data=True)
    ]  # fmt: skip
    return _drawn(edges, nodes, 420, height, sides=True)


def one_mode_figure(graph: nx.Graph, colours: Mapping[str, str], links: Mapping[str, str], form: str) -> str | None:
    """Actors in a ring; a line's thickness is its weight; ``form`` against is dashed. SVG; None without an edge."""
    if not graph.number_of_edges():
        return None
    import networkx as nx

    side = 300
    ring = nx.circular_layout(graph, scale=side / 2 - 20)
    place = {n: (float(x) + side / 2, float(y) + side / 2) for n, (x, y) in ring.items()}
    edges = [
        {**_ends(place, a, b), "times": d["weight"], "form": form, "words": f"{a} and {b}: {d['weight']}"}
        for a, b, d in graph.edges(data=True)
    ]
    nodes = [
        {"x": place[n][0], "y": place[n][1], "label": n, "actor": True, "colour": colours.get(n, GREY), "link": here(links[n])}
        for n in graph
    ]  # fmt: skip
    return _drawn(edges, nodes, side, side, sides=False)


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


def _drawn(
    edges: list[dict[str, Any]], nodes: list[dict[str, Any]], width: float, height: float, *, sides: bool
) -> str:
    import altair as alt  # a second to load: only who draws pays for it

    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1 if sides else width], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
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
        dots.mark_point(filled=True, size=130, opacity=1, stroke="white").encode(
            x=x, y=y, color=alt.Color("colour:N", scale=None), href="link:N", description="label:N"
        )
    )
    # A node's name stands beside it: left of actors and right of options; in a ring above.
    named = dots.transform_filter
    if sides:
        texts = [
            named("datum.actor").mark_text(align="right", dx=-10, fontSize=12, color=INK),
            named("!datum.actor").mark_text(align="left", dx=10, fontSize=12, color=INK, limit=480),
        ]
    else:
        upper = f"datum.y <= {height / 2}"
        texts = [
            named(where).mark_text(align="center", dy=dy, fontSize=12, color=INK)
            for where, dy in ((upper, -14), (f"!({upper})", 16))
        ]
    layers += [text.encode(x=x, y=y, text="label:N", href="link:N", description="label:N") for text in texts]
    return rendered(alt.layer(*layers).properties(width=width, height=height))
