"""documents: list and show them, correct what is known of them, take them out."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.console import JSON, print_json, say
from pourparler.cli.document_options import KIND_HELP
from pourparler.errors import PourparlerError

if TYPE_CHECKING:
    from pourparler.model import Document

app = typer.Typer(help="The documents in the record: list, show, correct, take out, put back.", no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="The document's id, or its first digits.")]


def _document_json(document: Document, *, whole: bool = False) -> dict[str, Any]:
    """A document as programs get it; ``whole``: with its text and blocks, whose spans are [start, end) in code points of the text."""
    told: dict[str, Any] = {
        "id": document.id,
        "title": document.title,
        "date": document.date,
        "date_guessed": document.date_guessed,
        "source": document.source,
        "url": document.url,
        "language": document.language,
        "format": document.format,
        "kind": document.kind,
        "kind_reason": document.kind_reason,
    }
    if whole:
        told["blocks"] = [{"kind": b.kind, "span": [b.start, b.end], "level": b.level} for b in document.blocks]
        told["text"] = document.text
    return told


def _say_document(document: Document) -> None:
    day = f"{document.date}{' (guessed)' if document.date_guessed else ''}" if document.date else "no date"
    about = [document.source, document.language if document.language != "en" else None]
    told = "; ".join(filter(None, about))
    say(f"{document.id}  {document.kind or '':16}  {day}  {document.title}" + (f"  ({told})" if told else ""))


@app.command("list")
def list_(
    path: Folder,
    kind: Annotated[str | None, typer.Option(help="Only of this kind.")] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """List the documents with their kinds, oldest first, and which of them tell the same story.

    Example: pourparler documents list grain-talks --kind transcript
    """
    from pourparler import verbs
    from pourparler.structure.kinds import kind_named
    from pourparler.wording.tellings import story_words
    from pourparler.wording.views.tellings import story_view

    found = verbs.documents_list(path, kind_named(kind) if kind else None)
    stories = verbs.stories_list(path).told.values()
    told = {t.document: tellings for tellings in stories for t in tellings}
    if as_json:
        print_json([_document_json(d) | {"story": story_view(told[d.id]) if d.id in told else None} for d in found])
        return
    for document in found:
        _say_document(document)
        if document.id in told:
            say(f"    {story_words(told[document.id])}")


@app.command()
def show(path: Folder, id: Id, as_json: Annotated[bool, JSON] = False) -> None:
    """Show what kind of document one is and why, and its blocks.

    Example: pourparler documents show grain-talks 3f9a
    """
    from pourparler import verbs

    document = verbs.documents_show(path, id)
    if as_json:
        print_json(_document_json(document, whole=True))
        return
    _say_document(document)
    say(f"{document.kind}: {document.kind_reason}")
    for block in document.blocks:
        words = " ".join(document.text[block.start : block.end].split())
        say(f"{block.kind.value:22} {words[:100]}{'…' if len(words) > 100 else ''}")


@app.command("set")
def set_(
    path: Folder,
    id: Id,
    title: Annotated[str | None, typer.Option(help="Title.")] = None,
    date: Annotated[str | None, typer.Option(help="Date, as 2031-02-18; empty for none.")] = None,
    source: Annotated[str | None, typer.Option(help="Who published it; empty for unknown.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published; empty for unknown.")] = None,
    kind: Annotated[str | None, typer.Option(help=KIND_HELP + " 'recognise' looks at its form again.")] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Correct what is known of a document: title, date, source, address, kind.

    With another date or kind it is read anew the next time; decisions stay. Positions that had the document's date, and rest on it alone, get the new one.

    Example: pourparler documents set grain-talks 3f9a --date 2031-02-18 --kind transcript
    """
    from pourparler import verbs
    from pourparler.dates import day_of
    from pourparler.structure.kinds import kind_named

    given = {"title": title, "source": source, "url": url}
    changes: dict[str, Any] = {name: words.strip() or None for name, words in given.items() if words is not None}
    if date is not None:
        changes["date"] = day_of(date)
    if kind is not None:
        changes["kind"] = None if kind == "recognise" else kind_named(kind)
    if not changes:
        raise PourparlerError("nothing is to be changed", mend="Give --title, --date, --source, --url or --kind")
    changed = verbs.documents_set(path, id, changes)
    if as_json:
        print_json(_document_json(changed.document) | {"moved": changed.moved})
        return
    _say_document(changed.document)
    for position in changed.moved:
        say(f"{position} has the new date too")


@app.command()
def remove(
    path: Folder,
    id: Id,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it; without this you are told what rests on the document.")
    ] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Take a document out, with the statements read in it and your decisions on them. `documents restore` puts it back.

    What cites it in dossier.yaml stays there; `pourparler check` then says that its evidence is missing.

    Example: pourparler documents remove grain-talks 3f9a --yes
    """
    from pourparler import verbs

    resting = verbs.documents_resting(path, id)
    if yes:
        verbs.documents_remove(path, resting.document.id)
    if as_json:
        told = {"removed": yes, "claims": resting.claims, "statements": resting.statements, "decided": resting.decided}
        print_json(_document_json(resting.document) | told)
    else:
        _say_document(resting.document)
        say(f"{resting.statements} statements were read in it; {resting.decided} of them were decided on.")
        for claim in resting.claims:
            say(f"In dossier.yaml it is evidence for {claim}.")
        if yes:
            say(f"It was taken out. To put it back: pourparler documents restore {path} {resting.document.id}")
    if not yes:
        raise PourparlerError("nothing was taken out", mend="Add --yes to take it out")


@app.command()
def restore(
    path: Folder,
    id: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="The document's id; without one, those that can be put back are listed."),
    ] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Put a document back that was taken out, with its statements and your decisions.

    Example: pourparler documents restore grain-talks 3f9a
    """
    from pourparler import verbs

    if id is not None:
        document = verbs.documents_restore(path, id)
        if as_json:
            print_json(_document_json(document))
        else:
            _say_document(document)
        return
    gone = verbs.documents_removed(path)
    if as_json:
        print_json([asdict(g) for g in gone])
        return
    for g in gone:
        say(f"{g.id}  {g.title}  (taken out by {g.by}, {g.at:%Y-%m-%d})")
    if not gone:
        say("No document was taken out.")
