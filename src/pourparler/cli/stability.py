"""stability: would it hold? The graph model of a conflict."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from pourparler.cli.console import JSON, interruptible, notice, out, print_json, say
from pourparler.errors import PourparlerError

if TYPE_CHECKING:
    from pourparler.model import Negotiation
    from pourparler.model.conflict import Conflict
    from pourparler.stability import StabilityAnalysis

NAMES = 50
COLUMN = 9
"""How wide the columns of the table are: names, and each state."""


def stability(
    path: Annotated[
        Path, typer.Argument(metavar="DIR|FILE", help="A dossier, a .gmcr file, or one in the format conflict/1.")
    ],
    propose: Annotated[
        bool, typer.Option("--propose", help="Use the moves and preferences that the dossier's positions suggest.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="With --propose: add them to dossier.yaml, to edit.")] = False,
    start: Annotated[
        int | None,
        typer.Option("--from", metavar="STATE", help="What can come of this state; default: of how things stand."),
    ] = None,
    to: Annotated[
        int | None, typer.Option("--to", metavar="STATE", help="All ways to this state, and what bars it.")
    ] = None,
    moves: Annotated[bool, typer.Option("--any-move", help="Ways by any moves, not by improvements alone.")] = False,
    steps: Annotated[int, typer.Option(help="With --to: the longest way, in moves.")] = 5,
    wanted: Annotated[
        int | None,
        typer.Option(metavar="STATE", help="Which changes of preference would make this state an equilibrium."),
    ] = None,
    look: Annotated[
        str | None,
        typer.Option(metavar="ISSUE=OPTION,...", help="The state in which this settlement of the dossier is made."),
    ] = None,
    horizon: Annotated[int, typer.Option(help="Also: stable for those who look so many moves ahead.")] = 0,
    groups: Annotated[bool, typer.Option("--coalitions", help="Also: stable against coalitions.")] = False,
    sensitivity: Annotated[
        bool, typer.Option("--sensitivity", help="Also: which exchange of two preferences undoes an equilibrium.")
    ] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Would it hold? Which states of the talks are stable for whom, and which for everybody: Nash, metarational, sequential, simultaneous.

    Exit code 1: no state is an equilibrium in any of these senses.

    Example: pourparler stability grain-talks --to 12
    """
    from pourparler import verbs
    from pourparler.dossier import is_dossier
    from pourparler.verbs.opening import conflict_of
    from pourparler.wording import stability as holding

    if (propose or write or look) and not is_dossier(path):
        raise PourparlerError("--propose, --write and --look need a dossier", where=str(path))
    negotiation = verbs.load_negotiation(path) if is_dossier(path) else None
    if negotiation is not None and propose:
        negotiation = replace(negotiation, conflict=verbs.propose_conflict(negotiation))
    conflict = verbs.load_conflict(path) if negotiation is None else conflict_of(negotiation, path)
    if horizon and not conflict.complete:
        raise PourparlerError("looking ahead needs preferences that are all known", mend="Leave --horizon out")
    if write:
        _write(path, conflict, propose)
    for place in (start, to, wanted):
        if place is not None and not 1 <= place <= len(conflict.states):
            raise PourparlerError(
                f"there is no state {place}", mend=f"States are numbered from 1 to {len(conflict.states)}"
            )
    with interruptible("looking for equilibria"):
        analysis = verbs.analyse_stability(conflict)
    begin = conflict.now if start is None else start - 1
    if as_json:
        print_json(_json(analysis, begin, moves, horizon, groups))
    else:
        if look and negotiation is not None:
            _print_look(analysis, negotiation, look)
        else:
            say(holding.lead_words(analysis), "bold")
            for words in (holding.now_words(analysis), *holding.unknown_words(conflict)):
                if words:
                    say(words)
        _print_states(analysis, negotiation, horizon, groups)
        _print_ways(analysis, begin, to, moves, steps)
        if wanted is not None:
            _print_wanted(analysis, wanted - 1)
        elif analysis.within_reach:
            _print_within_reach(analysis)
        if sensitivity:
            _print_sensitivity(analysis)
    if not analysis.equilibria:
        raise typer.Exit(1)


