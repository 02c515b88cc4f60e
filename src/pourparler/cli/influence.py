"""influence: who weighs how much."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from pourparler.cli.console import JSON, interruptible, out, print_json, say

app = typer.Typer(help="Who weighs how much: power indices of voting games.", no_args_is_help=True)


@app.command()
def power(
    path: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="JSON: voters, weights and quota, or rules with weights and quota each."),
    ],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Shapley-Shubik, Banzhaf, Johnston, Deegan-Packel and Holler indices of a weighted voting game, and who has a veto.

    Example: pourparler influence power council.json
    """
    from pourparler import verbs

    with interruptible("counting coalitions"):
        found = verbs.power(path)
    columns = {
        "shapley_shubik": found.shapley_shubik,
        "banzhaf_normalised": found.banzhaf_normalised,
        "banzhaf_absolute": found.banzhaf_absolute,
        "johnston": found.johnston,
        "deegan_packel": found.deegan_packel,
        "holler": found.holler,
    }
    told = {name: numbers for name, numbers in columns.items() if numbers is not None}
    if as_json:
        print_json(
            {"voters": found.game.voters, "exact": found.exact, "veto": found.game.veto, "banzhaf_swings": found.swings}
            | {name: [float(x) for x in numbers] for name, numbers in told.items()}
            | ({"shapley_shubik_fractions": [str(x) for x in found.shapley_shubik]} if found.exact else {})
        )
        return
    table = Table(box=None)
    table.add_column("")
    for name in told:
        table.add_column(name.replace("_", " "), justify="right")
    for k, voter in enumerate(found.game.voters):
        table.add_row(voter, *(f"{float(numbers[k]):.4f}" for numbers in told.values()))
    out.print(table)
    if found.game.veto:
        say("Nothing passes without " + ", ".join(found.game.veto) + ".")
    powerless = [v for v, s in zip(found.game.voters, found.swings, strict=True) if not s]
    if powerless:
        say("Never decisive: " + ", ".join(powerless) + ".")
