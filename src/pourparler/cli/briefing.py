"""report, demo: hand it over."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from pourparler.cli.console import JSON, notice, print_json, say


def report(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Where to write, as .html, .md, .docx or .pdf; briefing.html in the dossier if not given.",
        ),
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option(
            help="Only this section, beside the verdict and the notes; may be repeated. A wrong name lists them."
        ),
    ] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Write the briefing: one HTML file with everything in it and the same as Markdown beside it, or a Word document, or PDF.

    PDF is printed by a Chromium or Chrome that is installed.

    Example: pourparler report grain-talks -o briefing.docx
    """
    from pourparler import verbs

    written = verbs.report(path, output, section or ())
    if as_json:
        print_json({**{form: str(p) for form, p in written.files.items()}, "missing_evidence": written.missing})
        return
    if written.missing:
        notice(f"{written.missing} references lead to documents that are not in the record; the briefing says which")
    say("wrote " + " and ".join(str(p) if k == 0 else p.name for k, p in enumerate(written.files.values())))


def demo(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="Where to put the demo dossier.")] = Path(
        "pourparler-demo"
    ),
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier demo there.")] = False,
) -> None:
    """The whole way on a bundled, fictional negotiation: documents in, read, checked, settled, reported.

    Example: pourparler demo
    """
    from pourparler import verbs
    from pourparler.cli.analysis import print_analysis
    from pourparler.verbs.dossiers import demo_documents, new_demo
    from pourparler.wording.settlement import plural
    from pourparler.wording.stability import lead_words

    began = time.perf_counter()
    dossier = new_demo(path, replace=force)
    say(f"1  a dossier in {path}: the Strait of Lorn talks (fictional)", "bold")
    added = list(verbs.add(path, *demo_documents()))
    say(
        f"2  {plural(len(added), 'document')} added: reports, a communiqué, transcripts, statements; text, Markdown, HTML, DOCX",
        "bold",
    )
    statements = sum(done.statements for done in verbs.read(path))
    say(f"3  {plural(statements, 'statement')} found by the reader, as suggestions", "bold")
    say("4  what could be agreed", "bold")
    say()
    negotiation = dossier.load().negotiation
    print_analysis(verbs.settle(negotiation))
    say()
    if negotiation.conflict is not None:
        say("5  would it hold", "bold")
        say()
        say(lead_words(verbs.analyse_stability(negotiation)))
        say()
    written = verbs.report(path)
    say(f"6  the briefing: {written.first.resolve().as_uri()}", "bold")
    say(f"   {time.perf_counter() - began:.1f} seconds. Try next: pourparler why {path} verdict")
