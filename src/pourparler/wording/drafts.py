"""Two drafts compared: what changed, and who would be better or worse off."""

from __future__ import annotations

from pourparler.model import Negotiation
from pourparler.settlement.drafts import Change, Comparison, PartyChange
from pourparler.wording.english import capital, named, pronoun
from pourparler.wording.terms import ACCEPTANCE, VALUATIONS, issue_words, option_words, share_words

CHANGE = {
    Change.GAINS: "would be better off with the second draft",
    Change.LOSES: "would be worse off with the second draft",
    Change.SAME: "would be as well off with either draft",
}


def change_words(negotiation: Negotiation, comparison: Comparison) -> list[str]:
    """Issue by issue what the second draft changes."""
    return [
        f"on {issue_words(issue)}: {option_words(negotiation, issue, new)} instead of {option_words(negotiation, issue, old)}"
        for issue, (old, new) in comparison.changed.items()
    ]


def party_change_words(change: PartyChange) -> str:
    """Whether a party gains by the second draft, and whether it would accept each."""
    who = named(change.party)
    if change.change in CHANGE:
        text = f"{capital(who)} {CHANGE[change.change]}."
    else:
        text = f"It is not known whether {who} would be better off with the second draft."
        if change.share:
            text += f" It would be at least as well off in {share_words(change.share)} {VALUATIONS}."
    if change.before is None or change.after is None:
        return text
    before, after = ACCEPTANCE[change.before], ACCEPTANCE[change.after]
    unknown = "not known"
    if before == after:
        return f"{text} {f'Whether {pronoun(change.party)} would accept either is not known.' if before == unknown else f'{capital(pronoun(change.party))} {before} either.'}"
    told = [
        f"whether {pronoun(change.party)} would accept the {which} is not known"
        if word == unknown
        else f"{pronoun(change.party)} {word} the {which}"
        for which, word in (("first", before), ("second", after))
    ]
    return f"{text} {capital('; '.join(told))}."
