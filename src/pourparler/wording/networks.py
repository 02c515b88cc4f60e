"""Networks in words: their titles, what they are made from, and what stands at nodes and edges."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from pourparler.model import Negotiation
from pourparler.wording.terms import day, issue_name, joined, option_words, plural

if TYPE_CHECKING:
    import networkx as nx

TITLES = {
    "affiliation": "Who is for and against what",
    "congruence": "Who takes the same side",
    "conflict": "Who takes opposite sides",
    "balance": "Who is near to whom: same sides less opposite sides",
    "support": "Who is named together for one position",
    "opposition": "Who is named as opposed to whose position",
    "together": "Who is named together for one position rather than as opposed to it",
    "meetings": "Who met",
}
"""Of each kind of network."""
BASES = {
    "dossier": "the positions in the dossier",
    "confirmed": "statements that a person confirmed",
    "record": "all statements that nobody rejected",
}
"""What a network is made from."""
WHO = {"party": "parties", "speaker": "speakers"}
"""Between whom."""
COPIES = {"once": "once", "each": "every time"}
"""How often the same words count that several outlets tell."""


def basis_words(negotiation: Negotiation, basis: str) -> str | None:
    """How many of the positions and meetings of the dossier that networks are made from nobody has confirmed; None where all are."""
    said = [p for p in negotiation.in_force if p.issue is not None] if basis == "dossier" else []
    counts = [(len(said), sum(p.suggested for p in said), "position")]
    counts.append((len(negotiation.meetings), sum(m.suggested for m in negotiation.meetings), "meeting"))
    told = [f"{many:,} of {plural(whole, what)}" for whole, many, what in counts if many]
    return f"Nobody has confirmed {joined(told, 'or')} that these networks are made from." if told else None


def network_in_words(kind: str, graph: nx.Graph, negotiation: Negotiation) -> nx.Graph:
    """The network with ``title``, a ``label`` at every node, the issue's name at options, and at edges options and meetings as text.

    What pages, pictures and GraphML show: all attributes are then text or numbers.
    """
    import networkx as nx

    # The same options and meetings stand at thousands of edges.
    option = cache(lambda issue, id: f"{issue_name(issue)}: {option_words(negotiation, issue, id)}")
    meeting = cache(lambda title, date: f"{title}, {day(date)}")
    told = nx.Graph(title=TITLES[kind])
    told.add_nodes_from((node, _node(str(node), data, negotiation)) for node, data in graph.nodes(data=True))
    told.add_edges_from((a, b, _edge(data, option, meeting)) for a, b, data in graph.edges(data=True))
    return told


def ties(graph: nx.Graph, most: int | None = None) -> list[dict[str, Any]]:
    """Its edges, the strongest first, at most so many: both ends' ids as ``first`` and ``second``, an actor before an option, and what the
    edge holds."""
    kinds = graph.nodes(data="kind")
    told = ((b, a, data) if kinds[a] == "option" else (a, b, data) for a, b, data in graph.edges(data=True))
    by = lambda edge: (-abs(edge[2]["weight"]), edge[0], edge[1])  # noqa: E731
    strongest = sorted(told, key=by) if most is None else nsmallest(most, told, key=by)
    return [{"first": first, "second": second, **data} for first, second, data in strongest]


def _node(node: str, data: dict[str, Any], negotiation: Negotiation) -> dict[str, Any]:
    if data["kind"] == "actor":
        return {"kind": "actor", "label": node} | data
    label = option_words(negotiation, data["issue"], data["option"])
    return {"kind": "option", "label": label, "issue": issue_name(data["issue"])}


def _edge(data: dict[str, Any], option: Callable[..., str], meeting: Callable[..., str]) -> dict[str, Any]:
    """``option``, ``meeting``: one of them in words."""
    words = dict(data)
    if "options" in data:
        words["options"] = "; ".join([option(*one) for one in data["options"]])
    if "statements" in data:
        words["statements"] = ", ".join(data["statements"])
    if "meetings" in data:
        words["meetings"] = "; ".join([meeting(*one) for one in data["meetings"]])
    return words
