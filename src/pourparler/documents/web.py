"""A text from the web: one page at a time, robots.txt of every server on the way kept, within limits of time and size.

Proxies that the environment names are not used: with them it would be the proxy that decides which computer is asked.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from ssl import SSLContext
from urllib.robotparser import RobotFileParser

import httpcore
import httpx

from pourparler.documents.addresses import redirected, web_address
from pourparler.documents.connection import Deadline, Guarded, Network
from pourparler.documents.limits import Limits
from pourparler.errors import DocumentError

AGENT = b"pourparler/0.1 (+negotiation record; one page on request)"
SECONDS = 60.0
"""For one page with all that leads to it: names, robots.txt, redirects, the page itself."""
TIMEOUTS = {"connect": 10.0, "read": 20.0, "write": 20.0, "pool": 20.0}
"""Seconds for one step: to be connected, and until something comes."""
REDIRECTS = 5
ROBOTS_LIMIT = 512 * 1024
"""Bytes of a robots.txt that are read; the rest does not count (RFC 9309, 2.5, asks for 500 KiB at least)."""
SAVE = "Save the page and add the file"


@dataclass(frozen=True, slots=True)
class Page:
    """What came back: the bytes, their media type, and the address after redirects."""

    data: bytes
    media_type: str
    url: str


def fetch(
    url: str, limits: Limits, *, allow_private: bool = False, seconds: float = SECONDS, network: Network | None = None
) -> Page:
    """Fetch one page of at most ``limits.size`` bytes (unpacked) within ``seconds``.

    ``allow_private``: also from this computer and from private networks. ``network``: another one than this computer's.

    Raises:
        DocumentError: no web address, not public, forbidden by robots.txt, not reachable, an error status, too large, too slow.
    """
    deadline = Deadline(seconds)
    guarded = Guarded(network or Network(), deadline, allow_private=allow_private)
    first = web_address(url)
    try:
        with httpcore.ConnectionPool(ssl_context=_certificates(), network_backend=guarded) as pool:
            last, answer = _Visit(pool).follow(first, limits.size)
    except httpcore.TimeoutException as error:
        if deadline.over:
            raise DocumentError(f"the page did not come within {seconds:g} seconds", mend=SAVE) from error
        raise DocumentError("the server did not answer in time", mend="Try again later") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise DocumentError(
            f"the page cannot be fetched: {error or type(error).__name__}", mend="Check the address and your connection"
        ) from error
    if not 200 <= answer.status < 300:
        mend = "Check the address, or save the page and add the file"
        raise DocumentError(f"the server answered {_status(answer.status)}", mend=mend)
    if not answer.whole:
        limits.check_size(limits.size + 1, "the page")
    return Page(answer.data, answer.media_type, str(last))


@cache
def _certificates() -> SSLContext:
    return httpx.create_ssl_context()


def _status(number: int) -> str:
    """In the standard's words, not the server's."""
    try:
        return f"{number} {HTTPStatus(number).phrase}"
    except ValueError:
        return str(number)


@dataclass(frozen=True, slots=True)
class _Answer:
    """``data`` up to a limit; ``whole``: whether that was all. ``location``: where the server leads on to."""

    status: int
    data: bytes = b""
    whole: bool = True
    media_type: str = ""
    location: str | None = None


class _Visit:
    """The requests of one fetch."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self._pool = pool
        self._robots: dict[str, Callable[[str], bool]] = {}

    def follow(self, url: httpx.URL, limit: int, *, ask: bool = True) -> tuple[httpx.URL, _Answer]:
        """The answer at the end of all redirects, and where that was. ``ask``: whether robots.txt is kept to."""
        for _ in range(REDIRECTS + 1):
            if ask and not self._allowed(url):
                mend = "Save the page yourself and add the file, if its terms allow that"
                raise DocumentError(f"robots.txt of {url.host} does not allow programs here", mend=mend)
            answer = self._get(url, limit)
            if answer.location is None:
                return url, answer
            url = redirected(url, answer.location)
        raise DocumentError(f"the server leads from address to address, more than {REDIRECTS} times", mend=SAVE)

    def _allowed(self, url: httpx.URL) -> bool:
        root = url.copy_with(raw_path=b"/robots.txt")
        key = str(root)
        if key not in self._robots:
            self._robots[key] = _rules(self.follow(root, ROBOTS_LIMIT, ask=False)[1])
        return self._robots[key](str(url))

    def _get(self, url: httpx.URL, limit: int) -> _Answer:
        asked = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        headers = [(b"Host", url.netloc), (b"User-Agent", AGENT), (b"Accept", b"*/*"), (b"Accept-Encoding", b"gzip")]
        with self._pool.stream("GET", asked, headers=headers, extensions={"timeout": TIMEOUTS}) as response:
            told = {name.lower(): value.decode("utf-8", "replace") for name, value in response.headers}
            if 300 <= response.status < 400 and b"location" in told:
                return _Answer(response.status, location=told[b"location"])
            if response.status >= 300:
                return _Answer(response.status)
            media_type = told.get(b"content-type", "").split(";")[0].strip().lower()
            return _Answer(response.status, *_body(response, told.get(b"content-encoding", ""), limit), media_type)


def _rules(robots: _Answer) -> Callable[[str], bool]:
    """RFC 9309: no robots.txt (4xx) allows all, a server in trouble (5xx) allows nothing."""
    if not 200 <= robots.status < 300:
        allowed = robots.status < 500
        return lambda url: allowed
    parser = RobotFileParser()
    parser.parse(robots.data.decode("utf-8", "replace").splitlines())
    return lambda url: parser.can_fetch("pourparler", url)


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
