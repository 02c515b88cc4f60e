"""settle, why: what could be agreed, and what that rests on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.console import JSON, interruptible, print_json, say
from pourparler.cli.drafts import draft

if TYPE_CHECKING:
    from pourparler.model import Negotiation
    from pourparler.provenance.chains import Link
    from pourparler.settlement import Analysis, Judged


def settle(
    path: Annotated[
        Path, typer.Argument(metavar="DIR|FILE", help="A dossier, or a file in the format partial-case/1.")
    ],
    look: Annotated[
        str | None,
        typer.Option(
            metavar="ISSUE=OPTION,...", help="Judge one settlement: every issue with its option, commas between."
        ),
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(metavar="PARTY", help="Settle without this party; may be repeated.")
    ] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """What could they agree on? The verdict, who blocks, what is left at the table, what is not known.

    Exit code 1: no settlement is left.

    Example: pourparler settle grain-talks
    """
    from pourparler import verbs
    from pourparler.settlement import Analysis, Verdict
    from pourparler.settlement.drafts import whole_settlement

    negotiation = verbs.load_negotiation(path)
    if look is not None:
        judged = Analysis(negotiation).judge(whole_settlement(negotiation, draft(look)), shares=True)
        _print_judged(negotiation, judged, as_json)
        if any(j.acceptance.refused for j in judged.judgements):
            raise typer.Exit(1)
        return
    with interruptible("analysing") as monitor:
        analysis = verbs.settle(negotiation, without=without or (), monitor=monitor)
    if as_json:
        is_case = path.suffix == ".json"
        print_json(_case_answers(analysis) if is_case else _analysis_json(analysis))
    else:
        print_analysis(analysis)
        if without:
            say()
            for line in _left_out(negotiation, tuple(analysis.negotiation.party)):
                say(line)
    if analysis.verdict is Verdict.NONE:
        raise typer.Exit(1)


def _left_out(negotiation: Negotiation, parties: tuple[str, ...]) -> list[str]:
    """What an agreement of these parties would be to the others."""
    from pourparler.settlement import Analysis
    from pourparler.wording import advice

    group = Analysis(negotiation).group(parties)
    return [advice.outsider_words(negotiation, group, o) + "." for o in group.outsiders] if group.size else []


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


def _judged_json(judged: Judged) -> dict[str, Any]:
    from pourparler.wording.settlement import ACCEPTANCE

    return {
        "settlement": judged.settlement,
        "parties": {
            j.party: {
                "answer": ACCEPTANCE[j.acceptance],
                "broken": [p.id for p in j.broken],
                "rests_on": [p.id for p in j.rests_on],
                "share": j.share,
            }
            for j in judged.judgements
        },
    }


def _analysis_json(analysis: Analysis) -> dict[str, Any]:
    from pourparler import wording

    negotiation, zopa, blocking = analysis.negotiation, analysis.zopa, analysis.blocking
    in_sets = list(dict.fromkeys(p.id for group in blocking.blocking_sets for p in group))
    hard = [p.id for p in negotiation.in_force if p.hard]
    return {
        "verdict": {
            "answer": analysis.verdict.value,
            "at_table": analysis.at_table_verdict.value,
            "words": wording.verdict_words(analysis),
            "rests_on": in_sets or hard,
        },
        "zopa": {
            "basis": zopa.basis.value,
            "settlements": zopa.settlements,
            "allowed_by_linkages": zopa.allowed,
            "size": zopa.size,
            "agreed": zopa.agreed,
            "without_party": zopa.without_party,
            "without_issue": zopa.without_issue,
            "at_table": zopa.at_table,
            "lost_to_absent": zopa.lost_to_absent,
            "examples": [_judged_json(j) for j in zopa.examples],
            "examples_at_table": [_judged_json(j) for j in zopa.table_examples],
            "rests_on": hard,
        },
        "blocking_sets": [
            {"words": wording.blocking_words(negotiation, g), "rests_on": [p.id for p in g]}
            for g in blocking.blocking_sets
        ],
        "concession_sets": None
        if blocking.concessions is None
        else [
            {"words": wording.concession_words(negotiation, g), "rests_on": [p.id for p in g]}
            for g in blocking.concessions
        ],
        "unlisted": wording.unlisted_words(analysis),
        "contradictions": [
            {
                "party": c.party,
                "words": wording.contradiction_words(negotiation, c),
                "rests_on": [p.id for p in c.positions],
            }
            for c in analysis.contradictions
        ],
        "open_questions": [
            {
                "id": q.id,
                "parties": q.parties,
                "issues": q.issues,
                "gap": q.gap.value,
                "open_settlements": q.open_settlements,
                "words": wording.question_words(negotiation, q),
                "rests_on": [p.id for p in q.rests_on],
            }
            for q in analysis.gaps
        ],
    }


def print_analysis(analysis: Analysis) -> None:
    """The answer on the terminal: verdict first, then what it hangs on, then what is not known."""
    from pourparler import wording
    from pourparler.wording import limits

    negotiation, zopa, blocking = analysis.negotiation, analysis.zopa, analysis.blocking
    say(wording.verdict_words(analysis), "bold")
    for words in (wording.set_aside_words(analysis), wording.table_words(analysis), wording.basis_words(analysis)):
        if words:
            say(words)
    if blocking.blocking_sets and not blocking.linkages_alone_block:
        say()
        say("Who stands in the way", "bold")
        for k, group in enumerate(blocking.blocking_sets, start=1):
            say(f"  block:{k}  {wording.blocking_words(negotiation, group)}")
        if blocking.concessions:
            say("What would open it: any one of")
            for group in blocking.concessions[: limits.CONCESSIONS]:
                say(f"  · {wording.concession_words(negotiation, group)}")
            if len(blocking.concessions) > limits.CONCESSIONS:
                say(f"  … and {len(blocking.concessions) - limits.CONCESSIONS} more (--json has them all)")
        if unlisted := wording.unlisted_words(analysis):
            say(unlisted)
    if zopa.size:
        say()
        say(
            "If one party did not count: "
            + "; ".join(f"without {p} {wording.counted(n)}" for p, n in zopa.without_party.items())
        )
    examples = zopa.examples or zopa.table_examples
    if examples:
        say()
        say("The settlement nearest to agreement" + ("" if zopa.examples else " among those at the table"), "bold")
        _print_judged(negotiation, examples[0], False)
    if analysis.contradictions:
        say()
        say("Contradictions", "bold")
        for k, c in enumerate(analysis.contradictions, start=1):
            say(f"  contradiction:{k}  {wording.contradiction_words(negotiation, c)}")
    if analysis.gaps:
        say()
        say("What is not known", "bold")
        for q in analysis.gaps[: limits.GAPS]:
            say(f"  {wording.question_words(negotiation, q)}")
        if len(analysis.gaps) > limits.GAPS:
            say(f"  … and {len(analysis.gaps) - limits.GAPS} more")
    say()
    say(
        "Where each of these comes from: pourparler why DIR verdict · block:1 · PARTY · ISSUE · PARTY:ISSUE · a position's id"
    )


def _print_judged(negotiation: Negotiation, judged: Judged, as_json: bool) -> None:
    from pourparler import wording

    if as_json:
        print_json(_judged_json(judged))
        return
    say("  " + wording.settlement_words(negotiation, judged.settlement))
    for j in judged.judgements:
        reason = (
            f": {wording.joined(wording.position_words(negotiation, p, with_party=False) for p in j.broken)}"
            if j.broken
            else ""
        )
        say(f"  {j.party:24} {wording.ACCEPTANCE[j.acceptance]}{reason}{wording.share_words(j)}")


def why(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    conclusion: Annotated[
        str,
        typer.Argument(
            metavar="CONCLUSION", help="verdict, table, block:1, contradiction:1, PARTY, ISSUE, PARTY:ISSUE, an id."
        ),
    ],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Walk a conclusion back to the sentences it rests on.

    Example: pourparler why grain-talks verdict
    """
    from pourparler import verbs

    link = verbs.why(path, conclusion)
    if as_json:
        print_json(_link_json(link))
        return
    _print_link(link)


def _link_json(link: Link) -> dict[str, Any]:
    found: dict[str, Any] = {"id": link.id, "kind": link.kind, "words": link.words}
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
