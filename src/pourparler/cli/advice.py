"""concessions, ask-next, compare, what-if: what would help, what to ask, and what changes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pourparler.cli.console import AS_OF, CONFIRMED_ONLY, JSON, interruptible, print_json, say
from pourparler.cli.sources import DOMAIN, PROFILES, negotiation_in

DIR = typer.Argument(metavar="DIR|FILE", help="A dossier, or a file that `settle` reads.")


def concessions(
    path: Annotated[Path, DIR],
    most: Annotated[int | None, typer.Option(help="How many of each kind are shown.")] = None,
    domain: Annotated[str | None, DOMAIN] = None,
    profiles: Annotated[list[str] | None, PROFILES] = None,
    confirmed_only: Annotated[bool, CONFIRMED_ONLY] = False,
    as_of: Annotated[str | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Which concessions would make a settlement possible, which trades would help, and who could settle without whom.

    The fewest concessions come first, then those that were stated least firmly, then those of parties that moved most recently.

    Example: pourparler concessions grain-talks
    """
    from pourparler import verbs
    from pourparler.wording import limits
    from pourparler.wording.views.advice import advice_view

    negotiation = negotiation_in(path, domain, profiles, confirmed_only=confirmed_only, as_of=as_of, as_json=as_json)
    with interruptible("looking for concessions") as monitor:
        view = advice_view(verbs.concessions(negotiation, monitor))
    if as_json:
        print_json(view)
        return
    say(view["lead"], "bold")
    _print_list([s for s in view["concession_sets"] if s["rests_on"]], most or limits.CONCESSIONS, "")
    say()
    say("Trades: each party gives way on the issue that matters less to it", "bold")
    _print_list(view["trades"], most or limits.TRADES, "  No such trade is known that respects every red line.")
    say()
    say("Agreements that leave a party out", "bold")
    _print_list(view["groups"], most or limits.GROUPS, "  No two parties have a settlement between them.")


def _print_list(items: list[dict[str, Any]], most: int, none: str) -> None:
    for item in items[:most]:
        say(f"  · {item['words']}")
    if len(items) > most:
        say(f"  … and {len(items) - most} more; --json lists all")
    if not items and none:
        say(none)


def ask_next(
    path: Annotated[Path, DIR],
    party: Annotated[str | None, typer.Option(help="Only questions to this party.")] = None,
    most: Annotated[int | None, typer.Option(help="How many questions are shown.")] = None,
    domain: Annotated[str | None, DOMAIN] = None,
    profiles: Annotated[list[str] | None, PROFILES] = None,
    confirmed_only: Annotated[bool, CONFIRMED_ONLY] = False,
    as_of: Annotated[str | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Which answer of which party would change what could be agreed, or who stands in the way, and what would follow.

    Where no single answer would, the questions that leave least doubt about who would accept what.

    Example: pourparler ask-next grain-talks --party Maravel
    """
    from pourparler import verbs
    from pourparler.verbs.opening import spoken_in
    from pourparler.wording import limits
    from pourparler.wording.views.advice import ask_view

    negotiation = negotiation_in(path, domain, profiles, confirmed_only=confirmed_only, as_of=as_of, as_json=as_json)
    with interruptible("weighing questions") as monitor:
        ask = verbs.ask_next(negotiation, party, monitor)
    view = ask_view(negotiation, ask, most or limits.QUESTIONS, spoken_in(path, as_of))
    if as_json:
        print_json(view)
        return
    say(view["lead"])
    for one in view["parties"]:
        say()
        say(one["words"], "bold")
        for answer in one["answers"]:
            say(f"  · {answer['words']}")
    _print_narrowing(view["narrowing"])
    if view["more"]:
        say(f"  … and {view['more']} more; --most shows more")
    if party is None and view["together"]:
        say()
        say(view["together"]["words"], "bold")
        for words in view["together"]["questions"]:
            say(f"  · {words}")


def _print_narrowing(questions: list[dict[str, Any]]) -> None:
    from pourparler.wording.english import capital

    for k, q in enumerate(questions, start=1):
        say()
        say(f"{k}. {q['words']}", "bold")
        first = q["party"] not in (before["party"] for before in questions[: k - 1])
        say(f"   {capital(q['worth_words'])}." + (f" {q['open_words']}" if first else ""))
        for reply in q["reply_words"]:
            say(f"   · {capital(reply)}.")


def compare(
    path: Annotated[Path, DIR],
    first: Annotated[str, typer.Argument(metavar="A", help="ISSUE=OPTION,... or a YAML file of issue: option.")],
    second: Annotated[str, typer.Argument(metavar="B", help="The second draft, in the same form.")],
    domain: Annotated[str | None, DOMAIN] = None,
    profiles: Annotated[list[str] | None, PROFILES] = None,
    confirmed_only: Annotated[bool, CONFIRMED_ONLY] = False,
    as_of: Annotated[str | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Compare two draft agreements: what changes, who would be better or worse off, and of whom this is not known.

    Example: pourparler compare grain-talks "transit=open,dues=full" "transit=open,dues=reduced"
    """
    from pourparler import verbs
    from pourparler.cli.drafts import draft
    from pourparler.wording.views.settlement import comparison_view

    negotiation = negotiation_in(path, domain, profiles, confirmed_only=confirmed_only, as_of=as_of, as_json=as_json)
    view = comparison_view(negotiation, verbs.compare(negotiation, draft(first), draft(second)))
    if as_json:
        print_json(view)
        return
    say("What the second draft changes" if view["words"] else "The second draft changes nothing.", "bold")
    for line in view["words"]:
        say(f"  · {line}")
    say()
    for change in view["parties"]:
        say(f"  {change['words']}")


def what_if(
    path: Annotated[Path, DIR],
    drop: Annotated[list[str] | None, typer.Option(help="The id of a position to leave out; may be repeated.")] = None,
    add: Annotated[
        list[str] | None, typer.Option(help='A position to suppose, "PARTY: ISSUE KIND OPTION"; may be repeated.')
    ] = None,
    without: Annotated[list[str] | None, typer.Option(help="A party to leave out; may be repeated.")] = None,
    domain: Annotated[str | None, DOMAIN] = None,
    profiles: Annotated[list[str] | None, PROFILES] = None,
    confirmed_only: Annotated[bool, CONFIRMED_ONLY] = False,
    as_of: Annotated[str | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """What if a party dropped a position, or took another one? The answer today and the answer then; the dossier stays as it is.

    Example: pourparler what-if grain-talks --add "Maravel: dues accepts reduced"
    """
    from pourparler import verbs
    from pourparler.wording.views.settlement import scenario_view

    with interruptible("analysing twice") as monitor:
        negotiation = negotiation_in(
            path, domain, profiles, confirmed_only=confirmed_only, as_of=as_of, as_json=as_json
        )
        scenarios = verbs.what_if(negotiation, drop=drop or (), add=add or (), without=without or (), monitor=monitor)
    views = {s.name: scenario_view(s) for s in scenarios}
    if as_json:
        print_json(views)
        return
    for title, view in zip(("As things stand", "If that changed"), views.values(), strict=True):
        say(title, "bold")
        say(f"  {view['words']}")
        say(f"  {view['left']}")
        for words in view["blocking_words"]:
            say(f"  · {words}")
