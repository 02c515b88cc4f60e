"""What lists texts instead of being one: a feed, a sitemap, a list of addresses. How each is told from a text, and what it gives."""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from pourparler.documents.addresses import redirected, web_address
from pourparler.documents.details import Details
from pourparler.documents.limits import Limits
from pourparler.documents.normalise import decode, storable
from pourparler.errors import DocumentError

FORMS = ("feed", "sitemap", "addresses")
MOST_LISTED = 50_000
"""Leads that are taken from one file: what sitemaps.org allows one sitemap to list."""
_HEAD = 65_536
"""Bytes at the beginning that tell what it is."""
_BEFORE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?\s*>\s*)*", re.S | re.I
)
"""What may stand before the first element of an XML file."""
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_BY_ROOT = {
    b"rss": "feed",
    b"feed": "feed",
    b"rdf": "feed",
    b"urlset": "sitemap",
    b"sitemapindex": "sitemap",
    b"html": "html",
}
_TOP = 200_000
"""Bytes of a page in which its head is looked for."""
_LINK = re.compile(rb"<link\b[^<>]{1,2000}>", re.I)
_FEED_TYPE = re.compile(rb"""type\s*=\s*["']?application/(?:rss|atom)\+xml""", re.I)
_HREF = re.compile(rb"""\bhref\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))""", re.I)
_PROLOG = 1_000_000
"""Bytes in which the first element has to begin."""
_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^<>]*\?>")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Lead:
    """What a listing says of one text.

    ``key``: by which it is the same one in another visit. ``mark``: another one as soon as the listing says that the text has changed;
    empty where it says nothing of that. ``address``: of its page. ``details``: what the listing gives; ``fallback``: what holds where
    neither the listing nor the text itself tells better. ``text``: the text as the listing carries it, of the form ``form``; None where
    its page has to be fetched.
    """

    key: str
    address: str | None = None
    mark: str = ""
    details: Details = field(default_factory=Details)
    fallback: Details = field(default_factory=Details)
    text: bytes | None = None
    form: str = "fragment"

    @property
    def name(self) -> str:
        """By what messages name it."""
        return self.address or self.details.title or self.key


