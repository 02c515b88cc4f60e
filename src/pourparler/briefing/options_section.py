"""The briefing's part on what would help: questions, trades, agreements without some, and what a balanced settlement would hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pourparler import wording
from pourparler.briefing.notes import Notes
from pourparler.model import Evidence, Negotiation
from pourparler.settlement import Analysis, Robust
from pourparler.settlement.efficiency import Efficiency
from pourparler.settlement.questions import batch
from pourparler.settlement.subgroup_agreements import Group
from pourparler.settlement.trades import Trade
from pourparler.wording import advice
from pourparler.wording.limits import GROUPS, QUESTIONS, TRADES


def helping_view(analysis: Analysis, notes: Notes) -> dict[str, Any]:
    """What the templates show of it; lists are empty and texts None where there is nothing to say.

    Trades lead to what their parties said on the two issues, agreements without some to the positions that are their price.
    """
    negotiation, questions, robust = analysis.negotiation, analysis.questions, analysis.robust
    together = batch(questions)
    return {
        "asked": [
            {
                "words": advice.asked_words(negotiation, q),
                "worth": advice.worth_words(q),
                "replies": [advice.reply_words(negotiation, q, r) for r in q.replies],
            }
            for q in questions[:QUESTIONS]
        ],
        "asked_together": None
        if len(together) < 2
        else f"One question to each of {wording.joined(q.party for q in together)} would together remove "
        f"{100 * sum(q.worth for q in together):.0f} % of it.",
        "trades": [
            {"words": advice.trade_words(negotiation, t), "notes": notes.of(_said(negotiation, t))}
            for t in analysis.trades[:TRADES]
        ],
        "groups": [
            {"words": advice.group_words(negotiation, g), "notes": notes.of(_price(g))}
            for g in analysis.groups[:GROUPS]
        ],
        "likely": _likely(negotiation, robust) if robust else None,
        "bettered": _bettered(analysis),
    }


def _said(negotiation: Negotiation, trade: Trade) -> Iterator[Evidence]:
    issues = {issue for issue, _ in trade.package}
    return (
        e
        for p in negotiation.in_force
        if p.party in (trade.winner, trade.other) and p.issue in issues
        for e in p.evidence
    )


def _price(group: Group) -> Iterator[Evidence]:
    return (e for o in group.outsiders for positions in o.price for p in positions for e in p.evidence)


def _likely(negotiation: Negotiation, robust: Robust) -> dict[str, Any] | None:
    nash, fair = robust.solutions["nash"], robust.solutions["kalai_smorodinsky"]
    if not nash.answers:
        return None
    none = ""
    if nash.none >= 0.005:
        none = (
            f"On {advice.percent(nash.none)} of the readings of what {wording.joined(robust.parties)} said, "
            "no settlement gives each as much as no agreement. "
        )
    differ = [
        wording.issue_name(i)
        for i in nash.options
        if max(nash.options[i], key=nash.options[i].__getitem__)
        != max(fair.options[i], key=fair.options[i].__getitem__)
    ]
    also = f"differs most often on {wording.joined(differ)}" if differ else "most often holds the same"
    return {
        "lead": f"{none}Of the others, the settlement with the largest product of gains (Nash) holds, by share of {nash.draws} draws:",
        "lines": advice.likely_words(negotiation, robust, nash),
        "also": f"The settlement that shares out gains most evenly (Kalai-Smorodinsky) {also}.",
    }


def _bettered(analysis: Analysis) -> str | None:
    """Whether the first settlement shown could be bettered for everybody."""
    shown = analysis.zopa.examples or analysis.zopa.table_examples
    if not shown:
        return None
    settlement = shown[0].settlement
    answer, better = analysis.efficiency(settlement)
    if answer is Efficiency.NECESSARY:
        return "The first settlement above is efficient: none is better for somebody and worse for nobody, whatever is not known."
    if answer is Efficiency.NO and better:
        changed = {i: o for i, o in better.better.items() if settlement[i] != o}
        words = wording.bundle_words(analysis.negotiation, tuple(changed.items()))
        gainers = wording.joined(better.gainers)
        return (
            f"The first settlement above could be bettered at nobody's cost with {words}: perhaps better for {gainers}."
        )
    if found := analysis.often_efficient(settlement):
        return f"The first settlement above is efficient on {advice.percent(found)} of the readings of what was said."
    return None
