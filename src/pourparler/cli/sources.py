"""The negotiation that a command works on, and what is told of the file it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pourparler.cli.console import notice, say

if TYPE_CHECKING:
    from pourparler.model import Negotiation

DOMAIN = typer.Option(
    "--domain", metavar="FILE", help="Of a GENIUS, GeniusWeb or NegMAS folder: the file of the issues that is meant."
)
PROFILES = typer.Option(
    "--profiles",
    metavar="FILE,...",
    help="Of a GENIUS, GeniusWeb or NegMAS folder: the files of the parties that are meant.",
)


def negotiation_in(
    path: Path,
    domain: str | None = None,
    profiles: Iterable[str] | None = None,
    *,
    confirmed_only: bool = False,
    as_of: str | None = None,
    as_json: bool = False,
) -> Negotiation:
    """The negotiation; what of the file is not used goes to standard error. Of an earlier day that is said first, unless as JSON."""
    from pourparler import verbs

    negotiation = verbs.load_negotiation(
        path, notice, domain=domain, profiles=profiles or (), confirmed_only=confirmed_only, as_of=as_of
    )
    if not as_json:
        say_as_of(negotiation)
    return negotiation


def say_as_of(negotiation: Negotiation) -> None:
    """Of which day this is, where it is not the dossier as it stands."""
    from pourparler.wording.as_of import as_of_words

    if words := as_of_words(negotiation):
        say(words)
        say()
