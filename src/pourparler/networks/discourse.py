"""Discourse networks (Leifeld 2017): who is for and against what, who takes the same side, who opposite ones.

A concept is an option of an issue. An actor counts on it for a side as soon as it took the side once; repetition counts in the network of
actors and options only. Nodes and edges carry ids, no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Protocol

from pourparler.drafting.stances import Side, side_of, sides_of, stance_of
from pourparler.model import Negotiation, Stance

if TYPE_CHECKING:
    import networkx as nx

MOST_ACTORS = 40
"""Actors that a network from the record holds: those that say most."""


class Counted(Protocol):
    """How often an actor took a stance on an option: by ``statements`` that are not rejected, of them ``confirmed`` by a person."""

    @property
    def actor(self) -> str:
        """Who."""

    @property
    def issue(self) -> str:
        """Its id."""

    @property
    def option(self) -> str | None:
        """Its id; None where it is not known."""

    @property
    def stance(self) -> Stance:
        """What the statements do."""

    @property
    def opposed(self) -> bool:
        """Whether the actor takes the other side in them than their stance."""

    @property
    def statements(self) -> int:
        """How many."""

    @property
    def confirmed(self) -> int:
        """How many of them a person confirmed."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An actor is for or against an option, said ``times``."""

    actor: str
    issue: str
    option: str
    side: Side
    times: int


def sides_in_dossier(negotiation: Negotiation) -> list[Taken]:
    """What the positions in force say, each once."""
    return [
        Taken(p.party, p.issue, option, side, 1)
        for p in negotiation.in_force
        if p.issue is not None
        for option, side in sides_of(p)
    ]


def sides_in_record(negotiation: Negotiation, said: Iterable[Counted], *, confirmed: bool = False) -> list[Taken]:
    """What statements say, or only those that a person ``confirmed``: of the MOST_ACTORS that say most on options of the dossier."""
    found = []
    for s in said:
        times, side, issue = (
            s.confirmed if confirmed else s.statements,
            side_of(stance_of(s.stance, opposed=s.opposed)),
            negotiation.issue.get(s.issue),
        )
        if times and side and issue is not None and s.option is not None and s.option in issue.options:
            found.append(Taken(s.actor, s.issue, s.option, side, times))
    many: dict[str, int] = {}
    for taken in found:
        many[taken.actor] = many.get(taken.actor, 0) + taken.times
    kept = set(sorted(many, key=lambda a: (-many[a], a))[:MOST_ACTORS])
    return [taken for taken in found if taken.actor in kept]


def affiliation(sides: Sequence[Taken]) -> nx.Graph:
    """Actors and options (nodes ``issue=option``); an edge where an actor took a side: ``agree`` and ``disagree`` count how often,
    ``weight`` is their difference.

    Nodes have ``kind``, actor or option; options have ``issue`` and ``option``.
    """
    import networkx as nx

    graph = nx.Graph()
    for s in sides:
        concept = f"{s.issue}={s.option}"
        graph.add_node(s.actor, kind="actor")
        graph.add_node(concept, kind="option", issue=s.issue, option=s.option)
        edge = graph.get_edge_data(s.actor, concept) or {"agree": 0, "disagree": 0}
        edge["agree" if s.side is Side.FOR else "disagree"] += s.times
        edge["weight"] = edge["agree"] - edge["disagree"]
        graph.add_edge(s.actor, concept, **edge)
    return graph


def congruence(sides: Sequence[Taken]) -> nx.Graph:
    """Actors; an edge where two took the same side on an option (see ``_between_actors``)."""
    return _between_actors(sides, same=True)


def conflict(sides: Sequence[Taken]) -> nx.Graph:
    """Actors; an edge where two took opposite sides on an option (see ``_between_actors``)."""
    return _between_actors(sides, same=False)


def _between_actors(sides: Sequence[Taken], *, same: bool) -> nx.Graph:
    """``weight``: on how many options; ``normalised``: divided by how many options the two spoke of on average (Leifeld's average
    activity); ``options``: which, as (issue, option). Nodes have ``kind`` actor and ``options``, on how many they took a side.
    """
    import networkx as nx

    product = 1 if same else -1
    stands: dict[str, dict[tuple[str, str], set[Side]]] = {}
    for s in sides:
        stands.setdefault(s.actor, {}).setdefault((s.issue, s.option), set()).add(s.side)
    graph = nx.Graph()
    graph.add_nodes_from((actor, {"kind": "actor", "options": len(stands[actor])}) for actor in stands)
    for first, second in combinations(stands, 2):
        shared = tuple(
            concept
            for concept, mine in stands[first].items()
            if any(product * side in stands[second].get(concept, ()) for side in mine)
        )
        if shared:
            activity = (len(stands[first]) + len(stands[second])) / 2
            normalised = round(len(shared) / activity, 4)
            graph.add_edge(first, second, weight=len(shared), normalised=normalised, options=shared)
    return graph
