"""Dynamic GEXF 1.3 (gexf.net), for Gephi: one network after another in one file, each node and edge with the times at which it is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from pourparler.formats.graphml import shown_names
from pourparler.shown import shown

if TYPE_CHECKING:
    import networkx as nx

Time = tuple[date, date]
"""From one day to another, both included."""


def write(graphs: Sequence[tuple[Time, nx.Graph]], title: str = "") -> str:
    """The networks as one that changes: spells say when a node or an edge is there, and its numbers have their times.

    ``graphs``: in order of their times, none over another. Texts at nodes are written once, as they stand first. An edge's ``weight`` is
    that of its time, and as the plain attribute its mean over the times at which the edge is there.
    """
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(_together(graphs, title), version="1.3")
    for attributes in writer.graph_element.findall("attributes"):
        for attribute in attributes.findall("attribute"):
            if attribute.get("title") == CHANGING:
                attribute.set("title", "weight")
    writer.graph_element.attrib.pop("name", None)  # no attribute of a graph in GEXF 1.3
    for name in ("xmlns:xsi", "xsi:schemaLocation"):  # a namespace with a letter missing: no schema allows it
        writer.xml.attrib.pop(name, None)
    writer.graph_element.attrib.setdefault("timeformat", "date")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + str(writer) + "\n"


CHANGING = "weight of its time"
"""The library takes ``weight`` for a plain attribute; what changes goes by another name until it is written."""


def _together(graphs: Sequence[tuple[Time, nx.Graph]], title: str) -> nx.Graph:
    """One graph: lists of (value, start, end) for numbers, and ``spells``; names as XML may hold them."""
    import networkx as nx

    names = shown_names(node for _, graph in graphs for node in graph)
    made = nx.Graph(mode="dynamic", name=shown(title))
    for time, graph in graphs:
        when = time[0].isoformat(), time[1].isoformat()
        for node, told in graph.nodes(data=True):
            made.add_node(names[node])
            _add(made.nodes[names[node]], told, when)
        for a, b, told in graph.edges(data=True):
            made.add_edge(names[a], names[b])
            _add(made.edges[names[a], names[b]], told, when)
    for _, _, told in made.edges(data=True):
        if weights := told.get(CHANGING):
            told["weight"] = round(sum(value for value, *_ in weights) / len(weights), 6)
    return made


def _add(to: dict[str, Any], told: dict[str, Any], when: tuple[str, str]) -> None:
    spells = to.setdefault("spells", [])
    if spells and _next_day(spells[-1][1]) == when[0]:
        spells[-1] = (spells[-1][0], when[1])
    else:
        spells.append(when)
    for name, value in told.items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            changing = to.setdefault(CHANGING if name == "weight" else name, [])
            changing.append((float(value), *when))
        elif name == "label":
            to.setdefault(name, shown(str(value)))
        elif isinstance(value, str) and name != "title":
            to.setdefault(name, shown(value))


def _next_day(day: str) -> str:
    written = date.fromisoformat(day)
    return date.fromordinal(min(written.toordinal() + 1, date.max.toordinal())).isoformat()
