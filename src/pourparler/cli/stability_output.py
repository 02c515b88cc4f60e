"""What `stability` prints."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from rich.table import Table

from pourparler.cli.console import out, say
from pourparler.settlement.drafts import whole_settlement
from pourparler.settlement.states import settlements_left, state_of
from pourparler.stability import Graph
from pourparler.stability.paths import all_ways, bars, easiest
from pourparler.wording.confirmation import conflict_words
from pourparler.wording.english import capital, named
from pourparler.wording.limits import STATES, WAYS, WITHIN_REACH
from pourparler.wording.moves import clause, state_name, way_words, ways_words
from pourparler.wording.preferences import states_words
from pourparler.wording.stability import labels, senses_words
from pourparler.wording.terms import plural
from pourparler.wording.views.preferences import sensitivity_view, wanted_view, within_view
from pourparler.wording.views.stability import table_view, ways_view

if TYPE_CHECKING:
    from pourparler.cli.stability import Asked
    from pourparler.model import Negotiation
    from pourparler.stability import StabilityAnalysis

NAMES = 50
COLUMN = 9
"""How wide the columns of the table are: names, and each state."""


def print_stability(analysis: StabilityAnalysis, negotiation: Negotiation | None, asked: Asked) -> None:
    """The lead, the states, the ways, and what would make a settlement hold."""
    fitting = max(3, (out.width - NAMES - 2) // COLUMN)
    left = settlements_left(negotiation, analysis.shown(STATES)) if negotiation is not None else None
    view = table_view(
        analysis, left, min(fitting, STATES), horizon=asked.horizon, groups=asked.groups, proposed=asked.proposed
    )
    if asked.look and negotiation is not None:
        _print_look(analysis, negotiation, asked.look)
    else:
        say(view["lead"], "bold")
        rests = conflict_words(negotiation, analysis.conflict) if negotiation is not None else None
        for words in filter(None, (rests, view["now"], *view["unknown"])):
            say(words)
    _print_table(view)
    if asked.start is not None and asked.to is None:
        _print_ways(analysis, asked.start, asked)
    elif asked.start is not None and asked.to is not None:
        _print_ways_to(analysis, asked.start, asked.to, asked)
    if asked.wanted is not None:
        _print_wanted(analysis, asked.wanted)
    elif asked.to is None and analysis.within_reach:
        _print_within(analysis)
    if asked.sensitivity:
        _print_sensitivity(analysis)


def _print_look(analysis: StabilityAnalysis, negotiation: Negotiation, look: str) -> None:
    from pourparler.cli.drafts import draft

    place = state_of(negotiation, whole_settlement(negotiation, draft(look)))
    if place is None:
        say("With these moves no state is possible in which this settlement is made.", "bold")
        return
    conflict = analysis.conflict
    say(f"This settlement would be made in this state: {state_name(conflict, place)}.", "bold")
    surely = [c for c, rows in analysis.surely.items() if rows[:, place].all()]
    possibly = [c for c, rows in analysis.possibly.items() if rows[:, place].all() and c not in surely]
    if surely:
        say(f"It would hold: it has {senses_words(surely)}.")
    if possibly:
        say(f"It might hold: depending on what is not known it has {senses_words(possibly)}.")
    if not surely and not possibly:
        say("It would not hold.")
    for d, better in analysis.reasons(place).items():
        say(
            f"  {capital(named(conflict.decision_makers[d]))} would rather move to {states_words(conflict, better, 4)}."
        )


def _print_table(view: dict[str, Any]) -> None:
    states = view["states"]
    if not states:
        return
    say()
    say("The states compared", "bold")
    width = max(len(s["handle"]) for s in states)
    for s in states:
        say(f"  {s['handle']:{width}}  {s['name']}")
    say()
    say("Y: the move is made. N: it is not. ●: the state is stable for every party. ○: it may be.")
    table = Table(box=None)
    table.add_column("", no_wrap=True, width=NAMES)
    for s in states:
        table.add_column(s["handle"], justify="center", width=COLUMN - 2)
    for maker in view["makers"]:
        table.add_row(maker["name"], style="bold")
        for move in maker["moves"]:
            table.add_row(f"  {move['name']}", *("Y" if made else "N" for made in move["cells"]))
    table.add_row("Stability", style="bold")
    for sense in view["senses"]:
        table.add_row(f"  {sense['name']}", *sense["cells"])
    if view["ranked"]:
        table.add_row(f"Rank among the {plural(view['total'], 'state')}, 1 is best", style="bold")
        for maker in view["makers"]:
            table.add_row(f"  {maker['name']}", *maker["ranks"])
    if view["left"]:
        table.add_row("Settlements that cross no red line still held", style="bold")
        table.add_row("  of any party", *(f"{n['everybody']:,}" for n in view["left"]))
        table.add_row("  of those at the table", *(f"{n['table']:,}" for n in view["left"]))
    out.print(table)
    if view["ranked"] and any("–" in maker["ranks"] for maker in view["makers"]):
        say("–: the party's preferences are not fully known.")
    if view["more"]:
        say(f"{plural(view['more'], 'more state')} may be stable; --json lists all.")


def _by(any_move: bool) -> str:
    return "any moves" if any_move else "moves that each party is known to prefer"


def _print_ways(analysis: StabilityAnalysis, start: int, asked: Asked) -> None:
    view = ways_view(analysis, start, any_move=asked.any_move)
    say()
    say(f"What can follow, by {_by(asked.any_move)}", "bold")
    say(f"  from {labels(analysis)(start)}")
    for way in view["ways"]:
        say(f"  {way['state']}")
        say(f"    {way['words']}")
    if view["none"]:
        say("  No way leads to:")
        for name in view["none"]:
            say(f"    {name}")
    if not view["ways"] and not view["none"]:
        say(f"  {plural(view['others'], 'other state')}, none of them stable")


def _print_ways_to(analysis: StabilityAnalysis, start: int, target: int, asked: Asked) -> None:
    conflict = analysis.conflict
    say()
    say(f"All ways by {_by(asked.any_move)}, in at most {plural(asked.steps, 'move')}", "bold")
    say(f"  from {labels(analysis)(start)}")
    say(f"  to {labels(analysis)(target)}")
    found = list(
        islice(all_ways(analysis.relations, start, target, asked.steps, improving=not asked.any_move), WAYS + 1)
    )
    for way in found[:WAYS]:
        say(f"  · {ways_words(conflict, way, start)}")
    if len(found) > WAYS:
        say("  … and more")
    if found:
        return
    reached = analysis.evolution(start, improving=not asked.any_move)
    if reached is not None and (shortest := reached.path(target)) is not None:
        say(
            f"  There is none so short. The shortest way takes {len(shortest)} moves: {ways_words(conflict, shortest, start)}"
        )
    else:
        _print_against(analysis, start, target)
    for k in bars(conflict, start, target):
        move = conflict.moves[k]
        made = bool(int(conflict.states[start]) >> k & 1)
        say(f"  It is blocked: {clause(conflict, k, made)}, and this cannot be undone ({move.name}).")


def _print_against(analysis: StabilityAnalysis, start: int, target: int) -> None:
    """The way there that asks somebody to move without a known reason."""
    conflict = analysis.conflict
    anyhow = analysis.evolution(start, improving=False)
    way = anyhow.path(target) if anyhow is not None else None
    if way is None:
        say("  There is none, not even by moves that nobody prefers.")
        return
    if not conflict.complete:
        say("  There is none. This way needs moves that are not known to be preferred:")
        say(f"    {ways_words(conflict, way, start)}")
        return
    found, against = easiest(Graph.of(conflict), start)
    say(f"  There is none. The easiest way has {plural(int(against[target]), 'move')} against a party's preference:")
    here = start
    for d, then in found.path(target) or ():
        reluctant = conflict.levels[d][then] <= conflict.levels[d][here]
        say(f"    {way_words(conflict, [(d, then)], here)}" + ("  (against its preference)" if reluctant else ""))
        here = then


def _print_wanted(analysis: StabilityAnalysis, place: int) -> None:
    say()
    say("What would make this state stable", "bold")
    say(f"  {labels(analysis)(place)}")
    for found in wanted_view(analysis, place):
        say(f"  · {found['words']}")
        for choice in found["choices"]:
            if len(found["choices"]) > 1:
                say(f"    {choice['who']}")
            for change in choice["changes"]:
                say(f"      {change}")


def _print_within(analysis: StabilityAnalysis) -> None:
    say()
    say("What would make a settlement hold", "bold")
    for found in within_view(analysis, WITHIN_REACH):
        say(f"  · {found['state']}")
        say(f"    {found['words']}")
    if len(analysis.within_reach) > WITHIN_REACH:
        say(f"  … and {len(analysis.within_reach) - WITHIN_REACH} more")


def _print_sensitivity(analysis: StabilityAnalysis) -> None:
    say()
    say("What would undo a stable state: two neighbouring preferences of one party that change places", "bold")
    for found in sensitivity_view(analysis):
        say(f"  · {found['state']}")
        say(f"    {found['words']}")
