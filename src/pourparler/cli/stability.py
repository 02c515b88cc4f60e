"""stability: would it hold? The graph model of a conflict."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from pourparler.cli.console import JSON, interruptible, notice, out, print_json, say
from pourparler.errors import PourparlerError

SHOWN = 40
"""The most states that the tables show."""


def stability(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A .gmcr file, or a file in the format conflict/1.")],
    start: Annotated[
        int | None,
        typer.Option(
            "--from", metavar="STATE", help="Also: what can come of this state (its number, from 1), by whose moves."
        ),
    ] = None,
    moves: Annotated[
        bool, typer.Option("--any-move", help="With --from: by any moves, not by improvements alone.")
    ] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Which states of a conflict are stable for whom, and which for everybody: Nash, metarational, sequential, simultaneous.

    Exit code 1: no state is an equilibrium in any of these senses.

    Example: pourparler stability elmira.gmcr
    """
    from pourparler import verbs
    from pourparler.stability import CONCEPTS

    conflict = verbs.load_conflict(path)
    with interruptible("looking for equilibria"):
        found = verbs.stability(conflict)
    if start is not None and not 1 <= start <= len(conflict.states):
        raise PourparlerError(
            f"there is no state {start}", mend=f"States are numbered from 1 to {len(conflict.states)}"
        )
    equilibria = {name: found.equilibria(name).tolist() for name in found.stable}
    ways = None if start is None else verbs.evolution(conflict, start - 1, improving=not moves)
    if as_json:
        print_json(
            {
                "states": conflict.states.tolist(),
                "stable": {
                    name: ["".join("1" if x else "0" for x in row) for row in rows.tolist()]
                    for name, rows in found.stable.items()
                },
                "equilibria": equilibria,
            }
            | ({} if ways is None else {"reached_in": ways.steps.tolist()})
        )
        if not any(equilibria.values()):
            raise typer.Exit(1)
        return
    for name in CONCEPTS:
        if name not in found.stable:
            notice(f"{name} was left out: it looks at all combinations of moves, too many here")
    anywhere = sorted({k for places in equilibria.values() for k in places})
    say(f"{len(conflict.states):,} feasible states; {len(anywhere):,} are an equilibrium in some sense", "bold")
    if not anywhere:
        say("No state is stable for everybody.")
        raise typer.Exit(1)
    shown = anywhere[:SHOWN]
    table = Table(title="Equilibria in option form (Y: taken, N: not)", title_justify="left", box=None)
    table.add_column("")
    for k in shown:
        table.add_column(str(k + 1), justify="center")
    for d, maker in enumerate(conflict.decision_makers):
        table.add_row(maker, style="bold")
        for bit, move in enumerate(conflict.moves):
            if move.owner == d:
                table.add_row(f"  {move.name}", *("Y" if conflict.states[k] >> bit & 1 else "N" for k in shown))
    table.add_row("Stable in the sense of", style="bold")
    for name, words in CONCEPTS.items():
        if name in found.stable:
            table.add_row(f"  {words.partition(':')[0]}", *("●" if k in equilibria[name] else "" for k in shown))
    out.print(table)
    if len(anywhere) > SHOWN:
        say(f"… and {len(anywhere) - SHOWN:,} more (--json has them all)")
    for d, maker in enumerate(conflict.decision_makers):
        order = sorted(range(len(conflict.states)), key=lambda k: -conflict.levels[d][k])
        best = ", ".join(str(k + 1) for k in order[:12])
        say(f"{maker} ranks highest: {best}{' …' if len(order) > 12 else ''}")
    if ways is not None:
        say()
        say(f"From state {start} by {'moves' if moves else 'improvements'}", "bold")
        for k in shown:
            way = ways.path(k)
            if way is None:
                say(f"  state {k + 1}: there is no way")
            elif way:
                told = ", then ".join(f"{conflict.decision_makers[d]} moves to {s + 1}" for d, s in way)
                say(f"  state {k + 1}: {told}")
            else:
                say(f"  state {k + 1}: that is where it stands")
    say()
    for words in CONCEPTS.values():
        say(f"  {words}")
