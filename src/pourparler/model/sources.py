"""Sources that grow and are watched: feeds, sitemaps, lists of addresses, pages, folders. Times are universal ones, without their zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One text of a source as it was found last.

    ``key``: by which it is the same one the next time. ``mark``: another one as soon as the source says that the text has changed.
    ``document``: the id of the document that it is, or was before it changed; None while it could not be brought in. ``etag``,
    ``last_modified``: what its server said of its page. ``tries``: how often it could not be brought in as it is now, and ``fault`` why.
    """

    key: str
    mark: str = ""
    address: str | None = None
    document: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    tries: int = 0
    fault: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of looking at a source.

    ``what``: what it is, in words (a feed of 40 entries). ``total``: texts that it lists. Of these ``new`` and ``changed`` came into the
    record, the text of ``known`` ones stood there already, ``failed`` could not be brought in, ``left`` wait for the next visit.
    ``unchanged``: it says that nothing has changed since the visit before. ``fault``: why it could not be looked at, ``failing_since``:
    since when. ``not_before``: when it may be looked at again.
    """

    at: datetime
    what: str | None = None
    title: str | None = None
    total: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    failed: int = 0
    left: int = 0
    unchanged: bool = False
    fault: str | None = None
    failing_since: datetime | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is kept of a source between two visits. ``busy``: how often in a row its server asked to be left alone."""

    last: Visit | None = None
    etag: str | None = None
    last_modified: str | None = None
    busy: int = 0
    entries: Mapping[str, SourceEntry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WatchedSource:
    """A source that is watched: its address or its path as sources.txt has it, the last visit, and how many of its texts were seen.

    ``told``: what sources.txt tells of its documents.
    """

    name: str
    last: Visit | None = None
    seen: int = 0
    told: Mapping[str, str] = field(default_factory=dict)
