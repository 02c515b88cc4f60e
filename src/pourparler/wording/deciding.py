"""Which answers would change the verdict, and what would follow: If Russia would accept X, 12 settlements would be left."""

from __future__ import annotations

from collections.abc import Sequence

from pourparler.model import Negotiation
from pourparler.settlement.deciding import Deciding, Effect
from pourparler.wording.english import in_words, named, pronoun
from pourparler.wording.terms import bundle_words, issue_words, issues_words, joined, option_words, plural

LEAD = "Each of these answers alone would change what could be agreed, or who stands in the way."
NONE = "No single answer of a party would change what could be agreed or who stands in the way."
NARROWING = f"{NONE} These would leave less doubt about who would accept what:"


def ask_words(party: str) -> str:
    """Whom to ask."""
    return f"Ask {named(party)}"


def grouped(found: Sequence[Deciding]) -> list[list[Deciding]]:
    """Answers of one party from which the same follows, each group at the place of its first."""
    groups: dict[tuple[object, ...], list[Deciding]] = {}
    for d in found:
        groups.setdefault((d.party, d.answer.accepts, d.effect, d.before, d.after, _with(d)), []).append(d)
    return list(groups.values())


def deciding_words(negotiation: Negotiation, group: Sequence[Deciding]) -> str:
    """What follows from one answer, or from each of several from which the same follows."""
    first = group[0]
    who, verb = named(first.party), "would accept" if first.answer.accepts else "refused"
    options = [f"‘{_option(negotiation, d)}’" for d in group]
    then = _follows(negotiation, group)
    if len(options) == 1:
        return f"If {who} {verb} {options[0]}, {then}."
    return f"If {who} {verb} any one of these, {then}: {joined(options, 'or')}."


def _follows(negotiation: Negotiation, group: Sequence[Deciding]) -> str:
    d = group[0]
    match d.effect:
        case Effect.OPENS:
            return f"{plural(d.after, 'settlement')} would be left that nobody refuses"
        case Effect.CLOSES:
            return "no settlement would be left that nobody refuses"
        case Effect.OPENS_TABLE:
            return f"those at the table would have {plural(d.after, 'settlement')} among themselves"
        case Effect.CLOSES_TABLE:
            return "those at the table would have no settlement left among themselves"
        case Effect.FEWER:
            return f"some settlements would be refused by {_many(d.after)} only; today each is refused by at least {_many(d.before)}"
        case Effect.MORE:
            return f"each settlement would be refused by at least {_many(d.after)}; today some are refused by {_many(d.before)} only"
        case Effect.UNBLOCKS:
            issues = issues_words(dict.fromkeys(d.answer.issue for d in group))
            return f"red lines on {issues} would no longer exclude every settlement; others still would"
        case Effect.BLOCKS:
            issues = issue_words(d.answer.issue) if len(group) == 1 else "that issue"
            together = joined([pronoun(d.party), *map(named, _with(d))])
            return f"{together} would exclude every settlement on {issues}, too"


def _option(negotiation: Negotiation, d: Deciding) -> str:
    """The option; with its issue where another has an option of the same words."""
    words = option_words(negotiation, d.answer.issue, d.answer.option)
    alike = sum(words == other for issue in negotiation.issues for other in issue.options.values())
    return words if alike == 1 else bundle_words(negotiation, ((d.answer.issue, d.answer.option),))


def _many(count: object) -> str:
    return "one party" if count == 1 else f"{in_words(int(str(count)))} parties"


def _with(d: Deciding) -> tuple[str, ...]:
    """The others with whom a refusal would exclude every settlement."""
    return tuple(dict.fromkeys(p.party for p in d.rests_on if p.party != d.party)) if d.effect is Effect.BLOCKS else ()
