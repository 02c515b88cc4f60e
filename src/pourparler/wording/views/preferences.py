"""What would make a state hold, or undo it: changes of preference, for `stability` and its `--wanted` and `--sensitivity`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from pourparler.stability import CONCEPTS, StabilityAnalysis
from pourparler.stability.inverse import Wanted, falls, inverse, undone_by
from pourparler.wording.english import named
from pourparler.wording.limits import CHOICES, NEAREST_STATES
from pourparler.wording.preferences import change_words, states_words, swap_words
from pourparler.wording.stability import concept_name, labels, senses_words
from pourparler.wording.terms import joined, plural
from pourparler.wording.views.settlement import View


def within_view(analysis: StabilityAnalysis, most: int) -> list[View]:
    """Settlements that would hold after a change of preference, and which."""
    label = labels(analysis)
    found = []
    for state, (concept, revisions) in islice(analysis.within_reach.items(), most):
        changes = [change_words(analysis.conflict, r) for r in revisions]
        words = f"It would hold ({concept_name(concept)} stability) if {', and if '.join(changes)}."
        found.append({"state": label(state), "sense": concept_name(concept), "changes": changes, "words": words})
    return found


def wanted_view(analysis: StabilityAnalysis, place: int) -> list[View]:
    """What would make a state stable; kinds of stability that ask for the same stand together."""
    together: dict[tuple[str, ...], list[Wanted]] = {}
    for found in inverse(analysis.conflict, place):
        together.setdefault(_asked(analysis, place, found), []).append(found)
    return [
        {
            "concepts": [f.concept for f in same],
            "words": _wanted_words(analysis, place, same),
            "choices": _choices(analysis, same[0]),
        }
        for same in together.values()
    ]


def _asked(analysis: StabilityAnalysis, place: int, found: Wanted) -> tuple[str, ...]:
    """What a kind of stability asks for, to compare by."""
    if analysis.surely[found.concept][:, place].all():
        return ("stable", _margin(analysis, place, found.concept))
    choices = [words for choice in _choices(analysis, found) for words in choice["changes"]]
    return ("changes", *(str(r.past) for r in found.rises), *choices)


def _choices(analysis: StabilityAnalysis, found: Wanted) -> list[View]:
    """For each who would have to change: the single changes of preference that would do."""
    conflict = analysis.conflict
    return [
        {
            "who": conflict.decision_makers[d],
            "changes": [f"if {change_words(conflict, r)}" for r in revisions[:CHOICES]],
        }
        for d, revisions in (found.statements or {}).items()
    ]


def _wanted_words(analysis: StabilityAnalysis, place: int, same: Sequence[Wanted]) -> str:
    conflict, found = analysis.conflict, same[0]
    senses = senses_words([f.concept for f in same])
    if analysis.surely[found.concept][:, place].all():
        return f"It has {senses} already{_margin(analysis, place, found.concept)}."
    told = []
    for rise in found.rises:
        who = named(conflict.decision_makers[rise.maker])
        told.append(
            f"{who} would have to rank it at least as high as {states_words(conflict, rise.past, NEAREST_STATES)}"
        )
    lead = [f"For {senses}, {joined(told)}."] if told else []
    if found.statements is None:
        if any(o.wishes for o in conflict.orders):
            lead.append(f"For {senses}, no single change to one preference of each party would be enough.")
        return " ".join(lead)
    who = joined(named(conflict.decision_makers[d]) for d in found.statements)
    if len(found.statements) == 1:
        lead.append(f"For {senses}, one change in what {who} prefers would be enough, any of these:")
    elif found.statements:
        lead.append(f"For {senses}, {who} would all have to change, each in one of these ways:")
    return " ".join(lead)


def _margin(analysis: StabilityAnalysis, place: int, concept: str) -> str:
    """How far each could rank the state lower; of a conflict in which all is known."""
    if not analysis.conflict.complete:
        return ""
    found = {d: n for d, n in falls(analysis.conflict, concept, place).items() if n is not None}
    told = [
        f"{named(analysis.conflict.decision_makers[d])} {plural(n, 'place')} lower than now"
        for d, n in sorted(found.items(), key=lambda pair: pair[1])
    ]
    return f", and keeps it as long as no party ranks it lower than this: {joined(told)}" if told else ""


def sensitivity_view(analysis: StabilityAnalysis) -> list[View]:
    """What would undo each stable state: two neighbouring preferences of somebody that change places."""
    found: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for concept in CONCEPTS:
        for state, swaps in undone_by(analysis.conflict, concept).items():
            key = (state, tuple(swap_words(analysis.conflict, s) for s in swaps[:CHOICES]))
            found.setdefault(key, []).append(concept)
    label = labels(analysis)
    order = {state: n for n, state in enumerate(analysis.equilibria)}
    ordered = sorted(found.items(), key=lambda item: order[item[0][0]])
    return [
        {
            "state": label(state),
            "sense": senses_words(concepts),
            "words": f"It would lose {senses_words(concepts)} if {', or if '.join(changes)}."
            if changes
            else f"It would keep {senses_words(concepts)} after any such change.",
        }
        for (state, changes), concepts in ordered
    ]
