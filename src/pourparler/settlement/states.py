"""Settlements and the states of a conflict: how many settlements a state leaves, and in which state a settlement is made."""

from __future__ import annotations

from collections.abc import Iterable

from pourparler.model import Negotiation
from pourparler.model.conflict import Role
from pourparler.settlement.hard_constraints import HardRules


def settlements_left(negotiation: Negotiation, places: Iterable[int]) -> list[tuple[int, int]]:
    """For each state how many settlements break no hard position still held in it, of anybody and of those at the table."""
    conflict = negotiation.conflict
    assert conflict is not None
    rules = HardRules.of(negotiation)
    at_table = set(rules.places_of(negotiation.at_table))
    found = []
    for place in places:
        given_up = {id for m in conflict.taken(place) for id in m.gives_up}
        held = [k for k, r in enumerate(rules.positions) if getattr(r.source, "id", None) not in given_up]
        of_table = [k for k in held if k in at_table]
        everybody, table = (rules.count([rules.positions[k] for k in some]) for some in (held, of_table))
        found.append((everybody, table))
    return found


def state_of(negotiation: Negotiation, settlement: dict[str, str]) -> int | None:
    """The place of the state in which a settlement is made: what it breaks is given up, all accept, nobody stops the talks or acts
    against it. None where that is infeasible.
    """
    conflict = negotiation.conflict
    assert conflict is not None
    rules = HardRules.of(negotiation)
    codes = rules.space.codes(settlement)
    broken = {getattr(r.source, "id", "") for r in rules.positions if r.is_broken(codes)}
    now = 0 if conflict.now is None else int(conflict.states[conflict.now])
    state = 0
    for k, m in enumerate(conflict.moves):
        taken = m.role is Role.ACCEPT or bool(broken & set(m.gives_up))
        if m.role in (Role.OFFER, Role.OTHER):
            taken = bool(now >> k & 1)
        state |= taken << k
    return conflict.place(state)
