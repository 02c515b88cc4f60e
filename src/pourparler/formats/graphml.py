"""GraphML (Brandes et al. 2002), for Gephi, visone and other programs that draw networks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx


def write(graph: nx.Graph) -> str:
    """The network as GraphML; its attributes must be text and numbers."""
    import networkx as nx

    return "\n".join(nx.generate_graphml(graph)) + "\n"
