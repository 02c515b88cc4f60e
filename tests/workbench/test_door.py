"""Bodies are measured before they are read, and what cannot be kept is refused before anything is saved."""

import asyncio
import json
import select
import socket
import sqlite3
import threading
import time
from io import StringIO

import pytest
import uvicorn
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from pourparler.dossier import open_dossier
from pourparler.errors import PourparlerError
from pourparler.record import Record
from pourparler.workbench import door
from pourparler.workbench.app import create_app
from pourparler.workbench.door import BODY_LIMIT, UPLOAD_LIMIT, Door, TooLargeError, check_form, check_words
from pourparler.workbench.parts import FIRST, LATER, router_of
from pourparler.workbench.safety import HEADER, cookie_name, form_token

from .conftest import TOKEN, post

POSTS = sorted({r.path for part in (*FIRST, *LATER) for r in router_of(part).routes if "POST" in r.methods})
NOT_KEPT = ["\ud800", "a\udfffb", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\x9b", "\ufffe", "\uffff"]
KEPT = [
    "Ada Voss",
    "a\tb",
    "two\nlines",
    "a\r\nb",
    "Страница",
    "交渉",
    "\U0001f30a",
    "e\u0301",
    "a\u200bb",
    "=1+1",
    "\u202etxt",
]


def state(folder):
    with Record(folder / "record.sqlite") as record:
        return (folder / "dossier.yaml").read_bytes(), record.version(), record.proposal_steps(1)


def test_every_form_is_known():
    assert len(POSTS) > 20
    assert "/positions" in POSTS


@pytest.mark.parametrize("words", NOT_KEPT)
def test_words_that_cannot_be_kept_are_refused_by_every_form(inside, read_demo, words):
    before = state(read_demo)
    for path in POSTS:
        body = json.dumps({"told": {"title": [words]}, "revision": "x"}).encode()
        where = "/documents?name=a.txt" if path == "/documents" else path
        if path == "/documents":
            where, body = f"/documents?name=a.txt&source={'%00'}", b"Words."
        answer = post(inside, where, content=body, **{"content-type": "application/json"})
        assert answer.status_code == 422, path
        assert "holds a character that cannot be kept (U+" in answer.json()["error"], path
    assert state(read_demo) == before


def test_a_field_with_half_a_character_breaks_nothing(inside, read_demo):
    revision = inside.get("/dossier").text.partition('pourparler-state" content="')[2].split()[0]
    body = {"revision": revision, "what": "set title", "of": {}, "told": {"title": "Talks \ud83d"}}
    answer = post(inside, "/dossier", content=json.dumps(body).encode(), **{"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("title holds a character that cannot be kept (U+D83D). Remove it")
    for page in ("/", "/dossier", "/positions", "/read"):
        assert inside.get(page).status_code == 200


@pytest.mark.parametrize("words", ["%00", "%1b", "%7f", "%ff%fe", "%ed%a0%80"])
def test_who_only_looks_may_ask_for_whatever_stands_in_a_document(inside, words):
    for path in (
        f"/record?words={words}",
        f"/record?{words}=1",
        f"/read?document={words}",
        f"/positions/{words}/dues",
        f"/record?party={words}",
    ):
        assert inside.get(path).status_code in (200, 404, 422), path


@pytest.mark.parametrize(
    "body", [b"{", b"\xff\xfe", b"[" * 100_000, b'{"a": ' + b"7" * 5000 + b"}", b'{"a": NaN}', b"words"]
)
def test_what_is_no_json_is_told(inside, body):
    for path in ("/settlement", "/positions", "/dossier/undo"):
        answer = post(inside, path, content=body, **{"content-type": "application/json"})
        assert (answer.status_code, answer.json()["error"][:24]) == (422, "what was sent is no JSON")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"a": float("inf")}, "a is no number"),
        ({"place": 2**53 + 1}, "place is too large"),
        ({"place": -(2**64)}, "place is too large"),
        ({"k\x00": 1}, "cannot be kept"),
        ([[{"deep": [{"x": "\ud800"}]}]], "x holds a character"),
        (json.loads("[" * 50 + "]" * 50), "lists within lists"),
    ],
)
def test_values_that_nobody_can_keep(told, words):
    with pytest.raises(PourparlerError, match=words):
        check_form(told)


