"""Frontier and bargaining solutions where every party gave numbers: `solve`."""

from __future__ import annotations

from itertools import islice

from pourparler.model import Negotiation
from pourparler.settlement import Setting, Solution, Solved
from pourparler.wording.confirmation import rests_words
from pourparler.wording.solutions import SOLUTION, division_words
from pourparler.wording.terms import counted, plural, settlement_words
from pourparler.wording.views.settlement import View

SETTINGS = {"all_outcomes": "All settlements", "rational": "Settlements that all would accept"}
"""What each part of the answer is about."""


def solved_view(negotiation: Negotiation, solved: Solved) -> View:
    """Both settings with their solutions; the count of what all would accept; the division by Adjusted Winner."""
    bargain, zopa, division = solved.bargain, solved.zopa, solved.division
    exact = isinstance(zopa, int)
    return {
        "outcomes": bargain.settlements,
        "zopa": zopa,
        "zopa_interval": None if isinstance(zopa, int) else [zopa.low, zopa.high],
        "exact": bargain.exact and exact,
        "words": [
            *lead_words(solved),
            *filter(None, [rests_words(negotiation, [p for p in negotiation.in_force if p.hard])]),
        ],
        "parties": [p.name for p in negotiation.parties],
        "all_outcomes": _setting_view(negotiation, solved, solved.all_outcomes),
        "rational": _setting_view(negotiation, solved, solved.rational),
        "adjusted_winner": division
        and {
            "share": {i.id: float(s) for i, s in zip(negotiation.issues, division.share, strict=True)},
            "points": [float(x) for x in division.points],
            "envy_free": division.envy_free,
            "words": division_words(negotiation, division),
        },
    }


def best_view(negotiation: Negotiation, solved: Solved, many: int) -> list[View]:
    """The settlements with the largest sums of utilities that all would accept."""
    return [
        {
            "sum": float(total / solved.bargain.scale),
            "settlement": {i.id: tuple(i.options)[o] for i, o in zip(negotiation.issues, codes, strict=True)},
        }
        for total, codes in islice(solved.best(), many)
    ]


def _setting_view(negotiation: Negotiation, solved: Solved, setting: Setting) -> View:
    frontier, bargain = setting.frontier, solved.bargain
    return {
        "frontier_size": len(frontier),
        "frontier_utilities": bargain.plain(frontier.vectors).tolist(),
        "gap": bargain.plain(frontier.gap).tolist(),
        "disagreement_point": bargain.plain(setting.disagreement).tolist(),
        "words": _frontier_words(setting, solved),
    } | {
        name: found and _solution_view(negotiation, solved, setting, name, found)
        for name, found in setting.solutions.items()
    }


def _solution_view(negotiation: Negotiation, solved: Solved, setting: Setting, name: str, found: Solution) -> View:
    """``utilities`` of one settlement that is best, ``equal`` of all that are."""
    frontier = setting.frontier
    vectors = frontier.bargain.plain(frontier.vectors[list(found.places)]).tolist()
    gains = frontier.bargain.plain(frontier.vectors[found.place] - setting.disagreement).tolist()
    codes = solved.settlement(frontier.codes[found.place].tolist())
    settlement = {i.id: tuple(i.options)[o] for i, o in zip(negotiation.issues, codes, strict=True)}
    return {
        found.measure: found.value,
        "utilities": vectors[-1],
        "gains": gains,
        "settlement": settlement,
        "equal": vectors,
        "words": _solution_words(name, found),
        "settlement_words": settlement_words(negotiation, settlement),
    }


def _solution_words(name: str, found: Solution) -> str:
    text = f"{SOLUTION[name]} ({found.measure.replace('_', ' ')} {found.value:.6g})"
    others = len(found.places) - 1
    if not others:
        return text
    return f"{text}; {plural(others, 'other settlement')} {'does' if others == 1 else 'do'} as well"


def _frontier_words(setting: Setting, solved: Solved) -> str:
    frontier = setting.frontier
    text = f"{plural(len(frontier), 'efficient combination')} of utilities."
    if not frontier.gap.any():
        return text
    widest = ", ".join(f"{x:.4g}" for x in solved.bargain.plain(frontier.gap))
    return f"{text} Of combinations that lie close together one is listed: no settlement gives every party more than {widest} above it."


def lead_words(solved: Solved) -> list[str]:
    """How many settlements all would accept, and how exact that is."""
    told = [
        f"All parties would accept {counted(solved.zopa)} of the {plural(solved.bargain.settlements, 'settlement')}."
    ]
    if not solved.bargain.exact:
        told.append(
            "The numbers given are longer than what is counted with: which combinations are efficient is exact; in counts and solutions"
            " differences below a quadrillionth of the largest utility are ignored."
        )
    return told
