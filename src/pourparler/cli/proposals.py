"""proposals: what was drafted, and what you make of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.console import JSON, print_json, say

if TYPE_CHECKING:
    from pourparler.model import Proposal, Proposals

LARGEST = 20
"""Parties and issues that are told of many."""
app = typer.Typer(
    help="What `draft` proposes, and what you make of it. Drafting again never undoes it.", no_args_is_help=True
)

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]
Id = Annotated[
    str, typer.Argument(metavar="ID", help="As `proposals list` prints it; the first characters are enough.")
]
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="As `proposals list` prints them.")]
Positions = Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of positions.")]


def view_of(path: Path, found: Proposals) -> dict[str, Any]:
    """The proposals with the titles and dates of their documents."""
    from pourparler import verbs
    from pourparler.wording.views.proposals import proposals_view

    return proposals_view(found, {d.id: d for d in verbs.documents_list(path)})


def show(view: Mapping[str, Any]) -> None:
    """Parties, then each issue with its options and the positions on them, then the rest."""
    if view["parties"]:
        say("\nParties", "bold")
        say("\n".join(line for p in view["parties"] for line in _party_lines(p)))
    for issue in view["issues"]:
        say()
        say(_line(issue, issue["words"]), "bold")
        lines = [line for option in issue["options"] for line in _option_lines(option)]
        if lines:
            say("\n".join(lines))  # at once: a long record has tens of thousands
    _show_rest(view)


def show_largest(proposals: Proposals, path: Path) -> None:
    """Of many proposals the parties and issues with most positions, and where all of them are."""
    from pourparler.wording.terms import plural
    from pourparler.wording.views.proposals import short_ids

    short = short_ids(proposals)

    def line(p: Proposal, words: str) -> str:
        return _line({"short": short[p.id], "state": p.state.value}, words)

    taken = {p.id: len(proposals.once(proposals.positions_by(p.id))) for p in proposals.parties}
    say("\nParties that take most positions", "bold")
    for p in sorted(proposals.parties, key=lambda p: -taken[p.id])[:LARGEST]:
        say(line(p, f"{p.words}: {plural(taken[p.id], 'position')}"))
    options = {i.id: proposals.options_of(i.id) for i in proposals.issues}
    many = {id: sum(len(proposals.once(proposals.positions_of(o.id))) for o in those) for id, those in options.items()}
    say("\nIssues with most positions", "bold")
    for i in sorted(proposals.issues, key=lambda i: -many[i.id])[:LARGEST]:
        told = f"{plural(len(options[i.id]), 'option')}, {plural(many[i.id], 'position')}"
        say(line(i, f"{i.words}  ({told})"))
    say(f"\nAll of them, with the words behind each: pourparler proposals list {path}")
    say(f"One by one, to confirm or dismiss: pourparler open {path}")


def _party_lines(p: Mapping[str, Any]) -> Iterator[str]:
    role = "" if p["role"] == "party" else f", {p['role']}"
    away = "" if p["at_table"] else ", not at the table"
    yield _line(p, f"{p['words']}{role}{away}")
    if p["aliases"]:
        yield f"          also {', '.join(p['aliases'])}"
    if p["actors"]:
        yield f"          people {', '.join(p['actors'])}"


def _option_lines(option: Mapping[str, Any]) -> Iterator[str]:
    yield f"  {_line(option, option['words'])}"
    for p in option["positions"]:
        yield from _position_lines(p)


def _show_rest(view: Mapping[str, Any]) -> None:
    """What is neither party nor issue."""
    for what, title in TITLES.items():
        if view[what]:
            say(f"\n{title}", "bold")
            say("\n".join(_line(p, p["words"] or p["why"]) for p in view[what]))


TITLES = {
    "linkage": "Linkages",
    "priority": "Priorities",
    "no_agreement": "Without an agreement",
    "meeting": "Meetings",
    "next_step": "Next steps",
}


def _position_lines(p: Mapping[str, Any]) -> Iterator[str]:
    told = f"{p['party']} {p['kind'] or ''} “{p['words']}”"
    yield "    " + _line(p, told + (f"  condition: “{p['condition']}”" if p["condition"] else ""))
    likely = f"{round(100 * p['chance'])} % likely" if p["chance"] is not None else ""
    parts = (p["statement"], p["document"], p["date"] and p["date"].isoformat(), likely, p["hedged"] and "hedged")
    yield f"              {'  '.join(part for part in parts if part)}"
    if p["told_again"]:
        others = dict.fromkeys(
            f"{q['document']} {q['date'].isoformat() if q['date'] else ''}".rstrip() for q in p["told_again"]
        )
        yield f"              the same in {', '.join(others)}"


def _line(p: Mapping[str, Any], words: str) -> str:
    state = "" if p["state"] == "proposed" else f"  ({p['state']})"
    return f"{p['short']:8}  {words}{state}"


def _answer(path: Path, after: Proposals, as_json: bool, words: str) -> None:
    if as_json:
        print_json(view_of(path, after))
    else:
        say(words)


@app.command("list")
def list_(
    path: Folder,
    dismissed: Annotated[bool, typer.Option("--dismissed", help="Only what was dismissed.")] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """List what is proposed, with the ids by which the other commands take it. Exit code 1: nothing is.

    Example: pourparler proposals list grain-talks
    """
    from pourparler import verbs

    view = view_of(path, verbs.proposals_list(path))
    if as_json:
        print_json(view)
        return
    if dismissed:
        for p in view["dismissed"]:
            say(f"{p['short']:8}  {p['what'].replace('_', ' ')}: {p['words']}  ({p['why']})")
    else:
        show(view)
    if not any(view[part] for part in (("dismissed",) if dismissed else ("parties", "issues", "meeting", "next_step"))):
        say("Nothing was dismissed." if dismissed else "Nothing is proposed yet: pourparler draft proposes.")
        raise typer.Exit(1)


@app.command()
def confirm(path: Folder, ids: Ids, as_json: Annotated[bool, JSON] = False) -> None:
    """Confirm proposals. A position confirms its party, its issue and its option too; an issue its options.

    Example: pourparler proposals confirm grain-talks po3f9a
    """
    from pourparler import verbs

    _answer(path, verbs.proposals_confirm(path, ids), as_json, _told(ids, "confirmed"))


@app.command()
def dismiss(path: Folder, ids: Ids, as_json: Annotated[bool, JSON] = False) -> None:
    """Set proposals aside: they are not proposed again. With an issue, an option or a party go its positions.

    Example: pourparler proposals dismiss grain-talks is61bd
    """
    from pourparler import verbs

    _answer(path, verbs.proposals_dismiss(path, ids), as_json, _told(ids, "dismissed"))


@app.command()
def restore(path: Folder, ids: Ids, as_json: Annotated[bool, JSON] = False) -> None:
    """Take back that proposals were dismissed, with what was dismissed together with them.

    Example: pourparler proposals restore grain-talks is61bd
    """
    from pourparler import verbs

    _answer(path, verbs.proposals_restore(path, ids), as_json, _told(ids, "restored"))


@app.command()
def rename(
    path: Folder,
    id: Id,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="The new name, question or words.")],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Give a party another name, an issue another question, an option other words.

    Example: pourparler proposals rename grain-talks is61bd "Who may use the strait?"
    """
    from pourparler import verbs

    _answer(path, verbs.proposals_rename(path, id, words), as_json, f"{id} is now called {words}")


