"""Bargaining solutions: their names, what a balanced settlement contains, and who gets its way by Adjusted Winner."""

from __future__ import annotations

from pourparler.model import Negotiation
from pourparler.settlement import Division, Robust, RobustSolution
from pourparler.settlement.efficiency import Efficiency
from pourparler.settlement.robust import SURELY
from pourparler.wording.english import capital, named
from pourparler.wording.terms import (
    bundle_words,
    issue_name,
    issue_verb,
    issue_words,
    issues_words,
    joined,
    option_words,
    parties,
    percent,
)

SOLUTION = {
    "nash": "Nash: the largest product of gains",
    "utilitarian": "Utilitarian: the largest sum",
    "egalitarian": "Egalitarian: the party that gains least gains as much as possible",
    "kalai_smorodinsky": "Kalai-Smorodinsky: each party gets as even a share as possible of the most it could gain",
    "equal_gain": "Equal gain: the smallest difference between gains",
    "raiffa": "Raiffa: step by step, each party advances the same part of the way to its best",
}
"""Each solution in plain words."""

OFTEN = 0.95
"""From this share on a solution is said to contain an option without a figure."""
FEWEST_NONE = 0.005
"""From this share on it is said that no settlement suits all."""
SELDOM = 0.01
"""Below this share an option is not named."""


def division_words(negotiation: Negotiation, division: Division) -> str:
    """Who gets its way on which issue by Adjusted Winner."""
    first, second = (p.name for p in negotiation.parties)
    won = {
        name: [i.id for i, s in zip(negotiation.issues, division.share, strict=True) if s == whole]
        for name, whole in ((first, 1), (second, 0))
    }
    parts = [f"{named(name)} decides {issues_words(issues) or 'nothing'}" for name, issues in won.items()]
    text = f"Adjusted Winner: {joined(parts)}."
    if division.split is not None:
        share = float(division.share[division.split])
        issue = negotiation.issues[division.split].id
        text += (
            f" {capital(issue_words(issue))} {issue_verb(issue, 'is', 'are')} divided: {share:.0%} to {named(first)}."
        )
    envy = (
        "Neither would rather have the other's part."
        if division.envy_free
        else "One of them would rather have the other's part."
    )
    return f"{text} They get {float(division.points[0]):.1f} and {float(division.points[1]):.1f} of 100 points. {envy}"


def unclear_words(solution: RobustSolution, name: str) -> str | None:
    """That no settlement stands out as a solution, and how often the commonest is it; None where one does or there is none."""
    if solution.stands_out or not solution.answers:
        return None
    first = solution.answers[0]
    error = f"{100 * SURELY * first.error:.0f}"
    return (
        f"Nothing stands out yet: the most frequent {name} settlement is best in {percent(first.share)} "
        f"(± {error} point{'' if error == '1' else 's'}) of the value functions that fit what the parties said, "
        "and another may be best as often."
    )


def likely_words(negotiation: Negotiation, solution: RobustSolution) -> list[str]:
    """Issue by issue what a solution contains, over the value functions that fit."""
    lines = []
    for issue, options in solution.options.items():
        ranked = sorted(options.items(), key=lambda item: -item[1])
        if ranked[0][1] >= OFTEN:
            lines.append(f"{issue_name(issue)}: {option_words(negotiation, issue, ranked[0][0])}")
            continue
        told = (f"{option_words(negotiation, issue, o)} {percent(share)}" for o, share in ranked if share >= SELDOM)
        lines.append(f"{issue_name(issue)}: {', '.join(told)}")
    return lines


def balanced_words(robust: Robust) -> tuple[str, str]:
    """What leads to these lines, and how the other solution differs."""
    nash, fair = robust.solutions["nash"], robust.solutions["kalai_smorodinsky"]
    error = 100 * 0.98 / nash.draws**0.5
    none = ""
    if nash.none >= FEWEST_NONE:
        none = (
            f"Under {percent(nash.none)} of the value functions that fit what {parties(robust.parties)} said, "
            "no settlement gives each of them as much as no agreement. "
        )
    under = "Under the others" if none else "Under all of them"
    lead = (
        f"{none}{under}, the settlement with the largest product of gains (the Nash solution) contains the following. "
        f"Shares are of {nash.draws} sampled value functions, ± {error:.0f} points at most:"
    )
    differ = [i for i in nash.options if _first(nash, i) != _first(fair, i)]
    also = f"most often differs on {issues_words(differ)}" if differ else "is most often the same"
    return lead, f"The Kalai-Smorodinsky solution, which shares out the gains most evenly, {also}."


def _first(solution: RobustSolution, issue: str) -> str:
    options = solution.options[issue]
    return max(options, key=options.__getitem__)


def efficiency_words(
    negotiation: Negotiation, answer: Efficiency, changed: dict[str, str], gainers: tuple[str, ...], share: float
) -> str | None:
    """Whether the first settlement shown could be better for somebody at nobody's cost."""
    if answer is Efficiency.NECESSARY:
        return "The first settlement above is efficient: no other is better for one party and worse for none, whatever is not known."
    if answer is Efficiency.NO and changed:
        words = bundle_words(negotiation, tuple(changed.items()))
        return f"The first settlement above can be improved: {words} would cost no party anything, and {parties(gainers)} might gain."
    return (
        f"The first settlement above is efficient under {percent(share)} of the sampled value functions."
        if share
        else None
    )
