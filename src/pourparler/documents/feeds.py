"""RSS and Atom, by feedparser: it also reads what is not well-formed, leaves scripts out, and knows no entities but harmless ones."""

from __future__ import annotations

import contextlib
import html
import io
import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser

from pourparler.dates import read_date
from pourparler.documents.details import Details, time_of
from pourparler.documents.listings import MOST_LISTED, Lead, Listing, absolute, digest
from pourparler.documents.normalise import storable
from pourparler.errors import DocumentError

WHOLE = 100
"""Words from which on what a feed carries of an entry is taken for all of its text; less is a teaser."""
_BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.|&#8230;)\])\s*(?:(?:read|continue|more)\b.{0,60})?$", re.I | re.S)
_TAG = re.compile(r"<[^<>]*>")
_FORMS = {"text/plain": "text"}
_HARMLESS = ("NonXMLContentType", "CharacterEncodingOverride")
"""What feedparser finds amiss in a file that came without a server's headers."""
_LONGEST = 200
_SHORT_YEAR = re.compile(r"((?:[A-Za-z]+,\s*)?\d{1,2}\s+[A-Za-z]{3,9})\s+(\d\d)(?!\d|:)")
_REFERENCE = re.compile(rb"&#(x[0-9a-f]+|[0-9]+);?", re.I)


def read_feed(data: bytes, base: str | None, encoding: str | None) -> Listing:
    """The entries of a feed. ``encoding``: what the server or the user says; else the file's own declaration holds.

    An entry's text is taken from the feed where the feed has it as content (``content:encoded`` of RSS, ``content`` of Atom), it has WHOLE
    words or more, and does not break off in dots. Else its page has to be fetched; of an entry without a link whatever there is, is taken.

    Raises DocumentError where it is no feed that can be read.
    """
    told = {"content-type": f"application/xml; charset={encoding}"} if encoding else {}
    # From a stream: a text that looks like a name or an address would be opened or fetched.
    found: Any = feedparser.parse(io.BytesIO(_REFERENCE.sub(_a_character, data)), response_headers=told)
    fault = found.get("bozo_exception") if found.get("bozo") else None
    fault = None if type(fault).__name__ in _HARMLESS else fault
    entries = found.get("entries", [])
    if not found.get("version") or (fault is not None and not entries):
        why = f" ({' '.join(str(fault).split())[:_LONGEST]})" if fault is not None else ""
        raise DocumentError(f"this is no feed that can be read{why}", mend="Open it in a browser to see what it is")
    slips = (
        [f"the feed is not well-formed ({' '.join(str(fault).split())[:_LONGEST]}); it may lack entries"]
        if fault
        else []
    )
    if len(entries) > MOST_LISTED:
        slips.append(f"the feed has {len(entries):,} entries, of which the first {MOST_LISTED:,} are looked at")
    title = _title(found.feed)
    # RSS knows no day of a change: a date that is not its own is Dublin Core's, and that of the text.
    changes = not str(found.version).startswith("rss")
    leads: dict[str, Lead] = {}
    for entry in entries[:MOST_LISTED]:
        lead = _lead(entry, title, base, changes=changes)
        known = leads.get(lead.key)
        if known is not None and known.address != lead.address:
            slips.append(f"two entries have the same id, {lead.key[:_LONGEST]}; both are looked at")
            lead = _lead(entry, title, base, changes=changes, apart=True)
        leads.setdefault(lead.key, lead)
    return Listing("feed", tuple(leads.values()), title, _next(found.feed, base), told=tuple(slips))


def _a_character(found: re.Match[bytes]) -> bytes:
    """A reference to a character, or nothing where there is no such character: feedparser ends with it."""
    digits = found[1].lower()
    code = int(digits[1:], 16) if digits.startswith(b"x") else int(digits[:8])
    return found[0] if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else b""


def _lead(entry: Any, feed_title: str | None, base: str | None, *, changes: bool, apart: bool = False) -> Lead:
    """``changes``: the day of a change is not that of the text. ``apart``: its id is another entry's too."""
    address = _words(entry.get("link"))
    if address == entry.get("id") and not str(address).startswith(("http://", "https://")):
        address = None  # RSS takes a guid for an address that does not say that it is none
    address = absolute(address, base) if address else None
    title = _title(entry)
    text, form = _content(entry)
    if address is None and text is None and (summary := entry.get("summary")):
        text, form = str(summary), _FORMS.get(entry.get("summary_detail", {}).get("type", ""), "fragment")
    elif address is not None and (text is None or not _is_whole(text)):
        text = None
    key = _words(entry.get("id")) or address or digest(title, text)
    published, changed = _day(entry, "published"), _day(entry, "updated")
    if not changes:
        published = published or changed
    source = _title(entry.get("source") or {}) or feed_title
    return Lead(
        key=f"{key} {address}" if apart else key,
        address=address,
        mark=digest(
            title, _told(entry, "updated"), entry.get("summary"), *(c.get("value") for c in entry.get("content", ()))
        ),
        details=Details(title, published, source, address, published_at=_time(entry, published)),
        fallback=Details(date=changed, date_guessed=True) if published is None and changed else Details(),
        text=None if text is None else _page(text, form),
        form=form,
    )


def _content(entry: Any) -> tuple[str | None, str]:
    """The longest content, and its form."""
    found = [c for c in entry.get("content", ()) if c.get("value")]
    if not found:
        return None, "fragment"
    longest = max(found, key=lambda c: len(c["value"]))
    return str(longest["value"]), _FORMS.get(longest.get("type", ""), "fragment")


def _is_whole(text: str) -> bool:
    plain = _TAG.sub(" ", text).strip()
    return len(plain.split()) >= WHOLE and not _BREAKS_OFF.search(plain[-_LONGEST:])


def _page(text: str, form: str) -> bytes:
    if form == "fragment":
        text = f'<!doctype html><html><head><meta charset="utf-8"></head><body>{text}</body></html>'
    return text.encode("utf-8", "replace")


def _day(entry: Any, name: str) -> date | None:
    """The day as it is written, in the writer's own time zone."""
    written = str(_told(entry, name) or "")
    if found := _SHORT_YEAR.match(written):  # RFC 2822, 4.3
        written = f"{found[1]} {'20' if found[2] < '50' else '19'}{found[2]}"
    try:
        return read_date(written) if written else None
    except DocumentError:
        return None


def _time(entry: Any, day: date | None) -> datetime | None:
    """The time of publication on that day: as it is written in RSS (RFC 2822) or in Atom (RFC 3339), with its zone."""
    written = str(_told(entry, "published") or "").strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        with contextlib.suppress(ValueError, TypeError, IndexError, OverflowError):
            return time_of(read(written), day)
    return None


def _told(entry: Any, name: str) -> Any:
    """What the entry itself has: feedparser's own way takes one date for another."""
    return dict.get(entry, name)


def _next(feed: Any, base: str | None) -> str | None:
    """Where a feed in pages goes on (RFC 5005)."""
    found = (_words(link.get("href")) for link in feed.get("links", ()) if link.get("rel") == "next")
    address = next(filter(None, found), None)
    return absolute(address, base) if address else None


def _title(of: Any) -> str | None:
    title = str(of.get("title") or "")
    if "html" in (of.get("title_detail") or {}).get("type", ""):
        title = html.unescape(_TAG.sub("", title))
    return _words(title)


def _words(value: Any) -> str | None:
    return " ".join(storable(str(value or "")).split()) or None