@app.command()
def merge(
    path: Folder,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Issues, options of one issue, or parties.")],
    into: Annotated[str, typer.Option(help="The one that stays, with its words.")],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Make one of several issues, options or parties.

    Example: pourparler proposals merge grain-talks is61bd is07aa --into is33c4
    """
    from pourparler import verbs

    _answer(path, verbs.proposals_merge(path, ids, into), as_json, _told(ids, f"merged into {into}"))


@app.command()
def split(
    path: Folder,
    ids: Positions,
    issue: Annotated[str | None, typer.Option(help="The question of the new issue.")] = None,
    option: Annotated[str | None, typer.Option(help="The words of the new option, in the same issue.")] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Put positions apart, into a new issue or a new option.

    Example: pourparler proposals split grain-talks po3f9a po11c2 --issue "Who pays the pilots?"
    """
    from pourparler import verbs

    after = verbs.proposals_split(path, ids, issue=issue, option=option)
    _answer(path, after, as_json, _told(ids, f"split off: {issue or option}"))


@app.command()
def move(
    path: Folder,
    ids: Positions,
    issue: Annotated[str, typer.Option(help="The issue's id.")],
    option: Annotated[str | None, typer.Option(help="The option's id; without one they get a new option.")] = None,
    words: Annotated[str | None, typer.Option(help="The words of the new option.")] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Move positions to another issue or option.

    Example: pourparler proposals move grain-talks po3f9a --issue is61bd --option op7a01
    """
    from pourparler import verbs

    after = verbs.proposals_move(path, ids, issue, option, words=words)
    _answer(path, after, as_json, _told(ids, "moved"))


@app.command()
def undo(path: Folder, as_json: Annotated[bool, JSON] = False) -> None:
    """Take back the last thing that was done to the proposals; what was drafted since stays.

    Example: pourparler proposals undo grain-talks
    """
    from pourparler import verbs

    after, what = verbs.proposals_undo(path)
    _answer(path, after, as_json, f"undone: {what}")


@app.command()
def history(path: Folder, as_json: Annotated[bool, JSON] = False) -> None:
    """Show who changed the proposals when, the latest first.

    Example: pourparler proposals history grain-talks
    """
    from pourparler import verbs

    steps = verbs.proposals_history(path)
    if as_json:
        print_json(steps)
        return
    for step in steps:
        say(f"{step.at:%Y-%m-%d %H:%M}  {step.action} by {step.by}")


def _told(ids: list[str], what: str) -> str:
    return f"{', '.join(ids)} {what}"
