"""A text from the web: one page at a time, robots.txt of every server on the way kept, within limits of time and size.

A page that was fetched before is asked for on condition that it has changed (RFC 9110, 13): a server that knows the condition answers in a
few bytes.

Proxies that the environment names are not used: with them it would be the proxy that decides which computer is asked.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from http import HTTPStatus
from ssl import SSLContext
from typing import TYPE_CHECKING

import httpcore

from pourparler.documents.addresses import redirected, web_address
from pourparler.documents.connection import Deadline, Guarded, Network
from pourparler.documents.limits import Limits
from pourparler.documents.manners import Manners, Rules
from pourparler.errors import DocumentError, ServerBusyError

if TYPE_CHECKING:
    import httpx

AGENT = b"pourparler/0.1 (negotiation record; keeps to robots.txt)"
SECONDS = 60.0
"""For one page with all that leads to it: names, robots.txt, redirects, the page itself."""
TIMEOUTS = {"connect": 10.0, "read": 20.0, "write": 20.0, "pool": 20.0}
"""Seconds for one step: to be connected, and until something comes."""
REDIRECTS = 5
ROBOTS_LIMIT = 512 * 1024
"""Bytes of a robots.txt that are read; the rest does not count (RFC 9309, 2.5, asks for 500 KiB at least)."""
SAVE = "Save the page and add the file"
BUSY = (429, 503)
"""By what a server says that it is asked too much, or is in trouble for a while."""
LONGEST_VALIDATOR = 1_000
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.I)


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server tells whether a page has changed since: ETag and Last-Modified, as it sent them."""

    etag: str | None = None
    last_modified: str | None = None

    def conditions(self) -> list[tuple[bytes, bytes]]:
        """The headers that ask for the page only if it has changed."""
        told = ((b"If-None-Match", self.etag), (b"If-Modified-Since", self.last_modified))
        return [(name, value.encode("latin-1", "replace")) for name, value in told if value]


NONE = Validators()


@dataclass(frozen=True, slots=True)
class Page:
    """What came back: the bytes, their media type and encoding as the server tells them, and the address after redirects.

    ``unchanged``: the page is as it was when ``seen`` was sent, and no bytes came.
    """

    data: bytes
    media_type: str
    url: str
    charset: str | None = None
    validators: Validators = NONE
    unchanged: bool = False


def fetch(
    url: str,
    limits: Limits,
    *,
    allow_private: bool = False,
    seconds: float = SECONDS,
    network: Network | None = None,
    manners: Manners | None = None,
    seen: Validators = NONE,
) -> Page:
    """Fetch one page of at most ``limits.size`` bytes (unpacked) within ``seconds``; what manners wait for is not counted.

    ``allow_private``: also from this computer and from private networks. ``network``: another one than this computer's. ``manners``: those
    of the run, where there is more than one page to fetch. ``seen``: what the server said of the page when it was fetched last.

    Raises:
        ServerBusyError: the server asks to be left alone for longer than the manners wait.
        DocumentError: no web address, not public, forbidden by robots.txt, not reachable, an error status, too large, too slow.
    """
    deadline = Deadline(seconds)
    guarded = Guarded(network or Network(), deadline, allow_private=allow_private)
    first = web_address(url)
    try:
        with httpcore.ConnectionPool(ssl_context=_certificates(), network_backend=guarded) as pool:
            visit = _Visit(pool, deadline, manners or Manners(0.0, patience=0.0), seen)
            last, answer = visit.follow(first, limits.size)
    except httpcore.TimeoutException as error:
        if deadline.over:
            raise DocumentError(f"the page did not come within {seconds:g} seconds", mend=SAVE) from error
        raise DocumentError("the server did not answer in time", mend="Try again later") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise DocumentError(
            f"the page cannot be fetched: {error or type(error).__name__}", mend="Check the address and your connection"
        ) from error
    if answer.status == HTTPStatus.NOT_MODIFIED and seen != NONE:
        return Page(b"", "", str(last), validators=seen, unchanged=True)
    if not 200 <= answer.status < 300:
        mend = "Check the address, or save the page and add the file"
        raise DocumentError(f"the server answered {_status(answer.status)}", mend=mend)
    if not answer.whole:
        limits.check_size(limits.size + 1, "the page")
    return Page(answer.data, answer.media_type, str(last), answer.charset, answer.validators)


@cache
def _certificates() -> SSLContext:
    import httpx

    return httpx.create_ssl_context()


def _status(number: int) -> str:
    """In the standard's words, not the server's."""
    try:
        return f"{number} {HTTPStatus(number).phrase}"
    except ValueError:
        return str(number)


@dataclass(frozen=True, slots=True)
class _Answer:
    """``data`` up to a limit; ``whole``: whether that was all. ``location``: where the server leads on to. ``wait``: the seconds after
    which it may be asked again, where it says so."""

    status: int
    data: bytes = b""
    whole: bool = True
    media_type: str = ""
    charset: str | None = None
    location: str | None = None
    validators: Validators = NONE
    wait: float | None = None


