"""One page at a time, from real servers on this machine, which stand for public ones: whom they may be, robots.txt, status, size, time."""

import gzip
import socket
import threading
import time
import tracemalloc
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore
import pytest

from pourparler.documents import Options, gather
from pourparler.documents.connection import Network
from pourparler.documents.limits import Limits
from pourparler.documents.manners import Manners
from pourparler.documents.web import ROBOTS_LIMIT, Validators, fetch
from pourparler.errors import DocumentError, ServerBusyError

from ..clock import Clock

PAGE = (
    "<html><head><title>Talks</title></head><body><article><h1>Talks</h1>"
    + "<p>Ada Voss said that the strait would stay open to every ship that pays the due.</p>" * 3
    + "</article></body></html>"
).encode()
LIMITS = Limits(size=1_000_000)
PUBLIC = {"press.example": "93.184.216.34", "mirror.example": "93.184.216.35", "plain.example": "93.184.216.36"}


class Site(BaseHTTPRequestHandler):
    """Answers by the asked name and path, as a test says in ``pages``: (status, headers, body), or a function of the handler."""

    def do_GET(self):
        self.server.asked.append((self.headers["Host"], self.path))
        answer = self.server.pages.get(self.path, (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE))
        if callable(answer):
            return answer(self)
        status, headers, body = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *words):
        pass


class Elsewhere(httpcore.SyncBackend):
    """Connections to addresses of the public internet end at the server on this machine; they are noted."""

    def __init__(self, port):
        self.port, self.connected = port, []

    def connect_tcp(self, host, port, *rest):
        self.connected.append(host)
        return super().connect_tcp("127.0.0.1", self.port, *rest)


class Outside:
    """The public internet as a test has it; ``names``: what they lead to."""

    def __init__(self, port):
        self.names = dict(PUBLIC)
        self.backend = Elsewhere(port)

    def resolve(self, host, port):
        if host not in self.names:
            raise socket.gaierror("unknown")
        found = self.names[host]
        return found if isinstance(found, list) else [found]


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.pages = {"/robots.txt": (404, {}, b"")}
    server.asked = []
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def outside(server):
    return Outside(server.server_port)


def moved(location, status=302):
    return (status, {"Location": location}, b"")


def robots(text):
    return (200, {"Content-Type": "text/plain"}, text.encode())


def test_a_page_comes_in_with_its_address(server):
    server.pages["/moved"] = moved("/page")
    server.pages["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 0\n")
    root = f"http://127.0.0.1:{server.server_port}"
    (found,) = gather([f"{root}/moved"], Options(allow_private=True))
    assert found.document.title == "Talks"
    assert found.document.url == f"{root}/page"


def test_the_connection_goes_to_what_the_name_led_to(server, outside):
    page = fetch("http://press.example/page", LIMITS, network=outside)
    assert (page.data, page.media_type, page.url) == (PAGE, "text/html", "http://press.example/page")
    assert outside.backend.connected[0] == PUBLIC["press.example"]
    assert server.asked == [("press.example", "/robots.txt"), ("press.example", "/page")]


# Which computers are asked


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433", "127.1", "[::ffff:127.0.0.1]", "0"],
)
def test_this_computer_is_not_asked_in_whatever_form_it_is_named(server, host):
    address = f"http://{host}:{server.server_port}/page"
    (found,) = gather([address])
    assert found.document is None
    assert "an address of this computer" in str(found.error)
    assert "--allow-private" in str(found.error)
    assert server.asked == []


@pytest.mark.parametrize("leads", ["10.0.0.7", "169.254.169.254", "::1", "fe80::1%eth0", "64:ff9b::7f00:1"])
def test_a_name_that_leads_to_a_private_network_is_refused(server, outside, leads):
    outside.names["inside.example"] = leads
    with pytest.raises(DocumentError, match=r"inside\.example leads to"):
        fetch("http://inside.example/page", LIMITS, network=outside)
    assert outside.backend.connected == []


@pytest.mark.parametrize("location", ["http://127.0.0.1/", "http://inside.example/", "http://[::1]/", "//10.0.0.1/x"])
@pytest.mark.parametrize("path", ["/page", "/robots.txt"])
def test_nor_does_a_server_lead_there(server, outside, location, path):
    names = outside.names
    names |= {"inside.example": "192.168.0.1", "127.0.0.1": "127.0.0.1", "::1": "::1", "10.0.0.1": "10.0.0.1"}
    server.pages[path] = moved(location)
    with pytest.raises(DocumentError, match="an address of this computer, of a private network"):
        fetch("http://press.example/page", LIMITS, network=outside)
    assert set(outside.backend.connected) == {PUBLIC["press.example"]}


