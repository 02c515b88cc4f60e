"""Whatever the user names → documents, one after the other; what fails does not stop the rest."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from pourparler.dates import DateOrder
from pourparler.documents.dates_in_text import details_in_text
from pourparler.documents.details import Details, NamePattern, date_in_name
from pourparler.documents.language import language_of
from pourparler.documents.markup import html_to_text
from pourparler.documents.normalise import decode, normalise
from pourparler.documents.pdf import pdf_to_text
from pourparler.documents.pieces import Piece, placed
from pourparler.documents.plain import markdown_to_text, split_front_matter
from pourparler.documents.tables import read_csv, read_jsonl, read_xlsx, row_details
from pourparler.documents.web import fetch
from pourparler.documents.word import docx_to_text
from pourparler.errors import DocumentError
from pourparler.model import Document, DocumentKind
from pourparler.structure.blocks import find_blocks
from pourparler.structure.kinds import completed

SIZE_LIMIT = 50_000_000
"""Bytes; larger files are refused."""

KINDS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx",
    ".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".xlsx": "xlsx",
}  # fmt: skip
MEDIA = {"text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "text/markdown": "markdown"}


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says of the documents; it goes before what the files say."""

    details: Details = field(default_factory=Details)
    encoding: str | None = None
    name_pattern: NamePattern | None = None
    date_order: DateOrder | None = None
    kind: DocumentKind | None = None
    allow_private: bool = False
    """Whether pages of this computer and of private networks are fetched too."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One text that came in, or why it did not. ``notice``: something to know about it; ``skipped``: a file of another kind in a folder."""

    name: str
    document: Document | None = None
    error: DocumentError | None = None
    notice: str | None = None
    skipped: bool = False


def gather(names: Iterable[str], options: Options = Options()) -> Iterator[Gathered]:
    """Documents from files, folders, tables, addresses, and ``-`` for standard input, in the order named."""
    for name in names:
        if name == "-":
            yield from _guarded(
                "standard input", lambda: _from_bytes("standard input", sys.stdin.buffer.read(), "text", options)
            )
        elif name.startswith(("http://", "https://")):
            yield from _guarded(name, partial(_from_web, name, options))
        else:
            yield from _from_path(Path(name), options)


def gather_data(name: str, data: bytes, options: Options = Options()) -> Iterator[Gathered]:
    """Documents from a file's content that came another way than from the disk; its ``name`` tells its kind."""
    kind = KINDS.get(Path(name).suffix.lower(), "text")
    yield from _guarded(name, lambda: _from_bytes(name, data, kind, options))


