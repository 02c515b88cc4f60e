"""Discourse networks (Leifeld 2017): who is for and against what, who takes the same side, who opposite ones.

A concept is an option of an issue; in networks of support, the statement itself. Nodes and edges carry ids, no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from pourparler.model import Negotiation, Stance
from pourparler.model.stances import Side, side_of, sides_of, stance_of
from pourparler.networks.taken import SIDES, Sides, Taken
from pourparler.networks.weights import Aggregation, Normalisation, between_actors, divided, divisors

if TYPE_CHECKING:
    import networkx as nx

MOST_ACTORS = 40
"""Actors that a network from the record holds: those that say most."""
DECIMALS = 6
"""Of a weight that was divided: as many as Discourse Network Analyzer writes."""


class Taking(Protocol):
    """An actor takes the position of a statement (``record.standing.Taking``)."""

    @property
    def actor(self) -> str:
        """Who."""

    @property
    def issue(self) -> str | None:
        """Its id; None where it is not known."""

    @property
    def option(self) -> str | None:
        """Its id; None where it is not known."""

    @property
    def stance(self) -> str:
        """What the statement does."""

    @property
    def opposed(self) -> bool:
        """Whether the actor takes the other side in it than its stance."""

    @property
    def confirmed(self) -> bool:
        """Whether a person confirmed it."""

    @property
    def document(self) -> str:
        """The id of its document."""

    @property
    def day(self) -> date | None:
        """The day of its document."""

    @property
    def statement(self) -> str:
        """Its id."""

    @property
    def alike(self) -> str:
        """The first statement with the same words."""


def sides_in_dossier(negotiation: Negotiation, *, given_up: bool = False) -> list[Taken]:
    """What the positions in force say, each once; with ``given_up`` the others too, until the day before they were given up.

    A position is held from its ``as_of`` on.
    """
    return [
        Taken(p.party, (p.issue, option), side, p.as_of, words=p.id, until=_held_until(p.as_of, p.until))
        for p in (negotiation.positions if given_up else negotiation.in_force)
        if p.issue is not None and not (p.as_of is None and p.until is not None)
        for option, side in sides_of(p)
    ]


def _held_until(since: date | None, given_up: date | None) -> date | None:
    if since is None:
        return None
    return date.max if given_up is None else max(since, given_up - timedelta(days=1))


def sides_in_record(negotiation: Negotiation, taking: Iterable[Taking], *, confirmed: bool = False) -> Iterator[Taken]:
    """What statements say on options of the dossier, or only those that a person ``confirmed``."""
    options = {(i.id, option) for i in negotiation.issues for option in i.options}
    sides: dict[tuple[str, bool], Side | None] = {
        (stance, opposed): side_of(stance_of(stance, opposed=opposed)) for stance in Stance for opposed in (False, True)
    }
    for t in taking:
        side, concept = sides[t.stance, t.opposed], (t.issue or "", t.option or "")
        if side is not None and concept in options and (t.confirmed or not confirmed):
            yield Taken(t.actor, concept, side, t.day, t.document, t.alike, statement=t.statement)


def sides_in_statements(taking: Iterable[Taking], *, confirmed: bool = False) -> Iterator[Taken]:
    """Statements whose position several parties take, each statement a concept: for it is who makes it, against it who is named as opposed.

    So in "A, supported by B and opposed by C, proposed …" A and B are for it and C is against it, whatever it is about. Near-duplicates are
    one concept; see ``Sides.each_statement``.
    """
    for_, against = Side.FOR, Side.AGAINST
    for statement, some in groupby(taking, key=attrgetter("statement")):
        together = {t.actor: t for t in some}
        if len(together) > 1:
            for t in together.values():
                if t.confirmed or not confirmed:
                    side = against if t.opposed else for_
                    yield Taken(t.actor, ("", t.alike), side, t.day, t.document, t.alike, None, statement)


def affiliation(sides: Sides) -> nx.Graph:
    """Actors and options (nodes ``issue=option``); an edge where an actor took a side: ``agree`` and ``disagree`` count how often,
    ``weight`` is their difference.

    Nodes have ``kind``, actor or option; options have ``issue`` and ``option``.
    """
    import networkx as nx

    graph, x = nx.Graph(), sides.counts()
    for a, c in np.argwhere(x.sum(axis=2) > 0):
        (issue, option), (agree, disagree) = sides.concepts[c], (int(k) for k in x[a, c])
        concept = f"{issue}={option}"
        graph.add_node(sides.actors[a], kind="actor")
        graph.add_node(concept, kind="option", issue=issue, option=option)
        graph.add_edge(sides.actors[a], concept, agree=agree, disagree=disagree, weight=agree - disagree)
    return graph


def one_mode(
    sides: Sides, aggregation: Aggregation, normalisation: Normalisation = Normalisation.AVERAGE, x: NDArray[np.float64] | None = None
) -> nx.Graph:  # fmt: skip
    """Actors that took a side; an edge where the weight is not 0 (``weights.between_actors``).

    ``weight``: how often, not divided; ``normalised``: divided; ``options``: on which, as (issue, option), or ``statements``: their ids.
    Nodes have ``kind`` actor and ``options`` or ``statements``, on how many they took a side. ``x``: the counts, for who has them.
    """
    import networkx as nx

    x = sides.counts() if x is None else x
    weights = between_actors(x, aggregation)
    normalised = divided(weights, divisors(x, normalisation))
    spoke = x.sum(axis=2) > 0
    said = "options" if any(issue for issue, _ in sides.concepts) else "statements"
    graph = nx.Graph()
    graph.add_nodes_from(
        (sides.actors[a], {"kind": "actor", said: int(spoke[a].sum())}) for a in np.flatnonzero(spoke.any(axis=1))
    )
    # Where each actor was for and against: few of thousands of concepts, of which two actors share fewer.
    taken = [tuple(set(np.flatnonzero(x[a, :, k]).tolist()) for k in range(len(SIDES))) for a in range(len(x))]
    names = sides.concepts if said == "options" else [statement for _, statement in sides.concepts]
    for a, b in np.argwhere(np.triu(weights != 0)).tolist():
        told = {said: tuple(names[c] for c in sorted(_shared(taken[a], taken[b], aggregation)))}
        divided_by = round(float(normalised[a, b]), DECIMALS)
        graph.add_edge(sides.actors[a], sides.actors[b], weight=int(weights[a, b]), normalised=divided_by, **told)
    return graph


def _shared(one: Sequence[set[int]], other: Sequence[set[int]], aggregation: Aggregation) -> set[int]:
    """The concepts on which the two tie; of both: those that they are for, those that they are against."""
    same = one[0] & other[0] | one[1] & other[1]
    if aggregation is Aggregation.CONGRUENCE:
        return same
    opposite = one[0] & other[1] | one[1] & other[0]
    return opposite if aggregation is Aggregation.CONFLICT else same | opposite
