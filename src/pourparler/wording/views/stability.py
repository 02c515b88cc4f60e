"""Whether a settlement would hold: `stability`, as a table of states, ways, and changes of preference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from pourparler.model.conflict import Conflict, Move, Wish
from pourparler.stability import CONCEPTS, StabilityAnalysis
from pourparler.stability.coalitions import coalitions
from pourparler.stability.inverse import Wanted, falls, inverse, undone_by
from pourparler.stability.limited_move import foresight
from pourparler.wording.english import capital, named
from pourparler.wording.limits import CHOICES, NEAREST_STATES, STATES
from pourparler.wording.moves import state_name, way_words
from pourparler.wording.preferences import change_words, preference_words, states_words, swap_words, unknown_words
from pourparler.wording.stability import (
    concept_name,
    handles,
    labels,
    lead_words,
    mark,
    now_words,
    rank_words,
    senses_words,
)
from pourparler.wording.terms import joined, plural
from pourparler.wording.views.settlement import View


def stability_data(
    analysis: StabilityAnalysis, start: int | None, *, any_move: bool, horizon: int, groups: bool
) -> View:
    """The analysis as programs get it: a row of 0 and 1 over all states for each decision maker and sense."""
    conflict = analysis.conflict

    def rows(stable: Mapping[str, Any]) -> View:
        return {
            name: ["".join("1" if x else "0" for x in row) for row in found.tolist()] for name, found in stable.items()
        }

    view: View = {
        "words": [lead_words(analysis), *filter(None, [now_words(analysis)]), *unknown_words(conflict)],
        "names": {str(k): state_name(conflict, k) for k in analysis.shown(STATES)},
        "states": conflict.states.tolist(),
        "stable": rows(analysis.surely),
        "equilibria": {
            name: [k for k in range(len(conflict.states)) if found[:, k].all()]
            for name, found in analysis.surely.items()
        },
    }
    if analysis.forms is not None:
        view["forms"] = {name: rows(stable) for name, stable in analysis.forms.stable.items()}
    if conflict.moves and conflict.moves[0].id:
        view["moves"] = [m.id for m in conflict.moves]
    if start is not None and (reached := analysis.evolution(start, improving=not any_move)) is not None:
        view["reached_in"] = reached.steps.tolist()
    if horizon:
        ahead = foresight(conflict, horizon)
        view["limited_move"] = [ahead.equilibria(h + 1) for h in range(horizon)]
        view["non_myopic"] = ahead.equilibria()
    if groups:
        by_group = coalitions(conflict)
        view["coalitions"] = {name: by_group.equilibria(name) for name in by_group.stable}
    return view


def table_view(
    analysis: StabilityAnalysis,
    left: Sequence[tuple[int, int]] | None,
    most: int = STATES,
    *,
    horizon: int = 0,
    groups: bool = False,
) -> View:
    """What the states that matter contain, in which sense they are stable, how each is ranked.

    ``left``: for each of the first ``STATES`` of them how many settlements it leaves, where there is a negotiation.
    """
    conflict = analysis.conflict
    places = analysis.shown(most)
    by_handle = handles(analysis)
    return {
        "lead": lead_words(analysis),
        "now": now_words(analysis),
        "unknown": unknown_words(conflict),
        "total": len(conflict.states),
        "states": [{"handle": by_handle[k], "name": state_name(conflict, k), "now": k == conflict.now} for k in places],
        "names": [
            {"handle": handle, "name": state_name(conflict, k), "now": k == conflict.now}
            for k, handle in by_handle.items()
        ],
        "makers": [_maker_view(analysis, d, places) for d in range(len(conflict.decision_makers))],
        "ranked": any(order.complete for order in conflict.orders),
        "senses": [{"name": concept_name(c), "cells": [mark(analysis, c, k) for k in places]} for c in CONCEPTS]
        + [
            {"name": name, "cells": ["●" if k in stable else "" for k in places]}
            for name, stable in _more_senses(conflict, horizon, groups)
        ],
        "left": [{"everybody": e, "table": t} for e, t in (left or ())[: len(places)]],
        "more": max(0, len(set(analysis.equilibria) - set(places))),
        "preferences": [_preferences_view(conflict, d) for d, o in enumerate(conflict.orders) if o.wishes],
    }


def _maker_view(analysis: StabilityAnalysis, d: int, places: Sequence[int]) -> View:
    conflict = analysis.conflict
    return {
        "name": conflict.decision_makers[d],
        "moves": [
            {"name": m.name, "claim": m, "cells": [bool(conflict.states[k] >> bit & 1) for k in places]}
            for bit, m in enumerate(conflict.moves)
            if m.owner == d
        ],
        "ranks": [rank_words(analysis, d, k) for k in places],
    }


def _more_senses(conflict: Conflict, horizon: int, groups: bool) -> Iterator[tuple[str, list[int]]]:
    if horizon:
        ahead = foresight(conflict, horizon)
        yield from ((f"limited move, {h + 1} ahead", ahead.equilibria(h + 1)) for h in range(horizon))
        if ahead.non_myopic is not None:
            yield "non-myopic", ahead.equilibria()
    if groups:
        by_group = coalitions(conflict)
        yield from (
            (f"{concept_name(name)}, against coalitions", by_group.equilibria(name)) for name in by_group.stable
        )


def _preferences_view(conflict: Conflict, d: int) -> View:
    return {
        "name": conflict.decision_makers[d],
        "tiers": [[_wish_view(conflict, d, w) for w in tier] for tier in conflict.orders[d].wishes],
    }


def _wish_view(conflict: Conflict, d: int, wish: Wish) -> View:
    return {
        "words": preference_words(conflict, d, wish),
        "claim": wish,
        "known": wish.known,
        "judged": wish.known and not wish.rests_on and not wish.evidence,
    }


def claims(view: View) -> Iterator[Move | Wish]:
    """Everything in a table view that has evidence."""
    for maker in view["makers"]:
        yield from (m["claim"] for m in maker["moves"])
    for order in view["preferences"]:
        yield from (w["claim"] for tier in order["tiers"] for w in tier)


def ways_view(analysis: StabilityAnalysis, start: int, *, any_move: bool = False, most: int = STATES) -> View:
    """How the states that matter can come about from one of them; ``none``: those to which no way leads."""
    conflict = analysis.conflict
    reached = analysis.evolution(start, improving=not any_move)
    assert reached is not None
    label = labels(analysis)
    ways = {k: reached.path(k) for k in analysis.shown(most) if k != start}
    return {
        "ways": [
            {"state": label(k), "words": capital(f"{way_words(conflict, way, start)}.")}
            for k, way in ways.items()
            if way is not None
        ],
        "none": [label(k) for k, way in ways.items() if way is None],
        "others": int((reached.steps > 0).sum()),
    }


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
