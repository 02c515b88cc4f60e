"""solve, convert: numbers in, frontier and bargaining solutions out; other programs' files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pourparler.cli.console import AS_OF, CONFIRMED_ONLY, JSON, interruptible, notice, print_json, say
from pourparler.cli.sources import DOMAIN, PROFILES, negotiation_in


def solve(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|FILE",
            help="A dossier with numbers, a GENIUS domain, a NegMAS folder, a CSV or XLSX, or bargaining-instance/1.",
        ),
    ],
    best: Annotated[
        int, typer.Option(help="Also list this many settlements that all would accept, the largest sum first.")
    ] = 0,
    domain: Annotated[str | None, DOMAIN] = None,
    profiles: Annotated[list[str] | None, PROFILES] = None,
    confirmed_only: Annotated[bool, CONFIRMED_ONLY] = False,
    as_of: Annotated[str | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Efficient settlements and bargaining solutions, where every party gave numbers for every option.

    Twice: among all settlements, and among those that all would accept. Exit code 1: no settlement gives every party its reservation value.

    Example: pourparler solve instance.json --json
    """
    from pourparler import verbs
    from pourparler.wording.as_of import as_of_view
    from pourparler.wording.views.bargaining import best_view, solved_view

    negotiation = negotiation_in(path, domain, profiles, confirmed_only=confirmed_only, as_of=as_of, as_json=as_json)
    with interruptible("solving") as monitor:
        solved = verbs.solve(negotiation, monitor)
    view, ranked = solved_view(negotiation, solved), best_view(negotiation, solved, best)
    if as_json:
        print_json(view | ({"best": ranked} if best else {}) | as_of_view(negotiation))
    else:
        _print_solved(view)
        for k, found in enumerate(ranked, start=1):
            say(f"{k}. sum {found['sum']:.6g}: " + ", ".join(f"{i}={o}" for i, o in found["settlement"].items()))
    if not len(solved.rational.frontier):
        raise typer.Exit(1)


def _print_solved(view: dict[str, Any]) -> None:
    from pourparler.wording.solutions import SOLUTION
    from pourparler.wording.views.bargaining import SETTINGS

    for words in view["words"]:
        say(words)
    for setting, title in SETTINGS.items():
        part = view[setting]
        say(f"\n{title}", "bold")
        say(part["words"])
        alike: dict[tuple[tuple[str, str], ...], list[dict[str, Any]]] = {}
        for name in SOLUTION:
            if found := part.get(name):
                alike.setdefault(tuple(found["settlement"].items()), []).append(found)
        for solutions in alike.values():
            for found in solutions:
                say(f"  {found['words']}")
            first = solutions[0]
            each = zip(view["parties"], first["utilities"], first["gains"], strict=True)
            say("      " + "; ".join(f"{party} gets {worth:.6g}, a gain of {gain:.6g}" for party, worth, gain in each))
            say("      " + first["settlement_words"])
    if view["adjusted_winner"]:
        say(f"\n{view['adjusted_winner']['words']}")


def convert(
    source: Annotated[
        Path, typer.Argument(metavar="DIR|FILE", help="A dossier, or a file that `solve` or `settle` can read.")
    ],
    target: Annotated[Path, typer.Argument(metavar="TARGET", help="The folder or file to write; it must not exist.")],
    to: Annotated[
        str, typer.Option(help="genius, negmas, tables (XLSX by name, else a folder of CSV), values (one CSV).")
    ],
    domain: Annotated[str | None, DOMAIN] = None,
    profiles: Annotated[list[str] | None, PROFILES] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Write a negotiation as another program's files. You are told what of the source is not used, and what that format cannot hold.

    Example: pourparler convert grain-talks grain.xlsx --to tables
    """
    from pourparler import verbs

    lost = verbs.convert(negotiation_in(source, domain, profiles), target, to)
    if as_json:
        print_json({"written": str(target), "format": to, "left_out": lost})
        return
    for what in lost:
        notice(f"the format cannot hold this, so it was left out: {what}")
    say(f"wrote {target}")
