"""What is not known and whom to ask; and what a party said that contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pourparler.model import Negotiation
from pourparler.settlement import CellState, Clash, Contradiction, Gap, OpenQuestion, Spoken, cell_state, positions_in
from pourparler.wording.confirmation import resting
from pourparler.wording.english import capital, in_words, is_many, named, objective, pronoun, verb_phrase
from pourparler.wording.positions import position_words
from pourparler.wording.terms import issue_verb, issue_words, issues_words, joined, parties

FEW = 3
"""Up to so many issues are named where it is told why an answer is not known, or which priorities are."""


def question_words(negotiation: Negotiation, question: OpenQuestion) -> str:
    """What to ask whom."""
    names = issues_words(question.issues)
    if question.gap is Gap.NO_AGREEMENT:
        return f"Find out what happens to {names} without a settlement. Until then it is not known who would gain from one."
    if question.gap is Gap.NO_PRIORITIES:
        return _priorities_words(negotiation, question)
    who = question.parties[0] if question.parties else ""
    if question.gap is Gap.NOT_SETTLED:
        return _not_settled_words(question)
    why = _silence_words(negotiation, who, question.issues)
    if len(question.issues) == 1:
        issue = negotiation.issue[question.issues[0]]
        # Quoted, because the words of an option may be a clause: they stand in no sentence of ours.
        options = joined((f"‘{words}’" for words in issue.options.values()), "or")
        return f"Ask {named(who)}: {issue.words}: {options}? {why}"
    return f"Ask {named(who)} about {names}. {why}"


def _silence_words(negotiation: Negotiation, party: str, issues: Sequence[str]) -> str:
    """Why a party is asked about these issues: it never spoke of them, or gave up what it said."""
    gone = [i for i in issues if any(not p.in_force for p in positions_in(negotiation, party, i))]
    silent = [i for i in issues if i not in gone]
    told = []
    if silent:
        where = issues_words(silent) if gone else "this issue" if len(silent) == 1 else "these issues"
        told.append(f"The record has nothing from {objective(party)} on {where}.")
    if gone:
        holds = verb_phrase("holds", many=is_many(party))
        where = issues_words(gone) if silent else "this issue" if len(gone) == 1 else "these issues"
        told.append(f"{capital(pronoun(party))} no longer {holds} what {pronoun(party)} said on {where}.")
    return " ".join(told)


def _priorities_words(negotiation: Negotiation, question: OpenQuestion) -> str:
    """Whom to ask for all of its priorities, and whom for those that it has not told."""
    told = []
    silent = [p for p in question.parties if not negotiation.priorities.get(p)]
    if silent:
        each = "each of them" if len(silent) > 1 else objective(silent[0])
        told.append(f"Ask {parties(silent)} which issues matter most to {each}.")
    for party in (p for p in question.parties if p not in silent):
        ranked = [issue for group in negotiation.priorities[party] for issue in group]
        rest = [issue for issue in question.issues if issue not in ranked]
        where = issues_words(rest) if len(rest) <= FEW else f"the other {in_words(len(rest))} issues"
        stand = issue_verb(rest[0], "stands", "stand") if len(rest) == 1 else "stand"
        told.append(f"Ask {named(party)} where {where} {stand} beside {issues_words(ranked)}.")
    return " ".join(told)


def _not_settled_words(question: OpenQuestion) -> str:
    """Decide what the party's statements mean."""
    who, (first, *others) = named(question.parties[0]), zip(question.issues, question.statements, strict=True)
    if not others:
        issue, many = first
        what, mean = ("the statement", "means") if many == 1 else (f"the {many:,} statements", "mean")
        return f"Decide what {what} by {who} on {issue_words(issue)} {mean}. The dossier has no position for it yet."
    told = joined(f"{issue_words(issue)} ({many:,})" for issue, many in (first, *others))
    return f"Decide what the statements by {who} mean on {told}. The dossier has no positions for them yet."


def cell_words(state: CellState, statements: int) -> str:
    """What stands in a cell of the matrix that shows no position."""
    if state is CellState.NOT_SETTLED:
        return f"said {_times(statements)}, no position yet"
    return "only named in a condition" if state is CellState.POSITION else "nothing said"


def _times(many: int) -> str:
    return "once" if many == 1 else "twice" if many == 2 else f"{many:,} times"


def said_already_words(
    negotiation: Negotiation, party: str, issues: Iterable[str], spoken: Spoken | None
) -> str | None:
    """That somebody has to decide what a party said on these issues before it is asked; None where it said nothing, or has a position."""
    unsettled = _unsettled(negotiation, party, issues, spoken)
    if not unsettled:
        return None
    return f"{capital(pronoun(party))} spoke of {issues_words(unsettled)} already: decide first what that means."


def _unsettled(negotiation: Negotiation, party: str, issues: Iterable[str], spoken: Spoken | None) -> list[str]:
    state = CellState.NOT_SETTLED
    return [i for i in dict.fromkeys(issues) if cell_state(negotiation, party, i, spoken) is state]


def missing_words(negotiation: Negotiation, party: str, spoken: Spoken | None = None) -> str:
    """Why it is not known whether a party would accept a settlement: what is missing for an answer, most wanted first."""
    told = _missing(negotiation, party, spoken) or [
        f"nobody said how much each issue and option is worth to {objective(party)}"
    ]
    return f"because {joined(told)}"


def _missing(negotiation: Negotiation, party: str, spoken: Spoken | None) -> list[str]:
    without, it = negotiation.no_agreement, pronoun(party)
    many, has = len(negotiation.issues), verb_phrase("has", many=is_many(party))
    if party in negotiation.values:
        return [] if party in without.values else [f"nobody gave the value of no agreement to {objective(party)}"]
    said = {issue for p in negotiation.in_force if p.party == party for issue in p.issues}
    silent = [issue.id for issue in negotiation.issues if issue.id not in said]
    unsettled = _unsettled(negotiation, party, silent, spoken)
    told = []
    for words, issues in (
        (f"{it} {has} no position on", [i for i in silent if i not in unsettled]),
        (f"nobody has put down what {it} said on", unsettled),
    ):
        if issues:
            where = issues_words(issues, "or") if len(issues) <= FEW else f"{len(issues)} of the {many} issues"
            told.append(f"{words} {where}")
    unknown = [issue.id for issue in negotiation.issues if issue.id not in without.options]
    if unknown and party not in without.values:
        where = "" if len(unknown) == many else f" on {len(unknown)} of the {many} issues"
        told.append(f"nobody said what {it} {has} without a settlement{where}")
    if not told and many > 1 and not negotiation.priorities.get(party):
        told.append(f"nobody said which issues matter most to {objective(party)}")
    return told


def contradiction_words(negotiation: Negotiation, found: Contradiction) -> str:
    """What contradicts what."""
    who = capital(named(found.party))
    if found.clash is Clash.CIRCULAR_PRIORITIES:
        return f"The priorities of {named(found.party)} name {issue_words(found.issue or '')} twice."
    if found.clash is Clash.NO_VALUES and not found.positions:
        return f"The numbers and the priorities of {named(found.party)} contradict each other."
    about = f" on {issue_words(found.issue)}" if found.issue else ""
    contradicts = verb_phrase("contradicts", many=pronoun(found.party) == "they")
    itself = "themselves" if pronoun(found.party) == "they" else "itself"
    said = joined(f"{pronoun(found.party)} {position_words(negotiation, p, with_party=False)}" for p in found.positions)
    return resting(f"{who} {contradicts} {itself}{about}: {said}.", found.positions)
