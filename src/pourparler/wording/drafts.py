"""Two drafts compared: what changed, and who would be better or worse off."""

from __future__ import annotations

from pourparler.model import Negotiation
from pourparler.settlement import Acceptance
from pourparler.settlement.drafts import Change, Comparison, PartyChange
from pourparler.wording.english import capital, named, pronoun
from pourparler.wording.terms import ACCEPTANCE, FITTING, issue_words, option_words, share_words

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
            text += f" It would be at least as well off in {share_words(change.share)} {FITTING}."
    if change.before is None or change.after is None:
        return text
    return f"{text} {_answers(change.party, ACCEPTANCE[change.before], ACCEPTANCE[change.after])}"


def _answers(party: str, before: str, after: str) -> str:
    """Whether the party would accept the first draft and the second."""
    it, unknown = pronoun(party), ACCEPTANCE[Acceptance.OPEN]
    if before == after:
        return (
            f"It is not known whether {it} would accept either."
            if before == unknown
            else f"{capital(it)} {before} either."
        )
    told = [
        f"it is not known whether {it} would accept the {which}" if word == unknown else f"{it} {word} the {which}"
        for which, word in (("first", before), ("second", after))
    ]
    return f"{capital('; '.join(told))}."
