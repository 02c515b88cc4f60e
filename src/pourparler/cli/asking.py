"""ask: what was said on a matter, by whom, when and where."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from pourparler.cli.console import JSON, print_json, say


def ask(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    question: Annotated[list[str], typer.Argument(metavar="QUESTION...", help="In plain words.")],
    party: Annotated[
        list[str] | None, typer.Option(help="Who is asked after; several times for several; '' for anybody.")
    ] = None,
    since: Annotated[str | None, typer.Option("--from", help="A year, a month (2009-11) or a day; '' for any.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="The same, included.")] = None,
    heading: Annotated[
        str | None,
        typer.Option(
            "--heading",
            "--body",
            help="Words of a heading above the sentence, such as the body's name, or of the title.",
        ),
    ] = None,
    side: Annotated[str | None, typer.Option(help="Only for, or only against.")] = None,
    groups: Annotated[
        bool, typer.Option("--groups", help="Also what groups of states said for which the parties spoke.")
    ] = False,
    as_written: Annotated[
        bool,
        typer.Option(
            "--as-written", help="Only the words themselves: not what documents abbreviate them to, or spell out."
        ),
    ] = False,
    most: Annotated[int, typer.Option(min=1, help="Groups of sentences to show.")] = 20,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Who said what on a matter, in their own sentences: best first, those of one position together, with documents and dates.

    What the question was understood to ask is shown first; the options say it otherwise. Exit code 1: nothing fits.

    Example: pourparler ask grain-talks "what did Kestria say about inspections before 2031"
    """
    from pourparler import verbs
    from pourparler.wording.asking import years_words
    from pourparler.wording.views.answers import answer_view

    words = " ".join(question)
    answer = verbs.ask(
        path,
        words,
        party=party,
        since=since,
        until=until,
        heading=heading,
        side=side,
        groups=groups,
        as_written=as_written,
        most=most,
    )
    view = answer_view(answer)
    if as_json:
        print_json(view)
    else:
        say("Understood: " + "; ".join(f"{part}: {told}" for part, told in view["understood"]["words"]))
        for line in (*view["nothing"], *([view["words"]] if answer.answered else ())):
            say(line)
        if answer.years:
            say(f"By year: {years_words(answer)}")
        if view["other_times"]:
            say(view["other_times_words"])
            _say_told(view["other_times"])
        fitting = sum(not group["further"] for group in view["groups"])
        for k, group in enumerate(view["groups"]):
            if k == fitting:
                say(f"\n{view['further_words']}")
            _say_group(group)
        if view["more"]:
            say(f"\n{view['more']:,} more: see --most")
    if not answer.answered:
        raise typer.Exit(1)


def _say_group(group: Mapping[str, Any]) -> None:
    say()
    say(group["who"] + (f" – {group['side']}" if group["side"] else ""), "bold")
    for told in group["sentences"]:
        _say_told(told)


def _say_told(told: Mapping[str, Any]) -> None:
    from pourparler.wording import day

    say(f"  “{told['words']}”")
    says = told["says"] + (" (in doubt)" if told["doubtful"] else "")
    place = (day(told["date"]), told["title"], *told["headings"])
    parts = (*place, says, told["review"], told["told_by"], told["evidence"])
    say("  " + " · ".join(filter(None, parts)))