@dataclass(frozen=True, slots=True)
class Listing:
    """Leads in the order of the file. ``form``: ``feed``, ``sitemap`` or ``addresses``. ``next``: the address where it goes on.

    ``of_sitemaps``: its leads are sitemaps themselves. ``told``: what is to be known about it.
    """

    form: str
    leads: tuple[Lead, ...]
    title: str | None = None
    next: str | None = None
    of_sitemaps: bool = False
    told: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What it is, in words."""
        what = {"feed": "a feed", "sitemap": "a sitemap", "addresses": "a list of addresses"}[self.form]
        many, one = (
            ("sitemaps", "sitemap")
            if self.of_sitemaps
            else {"feed": ("entries", "entry")}.get(self.form, ("pages", "page"))
        )
        return f"{what} of {len(self.leads):,} {one if len(self.leads) == 1 else many}"


def listing_form(data: bytes) -> str | None:
    """``feed``, ``sitemap`` or ``addresses``; ``html`` or ``xml`` for other XML; None where it is none of these."""
    if data.startswith(_GZIP):
        packed = listing_form(_unpacked_head(data))
        return packed if packed in ("feed", "sitemap") else None
    head = data[:_HEAD]
    if head.startswith(_UTF16):
        head = head[2:].replace(b"\0", b"")
    before = _BEFORE.match(head)
    root = _ROOT.match(head, before.end() if before else 0)
    if root and (form := _BY_ROOT.get(root[1].lower())):
        return form
    if _DECLARATION.match(head):
        return "xml"
    return "addresses" if _only_addresses(data) else None


def _unpacked_head(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data[:_HEAD], _HEAD)
    except zlib.error:
        return b""


def _only_addresses(data: bytes) -> bool:
    """Whether each line is a web address, blank or a comment, and one at least is an address; it ends with the first line that is not."""
    found = False
    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        line = data[start:end].strip()
        start = end + 1
        if line and not line.startswith(b"#"):
            if not line[:8].lower().startswith((b"http://", b"https://")) or b" " in line.partition(b" #")[0]:
                return False
            found = True
    return found


def feed_named(data: bytes, base: str) -> str | None:
    """The feed that a web page names in its head, where it names one."""
    for link in _LINK.findall(data[:_TOP]):
        href = _HREF.search(link)
        if href and _FEED_TYPE.search(link):
            address = html.unescape((href[1] or href[2] or href[3]).decode("utf-8", "replace")).strip()
            return absolute(storable(address), base)
    return None


def read_listing(data: bytes, form: str, base: str | None, encoding: str | None, limits: Limits) -> Listing:
    """What lists texts, read. ``base``: its own address, to which relative ones belong. Opened as other strangers' files are.

    Raises:
        DocumentError: it is damaged, or larger once unpacked than the limits allow.
        Exception: what the libraries raise over hostile files, of many kinds.
    """
    if data.startswith(_GZIP):
        data = _unpacked(data, limits)
    if form == "feed":
        from pourparler.documents.feeds import read_feed

        return read_feed(_without_prolog(data), base, encoding)
    if form == "sitemap":
        from pourparler.documents.sitemaps import read_sitemap

        return read_sitemap(_without_prolog(data), base)
    return _read_addresses(decode(data, encoding)[0])


def _without_prolog(data: bytes) -> bytes:
    """XML from its first element on, after what it declares of its encoding: nothing in it can stand for something else then.

    Raises DocumentError where no element begins near the top.
    """
    declared = b""
    if data.startswith(_UTF16):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    elif found := _DECLARATION.match(data):
        declared = found[0]
    before = _BEFORE.match(data[:_PROLOG])
    at = before.end() if before else 0
    if not _ROOT.match(data, at):
        raise DocumentError("no element of XML begins where one should", mend="Open it in a browser to see what it is")
    return declared + data[at:]


def _unpacked(data: bytes, limits: Limits) -> bytes:
    unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        whole = unpacking.decompress(data, limits.unpacked + 1)
    except zlib.error as error:
        raise DocumentError("the file is packed and damaged", mend="Fetch it again") from error
    limits.check_unpacked(len(whole))
    if not unpacking.eof:
        raise DocumentError("the file is packed and incomplete", mend="Fetch it again")
    return whole


def _read_addresses(text: str) -> Listing:
    leads: dict[str, Lead] = {}
    twice: list[str] = []
    for address in _addresses(text):
        if address in leads:
            twice.append(address)
        leads.setdefault(address, Lead(address, address))
    told = [f"{address} stands in the list twice" for address in dict.fromkeys(twice)]
    return Listing("addresses", *_limited(list(leads.values()), told))


def _addresses(text: str) -> Iterator[str]:
    for line in storable(text).lstrip("\ufeff").split("\n"):
        address = line.partition(" #")[0].strip()
        if address and not address.startswith("#"):
            yield address


def _limited(leads: list[Lead], told: list[str]) -> tuple[tuple[Lead, ...], None, None, bool, tuple[str, ...]]:
    if len(leads) > MOST_LISTED:
        told.append(f"it lists {len(leads):,} addresses, of which the first {MOST_LISTED:,} are looked at")
    return tuple(leads[:MOST_LISTED]), None, None, False, tuple(told)


def absolute(address: str, base: str | None) -> str:
    """A relative address as a full one, where it is known what it belongs to; what is none is told when it is to be fetched."""
    if base is None or address.startswith(("http://", "https://")):
        return address
    try:
        return str(redirected(web_address(base), address))
    except DocumentError:
        return address


def digest(*parts: str | None) -> str:
    """16 digits that change with any of the parts."""
    return sha256("\0".join(part or "" for part in parts).encode("utf-8", "replace")).hexdigest()[:16]