def _from_path(path: Path, options: Options) -> Iterator[Gathered]:
    if path.is_dir():
        inside = sorted(p for p in path.rglob("*") if p.is_file() and not any(q.startswith(".") for q in p.parts))
        if not inside:
            yield Gathered(str(path), error=DocumentError("the folder is empty", where=str(path)))
        for file in inside:
            if file.suffix.lower() in KINDS:
                yield from _from_path(file, options)
            else:
                yield Gathered(str(file), notice="pourparler does not read this kind of file", skipped=True)
        return
    kind = KINDS.get(path.suffix.lower(), "text")
    yield from _guarded(str(path), lambda: _from_bytes(str(path), _read(path), kind, options))


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            mend = "Split it, or add only the part you need"
            raise DocumentError(
                f"the file has {size / 1e6:.0f} MB; the limit is {SIZE_LIMIT // 1_000_000} MB", mend=mend
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise DocumentError("there is no such file") from None
    except OSError as error:
        raise DocumentError(f"cannot be read: {error.strerror}") from error


def _from_web(url: str, options: Options) -> Iterator[Gathered]:
    page = fetch(url, SIZE_LIMIT, allow_private=options.allow_private)
    known = replace(options, details=options.details.over(Details(url=page.url)), name_pattern=None)
    yield from _from_bytes(url, page.data, MEDIA.get(page.media_type, _sniff(page.data)), known)


def _sniff(data: bytes) -> str:
    head = data[:1024].lstrip().lower()
    if head.startswith(b"%pdf-"):
        return "pdf"
    return "html" if head.startswith((b"<!doctype html", b"<html")) else "text"


def _from_bytes(name: str, data: bytes, kind: str, options: Options) -> Iterator[Gathered]:
    if len(data) > SIZE_LIMIT:
        raise DocumentError(
            f"the document has {len(data) / 1e6:.0f} MB; the limit is {SIZE_LIMIT // 1_000_000} MB",
            mend="Split it, or add only the part you need",
        )
    if not data.strip():
        raise DocumentError("the file is empty")
    if kind == "text" and (sniffed := _sniff(data)) != "text":
        kind = sniffed
    if kind in ("csv", "jsonl", "xlsx"):
        rows = {"csv": lambda: read_csv(data, options.encoding), "jsonl": lambda: read_jsonl(data, options.encoding)}
        for place, row in rows.get(kind, lambda: read_xlsx(data))():
            where = f"{name}, {place}"
            if isinstance(row, DocumentError):
                yield Gathered(where, error=DocumentError(row.what, where=where, mend=row.mend))
                continue
            yield from _guarded(where, lambda row=row, where=where: iter([_from_row(where, row, name, options)]))
        return
    encoding = "utf-8"
    pieces: list[Piece] = []
    if kind == "html":
        text, found, pieces = html_to_text(data, options.details.url)
    elif kind == "pdf":
        text, found, pieces = pdf_to_text(data)
    elif kind == "docx":
        text, found, pieces = docx_to_text(data)
    else:
        text, encoding = decode(data, options.encoding)
        found, text = split_front_matter(text.replace("\r\n", "\n"))
        if kind == "markdown":
            text, pieces = markdown_to_text(text)
    stem = Path(name).stem
    by_name = options.name_pattern.read(stem) if options.name_pattern else Details(date=date_in_name(stem))
    details = options.details.over(by_name).over(found)
    brought = _Brought(name, text, pieces, kind, encoding, name, stem.replace("_", " ").replace("-", " "))
    yield _finished(brought, details, options)


def _from_row(where: str, row: Mapping[str, Any], path: str, options: Options) -> Gathered:
    details = options.details.over(row_details(row, options.date_order))
    return _finished(_Brought(where, str(row.get("text") or ""), (), "table", "utf-8", path, where), details, options)


@dataclass(frozen=True, slots=True)
class _Brought:
    """A text as its file gives it; ``fallback``: its title where nothing tells one."""

    name: str
    text: str
    pieces: Sequence[Piece]
    format: str
    encoding: str
    path: str
    fallback: str


def _finished(brought: _Brought, details: Details, options: Options) -> Gathered:
    text = normalise(brought.text)
    if not any(c.isalnum() for c in text):
        raise DocumentError("the document holds no words")
    blocks = find_blocks(text, placed(text, brought.pieces))
    details = details.over(details_in_text(text, blocks, options.date_order))
    document = Document(
        text=text,
        title=" ".join((details.title or brought.fallback).split()),
        date=details.date,
        source=details.source,
        url=details.url,
        language=details.language or language_of(text),
        encoding=brought.encoding,
        format=brought.format,
        path=brought.path,
        date_guessed=details.date_guessed,
        blocks=blocks,
    )
    return Gathered(brought.name, completed(document), notice=_notice(document))


def _notice(document: Document) -> str | None:
    if document.language != "en":
        return f"kept but not read: the language is {document.language}, and the reader reads English only"
    if document.date is None:
        return "no date found; give one with --date 2031-02-18 or --name-pattern"
    if document.date_guessed:
        return (
            f"the date {document.date} is guessed from a sentence; if it is another, add the document again with --date"
        )
    return None


def _guarded(name: str, work: Any) -> Iterator[Gathered]:
    """What ``work`` yields; an error of its own ends this source, not the others."""
    try:
        yield from work()
    except DocumentError as error:
        yield Gathered(name, error=DocumentError(error.what, where=error.where or name, mend=error.mend))
