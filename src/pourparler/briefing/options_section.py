"""The briefing's part on what would help: questions, trades, agreements that leave a party out, and what a balanced settlement contains."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pourparler.briefing.notes import Notes, cited
from pourparler.model import Negotiation
from pourparler.settlement import Analysis, Robust, robust_solutions
from pourparler.settlement.acceptability import judges_of
from pourparler.settlement.efficiency import efficiency
from pourparler.settlement.hard_constraints import HardRules
from pourparler.settlement.questions import Question, next_questions
from pourparler.settlement.subgroup_agreements import find_groups
from pourparler.settlement.trades import find_trades
from pourparler.settlement.zopa import CLOSED_LIMIT
from pourparler.wording.solutions import balanced_words, efficiency_words, likely_words
from pourparler.wording.views.advice import group_view, questions_view, together_view, trade_view

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


def helping_view(analysis: Analysis, notes: Notes, helped: Helped | None = None) -> dict[str, Any]:
    """What the templates show of it; lists are empty and texts None where there is nothing to say.

    Trades lead to what their parties said on the two issues, agreements that leave a party out to the positions that are their price.
    """
    negotiation = analysis.negotiation
    rules, judges = judges_of(negotiation)
    counted = [p.name for p in negotiation.parties] if analysis.zopa.size else list(negotiation.at_table)
    helped = helped or Helped(questions_for(analysis), robust_for(analysis))
    questions, robust = helped.questions, helped.robust
    together = together_view(negotiation, questions)
    return {
        "asked": [
            {"words": q["words"], "worth": q["worth_words"], "replies": q["reply_words"]}
            for q in questions_view(negotiation, questions, QUESTIONS)
        ],
        "asked_together": together and together["words"],
        "trades": [
            cited(notes, negotiation, trade_view(negotiation, t))
            for t in find_trades(negotiation, rules, judges, [p.name for p in negotiation.parties])[:TRADES]
        ],
        "groups": [
            cited(notes, negotiation, group_view(negotiation, g))
            for g in find_groups(negotiation, rules, judges)[:GROUPS]
        ],
        "likely": _likely(negotiation, robust) if robust else None,
        "bettered": _bettered(analysis, rules, counted, robust),
    }


def _likely(negotiation: Negotiation, robust: Robust) -> dict[str, Any] | None:
    nash = robust.solutions["nash"]
    if not nash.answers:
        return None
    lead, also = balanced_words(robust)
    return {"lead": lead, "lines": likely_words(negotiation, nash), "also": also}


def _bettered(analysis: Analysis, rules: HardRules, parties: list[str], robust: Robust | None) -> str | None:
    """Whether the first settlement shown could be improved at nobody's cost."""
    shown = analysis.zopa.examples or analysis.zopa.table_examples
    if not shown or analysis.negotiation.size > CLOSED_LIMIT:
        return None
    settlement = shown[0].settlement
    found = robust.efficient.get(rules.space.codes(settlement), 0.0) if robust else 0.0
    answer, better = efficiency(analysis.negotiation, rules, settlement, parties, on_some_frontier=found > 0)
    changed = {i: o for i, o in better.better.items() if settlement[i] != o} if better else {}
    return efficiency_words(analysis.negotiation, answer, changed, better.gainers if better else (), found)
