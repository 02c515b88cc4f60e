"""settle, why: what could be agreed, and what that rests on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.console import AS_OF, CONFIRMED_ONLY, JSON, interruptible, print_json, say
from pourparler.cli.drafts import draft
from pourparler.cli.sources import DOMAIN, PROFILES, negotiation_in, say_as_of

if TYPE_CHECKING:
    from pourparler.model import Negotiation
    from pourparler.provenance.chains import Link
    from pourparler.settlement import Analysis


def settle(
    path: Annotated[
        Path, typer.Argument(metavar="DIR|FILE", help="A dossier, or a file in the format partial-case/1.")
    ],
    look: Annotated[
        str | None,
        typer.Option(
            metavar="ISSUE=OPTION,...",
            help="Judge one settlement: name every issue with its option, with commas between.",
        ),
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(metavar="PARTY", help="Leave this party out; may be repeated.")
    ] = None,
    domain: Annotated[str | None, DOMAIN] = None,
    profiles: Annotated[list[str] | None, PROFILES] = None,
    confirmed_only: Annotated[bool, CONFIRMED_ONLY] = False,
    as_of: Annotated[str | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """What could they agree on? The verdict, who stands in the way, what remains for those at the table, and what is not known.

    Exit code 1: no settlement is possible.

    Example: pourparler settle grain-talks
    """
    from pourparler import verbs
    from pourparler.settlement import Analysis, Verdict
    from pourparler.settlement.drafts import whole_settlement
    from pourparler.verbs.opening import spoken_in
    from pourparler.wording.as_of import as_of_view
    from pourparler.wording.views.settlement import analysis_view, judged_view

    negotiation = negotiation_in(path, domain, profiles, confirmed_only=confirmed_only, as_of=as_of, as_json=as_json)
    if look is not None:
        analysed = Analysis(negotiation)
        judged = analysed.judge(whole_settlement(analysed.negotiation, draft(look)), shares=True)
        one = judged_view(negotiation, judged, spoken_in(path, as_of))
        if as_json:
            print_json(one | as_of_view(negotiation))
        else:
            _print_judged(one)
        if any(j.acceptance.refused for j in judged.judgements):
            raise typer.Exit(1)
        return
    with interruptible("analysing") as monitor:
        analysis = verbs.settle(negotiation, without=without or (), monitor=monitor)
    if as_json:
        is_case = path.suffix == ".json"
        print_json(_case_answers(analysis) if is_case else analysis_view(analysis, spoken_in(path, as_of)))
    else:
        print_analysis(analysis_view(analysis, spoken_in(path, as_of)))
        if without:
            say()
            for line in _left_out(negotiation, tuple(analysis.negotiation.party)):
                say(line)
    if analysis.verdict is Verdict.NONE:
        raise typer.Exit(1)


def _left_out(negotiation: Negotiation, parties: tuple[str, ...]) -> list[str]:
    """What an agreement of these parties would be to the others."""
    from pourparler.settlement import Analysis
    from pourparler.wording.subgroup_agreements import outsider_words

    group = Analysis(negotiation).group(parties)
    return [outsider_words(negotiation, group, o) for o in group.outsiders] if group.size else []


def _case_answers(analysis: Analysis) -> dict[str, Any]:
    """The keys of the ``answers`` of partial-case/1; positions by their places in the file."""
    from pourparler.formats.partial_case import in_letters
    from pourparler.settlement import Acceptance

    zopa = analysis.zopa
    concessions = analysis.blocking.concessions
    names = {a.value: a.name.lower() for a in Acceptance}
    answers = zopa.acceptability
    return {
        "settlements": zopa.settlements,
        "allowed_by_linkages": zopa.allowed,
        "acceptability": answers and {p: in_letters(names[a] for a in row.tolist()) for p, row in answers.items()},
        "zopa": zopa.size,
        "agreed": zopa.agreed,
        "zopa_at_table": zopa.at_table,
        "lost_to_absent": zopa.lost_to_absent,
        "minimal_blocking_sets": [[int(p.id) for p in group] for group in analysis.blocking.blocking_sets],
        "minimal_concession_sets": None
        if concessions is None
        else [[int(p.id) for p in group] for group in concessions],
    }


def print_analysis(view: dict[str, Any]) -> None:
    """The answer on the terminal: verdict first, then the reasons, then what is not known."""
    from pourparler.wording.limits import GAPS

    say(view["verdict"]["words"], "bold")
    for words in view["verdict"]["beside"]:
        say(words)
    if any(b["rests_on"] for b in view["blocking_sets"]):
        _print_blocking(view)
    zopa = view["zopa"]
    if zopa["without_party_words"]:
        say()
        say(zopa["without_party_words"])
    examples = zopa["examples"] or zopa["examples_at_table"]
    if examples:
        say()
        among = "" if zopa["examples"] else ", among those at the table"
        say(f"The settlement closest to agreement{among}", "bold")
        _print_judged(examples[0])
    if view["contradictions"]:
        say()
        say("Contradictions", "bold")
        for k, c in enumerate(view["contradictions"], start=1):
            say(f"  contradiction:{k}  {c['words']}")
    if view["open_questions"]:
        say()
        say("What is not known", "bold")
        for q in view["open_questions"][:GAPS]:
            say(f"  {q['words']}")
        if len(view["open_questions"]) > GAPS:
            say(f"  … and {len(view['open_questions']) - GAPS} more; --json lists all")
    say()
    say(
        "To see what a line rests on: pourparler why DIR verdict (or block:1, a party, an issue, PARTY:ISSUE, a position's id)"
    )


def _print_blocking(view: dict[str, Any]) -> None:
    from pourparler.wording.limits import CONCESSIONS

    say()
    say("Who stands in the way", "bold")
    for k, group in enumerate(view["blocking_sets"], start=1):
        say(f"  block:{k}  {group['words']}")
    ways = view["concession_sets"] or []
    if ways:
        say("Any one of these concessions would make a settlement possible:")
        for group in ways[:CONCESSIONS]:
            say(f"  · {group['words']}")
        if len(ways) > CONCESSIONS:
            say(f"  … and {len(ways) - CONCESSIONS} more; --json lists all")
    if view["unlisted"]:
        say(view["unlisted"])


def _print_judged(view: dict[str, Any]) -> None:
    say("  " + view["words"])
    for party, answer in view["parties"].items():
        because = f", {answer['because']}" if answer["because"] else ""
        share = f"; {answer['share_words']}" if answer["share_words"] else ""
        doubt = f" ({answer['doubt']})" if answer["doubt"] else ""
        say(f"  {party:24} {answer['answer']}{because}{doubt}{share}")


def why(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    conclusion: Annotated[
        str,
        typer.Argument(
            metavar="CONCLUSION", help="verdict, table, block:1, contradiction:1, PARTY, ISSUE, PARTY:ISSUE, an id."
        ),
    ],
    confirmed_only: Annotated[bool, CONFIRMED_ONLY] = False,
    as_of: Annotated[str | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Show the positions and the sentences that a conclusion rests on.

    Example: pourparler why grain-talks verdict
    """
    from pourparler import verbs
    from pourparler.wording.as_of import as_of_view

    link = verbs.why(path, conclusion, confirmed_only=confirmed_only, as_of=as_of)
    then = verbs.load_negotiation(path, confirmed_only=confirmed_only, as_of=as_of)
    if as_json:
        print_json(_link_json(link) | as_of_view(then))
        return
    say_as_of(then)
    _print_link(link)


def _link_json(link: Link) -> dict[str, Any]:
    found: dict[str, Any] = {"id": link.id, "kind": link.kind, "words": link.words}
    if link.suggested:
        found["suggested"] = True
    if link.citation and link.citation.document:
        found |= {"document": link.citation.document.id, "spans": link.citation.spans, "quote": link.citation.quotation}
    else:
        found["rests_on"] = [_link_json(below) for below in link.rests_on]
    return found


def _print_link(link: Link, depth: int = 0) -> None:
    words = link.words if link.kind != "position" or depth == 0 else f"{link.words}  ({link.id})"
    say("   " * depth + ("· " if depth and link.kind != "sentence" else "") + words, "bold" if depth == 0 else None)
    for below in link.rests_on:
        _print_link(below, depth + 1)
