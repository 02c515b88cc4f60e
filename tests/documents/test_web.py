"""One page at a time, from a real server on this machine; robots.txt, status, size and time are kept to."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pourparler.documents import gather
from pourparler.documents.web import fetch
from pourparler.errors import DocumentError

PAGE = (
    "<html><head><title>Talks</title></head><body><article><h1>Talks</h1>"
    + "<p>Ada Voss said that the strait would stay open to every ship that pays the due.</p>" * 3
    + "</article></body></html>"
)


class Site(BaseHTTPRequestHandler):
    robots = "User-agent: *\nDisallow: /private\n"
    robots_status = 200

    def do_GET(self):
        if self.path == "/robots.txt":
            return self.answer(type(self).robots_status, "text/plain", type(self).robots)
        if self.path == "/gone":
            return self.answer(404, "text/html", "no")
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page")
            self.end_headers()
            return None
        if self.path == "/large":
            return self.answer(200, "text/plain", "words " * 1000)
        return self.answer(200, "text/html; charset=utf-8", PAGE)

    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *words):
        pass


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr(Site, "robots_status", 200)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_page_comes_in_with_its_address(site):
    (found,) = gather([f"{site}/moved"])
    assert found.document.title == "Talks"
    assert found.document.url == f"{site}/page"


@pytest.mark.parametrize(("path", "message"), [("/private/x", "robots.txt does not allow"), ("/gone", "answered 404")])
def test_refusals(site, path, message):
    (found,) = gather([site + path])
    assert message in str(found.error)


def test_a_server_in_trouble_allows_nothing(site, monkeypatch):
    monkeypatch.setattr(Site, "robots_status", 503)
    with pytest.raises(DocumentError, match=r"robots\.txt"):
        fetch(f"{site}/page", 10_000)


def test_the_size_cap_holds_while_the_page_still_comes(site):
    with pytest.raises(DocumentError, match="larger than"):
        fetch(f"{site}/large", 100)


def test_nobody_there():
    with pytest.raises(DocumentError, match="cannot be fetched"):
        fetch("http://127.0.0.1:9/x", 100)


def test_other_schemes_are_refused():
    with pytest.raises(DocumentError, match="only http and https"):
        fetch("ftp://example.org/x", 100)
