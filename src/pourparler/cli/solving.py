"""solve: frontier and bargaining solutions where every party gave numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.console import JSON, print_json, say

if TYPE_CHECKING:
    from pourparler.model import Negotiation
    from pourparler.settlement.bargain import Bargain, Ints
    from pourparler.settlement.frontier import Frontier
    from pourparler.settlement.solutions import Solution


def solve(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|FILE", help="A dossier with numbers, or a file in the format bargaining-instance/1."
        ),
    ],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Frontier and bargaining solutions where every party gave numbers for every option; all settlements, and those that all accept.

    Exit code 1: no settlement gives every party its reservation value.

    Example: pourparler solve instance.json --json
    """
    from pourparler import verbs
    from pourparler.errors import TooManyError
    from pourparler.settlement.bargain import bargain_of
    from pourparler.settlement.counting import count_accepted
    from pourparler.settlement.frontier import find_frontier

    negotiation = verbs.load_negotiation(path)
    bargain = bargain_of(negotiation)
    frontier = find_frontier(bargain)
    try:
        zopa: int | None = count_accepted(bargain)
    except TooManyError:
        zopa = None
    settings = {
        "all_outcomes": (frontier, bargain.worst),
        "rational": (frontier.rational(), bargain.reservation),
    }
    if as_json:
        print_json(
            {"outcomes": bargain.settlements, "zopa": zopa, "exact": bargain.exact}
            | {name: _setting_json(bargain, *setting) for name, setting in settings.items()}
        )
    else:
        _show(negotiation, bargain, zopa, settings)
    if not len(settings["rational"][0]):
        raise typer.Exit(1)


def _setting_json(bargain: Bargain, frontier: Frontier, disagreement: Ints) -> dict[str, Any]:
    from pourparler.settlement.solutions import solutions_of

    return {
        "frontier_size": len(frontier),
        "frontier_utilities": bargain.plain(frontier.vectors).tolist(),
        "gap": bargain.plain(frontier.gap).tolist(),
        "disagreement_point": bargain.plain(disagreement).tolist(),
    } | {
        name: found and _solution_json(bargain, frontier, found)
        for name, found in solutions_of(frontier, disagreement).items()
    }


def _solution_json(bargain: Bargain, frontier: Frontier, found: Solution) -> dict[str, Any]:
    """``utilities`` of one settlement that is best, ``equal`` of all that are."""
    vectors = bargain.plain(frontier.vectors[list(found.places)]).tolist()
    return {found.measure: found.value, "utilities": vectors[-1], "equal": vectors}


def _show(
    negotiation: Negotiation, bargain: Bargain, zopa: int | None, settings: dict[str, tuple[Frontier, Ints]]
) -> None:
    from pourparler.settlement.solutions import solutions_of

    accepted = "more than can be counted" if zopa is None else f"{zopa:,}"
    say(f"{bargain.settlements:,} settlements, {accepted} of them accepted by all")
    if not bargain.exact:
        say(
            "The numbers given do not fit whole numbers; differences below a quadrillionth of the largest utility count as none."
        )
    titles = {"all_outcomes": "all settlements", "rational": "settlements that all accept"}
    for setting, (frontier, disagreement) in settings.items():
        say(f"\n{titles[setting]}: {len(frontier):,} efficient utility vectors", "bold")
        if frontier.gap.any():
            widest = ", ".join(f"{x:.4g}" for x in bargain.plain(frontier.gap))
            say(f"Near ones stand for each other: no settlement is better for everybody by more than {widest}.")
        for name, found in solutions_of(frontier, disagreement).items():
            if found is None:
                continue
            place = found.place
            worth = bargain.plain(frontier.vectors[place])
            shares = ", ".join(f"{p.name} {x:.6g}" for p, x in zip(negotiation.parties, worth, strict=True))
            ties = f" (and {len(found.places) - 1} with the same)" if len(found.places) > 1 else ""
            say(f"{name.replace('_', '-'):18} {found.measure.replace('_', ' ')} {found.value:.6g}: {shares}{ties}")
            chosen = (
                f"{i.id}={tuple(i.options)[o]}"
                for i, o in zip(negotiation.issues, frontier.codes[place].tolist(), strict=True)
            )
            say("    " + ", ".join(chosen))
