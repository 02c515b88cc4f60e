"""The briefing's part on what would help: questions, trades, agreements without some, and what a balanced settlement would hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pourparler import wording
from pourparler.briefing.notes import Notes
from pourparler.model import Evidence, Negotiation
from pourparler.settlement import Analysis, Robust, robust_solutions
from pourparler.settlement.acceptability import judges_of
from pourparler.settlement.efficiency import Efficiency, efficiency
from pourparler.settlement.hard_constraints import HardRules
from pourparler.settlement.questions import Question, batch, next_questions
from pourparler.settlement.subgroup_agreements import Group, find_groups
from pourparler.settlement.trades import Trade, find_trades
from pourparler.settlement.zopa import CLOSED_LIMIT
from pourparler.wording import advice

QUESTIONS = 5
TRADES = 4
GROUPS = 3
"""How many of each are spelt out."""


@dataclass(frozen=True, slots=True)
class Helped:
    """What the part is made from: the questions worth most, and solutions over all that is not known."""

    questions: tuple[Question, ...]
    robust: Robust | None


def questions_for(analysis: Analysis) -> tuple[Question, ...]:
    """What to ask next, the worthiest first."""
    return next_questions(analysis.negotiation, *judges_of(analysis.negotiation))


def robust_for(analysis: Analysis, go_on: Callable[[], bool] = lambda: True) -> Robust | None:
    """Solutions for everybody, or for those at the table where nothing suits everybody. ``go_on``: asked between draws."""
    negotiation = analysis.negotiation
    rules, judges = judges_of(negotiation)
    counted = [p.name for p in negotiation.parties] if analysis.zopa.size else list(negotiation.at_table)
    return robust_solutions(negotiation, rules, judges, counted, go_on=go_on) if len(counted) > 1 else None


def options_view(analysis: Analysis, notes: Notes, helped: Helped | None = None) -> dict[str, Any]:
    """What the templates show of it; lists are empty and texts None where there is nothing to say.

    Trades lead to what their parties said on the two issues, agreements without some to the positions that are their price.
    """
    negotiation = analysis.negotiation
    rules, judges = judges_of(negotiation)
    counted = [p.name for p in negotiation.parties] if analysis.zopa.size else list(negotiation.at_table)
    helped = helped or Helped(questions_for(analysis), robust_for(analysis))
    questions, robust = helped.questions, helped.robust
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
        f"{100 * sum(q.worth for q in together):.0f} % of that doubt.",
        "trades": [
            {"words": advice.trade_words(negotiation, t), "notes": notes.of(_said(negotiation, t))}
            for t in find_trades(negotiation, rules, judges, [p.name for p in negotiation.parties])[:TRADES]
        ],
        "groups": [
            {"words": advice.group_words(negotiation, g), "notes": notes.of(_price(g))}
            for g in find_groups(negotiation, rules, judges)[:GROUPS]
        ],
        "likely": _likely(negotiation, robust) if robust else None,
        "bettered": _bettered(analysis, rules, counted, robust),
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
            f"Under {advice.percent(nash.none)} of the value functions that fit what {wording.joined(robust.parties)} said, "
            "no settlement gives each of them as much as no agreement. "
        )
    differ = [
        wording.issue_name(i)
        for i in nash.options
        if max(nash.options[i], key=nash.options[i].__getitem__)
        != max(fair.options[i], key=fair.options[i].__getitem__)
    ]
    also = f"most often differs on {wording.joined(differ)}" if differ else "most often contains the same options"
    return {
        "lead": f"{none}{'Under the others' if none else 'Over all of them'}, the settlement with the largest product of gains (Nash) "
        f"contains, as a share of {nash.draws} draws:",
        "lines": advice.likely_words(negotiation, robust, nash),
        "also": f"The settlement that shares out gains most evenly (Kalai-Smorodinsky) {also}.",
    }


def _bettered(analysis: Analysis, rules: HardRules, parties: list[str], robust: Robust | None) -> str | None:
    """Whether the first settlement shown could be bettered for everybody."""
    shown = analysis.zopa.examples or analysis.zopa.table_examples
    if not shown or analysis.negotiation.size > CLOSED_LIMIT:
        return None
    settlement = shown[0].settlement
    found = robust.efficient.get(rules.space.codes(settlement), 0.0) if robust else 0.0
    answer, better = efficiency(analysis.negotiation, rules, settlement, parties, on_some_frontier=found > 0)
    if answer is Efficiency.NECESSARY:
        return (
            "The first settlement above is efficient, whatever is still not known: "
            "no other is better for one party without being worse for another."
        )
    if answer is Efficiency.NO and better:
        changed = {i: o for i, o in better.better.items() if settlement[i] != o}
        words = wording.bundle_words(analysis.negotiation, tuple(changed.items()))
        gainers = wording.joined(better.gainers)
        return f"The first settlement above can be improved: {words} is worse for nobody, perhaps better for {gainers}."
    if found:
        share = advice.percent(found)
        return f"The first settlement above is efficient under {share} of the value functions that fit what the parties said."
    return None
