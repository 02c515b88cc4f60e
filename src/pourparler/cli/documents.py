"""add, read: bring texts in, and read them; documents: list and show them, correct what is known of them, take them out."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.console import JSON, complain, notice, print_json, say, tracked
from pourparler.cli.language_model import ENDPOINT, PRICE, endpoint_of, price_of, tell_usage
from pourparler.cli.spreading import SCHEDULER, WORKERS, where_asked
from pourparler.errors import PourparlerError
from pourparler.spread import HERE

if TYPE_CHECKING:
    from pourparler.model import Document
    from pourparler.reading import LanguageModelReader, Price
    from pourparler.verbs.documents import AddedDocument
    from pourparler.verbs.reading import ReadDocument


app = typer.Typer(help="The documents in the record: list, show, correct, take out, put back.", no_args_is_help=True)

KIND_HELP = (
    "What kind of document it is: news, transcript, verbatim record, summary record, bulletin, statement, readout, agreement, "
    "joint communiqué, letter, minutes or testimony. Recognised if not given."
)
ALLOW_PRIVATE = typer.Option(
    "--allow-private", help="Also fetch web addresses that lead to this computer or into a private network."
)
MOST = typer.Option(
    metavar="N", min=1, help="How many documents one feed, sitemap or list of addresses may give at one time."
)
TIME_LIMIT = typer.Option(metavar="SECONDS", help="How long opening one document may take.")
MEMORY_LIMIT = typer.Option(
    metavar="MB", help="How much memory opening one document, or getting one out of its archive, may take."
)
SIZE_LIMIT = typer.Option(
    metavar="MB",
    help="How large a file, a page or a message may be; unpacked, ten times that. An archive may be of any size.",
)


class DateOrder(StrEnum):
    """How numeric dates are written."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"


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
    say(
        f"{document.id}  {document.kind or '':16}  {day}  {document.title}"
        + (f"  ({document.source})" if document.source else "")
    )


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
