"""influence: who weighs how much, and where that leads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from pourparler.cli.console import JSON, interruptible, out, print_json, say
from pourparler.errors import PourparlerError

if TYPE_CHECKING:
    from pourparler.influence import Bargaining, Contested, Powers
    from pourparler.wording.spatial import ContestWords

app = typer.Typer(
    help="Who weighs how much, and where that leads: power indices, spatial bargaining.", no_args_is_help=True
)


@app.command()
def power(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|FILE",
            help="A dossier, or JSON: voters, weights and quota, or rules with weights and quota each.",
        ),
    ],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Shapley-Shubik, Banzhaf, Johnston, Deegan-Packel and Holler indices of a weighted voting game, and who has a veto.

    A dossier without votes has one rule: a settlement needs all those at the table.

    Example: pourparler influence power council.json
    """
    from pourparler import verbs
    from pourparler.dossier import is_dossier

    with interruptible("counting coalitions"):
        found = verbs.influence_power(path)
    if as_json:
        told = [_power_json(title, powers) for title, powers in found]
        print_json(told if is_dossier(path) else told[0])
        return
    for title, powers in found:
        _print_power(title, powers)


def _columns(found: Powers) -> dict[str, Any]:
    columns = {
        "shapley_shubik": found.shapley_shubik,
        "banzhaf_normalised": found.banzhaf_normalised,
        "banzhaf_absolute": found.banzhaf_absolute,
        "johnston": found.johnston,
        "deegan_packel": found.deegan_packel,
        "holler": found.holler,
    }
    return {name: numbers for name, numbers in columns.items() if numbers is not None}


def _power_json(title: str, found: Powers) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": title,
        "voters": found.game.voters,
        "exact": found.exact,
        "veto": found.game.veto,
    }
    told |= {name: [float(x) for x in numbers] for name, numbers in _columns(found).items()}
    if found.swings is not None:
        told["banzhaf_swings"] = found.swings
    if found.exact:
        told["shapley_shubik_fractions"] = [str(x) for x in found.shapley_shubik]
    if found.error is not None:
        told["error_95"] = found.error
    return told


def _print_power(title: str, found: Powers) -> None:
    say(title, "bold")
    columns = _columns(found)
    table = Table(box=None)
    table.add_column("")
    for name in columns:
        table.add_column(name.replace("_", " "), justify="right")
    for k, voter in enumerate(found.game.voters):
        table.add_row(voter, *(f"{float(numbers[k]):.4f}" for numbers in columns.values()))
    out.print(table)
    if found.error is not None:
        say(f"Sampled: each figure is within {found.error:.4f} with a chance of 95 % for all of them together.")
    if found.game.veto:
        say("Nothing passes without " + ", ".join(found.game.veto) + ".")
    powerless = [v for v, x in zip(found.game.voters, found.banzhaf_absolute, strict=True) if not x]
    if powerless and found.error is None:
        say("Never decisive: " + ", ".join(powerless) + ".")


@app.command()
def spatial(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|FILE",
            help="A dossier with contests, or JSON: actors with name, position, capability, salience.",
        ),
    ],
    rounds: Annotated[int, typer.Option(help="The most rounds.")] = 10,
    runs: Annotated[
        int | None, typer.Option(help="How many times the inputs are drawn; 1,000 for a dossier, else 1.")
    ] = None,
    spread: Annotated[
        float, typer.Option(help="By which share of themselves a file's inputs may be off, 0 to 1.")
    ] = 0.0,
    published: Annotated[
        bool,
        typer.Option("--published", help="Read the model as one public reconstruction does, not as the papers' text."),
    ] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Bargaining over one ordered issue by expected utility (Bueno de Mesquita): who moves where, round by round, and the forecast.

    Positions come from what the parties said; capability and salience are the analyst's, and what has no number is drawn over all that it
    may be.

    Example: pourparler influence spatial grain-talks --rounds 5
    """
    from pourparler import verbs
    from pourparler.dossier import is_dossier
    from pourparler.wording import spatial as pulling

    if runs is not None and runs < 1:
        raise PourparlerError("there is at least one run")
    if is_dossier(path):
        _show_contests(path, rounds, runs or 1_000, published, as_json)
        return
    with interruptible("bargaining"):
        found = verbs.influence_spatial(path, rounds, runs=runs or 1, spread=spread, published=published)
    last = found.rounds[-1]
    if as_json:
        print_json(_bargaining_json(found))
        return
    _print_rounds(found)
    say(f"At the start: weighted median {found.start[0][0]:.2f}, mean {found.start[1][0]:.2f}.")
    say("Nobody moved in the last round." if found.settled else "Somebody still moved in the last round.")
    if (runs or 1) > 1:
        low, middle, high = pulling.interval(last.mean)
        say(
            f"Over {runs:,} runs with inputs off by up to {spread:.0%}, the mean ends between {low:.2f} and {high:.2f} in 95 %, at {middle:.2f} in the middle."
        )


def _show_contests(path: Path, rounds: int, runs: int, published: bool, as_json: bool) -> None:
    """All contests of a dossier."""
    from pourparler import verbs
    from pourparler.wording import spatial as pulling

    negotiation = verbs.load_negotiation(path)
    with interruptible("bargaining"):
        told = verbs.contests(negotiation, rounds, runs=runs, published=published)
    if as_json:
        print_json([_contest_json(c) for c in told])
        return
    for c in told:
        _print_contest(pulling.contest_words(negotiation, c))
        if c.given:
            _print_rounds(c.bargaining)
        else:
            _print_ranges(c.bargaining)


def _print_contest(words: ContestWords) -> None:
    say(words.title, "bold")
    for line in words.actors:
        say(f"  {line}")
    say(words.forecast)


def _print_ranges(found: Bargaining) -> None:
    from pourparler.wording import spatial as pulling

    table = Table(box=None)
    table.add_column("")
    for word in ("after the first round", "after the last"):
        table.add_column(f"{word}: middle", justify="right")
        table.add_column("95 %", justify="right")
    ends = (found.rounds[0], found.rounds[-1])
    for a, name in enumerate(found.actors):
        table.add_row(name, *(x for r in ends for x in pulling.range_words(r.positions[:, a])))
    table.add_row("weighted median", *(x for r in ends for x in pulling.range_words(r.median)), style="bold")
    out.print(table)


def _print_rounds(found: Bargaining) -> None:
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


def _bargaining_json(found: Bargaining) -> dict[str, Any]:
    from pourparler.wording import spatial as pulling

    last = found.rounds[-1]
    return {
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
        "forecast": {"median": pulling.interval(last.median), "mean": pulling.interval(last.mean)},
    }


def _contest_json(found: Contested) -> dict[str, Any]:
    from pourparler.wording import spatial as pulling

    return {
        "issue": found.contest.issue,
        "scale": dict(found.contest.scale),
        "may_stand_at": dict(zip(found.bargaining.actors, found.positions, strict=True)),
        "every_number_given": found.given,
        "nearest_at_start": found.nearest[0],
        "nearest_at_end": found.nearest[1],
        "start_range": {"median": pulling.interval(found.bargaining.start[0])},
    } | _bargaining_json(found.bargaining)
