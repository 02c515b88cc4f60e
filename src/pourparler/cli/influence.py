"""influence: who weighs how much, and where that leads."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from pourparler.cli.console import JSON, interruptible, out, print_json, say

app = typer.Typer(
    help="Who weighs how much, and where that leads: power indices, spatial bargaining.", no_args_is_help=True
)


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


@app.command()
def spatial(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="JSON: actors with name, position, capability, salience.")
    ],
    rounds: Annotated[int, typer.Option(help="The most rounds.")] = 10,
    runs: Annotated[int, typer.Option(help="With --spread: how many times the inputs are drawn.")] = 1,
    spread: Annotated[float, typer.Option(help="By which share of themselves the inputs may be off, 0 to 1.")] = 0.0,
    published: Annotated[
        bool,
        typer.Option("--published", help="Read the model as one public reconstruction does, not as the papers' text."),
    ] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Bargaining over one ordered issue by expected utility (Bueno de Mesquita): who moves where, round by round, and the forecast.

    Capability and salience are the analyst's; the program has none of its own.

    Example: pourparler influence spatial actors.json --rounds 5
    """
    from pourparler import verbs

    with interruptible("bargaining"):
        found = verbs.spatial(path, rounds, runs=runs, spread=spread, published=published)
    last = found.rounds[-1]
    if as_json:
        print_json(
            {
                "actors": found.actors,
                "start": {"median": found.start[0][0], "mean": found.start[1][0]},
                "rounds": [
                    {
                        "risk_exponent": r.risk_exponent[0].tolist(),
                        "expected_utility": r.expected_utility[0].tolist(),
                        "positions": r.positions[0].tolist(),
                        "median": float(r.median[0]),
                        "mean": float(r.mean[0]),
                    }
                    for r in found.rounds
                ],
                "settled": found.settled,
                "forecast": {"median": _range(last.median), "mean": _range(last.mean)},
            }
        )
        return
    table = Table(box=None)
    table.add_column("")
    table.add_column("risk exponent", justify="right")
    for k in range(len(found.rounds)):
        table.add_column(f"round {k + 1}", justify="right")
    for a, name in enumerate(found.actors):
        table.add_row(
            name, f"{found.rounds[0].risk_exponent[0, a]:.2f}", *(f"{r.positions[0, a]:.2f}" for r in found.rounds)
        )
    for word, values in (("median", [r.median for r in found.rounds]), ("mean", [r.mean for r in found.rounds])):
        table.add_row(word, "", *(f"{v[0]:.2f}" for v in values), style="bold")
    out.print(table)
    say(f"At the start: weighted median {found.start[0][0]:.2f}, mean {found.start[1][0]:.2f}.")
    say("Nobody moved in the last round." if found.settled else "Somebody still moved in the last round.")
    if runs > 1:
        low, middle, high = _range(last.mean)
        say(
            f"Over {runs:,} runs with inputs off by up to {spread:.0%}, the mean ends between {low:.2f} and {high:.2f} in 95 %, at {middle:.2f} in the middle."
        )


def _range(values: Any) -> list[float]:
    """The 2.5th, 50th and 97.5th percentile."""
    import numpy as np

    return [float(x) for x in np.percentile(values, [2.5, 50, 97.5])]
