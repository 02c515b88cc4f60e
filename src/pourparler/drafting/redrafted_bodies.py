"""What is proposed, as a draft has it now: made for a new proposal, or put into one that a person may have changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pourparler.drafting.parties import ProposedParty
from pourparler.drafting.proposed import ProposedPosition
from pourparler.model import Actor, Body, Evidence, PartyBody, PositionBody, Proposal, What

IDENTITY = ("statement", "document", "spans", "holder", "telling")
"""What a position is known by: this follows the draft whatever was settled, so that evidence leads to the words as they are read now."""


def refreshed(old: Proposal, body: Body) -> Body:
    """The body of a new draft, but what a person set as it was."""
    names = type(body).__dataclass_fields__
    if body == old.body:
        return old.body
    kept: dict[str, Any] = {
        n: getattr(old.body, n) for n in names if old.fixed(n) and not (old.what is What.POSITION and n in IDENTITY)
    }
    if isinstance(old.body, PositionBody) and isinstance(body, PositionBody):
        kept |= {n: getattr(old.body, n) for n in ("conditions", "note")}  # no draft gives these
        kept["evidence"] = tuple(dict.fromkeys((*body.evidence, *old.body.evidence)))
    return replace(body, **kept)


def party_body(p: ProposedParty) -> PartyBody:
    """A drafted party as a proposal's body."""
    actors = tuple(Actor(a.name, aliases=a.aliases) for a in p.actors)
    evidence = tuple(Evidence(statement=s) for s in p.evidence)
    return PartyBody(p.name, p.aliases, actors, p.role, p.at_table, evidence)


def position_body(p: ProposedPosition, party: str, option: str) -> PositionBody:
    """A drafted position, of the proposals that are its party and its option."""
    return PositionBody(
        party,
        option,
        p.stance,
        p.statement,
        p.holder,
        p.document,
        p.words,
        p.quote,
        p.condition,
        hedged=p.hedged,
        chances=p.chances,
        evidence=() if p.statement else (p.evidence,),
        telling=p.telling,
    )
