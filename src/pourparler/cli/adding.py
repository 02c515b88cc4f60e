"""add, read: bring texts in, and read them."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.console import JSON, complain, notice, print_json, say, tracked
from pourparler.cli.document_options import (
    ALLOW_PRIVATE,
    KIND_HELP,
    MEMORY_LIMIT,
    MOST,
    SIZE_LIMIT,
    TIME_LIMIT,
    DateOrder,
)
from pourparler.cli.language_model import ENDPOINT, PRICE, endpoint_of, price_of, tell_usage
from pourparler.cli.spreading import SCHEDULER, WORKERS, where_asked
from pourparler.spread import HERE

if TYPE_CHECKING:
    from pourparler.reading import LanguageModelReader, Price
    from pourparler.verbs.documents import AddedDocument
    from pourparler.verbs.reading import ReadDocument


def add(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Files, folders, tables (CSV, JSON Lines, XLSX), archives (ZIP, tar), web archives (WARC, WACZ), mailboxes (.mbox, .eml), web addresses (pages, feeds, sitemaps), lists of addresses, or - for standard input.",
        ),
    ],
    title: Annotated[str | None, typer.Option(help="Title, if the file does not name it.")] = None,
    date: Annotated[str | None, typer.Option(help="Date of the document, as 2031-02-18.")] = None,
    source: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published.")] = None,
    language: Annotated[
        str | None, typer.Option(help="Language code, such as en; found from the text if not given.")
    ] = None,
    encoding: Annotated[str | None, typer.Option(help="Character encoding; found from the file if not given.")] = None,
    name_pattern: Annotated[
        str | None,
        typer.Option(
            help="What file names contain, such as '{date}_{source}_{title}'; also {year} {month} {day}, and {*} for anything."
        ),
    ] = None,
    date_order: Annotated[
        DateOrder | None, typer.Option(help="Whether 2/3/2031 means 2 March (dmy) or 3 February (mdy).")
    ] = None,
    kind: Annotated[str | None, typer.Option(help=KIND_HELP)] = None,
    details_table: Annotated[
        Path | None,
        typer.Option(
            "--details",
            metavar="FILE",
            help="A table (CSV, JSON Lines, XLSX) with title, date, source, url, kind or language for each file, named in its column path, file or id.",
        ),
    ] = None,
    allow_private: Annotated[bool, ALLOW_PRIVATE] = False,
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="Also follow links that lead out of a folder.")
    ] = False,
    most: Annotated[int, MOST] = 100,
    time_limit: Annotated[float, TIME_LIMIT] = 30.0,
    memory_limit: Annotated[float, MEMORY_LIMIT] = 1000.0,
    size_limit: Annotated[float, SIZE_LIMIT] = 50.0,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Add documents: text, Markdown, HTML, PDF, DOCX, tables of documents, folders, archives, web archives, mailboxes, web addresses, feeds (RSS, Atom), sitemaps, lists of addresses.

    A text that is added twice is kept once; add it again with --date, --title, --source, --url or --kind to correct these. If a file cannot be read, you are told, the others are still added, and the exit code is 2. A document that takes more time, memory or size than the limits allow is such a file; one in another language than English is kept, and you are told that it will not be read. Hidden files in a folder are left out.

    Example: pourparler add grain-talks clippings/ --name-pattern '{date}_{source}_{title}'
    """
    from pourparler import verbs
    from pourparler.dates import read_date
    from pourparler.documents import Details, Limits, NamePattern, Options
    from pourparler.structure.kinds import kind_named

    order = date_order.value if date_order else None
    details = Details(title, read_date(date, order) if date else None, source, url, language)  # type: ignore[arg-type]
    pattern = NamePattern(name_pattern) if name_pattern else None
    options = Options(details, encoding, pattern, order, kind_named(kind) if kind else None, allow_private)  # type: ignore[arg-type]
    limits = Limits.of_options(time_limit, memory_limit, size_limit)
    results = []
    adding = verbs.add(path, names, options, limits, follow_links=follow_links, most=most, details=details_table)
    for added in tracked("adding", adding, None):
        results.append(_added_json(added))
        _tell_added(added, quiet=as_json)
    if as_json:
        print_json(results)
    if any(r["outcome"] == "failed" for r in results):
        raise typer.Exit(2)


