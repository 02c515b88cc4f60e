"""What helps, in words: questions to ask, concessions, trades, agreements without some, drafts compared, solutions under partial values."""

from __future__ import annotations

from collections.abc import Sequence

from pourparler.model import Negotiation, Position
from pourparler.settlement import Robust, RobustSolution
from pourparler.settlement.commitment_strength import Firmness
from pourparler.settlement.drafts import Change, Comparison, PartyChange
from pourparler.settlement.questions import About, Question, Reply
from pourparler.settlement.subgroup_agreements import Group, Outsider
from pourparler.settlement.trades import Trade
from pourparler.wording.limits import PRICES
from pourparler.wording.settlement import (
    ACCEPTANCE,
    bundle_words,
    concession_words,
    counted,
    day,
    issue_name,
    joined,
    option_words,
    plural,
)

OFTEN = 0.95
"""From this share on a solution is said to hold an option whatever is not known."""


def percent(share: float) -> str:
    """Whole percents; what rounds to none or all although it is not, says so."""
    if 0 < share < 0.005:
        return "under 1 %"
    return "over 99 %" if 0.995 <= share < 1 else f"{100 * share:.0f} %"


def asked_words(negotiation: Negotiation, question: Question) -> str:
    """The question, to whom."""
    if question.about is About.ISSUES:
        which = f"which matters more, {issue_name(question.first)} or {issue_name(question.second or '')}"
        return f"Ask {question.party} {which}."
    issue = question.issue or ""
    first = option_words(negotiation, issue, question.first)
    if question.about is About.NO_AGREEMENT:
        return f"Ask {question.party} whether {first} would be better for it than no settlement on {issue_name(issue)}."
    return (
        f"Ask {question.party} which is better: {first} or {option_words(negotiation, issue, question.second or '')}."
    )


def worth_words(question: Question) -> str:
    """What the answer is worth."""
    return f"expected to remove {100 * question.worth:.1f} % of all doubt about who would accept what"


def reply_words(negotiation: Negotiation, question: Question, reply: Reply) -> str:
    """What follows from one reply: the party's doubt after it, and what becomes sure."""
    if reply.better == "":
        told = "no settlement"
    elif question.about is About.ISSUES:
        told = issue_name(reply.better)
    else:
        told = option_words(negotiation, question.issue or "", reply.better)
    left = f"{100 * reply.doubt:.0f} % of the doubt about {question.party} is left"
    if reply.doubt > 1:
        left = f"the doubt about {question.party} grows by {100 * (reply.doubt - 1):.0f} %"
    sure = [
        f"{plural(n, 'settlement')} more {'is' if n == 1 else 'are'} {what}"
        for n, what in ((reply.accepts, "accepted"), (reply.refuses, "refused"))
        if n
    ]
    return f"if {told}: {left}" + (f"; {joined(sure)} by it for all that was drawn" if sure else "")


def set_words(negotiation: Negotiation, group: Sequence[Position]) -> str:
    """A concession set with how firmly its positions were stated and when the party last moved."""
    firmness = Firmness.of(negotiation)
    notes = []
    for p in group:
        if not firmness.firm(p):
            notes.append(f"{p.party}'s is hedged, reported or conditional")
        if moved := firmness.last_move(p):
            notes.append(f"{p.party} moved on {issue_name(p.issue or '')} on {day(moved)}")
    return concession_words(negotiation, group) + (f" ({'; '.join(dict.fromkeys(notes))})" if notes else "")


def trade_words(negotiation: Negotiation, trade: Trade) -> str:
    """A bridging package."""
    package = bundle_words(negotiation, trade.package)
    mirror = bundle_words(negotiation, trade.mirror)
    if trade.sure:
        how = "both surely prefer it to"
    else:
        how = f"{percent(trade.shares[0])} and {percent(trade.shares[1])} of their value functions prefer it to"
    return f"{trade.winner} and {trade.other}: {package}; {how} {mirror}."


def group_words(negotiation: Negotiation, group: Group) -> str:
    """An agreement among some, and what it is to the others."""
    text = f"{joined(group.parties)} alone: {plural(group.size, 'settlement')} that none of them refuses"
    return "; ".join([text, *(outsider_words(negotiation, group, o) for o in group.outsiders)]) + "."


def outsider_words(negotiation: Negotiation, group: Group, outsider: Outsider) -> str:
    """What a party left out would say, and what would bring it in."""
    if outsider.refuses == 0:
        refuses = "none of them"
    else:
        refuses = "every one of them" if outsider.refuses == group.size else f"{counted(outsider.refuses)} of them"
    text = f"{outsider.party} would necessarily refuse {refuses}"
    if outsider.accepts:
        text += f" and surely accept {counted(outsider.accepts)}"
    if outsider.refuses and outsider.price and outsider.price[0]:
        ways = joined((concession_words(negotiation, p) for p in outsider.price[:PRICES]), "or")
        text += f", and could be brought in if {ways}"
    return text


def change_words(negotiation: Negotiation, comparison: Comparison) -> list[str]:
    """Issue by issue what the second draft changes."""
    return [
        f"{issue_name(issue)}: {option_words(negotiation, issue, old)} → {option_words(negotiation, issue, new)}"
        for issue, (old, new) in comparison.changed.items()
    ]


def party_change_words(change: PartyChange) -> str:
    """Whether a party gains by the second draft."""
    text = f"{change.party} {change.change.value}"
    if change.change is Change.UNKNOWN:
        text = f"{change.party}: whether it gains cannot be told"
        if change.share:
            error = 100 * 1.96 * change.share.error
            text += (
                f"; it is no worse off in {percent(change.share.value)} of its value functions (± {error:.0f} points)"
            )
    if change.before and change.after:
        before, after = ACCEPTANCE[change.before], ACCEPTANCE[change.after]
        text += f"; {before} both" if before == after else f"; {before} the first, {after} the second"
    return text + "."


def likely_words(negotiation: Negotiation, robust: Robust, solution: RobustSolution) -> list[str]:
    """Issue by issue what a solution holds, over the value functions that fit."""
    lines = []
    for issue, options in solution.options.items():
        ranked = sorted(options.items(), key=lambda item: -item[1])
        if ranked[0][1] >= OFTEN:
            lines.append(f"{issue_name(issue)}: {option_words(negotiation, issue, ranked[0][0])}")
            continue
        told = (f"{option_words(negotiation, issue, o)} {percent(share)}" for o, share in ranked if share >= 0.01)
        lines.append(f"{issue_name(issue)}: {', '.join(told)}")
    return lines
