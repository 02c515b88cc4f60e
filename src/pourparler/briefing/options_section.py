"""The briefing's part on what would help: questions, trades, agreements that leave a party out, and what a balanced settlement contains."""

from __future__ import annotations

from typing import Any

from pourparler.briefing.notes import Notes, cited
from pourparler.model import Negotiation
from pourparler.settlement import Analysis, Robust
from pourparler.wording.limits import GROUPS, QUESTIONS, TRADES
from pourparler.wording.solutions import balanced_words, efficiency_words, likely_words, unclear_words
from pourparler.wording.views.advice import ask_view, group_view, trade_view


def options_view(analysis: Analysis, notes: Notes) -> dict[str, Any]:
    """What the templates show of it; lists are empty and texts None where there is nothing to say.

    Trades lead to what their parties said on the two issues, agreements that leave a party out to the positions that are their price.
    """
    negotiation, robust = analysis.negotiation, analysis.robust
    return {
        "ask": _ask(analysis, notes),
        "trades": [cited(notes, negotiation, trade_view(negotiation, t)) for t in analysis.trades[:TRADES]],
        "groups": [cited(notes, negotiation, group_view(negotiation, g)) for g in analysis.groups[:GROUPS]],
        "likely": _likely(negotiation, robust) if robust else None,
        "bettered": _improvement(analysis),
    }


def _ask(analysis: Analysis, notes: Notes) -> dict[str, Any]:
    """What to ask whom; each answer leads to the positions that it would change, or that make it matter."""
    negotiation = analysis.negotiation
    view = ask_view(negotiation, analysis.to_ask(), QUESTIONS, notes.citations.spoken)
    return {
        "lead": view["lead"],
        "parties": [
            {"words": p["words"], "answers": [cited(notes, negotiation, a) for a in p["answers"]]}
            for p in view["parties"]
        ],
        "narrowing": [
            {"words": q["words"], "worth": q["worth_words"], "replies": q["reply_words"]} for q in view["narrowing"]
        ],
        "together": view["together"] and view["together"]["words"],
    }


def _likely(negotiation: Negotiation, robust: Robust) -> dict[str, Any] | None:
    nash = robust.solutions["nash"]
    if not nash.answers:
        return None
    lead, also = balanced_words(robust)
    unclear = unclear_words(nash, "Nash")
    return {"unclear": unclear, "lead": lead, "lines": likely_words(negotiation, nash), "also": also}


def _improvement(analysis: Analysis) -> str | None:
    """Whether the first settlement shown could be improved at nobody's cost."""
    shown = analysis.zopa.examples or analysis.zopa.table_examples
    if not shown:
        return None
    settlement = shown[0].settlement
    answer, better = analysis.efficiency(settlement)
    changed = {i: o for i, o in better.better.items() if settlement[i] != o} if better else {}
    gainers = better.gainers if better else ()
    return efficiency_words(analysis.negotiation, answer, changed, gainers, analysis.often_efficient(settlement))
