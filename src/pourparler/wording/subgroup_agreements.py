"""Agreements that leave a party out: how many there are, what the party would say to them, and what would bring it in."""

from __future__ import annotations

from pourparler.model import Negotiation
from pourparler.settlement.subgroup_agreements import Group, Outsider
from pourparler.wording.confirmation import resting
from pourparler.wording.english import capital, named, pronoun, verb
from pourparler.wording.limits import PRICES
from pourparler.wording.positions import concession_words
from pourparler.wording.terms import counted, joined, parties, plural


def group_words(negotiation: Negotiation, group: Group) -> str:
    """An agreement among some, and what it is to the others."""
    text = f"{capital(parties(group.parties))} alone have {plural(group.size, 'settlement')} that none of them is known to reject."
    text = resting(text, [p for p in negotiation.in_force if p.party in group.parties and p.hard])
    return " ".join([text, *(outsider_words(negotiation, group, o) for o in group.outsiders)])


def outsider_words(negotiation: Negotiation, group: Group, outsider: Outsider) -> str:
    """What a party left out would say to them, and what would bring it in."""
    who, it = capital(named(outsider.party)), pronoun(outsider.party)
    behind = [p for p in negotiation.in_force if p.party == outsider.party and p.hard]
    if outsider.refuses == 0:
        text = f"{who} {verb(outsider.party, 'is', 'are')} not known to reject any of them"
    elif outsider.refuses == group.size:
        text = f"{who} would not accept any of them"
    else:
        text = f"{who} would not accept {counted(outsider.refuses)} of them"
    if outsider.accepts:
        text += f"; {it} would accept {counted(outsider.accepts)}"
    if outsider.refuses and outsider.price and outsider.price[0]:
        ways = joined((f"if {concession_words(negotiation, p)}" for p in outsider.price[:PRICES]), "or")
        text += f"; {it} could join {ways}"
    return resting(f"{text}.", behind)
