"""Bridging packages: each of two parties gives way on the issue that matters less to it."""

from __future__ import annotations

from pourparler.model import Negotiation, Position
from pourparler.settlement.trades import Trade
from pourparler.wording.confirmation import resting
from pourparler.wording.english import capital, named
from pourparler.wording.terms import bundle_words, percent


def trade_basis(negotiation: Negotiation, trade: Trade) -> list[Position]:
    """What a trade rests on: what both parties said on the two issues."""
    issues = {issue for issue, _ in trade.package}
    return [p for p in negotiation.in_force if p.party in (trade.winner, trade.other) and p.issue in issues]


def trade_words(negotiation: Negotiation, trade: Trade) -> str:
    """What would be exchanged, and who would prefer it."""
    return resting(_trade(negotiation, trade), trade_basis(negotiation, trade))


def _trade(negotiation: Negotiation, trade: Trade) -> str:
    package = bundle_words(negotiation, trade.package)
    mirror = bundle_words(negotiation, trade.mirror)
    text = capital(f"{named(trade.winner)} and {named(trade.other)} could agree on {package} rather than on {mirror}.")
    if trade.sure:
        return f"{text} Both prefer that, whatever is not known."
    first, second = (_about(share) for share in trade.shares)
    return (
        f"{text} That is better for {named(trade.winner)} in {first}, and for {named(trade.other)} in {second}, "
        "of the value functions that fit what each said."
    )


def _about(share: float) -> str:
    """about 61 %; over 99 %. These shares come from samples whose error nobody computed, so they are rounded."""
    told = percent(share)
    return f"about {told}" if told[0].isdigit() else told
