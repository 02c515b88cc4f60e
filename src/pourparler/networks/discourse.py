"""Discourse networks: who takes which side on which option, who says the same, who contradicts whom, who met.

After Leifeld (2017, "Discourse network analysis", Oxford Handbook of Political Networks): actors and concepts make a two-mode affiliation
network with signs; two actors are congruent as often as they take the same side on a concept, and in conflict as often as they take
opposite sides. A concept here is an option of an issue.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from pourparler import wording
from pourparler.errors import PourparlerError
from pourparler.model import Kind, Meeting, Negotiation, Stance
from pourparler.record import Record, Said

if TYPE_CHECKING:
    import networkx as nx

FOR = frozenset({Stance.DEMANDS, Stance.OFFERS, Stance.ACCEPTS, Stance.CONCEDES, Stance.PREFERS})
AGAINST = frozenset({Stance.REJECTS})
KINDS = {
    "affiliation": "Who is for and against what",
    "congruence": "Who takes the same side",
    "conflict": "Who takes opposite sides",
    "meetings": "Who met",
}
"""Each with its title."""
BASES = {
    "dossier": "the positions in the dossier",
    "confirmed": "statements that a person confirmed",
    "record": "all statements that nobody rejected",
}
"""What a network is made from."""
WHO = {"party": "parties", "speaker": "speakers"}
"""Between whom."""
MOST_ACTORS = 40
"""The most active actors that a network of speakers holds."""


@dataclass(frozen=True, slots=True)
class Side:
    """An actor is for (``+1``) or against (``-1``) an option, said ``times``."""

    actor: str
    issue: str
    option: str
    sign: int
    times: int


def sides_in_dossier(negotiation: Negotiation) -> list[Side]:
    """What the positions in force say: a requirement or the best of an order is for, a rejection against."""
    found = []
    for p in negotiation.in_force:
        if p.issue is None or p.kind is Kind.PACKAGE:
            continue
        if p.kind is Kind.PREFERS:
            found += [Side(p.party, p.issue, option, 1, 1) for option in p.ranking[0]]
        elif p.option is not None:
            found.append(Side(p.party, p.issue, p.option, -1 if p.kind is Kind.REJECTS else 1, 1))
    return found


def sides_in_record(negotiation: Negotiation, said: Iterable[Said], *, confirmed: bool = False) -> list[Side]:
    """What statements say that are not rejected, or only those that a person ``confirmed``; unknown issues and options left out."""
    found = []
    for s in said:
        times = s.confirmed if confirmed else s.statements
        issue = negotiation.issue.get(s.issue)
        if times and issue is not None and s.option in issue.options and s.stance in FOR | AGAINST:
            found.append(Side(s.actor, s.issue, s.option or "", 1 if s.stance in FOR else -1, times))
    many: dict[str, int] = {}
    for side in found:
        many[side.actor] = many.get(side.actor, 0) + side.times
    kept = set(sorted(many, key=lambda a: (-many[a], a))[:MOST_ACTORS])
    return [side for side in found if side.actor in kept]


def networks_of(negotiation: Negotiation, record: Record | None, basis: str, who: str) -> dict[str, nx.Graph]:
    """All of KINDS, made from one of BASES, between one of WHO; the dossier knows parties only, and without a record there is the dossier.

    Raises:
        PourparlerError: ``basis`` or ``who`` is none of these.
    """
    if basis not in BASES or who not in WHO:
        raise PourparlerError(
            f"there is no network of {who!r} from {basis!r}",
            mend=f"From: {', '.join(BASES)}; between: {', '.join(WHO)}",
        )
    sides, meetings = sides_in_dossier(negotiation), list(negotiation.meetings)
    if record is not None and basis != "dossier":
        told = record.said("speaker" if who == "speaker" else "party")
        sides = sides_in_record(negotiation, told, confirmed=basis == "confirmed")
    if record is not None and basis == "record":
        meetings += record.meetings()
    return {kind: network(kind, sides, negotiation, meetings) for kind in KINDS}


def network(kind: str, sides: Sequence[Side], negotiation: Negotiation, meetings: Sequence[Meeting] = ()) -> nx.Graph:
    """One of KINDS, with ``weight`` on every edge. Raises PourparlerError on another kind."""
    if kind == "affiliation":
        return affiliation(sides, negotiation)
    if kind == "meetings":
        return met(negotiation, meetings)
    if kind in KINDS:
        return one_mode(sides, -1 if kind == "conflict" else 1, negotiation)
    raise PourparlerError(f"there is no network {kind!r}", mend=f"Choose from: {', '.join(KINDS)}")


def affiliation(sides: Sequence[Side], negotiation: Negotiation) -> nx.Graph:
    """Actors and options; an edge where an actor took a side: ``weight`` times for less times against, ``agree``, ``disagree``."""
    import networkx as nx

    graph = nx.Graph(title=KINDS["affiliation"])
    for s in sides:
        concept = f"{s.issue}={s.option}"
        graph.add_node(s.actor, kind="actor", label=s.actor)
        label = wording.option_words(negotiation, s.issue, s.option)
        graph.add_node(concept, kind="option", label=label, issue=wording.issue_name(s.issue))
        edge = graph.get_edge_data(s.actor, concept) or {"agree": 0, "disagree": 0}
        edge["agree" if s.sign > 0 else "disagree"] += s.times
        edge["weight"] = edge["agree"] - edge["disagree"]
        graph.add_edge(s.actor, concept, **edge)
    return graph


def one_mode(sides: Sequence[Side], product: int, negotiation: Negotiation) -> nx.Graph:
    """Actors; ``weight``: on how many options two took the same side (``product`` 1) or opposite ones (-1), ``normalised``: divided by how
    many options the two spoke of on average (Leifeld's average activity), ``options``: which."""
    import networkx as nx

    stands: dict[str, dict[tuple[str, str], set[int]]] = {}
    for s in sides:
        stands.setdefault(s.actor, {}).setdefault((s.issue, s.option), set()).add(s.sign)
    graph = nx.Graph(title=KINDS["congruence" if product > 0 else "conflict"])
    graph.add_nodes_from((a, {"kind": "actor", "label": a, "options": len(stands[a])}) for a in stands)
    for first, second in combinations(stands, 2):
        shared = [
            concept
            for concept, signs in stands[first].items()
            if any(product * sign in stands[second].get(concept, ()) for sign in signs)
        ]
        if shared:
            words = "; ".join(f"{wording.issue_name(i)}: {wording.option_words(negotiation, i, o)}" for i, o in shared)
            activity = (len(stands[first]) + len(stands[second])) / 2
            graph.add_edge(
                first, second, weight=len(shared), normalised=round(len(shared) / activity, 4), options=words
            )
    return graph


def met(negotiation: Negotiation, meetings: Sequence[Meeting]) -> nx.Graph:
    """Parties and others who were present together; ``weight``: how often, ``meetings``: which. Actors stand for their party."""
    import networkx as nx

    party_of = {a.name: p.name for p in negotiation.parties for a in p.actors}
    party_of |= {name: p.name for p in negotiation.parties for name in (p.name, *p.aliases)}
    graph = nx.Graph(title=KINDS["meetings"])
    for m in meetings:
        present = list(dict.fromkeys(party_of.get(name, name) for name in m.present))
        graph.add_nodes_from((name, {"kind": "actor", "label": name}) for name in present)
        words = f"{m.title}, {wording.day(m.date)}"
        for first, second in combinations(present, 2):
            before = graph.get_edge_data(first, second) or {"weight": 0, "meetings": ""}
            told = "; ".join(filter(None, (before["meetings"], words)))
            graph.add_edge(first, second, weight=before["weight"] + 1, meetings=told)
    return graph


def to_graphml(graph: nx.Graph) -> str:
    """For Gephi, visone and other programs."""
    import networkx as nx

    return "\n".join(nx.generate_graphml(graph)) + "\n"