def test_with_allow_private_they_are_asked(server, outside):
    outside.names["inside.example"] = "10.0.0.7"
    assert fetch("http://inside.example/page", LIMITS, network=outside, allow_private=True).data == PAGE
    assert set(outside.backend.connected) == {"10.0.0.7"}


def test_a_name_that_leads_elsewhere_the_second_time_gains_nothing(server, outside):
    answers = iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]])
    network = Network(lambda host, port: next(answers), outside.backend)
    server.pages["/robots.txt"] = lambda site: robots_then_close(site)
    with pytest.raises(DocumentError, match=r"leads to 127\.0\.0\.1"):
        fetch("http://rebound.example/page", LIMITS, network=network)
    assert outside.backend.connected == ["93.184.216.34"]
    assert ("rebound.example", "/page") not in server.asked


def robots_then_close(site):
    site.send_response(404)
    site.send_header("Connection", "close")
    site.end_headers()


def test_of_several_addresses_only_the_public_ones_are_tried(server, outside):
    outside.names["both.example"] = ["10.0.0.1", "93.184.216.40"]
    assert fetch("http://both.example/page", LIMITS, network=outside).data == PAGE
    assert set(outside.backend.connected) == {"93.184.216.40"}


def test_an_address_that_does_not_answer_gives_way_to_the_next(server, outside):
    class Half(Elsewhere):
        def connect_tcp(self, host, *rest):
            if host == "93.184.216.50":
                raise httpcore.ConnectError("refused")
            return super().connect_tcp(host, *rest)

    network = Network(lambda host, port: ["93.184.216.50", "93.184.216.51"], Half(server.server_port))
    assert fetch("http://twice.example/page", LIMITS, network=network).data == PAGE
    assert set(network.backend.connected) == {"93.184.216.51"}


