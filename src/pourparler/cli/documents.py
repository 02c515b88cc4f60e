"""add, read: bring texts in, and read them; documents: list, show, set what is known of them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.console import JSON, complain, notice, print_json, say, tracked
from pourparler.errors import PourparlerError

if TYPE_CHECKING:
    from pourparler.model import Document, DocumentKind
    from pourparler.reading import LanguageModelReader, Price


app = typer.Typer(
    help="The documents in the record: list, show; set what kind of document one is.", no_args_is_help=True
)

KIND_HELP = (
    "What kind of document it is: news, transcript, verbatim record, summary record, bulletin, statement, readout, agreement, "
    "joint communiqué, letter, minutes or testimony. Recognised if not given."
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
            help="Files, folders, tables (CSV, JSON Lines, XLSX), addresses, or - for standard input.",
        ),
    ],
    title: Annotated[str | None, typer.Option(help="Title, if the file does not tell.")] = None,
    date: Annotated[str | None, typer.Option(help="Date of the document, as 2031-02-18.")] = None,
    source: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published.")] = None,
    language: Annotated[str | None, typer.Option(help="Language code, instead of finding it out.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Character encoding, instead of finding it out.")] = None,
    name_pattern: Annotated[
        str | None,
        typer.Option(
            help="How file names tell date, source, title: '{date}_{source}_{title}'; also {year} {month} {day} and {*}."
        ),
    ] = None,
    date_order: Annotated[
        DateOrder | None, typer.Option(help="How numeric dates are written, where two readings are possible.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help=KIND_HELP)] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Add documents: text, Markdown, HTML, PDF, DOCX, tables of documents, folders, addresses.

    The same text twice is one document; add it again with --date, --title, --source, --url or --kind to correct these. A file that cannot be read is told and the others go on; the exit code is then 2.

    Example: pourparler add grain-talks clippings/ --name-pattern '{date}_{source}_{title}'
    """
    from pourparler import verbs
    from pourparler.documents import Details, NamePattern, Options, read_date

    order = date_order.value if date_order else None
    details = Details(title, read_date(date, order) if date else None, source, url, language)  # type: ignore[arg-type]
    pattern = NamePattern(name_pattern) if name_pattern else None
    options = Options(details, encoding, pattern, order, _kind(kind) if kind else None)  # type: ignore[arg-type]
    results = []
    failed = foreign = 0
    for added in tracked("adding", verbs.add(path, names, options), None):
        got = added.gathered
        if got.error is not None:
            failed += 1
            complain(got.error)
        elif got.notice:
            notice(f"{got.name}: {got.notice}")
        document = got.document
        if document is not None and document.language != "en":
            foreign += 1
        if document is not None and not as_json:
            about = ", ".join(
                part for part in (document.source, document.date.isoformat() if document.date else None) if part
            )
            say(f"{added.outcome or '':9} {document.id}  {document.title}" + (f"  ({about})" if about else ""))
        results.append(
            {
                "name": got.name,
                "outcome": added.outcome or ("skipped" if got.skipped else "failed"),
                "document": document.id if document else None,
                "title": document.title if document else None,
                "date": document.date if document else None,
                "date_guessed": document.date_guessed if document else None,
                "source": document.source if document else None,
                "kind": document.kind if document else None,
                "language": document.language if document else None,
                "message": got.error.message if got.error else got.notice,
            }
        )
    if as_json:
        print_json(results)
    if failed or foreign:
        raise typer.Exit(2)


