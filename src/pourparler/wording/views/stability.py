"""Whether a settlement would hold: `stability`, as a table of states, ways, and changes of preference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pourparler.model.conflict import Conflict, Move, Wish
from pourparler.stability import CONCEPTS, StabilityAnalysis
from pourparler.stability.coalitions import coalitions
from pourparler.stability.limited_move import foresight
from pourparler.wording.english import capital
from pourparler.wording.limits import STATES
from pourparler.wording.moves import state_name, way_words
from pourparler.wording.preferences import preference_words, unknown_words
from pourparler.wording.stability import (
    concept_name,
    handles,
    labels,
    lead_words,
    mark,
    now_words,
    rank_words,
)
from pourparler.wording.views.settlement import View


def stability_data(
    analysis: StabilityAnalysis,
    start: int | None,
    *,
    any_move: bool,
    horizon: int,
    groups: bool,
    proposed: bool = False,
    rests: str | None = None,
) -> View:
    """The analysis as programs get it: a row of 0 and 1 over all states for each decision maker and sense.

    ``rests``: how much of what it rests on nobody has confirmed.
    """
    conflict = analysis.conflict

    def rows(stable: Mapping[str, Any]) -> View:
        return {
            name: ["".join("1" if x else "0" for x in row) for row in found.tolist()] for name, found in stable.items()
        }

    view: View = {
        "words": [
            lead_words(analysis, proposed=proposed),
            *filter(None, [rests, now_words(analysis)]),
            *unknown_words(conflict),
        ],
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
    proposed: bool = False,
) -> View:
    """What the states that matter contain, in which sense they are stable, how each is ranked.

    ``left``: for each of the first ``STATES`` of them how many settlements it leaves, where there is a negotiation.
    """
    conflict = analysis.conflict
    places = analysis.shown(most)
    by_handle = handles(analysis)
    return {
        "lead": lead_words(analysis, proposed=proposed),
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
