"""draft: from the record to a proposed dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.console import JSON, print_json, say
from pourparler.cli.language_model import DRAFT_BY, ENDPOINT, PRICE, drafter
from pourparler.wording.terms import plural

if TYPE_CHECKING:
    from pourparler.drafting import Draft, ProposedPosition
    from pourparler.model import Document


def draft(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    language_model: Annotated[str | None, DRAFT_BY] = None,
    endpoint: Annotated[str | None, ENDPOINT] = None,
    price: Annotated[str | None, PRICE] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Propose parties, issues with options, and positions from the documents, with the words behind each. Nothing is written. Exit code 1: nothing can be proposed.

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
    """The parties; each issue with its options, who is for and who against, in which words; what goes with them."""
    many = (
        f"{plural(len(found.parties), 'party', 'parties')}, {plural(len(found.issues), 'issue')} and "
        f"{plural(len(found.positions), 'position')}"
    )
    say(f"Proposed: {many}. Nobody has confirmed them yet.")
    say()
    for party in found.parties:
        say(party.name, "bold")
        say(f"    {party.role}, {'at the table' if party.at_table else 'away'}; {plural(party.positions, 'position')}")
        if party.aliases:
            say(f"    also {', '.join(party.aliases)}")
        if party.actors:
            say(f"    people {', '.join(a.name for a in party.actors)}")
    by_option: dict[tuple[str, str], list[ProposedPosition]] = {}
    for p in found.positions:
        by_option.setdefault((p.issue, p.option), []).append(p)
    for issue in found.issues:
        say()
        say(issue.question, "bold")
        for option in issue.options:
            say(f"  {option.words}")
            for p in by_option.get((issue.id, option.id), ()):
                _position(p, documents)
    for title, lines in _beside(found):
        if lines:
            say()
            say(title, "bold")
            for line in lines:
                say(f"  {line}")
    if found.unheld:
        say()
        say(
            f"{plural(len(found.unheld), 'more position')} of nobody known: `pourparler statements list` shows what they are."
        )


def _position(p: ProposedPosition, documents: Mapping[str, Document]) -> None:
    likely = f"  {round(100 * p.chances.position)} % likely" if p.chances else ""
    say(f"    {p.party} {p.stance.value} “{p.quote}”" + (f"  if: {p.condition}" if p.condition else ""))
    say(f"        {p.statement}  {documents[p.document].title}{likely}" + ("  hedged" if p.hedged else ""))


def _beside(found: Draft) -> Iterator[tuple[str, list[str]]]:
    """What goes with positions, each kind under a title."""
    asked = {i.id: i.question for i in found.issues}
    words = {(i.id, o.id): o.words for i in found.issues for o in i.options}
    yield (
        "Cannot stand together, as a condition says",
        [f"{' and '.join(words[pair] for pair in link.never)}  ({link.because})" for link in found.linkages],
    )
    yield "Matters most", [f"{p.party}: {asked[p.issue]}  “{p.because}”" for p in found.priorities]
    yield "Without an agreement", [f"{words[n.issue, n.option]}  “{n.because}”" for n in found.no_agreement]
    yield "Meetings", [m.title for m in found.meetings]
    yield "Next steps", [step.step.what for step in found.next_steps]
