"""solve, convert: numbers in, frontier and bargaining solutions out; other programs' files."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.console import JSON, interruptible, notice, print_json, say

if TYPE_CHECKING:
    from pourparler.model import Negotiation
    from pourparler.settlement import Setting, Solution, Solved


def solve(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|FILE",
            help="A dossier with numbers, a GENIUS domain, a NegMAS folder, a CSV or XLSX, or bargaining-instance/1.",
        ),
    ],
    best: Annotated[
        int, typer.Option(help="Also list so many settlements that all accept, the largest sum first.")
    ] = 0,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Frontier and bargaining solutions where every party gave numbers for every option; all settlements, and those that all accept.

    Exit code 1: no settlement gives every party its reservation value.

    Example: pourparler solve instance.json --json
    """
    from pourparler import verbs

    negotiation = verbs.load_negotiation(path, lambda what: notice(f"not used: {what}"))
    with interruptible("solving") as monitor:
        solved = verbs.solve(negotiation, monitor)
    if as_json:
        ranked = {"best": [{"sum": w, "settlement": s} for w, s in _best(negotiation, solved, best)]} if best else {}
        print_json(_solved_json(negotiation, solved) | ranked)
    else:
        _show(negotiation, solved)
        for k, (worth, chosen) in enumerate(_best(negotiation, solved, best), start=1):
            say(f"{k}. sum {worth:.6g}: " + ", ".join(f"{i}={o}" for i, o in chosen.items()))
    if not len(solved.rational.frontier):
        raise typer.Exit(1)


def _best(negotiation: Negotiation, solved: Solved, many: int) -> list[tuple[float, dict[str, str]]]:
    ranked = islice(solved.best(), many)
    return [
        (
            float(total / solved.bargain.scale),
            {i.id: tuple(i.options)[o] for i, o in zip(negotiation.issues, codes, strict=True)},
        )
        for total, codes in ranked
    ]


def _solved_json(negotiation: Negotiation, solved: Solved) -> dict[str, Any]:
    bargain, zopa, division = solved.bargain, solved.zopa, solved.division
    exact = isinstance(zopa, int)
    return {
        "outcomes": bargain.settlements,
        "zopa": zopa,
        "zopa_interval": None if isinstance(zopa, int) else [zopa.low, zopa.high],
        "exact": bargain.exact and exact,
        "parties": [p.name for p in negotiation.parties],
        "all_outcomes": _setting_json(negotiation, solved, solved.all_outcomes),
        "rational": _setting_json(negotiation, solved, solved.rational),
        "adjusted_winner": division
        and {
            "share": {i.id: float(s) for i, s in zip(negotiation.issues, division.share, strict=True)},
            "points": [float(x) for x in division.points],
            "envy_free": division.envy_free,
        },
    }


def _setting_json(negotiation: Negotiation, solved: Solved, setting: Setting) -> dict[str, Any]:
    frontier, bargain = setting.frontier, solved.bargain
    return {
        "frontier_size": len(frontier),
        "frontier_utilities": bargain.plain(frontier.vectors).tolist(),
        "gap": bargain.plain(frontier.gap).tolist(),
        "disagreement_point": bargain.plain(setting.disagreement).tolist(),
    } | {
        name: found and _solution_json(negotiation, solved, setting, found) for name, found in setting.solutions.items()
    }


def _solution_json(negotiation: Negotiation, solved: Solved, setting: Setting, found: Solution) -> dict[str, Any]:
    """``utilities`` of one settlement that is best, ``equal`` of all that are."""
    frontier = setting.frontier
    vectors = frontier.bargain.plain(frontier.vectors[list(found.places)]).tolist()
    gains = frontier.bargain.plain(frontier.vectors[found.place] - setting.disagreement).tolist()
    return {
        found.measure: found.value,
        "utilities": vectors[-1],
        "gains": gains,
        "settlement": _settlement(negotiation, solved, setting, found.place),
        "equal": vectors,
    }


def _settlement(negotiation: Negotiation, solved: Solved, setting: Setting, place: int) -> dict[str, str]:
    codes = solved.settlement(setting.frontier.codes[place].tolist())
    return {i.id: tuple(i.options)[o] for i, o in zip(negotiation.issues, codes, strict=True)}


def _show(negotiation: Negotiation, solved: Solved) -> None:
    from pourparler import wording

    bargain = solved.bargain
    say(f"{wording.number(bargain.settlements)} settlements, {wording.counted(solved.zopa)} of them accepted by all")
    if not bargain.exact:
        say(
            "The numbers given do not fit whole numbers; differences below a quadrillionth of the largest utility count as none."
        )
    titles = {
        "all settlements": solved.all_outcomes,
        "settlements that all accept": solved.rational,
    }
    for title, setting in titles.items():
        frontier = setting.frontier
        say(f"\n{title}: {len(frontier):,} efficient utility vectors", "bold")
        if frontier.gap.any():
            widest = ", ".join(f"{x:.4g}" for x in bargain.plain(frontier.gap))
            say(f"Near ones stand for each other: no settlement is better for everybody by more than {widest}.")
        alike: dict[int, list[str]] = {}
        for name, found in setting.solutions.items():
            if found:
                alike.setdefault(found.place, []).append(name)
        for place, names in alike.items():
            for name in names:
                found = setting.solutions[name]
                assert found
                ties = f"; {len(found.places) - 1} more with the same" if len(found.places) > 1 else ""
                say(f"  {wording.SOLUTION[name]} ({found.measure.replace('_', ' ')} {found.value:.6g}{ties})")
            worth = bargain.plain(frontier.vectors[place])
            gains = bargain.plain(frontier.vectors[place] - setting.disagreement)
            each = zip(negotiation.parties, worth, gains, strict=True)
            say("      " + "; ".join(f"{p.name} {w:.6g}, a gain of {g:.6g}" for p, w, g in each))
            say("      " + ", ".join(f"{i}={o}" for i, o in _settlement(negotiation, solved, setting, place).items()))
    if solved.division:
        say(f"\n{wording.division_words(negotiation, solved.division)}")


def convert(
    source: Annotated[
        Path, typer.Argument(metavar="DIR|FILE", help="A dossier, or a file that `solve` or `settle` read.")
    ],
    target: Annotated[Path, typer.Argument(metavar="TARGET", help="The folder or file to write; it must not exist.")],
    to: Annotated[
        str, typer.Option(help="genius, negmas, tables (XLSX by name, else a folder of CSV), values (one CSV).")
    ],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Write a negotiation as another program's files; what that format cannot hold is told.

    Example: pourparler convert grain-talks grain.xlsx --to tables
    """
    from pourparler import verbs

    lost = verbs.convert(source, target, to)
    if as_json:
        print_json({"written": str(target), "format": to, "left_out": lost})
        return
    for what in lost:
        notice(f"not in the result: {what}")
    say(f"wrote {target}")
