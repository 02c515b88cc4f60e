"""A text from the web: one page at a time, robots.txt kept, with time and size limits."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from pourparler.errors import DocumentError

AGENT = "pourparler/0.1 (+negotiation record; one page on request)"
TIMEOUT = httpx.Timeout(20.0, connect=10.0)


@dataclass(frozen=True, slots=True)
class Page:
    """What came back: the bytes, their media type, and the address after redirects."""

    data: bytes
    media_type: str
    url: str


def fetch(url: str, limit: int, client: httpx.Client | None = None) -> Page:
    """Fetch one page.

    Raises:
        DocumentError: not http(s), forbidden by robots.txt, not reachable, an error status, or larger than ``limit`` bytes.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise DocumentError(
            "only http and https addresses can be fetched", mend="Begin the address with https:// or http://"
        )
    owned = client is None
    http = client or httpx.Client(
        follow_redirects=True, max_redirects=5, timeout=TIMEOUT, headers={"User-Agent": AGENT}
    )
    try:
        if not _allowed(http, url):
            mend = "Save the page yourself and add the file, if its terms allow that"
            raise DocumentError("the site's robots.txt does not allow programs here", mend=mend)
        with http.stream("GET", url) as response:
            if response.status_code >= 400:
                raise DocumentError(
                    f"the server answered {response.status_code} {response.reason_phrase}",
                    mend="Check the address, or save the page and add the file",
                )
            data = bytearray()
            for chunk in response.iter_bytes():
                data += chunk
                if len(data) > limit:
                    raise DocumentError(
                        f"the page is larger than {limit // 1_000_000} MB", mend="Save it and add the part you need"
                    )
            media_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
            return Page(bytes(data), media_type, str(response.url))
    except httpx.TimeoutException as error:
        raise DocumentError("the server did not answer in time", mend="Try again later") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise DocumentError(
            f"the page cannot be fetched: {error or type(error).__name__}", mend="Check the address and your connection"
        ) from error
    finally:
        if owned:
            http.close()


def _allowed(http: httpx.Client, url: str) -> bool:
    """RFC 9309: no robots.txt (4xx) allows all, a server in trouble (5xx) allows nothing."""
    parts = urlsplit(url)
    response = http.get(f"{parts.scheme}://{parts.netloc}/robots.txt")
    if 400 <= response.status_code < 500:
        return True
    if response.status_code >= 500:
        return False
    rules = RobotFileParser()
    rules.parse(response.text[:500_000].splitlines())
    return rules.can_fetch("pourparler", url)
