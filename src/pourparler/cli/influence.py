"""influence: who weighs how much, and where that leads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from pourparler.cli.console import AS_OF, CONFIRMED_ONLY, JSON, interruptible, out, print_json, say
from pourparler.cli.sources import negotiation_in
from pourparler.cli.spreading import SCHEDULER, WORKERS, where_asked
from pourparler.errors import PourparlerError

if TYPE_CHECKING:
    from pourparler.influence import Bargaining, Contested
    from pourparler.model import Negotiation

app = typer.Typer(
    help="Who has how much weight, and where that leads: power indices, spatial bargaining.", no_args_is_help=True
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
    confirmed_only: Annotated[bool, CONFIRMED_ONLY] = False,
    workers: Annotated[int | None, WORKERS] = None,
    scheduler: Annotated[str | None, SCHEDULER] = None,
    as_of: Annotated[str | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """How much each voter counts: Shapley-Shubik, Banzhaf, Johnston, Deegan-Packel and Holler indices, and who has a veto.

    A dossier without votes has one rule: a settlement needs all parties at the table.

    Example: pourparler influence power council.json
    """
    from pourparler import verbs
    from pourparler.dossier import is_dossier
    from pourparler.wording.views.influence import power_view

    with interruptible("counting coalitions"), where_asked(workers, scheduler) as place:
        found = verbs.influence_power(path, confirmed_only=confirmed_only, as_of=as_of, on=place)
    views = [power_view(title, powers) for title, powers in found]
    if as_json:
        print_json(views if is_dossier(path) else views[0])
        return
    for view in views:
        _print_power(view)


def _print_power(view: dict[str, Any]) -> None:
    from pourparler.wording.english import capital
    from pourparler.wording.views.influence import INDEX

    say(capital(view["title"]), "bold")
    columns = [name for name in INDEX if name in view]
    table = Table(box=None)
    table.add_column("")
    for name in columns:
        table.add_column(INDEX[name], justify="right")
    for k, voter in enumerate(view["voters"]):
        table.add_row(voter, *(f"{view[name][k]:.4f}" for name in columns))
    out.print(table)
    for words in view["words"]:
        say(words)


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
        int | None, typer.Option(help="How many times the model is run; 1,000 for a dossier, else 1.")
    ] = None,
    spread: Annotated[
        float, typer.Option(help="By what share the numbers in a file may be wrong, 0 to 1; each run varies them.")
    ] = 0.0,
    published: Annotated[
        bool,
        typer.Option("--published", help="Follow a published reconstruction of the model instead of the papers."),
    ] = False,
    confirmed_only: Annotated[bool, CONFIRMED_ONLY] = False,
    workers: Annotated[int | None, WORKERS] = None,
    scheduler: Annotated[str | None, SCHEDULER] = None,
    as_of: Annotated[str | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Bargaining over one ordered issue by expected utility (Bueno de Mesquita): who moves where, round by round, and the forecast.

    Positions come from the dossier. Capability and salience are the analyst's; where one is missing, each run takes another value from all that is possible.

    Example: pourparler influence spatial grain-talks --rounds 5
    """
    from pourparler import verbs
    from pourparler.dossier import is_dossier
    from pourparler.wording.views.influence import bargaining_view, bargaining_words

    if runs is not None and runs < 1:
        raise PourparlerError(f"--runs {runs}: the model is run at least once", mend="Give a number from 1")
    if is_dossier(path):
        negotiation = negotiation_in(path, confirmed_only=confirmed_only, as_of=as_of, as_json=as_json)
        with interruptible("bargaining"), where_asked(workers, scheduler) as place:
            contests = verbs.contests(negotiation, rounds, runs=runs or 1_000, published=published, on=place)
        _show_contests(negotiation, contests, as_json)
        return
    with interruptible("bargaining"), where_asked(workers, scheduler) as place:
        found = verbs.influence_spatial(path, rounds, runs=runs or 1, spread=spread, published=published, on=place)
    if as_json:
        print_json(bargaining_view(found))
        return
    _print_rounds(found)
    for words in bargaining_words(found, runs or 1, spread):
        say(words)


def _show_contests(negotiation: Negotiation, found: Sequence[Contested], as_json: bool) -> None:
    from pourparler.wording.views.influence import contest_view

    views = [contest_view(negotiation, c) for c in found]
    if as_json:
        print_json(views)
        return
    for contest, view in zip(found, views, strict=True):
        say(view["title"], "bold")
        for line in view["actor_words"]:
            say(f"  {line}")
        say(view["forecast_words"])
        if contest.given:
            _print_rounds(contest.bargaining)
        else:
            _print_ranges(contest.bargaining)


def _print_ranges(found: Bargaining) -> None:
    from pourparler.wording.views.influence import ranges_view

    table = Table(box=None)
    table.add_column("")
    for word in ("after the first round", "after the last round"):
        table.add_column(f"{word}: middle", justify="right")
        table.add_column("95 % of runs", justify="right")
    *actors, median = ranges_view(found)
    for row in actors:
        table.add_row(*row)
    table.add_row(*median, style="bold")
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
    for word, values in (
        ("weighted median", [r.median for r in found.rounds]),
        ("mean", [r.mean for r in found.rounds]),
    ):
        table.add_row(word, "", *(f"{v[0]:.2f}" for v in values), style="bold")
    out.print(table)
