"""What nobody foresaw is told as our fault, on a page and to a script, and where it happened stands in the terminal."""

import asyncio

import pytest
from starlette.requests import ClientDisconnect
from starlette.routing import Route
from starlette.testclient import TestClient

from pourparler.dossier import open_dossier
from pourparler.workbench.app import create_app
from pourparler.workbench.faults import Faults
from pourparler.workbench.session import Session

from .conftest import COOKIE, HOST, TOKEN, post


class Unforeseen(Exception):
    pass


@pytest.fixture
def broken(read_demo, monkeypatch):
    """A workbench one page of which fails; ``fails`` makes more of it do so."""
    app = create_app(open_dossier(read_demo), TOKEN)

    def fails(request):
        raise Unforeseen("<b>the inside</b>")

    app.routes.append(Route("/fails", fails, methods=["GET", "POST"]))
    with TestClient(app, base_url=HOST, cookies={COOKIE: TOKEN}, raise_server_exceptions=False) as client:
        yield client


def test_a_page_says_that_it_is_our_fault(broken, caplog):
    answer = broken.get("/fails")
    assert answer.status_code == 500
    assert "<h1>Our fault</h1>" in answer.text
    assert "This is our fault, not yours" in answer.text
    assert "Please report it" in answer.text
    assert "Unforeseen" in answer.text
    assert "the inside" not in answer.text  # may quote what is confidential
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    (line,) = caplog.records
    assert "GET '/fails'" in line.getMessage()
    assert line.exc_info[0] is Unforeseen


def test_a_script_is_told_in_json(broken):
    for answer in (post(broken, "/fails", {}), broken.get("/fails", headers={"accept": "application/json"})):
        assert answer.status_code == 500
        assert answer.json()["error"].startswith("This is our fault, not yours")


def test_where_the_page_itself_is_broken_the_words_still_come(broken, monkeypatch, caplog):
    def fails(*_):
        raise Unforeseen

    monkeypatch.setattr(Session, "state", fails)
    answer = broken.get("/dossier")
    assert answer.status_code == 500
    assert "This is our fault, not yours" in answer.text
    assert len(caplog.records) == 2


def test_who_is_not_let_in_is_told_nothing(broken):
    broken.cookies.clear()
    assert broken.get("/fails").status_code == 403


def test_a_page_that_nobody_has(broken):
    answer = broken.get("/no/such/page")
    assert answer.status_code == 404
    assert "The workbench has no such page" in answer.text
    assert "/no/such/page" in answer.text
    assert "Choose a page above." in answer.text
    assert "Correct it" not in answer.text
    assert broken.get("/no/such", headers={"accept": "application/json"}).json() == {
        "error": "The workbench has no such page"
    }
    assert post(broken, "/start", {}).status_code == 405


def test_a_browser_that_went_away_is_no_fault(caplog):
    async def gone(scope, receive, send):
        raise ClientDisconnect

    asyncio.run(Faults(gone, None)({"type": "http", "method": "GET", "path": "/"}, None, None))
    assert not caplog.records


def test_an_answer_that_was_begun_is_not_begun_again():
    sent = []

    async def send(message):
        sent.append(message)

    async def half(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise Unforeseen

    with pytest.raises(Unforeseen):
        asyncio.run(Faults(half, None)({"type": "http", "method": "GET", "path": "/"}, None, send))
    assert len(sent) == 1
