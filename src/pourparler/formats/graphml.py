"""GraphML (Brandes et al. 2002), for Gephi, visone and other programs that draw networks."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING

from pourparler.shown import shown

if TYPE_CHECKING:
    import networkx as nx


def write(graph: nx.Graph) -> str:
    """The network as GraphML; its attributes must be text and numbers. Characters that XML forbids are shown by others."""
    import networkx as nx

    harmless = nx.relabel_nodes(graph, shown_names(graph))  # a copy, with copies of what is told of each node and edge
    nodes, edges = (told for _, told in harmless.nodes(data=True)), (told for *_, told in harmless.edges(data=True))
    for told in (harmless.graph, *nodes, *edges):
        told.update({name: shown(value) for name, value in told.items() if isinstance(value, str)})
    return "\n".join(nx.generate_graphml(harmless)) + "\n"


def shown_names(nodes: Iterable[Hashable]) -> dict[Hashable, str]:
    """Each node's name as it is written. Two that look alike stay two."""
    names: dict[Hashable, str] = {}
    taken: set[str] = set()
    for node in nodes:
        if node in names:
            continue
        name = shown(str(node))
        while name in taken:
            name += "*"
        names[node] = name
        taken.add(name)
    return names