class _Visit:
    """The requests of one fetch."""

    def __init__(self, pool: httpcore.ConnectionPool, deadline: Deadline, manners: Manners, seen: Validators) -> None:
        self._pool = pool
        self._deadline = deadline
        self._manners = manners
        self._conditions = seen.conditions()

    def follow(self, url: httpx.URL, limit: int, *, ask: bool = True) -> tuple[httpx.URL, _Answer]:
        """The answer at the end of all redirects, and where that was. ``ask``: whether robots.txt is kept to."""
        for _ in range(REDIRECTS + 1):
            if ask and (rules := self._rules(url)).trouble:
                what = f"robots.txt of {url.host} cannot be fetched, because its server is in trouble, so no page is asked for"
                raise DocumentError(what, mend="Try again later")
            if ask and not rules.allow(str(url)):
                mend = "Save the page yourself and add the file, if its terms allow that"
                raise DocumentError(f"robots.txt of {url.host} does not allow programs here", mend=mend)
            answer = self._get(url, limit, page=ask)
            if answer.location is None:
                return url, answer
            url = redirected(url, answer.location)
        raise DocumentError(f"the server leads from address to address, more than {REDIRECTS} times", mend=SAVE)

    def _rules(self, url: httpx.URL) -> Rules:
        root = url.copy_with(raw_path=b"/robots.txt")
        return self._manners.rules(_host(url), str(root), lambda: _rules(self.follow(root, ROBOTS_LIMIT, ask=False)[1]))

    def _get(self, url: httpx.URL, limit: int, *, page: bool) -> _Answer:
        """The answer of one address; a server that asks for a little patience is asked a second time.

        ``page``: and not robots.txt, which is asked for once and before anything else.
        """
        host = _host(url)
        answer = self._once(url, limit, page=page)
        if answer.status in BUSY and self._manners.waited_for(host, answer.wait):
            self._deadline.push(answer.wait or 0.0)
            answer = self._once(url, limit, page=page)
        if answer.status in BUSY:
            self._manners.put_off(host, self._manners.patience if answer.wait is None else answer.wait)
            what = "the server" if page else f"asked for its robots.txt, {host}"
            raise ServerBusyError(f"{what} answered {_status(answer.status)}", answer.wait, host=host)
        return answer

    def _once(self, url: httpx.URL, limit: int, *, page: bool) -> _Answer:
        if not page:
            return self._answer(url, limit, [])
        with self._manners.turn(_host(url)) as waited:
            self._deadline.push(waited)
            return self._answer(url, limit, self._conditions)

    def _answer(self, url: httpx.URL, limit: int, conditions: list[tuple[bytes, bytes]]) -> _Answer:
        asked = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        headers = [(b"Host", url.netloc), (b"User-Agent", AGENT), (b"Accept", b"*/*"), (b"Accept-Encoding", b"gzip")]
        with self._pool.stream(
            "GET", asked, headers=headers + conditions, extensions={"timeout": TIMEOUTS}
        ) as response:
            told = {name.lower(): value.decode("latin-1") for name, value in response.headers}
            if 300 <= response.status < 400 and response.status != HTTPStatus.NOT_MODIFIED and b"location" in told:
                return _Answer(response.status, location=_utf8(told[b"location"]))
            if response.status >= 300:
                return _Answer(response.status, wait=_wait(told))
            data, whole = _body(response, told.get(b"content-encoding", ""), limit)
            kind = told.get(b"content-type", "")
            charset = _CHARSET.search(kind)
            media_type = kind.split(";")[0].strip().lower()
            return _Answer(
                response.status, data, whole, media_type, charset[1] if charset else None, validators=_validators(told)
            )


def host_of(address: str) -> str | None:
    """The server of a web address, as ServerBusyError names it; None where it is none."""
    try:
        return _host(web_address(address))
    except DocumentError:
        return None


def _host(url: httpx.URL) -> str:
    """The server, with its port where that is not the usual one."""
    return url.netloc.decode("ascii")


def _utf8(header: str) -> str:
    return header.encode("latin-1").decode("utf-8", "replace")


def _validators(told: Mapping[bytes, str]) -> Validators:
    """As they came; what is too long to be one is left out."""
    etag, last = (told.get(name) for name in (b"etag", b"last-modified"))
    return Validators(*(v if v and len(v) <= LONGEST_VALIDATOR else None for v in (etag, last)))


def _wait(told: Mapping[bytes, str]) -> float | None:
    """The seconds of Retry-After (RFC 9110, 10.2.3). A date is taken against the server's own clock where it tells the time."""
    asked = told.get(b"retry-after", "").strip()
    if asked.isdigit() and asked.isascii():
        return float(asked[:9])
    try:
        until = parsedate_to_datetime(asked)
        now = parsedate_to_datetime(told[b"date"]) if b"date" in told else datetime.now(UTC)
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError, OverflowError):  # also one with a time zone and one without
        return None


def _rules(robots: _Answer) -> Rules:
    """RFC 9309: no robots.txt (4xx) allows all, a server in trouble (5xx) allows nothing."""
    if not 200 <= robots.status < 300:
        return Rules(None, allowed=robots.status < 500)
    return Rules(robots.data.decode("utf-8", "replace"))


def _body(response: httpcore.Response, encoding: str, limit: int) -> tuple[bytes, bool]:
    """Up to ``limit`` bytes, unpacked no further than that, and whether that is all of them."""
    packed = encoding.strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise DocumentError("the server packs the page in a way that was not asked for", mend=SAVE)
    unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS) if packed.endswith("gzip") else None
    data = bytearray()
    try:
        for part in response.iter_stream():
            data += part if unpacking is None else unpacking.decompress(part, limit + 1 - len(data))
            if len(data) > limit:
                return bytes(data[:limit]), False
    except zlib.error as error:
        raise DocumentError("the page came packed and damaged", mend=SAVE) from error
    if unpacking is not None and not unpacking.eof and data:
        raise DocumentError("the page came packed and incomplete", mend=SAVE)
    return bytes(data), True
