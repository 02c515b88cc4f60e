"""Which form a document has: by the ending of its name, by what a server says, by its first bytes."""

from __future__ import annotations

from pathlib import PurePath

from pourparler.documents.listings import FORMS as LISTINGS
from pourparler.documents.listings import listing_form

_BY_ENDING = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx",
    ".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".xlsx": "xlsx",
}  # fmt: skip
_BY_MEDIA_TYPE = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "text/markdown": "markdown",
}  # fmt: skip


def is_known(name: str) -> bool:
    """Whether the ending of a file's name is that of a form that is read."""
    return PurePath(name).suffix.lower() in _BY_ENDING


def form_of(name: str) -> str:
    """The form by the ending of a file's name; ``text`` where it tells none."""
    return _BY_ENDING.get(PurePath(name).suffix.lower(), "text")


def form_of_page(media_type: str, data: bytes) -> str:
    """The form of what a server sent. What lists texts shows it; servers say all sorts of things of it."""
    found = form_of_bytes(data)
    return found if found in LISTINGS else _BY_MEDIA_TYPE.get(media_type) or found


def form_of_bytes(data: bytes) -> str:
    """The form by what stands in it: ``pdf``, ``html``, what lists texts (``LISTINGS``), ``xml`` of another kind, else ``text``."""
    head = data[:1024].lstrip().lower()
    if head.startswith(b"%pdf-"):
        return "pdf"
    if head.startswith((b"<!doctype html", b"<html")):
        return "html"
    return listing_form(data) or "text"
