"""Whether a state would hold, in words: what holds, who would move, which state is meant, how a state is ranked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pourparler.errors import PourparlerError
from pourparler.model.conflict import Conflict
from pourparler.stability import CONCEPTS
from pourparler.stability.analysis import StabilityAnalysis
from pourparler.stability.relations import MOST_STATES
from pourparler.wording.english import capital, in_words
from pourparler.wording.limits import STATES
from pourparler.wording.moves import state_name
from pourparler.wording.terms import joined, parties, plural

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NOW = "now"
"""The handle of the state that things are in."""


def concept_name(concept: str) -> str:
    """Nash, general metarational, …"""
    return CONCEPTS[concept].partition(":")[0]


def lead_words(analysis: StabilityAnalysis, *, proposed: bool = False) -> str:
    """What holds, in a sentence or two. ``proposed``: the moves and preferences come from the program, and nobody confirmed them."""
    conflict = analysis.conflict
    sure, some = analysis.sure, analysis.equilibria
    total = f"Of the {plural(len(conflict.states), 'state')} that {'the proposed moves' if proposed else 'these moves'} can lead to"
    if not some:
        return f"{total}, none would hold: in each of them somebody has a reason to move on."
    more = len(some) - len(sure)
    others = (" others" if more > 1 else " other") if sure else " of them"
    might = f"{capital(in_words(more))}{others} might hold, depending on preferences that are not known."
    if len(sure) == 1:
        first = f"{total}, one would hold: {state_name(conflict, sure[0])}."
    elif sure:
        first = f"{total}, {len(sure):,} would hold in at least one sense of stability."
    else:
        first = f"{total}, none is known to hold."
    return f"{first} {might}" if more else first


def now_words(analysis: StabilityAnalysis) -> str | None:
    """Whether anybody would move from how things stand; None where that is not written, or there are too many states to compare."""
    conflict = analysis.conflict
    if conflict.now is None or len(conflict.states) > MOST_STATES:
        return None
    movers = [conflict.decision_makers[d] for d in analysis.reasons(conflict.now)]
    if movers:
        each = " each" if len(movers) > 1 else ""
        return f"As things stand, {parties(movers)}{each} {'has' if len(movers) == 1 else 'have'} a reason to move."
    return "As things stand, nobody is known to have a reason to move."


def handles(analysis: StabilityAnalysis) -> dict[int, str]:
    """The short names by which the states that matter can be pointed at: now, A, B, …; each stands beside the full name."""
    letters = iter(LETTERS)
    places = (*analysis.shown(STATES), *analysis.on_the_way(STATES))[: len(LETTERS)]
    return {k: NOW if k == analysis.conflict.now else next(letters) for k in places}


def labels(analysis: StabilityAnalysis) -> Callable[[int], str]:
    """For a state its name, after its handle where it has one."""
    found = handles(analysis)

    def label(place: int) -> str:
        name = state_name(analysis.conflict, place)
        return f"{found[place]}: {name}" if place in found else name

    return label


def place_of(analysis: StabilityAnalysis, text: str) -> int:
    """The state that is meant by a handle, its name, the ids of the moves made in it (a+b), or its number.

    Raises:
        PourparlerError: none or several states are meant.
    """
    conflict = analysis.conflict
    told = text.strip()
    for place, handle in handles(analysis).items():
        if told.casefold() == handle.casefold():
            return place
    if told.isdecimal():
        return _numbered(conflict, int(told))
    ids = {m.id: k for k, m in enumerate(conflict.moves) if m.id}
    parts = [p.strip() for p in told.replace(",", "+").split("+") if p.strip()]
    if parts and set(parts) <= set(ids):
        together = conflict.place(sum(1 << ids[p] for p in dict.fromkeys(parts)))
        if together is None:
            raise PourparlerError(
                f"the moves {joined(parts)} cannot be made together", mend="The dossier rules it out under `never:`"
            )
        return together
    for place in range(len(conflict.states)):
        if state_name(conflict, place).casefold() == told.casefold():
            return place
    known = (
        f"the moves made in it, such as {'+'.join(list(ids)[:2])}"
        if ids
        else f"a number from 1 to {len(conflict.states)}"
    )
    raise PourparlerError(
        f"there is no state {text!r}",
        mend=f"Name it as the table does ({', '.join(handles(analysis)[k] for k in analysis.shown(STATES))}), or by {known}",
    )


def _numbered(conflict: Conflict, told: int) -> int:
    if not 1 <= told <= len(conflict.states):
        raise PourparlerError(
            f"there is no state {told}", mend=f"Numbers of states go from 1 to {len(conflict.states)}"
        )
    return told - 1


def mark(analysis: StabilityAnalysis, concept: str, place: int) -> str:
    """● surely an equilibrium in this sense, ○ possibly, nothing where it is none."""
    if analysis.surely[concept][:, place].all():
        return "●"
    return "○" if analysis.possibly[concept][:, place].all() else ""


def rank_words(analysis: StabilityAnalysis, d: int, place: int) -> str:
    """How high a decision maker ranks a state among all; a dash where its order is not fully known."""
    rank = analysis.rank(d, place)
    return "–" if rank is None else f"{rank}"


def senses_words(concepts: Sequence[str]) -> str:
    """Nash, sequential and simultaneous stability."""
    return (
        "every kind of stability"
        if len(concepts) == len(CONCEPTS)
        else f"{joined(map(concept_name, concepts))} stability"
    )
