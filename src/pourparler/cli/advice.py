"""concessions, ask-next, compare, what-if: what would help, what to ask, and what changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.console import JSON, interruptible, print_json, say

if TYPE_CHECKING:
    from pourparler.model import Negotiation

DIR = typer.Argument(metavar="DIR|FILE", help="A dossier, or a file that `settle` reads.")


def concessions(
    path: Annotated[Path, DIR],
    most: Annotated[int | None, typer.Option(help="How many of each kind are shown.")] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """What would have to give way, the least first; which trades would help; who could settle without whom, and at what price.

    Concessions are ordered by how many positions go, then by how firmly these were stated, then by how lately their parties moved.

    Example: pourparler concessions grain-talks
    """
    from pourparler import verbs
    from pourparler.wording import advice, limits

    negotiation = verbs.load_negotiation(path)
    with interruptible("looking for concessions") as monitor:
        found = verbs.concessions(negotiation, monitor)
    blocking = found.blocking
    ways = (
        blocking.concessions if blocking.concessions is not None else [s for p in blocking.concession_parts for s in p]
    )
    if as_json:
        print_json(
            {
                "complete": blocking.complete and blocking.concessions is not None,
                "concession_sets": [
                    {"words": advice.set_words(negotiation, s), "rests_on": [p.id for p in s]} for s in ways
                ],
                "trades": [
                    {
                        "words": advice.trade_words(negotiation, t),
                        "package": dict(t.package),
                        "sure": t.sure,
                        "shares": t.shares,
                    }
                    for t in found.trades
                ],
                "groups": [
                    {
                        "parties": g.parties,
                        "size": g.size,
                        "outsiders": [
                            {
                                "party": o.party,
                                "refuses": o.refuses,
                                "accepts": o.accepts,
                                "price": [[p.id for p in s] for s in o.price],
                            }
                            for o in g.outsiders
                        ],
                        "words": advice.group_words(negotiation, g),
                    }
                    for g in found.groups
                ],
            }
        )
        return
    if blocking.linkages_alone_block:
        say("The linkages alone leave no settlement; no concession helps.", "bold")
    elif not any(ways):
        say("No red line has to be given up: some settlement breaks none.", "bold")
    else:
        say(
            "What would open a settlement: any one of" if blocking.concessions is not None else "What would have to go",
            "bold",
        )
        for s in ways[: most or limits.CONCESSIONS]:
            say(f"  · {advice.set_words(negotiation, s)}")
        if (more := len(ways) - (most or limits.CONCESSIONS)) > 0:
            say(f"  … and {more} more")
    say()
    say("Trades in which each gives way on what matters less to it", "bold")
    for t in found.trades[: most or limits.TRADES]:
        say(f"  · {advice.trade_words(negotiation, t)}")
    if not found.trades:
        say("  None that breaks no red line, as far as what was said tells.")
    say()
    say("Agreements without some", "bold")
    for g in found.groups[: most or limits.GROUPS]:
        say(f"  · {advice.group_words(negotiation, g)}")
    if not found.groups:
        say("  No two parties have a settlement among themselves.")


def ask_next(
    path: Annotated[Path, DIR],
    party: Annotated[str | None, typer.Option(help="Only questions to this party.")] = None,
    most: Annotated[int | None, typer.Option(help="How many questions are shown.")] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Which questions would tell most about what the parties would accept; the value of each, before it is asked and after each reply.

    Example: pourparler ask-next grain-talks --party Maravel
    """
    from pourparler import verbs
    from pourparler.settlement.questions import batch
    from pourparler.wording import advice, limits

    negotiation = verbs.load_negotiation(path)
    with interruptible("weighing questions") as monitor:
        questions = verbs.ask_next(negotiation, party, monitor)
    shown = questions[: most or limits.QUESTIONS]
    if as_json:
        print_json([{**_question_json(negotiation, q), "in_batch": q in batch(questions)} for q in shown])
        return
    if not questions:
        say("Nothing is open that a question to a party could tell.")
        return
    for k, q in enumerate(shown, start=1):
        say(f"{k}. {advice.asked_words(negotiation, q)}", "bold")
        say(f"   {advice.worth_words(q)}; {q.open_answers} of {q.looked_at} answers of {q.party} are open")
        for reply in q.replies:
            say(f"   · {advice.reply_words(negotiation, q, reply)}")
    if party is None and len(together := batch(questions)) > 1:
        total = 100 * sum(q.worth for q in together)
        say()
        say(f"One to each party, {total:.1f} % of all doubt together:", "bold")
        for q in together:
            say(f"  · {advice.asked_words(negotiation, q)}")


