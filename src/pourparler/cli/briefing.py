"""report, demo: hand it over."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from pourparler.cli.console import AS_OF, CONFIRMED_ONLY, JSON, notice, print_json, say


def report(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The file to write: .html, .md, .docx or .pdf; briefing.html in the dossier if not given.",
        ),
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option(
            help="Only this section, with the verdict and the notes; may be repeated. A wrong name lists all names."
        ),
    ] = None,
    confirmed_only: Annotated[bool, CONFIRMED_ONLY] = False,
    as_of: Annotated[str | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Write the briefing: one HTML file with the same as Markdown beside it, or a Word document, or a PDF.

    A PDF needs Chromium or Chrome on this machine.

    Example: pourparler report grain-talks -o briefing.docx
    """
    from pourparler import verbs

    written = verbs.report(path, output, section or (), confirmed_only=confirmed_only, as_of=as_of)
    if as_json:
        print_json({**{form: str(p) for form, p in written.files.items()}, "missing_evidence": written.missing})
        return
    if written.missing:
        notice(f"the record does not have the documents for {written.missing} references; the briefing says which")
    say("wrote " + " and ".join(str(p) if k == 0 else p.name for k, p in enumerate(written.files.values())))


def demo(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="Where to put the demo dossier.")] = Path(
        "pourparler-demo"
    ),
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier demo there.")] = False,
) -> None:
    """Try everything on a fictional negotiation: add documents, read them, draft a dossier, compare it with the one that people made, settle, see what would hold, write the briefing.

    Example: pourparler demo
    """
    from pourparler import verbs
    from pourparler.cli.analysis import print_analysis
    from pourparler.verbs.dossiers import demo_documents, new_demo, take_demo_dossier
    from pourparler.wording.stability import lead_words
    from pourparler.wording.terms import plural
    from pourparler.wording.views.settlement import analysis_view

    began = time.perf_counter()
    dossier = new_demo(path, replace=force)
    say(f"1  an empty dossier in {path}: the Strait of Lorn talks (fictional)", "bold")
    added = list(verbs.add(path, *demo_documents()))
    say(
        f"2  {plural(len(added), 'document')} added: reports, a communiqué, transcripts, statements; text, Markdown, HTML, DOCX",
        "bold",
    )
    statements = sum(done.statements for done in verbs.read(path))
    say(f"3  {plural(statements, 'statement')} proposed by the reader", "bold")
    _drafted(path)
    take_demo_dossier(dossier)
    say("5  what could be agreed, by the dossier that people made", "bold")
    say()
    negotiation = dossier.load().negotiation
    print_analysis(analysis_view(verbs.settle(negotiation)))
    say()
    if negotiation.conflict is not None:
        say("6  would it hold", "bold")
        say()
        say(lead_words(verbs.analyse_stability(negotiation)))
        say()
    written = verbs.report(path)
    say(f"7  the briefing: {written.first.resolve().as_uri()}", "bold")
    say(f"   {time.perf_counter() - began:.1f} seconds. Try next: pourparler why {path} verdict")


def _drafted(path: Path) -> None:
    """What is proposed from the documents alone, and how that compares with the dossier that people made of them."""
    from pourparler import verbs
    from pourparler.verbs.dossiers import demo_dossier
    from pourparler.wording.terms import joined, plural
    from pourparler.wording.views.draft_comparison import comparison_words

    compared = verbs.evaluate_draft(path, demo_dossier())
    drafted = compared.draft
    say(
        f"4  a draft: {plural(len(drafted.parties), 'party', 'parties')}, {plural(len(drafted.issues), 'issue')} and "
        f"{plural(len(drafted.positions), 'position')} proposed",
        "bold",
    )
    say()
    say(f"   {joined(p.name for p in drafted.parties)}")
    say("   Beside the dossier that people made of the same documents:")
    for sentence in comparison_words(compared):
        say(f"   {sentence}")
    say()
