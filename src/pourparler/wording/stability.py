"""Whether a settlement would hold, in words: states, who would move, ways, changes of preference; for the terminal and the briefing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pourparler.model.conflict import Conflict, Role, Wish
from pourparler.stability import CONCEPTS
from pourparler.stability.analysis import StabilityAnalysis
from pourparler.stability.relations import MOST_STATES
from pourparler.stability.revisions import Change, Revision, Swap
from pourparler.wording.settlement import joined, plural


def concept_name(concept: str) -> str:
    """Nash, general metarational, …"""
    return CONCEPTS[concept].partition(":")[0]


def state_words(conflict: Conflict, place: int) -> str:
    """Who does what in a state; those who accept or stop the talks stand together."""
    taken = conflict.taken(place)
    if not taken:
        return "none of the moves is made"
    told: list[str] = []
    for role, verb in ((Role.ACCEPT, "accept"), (Role.STOP, "stop the talks")):
        who = [conflict.decision_makers[m.owner] for m in taken if m.role is role]
        if len(who) > 1:
            told.append(f"{joined(who)} {verb}")
            taken = tuple(m for m in taken if m.role is not role)
    return "; ".join([*told, *(f"{conflict.decision_makers[m.owner]} {m.name}" for m in taken)])


def wish_words(conflict: Conflict, wish: Wish) -> str:
    """A preference statement with moves and terms in words."""
    known = {m.id: f"“{conflict.decision_makers[m.owner]} {m.name}”" for m in conflict.moves if m.id}
    known |= {name: name.replace("_", " ") for name, _ in conflict.terms}
    return re.sub(r"[^\W\d]\w*", lambda word: known.get(word[0], word[0]), wish.words)


def change_words(conflict: Conflict, revision: Revision) -> str:
    """Who would have to want what."""
    who, what = conflict.decision_makers[revision.maker], wish_words(conflict, revision.wish)
    if revision.change is Change.WANTED:
        return f"{who} wants: {what} (not known today)"
    if revision.change is Change.UNWANTED:
        return f"{who} would rather not have: {what} (not known today)"
    if revision.change is Change.DROPPED:
        return f"{who} no longer minds: {what}"
    return f"{who} puts {what} before {joined(wish_words(conflict, w) for w in revision.before)}"


def swap_words(conflict: Conflict, swap: Swap) -> str:
    """Which two neighbours would be exchanged."""
    return f"{conflict.decision_makers[swap.maker]} puts {_told(conflict, swap.lower)} before {_told(conflict, swap.upper)}"


def _told(conflict: Conflict, tier: Sequence[Wish] | Sequence[int]) -> str:
    words = [wish_words(conflict, x) for x in tier if isinstance(x, Wish)]
    places = [x for x in tier if isinstance(x, int)]
    return joined(words) if words else f"state{'s' if len(places) > 1 else ''} {joined(str(p + 1) for p in places)}"


def way_words(conflict: Conflict, way: Iterable[tuple[int, int]] | None, start: int) -> str:
    """A way, move by move; what each mover changes."""
    if way is None:
        return "no way leads there"
    told, here = [], start
    for d, then in way:
        before, after = set(conflict.taken(here)), set(conflict.taken(then))
        changes = [m.name for m in conflict.moves if m in after - before]
        changes += [f"takes back: {m.name}" for m in conflict.moves if m in before - after]
        told.append(f"{conflict.decision_makers[d]} {joined(changes)}")
        here = then
    return ", then ".join(told) if told else "that is how things stand"


def lead_words(analysis: StabilityAnalysis) -> str:
    """What holds, in a sentence or two."""
    conflict = analysis.conflict
    sure, some = analysis.sure, analysis.equilibria
    total = plural(len(conflict.states), "state")
    if len(sure) == 1:
        first = f"Of the {total} that these moves make, one would surely hold: {state_words(conflict, sure[0])}."
    elif sure:
        first = f"Of the {total} that these moves make, {len(sure):,} would surely hold."
    elif some:
        first = f"None of the {total} that these moves make is sure to hold, as long as preferences are not known."
    else:
        return f"None of the {total} that these moves make would hold: somebody always has a reason to move."
    if more := len(some) - len(sure):
        first += f" {more:,}{' more' if sure else ''} may, depending on what is not known."
    return first


def now_words(analysis: StabilityAnalysis) -> str | None:
    """Whether anybody would move from how things stand; None where that is not written, or there are too many states to compare."""
    conflict = analysis.conflict
    if conflict.now is None or len(conflict.states) > MOST_STATES:
        return None
    movers = [conflict.decision_makers[d] for d in analysis.reasons(conflict.now)]
    if movers:
        return f"As things stand (state {conflict.now + 1}), {joined(movers)} {'has' if len(movers) == 1 else 'have'} a reason to move."
    return f"As things stand (state {conflict.now + 1}), nobody is known to have a reason to move."


def unknown_words(conflict: Conflict) -> list[str]:
    """What is not known of preferences, one sentence a decision maker."""
    told = []
    for name, order in zip(conflict.decision_makers, conflict.orders, strict=True):
        if order.complete:
            continue
        if not order.wishes:
            told.append(f"Nothing is known of what {name} prefers.")
            continue
        maybe = [wish_words(conflict, w) for tier in order.wishes for w in tier if not w.known]
        several = [[wish_words(conflict, w) for w in tier if w.known] for tier in order.wishes]
        loose = [f"which of {joined(tier)} comes first" for tier in several if len(tier) > 1]
        wants = [f"whether it wants {joined(maybe, 'or')}"] if maybe else []
        told.append(f"{name}: {joined([*loose, *wants])}.")
    return told


def mark(analysis: StabilityAnalysis, concept: str, place: int) -> str:
    """● surely an equilibrium in this sense, ○ possibly, nothing where it is none."""
    if analysis.surely[concept][:, place].all():
        return "●"
    return "○" if analysis.possibly[concept][:, place].all() else ""


def rank_words(analysis: StabilityAnalysis, d: int, place: int) -> str:
    """How high a decision maker ranks a state among all; a dash where its order is not fully known."""
    rank = analysis.rank(d, place)
    return "–" if rank is None else f"{rank}"
