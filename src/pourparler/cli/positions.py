"""positions: suggest, apply, list, history."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pourparler.cli.console import CONFIRMED_ONLY, COUNT_EACH, JSON, notice, print_json, say
from pourparler.cli.over_time import BASIS, print_lives

app = typer.Typer(help="What each party wants: proposed from the statements, confirmed by you.", no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]


@app.command("list")
def list_(path: Folder, as_json: Annotated[bool, JSON] = False) -> None:
    """List the positions in dossier.yaml with their ids.

    Example: pourparler positions list grain-talks
    """
    from pourparler import wording
    from pourparler.dossier import open_dossier

    negotiation = open_dossier(path).load().negotiation
    if as_json:
        print_json(
            [
                {
                    "id": p.id, "party": p.party, "kind": p.kind.value, "issue": p.issue, "option": p.option,
                    "ranking": p.ranking, "condition": dict(p.condition), "hard": p.hard, "as_of": p.as_of, "until": p.until,
                    "hedged": p.hedged, "said_by": p.said_by, "suggested": p.suggested, "evidence": [str(e) for e in p.evidence],
                    "words": wording.position_words(negotiation, p),
                }
                for p in negotiation.positions
            ]
        )  # fmt: skip
        return
    for p in negotiation.positions:
        extra = "; ".join(part for part in (wording.source_words(p), f"given up {p.until}" if p.until else "") if part)
        mark = "red line" if p.hard and not p.condition else "condition" if p.hard else ""
        say(
            f"{p.id:48} {p.as_of or ''!s:10}  {mark:9} {wording.sentence(negotiation, p)}"
            + (f" ({extra})" if extra else "")
        )


@app.command()
def suggest(
    path: Folder, count_each: Annotated[bool, COUNT_EACH] = False, as_json: Annotated[bool, JSON] = False
) -> None:
    """Propose positions from the statements; repeated ones are one, and contradictions are shown. Nothing is written.

    Example: pourparler positions suggest grain-talks
    """
    from pourparler import verbs, wording
    from pourparler.dossier import open_dossier
    from pourparler.wording.statements import said_times
    from pourparler.wording.tellings import told_words
    from pourparler.wording.views.tellings import telling_view

    negotiation = open_dossier(path).load().negotiation
    found = verbs.positions_suggest(path, count_each=count_each)
    told = verbs.positions_told(path, found)
    if as_json:
        rows: list[dict[str, Any]] = [
            {
                "id": c.position.id, "party": c.position.party, "kind": c.position.kind.value, "issue": c.position.issue,
                "option": c.position.option, "as_of": c.position.as_of, "statements": [s.id for s in c.statements], "times": c.times,
                "hedged": c.hedged, "first": c.first, "known": c.known, "contradicts": c.contradicts, "moved_from": c.moved_from,
                "disputed": c.disputed, "told_by": [telling_view(t) for t in told[c.position.id]],
            }
            for c in found
        ]  # fmt: skip
        print_json(rows)
        return
    by_id = {c.position.id: c for c in found}
    for c in found:
        state = f"in the dossier as {c.known}" if c.known else "proposed"
        words = wording.sentence(negotiation, c.position)
        many = said_times(c.times, len(c.statements))
        say(
            f"{c.position.id:48} {c.position.as_of or ''!s:10}  {words}  ({many}; {state})"
            + ("  hedged" if c.hedged else "")
        )
        if len(told[c.position.id]) > 1:
            say(f"    {told_words(told[c.position.id])}")
        for clash in c.contradicts:
            say(
                f"    this contradicts {clash}: {wording.sentence(negotiation, negotiation.position[clash])}",
                "bold",
            )
        for earlier in c.moved_from:
            say(
                f"    this is a move: until {by_id[earlier].position.as_of} {wording.sentence(negotiation, by_id[earlier].position)}",
                "bold",
            )
        for other in c.disputed:
            say(
                f"    said beside it, so tell which one holds: {wording.sentence(negotiation, by_id[other].position)} ({other})",
                "bold",
            )
    if not found:
        say(
            wording.next_action(negotiation, folder=str(path))
            or "No position can be proposed yet: no statement has a party, an issue and an option. Read documents, or correct statements, first."
        )
    doubtful = verbs.positions_doubtful(path)
    if doubtful:
        say()
        say(
            "Nothing is proposed from these: it is not certain whether they are for or against. Accept or correct them first."
        )
        for e in doubtful:
            say(f"    {e.statement.id}  {e.statement.issue}: {e.statement.option}  {wording.quoted(e.quote)}")


@app.command()
def apply(
    path: Folder,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids that `positions suggest` prints.")],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Confirm proposed positions: they are written into dossier.yaml, whose comments and order are kept.

    Where the dossier has the position already, the new evidence is added to it. What the party held before it moved to one of them is given up on that day (`until`).

    Example: pourparler positions apply grain-talks northland.transit.rejects.open
    """
    from pourparler import verbs

    done = verbs.positions_apply(path, ids)
    for c in done.chosen:
        for clash in c.contradicts:
            notice(f"{c.position.id} contradicts {clash}; `pourparler check` shows both with their evidence")
    if as_json:
        print_json(
            {
                "added": [c.position.id for c in done.fresh],
                "completed": [c.known for c in done.known],
                "given_up": [{"position": id, "until": day} for id, day in done.ended],
            }
        )
        return
    for c in done.chosen:
        say(f"added evidence to {c.known}" if c.known else f"added {c.position.id}")
    for id, day in done.ended:
        say(f"given up on {day}: {id}")


@app.command()
def history(
    path: Folder,
    party: Annotated[str | None, typer.Option(metavar="PARTY", help="Only this party.")] = None,
    issue: Annotated[str | None, typer.Option(metavar="ISSUE", help="Only this issue.")] = None,
    basis: Annotated[str, BASIS] = "dossier",
    confirmed_only: Annotated[bool, CONFIRMED_ONLY] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """The life of each position: first said, repeated, weakened, moved, given up, with the sentence for each step.

    Example: pourparler positions history grain-talks --party Northland --issue transit
    """
    from pourparler import verbs

    found = verbs.positions_history(path, party, issue, basis=basis, confirmed_only=confirmed_only)
    print_lives(path, found, basis, as_json=as_json)
