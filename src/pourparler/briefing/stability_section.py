"""The briefing's parts on whether a settlement would hold and on who pulls where, as plain data; None where the dossier has neither."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pourparler import wording
from pourparler.briefing.notes import Notes
from pourparler.errors import PourparlerError, TooManyError
from pourparler.figures.movement_graph import key_words, movement_graph
from pourparler.influence import contested
from pourparler.model import Evidence, Negotiation
from pourparler.model.conflict import Move, Wish
from pourparler.model.influence import Pull
from pourparler.settlement.states import settlements_left
from pourparler.stability import StabilityAnalysis
from pourparler.wording.confirmation import conflict_words
from pourparler.wording.limits import STATES, WITHIN_REACH
from pourparler.wording.views.influence import contest_view
from pourparler.wording.views.preferences import within_view
from pourparler.wording.views.stability import table_view, ways_view


def stability_view(negotiation: Negotiation, notes: Notes) -> dict[str, Any] | None:
    """What the templates show of the conflict in the dossier; of one that is too large to be analysed, why."""
    if negotiation.conflict is None:
        return None
    try:
        analysis = StabilityAnalysis.of(negotiation.conflict)
    except TooManyError as error:
        return {
            "lead": f"The conflict is too large to analyse: {error.message}.",
            "notes": [],
            "now": None,
            "states": [],
            "figure": None,
        }
    return analysis_view(negotiation, analysis, movement_graph(negotiation, analysis), notes)


def analysis_view(
    negotiation: Negotiation, analysis: StabilityAnalysis, figure: str | None, notes: Notes
) -> dict[str, Any]:
    """The same of a analysis and a picture that there are already."""
    conflict = analysis.conflict
    view = table_view(analysis, settlements_left(negotiation, analysis.shown(STATES)), STATES)
    view["lead"] = " ".join(filter(None, (view["lead"], conflict_words(negotiation, conflict))))
    view["notes"] = notes.of(
        e for o in conflict.orders for tier in o.wishes for w in tier for e in basis(negotiation, w)
    )
    for claim in (m for maker in view["makers"] for m in maker["moves"]):
        claim["notes"] = notes.of(basis(negotiation, claim.pop("claim")))
    for claim in (w for order in view["preferences"] for tier in order["tiers"] for w in tier):
        claim["notes"] = notes.of(basis(negotiation, claim.pop("claim")))
    ways = [] if conflict.now is None else ways_view(analysis, conflict.now, most=STATES)["ways"]
    return view | {
        "ways": [f"{way['state']}. {way['words']}" for way in ways],
        "within": within_view(analysis, WITHIN_REACH),
        "figure": figure,
        "key": key_words(analysis) if figure else [],
    }


def basis(negotiation: Negotiation, claim: Move | Wish) -> Iterable[Evidence]:
    """The sentences behind a move or a preference statement: its own, and those of the positions that it rests on or gives up."""
    ids = (*claim.rests_on, *(claim.gives_up if isinstance(claim, Move) else ()))
    yield from claim.evidence
    for id in ids:
        yield from negotiation.position[id].evidence


def spatial_view(negotiation: Negotiation, notes: Notes) -> list[dict[str, Any]]:
    """What the templates show of each contest in which there is something to contest."""
    found = []
    for contest in negotiation.contests:
        try:
            result = contested(negotiation, contest)
        except PourparlerError:
            continue  # `influence spatial` says why
        view = contest_view(negotiation, result)
        found.append(
            {
                "issue": wording.issue_name(contest.issue),
                "options": view["options"],
                "actors": [
                    {"words": line, "notes": notes.of(_said(negotiation, contest.issue, pull))}
                    for line, pull in zip(view["actor_words"], contest.pulls, strict=True)
                ],
                "forecast": view["forecast_words"],
                "rows": view["nearest"],
            }
        )
    return found


def _said(negotiation: Negotiation, issue: str, pull: Pull) -> Iterable[Evidence]:
    yield from pull.evidence
    if pull.position is None:
        for p in negotiation.in_force:
            if p.party == pull.actor and p.issue == issue:
                yield from p.evidence