@pytest.mark.parametrize("words", KEPT)
def test_what_people_write_is_let_in(words):
    check_form({"a": [words, {words: 1.5}], "b": True, "c": None, "d": 2**53})


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_what_is_let_in_can_be_kept(words):
    try:
        check_words("field", words)
    except PourparlerError:
        return
    out = StringIO()
    YAML().dump({"field": words}, out)
    read = YAML(typ="safe", pure=True).load(out.getvalue())
    assert read == {"field": words}
    with sqlite3.connect(":memory:") as db:
        assert db.execute("SELECT ?", (words,)).fetchone() == (words,)


# How much


def said(length):
    return {"content-length": str(length), "content-type": "application/json"}


def test_a_form_that_says_that_it_is_too_large_is_not_read(inside):
    answer = post(inside, "/positions", content=b"{}", **said(BODY_LIMIT + 1))
    assert answer.status_code == 413
    assert answer.json()["error"] == "what the page sent is larger than 2 MB. Send less at a time"
    assert post(inside, "/documents?name=a.txt", content=b"words", **said(UPLOAD_LIMIT + 1)).status_code == 413


@pytest.mark.parametrize(("path", "limit"), [("/positions", BODY_LIMIT), ("/documents", UPLOAD_LIMIT)])
def test_no_more_is_taken_than_the_cap(path, limit):
    """A body without a length: what is asked for ends with the part that goes beyond."""
    part = b" " * 500_000
    taken = 0

    async def receive():
        nonlocal taken
        taken += len(part)
        return {"type": "http.request", "body": part, "more_body": True}

    async def page(scope, receive, send):
        while True:
            await receive()

    refused = []

    async def refuse(request, error):
        refused.append(error)

        async def answer(scope, receive, send):
            pass

        return answer

    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "headers": [],
        "query_string": b"",
        "server": ("127.0.0.1", 1),
    }
    call = Door(page, refuse)(scope, receive, None)
    if path == "/documents":  # while a page reads it; there the error is answered as any other
        with pytest.raises(TooLargeError):
            asyncio.run(call)
    else:
        asyncio.run(call)
        assert isinstance(refused[0], TooLargeError)
    assert limit < taken <= limit + len(part)


def test_what_was_measured_comes_to_the_page_as_it_was(inside, monkeypatch):
    monkeypatch.setattr(door, "BODY_LIMIT", 10_000)
    assert post(inside, "/documents?name=a.txt", content=b"Words that are said. " * 2000).status_code == 200
    settlement = {"settlement": {}, "without": ["x" * 9000]}
    assert post(inside, "/settlement", settlement).status_code == 422  # no such party: it was read
    assert post(inside, "/settlement", {"without": ["x" * 11_000]}).status_code == 413


@pytest.fixture
def served(read_demo):
    """The port of a workbench that is really served."""
    app = create_app(open_dossier(read_demo), TOKEN)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("path", ["/positions", "/documents?name=a.txt"])
@pytest.mark.parametrize("length", ["Content-Length: 999999999999", "Transfer-Encoding: chunked"])
def test_the_answer_comes_while_more_would_be_sent(served, path, length):
    head = [
        f"POST {path} HTTP/1.1",
        f"Host: 127.0.0.1:{served}",
        f"Cookie: {cookie_name(served)}={TOKEN}",
        f"{HEADER}: {form_token(TOKEN)}",
        "Content-Type: application/json",
        length,
    ]
    part = b"186a0\r\n" + b" " * 100_000 + b"\r\n"
    sent = 0
    with socket.create_connection(("127.0.0.1", served), timeout=20) as connection:
        connection.sendall("\r\n".join([*head, "", ""]).encode())
        while not select.select([connection], [], [], 0)[0] and sent < 2 * UPLOAD_LIMIT:
            connection.sendall(part)
            sent += len(part)
        assert connection.recv(1000).startswith(b"HTTP/1.1 413 ")
    assert sent < 2 * UPLOAD_LIMIT
