"""A document's bytes → its text, details and blocks. What a stranger wrote is opened here and nowhere else, in a process of its own.

What opens one form of file is loaded with the first file of that form: it takes up to half a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from pourparler.documents.dates_in_text import details_in_text
from pourparler.documents.details import Details, date_in_name
from pourparler.documents.faults import document_error
from pourparler.documents.forms import CONTAINERS, TABLES, form_of_bytes
from pourparler.documents.gathered import Gathered, Options, failed
from pourparler.documents.language import language_of
from pourparler.documents.limits import Limits
from pourparler.documents.listings import FORMS as LISTINGS
from pourparler.documents.listings import read_listing
from pourparler.documents.normalise import decode, normalise
from pourparler.documents.pieces import Piece, placed
from pourparler.errors import DocumentError, NoTextError
from pourparler.model import Document
from pourparler.structure.blocks import Known, find_blocks
from pourparler.structure.kinds import recognise

SAVE_AS = "Save it as text, HTML, PDF or DOCX, or as a table"


def open_document(name: str, data: bytes, form: str, options: Options, limits: Limits) -> Iterator[Gathered]:
    """The text in ``data``, or the texts of a table, one for each row; what cannot be opened is an error of its own.

    Raises:
        MemoryError: there is not enough of it; nothing else.
    """
    if form == "text" and (found := form_of_bytes(data)) not in CONTAINERS:
        form = found
    try:
        limits.check_size(len(data))
        if not data.strip():
            raise DocumentError("the file is empty")
        if form == "xml":
            raise DocumentError("this is XML, and neither a feed (RSS, Atom) nor a sitemap", mend=SAVE_AS)
        if form in CONTAINERS:
            raise DocumentError("this is an archive or a mailbox", mend="Add it by itself, or save it and add the file")
        if form in LISTINGS:
            yield Gathered(name, listing=read_listing(data, form, options.details.url, options.encoding, limits))
        elif form in TABLES:
            yield from _rows(name, data, form, options, limits)
        else:
            yield _whole(name, data, form, options, limits)
    except MemoryError:
        raise
    except Exception as error:  # the libraries raise many kinds over damaged and hostile files
        yield failed(name, document_error(error, form))


def _rows(name: str, data: bytes, form: str, options: Options, limits: Limits) -> Iterator[Gathered]:
    from pourparler.documents.tables import DOCUMENTS, NotUsed, rows_of_table

    empty = True
    for place, row in rows_of_table(data, form, options.encoding, limits, DOCUMENTS):
        where = f"{name}, {place}"
        if isinstance(row, NotUsed):
            yield Gathered(name, notice=row.words)
            continue
        empty = False
        try:
            if isinstance(row, DocumentError):
                raise row
            yield _from_row(where, row, name, options)
        except MemoryError:
            raise
        except Exception as error:
            yield failed(where, document_error(error, "row"))
    if empty:
        raise DocumentError(
            "the table has no row below the names of its columns", mend="It needs a row for each document"
        )


def _whole(name: str, data: bytes, form: str, options: Options, limits: Limits) -> Gathered:
    encoding = "utf-8"
    pieces: list[Piece] = []
    known: list[Known] | None = None
    if form.startswith("mail"):
        from pourparler.documents.mail_text import html_to_mail, mail_to_text

        text, found = data.decode(), Details()
        text, known = mail_to_text(html_to_mail(text) if form == "mail html" else text)
        form = "mail"
    elif form == "html":
        from pourparler.documents.markup import html_to_text

        text, found, pieces = html_to_text(data, options.details.url)
    elif form == "fragment":
        from pourparler.documents.markup import fragment_to_text

        text, found, pieces = fragment_to_text(data)
        form = "html"
    elif form == "pdf":
        from pourparler.documents.pdf import pdf_to_text

        text, found, pieces = pdf_to_text(data)
    elif form == "docx":
        from pourparler.documents.word import docx_to_text

        text, found, pieces = docx_to_text(data, limits)
    else:
        from pourparler.documents.plain import markdown_to_text, split_front_matter

        text, encoding = decode(data, options.encoding)
        found, text = split_front_matter(text.replace("\r\n", "\n"))
        if form == "markdown":
            text, pieces = markdown_to_text(text)
    stem = PurePath(name).stem
    by_name = options.name_pattern.read(stem) if options.name_pattern else Details(date=date_in_name(stem))
    details = options.details.over(by_name).over(found)
    title = stem.replace("_", " ").replace("-", " ")
    brought = _Brought(name, text, pieces, form, encoding, name, title, known)
    own = found.date or by_name.date
    gathered = _finished(brought, details, options)
    overruled = own is not None and options.details.date not in (None, own)
    return replace(gathered, own_date=own) if overruled else gathered


def _from_row(where: str, row: Mapping[str, Any], path: str, options: Options) -> Gathered:
    from pourparler.documents.tables import row_details

    details = options.details.over(row_details(row, options.date_order))
    return _finished(_Brought(where, str(row.get("text") or ""), (), "table", "utf-8", path, where), details, options)


@dataclass(frozen=True, slots=True)
class _Brought:
    """A text as its file gives it; ``fallback``: its title where nothing tells one. ``known``: stretches of a text that is normalised."""

    name: str
    text: str
    pieces: Sequence[Piece]
    format: str
    encoding: str
    path: str
    fallback: str
    known: Sequence[Known] | None = None


def _finished(brought: _Brought, details: Details, options: Options) -> Gathered:
    text = normalise(brought.text)
    if not any(c.isalnum() for c in text):
        raise NoTextError("the document holds no words")
    blocks = find_blocks(text, placed(text, brought.pieces) if brought.known is None else brought.known)
    details = details.over(details_in_text(text, blocks, options.date_order))
    from_fallback = details.date is None and options.fallback.date is not None
    details = details.over(options.fallback).storable()
    title = " ".join((details.title or brought.fallback).split())
    kind, reason = recognise(text, title, blocks)
    document = Document(
        text=text,
        title=title,
        date=details.date,
        source=details.source,
        url=details.url,
        language=details.language or language_of(text),
        encoding=brought.encoding,
        format=brought.format,
        path=brought.path,
        date_guessed=details.date_guessed,
        published_at=details.published_at,
        blocks=blocks,
        kind=kind,
        kind_reason=reason,
    )
    together = from_fallback and options.fallback_day != ""
    listed = from_fallback and not together
    notice = _notice(document, listed=listed, together=together)
    return Gathered(brought.name, document, notice=notice, fallback_date=together)


def _notice(document: Document, *, listed: bool, together: bool) -> str | None:
    """``listed``: its date is the day of a change, as the feed or the sitemap that lists it tells. ``together``: it is its archive's."""
    if document.language != "en":
        return f"kept but not read: the language is {document.language}, and the reader reads English only"
    if document.date is None:
        return "no date found; give one with --date 2031-02-18 or --name-pattern"
    if listed:
        return f"the date {document.date} is the day on which it was changed last, as the feed or the sitemap says"
    if document.date_guessed and not together:
        return (
            f"the date {document.date} is guessed from a sentence; if it is another, add the document again with --date"
        )
    return None
