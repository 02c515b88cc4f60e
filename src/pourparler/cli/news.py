"""news: what is new."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pourparler.cli.console import CONFIRMED_ONLY, JSON, interruptible, notice, print_json, say
from pourparler.errors import PourparlerError


def news(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="What is new since this day, as 2031-03-02.")
    ] = None,
    since_briefing: Annotated[
        bool, typer.Option("--since-briefing", help="What came in since the last briefing; this is so without --since.")
    ] = False,
    by: Annotated[
        str,
        typer.Option(
            help="With --since: `said` counts by the day of each document, `added` by when it came into the record."
        ),
    ] = "said",
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day that counts as today, for what is overdue.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the report to a file: .html, .md, .docx or .pdf.")
    ] = None,
    confirmed_only: Annotated[bool, CONFIRMED_ONLY] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Tell what is new: documents, positions beside what was known, the verdict then and now, next steps kept, broken or overdue, questions answered.

    Exit code 1: nothing is new.

    Example: pourparler news grain-talks --since 2031-03-02 -o news.docx
    """
    from pourparler import verbs

    if since is not None and since_briefing:
        raise PourparlerError("two days are given to count from", mend="Give --since, or --since-briefing")
    with interruptible("what is new") as monitor:
        report = verbs.news(path, since, by=by, as_of=as_of, confirmed_only=confirmed_only, monitor=monitor)
    written = verbs.news_write(report, output) if output is not None else None
    if as_json:
        files = {} if written is None else {"files": {form: str(p) for form, p in written.files.items()}}
        print_json({**report.view, **files})
    else:
        _print(report.view, whole=written is None)
        if written is not None:
            say("wrote " + " and ".join(str(p) if k == 0 else p.name for k, p in enumerate(written.files.values())))
    if report.missing:
        notice(f"the record does not have the documents for {report.missing} references; the report says which")
    if report.view["nothing"]:
        raise typer.Exit(1)


def _print(view: dict[str, Any], *, whole: bool) -> None:
    """The summary; ``whole``: what it counts, too."""
    if view["nothing"]:
        say(view["nothing"], "bold")
    else:
        say(f"Since {view['since']}:", "bold")
    for line in view["lines"]:
        say(f"  {line}")
    if view["others"]:
        say(view["others"])
    if not whole:
        return
    if view["verdict"] and (entries := [*view["verdict"]["decisive"], *view["verdict"]["others"]]):
        say("\nPositions that the dossier holds since, or no longer holds", "bold")
        for p in entries:
            say(f"  {p['words']}{_doubt(p['suggested'])}")
    for p in view["parties"]:
        say(f"\n{p['party']}", "bold")
        for r in p["rows"]:
            beside = "".join(f"; {b['what']}: {b['words']}" for b in r["beside"])
            say(f"  {r['issue']}: {r['words']} ({r['sort_words']}, {r['days']}){_doubt(not r['confirmed'])}{beside}")
    if view["steps"] or view["proposed_steps"] or view["ends"]:
        say("\nCommitments and next steps", "bold")
    for s in view["steps"]:
        before = f", before {s['before']}" if s["before"] else ""
        say(f"  {s['status']:8} {s['what']}{_last_day(s)}{before}{_doubt(s['suggested'])}")
    for s in view["proposed_steps"]:
        say(f"  proposed {s['what']}{_last_day(s)}")
    for e in view["ends"]:
        say(f"  {e['what']}: {e['words']}{_doubt(True)}; next-steps confirm or dismiss it as {e['id']}")
    if view["questions"]:
        say("\nWhat became of the questions", "bold")
    for q in view["questions"]:
        say(f"  {q['words']} {q['became_words']}")
    if not view["nothing"]:
        say("\nThe sentences behind each: with -o, as .html, .docx, .pdf or .md; or --json.")


def _doubt(suggested: bool) -> str:
    return " (proposed, not confirmed)" if suggested else ""


def _last_day(step: dict[str, Any]) -> str:
    return f" (last day {step['due']})" if step["due"] else ""
