"""draft: from the record to a proposed dossier."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.console import JSON, print_json, say
from pourparler.cli.language_model import DRAFT_BY, ENDPOINT, PRICE, drafter

if TYPE_CHECKING:
    from pourparler.drafting import Draft
    from pourparler.model import Document


def draft(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    language_model: Annotated[str | None, DRAFT_BY] = None,
    endpoint: Annotated[str | None, ENDPOINT] = None,
    price: Annotated[str | None, PRICE] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Propose parties and their positions from the documents, with the words behind each. Nothing is written. Exit code 1: nothing can be proposed.

    Nothing leaves this machine unless you name a language model; of its answers only what stands in words of the documents is kept.

    Example: pourparler draft grain-talks
    """
    from pourparler import verbs
    from pourparler.wording.views.draft import draft_view

    with drafter(path, language_model, endpoint, price) as by:
        found, documents = verbs.draft(path, by)
    if as_json:
        print_json(draft_view(found, documents))
    elif found.positions:
        _show(found, documents)
    else:
        say(
            "No position can be proposed: no document that was read says what a party wants, offers, accepts or refuses."
        )
    if not found.positions:
        raise typer.Exit(1)


def _show(found: Draft, documents: Mapping[str, Document]) -> None:
    """Each party with its names, then its positions in the order of the documents."""
    say(
        f"{len(found.parties)} parties and {len(found.positions)} positions are proposed. Nobody has confirmed them yet."
    )
    for party in found.parties:
        say()
        say(party.name, "bold")
        if party.aliases:
            say(f"    also {', '.join(party.aliases)}")
        if party.actors:
            say(f"    people {', '.join(a.name for a in party.actors)}")
        for p in found.positions:
            if p.party == party.name:
                likely = f"  {round(100 * p.chances.position)} % likely" if p.chances else ""
                say(f"  {p.stance.value:9} “{p.quote}”" + (f"  if: {p.condition}" if p.condition else ""))
                say(
                    f"            {p.statement}  {documents[p.document].title}{likely}"
                    + ("  hedged" if p.hedged else "")
                )
    if found.unheld:
        say()
        many = f"{len(found.unheld)} more position{'s' * (len(found.unheld) > 1)}"
        say(f"{many} of nobody known: `pourparler statements list` shows what they are.")
