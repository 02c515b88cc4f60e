"""What the user says of documents, and what came of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pourparler.dates import DateOrder
from pourparler.documents.details import Details, NamePattern
from pourparler.documents.listings import Listing
from pourparler.errors import DocumentError, NoTextError
from pourparler.model import Document, DocumentKind


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
    fallback: Details = field(default_factory=Details)
    """What holds where neither the user nor the document tells better: that a feed or a sitemap lists it, that an archive holds it."""
    fallback_day: str = ""
    """Of what its date is the day, where that is told for all of an archive together: "capture"; else it is that of a change."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One text that came in, or why it did not.

    ``notice``: something to know about it. ``skipped``: it was left out of a folder. ``more``: the next one is there already.
    ``sure``, ``kind``: names of the details that a table of details gave it, and the kind. ``own_date``: the date that the file gives
    itself, where the user gave another. ``fallback_date``: its date is that of ``Options.fallback``, and not told with it. ``listing``: it
    is no text, but lists some.
    """

    name: str
    document: Document | None = None
    error: DocumentError | None = None
    notice: str | None = None
    skipped: bool = False
    more: bool = False
    sure: frozenset[str] = frozenset()
    kind: DocumentKind | None = None
    own_date: date | None = None
    fallback_date: bool = False
    listing: Listing | None = None


def failed(name: str, error: DocumentError) -> Gathered:
    """A document that could not be brought in; its error tells its name."""
    kind = NoTextError if isinstance(error, NoTextError) else DocumentError
    return Gathered(name, error=kind(error.what, where=error.where or name, mend=error.mend))
