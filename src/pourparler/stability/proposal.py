"""A conflict proposed from a negotiation: what each party can do about what stands in the way. The analyst edits it.

The parties' moves are to accept, to stop the talks, to give up a position that stands in the way, to keep an offer, and, for those not at
the table, to act against what the others make. Preferences are only those that positions tell: a party would rather not give up its red
lines, would have others give up what stands against them, and have the offers that it demands. All else may matter to it, nobody said
which way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from pourparler.model import Kind, Negotiation, Position, slug
from pourparler.model.conflict import Conflict, Move, Order, Pattern, Role, Wish, feasible

Group = Sequence[Position]

SETTLED = "settled"
"""The term for: all those at the table accept."""


def propose(negotiation: Negotiation, blocking: Sequence[Group], what: Mapping[str, str]) -> Conflict:
    """The proposed conflict, things standing as they do now: all offers kept, nothing else done.

    Args:
        negotiation: with at least one party.
        blocking: minimal sets of positions of which some must give way.
        what: for each position in them and each offer, its words without the party.
    """
    moves = _moves(negotiation, blocking, what)
    place = {m.id: k for k, m in enumerate(moves)}
    owner = {p.name: k for k, p in enumerate(negotiation.parties)}
    makers = [p.name for p in negotiation.parties if any(m.owner == owner[p.name] for m in moves)]
    moves = [replace(m, owner=makers.index(negotiation.parties[m.owner].name)) for m in moves]
    never = _never(negotiation, blocking, moves)
    states = feasible(len(moves), never)
    orders = tuple(
        Order.by_wishes(_wishes(negotiation, blocking, moves, d, name), states) for d, name in enumerate(makers)
    )
    kept = sum(1 << place[m.id] for m in moves if m.role is Role.OFFER)
    now = int(
        np.flatnonzero(states == kept)[0]
    )  # feasible: every pattern that never holds has somebody accept or act against
    accepts = " and ".join(m.id for m in moves if m.role is Role.ACCEPT)
    terms = ((SETTLED, accepts),) if accepts else ()
    return Conflict(negotiation.title, tuple(makers), tuple(moves), states, orders, tuple(never), now, terms)


def _moves(negotiation: Negotiation, blocking: Sequence[Group], what: Mapping[str, str]) -> list[Move]:
    in_the_way = {p.id: p for group in blocking for p in group}
    found: list[Move] = []
    for k, party in enumerate(negotiation.parties):
        name = _word(party.name)
        mine = [p for p in negotiation.in_force if p.party == party.name]
        for p in mine:
            if p.id in in_the_way:
                id = _free(f"{name}_gives_up_{_word(p.issue or '')}", found)
                found.append(Move(f"no longer {what[p.id]}", k, id=id, role=Role.GIVE_UP, gives_up=(p.id,)))
        for p in mine:
            if p.kind is Kind.OFFERS and _matters(negotiation, p):
                id = _free(f"{name}_offers_{_word(p.issue or '')}", found)
                found.append(Move(what[p.id], k, id=id, role=Role.OFFER, rests_on=(p.id,)))
        if party.at_table:
            found.append(Move("accepts a settlement", k, id=f"{name}_accepts", role=Role.ACCEPT))
            found.append(Move("stops the talks", k, id=f"{name}_stops", role=Role.STOP))
        elif any(p.hard for p in mine):
            hard = tuple(p.id for p in mine if p.hard)
            words = "acts against a settlement made without it"
            found.append(Move(words, k, id=f"{name}_resists", role=Role.CONTEST, rests_on=hard))
    return found


def _word(text: str) -> str:
    return slug(text).replace("-", "_")


def _free(id: str, moves: Iterable[Move]) -> str:
    taken = {m.id for m in moves}
    number = 2
    made = id
    while made in taken:
        made, number = f"{id}_{number}", number + 1
    return made


def _matters(negotiation: Negotiation, offer: Position) -> bool:
    """Whether another party said anything on the issue."""
    return any(p.party != offer.party and p.issue == offer.issue for p in negotiation.in_force)


def _never(negotiation: Negotiation, blocking: Sequence[Group], moves: Sequence[Move]) -> list[Pattern]:
    accepts, stops, contests = (
        [k for k, m in enumerate(moves) if m.role is role] for role in (Role.ACCEPT, Role.STOP, Role.CONTEST)
    )
    gives = {id: k for k, m in enumerate(moves) for id in m.gives_up}
    # Nobody accepts when somebody has stopped the talks; nobody acts against a settlement that is not made.
    never: list[Pattern] = [((a, True), (s, True)) for a in accepts for s in stops]
    never += [((c, True), (a, False)) for c in contests for a in accepts]
    table = set(negotiation.at_table)
    for group in blocking:
        # While all of them hold, those at the table have nothing to accept.
        if {p.party for p in group} <= table:
            held = tuple((gives[p.id], False) for p in group)
            never += [tuple(sorted(((a, True), *held))) for a in accepts]
    return never


def _wishes(
    negotiation: Negotiation, blocking: Sequence[Group], moves: Sequence[Move], d: int, party: str
) -> list[list[Wish]]:
    mine = [p for p in negotiation.in_force if p.party == party]
    own = [_wish(moves, k, False, m.gives_up) for k, m in enumerate(moves) if m.owner == d and m.role is Role.GIVE_UP]
    other: list[Wish] = []
    for k, m in enumerate(moves):
        if m.owner == d and m.role is Role.GIVE_UP:
            continue
        if m.role is Role.GIVE_UP and m.owner != d:
            against = [p.id for g in blocking if any(p.id in m.gives_up for p in g) for p in g if p.party == party]
            other.append(_wish(moves, k, True, against) if against else _maybe(moves, k))
        elif m.role is Role.OFFER and m.owner != d:
            offered = negotiation.position[m.rests_on[0]]
            wanted = [p.id for p in mine if p.issue == offered.issue and _wants(p, offered.option)]
            unwanted = [
                p.id for p in mine if p.issue == offered.issue and p.option == offered.option and p.kind is Kind.REJECTS
            ]
            both_or_none = bool(wanted) == bool(unwanted)
            other.append(_maybe(moves, k) if both_or_none else _wish(moves, k, bool(wanted), wanted or unwanted))
        elif m.role is not Role.ACCEPT:
            other.append(_maybe(moves, k))
    accepts = [k for k, m in enumerate(moves) if m.role is Role.ACCEPT]
    if accepts:
        other.append(Wish(SETTLED, (tuple((k, True) for k in accepts),), known=False))
    return [tier for tier in (own, other) if tier]


def _wants(position: Position, option: str | None) -> bool:
    if position.kind is Kind.PREFERS:
        return option in position.ranking[0]
    return position.option == option and position.kind in (Kind.DEMANDS, Kind.REQUIRES)


def _wish(moves: Sequence[Move], k: int, taken: bool, rests_on: Iterable[str]) -> Wish:
    words = moves[k].id if taken else f"not {moves[k].id}"
    return Wish(words, (((k, taken),),), rests_on=tuple(dict.fromkeys(rests_on)))


def _maybe(moves: Sequence[Move], k: int) -> Wish:
    return Wish(moves[k].id, (((k, True),),), known=False)