def _write(path: Path, conflict: Conflict, proposed: bool) -> None:
    from pourparler.dossier import add_conflict, open_dossier

    if not proposed:
        raise PourparlerError("--write goes with --propose")
    add_conflict(open_dossier(path).yaml, conflict)
    notice(f"added `conflict:` to {open_dossier(path).yaml}: edit it, then run this command without --propose")


def _json(analysis: StabilityAnalysis, start: int | None, moves: bool, horizon: int, groups: bool) -> dict[str, Any]:
    from pourparler.stability.coalitions import coalitions
    from pourparler.stability.limited_move import foresight

    conflict = analysis.conflict

    def told(stable: Any) -> dict[str, Any]:
        return {
            name: ["".join("1" if x else "0" for x in row) for row in rows.tolist()] for name, rows in stable.items()
        }

    found: dict[str, Any] = {
        "states": conflict.states.tolist(),
        "stable": told(analysis.surely),
        "equilibria": {
            name: [k for k in range(len(conflict.states)) if rows[:, k].all()] for name, rows in analysis.surely.items()
        },
    }
    if analysis.forms is not None:
        found["forms"] = {name: told(stable) for name, stable in analysis.forms.stable.items()}
    if conflict.moves and conflict.moves[0].id:
        found["moves"] = [m.id for m in conflict.moves]
    if start is not None and (reached := analysis.evolution(start, improving=not moves)) is not None:
        found["reached_in"] = reached.steps.tolist()
    if horizon:
        ahead = foresight(conflict, horizon)
        found["limited_move"] = [ahead.equilibria(h + 1) for h in range(horizon)]
        found["non_myopic"] = ahead.equilibria()
    if groups:
        by_group = coalitions(conflict)
        found["coalitions"] = {name: by_group.equilibria(name) for name in by_group.stable}
    return found


def _print_look(analysis: StabilityAnalysis, negotiation: Negotiation, look: str) -> None:
    from pourparler.cli.drafts import draft
    from pourparler.settlement.drafts import whole_settlement
    from pourparler.settlement.states import state_of
    from pourparler.wording import stability as holding

    settlement = whole_settlement(negotiation, draft(look))
    place = state_of(negotiation, settlement)
    if place is None:
        say("No feasible state has this settlement made with these moves.", "bold")
        return
    say(f"This settlement is made in state {place + 1}: {holding.state_words(analysis.conflict, place)}.", "bold")
    sure, some = (int(s[place]) for s in analysis.strength)
    say(f"That is surely an equilibrium in {sure} of {len(analysis.surely)} senses, possibly in {some}.")
    for d, better in analysis.reasons(place).items():
        say(
            f"  {analysis.conflict.decision_makers[d]} would rather be in state {', '.join(str(s + 1) for s in better[:8])}"
        )


