"""next-steps: suggest, apply."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pourparler.cli.console import JSON, print_json, say

app = typer.Typer(help="Who will do what by when: proposed from the documents, confirmed by you.", no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]


@app.command()
def suggest(path: Folder, as_json: Annotated[bool, JSON] = False) -> None:
    """Propose next steps from the documents, the latest first. Nothing is written.

    Steps that depend on an "if" are left out. Steps with "would", "may" or "expected to" are proposed only if they have a time, and are marked as hedged.

    Example: pourparler next-steps suggest grain-talks
    """
    from pourparler import verbs

    found = verbs.next_steps_suggest(path)
    if as_json:
        print_json(
            [
                {
                    "id": s.id, "what": s.step.what, "who": s.step.who, "when": s.step.when, "due": s.step.due, "hedged": s.step.hedged,
                    "known": s.known,
                }
                for s in found
            ]
        )  # fmt: skip
        return
    for s in found:
        when = (
            f"{s.step.when}" + (f" ({s.step.due.isoformat()})" if s.step.due else "")
            if s.step.when
            else "no time given"
        )
        state = f"in the dossier: {s.known}" if s.known else "proposed"
        say(f"{s.id:32} {when:28} {s.step.what}  ({state})" + ("  hedged" if s.step.hedged else ""))
    if not found:
        say("No next step can be proposed: no document says what will happen next.")


@app.command()
def apply(
    path: Folder,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids that `next-steps suggest` prints.")],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Confirm proposed next steps: they are written into dossier.yaml, whose comments and order are kept.

    Example: pourparler next-steps apply grain-talks 2812004a39d7@430-512
    """
    from pourparler import verbs

    done = verbs.next_steps_apply(path, ids)
    if as_json:
        print_json({"added": [s.id for s in done.fresh], "known": [s.id for s in done.known]})
        return
    for s in done.chosen:
        say(f"this is in the dossier already: {s.known}" if s.known else f"added {s.step.what}")