def _added_json(added: AddedDocument) -> dict[str, Any]:
    from pourparler.wording.views.tellings import story_view

    got, document = added.gathered, added.gathered.document
    return {
        "name": got.name,
        "outcome": added.outcome or ("skipped" if got.skipped else "failed" if got.error else "told"),
        "document": document.id if document else None,
        "title": document.title if document else None,
        "date": document.date if document else None,
        "date_guessed": document.date_guessed if document else None,
        "source": document.source if document else None,
        "kind": document.kind if document else None,
        "language": document.language if document else None,
        "story": story_view(added.story) if added.story else None,
        "message": got.error.message if got.error else got.notice,
    }


def _tell_added(added: AddedDocument, *, quiet: bool) -> None:
    """What became of one text; ``quiet``: only faults and notices."""
    from pourparler.wording.tellings import story_words

    got, document = added.gathered, added.gathered.document
    if got.error is not None:
        complain(got.error)
    elif got.notice:
        notice(f"{got.name}: {got.notice}")
    if document is not None and not quiet:
        about = ", ".join(
            part for part in (document.source, document.date.isoformat() if document.date else None) if part
        )
        say(f"{added.outcome or '':9} {document.id}  {document.title}" + (f"  ({about})" if about else ""))
        if added.story:
            say(f"    {story_words(added.story)}")


def read(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    again: Annotated[bool, typer.Option("--again", help="Read all documents again; your decisions are kept.")] = False,
    language_model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Let this language model read the documents. Their texts are sent to its address."
        ),
    ] = None,
    endpoint: Annotated[str | None, ENDPOINT] = None,
    price: Annotated[str | None, PRICE] = None,
    workers: Annotated[int | None, WORKERS] = None,
    scheduler: Annotated[str | None, SCHEDULER] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Read the documents: who says what, for which party, on which issue, and who met. Everything is proposed until you confirm it.

    Documents that were read before are skipped unless you say --again. Each result is saved at once. Nothing leaves this machine unless you name a language model or a cluster; of a language model's answers only words that are found in the document are kept.

    Example: pourparler read grain-talks
    """
    from pourparler import verbs
    from pourparler.reading import LanguageModelReader, ModelReader
    from pourparler.verbs.reading import waiting

    by = LanguageModelReader(endpoint_of(path, language_model, endpoint)) if language_model else ModelReader()
    paid = price_of(price) if price else None
    total = waiting(path, by, again=again)
    told: list[dict[str, Any]] = []
    done = missed = 0
    asked = where_asked(workers, scheduler, language_model)
    with asked if total else nullcontext(HERE) as place:
        for each in tracked("reading", verbs.read(path, again=again, reader=by, on=place), total):
            done, missed = done + 1, missed + bool(each.ended)
            if as_json:  # of a million documents nothing is held that nobody asked for
                told.append(_read_json(each))
            _tell_read(each, quiet=as_json)
    if as_json:
        print_json(told)
    elif not done:
        say("There is nothing new to read.")
    if isinstance(by, LanguageModelReader):
        _tell_usage(by, paid)
    if missed:
        raise typer.Exit(2)


def _read_json(done: ReadDocument) -> dict[str, Any]:
    d = done.document
    if done.saved is None:
        return {"document": d.id, "title": d.title, "read": False}
    return {"document": d.id, "title": d.title, "read": True, "statements": done.statements, "new": done.saved.added}


def _tell_read(done: ReadDocument, *, quiet: bool) -> None:
    """What became of one document; ``quiet``: only notices."""
    d = done.document
    if done.ended:
        notice(
            f"{d.title} ({d.id}): not read, because {done.ended} processes that read it ended. It counts as not read; the others are kept"
        )
    elif done.saved is None:
        notice(
            f"{d.title}: not read, because it is written in another language ({d.language}) and the reader knows English only"
        )
    elif not quiet:
        say(f"{done.statements:4} statements, {done.saved.added:4} new   {d.title}")


def _tell_usage(by: LanguageModelReader, paid: Price | None) -> None:
    tell_usage(by.endpoint.usage, paid)
    if by.dropped.statements or by.dropped.names:
        notice(
            f"not kept: {by.dropped.statements} statements whose words are not in the text, and {by.dropped.names} names that the text does not contain"
        )