def test_certificates_are_checked_against_the_name(outside):
    named = []

    class Stream(httpcore.MockStream):
        def start_tls(self, ssl_context, server_hostname=None, timeout=None):
            assert ssl_context.check_hostname
            named.append(server_hostname)
            return self

    class Backend(httpcore.MockBackend):
        def connect_tcp(self, host, *rest):
            named.append(host)
            return Stream([b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"])

    with pytest.raises(DocumentError, match=r"cannot be fetched|answered 404"):
        fetch("https://press.example/", LIMITS, network=Network(outside.resolve, Backend([])))
    assert named[:2] == [PUBLIC["press.example"], "press.example"]


def test_proxies_of_the_environment_are_not_used(server, outside, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch("http://press.example/page", LIMITS, network=outside).data == PAGE


# robots.txt


def test_robots_of_each_server_on_the_way_is_kept(server, outside):
    server.pages["/moved"] = moved("http://mirror.example/private/x")
    server.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /private\n")
    with pytest.raises(DocumentError, match=r"robots\.txt of mirror\.example does not allow"):
        fetch("http://press.example/moved", LIMITS, network=outside)
    assert server.asked == [
        ("press.example", "/robots.txt"),
        ("press.example", "/moved"),
        ("mirror.example", "/robots.txt"),
    ]


def test_robots_of_one_server_is_asked_once(server, outside):
    server.pages["/moved"] = moved("/moved-again")
    server.pages["/moved-again"] = moved("/page", 301)
    server.pages["/robots.txt"] = moved("/rules/robots")
    server.pages["/rules/robots"] = robots("User-agent: pourparler\nDisallow: /secret\n")
    assert fetch("http://press.example/moved", LIMITS, network=outside).url == "http://press.example/page"
    assert [path for _, path in server.asked].count("/robots.txt") == 1
    with pytest.raises(DocumentError, match="does not allow"):
        fetch("http://press.example/secret/1", LIMITS, network=outside)


def test_a_server_in_trouble_allows_nothing(server, outside):
    server.pages["/robots.txt"] = (503, {}, b"")
    with pytest.raises(DocumentError, match=r"robots\.txt"):
        fetch("http://press.example/page", LIMITS, network=outside)


def test_a_server_that_cannot_tell_its_rules_is_not_said_to_forbid_anything(server, outside):
    server.pages["/robots.txt"] = (500, {}, b"")
    with pytest.raises(DocumentError, match="its server is in trouble, so no page is asked for") as told:
        fetch("http://press.example/page", LIMITS, network=outside)
    assert told.value.mend == "Try again later"
    assert ("press.example", "/page") not in server.asked


def test_of_an_endless_robots_its_beginning_counts(server, outside):
    rules = b"User-agent: *\nDisallow: /private\n"
    server.pages["/robots.txt"] = endless(rules + b"#" * (ROBOTS_LIMIT - len(rules)))
    assert fetch("http://press.example/page", LIMITS, network=outside).data == PAGE
    with pytest.raises(DocumentError, match="does not allow"):
        fetch("http://press.example/private", LIMITS, network=outside)


def endless(first, then=b"# and so on\n", wait=0.0, headers=()):
    """An answer that never ends; it notes how much was taken."""

    def answer(site):
        site.send_response(200)
        for name, value in headers:
            site.send_header(name, value)
        site.end_headers()
        try:
            site.wfile.write(first)
            while True:
                site.wfile.write(then)
                time.sleep(wait)
        except OSError:
            pass

    return answer


# Status, redirects


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((404, {}, b"no"), "answered 404 Not Found"),
        ((500, {}, b""), "answered 500 Internal Server Error"),
        ((799, {}, b""), "answered 799"),
        ((304, {}, b""), "answered 304"),
        (moved("/page2"), None),
        (moved("ftp://press.example/"), "only http and https"),
        (moved("http://user:pw@press.example/"), "a name or a password"),
        (moved("http://[::1"), "not a web address"),
        (moved("http://nowhere.example/"), "no computer named nowhere.example"),
        (moved("/page"), "more than 5 times"),
    ],
)
def test_what_servers_answer(server, outside, answer, words):
    server.pages["/page"] = answer
    if words is None:
        assert fetch("http://press.example/page", LIMITS, network=outside).url.endswith("/page2")
        return
    with pytest.raises(DocumentError, match=words):
        fetch("http://press.example/page", LIMITS, network=outside)


def test_what_is_no_http_is_told(server, outside):
    server.pages["/page"] = lambda site: site.wfile.write(b"SSH-2.0-OpenSSH\r\n")
    with pytest.raises(DocumentError, match="cannot be fetched"):
        fetch("http://press.example/page", LIMITS, network=outside)


def test_an_answer_that_breaks_off_is_not_a_page(server, outside):
    server.pages["/page"] = (200, {"Content-Length": "5000"}, b"the beginning")
    with pytest.raises(DocumentError, match="cannot be fetched"):
        fetch("http://press.example/page", LIMITS, network=outside)


def test_nobody_there():
    with pytest.raises(DocumentError, match="cannot be fetched"):
        fetch("http://127.0.0.1:9/x", LIMITS, allow_private=True)


@pytest.mark.parametrize("name", ["x" * 70 + ".example", "..."])
def test_names_that_nobody_can_have(name):
    with pytest.raises(DocumentError, match="no computer named"):
        fetch(f"http://{name}/x", LIMITS)


# Size and time


def test_the_size_cap_holds_while_the_page_still_comes(server, outside):
    server.pages["/page"] = endless(b"words " * 1000, b"words " * 1000)
    with pytest.raises(DocumentError, match=r"the page has more than 0\.1 MB.* --size-limit 10"):
        fetch("http://press.example/page", Limits(size=100_000), network=outside)


def test_a_packed_page_is_unpacked(server, outside):
    server.pages["/page"] = (200, {"Content-Encoding": "gzip", "Content-Type": "text/html"}, gzip.compress(PAGE))
    assert fetch("http://press.example/page", LIMITS, network=outside).data == PAGE


def test_a_packed_page_is_unpacked_no_further_than_the_cap(server, outside):
    bomb = gzip.compress(bytes(200_000_000))
    server.pages["/page"] = (200, {"Content-Encoding": "gzip"}, bomb)
    tracemalloc.start()
    try:
        with pytest.raises(DocumentError, match="the page has more than 1 MB"):
            fetch("http://press.example/page", LIMITS, network=outside)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 20_000_000


@pytest.mark.parametrize(
    ("encoding", "body", "words"),
    [
        ("gzip", b"not packed", "packed and damaged"),
        ("gzip", gzip.compress(PAGE * 100, mtime=0)[:-20], "packed and incomplete"),
        ("br", b"x", "not asked for"),
        ("gzip, gzip", b"x", "not asked for"),
    ],
)
def test_what_cannot_be_unpacked_is_told(server, outside, encoding, body, words):
    server.pages["/page"] = (200, {"Content-Encoding": encoding}, body)
    with pytest.raises(DocumentError, match=words):
        fetch("http://press.example/page", LIMITS, network=outside)


def slow_head(site):
    for letter in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000:
        try:
            site.wfile.write(bytes([letter]))
        except OSError:
            return
        time.sleep(0.05)


@pytest.mark.parametrize("path", ["/page", "/robots.txt"])
@pytest.mark.parametrize("drip", [endless(b"w", b"w", wait=0.05), slow_head])
def test_one_deadline_holds_for_all_of_it_however_slowly_it_drips(server, outside, path, drip):
    server.pages[path] = drip
    began = time.monotonic()
    with pytest.raises(DocumentError, match=r"did not come within 0\.5 seconds"):
        fetch("http://press.example/page", LIMITS, network=outside, seconds=0.5)
    assert time.monotonic() - began < 10


def test_the_deadline_holds_for_names_too(outside):
    waits = threading.Event()
    network = Network(lambda host, port: waits.wait(30) and [], outside.backend)
    with pytest.raises(DocumentError, match=r"did not come within 0\.2 seconds"):
        fetch("http://press.example/page", LIMITS, network=network, seconds=0.2)
    waits.set()


# What was fetched before, and servers that ask for patience


@pytest.fixture
def manners():
    clock = Clock(0.0)
    return Manners(clock=clock, sleep=clock.sleep)


def test_a_page_is_asked_for_on_condition(server, outside):
    asked = []

    def answer(site):
        asked.append((site.headers["If-None-Match"], site.headers["If-Modified-Since"]))
        site.send_response(304 if asked[-1] == ('W/"x"', "Sat, 01 Mar 2031 09:00:00 GMT") else 200)
        site.send_header("ETag", 'W/"x"')
        site.send_header("Location", "http://press.example/page")  # of no meaning here, and sent by some
        site.send_header("Last-Modified", "Sat, 01 Mar 2031 09:00:00 GMT")
        site.send_header("Content-Type", "text/html; charset=Windows-1251")
        site.end_headers()

    server.pages["/page"] = answer
    first = fetch("http://press.example/page", LIMITS, network=outside)
    assert first.validators == Validators('W/"x"', "Sat, 01 Mar 2031 09:00:00 GMT")
    assert (first.charset, first.media_type, first.unchanged) == ("Windows-1251", "text/html", False)
    second = fetch("http://press.example/page", LIMITS, network=outside, seen=first.validators)
    assert (second.unchanged, second.data, second.validators) == (True, b"", first.validators)
    assert asked == [(None, None), ('W/"x"', "Sat, 01 Mar 2031 09:00:00 GMT")]


def test_neither_robots_nor_long_validators_are_asked_on_condition(server, outside):
    server.pages["/page"] = (200, {"ETag": "x" * 5000, "Last-Modified": "é"}, PAGE)
    page = fetch("http://press.example/page", LIMITS, network=outside, seen=Validators("a"))
    assert page.validators == Validators(None, "é")
    server.pages["/robots.txt"] = lambda site: site.send_error(503 if site.headers["If-None-Match"] else 404)
    fetch("http://press.example/page", LIMITS, network=outside, seen=Validators("a"))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": "Sat, 01 Mar 2031 09:10:00 GMT", "Date": "Sat, 01 Mar 2031 09:00:00 GMT"}, 600),
        ({"Retry-After": "Sat, 01 Mar 1931 09:10:00 GMT"}, 0),
        ({"Retry-After": "Sat, 01 Mar 2031 09:10:00", "Date": "x"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "9" * 5000}, 999_999_999),
        ({}, None),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_for_how_long_a_server_wants_to_be_left_alone(server, outside, status, headers, seconds):
    server.pages["/page"] = (status, headers, b"")
    with pytest.raises(ServerBusyError, match=f"answered {status}") as told:
        fetch("http://press.example/page", LIMITS, network=outside)
    assert told.value.seconds == seconds


def test_where_robots_cannot_be_had_for_now_nothing_is_asked(server, outside, manners):
    server.pages["/robots.txt"] = (429, {"Retry-After": "90"}, b"")
    for _ in range(2):
        with pytest.raises(ServerBusyError):
            fetch("http://press.example/page", LIMITS, network=outside, manners=manners)
    assert ("press.example", "/page") not in server.asked
    assert manners._clock.slept == []


def test_redirects_count_as_requests_and_what_is_waited_does_not_use_up_the_time(server, outside, manners):
    server.pages["/moved"] = moved("/page")
    server.pages["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 30\n")
    page = fetch("http://press.example/moved", LIMITS, network=outside, manners=manners, seconds=20)
    assert page.url == "http://press.example/page"
    assert manners._clock.slept == [30]
    fetch("http://mirror.example/page", LIMITS, network=outside, manners=manners)
    assert manners._clock.slept == [30]