def _print_states(analysis: StabilityAnalysis, negotiation: Negotiation | None, horizon: int, groups: bool) -> None:
    from pourparler.settlement.states import settlements_left
    from pourparler.stability import CONCEPTS
    from pourparler.wording import limits
    from pourparler.wording import stability as holding

    conflict = analysis.conflict
    fitting = max(3, (out.width - NAMES - 2) // COLUMN)
    shown = analysis.shown(min(fitting, limits.STATES))
    if not shown:
        return
    say()
    say("States in option form (Y: the move is made, N: not; ● stable for everybody, ○ perhaps)")
    table = Table(box=None)
    table.add_column("", no_wrap=True, width=NAMES)
    for k in shown:
        table.add_column(f"{k + 1} now" if k == conflict.now else str(k + 1), justify="center", width=COLUMN - 2)
    for d, maker in enumerate(conflict.decision_makers):
        table.add_row(maker, style="bold")
        for bit, move in enumerate(conflict.moves):
            if move.owner == d:
                table.add_row(f"  {move.name}", *("Y" if conflict.states[k] >> bit & 1 else "N" for k in shown))
    table.add_row("An equilibrium in the sense of", style="bold")
    for name in CONCEPTS:
        table.add_row(f"  {holding.concept_name(name)}", *(holding.mark(analysis, name, k) for k in shown))
    for name, places in _more_senses(conflict, horizon, groups):
        table.add_row(f"  {name}", *("●" if k in places else "" for k in shown))
    if any(order.complete for order in conflict.orders):
        table.add_row(f"Ranked by (of {len(conflict.states):,})", style="bold")
        for d, maker in enumerate(conflict.decision_makers):
            table.add_row(f"  {maker}", *(holding.rank_words(analysis, d, k) for k in shown))
    if negotiation is not None:
        counts = settlements_left(negotiation, shown)
        table.add_row("Settlements within the red lines still held", style="bold")
        table.add_row("  of everybody", *(f"{everybody:,}" for everybody, _ in counts))
        table.add_row("  of those at the table", *(f"{at_table:,}" for _, at_table in counts))
    out.print(table)
    hidden = len(set(analysis.equilibria) - set(shown))
    if hidden:
        say(f"… and {hidden:,} more (--json has them all)")


def _more_senses(conflict: Conflict, horizon: int, groups: bool) -> list[tuple[str, list[int]]]:
    from pourparler.stability.coalitions import coalitions
    from pourparler.stability.limited_move import foresight
    from pourparler.wording.stability import concept_name

    found: list[tuple[str, list[int]]] = []
    if horizon:
        ahead = foresight(conflict, horizon)
        found += [(f"limited move, {h + 1} ahead", ahead.equilibria(h + 1)) for h in range(horizon)]
        found += [("non-myopic", ahead.equilibria())] if ahead.non_myopic is not None else []
    if groups:
        by_group = coalitions(conflict)
        found += [(f"coalitions, {concept_name(name)}", by_group.equilibria(name)) for name in by_group.stable]
    return found


def _print_ways(analysis: StabilityAnalysis, start: int | None, to: int | None, moves: bool, steps: int) -> None:
    from pourparler.stability.paths import all_ways, bars
    from pourparler.wording import limits
    from pourparler.wording import stability as holding
    from pourparler.wording.settlement import joined

    conflict = analysis.conflict
    if start is None:
        if to is not None:
            raise PourparlerError("--to needs --from: the file does not say how things stand")
        return
    reached = analysis.evolution(start, improving=not moves)
    assert reached is not None
    say()
    what = "any moves" if moves else "moves that their movers surely prefer"
    if to is None:
        say(f"What can come of state {start + 1} by {what}", "bold")
        told = [k for k in analysis.shown(limits.STATES) if k != start]
        ways = {k: reached.path(k) for k in told}
        for k, way in ways.items():
            if way is not None:
                say(f"  state {k + 1}: {holding.way_words(conflict, way, start)}")
        if none := [str(k + 1) for k, way in ways.items() if way is None]:
            say(f"  no way leads to state {joined(none, 'or')}")
        if not told:
            say(f"  {int((reached.steps > 0).sum()):,} other states, none of them an equilibrium")
        return
    say(f"All ways from state {start + 1} to state {to} by {what}, at most {steps} moves", "bold")
    found = list(islice(all_ways(analysis.relations, start, to - 1, steps, improving=not moves), limits.WAYS + 1))
    for way in found[: limits.WAYS]:
        say(f"  {holding.way_words(conflict, way, start)}")
    if len(found) > limits.WAYS:
        say("  … and more")
    if found:
        return
    if (way_there := reached.path(to - 1)) is not None:
        say(f"  none; the shortest takes {len(way_there)}: {holding.way_words(conflict, way_there, start)}")
    else:
        _print_bars(analysis, start, to - 1)
    for k in bars(conflict, start, to - 1):
        m = conflict.moves[k]
        say(f"  barred: {conflict.decision_makers[m.owner]} {m.name}, which cannot be changed back")


def _print_bars(analysis: StabilityAnalysis, start: int, target: int) -> None:
    from pourparler.stability import Graph
    from pourparler.stability.paths import easiest
    from pourparler.wording import stability as holding

    conflict = analysis.conflict
    anyhow = analysis.evolution(start, improving=False)
    way = anyhow.path(target) if anyhow is not None else None
    if way is None:
        say("  none, not even by moves against anybody's preference")
        return
    if conflict.complete:
        found, against = easiest(Graph.of(conflict), start)
        way = found.path(target) or ()
        levels = conflict.levels
        say(f"  none; the easiest has {int(against[target])} move(s) that their movers do not prefer:")
        here = start
        for d, then in way:
            word = "" if levels[d][then] > levels[d][here] else "  ← does not prefer it"
            say(f"    {holding.way_words(conflict, [(d, then)], here)}{word}")
            here = then
        return
    say(f"  none; by moves that are not surely preferred: {holding.way_words(conflict, way, start)}")


def _print_wanted(analysis: StabilityAnalysis, state: int) -> None:
    from pourparler.stability.inverse import falls, inverse
    from pourparler.wording import stability as holding

    conflict = analysis.conflict
    say()
    say(f"What would make state {state + 1} an equilibrium ({holding.state_words(conflict, state)})", "bold")
    for found in inverse(conflict, state):
        name = holding.concept_name(found.concept)
        if analysis.surely[found.concept][:, state].all():
            bears = ""
            if conflict.complete:
                places = {d: n for d, n in falls(conflict, found.concept, state).items() if n is not None}
                told = [
                    f"{conflict.decision_makers[d]} past {n}" for d, n in sorted(places.items(), key=lambda x: x[1])
                ]
                bears = f"; groups of states past which it may fall and hold: {', '.join(told)}" if told else ""
            say(f"  {name}: it is one{bears}")
            continue
        say(f"  {name}:")
        for rise in found.rises:
            past = ", ".join(str(s + 1) for s in rise.past[:8]) + (", …" if len(rise.past) > 8 else "")
            say(f"    {conflict.decision_makers[rise.maker]} would have to rank it no lower than state {past}")
        for changes in (found.statements or {}).values():
            for revision in changes[:3]:
                say(f"    · {holding.change_words(conflict, revision)}")
        if found.statements is None and any(o.wishes for o in conflict.orders):
            say("    no single change of a preference statement for each of them does it")


def _print_within_reach(analysis: StabilityAnalysis) -> None:
    from pourparler.wording import limits
    from pourparler.wording import stability as holding

    say()
    say("What would make a settlement hold", "bold")
    for state, (concept, changes) in islice(analysis.within_reach.items(), limits.WITHIN_REACH):
        say(f"  state {state + 1}: {holding.state_words(analysis.conflict, state)}")
        for revision in changes:
            say(f"    if {holding.change_words(analysis.conflict, revision)}")
        say(f"    then it is {holding.concept_name(concept)} stable for everybody")
    if len(analysis.within_reach) > limits.WITHIN_REACH:
        say(f"  … and {len(analysis.within_reach) - limits.WITHIN_REACH} more")


def _print_sensitivity(analysis: StabilityAnalysis) -> None:
    from pourparler.stability import CONCEPTS
    from pourparler.stability.inverse import undone_by
    from pourparler.wording import stability as holding

    say()
    say("What undoes an equilibrium: the exchange of two neighbours in somebody's order", "bold")
    for concept in CONCEPTS:
        for state, swaps in undone_by(analysis.conflict, concept).items():
            name = f"  state {state + 1}, {holding.concept_name(concept)}"
            if not swaps:
                say(f"{name}: none")
                continue
            say(f"{name}: {'; or '.join(holding.swap_words(analysis.conflict, s) for s in swaps[:3])}")
