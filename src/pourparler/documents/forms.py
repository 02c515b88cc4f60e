"""Which form a document has, or a container of documents: by the ending of its name, by what a server says, by its first bytes."""

from __future__ import annotations

from pathlib import PurePath

from pourparler.documents.listings import FORMS as LISTINGS
from pourparler.documents.listings import listing_form

_BY_ENDING = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx",
    ".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".xlsx": "xlsx",
    ".warc": "warc", ".wacz": "wacz", ".eml": "message", ".mbox": "mailbox", ".zip": "zip",
    ".tar": "tar", ".tgz": "tar", ".tbz2": "tar", ".txz": "tar",
}  # fmt: skip
_BY_TWO_ENDINGS = {".warc.gz": "warc", ".tar.gz": "tar", ".tar.bz2": "tar", ".tar.xz": "tar"}
_BY_MEDIA_TYPE = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "text/markdown": "markdown",
}  # fmt: skip
_BY_MEDIA_TYPE_IN_CONTAINERS = _BY_MEDIA_TYPE | {
    "text/plain": "text", "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/x-pdf": "pdf", "message/rfc822": "message",
}  # fmt: skip

TABLES = ("csv", "jsonl", "xlsx")
"""Each row of one is a document."""
CONTAINERS = ("warc", "wacz", "message", "mailbox", "zip", "tar")
"""What they hold are documents, each opened by itself."""


def _form(name: str) -> str | None:
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes[-2:]]
    return _BY_TWO_ENDINGS.get("".join(suffixes)) or (_BY_ENDING.get(suffixes[-1]) if suffixes else None)


def is_known(name: str) -> bool:
    """Whether the ending of a file's name is that of a form that is read."""
    return _form(name) is not None


def form_of(name: str) -> str:
    """The form by the ending of a file's name; ``text`` where it tells none."""
    return _form(name) or "text"


def form_of_page(media_type: str, data: bytes) -> str:
    """The form of what a server sent. What lists texts shows it; servers say all sorts of things of it."""
    found = form_of_bytes(data)
    return found if found in LISTINGS else _BY_MEDIA_TYPE.get(media_type) or found


def form_of_part(media_type: str) -> str | None:
    """The form of a page in a web archive or of a part of a message; None where it is none that is read."""
    return _BY_MEDIA_TYPE_IN_CONTAINERS.get(media_type)


def form_of_bytes(data: bytes) -> str:
    """The form by what stands in it: ``pdf``, ``html``, ``mailbox``, ``warc``, one of ``LISTINGS``, other ``xml``, else ``text``."""
    head = data[:1024].lstrip().lower()
    if head.startswith(b"%pdf-"):
        return "pdf"
    if data.startswith((b"WARC/1.", b"WARC/0.")):
        return "warc"
    first, ended, second = data[:1024].partition(b"\n")
    if ended and first.startswith(b"From ") and b":" in first and b":" in second.partition(b"\n")[0]:
        return "mailbox"
    if head.startswith((b"<!doctype html", b"<html")):
        return "html"
    return listing_form(data) or "text"
