"""Who met whom."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING

from pourparler.model import Meeting, Negotiation

if TYPE_CHECKING:
    import networkx as nx


def who_met(negotiation: Negotiation, meetings: Iterable[Meeting]) -> nx.Graph:
    """Parties and others who were present together; an edge's ``weight`` is how often, ``meetings`` which, as (title, date).

    Actors and aliases stand for their party. Nodes have ``kind`` actor.
    """
    import networkx as nx

    party_of = {actor.name: party.name for party in negotiation.parties for actor in party.actors}
    party_of |= {name: party.name for party in negotiation.parties for name in (party.name, *party.aliases)}
    graph = nx.Graph()
    for m in meetings:
        present = list(dict.fromkeys(party_of.get(name, name) for name in m.present))
        graph.add_nodes_from(present, kind="actor")
        for first, second in combinations(present, 2):
            before = graph.get_edge_data(first, second) or {"weight": 0, "meetings": ()}
            told = (*before["meetings"], (m.title, m.date))
            graph.add_edge(first, second, weight=before["weight"] + 1, meetings=told)
    return graph
