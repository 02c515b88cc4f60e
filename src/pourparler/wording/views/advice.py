"""What would help: concessions, trades, agreements that leave a party out, questions to ask next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pourparler.model import Negotiation
from pourparler.settlement import Analysis, Blocking, Spoken
from pourparler.settlement.analysis import ToAsk
from pourparler.settlement.deciding import Deciding
from pourparler.settlement.questions import Question, batch
from pourparler.settlement.subgroup_agreements import Group
from pourparler.settlement.trades import Trade
from pourparler.wording.as_of import as_of_view
from pourparler.wording.confirmation import resting
from pourparler.wording.deciding import LEAD, NARROWING, NONE, ask_words, deciding_words, grouped
from pourparler.wording.gaps import said_already_words
from pourparler.wording.questions import asked_words, open_words, reply_words, together_words, worth_words
from pourparler.wording.subgroup_agreements import group_words
from pourparler.wording.trades import trade_basis, trade_words
from pourparler.wording.views.settlement import View, concessions_view, ids, rests_on


def advice_view(analysis: Analysis) -> View:
    """`concessions`: what would have to give way, which trades would help, who could settle without whom."""
    negotiation, blocking = analysis.negotiation, analysis.blocking
    parts = blocking.concession_parts
    ways = blocking.concessions if blocking.concessions is not None else [s for p in parts for s in p]
    return {
        "lead": _lead(blocking, ways),
        "complete": blocking.complete and blocking.concessions is not None,
        "concession_sets": concessions_view(negotiation, ways),
        "trades": [trade_view(negotiation, t) for t in analysis.trades],
        "groups": [group_view(negotiation, g) for g in analysis.groups],
        **as_of_view(negotiation),
    }


def _lead(blocking: Blocking, ways: Sequence[Any]) -> str:
    if blocking.linkages_alone_block:
        return "No concession would help: the linkages alone rule out every settlement."
    if not any(ways):
        return "No party has to give up a red line: some settlements cross none."
    if blocking.concessions is None:
        return "The parties are divided in several disputes. A concession is needed in each of them:"
    return "Any one of these concessions would make a settlement possible:"


def trade_view(negotiation: Negotiation, trade: Trade) -> View:
    """One trade; it rests on what both said on the two issues."""
    return {
        "words": trade_words(negotiation, trade),
        "package": dict(trade.package),
        "sure": trade.sure,
        "shares": trade.shares,
        **rests_on(trade_basis(negotiation, trade)),
    }


def group_view(negotiation: Negotiation, group: Group) -> View:
    """One agreement that leaves parties out; it rests on the positions that are the price of bringing them in."""
    return {
        "parties": group.parties,
        "size": group.size,
        "outsiders": [
            {"party": o.party, "refuses": o.refuses, "accepts": o.accepts, "price": [ids(s) for s in o.price]}
            for o in group.outsiders
        ],
        "words": group_words(negotiation, group),
        **rests_on(dict.fromkeys(p for o in group.outsiders for s in o.price for p in s)),
    }


def ask_view(negotiation: Negotiation, ask: ToAsk, most: int, spoken: Spoken | None = None) -> View:
    """`ask-next`: answers that would change the verdict, party by party; only where there are none, what would leave less doubt.

    ``most``: how many answers, or questions, are told; ``more``: how many are left out. ``spoken``: how many statements of whom on what a
    record has, where there is one.
    """
    groups = grouped(ask.deciding)
    by_party: dict[str, list[View]] = {}
    for group in groups[:most]:
        by_party.setdefault(group[0].party, []).append(deciding_view(negotiation, group, spoken))
    together = batch(ask.narrowing)
    return {
        "lead": resting(LEAD if groups else NARROWING if ask.narrowing else NONE, negotiation.in_force),
        "parties": [{"party": p, "words": ask_words(p), "answers": told} for p, told in by_party.items()],
        "narrowing": [question_view(negotiation, q) | {"in_batch": q in together} for q in ask.narrowing[:most]],
        "together": together_view(negotiation, ask.narrowing),
        "more": max(len(groups) - most, 0) + max(len(ask.narrowing) - most, 0),
        **as_of_view(negotiation),
    }


def deciding_view(negotiation: Negotiation, group: Sequence[Deciding], spoken: Spoken | None = None) -> View:
    """Answers of one party from which the same follows; ``what_if``: each as the arguments of `what-if`."""
    first, behind = group[0], list(dict.fromkeys(p for d in group for p in d.rests_on))
    already = said_already_words(negotiation, first.party, (d.answer.issue for d in group), spoken)
    return {
        "words": " ".join(filter(None, (resting(deciding_words(negotiation, group), behind), already))),
        "effect": first.effect.name.lower(),
        "accepts": first.answer.accepts,
        "options": [(d.answer.issue, d.answer.option) for d in group],
        "before": first.before,
        "after": first.after,
        "what_if": [
            {
                "drop": ids(d.answer.drop),
                "add": [f"{p.party}: {p.issue} {p.kind.value} {p.option}" for p in d.answer.add],
            }
            for d in group
        ],
        **rests_on(behind),
    }


def question_view(negotiation: Negotiation, q: Question) -> View:
    """One question."""
    return {
        "words": asked_words(negotiation, q),
        "worth_words": worth_words(q),
        "open_words": open_words(q),
        "reply_words": [reply_words(negotiation, q, r) for r in q.replies],
        "party": q.party,
        "about": q.about.value,
        "issue": q.issue,
        "first": q.first,
        "second": q.second,
        "worth": q.worth,
        "open_answers": q.open_answers,
        "looked_at": q.looked_at,
        "rhat": q.rhat,
        "replies": q.replies,
    }


def together_view(negotiation: Negotiation, questions: Sequence[Question]) -> View | None:
    """One question to each party; None where that is one question."""
    together = batch(questions)
    words = together_words(together)
    return None if words is None else {"words": words, "questions": [asked_words(negotiation, q) for q in together]}
