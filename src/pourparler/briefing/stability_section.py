"""The briefing's parts on whether a settlement would hold and on who pulls where, as plain data; None where the dossier has neither."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from pourparler import wording
from pourparler.briefing.notes import Notes
from pourparler.errors import PourparlerError, TooManyError
from pourparler.figures.movement_graph import movement
from pourparler.influence import contested
from pourparler.model import Evidence, Negotiation
from pourparler.model.conflict import Conflict, Move, Wish
from pourparler.model.influence import Pull
from pourparler.settlement.states import settlements_left
from pourparler.stability import CONCEPTS, StabilityAnalysis
from pourparler.wording import spatial as pulling
from pourparler.wording import stability as holding
from pourparler.wording.advice import percent
from pourparler.wording.limits import STATES, WITHIN_REACH


def holding_view(negotiation: Negotiation, notes: Notes) -> dict[str, Any] | None:
    """What the templates show of the conflict in the dossier; of one that is too large to be analysed, why."""
    if negotiation.conflict is None:
        return None
    try:
        analysis = StabilityAnalysis.of(negotiation.conflict)
    except TooManyError as error:
        return {"lead": f"Not told: {error.message}.", "notes": [], "now": None, "states": [], "figure": None}
    return stability_view(negotiation, analysis, movement(negotiation, analysis), notes)


def stability_view(
    negotiation: Negotiation, analysis: StabilityAnalysis, figure: str | None, notes: Notes
) -> dict[str, Any]:
    """The same of an analysis and a picture that there are already."""
    conflict = analysis.conflict
    shown = analysis.shown(STATES)
    return {
        "lead": holding.lead_words(analysis),
        "notes": notes.of(e for o in conflict.orders for tier in o.wishes for w in tier for e in basis(negotiation, w)),
        "now": holding.now_words(analysis),
        "unknown": holding.unknown_words(conflict),
        "states": [{"number": k + 1, "now": k == conflict.now} for k in shown],
        "makers": [
            {
                "name": name,
                "moves": [
                    {
                        "name": m.name,
                        "notes": notes.of(basis(negotiation, m)),
                        "cells": [bool(conflict.states[k] >> bit & 1) for k in shown],
                    }
                    for bit, m in enumerate(conflict.moves)
                    if m.owner == d
                ],
                "ranks": [holding.rank_words(analysis, d, k) for k in shown],
            }
            for d, name in enumerate(conflict.decision_makers)
        ],
        "senses": [
            {"name": holding.concept_name(c), "cells": [holding.mark(analysis, c, k) for k in shown]} for c in CONCEPTS
        ],
        "left": [{"everybody": e, "table": t} for e, t in settlements_left(negotiation, shown)],
        "more": max(0, len(set(analysis.equilibria) - set(shown))),
        "ways": _ways(analysis, shown),
        "within": [
            {
                "state": f"state {state + 1}: {holding.state_words(conflict, state)}",
                "changes": [holding.change_words(conflict, r) for r in changes],
                "sense": holding.concept_name(concept),
            }
            for state, (concept, changes) in islice(analysis.within_reach.items(), WITHIN_REACH)
        ],
        "preferences": _preferences(negotiation, conflict, notes),
        "figure": figure,
    }


def basis(negotiation: Negotiation, claim: Move | Wish) -> Iterable[Evidence]:
    """The sentences behind a move or a preference statement: its own, and those of the positions that it rests on or gives up."""
    ids = (*claim.rests_on, *(claim.gives_up if isinstance(claim, Move) else ()))
    yield from claim.evidence
    for id in ids:
        yield from negotiation.position[id].evidence


def _ways(analysis: StabilityAnalysis, shown: list[int]) -> list[str]:
    now = analysis.conflict.now
    reached = analysis.evolution()
    if now is None or reached is None:
        return []
    ways = ((k, reached.path(k)) for k in shown if k != now)
    return [f"State {k + 1}: {holding.way_words(analysis.conflict, way, now)}." for k, way in ways if way is not None]


def _preferences(negotiation: Negotiation, conflict: Conflict, notes: Notes) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "tiers": [
                [
                    {
                        "words": holding.wish_words(conflict, w),
                        "known": w.known,
                        "notes": notes.of(basis(negotiation, w)),
                        "judged": w.known and not w.rests_on and not w.evidence,
                    }
                    for w in tier
                ]
                for tier in order.wishes
            ],
        }
        for name, order in zip(conflict.decision_makers, conflict.orders, strict=True)
        if order.wishes
    ]


def pulling_view(negotiation: Negotiation, notes: Notes) -> list[dict[str, Any]]:
    """What the templates show of each contest in which there is something to contest."""
    found = []
    for contest in negotiation.contests:
        try:
            result = contested(negotiation, contest)
        except PourparlerError:
            continue  # `influence spatial` says why
        options = list(contest.scale)
        words = pulling.contest_words(negotiation, result)
        found.append(
            {
                "issue": wording.issue_name(contest.issue),
                "options": [wording.option_words(negotiation, contest.issue, o) for o in options],
                "actors": [
                    {"words": line, "notes": notes.of(_said(negotiation, contest.issue, pull))}
                    for line, pull in zip(words.actors, contest.pulls, strict=True)
                ],
                "forecast": words.forecast,
                "rows": [
                    {"when": when, "cells": [percent(nearest[o]) for o in options]}
                    for when, nearest in zip(("before any round", "after the last"), result.nearest, strict=True)
                ],
            }
        )
    return found


def _said(negotiation: Negotiation, issue: str, pull: Pull) -> Iterable[Evidence]:
    yield from pull.evidence
    if pull.position is None:
        for p in negotiation.in_force:
            if p.party == pull.actor and p.issue == issue:
                yield from p.evidence
