"""issues: suggest."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pourparler.cli.console import JSON, print_json, say

app = typer.Typer(
    help="What is to be settled: proposed from the statements, put into words by you.", no_args_is_help=True
)


@app.callback()
def group() -> None:
    """Keeps `suggest` a command of its own."""


@app.command()
def suggest(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    examples: Annotated[int, typer.Option(metavar="N", help="How many statements of each group are shown.")] = 3,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Group statements about similar things, as a start for the issues of a new dossier. Nothing is written.

    What a group has in common is proposed, not certain; you put the questions and options into words.

    Example: pourparler issues suggest grain-talks
    """
    from pourparler import verbs

    found = verbs.issues_suggest(path)
    if as_json:
        print_json([{"label": p.label, "statements": [s.id for s, _ in rows]} for p, rows in found])
        return
    for proposal, rows in found:
        who = sorted({name for s, _ in rows if (name := s.party or s.speaker)})
        say(f"{proposal.label}  ({len(rows)} statements" + (f"; {', '.join(who)}" if who else "") + ")", "bold")
        for s, words in rows[:examples]:
            say(f"    {s.id}  {s.party or s.speaker or 'unknown'} {s.stance.value}: {words}")
    if not found:
        say("No issue can be proposed yet: too few statements are about the same thing. Read more documents first.")
