"""stability: would it hold? The graph model of a conflict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.console import AS_OF, CONFIRMED_ONLY, JSON, interruptible, notice, print_json
from pourparler.cli.sources import say_as_of
from pourparler.errors import PourparlerError

if TYPE_CHECKING:
    from pourparler.model import Negotiation
    from pourparler.model.conflict import Conflict

    Opened = tuple[Negotiation | None, Conflict]

STATE = "A state: now, a letter of the table, the moves made in it (a+b), its name, or its number."


# What the command can be asked, an option each.
Source = Annotated[
    Path, typer.Argument(metavar="DIR|FILE", help="A dossier, a .gmcr file, or one in the format conflict/1.")
]
Propose = Annotated[
    bool, typer.Option("--propose", help="Propose moves and preferences from the positions of the dossier.")
]
Write = Annotated[bool, typer.Option("--write", help="With --propose: write them into dossier.yaml, for you to edit.")]
From = Annotated[str | None, typer.Option("--from", metavar="STATE", help=f"What can follow from this state. {STATE}")]
To = Annotated[str | None, typer.Option("--to", metavar="STATE", help="All ways to this state, and what blocks them.")]
AnyMove = Annotated[bool, typer.Option("--any-move", help="Also use moves that their makers may not prefer.")]
Steps = Annotated[int, typer.Option(help="With --to: the longest way, in moves.")]
Wanted = Annotated[
    str | None, typer.Option(metavar="STATE", help="Which changes of preference would make this state hold.")
]
Look = Annotated[
    str | None,
    typer.Option(metavar="ISSUE=OPTION,...", help="Would this settlement of the dossier hold? Name every issue."),
]
Horizon = Annotated[int, typer.Option(help="Also: what holds for parties that look this many moves ahead.")]
Coalitions = Annotated[bool, typer.Option("--coalitions", help="Also: what holds when parties move together.")]
Sensitivity = Annotated[
    bool, typer.Option("--sensitivity", help="Also: which small change of preference would undo a stable state.")
]


@dataclass(frozen=True)
class Asked:
    """What is asked of the states, beside which of them hold; states by their places."""

    start: int | None
    to: int | None
    wanted: int | None
    look: str | None
    any_move: bool
    steps: int
    horizon: int
    groups: bool
    sensitivity: bool
    proposed: bool


def stability(
    path: Source,
    propose: Propose = False,
    write: Write = False,
    start: From = None,
    to: To = None,
    moves: AnyMove = False,
    steps: Steps = 5,
    wanted: Wanted = None,
    look: Look = None,
    horizon: Horizon = 0,
    groups: Coalitions = False,
    sensitivity: Sensitivity = False,
    confirmed_only: Annotated[bool, CONFIRMED_ONLY] = False,
    as_of: Annotated[str | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Would it hold? Which states of the talks are stable, how they can come about, and what would make a settlement hold.

    Stability is Nash, general and symmetric metarational, sequential, and simultaneous. Exit code 1: no state is stable in any of these senses.

    Example: pourparler stability grain-talks --to A
    """
    from pourparler import verbs
    from pourparler.cli.stability_output import print_stability
    from pourparler.dossier import is_dossier
    from pourparler.wording.as_of import as_of_view
    from pourparler.wording.confirmation import conflict_words
    from pourparler.wording.stability import place_of
    from pourparler.wording.views.stability import stability_data

    if write and not propose:
        raise PourparlerError("--write goes with --propose", mend="Add --propose")
    if write and as_of:
        raise PourparlerError(
            "--write changes the dossier of today, and --as-of shows an earlier day", mend="Leave one of the two out"
        )
    if (propose or look) and not is_dossier(path):
        raise PourparlerError("--propose, --write and --look need a dossier", where=str(path))
    read = partial(_opened, path, propose, horizon=bool(horizon), confirmed_only=confirmed_only, as_of=as_of)
    negotiation, conflict = _written(path, read) if write else read()
    with interruptible("looking for stable states"):
        analysis = verbs.analyse_stability(conflict)
    begin = conflict.now if start is None else place_of(analysis, start)
    if to is not None and begin is None:
        raise PourparlerError("--to needs --from: the file does not say how things stand", mend="Add --from STATE")
    asked = Asked(
        start=begin,
        to=None if to is None else place_of(analysis, to),
        wanted=None if wanted is None else place_of(analysis, wanted),
        look=look,
        any_move=moves,
        steps=steps,
        horizon=horizon,
        groups=groups,
        sensitivity=sensitivity,
        proposed=propose,
    )
    if as_json:
        rests = conflict_words(negotiation, conflict) if negotiation is not None else None
        told = stability_data(
            analysis, begin, any_move=moves, horizon=horizon, groups=groups, proposed=propose, rests=rests
        )
        print_json(told | (as_of_view(negotiation) if negotiation is not None else {}))
    else:
        if negotiation is not None:
            say_as_of(negotiation)
        print_stability(analysis, negotiation, asked)
    if not analysis.equilibria:
        raise typer.Exit(1)


def _opened(path: Path, propose: bool, *, horizon: bool, confirmed_only: bool, as_of: str | None) -> Opened:
    from pourparler import verbs
    from pourparler.dossier import is_dossier
    from pourparler.verbs.opening import conflict_of

    negotiation = None
    if is_dossier(path):
        negotiation = verbs.load_negotiation(path, confirmed_only=confirmed_only, as_of=as_of)
        if propose:
            negotiation = replace(negotiation, conflict=verbs.propose_conflict(negotiation))
        conflict = conflict_of(negotiation, path)
    else:
        conflict = verbs.load_conflict(path, notice)
    if horizon and not conflict.complete:
        raise PourparlerError(
            "to look ahead, the preferences of all parties must be fully known", mend="Leave --horizon out"
        )
    return negotiation, conflict


def _written(path: Path, read: Callable[[], Opened]) -> Opened:
    """Put the proposed conflict into dossier.yaml as it was when the conflict was made from it."""
    from pourparler.dossier import add_conflict, on_current, open_dossier

    yaml = open_dossier(path).yaml

    def write(revision: str) -> Opened:
        negotiation, conflict = read()
        add_conflict(yaml, conflict, revision)
        return negotiation, conflict

    opened = on_current(yaml, write)
    notice(f"wrote the proposed `conflict:` into {yaml}. Edit it, then run this again without --propose")
    return opened