def read(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    again: Annotated[bool, typer.Option("--again", help="Read all documents again; decisions stay.")] = False,
    language_model: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Let this language model read instead. The texts are sent to its address."),
    ] = None,
    endpoint: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            envvar="POURPARLER_LLM_ENDPOINT",
            help="Where the language model answers, OpenAI-compatible, up to /v1. A key is taken from POURPARLER_LLM_KEY.",
        ),
    ] = None,
    price: Annotated[
        str | None,
        typer.Option(metavar="ASKED:ANSWERED", help="What a million tokens cost, to be told what reading cost: 0.5:2"),
    ] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Read the documents: who says what, for whom, on which issue; who met. All of it suggestions until you decide.

    Documents read before are left alone unless --again. Each is kept as soon as it is read. Nothing leaves this machine unless you name a language model; of its answers only words that stand in the document are kept.

    Example: pourparler read grain-talks
    """
    from pourparler import verbs
    from pourparler.cli.opening import record_at
    from pourparler.reading import LanguageModelReader, ModelReader

    by = _language_model(path, language_model, endpoint) if language_model else ModelReader()
    paid = _price(price) if price else None
    with record_at(path) as record:
        total = len(record.document_ids()) if again else len(record.unread(by.name))
    results = []
    foreign = 0
    for done in tracked("reading", verbs.read(path, again=again, reader=by), total):
        d = done.document
        if done.saved is None:
            foreign += 1
            notice(f"{d.title}: written in another language ({d.language}); the reader reads English only")
            results.append({"document": d.id, "title": d.title, "read": False})
            continue
        results.append(
            {"document": d.id, "title": d.title, "read": True, "statements": done.statements, "new": done.saved.added}
        )
        if not as_json:
            say(f"{done.statements:4} statements, {done.saved.added:4} new   {d.title}")
    if as_json:
        print_json(results)
    elif not results:
        say("nothing new to read")
    if isinstance(by, LanguageModelReader):
        used = by.endpoint.usage
        told = f"{used.questions} questions, {used.from_cache} answers from the cache; {used.asked} tokens asked, {used.answered} answered"
        notice(told + (f"; cost {used.cost(paid):.4f}" if paid else ""))
        if by.dropped.statements or by.dropped.names:
            notice(
                f"left out: {by.dropped.statements} statements whose words are not in the text, {by.dropped.names} names that nobody knows"
            )
    if foreign:
        raise typer.Exit(2)


def _language_model(path: Path, model: str, address: str | None) -> LanguageModelReader:
    import os

    from pourparler.dossier import open_dossier
    from pourparler.reading import Endpoint, LanguageModelReader

    if not address:
        mend = "Add --endpoint http://localhost:8080/v1, or set POURPARLER_LLM_ENDPOINT"
        raise PourparlerError("a language model is named, but not where it answers", mend=mend)
    cache = open_dossier(path).root / "cache" / "language-model"
    return LanguageModelReader(Endpoint(address, model, os.environ.get("POURPARLER_LLM_KEY") or None, cache))


def _price(written: str) -> Price:
    from pourparler.reading import Price

    try:
        asked, answered = (float(part) for part in written.split(":"))
    except ValueError:
        raise PourparlerError(f"{written!r} is not a price", mend="Two numbers for a million tokens: 0.5:2") from None
    return Price(asked, answered)


Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="The document's id, or its first digits.")]


def _kind(written: str) -> DocumentKind:
    """The kind that was written, accents and hyphens aside. Raises PourparlerError."""
    from pourparler.model import DocumentKind

    def plain(words: str) -> str:
        return words.lower().replace("é", "e").replace("-", " ").replace("_", " ").strip()

    found = [k for k in DocumentKind if plain(written) in (plain(k.value), plain(k.name))]
    if not found:
        raise PourparlerError(f"there is no kind of document {written!r}", mend=f"There are: {', '.join(DocumentKind)}")
    return found[0]


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
    """List the documents with their kinds, oldest first.

    Example: pourparler documents list grain-talks --kind transcript
    """
    from pourparler.cli.opening import record_at

    wanted = _kind(kind) if kind else None
    with record_at(path) as record:
        found = [record.document(d.id) if d.kind is None else d for d in record.documents()]
    found = [d for d in found if wanted in (None, d.kind)]
    if as_json:
        print_json([_document_json(d) for d in found])
        return
    for document in found:
        _say_document(document)


@app.command()
def show(path: Folder, id: Id, as_json: Annotated[bool, JSON] = False) -> None:
    """Show what kind of document one is and why, and its blocks.

    Example: pourparler documents show grain-talks 3f9a
    """
    from pourparler.cli.opening import record_at

    with record_at(path) as record:
        document = record.document(id)
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
    kind: Annotated[str, typer.Option(help=KIND_HELP + " 'recognise' looks at its form again.")],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Say what kind of document one is. It is read anew the next time; decisions stay.

    Example: pourparler documents set grain-talks 3f9a --kind transcript
    """
    from pourparler.cli.opening import record_at

    chosen = None if kind == "recognise" else _kind(kind)
    with record_at(path) as record:
        document = record.set_kind(id, chosen)
    if as_json:
        print_json(_document_json(document))
    else:
        _say_document(document)
