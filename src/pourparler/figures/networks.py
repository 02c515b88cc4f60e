"""Pictures of discourse networks, laid out so that every name has its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from pourparler.figures.drawing import MIDDLE, lines_of, wide
from pourparler.figures.marks import DOT, GAP, LINE, Node, line, node, picture

if TYPE_CHECKING:
    import networkx as nx

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
        _Edge((actor, option), times, form == "against", f"{actor} {form} {graph.nodes[option]['label']}: {times}")
        for actor, option, data in _directed(graph)
        for form, times in (("for", data["agree"]), ("against", data["disagree"]))
        if times
    ]  # fmt: skip
    beside = dict.fromkeys(actors, -1)
    nodes = [Node(*place[n], lines[n], beside.get(n, 1), colours.get(n, MIDDLE), links[n]) for n in graph]
    return _drawn(edges, place, nodes, left + ACROSS + right, height)


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
        _Edge((a, b), abs(d["weight"]), form == "against" or d["weight"] <= 0, f"{a} and {b}: {d['weight']}")
        for a, b, d in graph.edges(data=True)
    ]
    nodes = [
        Node(*place[n], lines[n], outward, colours.get(n, MIDDLE), links[n])
        for side, outward in zip(sides, (1, -1), strict=True)
        for n in side
    ]
    return _drawn(edges, place, nodes, left + 2 * RING + right, height)


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


def _directed(graph: nx.Graph) -> list[tuple[str, str, dict[str, Any]]]:
    """Each edge from its actor to its option."""
    return [(a, b, d) if graph.nodes[a]["kind"] == "actor" else (b, a, d) for a, b, d in graph.edges(data=True)]


def _issue_of(graph: nx.Graph) -> Any:
    return lambda node: (graph.nodes[node]["issue"], graph.nodes[node]["label"])


def _label(data: Mapping[str, Any]) -> str:
    return str(data["label"] if data["kind"] == "actor" else f"{data['issue']}: {data['label']}")


class _Edge(NamedTuple):
    ends: tuple[str, str]
    times: float
    against: bool
    words: str


def _drawn(
    edges: Sequence[_Edge], place: Mapping[str, tuple[float, float]], nodes: Sequence[Node], width: float, height: float
) -> str:
    """What is for lies below what is against, and names above both. Thick enough to be seen, the thickest no more than six pixels."""
    most = max(*(e.times for e in edges), 4)
    lines = [
        line(place[e.ends[0]], place[e.ends[1]], 1 + 5 * e.times / most, e.words, against=e.against)
        for e in sorted(edges, key=lambda e: e.against)
    ]
    return picture("".join(lines) + "".join(map(node, nodes)), width, height)
