"""stories: which documents tell the same story; put one in, take one out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pourparler.cli.console import JSON, print_json, say

app = typer.Typer(
    help="The same story told by several documents: list, put a document in, take one out.", no_args_is_help=True
)

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="The document's id, or its first digits.")]


@app.command("list")
def list_(path: Folder, as_json: Annotated[bool, JSON] = False) -> None:
    """List the stories that several documents tell, who was first before the others, and what may be one story.

    Example: pourparler stories list grain-talks
    """
    from pourparler import verbs
    from pourparler.wording.tellings import perhaps_words, source_words, story_words
    from pourparler.wording.views.tellings import stories_view

    found = verbs.stories_list(path)
    if as_json:
        print_json(stories_view(found.told, found.perhaps, found.decided))
        return
    for tellings in found.told.values():
        say(story_words(tellings), "bold")
        for t in tellings:
            by = f"; {found.decided[t.document]} decided on it" if t.document in found.decided else ""
            language = f"; {t.language}" if t.language != "en" else ""
            say(f"    {t.document}  {t.date or 'no date'}  {t.title}  ({source_words(t)}{language}{by})")
    for perhaps in found.perhaps:
        say(perhaps_words(perhaps))
        say(f"    If so: pourparler stories together {path} {perhaps.other.document} {perhaps.first.document}")
        say(f"    If not: pourparler stories apart {path} {perhaps.other.document} {perhaps.first.document}")
    if not found.told and not found.perhaps:
        say("No two documents tell the same story.")


@app.command()
def together(
    path: Folder,
    id: Id,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="A document that tells the same story.")],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Say that a document tells the story of another, and so of all that tell it.

    Example: pourparler stories together grain-talks 3f9a 71c0
    """
    from pourparler import verbs
    from pourparler.wording.tellings import story_words
    from pourparler.wording.views.tellings import story_view

    told = verbs.stories_together(path, id, other)
    if as_json:
        print_json(story_view(told))
    else:
        say(story_words(told))


@app.command()
def apart(
    path: Folder,
    id: Id,
    other: Annotated[
        str | None,
        typer.Argument(metavar="OTHER", help="Only of this document's story; without it, of the story that ID is in."),
    ] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Say that a document tells a story of its own: take it out of the one that it is in, or dismiss that it may be one with OTHER.

    Example: pourparler stories apart grain-talks 3f9a
    """
    from pourparler import verbs

    document = verbs.stories_apart(path, id, other)
    if as_json:
        print_json({"document": document.id, "title": document.title})
    else:
        say(f"“{document.title}” is told apart. To take that back: pourparler stories undo {path} {document.id}")


@app.command()
def undo(path: Folder, id: Id, as_json: Annotated[bool, JSON] = False) -> None:
    """Take back what was decided last on a document's story.

    Example: pourparler stories undo grain-talks 3f9a
    """
    from pourparler import verbs

    document = verbs.stories_undo(path, id)
    if as_json:
        print_json({"document": document.id, "title": document.title})
    else:
        say(f"The last decision on the story of “{document.title}” was taken back.")
