"""Networks of one time after another as plain data."""

from __future__ import annotations

from typing import Any

from pourparler.model import Negotiation
from pourparler.networks.over_time import KINDS, Move, OverTime, Period
from pourparler.wording.networks import TITLES, ties
from pourparler.wording.over_time import groups_words, period_in_words, undated_words, window_name
from pourparler.wording.views.settlement import View


def over_time_view(found: OverTime, negotiation: Negotiation) -> View:
    """Each period with its ties, its groups and who moved since the one before; numbers with six decimals."""
    periods = [period_view(found, at, negotiation) for at in found.periods]
    for before, at, told in zip(found.periods, found.periods[1:], periods[1:], strict=False):
        told["moves"] = [move_view(m) for m in found.moves(before, at)]
    return {
        "kind": found.kind,
        "title": TITLES[found.kind],
        "duplicates": found.counting.rule(KINDS[found.kind][1]),
        "normalisation": found.counting.normalisation if KINDS[found.kind][1] is not None else None,
        "count_each": found.counting.count_each,
        "actors": list(found.actors),
        "undated": found.undated,
        "words": undated_words(found),
        "periods": periods,
    }


def period_view(found: OverTime, at: Period, negotiation: Negotiation) -> View:
    """One period: its days, how many sides count, its ties, its two groups."""
    view: dict[str, Any] = {"name": window_name(at.window) if at.window else None}
    if at.window is not None:
        view |= {"first": at.window.first, "last": at.window.last}
    view |= {"sides": len(at.sides), "ties": ties(period_in_words(found, at, negotiation)), "groups": found.camps(at)}
    if (camps := at.camps) is not None:
        view["bipolarisation"] = {
            "modularity": camps.modularity,
            "within": None if camps.within is None else round(camps.within, 6),
            "across": None if camps.across is None else round(camps.across, 6),
            "exact": camps.exact,
        }
    return view | {"words": groups_words(found, at), "moves": []}


def move_view(move: Move) -> View:
    """Two actors, how near they were and are."""
    return {
        "first": move.first,
        "second": move.second,
        "before": round(move.before, 6),
        "now": round(move.now, 6),
        "by": round(move.by, 6),
    }
