"""A web server on this machine whose feeds, sitemaps and pages grow, for tests of what is watched."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, Mapping[str, str], bytes] | Callable[["_Handler"], None]
NAMES = ("Ada Voss", "Tomas Rell", "Mia Holt", "Jon Sarre", "Eve Lund", "Oda Brandt", "Max Orel", "Lia Kerr")


def article(number: int, more: str = "") -> str:
    """Words of an article that no other number has."""
    name = NAMES[number % len(NAMES)]
    return (
        f"{name} said on Monday that delegation number {number} would keep the strait open to every ship that pays due {number}. "
        f"The talks in Lorn went on for {number + 2} hours, and the delegations agreed to meet again after round {number + 1}. {more}"
    ).strip()


def page(number: int, more: str = "", head: str = "") -> bytes:
    """A web page with an article."""
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Talks {number}</title>{head}</head><body><nav>Home</nav>"
        f"<article><h1>Talks {number}</h1><p>{article(number, more)}</p><p>{article(number + 1000)}</p></article></body></html>"
    ).encode()


def item(number: int, link: str | None = None, **parts: str) -> str:
    """An entry of an RSS feed; ``parts``: other elements by their names, ``_`` for ``:``."""
    told = {
        "title": f"Talks {number}",
        "guid": f"id-{number}",
        "pubDate": f"Mon, {number % 27 + 1:02} Feb 2031 10:00:00 +0000",
    } | parts
    if link is not None:
        told["link"] = link
    return (
        "<item>"
        + "".join(f"<{n.replace('_', ':')}>{w}</{n.replace('_', ':')}>" for n, w in told.items() if w)
        + "</item>"
    )


def feed(*items: str, title: str = "Lorn Post", more: str = "") -> bytes:
    """An RSS feed."""
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"'
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {names}><channel><title>{title}</title>{more}{"".join(items)}</channel></rss>'.encode()


def sitemap(*pages: tuple[str, str | None], index: bool = False) -> bytes:
    """A sitemap of addresses and when each was changed, or an index of sitemaps."""
    whole, one = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    told = "".join(f"<{one}><loc>{a}</loc>{f'<lastmod>{d}</lastmod>' if d else ''}</{one}>" for a, d in pages)
    return (
        f'<?xml version="1.0"?><{whole} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{told}</{whole}>'.encode()
    )


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        site = self.server
        site.asked.append((self.path, dict(self.headers)))
        answer = site.pages.get(self.path, (404, {}, b""))
        if callable(answer):
            answer(self)
            return
        status, headers, body = answer
        etag = f'"{hashlib.sha256(body).hexdigest()[:8]}"'
        if status == 200 and site.etags and self.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        self.send_response(status)
        for name, value in {**({"ETag": etag} if site.etags else {}), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        pass


class Site(ThreadingHTTPServer):
    """``pages``: answers by path; ``asked``: the paths that were asked for, with the headers of the requests; ``etags``: whether it sends some."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Answer] = {"/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 0\n")}
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        self.etags = True

    @property
    def root(self) -> str:
        """Its address, without a path."""
        return f"http://127.0.0.1:{self.server_port}"

    def put(self, path: str, body: bytes, kind: str = "text/html", status: int = 200, **headers: str) -> str:
        """What it answers from now on; the address."""
        told = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, told, body)
        return self.root + path

    def paths(self) -> list[str]:
        """What was asked for since the last time, robots.txt left out."""
        asked = [path for path, _ in self.asked if path != "/robots.txt"]
        self.asked.clear()
        return asked


@contextmanager
def site() -> Iterator[Site]:
    """A server that runs as long as the block."""
    server = Site()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
