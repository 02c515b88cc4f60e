"""What to ask next, what the answer is worth, and what each reply would tell."""

from __future__ import annotations

from collections.abc import Sequence

from pourparler.model import Negotiation
from pourparler.settlement.questions import About, Question, Reply
from pourparler.wording.english import is_many, named, objective, pronoun, verb_phrase
from pourparler.wording.terms import issue_verb, issue_words, joined, number, option_words, parties, plural

FEWEST = 0.005
"""A change of doubt below this is told as none."""


def asked_words(negotiation: Negotiation, question: Question) -> str:
    """The question, to whom."""
    who, it = named(question.party), pronoun(question.party)
    prefers = verb_phrase("prefers", many=is_many(question.party))
    if question.about is About.ISSUES:
        first, second = issue_words(question.first), issue_words(question.second or "")
        return f"Ask {who} which issue matters more to {objective(question.party)}: {first} or {second}."
    issue = question.issue or ""
    first = option_words(negotiation, issue, question.first)
    if question.about is About.NO_AGREEMENT:
        return f"Ask {who} which {it} {prefers}: {first}, or no settlement on {issue_words(issue)}."
    return f"Ask {who} which {it} {prefers}: {first} or {option_words(negotiation, issue, question.second or '')}."


def worth_words(question: Question) -> str:
    """What the answer is worth."""
    return f"the answer is expected to remove {100 * question.worth:.1f} % of the doubt about who would accept what"


def open_words(question: Question) -> str:
    """How much is open today."""
    who = named(question.party)
    looked_at = plural(question.looked_at, "settlement")
    if question.open_answers == question.looked_at:
        return f"It is not known whether {who} would accept any of the {looked_at} looked at."
    return f"Of the {looked_at} looked at, it is not known for {number(question.open_answers)} whether {who} would accept them."


def reply_words(negotiation: Negotiation, question: Question, reply: Reply) -> str:
    """What follows from one reply: the doubt that remains about the party, and what becomes known."""
    it, many = pronoun(question.party), is_many(question.party)
    if question.about is About.ISSUES:
        said = f"{issue_words(reply.better)} {issue_verb(reply.better, 'matters', 'matter')} more"
    elif reply.better == "":
        said = f"{it} {verb_phrase('prefers', many=many)} no settlement"
    else:
        said = (
            f"{it} {verb_phrase('prefers', many=many)} {option_words(negotiation, question.issue or '', reply.better)}"
        )
    known = [
        f"{it} {what} {plural(n, 'more settlement')}"
        for n, what in ((reply.accepts, "would accept"), (reply.refuses, "would not accept"))
        if n
    ]
    also = f"; then {joined(known)} under every value function in the sample" if known else ""
    return f"if {said}, {_doubt(question, reply)}{also}"


def _doubt(question: Question, reply: Reply) -> str:
    about = f"the doubt about {named(question.party)}"
    if abs(reply.doubt - 1) < FEWEST:
        return f"{about} stays as it is"
    if reply.doubt > 1:
        return f"{about} grows by {100 * (reply.doubt - 1):.0f} %"
    return f"{about} falls to {100 * reply.doubt:.0f} % of what it is now"


def together_words(questions: Sequence[Question]) -> str | None:
    """What one question to each party would remove together; None where there is only one."""
    if len(questions) < 2:
        return None
    total = 100 * sum(q.worth for q in questions)
    who = parties(q.party for q in questions)
    return f"One question each to {who} is together expected to remove {total:.1f} % of the doubt."