def _question_json(negotiation: Negotiation, q: Any) -> dict[str, Any]:
    from pourparler.wording import advice

    return {
        "words": advice.asked_words(negotiation, q),
        "party": q.party,
        "about": q.about.value,
        "issue": q.issue,
        "first": q.first,
        "second": q.second,
        "worth": q.worth,
        "open_answers": q.open_answers,
        "looked_at": q.looked_at,
        "rhat": q.rhat,
        "replies": q.replies,
    }


def compare(
    path: Annotated[Path, DIR],
    first: Annotated[str, typer.Argument(metavar="A", help="ISSUE=OPTION,... or a YAML file of issue: option.")],
    second: Annotated[str, typer.Argument(metavar="B", help="The other draft, in the same form.")],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Two draft agreements: what changed, who gains, who loses, and for whom it cannot be told.

    Example: pourparler compare grain-talks "transit=open,dues=full" "transit=open,dues=reduced"
    """
    from pourparler import verbs
    from pourparler.cli.drafts import draft
    from pourparler.wording import ACCEPTANCE, advice

    negotiation = verbs.load_negotiation(path)
    found = verbs.compare(negotiation, draft(first), draft(second))
    if as_json:
        print_json(
            {
                "changed": {i: {"from": a, "to": b} for i, (a, b) in found.changed.items()},
                "parties": [
                    {"words": advice.party_change_words(c), "party": c.party, "change": c.change.value}
                    | {"least": c.least, "greatest": c.greatest, "share": c.share}
                    | {"before": c.before and ACCEPTANCE[c.before], "after": c.after and ACCEPTANCE[c.after]}
                    for c in found.parties
                ],
            }
        )
        return
    say("What changes" if found.changed else "Nothing changes", "bold")
    for line in advice.change_words(negotiation, found):
        say(f"  · {line}")
    say()
    for change in found.parties:
        say(f"  {advice.party_change_words(change)}")


def what_if(
    path: Annotated[Path, DIR],
    drop: Annotated[list[str] | None, typer.Option(help="The id of a position to leave out; may be repeated.")] = None,
    add: Annotated[
        list[str] | None, typer.Option(help='A position to suppose, "PARTY: ISSUE KIND OPTION"; may be repeated.')
    ] = None,
    without: Annotated[list[str] | None, typer.Option(help="A party to leave out; may be repeated.")] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """The analysis as it stands beside the one with some positions dropped or supposed; the dossier is not touched.

    Example: pourparler what-if grain-talks --add "Maravel: dues accepts reduced"
    """
    from pourparler import verbs, wording
    from pourparler.wording import limits

    with interruptible("analysing twice") as monitor:
        scenarios = verbs.what_if(path, drop=drop or (), add=add or (), without=without or (), monitor=monitor)
    if as_json:
        print_json(
            {
                s.name: {
                    "verdict": s.analysis.verdict.value,
                    "words": wording.verdict_words(s.analysis),
                    "size": s.analysis.zopa.size,
                    "agreed": s.analysis.zopa.agreed,
                    "at_table": s.analysis.zopa.at_table,
                    "blocking_sets": [[p.id for p in g] for g in s.analysis.blocking.blocking_sets],
                }
                for s in scenarios
            }
        )
        return
    for s in scenarios:
        zopa = s.analysis.zopa
        say(s.name, "bold")
        say(f"  {wording.verdict_words(s.analysis)}")
        say(
            f"  {wording.plural(zopa.size, 'settlement')} that nobody refuses, {wording.counted(zopa.at_table)} for those at the table"
        )
        for group in s.analysis.blocking.blocking_sets[: limits.BLOCKING_SETS]:
            say(f"  · {wording.blocking_words(s.analysis.negotiation, group)}")
