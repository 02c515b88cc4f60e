"""Who met whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
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
    there: dict[str, None] = {}
    met: dict[tuple[str, str], list[tuple[str, date | None]]] = {}
    for m in meetings:
        present = list(dict.fromkeys(party_of.get(name, name) for name in m.present))
        there.update(dict.fromkeys(present))
        for first, second in combinations(present, 2):
            both = (second, first) if (second, first) in met else (first, second)
            met.setdefault(both, []).append((m.title, m.date))
    graph = nx.Graph()
    graph.add_nodes_from(there, kind="actor")
    graph.add_edges_from((a, b, {"weight": len(told), "meetings": tuple(told)}) for (a, b), told in met.items())
    return graph
